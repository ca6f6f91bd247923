/** Truth from outside: frames that Linux put on the wire, and what tshark says of any frame. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigurationBpdu } from '../../../shared/wire/bpdu.ts';
import { ETHERTYPE_MIN } from '../../../shared/wire/ethernet.ts';
import type { Frame, Layer, Protocol } from '../../../shared/wire/frame.ts';

export const CAPTURES = [
  'linux-router-inside',
  'linux-router-outside',
  'linux-udp',
  'linux-stp',
  'linux-vxlan-inside',
  'linux-vxlan-outside',
  'ovs-access',
  'ovs-trunk',
] as const;

export type CaptureName = (typeof CAPTURES)[number];

/** The frames of a fixture: classic pcap, little-endian, as tcpdump writes it on the machines we know. */
export function readCapture(name: CaptureName): Uint8Array[] {
  const file = readFileSync(fixture(`${name}.pcap`));
  if (file.readUInt32LE(0) !== 0xa1b2c3d4) throw new Error(`${name}: no little-endian pcap`);
  const frames = [];
  for (let at = 24; at < file.length; at += 16 + file.readUInt32LE(at + 8)) {
    frames.push(new Uint8Array(file.subarray(at + 16, at + 16 + file.readUInt32LE(at + 8))));
  }
  return frames;
}

/** tshark's row for each frame of a fixture, by tshark's own field names. */
export function readRows(name: CaptureName): TsharkRow[] {
  return rowsOf(readFileSync(fixture(`${name}.tsv`), 'utf8'));
}

export type TsharkRow = Readonly<Record<string, string>>;

/** Whether tshark can be asked. Where it is missing, its tests are skipped, but never in CI. */
export function canAskTshark(): boolean {
  if (process.env['CI'] === 'true' || spawnSync('tshark', ['--version']).status === 0) return true;
  console.warn('tshark is not installed: what it says of our frames is not checked');
  return false;
}

const CHECKS = ['ip.check_checksum:TRUE', 'udp.check_checksum:TRUE', 'ip.defragment:FALSE'] as const;

/** What tshark says of a capture file, a row a packet. */
export function askTshark(
  file: Uint8Array,
  fields: readonly string[],
  preferences: readonly string[] = [],
): TsharkRow[] {
  const flags = ['-n', '-T', 'fields', '-E', 'header=y', '-E', 'occurrence=a', '-E', 'aggregator=,'];
  const options = [...CHECKS, ...preferences].flatMap((option) => ['-o', option]);
  // By way of a file: tshark refuses the socket that Node gives a child as its standard input.
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-'));
  try {
    const path = join(folder, 'capture.pcapng');
    writeFileSync(path, file);
    const run = spawnSync('tshark', ['-r', path, ...flags, ...options, ...fields.flatMap((field) => ['-e', field])]);
    if (run.status !== 0) throw new Error(`tshark: ${run.error?.message ?? run.stderr.toString()}`);
    return rowsOf(run.stdout.toString());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The columns of a row that are plain header values: what we read, in tshark's manner of writing. */
export function rowOf(frame: Frame): TsharkRow {
  const each = <P extends Protocol>(protocol: P, write: (header: HeaderOfLayer<P>) => string | undefined) =>
    frame.layers
      .filter((candidate) => candidate.protocol === protocol)
      .map((candidate) => write((candidate as unknown as { header: HeaderOfLayer<P> }).header))
      .filter((text) => text !== undefined)
      .join(',');
  return {
    'eth.dst': each('ethernet', (header) => header.destination),
    'eth.src': each('ethernet', (header) => header.source),
    'eth.type': each('ethernet', ({ etherType }) => (etherType < ETHERTYPE_MIN ? undefined : hex(etherType, 4))),
    'eth.len': each('ethernet', ({ etherType }) => (etherType < ETHERTYPE_MIN ? text(etherType) : undefined)),
    'vlan.priority': each('vlan', (header) => text(header.priority)),
    'vlan.dei': each('vlan', (header) => text(header.dropEligible)),
    'vlan.id': each('vlan', (header) => text(header.id)),
    'vlan.etype': each('vlan', ({ etherType }) => (etherType < ETHERTYPE_MIN ? undefined : hex(etherType, 4))),
    'vlan.len': each('vlan', ({ etherType }) => (etherType < ETHERTYPE_MIN ? text(etherType) : undefined)),
    'llc.dsap': each('llc', (header) => hex(header.destination, 2)),
    'llc.ssap': each('llc', (header) => hex(header.source, 2)),
    'llc.control': each('llc', (header) => hex(header.control, 4)),
    ...bpduColumns(frame),
    'arp.hw.type': each('arp', (header) => text(header.hardwareType)),
    'arp.proto.type': each('arp', (header) => hex(header.protocolType, 4)),
    'arp.hw.size': each('arp', (header) => text(header.hardwareLength)),
    'arp.proto.size': each('arp', (header) => text(header.protocolLength)),
    'arp.opcode': each('arp', (header) => text(header.operation)),
    'arp.src.hw_mac': each('arp', (header) => header.senderMac),
    'arp.src.proto_ipv4': each('arp', (header) => header.senderIp),
    'arp.dst.hw_mac': each('arp', (header) => header.targetMac),
    'arp.dst.proto_ipv4': each('arp', (header) => header.targetIp),
    'ip.version': each('ipv4', (header) => text(header.version)),
    'ip.hdr_len': each('ipv4', (header) => text(header.headerLength * 4)),
    'ip.dsfield.dscp': each('ipv4', (header) => text(header.dscp)),
    'ip.dsfield.ecn': each('ipv4', (header) => text(header.ecn)),
    'ip.len': each('ipv4', (header) => text(header.totalLength)),
    'ip.id': each('ipv4', (header) => hex(header.identification, 4)),
    'ip.flags': each('ipv4', (header) => hex(header.flags, 2)),
    'ip.frag_offset': each('ipv4', (header) => text(header.fragmentOffset)),
    'ip.ttl': each('ipv4', (header) => text(header.ttl)),
    'ip.proto': each('ipv4', (header) => text(header.protocol)),
    'ip.checksum': each('ipv4', (header) => hex(header.checksum, 4)),
    'ip.src': each('ipv4', (header) => header.source),
    'ip.dst': each('ipv4', (header) => header.destination),
    'icmp.type': each('icmp', (header) => text(header.type)),
    'icmp.code': each('icmp', (header) => text(header.code)),
    'icmp.checksum': each('icmp', (header) => hex(header.checksum, 4)),
    'icmp.ident': each('icmp', (header) => ('identifier' in header ? text(header.identifier) : undefined)),
    'icmp.seq': each('icmp', (header) => ('sequence' in header ? text(header.sequence) : undefined)),
    'udp.srcport': each('udp', (header) => text(header.sourcePort)),
    'udp.dstport': each('udp', (header) => text(header.destinationPort)),
    'udp.length': each('udp', (header) => text(header.length)),
    'udp.checksum': each('udp', (header) => hex(header.checksum, 4)),
    // tshark shows the octet after the flags too, where another document puts more of them.
    'vxlan.flags': each('vxlan', (header) => hex(header.flags * 256 + (header.reserved >>> 16), 4)),
    'vxlan.vni': each('vxlan', (header) => text(header.vni)),
  };
}

/** tshark splits priorities from the system identifier extension, and counts in seconds. */
function bpduColumns(frame: Frame): TsharkRow {
  const found = frame.layers.find((each) => each.protocol === 'bpdu');
  const header = found?.protocol === 'bpdu' ? found.header : undefined;
  const full = header && 'rootMac' in header ? (header as ConfigurationBpdu) : undefined;
  const seconds = (units: number | undefined) => (units === undefined ? '' : String(units / 256));
  return {
    'stp.protocol': header ? hex(header.protocolId, 4) : '',
    'stp.version': text(header?.version),
    'stp.type': header ? hex(header.type, 2) : '',
    'stp.flags': full ? hex(frame.bytes[found!.offset + 4]!, 2) : '',
    'stp.root.prio': text(full && full.rootPriority & 0xf000),
    'stp.root.ext': text(full && full.rootPriority & 0x0fff),
    'stp.root.hw': text(full?.rootMac),
    'stp.root.cost': text(full?.rootPathCost),
    'stp.bridge.prio': text(full && full.bridgePriority & 0xf000),
    'stp.bridge.ext': text(full && full.bridgePriority & 0x0fff),
    'stp.bridge.hw': text(full?.bridgeMac),
    'stp.port': full ? hex(full.portId, 4) : '',
    'stp.msg_age': seconds(full?.messageAge),
    'stp.max_age': seconds(full?.maxAge),
    'stp.hello': seconds(full?.helloTime),
    'stp.forward': seconds(full?.forwardDelay),
  };
}

type HeaderOfLayer<P extends Protocol> = Extract<Layer, { protocol: P; header: unknown }>['header'];

/** A row without the columns that are tshark's judgement. */
export function valuesOf(row: TsharkRow): TsharkRow {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !/status|^_ws|^frame/.test(name)));
}

function fixture(name: string): URL {
  return new URL(`../../fixtures/wire/${name}`, import.meta.url);
}

function rowsOf(tsv: string): TsharkRow[] {
  const [head = '', ...lines] = tsv.replaceAll('\r', '').split('\n');
  const names = head.split('\t');
  return lines
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(line.split('\t').map((value, column) => [names[column]!, value])));
}

function text(value: string | number | undefined): string {
  return value === undefined ? '' : String(value);
}

function hex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}
