/** Truth from outside: frames that Linux put on the wire, and what tshark says of any frame. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Frame, type Layer, type Protocol, layer } from '../../../shared/wire/frame.ts';

export type CaptureName = 'linux-router-inside' | 'linux-router-outside';

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

/** What tshark says of a capture file, a row a packet. */
export function askTshark(
  file: Uint8Array,
  fields: readonly string[],
  preferences: readonly string[] = [],
): TsharkRow[] {
  const flags = ['-n', '-T', 'fields', '-E', 'header=y', '-E', 'occurrence=a', '-E', 'aggregator=,'];
  const options = ['ip.check_checksum:TRUE', 'ip.defragment:FALSE', ...preferences].flatMap((option) => ['-o', option]);
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
  const ethernet = layer(frame, 'ethernet')!.header;
  const arp = layer(frame, 'arp')?.header;
  const each = <P extends Protocol>(protocol: P, write: (header: HeaderOfLayer<P>) => string | undefined) =>
    frame.layers
      .filter((candidate) => candidate.protocol === protocol)
      .map((candidate) => write((candidate as unknown as { header: HeaderOfLayer<P> }).header))
      .filter((text) => text !== undefined)
      .join(',');
  return {
    'eth.dst': ethernet.destination,
    'eth.src': ethernet.source,
    'eth.type': hex(ethernet.etherType, 4),
    'arp.hw.type': text(arp?.hardwareType),
    'arp.proto.type': arp ? hex(arp.protocolType, 4) : '',
    'arp.hw.size': text(arp?.hardwareLength),
    'arp.proto.size': text(arp?.protocolLength),
    'arp.opcode': text(arp?.operation),
    'arp.src.hw_mac': text(arp?.senderMac),
    'arp.src.proto_ipv4': text(arp?.senderIp),
    'arp.dst.hw_mac': text(arp?.targetMac),
    'arp.dst.proto_ipv4': text(arp?.targetIp),
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
