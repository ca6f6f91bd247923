/** Field paths, taken apart. */
import type { Layer } from './layer.ts';

/**
 * Protocol, dot, field: 'ethernet.destination', 'ipv4.ttl', 'icmp.sequence'. Means the first layer of that protocol, but never one inside
 * a tunnel or in a quoted packet. With 'quoted.' before it, the packet that an ICMP error quotes: 'quoted.ipv4.source'.
 */
export type FieldPath = string;

export interface PathParts {
  readonly protocol: string;
  readonly name: string;
  readonly isQuoted: boolean;
  /** Whether some checksum covers the field. */
  readonly isCovered: boolean;
  /** Whether it is an address, which the checksum of what the packet carries covers too. */
  readonly isAddress: boolean;
  /** Whether a change may move the borders of layers or change what they are, or whether they are well formed. */
  readonly isShape: boolean;
}

const SHAPE_FIELDS: ReadonlySet<string> = new Set([
  'ethernet.etherType',
  'vlan.etherType',
  'llc.destination',
  'llc.control',
  'bpdu.type',
  'arp.hardwareLength',
  'arp.protocolLength',
  'ipv4.version',
  'ipv4.headerLength',
  'ipv4.totalLength',
  'ipv4.flags',
  'ipv4.fragmentOffset',
  'ipv4.protocol',
  'ipv4.checksum',
  'icmp.type',
  'icmp.checksum',
  'udp.destinationPort',
  'udp.length',
  'udp.checksum',
]);

/** VXLAN has no checksum, but the UDP header before it has. */
const COVERED_PROTOCOLS: ReadonlySet<string> = new Set(['ipv4', 'icmp', 'udp', 'vxlan']);
const QUOTED = 'quoted.';

/** Paths come from players as well, so what is remembered is limited. */
const partsByPath = new Map<FieldPath, PathParts>();
const REMEMBERED_PATHS_MAX = 256;

export function partsOf(path: FieldPath): PathParts {
  return partsByPath.get(path) ?? remember(path);
}

/** The path of the checksum of a layer that has one. */
export function checksumPathOf(protocol: string, isQuoted: boolean): FieldPath {
  if (protocol === 'ipv4') return isQuoted ? 'quoted.ipv4.checksum' : 'ipv4.checksum';
  if (protocol === 'icmp') return isQuoted ? 'quoted.icmp.checksum' : 'icmp.checksum';
  return isQuoted ? 'quoted.udp.checksum' : 'udp.checksum';
}

/** The place of the layer that a path means, -1 if there is none. */
export function indexOf(layers: readonly Layer[], parts: PathParts): number {
  const start = parts.isQuoted ? quoteOf(layers) : 0;
  for (let index = start; index < layers.length; index++) {
    const { protocol } = layers[index]!;
    if (protocol === parts.protocol) return index;
    // Behind these come layers of other packets.
    if (!parts.isQuoted && (protocol === 'icmp' || protocol === 'vxlan')) return -1;
  }
  return -1;
}

/** Where the layers of the quoted packet begin; behind the last layer if nothing is quoted. */
function quoteOf(layers: readonly Layer[]): number {
  for (let index = 0; index < layers.length; index++) {
    const { protocol } = layers[index]!;
    if (protocol === 'vxlan') break;
    if (protocol === 'icmp') return index + 1;
  }
  return layers.length;
}

function remember(path: FieldPath): PathParts {
  const isQuoted = path.startsWith(QUOTED);
  const inPacket = isQuoted ? path.slice(QUOTED.length) : path;
  const dot = inPacket.indexOf('.');
  const protocol = inPacket.slice(0, Math.max(dot, 0));
  const name = inPacket.slice(dot + 1);
  const parts = {
    protocol,
    name,
    isQuoted,
    isCovered: COVERED_PROTOCOLS.has(protocol),
    isAddress: protocol === 'ipv4' && (name === 'source' || name === 'destination'),
    isShape: SHAPE_FIELDS.has(inPacket),
  };
  if (partsByPath.size >= REMEMBERED_PATHS_MAX) partsByPath.clear();
  partsByPath.set(path, parts);
  return parts;
}
