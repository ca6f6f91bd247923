/** What tcpdump 4.99 prints with `-n` (print.c, print-ether.c, print-arp.c, print-icmp.c, print-stp.c …): a line a packet. */
import { type Frame, innerFrameOf, layer, quotedLayer } from '../../wire/frame.ts';
import { isLoopbackPort } from '../loopback.ts';
import type { TcpdumpProgram } from './command.ts';

/** A packet as a card saw it. */
export interface Sighted {
  /** Simulated time, microseconds. */
  readonly atUs: number;
  readonly frame: Frame;
  readonly port: string;
}

/** The whole text so far. `stopped`: somebody has pressed Ctrl-C; with a count it ends by itself. */
export function tcpdumpOutput(program: TcpdumpProgram, seen: readonly Sighted[], stopped: boolean): string {
  const { count, ethernet, interface: name } = program;
  const fitting = seen.filter(({ frame }) => isAsked(program, frame));
  const shown = count === undefined ? fitting : fitting.slice(0, count);
  const isComplete = count !== undefined && shown.length === count;
  const kind = name !== undefined ? 'EN10MB (Ethernet)' : 'LINUX_SLL2 (Linux cooked v2)';
  const lines = [
    'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode',
    `listening on ${name ?? 'any'}, link-type ${kind}, snapshot length 262144 bytes`,
    ...shown.map(({ atUs, frame }) => `${clockText(atUs)} ${packetText(frame, ethernet)}`),
    // The line on which ^C stands ends first.
    ...(isComplete ? endLines(shown) : stopped ? ['', ...endLines(shown)] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** The filter of the kernel counts what goes by `lo` twice, out and in. */
function endLines(shown: readonly Sighted[]): readonly string[] {
  const filtered = shown.length + shown.filter(({ port }) => isLoopbackPort(port)).length;
  const packets = (count: number): string => `${count} packet${count === 1 ? '' : 's'}`;
  return [
    `${packets(shown.length)} captured`,
    `${packets(filtered)} received by filter`,
    '0 packets dropped by kernel',
  ];
}

/** Does the filter let it through? Untagged protocols only: what is inside a tag needs "vlan", as in libpcap. */
export function isAsked({ only }: TcpdumpProgram, frame: Frame): boolean {
  if (only.length === 0) return true;
  const isTagged = layer(frame, 'vlan') !== undefined;
  return only.some((protocol) => {
    if (protocol === 'vlan') return isTagged;
    if (protocol === 'stp') return layer(frame, 'llc') !== undefined;
    return (!isTagged || only.includes('vlan')) && layer(frame, protocol) !== undefined;
  });
}

/** "00:00:01.000400": the simulation begins at midnight. */
function clockText(atUs: number): string {
  const seconds = Math.floor(atUs / 1_000_000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}.${String(atUs % 1_000_000).padStart(6, '0')}`;
}

/** A packet without its time; `ethernet`: with the link-layer header (`-e`). */
export function packetText(frame: Frame, ethernet: boolean): string {
  const header = layer(frame, 'ethernet')?.header;
  if (header === undefined) return '[|ether]';
  const { source, destination } = header;
  const isFramed = layer(frame, 'llc') !== undefined;
  const start = `${source} > ${destination}, `;
  if (isFramed) {
    const llc = 'LLC, dsap STP (0x42) Individual, ssap STP (0x42) Command, ctrl 0x03: ';
    return `${ethernet ? `${start}802.3, length ${lengthField(frame)}: ${llc}` : ''}${stpText(frame)}`;
  }
  const tag = layer(frame, 'vlan')?.header;
  if (!ethernet) return contentText(frame, false, ethernet);
  const first = `${start}ethertype ${etherTypeText(header.etherType)}, length ${frame.bytes.length}: `;
  if (tag === undefined) return `${first}${contentText(frame, true, ethernet)}`;
  const dropEligible = tag.dropEligible === 1 ? ', DEI' : '';
  return `${first}vlan ${tag.id}, p ${tag.priority}${dropEligible}, ethertype ${etherTypeText(tag.etherType)}, ${contentText(frame, true, ethernet)}`;
}

const ETHER_TYPES: Readonly<Record<number, string>> = { 0x0800: 'IPv4', 0x0806: 'ARP', 0x8100: '802.1Q' };

function etherTypeText(type: number): string {
  return `${ETHER_TYPES[type] ?? 'Unknown'} (0x${type.toString(16).padStart(4, '0')})`;
}

/** The number in the place of the type: octets that follow (IEEE 802.3 3.2.6). */
function lengthField(frame: Frame): number {
  return ((frame.bytes[12] ?? 0) << 8) | (frame.bytes[13] ?? 0);
}

/** What the frame carries. `named`: the type has been told already; `ethernet`: as for the whole frame. */
function contentText(frame: Frame, named: boolean, ethernet: boolean): string {
  const arp = layer(frame, 'arp');
  if (arp !== undefined) return `${named ? '' : 'ARP, '}${arpText(arp.header)}, length ${arpLength(frame)}`;
  const ip = layer(frame, 'ipv4');
  if (ip === undefined) return 'unknown';
  return `${named ? '' : 'IP '}${ipText(frame, ip.header, ethernet)}`;
}

type Header<P extends Parameters<typeof layer>[1]> = Extract<
  NonNullable<ReturnType<typeof layer<P>>>,
  { header: unknown }
>['header'];

function arpText(arp: Header<'arp'>): string {
  if (arp.operation === 1) {
    const known = arp.targetMac === '00:00:00:00:00:00' ? '' : ` (${arp.targetMac})`;
    if (arp.senderIp === arp.targetIp) return `Announcement ${arp.senderIp}`;
    return `Request who-has ${arp.targetIp}${known} tell ${arp.senderIp}`;
  }
  return arp.operation === 2 ? `Reply ${arp.senderIp} is-at ${arp.senderMac}` : `OpCode ${arp.operation}`;
}

/** Everything behind the Ethernet header, padding too. */
function arpLength(frame: Frame): number {
  return frame.bytes.length - (layer(frame, 'arp')?.offset ?? 0);
}

function ipText(frame: Frame, ip: Header<'ipv4'>, ethernet: boolean): string {
  const payload = ip.totalLength - ip.headerLength * 4;
  const udp = layer(frame, 'udp')?.header;
  if (udp !== undefined) {
    const ends = `${ip.source}.${udp.sourcePort} > ${ip.destination}.${udp.destinationPort}: `;
    const inner = innerFrameOf(frame);
    const vxlan = layer(frame, 'vxlan')?.header;
    if (inner === undefined || vxlan === undefined) return `${ends}UDP, length ${udp.length - 8}`;
    return `${ends}VXLAN, flags [I] (0x08), vni ${vxlan.vni}\n${packetText(inner, ethernet)}`;
  }
  const ends = `${ip.source} > ${ip.destination}: `;
  const icmp = layer(frame, 'icmp')?.header;
  if (icmp !== undefined) return `${ends}${icmpText(frame, icmp)}, length ${payload}`;
  const ospf = layer(frame, 'ospf')?.header;
  if (ospf !== undefined) return `${ends}OSPFv2, ${OSPF_TYPES[ospf.type] ?? 'unknown'}, length ${payload}`;
  return `${ends} ip-proto-${ip.protocol} ${payload}`;
}

const OSPF_TYPES = ['', 'Hello', 'Database Description', 'LS-Request', 'LS-Update', 'LS-Ack'];

function icmpText(frame: Frame, icmp: Header<'icmp'>): string {
  if ('identifier' in icmp) {
    const kind = icmp.type === 8 ? 'request' : 'reply';
    return `ICMP echo ${kind}, id ${icmp.identifier}, seq ${icmp.sequence}`;
  }
  if (icmp.type === 11) return icmp.code === 0 ? 'ICMP time exceeded in-transit' : 'ICMP ip reassembly time exceeded';
  if (icmp.type !== 3) return `ICMP type-#${icmp.type}`;
  return `ICMP ${unreachableText(frame, icmp.code)}`;
}

function unreachableText(frame: Frame, code: number): string {
  const quoted = quotedLayer(frame, 'ipv4')?.header;
  const to = quoted?.destination ?? '';
  switch (code) {
    case 0:
      return `net ${to} unreachable`;
    case 1:
      return `host ${to} unreachable`;
    case 2:
      return `${to} protocol ${quoted?.protocol} unreachable`;
    case 3:
      return `${to} udp port ${quotedLayer(frame, 'udp')?.header.destinationPort} unreachable`;
    case 9:
      return `net ${to} unreachable - admin prohibited`;
    case 10:
      return `host ${to} unreachable - admin prohibited`;
    case 13:
      return `host ${to} unreachable - admin prohibited filter`;
    default:
      return `${to} unreachable - #${code}`;
  }
}

const RAPID_FLAGS = [
  ['topologyChange', 'Topology change'],
  ['proposal', 'Proposal'],
  ['learning', 'Learn'],
  ['forwarding', 'Forward'],
  ['agreement', 'Agreement'],
  ['topologyChangeAcknowledgment', 'Topology change ACK'],
] as const;

function stpText(frame: Frame): string {
  const bpdu = layer(frame, 'bpdu')?.header;
  if (bpdu === undefined) return 'STP [|stp]';
  const kind = bpdu.version === 0 ? '802.1d' : '802.1w';
  if (!('bridgeMac' in bpdu)) return `STP ${kind}, Topology Change`;
  const values = bpdu as unknown as Readonly<Record<string, number>>;
  const flags = RAPID_FLAGS.flatMap(([name, word]) => (values[name] === 1 ? [word] : []));
  const hex = (number: number): string => number.toString(16).padStart(4, '0');
  const id = `bridge-id ${hex(bpdu.bridgePriority)}.${bpdu.bridgeMac}.${hex(bpdu.portId)}`;
  const name = bpdu.version === 0 ? 'Config' : 'Rapid STP';
  const list = flags.length === 0 ? 'none' : flags.join(', ');
  return `STP ${kind}, ${name}, Flags [${list}], ${id}, length ${lengthField(frame) - LLC_OCTETS}`;
}

/** DSAP, SSAP, control (IEEE 802.2). */
const LLC_OCTETS = 3;
