/** What tcpdump 4.99 prints with `-n` (print.c, print-ether.c, print-arp.c, print-icmp.c, print-stp.c …): a line a packet. */
import { type Frame, innerFrameOf, layer, quotedLayer } from '../../wire/frame.ts';
import { isLoopbackPort } from '../loopback.ts';
import type { TcpdumpProgram } from './command.ts';
import { isWanted } from './tcpdump-filter.ts';

/** A packet as a card saw it. */
export interface Sighted {
  /** Simulated time, microseconds. */
  readonly atUs: number;
  readonly frame: Frame;
  readonly port: string;
  /** Only of a capture on all interfaces. */
  readonly cooked: Cooked | undefined;
}

/** What the kernel says about a packet in place of its Ethernet header (LINKTYPE_LINUX_SLL2; print-sll.c). */
export interface Cooked {
  readonly interface: string;
  readonly index: number;
  /** For this machine, for all, for a group, for somebody else; or sent by this machine. */
  readonly direction: 'In' | 'B' | 'M' | 'P' | 'Out';
}

/** The whole text so far. `stopped`: somebody has pressed Ctrl-C; with a count it ends by itself. */
export function tcpdumpOutput(program: TcpdumpProgram, seen: readonly Sighted[], stopped: boolean): string {
  const { count, interface: name } = program;
  const fitting = seen.filter(({ frame }) => isWanted(program.filter, frame));
  const shown = count === undefined ? fitting : fitting.slice(0, count);
  const isComplete = count !== undefined && shown.length === count;
  const kind = name !== undefined ? 'EN10MB (Ethernet)' : 'LINUX_SLL2 (Linux cooked v2)';
  const lines = [
    ...(name === undefined ? ['tcpdump: data link type LINUX_SLL2'] : []),
    ...(program.verbose ? [] : ['tcpdump: verbose output suppressed, use -v[v]... for full protocol decode']),
    `${program.verbose ? 'tcpdump: ' : ''}listening on ${name ?? 'any'}, link-type ${kind}, snapshot length 262144 bytes`,
    ...shown.map((one, place) => lineOf(program, one, place + 1)),
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

/** "00:00:01.000400": the simulation begins at midnight. */
function clockText(atUs: number): string {
  const seconds = Math.floor(atUs / 1_000_000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}.${String(atUs % 1_000_000).padStart(6, '0')}`;
}

function lineOf(program: TcpdumpProgram, { atUs, frame, cooked }: Sighted, number: number): string {
  const { ethernet, verbose, numbered, timeless } = program;
  const start = `${numbered ? `${String(number).padStart(5)}  ` : ''}${timeless ? '' : `${clockText(atUs)} `}`;
  return `${start}${cooked === undefined ? packetText(frame, ethernet, verbose) : cookedText(frame, cooked, program)}`;
}

/** The header of 20 octets that stands in place of the Ethernet header. */
const SLL2_OCTETS = 20;

function cookedText(frame: Frame, cooked: Cooked, { ethernet, verbose }: TcpdumpProgram): string {
  const start = `${cooked.interface.padEnd(5)} ${cooked.direction.padEnd(3)} `;
  const header = layer(frame, 'ethernet');
  if (header === undefined) return `${start}[|ether]`;
  if (!ethernet || layer(frame, 'llc') !== undefined) return `${start}${packetText(frame, false, verbose)}`;
  const length = frame.bytes.length - header.length + SLL2_OCTETS;
  const type = etherTypeText(header.header.etherType);
  const content = contentText(frame, true, { ethernet, verbose });
  return `${start}ifindex ${cooked.index} ${header.header.source} ethertype ${type}, length ${length}: ${content}`;
}

/** A packet without its time; `ethernet`: with the link-layer header (`-e`). */
export function packetText(frame: Frame, ethernet: boolean, verbose = false): string {
  const style: Style = { ethernet, verbose };
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
  if (!ethernet) return contentText(frame, false, style);
  const first = `${start}ethertype ${etherTypeText(header.etherType)}, length ${frame.bytes.length}: `;
  if (tag === undefined) return `${first}${contentText(frame, true, style)}`;
  const dropEligible = tag.dropEligible === 1 ? ', DEI' : '';
  return `${first}vlan ${tag.id}, p ${tag.priority}${dropEligible}, ethertype ${etherTypeText(tag.etherType)}, ${contentText(frame, true, style)}`;
}

const ETHER_TYPES: Readonly<Record<number, string>> = { 0x0800: 'IPv4', 0x0806: 'ARP', 0x8100: '802.1Q' };

function etherTypeText(type: number): string {
  return `${ETHER_TYPES[type] ?? 'Unknown'} (0x${type.toString(16).padStart(4, '0')})`;
}

/** The number in the place of the type: octets that follow (IEEE 802.3 3.2.6). */
function lengthField(frame: Frame): number {
  return ((frame.bytes[12] ?? 0) << 8) | (frame.bytes[13] ?? 0);
}

interface Style {
  readonly ethernet: boolean;
  readonly verbose: boolean;
}

/** What the frame carries. `named`: the type has been told already. */
function contentText(frame: Frame, named: boolean, style: Style): string {
  const arp = layer(frame, 'arp');
  if (arp !== undefined)
    return `${named ? '' : 'ARP, '}${style.verbose ? 'Ethernet (len 6), IPv4 (len 4), ' : ''}${arpText(arp.header)}, length ${arpLength(frame)}`;
  const ip = layer(frame, 'ipv4');
  if (ip === undefined) return 'unknown';
  return `${named ? '' : 'IP '}${style.verbose ? headerText(ip.header) : ''}${ipText(frame, ip.header, style)}`;
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

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 89: 'OSPF' };

/** The header's other fields (`-v`); what it carries is on the next line. */
function headerText(ip: Header<'ipv4'>): string {
  const tos = (ip.dscp << 2) | ip.ecn;
  const flags = `${(ip.flags & 1) === 1 ? '+' : ''}${(ip.flags & 2) === 2 ? 'DF' : ''}`;
  const protocol = PROTOCOLS[ip.protocol] ?? 'unknown';
  return `(tos 0x${tos.toString(16)}, ttl ${ip.ttl}, id ${ip.identification}, offset ${ip.fragmentOffset * 8}, flags [${flags === '' ? 'none' : flags}], proto ${protocol} (${ip.protocol}), length ${ip.totalLength})\n    `;
}

function ipText(frame: Frame, ip: Header<'ipv4'>, style: Style): string {
  const payload = ip.totalLength - ip.headerLength * 4;
  const udp = layer(frame, 'udp')?.header;
  if (udp !== undefined) {
    const ends = `${ip.source}.${udp.sourcePort} > ${ip.destination}.${udp.destinationPort}: `;
    const inner = innerFrameOf(frame);
    const vxlan = layer(frame, 'vxlan')?.header;
    if (inner === undefined || vxlan === undefined) return `${ends}UDP, length ${udp.length - 8}`;
    return `${ends}VXLAN, flags [I] (0x08), vni ${vxlan.vni}\n${packetText(inner, style.ethernet, style.verbose)}`;
  }
  const ends = `${ip.source} > ${ip.destination}: `;
  const icmp = layer(frame, 'icmp')?.header;
  if (icmp !== undefined)
    return `${ends}${icmpText(frame, icmp)}, length ${payload}${style.verbose ? quotedText(frame, style) : ''}`;
  const ospf = layer(frame, 'ospf')?.header;
  if (ospf !== undefined) return `${ends}OSPFv2, ${OSPF_TYPES[ospf.type] ?? 'unknown'}, length ${payload}`;
  return `${ends} ip-proto-${ip.protocol} ${payload}`;
}

/** With `-v` an error's quotation is read, too. */
function quotedText(frame: Frame, style: Style): string {
  const ip = quotedLayer(frame, 'ipv4');
  if (ip === undefined) return '';
  const quoted: Frame = {
    ...frame,
    layers: frame.layers.slice(frame.layers.findIndex(({ protocol }) => protocol === 'icmp') + 1),
  };
  return `\n\t${style.ethernet ? '' : 'IP '}${headerText(ip.header)}${ipText(quoted, ip.header, style)}`;
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
