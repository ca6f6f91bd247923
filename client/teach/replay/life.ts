/** The life of one frame as the course notes write it: a row for each wire, and what has changed since the wire before. Pure. */
import type { ReplayFrame, ReplayHop } from '../../../shared/class/report.ts';
import { layer } from '../../../shared/wire/frame.ts';
import { frameOfHex } from '../../panels/fields.ts';

export const wireColumns = ['sourceMac', 'destinationMac', 'sourceIp', 'destinationIp', 'ttl', 'vlan'] as const;
export type WireColumn = (typeof wireColumns)[number];

export interface WireRow {
  readonly hop: ReplayHop;
  /** As people write them; empty where the frame has no such field. */
  readonly values: Readonly<Record<WireColumn, string>>;
  /** Columns in which the frame differs from what came over the wire before. */
  readonly changed: readonly WireColumn[];
}

export function wireRows({ hops }: ReplayFrame): readonly WireRow[] {
  const rows: WireRow[] = [];
  for (const hop of hops) {
    const values = valuesOf(hop.bytes);
    const before = rows.findLast((row) => row.hop.to === hop.from && row.hop.arriveUs <= hop.departUs);
    const changed =
      before === undefined ? [] : wireColumns.filter((column) => before.values[column] !== values[column]);
    rows.push({ hop, values, changed });
  }
  return rows;
}

/** The outermost headers: they are what the wire carries the frame by. */
function valuesOf(bytes: string): WireRow['values'] {
  const frame = frameOfHex(bytes);
  const ethernet = layer(frame, 'ethernet')?.header;
  const packet = layer(frame, 'ipv4')?.header;
  const tag = layer(frame, 'vlan')?.header;
  return {
    sourceMac: ethernet?.source ?? '',
    destinationMac: ethernet?.destination ?? '',
    sourceIp: packet?.source ?? '',
    destinationIp: packet?.destination ?? '',
    ttl: packet === undefined ? '' : String(packet.ttl),
    vlan: tag === undefined ? '' : String(tag.id),
  };
}
