/** Whose an address is, as far as the own seat knows: own cards, own tables, the frame that came. Nothing is looked up elsewhere. */
import type { TablesView } from '../../shared/game/view.ts';
import type { AddressNotes } from '../../shared/text/panel-words.ts';
import type { Frame } from '../../shared/wire/frame.ts';
import { readField } from '../../shared/wire/frame.ts';

/** A few words behind an address; empty when the seat knows nothing of it. `frame` is the one that came in, if one did. */
export function addressNote(
  address: string,
  tables: TablesView,
  frame: Frame | undefined,
  words: AddressNotes,
): string {
  return address.includes(':') ? macNote(address, tables, frame, words) : ipNote(address, tables, frame, words);
}

function macNote(mac: string, tables: TablesView, frame: Frame | undefined, words: AddressNotes): string {
  if (mac === 'ff:ff:ff:ff:ff:ff') return words.everybody;
  if (mac === '00:00:00:00:00:00') return words.nobodyYet;
  if ('interfaces' in tables) {
    const own = tables.interfaces.find((card) => card.mac === mac);
    if (own !== undefined) return words.mine(own.name);
    const neighbor = tables.neighbors.find((row) => row.mac === mac && row.state !== 'incomplete');
    if (neighbor !== undefined) return words.neighbor(neighbor.address);
  }
  if (frame === undefined) return '';
  if (readField(frame, 'ethernet.source') === mac) return words.frameSource;
  return readField(frame, 'ethernet.destination') === mac ? words.frameDestination : '';
}

function ipNote(address: string, tables: TablesView, frame: Frame | undefined, words: AddressNotes): string {
  if ('interfaces' in tables) {
    const own = tables.interfaces.find(({ addresses }) => addresses.some((one) => one.address === address));
    if (own !== undefined) return words.mine(own.name);
    if (tables.routes.some((route) => route.via === address)) return words.gateway;
  }
  if (frame === undefined) return '';
  if (readField(frame, 'ipv4.source') === address) return words.packetSource;
  return readField(frame, 'ipv4.destination') === address ? words.packetDestination : '';
}
