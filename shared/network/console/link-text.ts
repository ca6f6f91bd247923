/** An interface as `ip link` and `ip addr` print it (iproute2, ip/ipaddress.c). */
import type { AssignedAddress } from '../../device/device.ts';
import { scopeText } from './route-names.ts';
import { type Link, QDISC, QUEUE_LENGTH } from './links.ts';
import { bridgeDetails, slaveDetails } from './bridge-text.ts';
import type { Machine } from './command.ts';

export interface LinkStyle {
  /** `ip link` tells the link mode, `ip addr` the addresses. */
  readonly object: 'link' | 'addr';
  readonly statistics: number;
  readonly details: boolean;
  readonly brief: boolean;
  readonly oneLine: boolean;
  /** `-4`: what is about IPv4 only; `-0`: what is about the card only. */
  readonly family: 'any' | 'inet' | 'inet6' | 'link';
}

/** The operational state (RFC 2863 ifOperStatus, as Linux words it). */
export function stateText(link: Link): 'UP' | 'DOWN' | 'UNKNOWN' | 'LOWERLAYERDOWN' {
  if (link.kind === 'loopback' || link.kind === 'vxlan') return link.up ? 'UNKNOWN' : 'DOWN';
  if (!link.up) return 'DOWN';
  if (link.carrier) return 'UP';
  return link.kind === 'vlan' ? 'LOWERLAYERDOWN' : 'DOWN';
}

/** "<BROADCAST,MULTICAST,UP,LOWER_UP>" */
export function flagsText(link: Link): string {
  const flags = [
    ...(link.up && !link.carrier ? ['NO-CARRIER'] : []),
    ...(link.kind === 'loopback' ? ['LOOPBACK'] : ['BROADCAST', 'MULTICAST']),
    ...(link.up ? ['UP'] : []),
    ...(link.up && link.carrier ? ['LOWER_UP'] : []),
    ...(link.isBelowDown ? ['M-DOWN'] : []),
  ];
  return `<${flags.join(',')}>`;
}

/** "eth0@if5", "eth0.10@eth0": the name, and what it stands on. */
export function nameText(link: Link): string {
  if (link.vlan !== undefined) return `${link.name}@${link.vlan.of}`;
  return link.peer === undefined ? link.name : `${link.name}@if${link.peer.index}`;
}

/** Everything about one interface, each line with its line feed; empty if nothing of it is asked for. */
export function linkText(machine: Machine, links: readonly Link[], link: Link, style: LinkStyle): string {
  if (style.brief) return briefText(link, style);
  if (style.family === 'inet6' || (style.family === 'inet' && style.object === 'addr' && link.addresses.length === 0))
    return '';
  const lines = [
    headText(link, style),
    ...(style.family === 'inet' && style.object === 'addr' ? [] : addressLines(machine, links, link, style)),
    ...(style.object === 'addr' && style.family !== 'link' ? inetLines(link) : []),
    ...(style.statistics > 0 ? statisticsLines(link, style.statistics) : []),
  ];
  return style.oneLine ? oneLine(link, lines, style) : lines.map((line) => `${line}\n`).join('');
}

function headText(link: Link, style: LinkStyle): string {
  const master = link.master === undefined ? '' : `master ${link.master} `;
  const mode = style.object === 'link' ? 'mode DEFAULT ' : '';
  const head = `${link.index}: ${nameText(link)}: ${flagsText(link)} mtu ${link.mtu} qdisc ${qdiscOf(link)} `;
  const space = style.family === 'inet' && style.object === 'addr' ? spaceText(link) : '';
  return `${head}${master}state ${stateText(link)} ${mode}group default qlen ${QUEUE_LENGTH}${space}`;
}

function qdiscOf(link: Link): string {
  if (link.kind !== 'physical') return link.up ? 'noqueue' : 'noop';
  return link.up ? QDISC : 'noop';
}

function addressLine(link: Link): string {
  if (link.kind === 'loopback') return `    link/loopback ${link.mac} brd 00:00:00:00:00:00`;
  return `    link/ether ${link.mac} brd ff:ff:ff:ff:ff:ff${spaceText(link)}`;
}

/** Where the other end of a pair is: in a namespace whose name the machine knows, or in a foreign one. */
function spaceText({ peer }: Link): string {
  if (peer === undefined) return '';
  return peer.isNeighbour ? ` link-netns ${peer.device}` : ` link-netnsid ${peer.netnsid}`;
}

/** Each address, and how long it holds. */
export function inetLines({ addresses }: Link): readonly string[] {
  return addresses.flatMap((one) => {
    const metric = one.metric === 0 ? '' : ` metric ${one.metric}`;
    const brd = one.broadcast === undefined ? '' : ` brd ${one.broadcast}`;
    const secondary = one.isSecondary ? ' secondary' : '';
    return [
      `    inet ${inetText(one)}${metric}${brd} scope ${scopeText(one.scope)}${secondary} ${one.label}`,
      '       valid_lft forever preferred_lft forever',
    ];
  });
}

function inetText({ address, peer, length }: AssignedAddress): string {
  return peer === undefined ? `${address}/${length}` : `${address} peer ${peer}/${length}`;
}

function briefText(link: Link, style: LinkStyle): string {
  const start = `${nameText(link).padEnd(16)} ${stateText(link).padEnd(14)} `;
  if (style.object === 'link') return `${start}${link.mac} ${flagsText(link)} \n`;
  if (style.family === 'inet' && link.addresses.length === 0) return '';
  if (style.family === 'inet6') return '';
  return `${start}${link.addresses.map((one) => `${inetText(one)} `).join('')}\n`;
}

function oneLine(link: Link, lines: readonly string[], style: LinkStyle): string {
  if (style.object === 'link') return `${lines.join('\\')}\n`;
  const inets = inetLines(link);
  const pairs = link.addresses.map((_one, place) => inets.slice(2 * place, 2 * place + 2).join('\\'));
  return pairs.map((pair) => `${link.index}: ${link.name}${pair}\n`).join('');
}

/** Columns are as wide as their titles, or as the longest number in them. */
const COLUMNS = [10, 7, 6, 7, 7, 7] as const;

function statisticsLines({ counts, carrier, kind }: Link, level: number): readonly string[] {
  const { receivedOctets, receivedFrames, receivedErrors, sentOctets, sentFrames, sentDropped, collisions } = counts;
  const received = [receivedOctets, receivedFrames - receivedErrors, receivedErrors, 0, 0, 0];
  const sent = [sentOctets, sentFrames, 0, sentDropped, 0, collisions];
  const why = [0, receivedErrors, 0, 0, 0];
  const widths = COLUMNS.map((width, place) =>
    Math.max(width, ...[received, sent].map((row) => String(row[place]).length)),
  );
  const cells = (row: readonly (string | number)[], from: number): string =>
    row.map((cell, place) => String(cell).padStart(widths[place + from] as number)).join(' ');
  const blank = ' '.repeat(4 + (widths[0] as number) + 1);
  const title = (side: string, words: readonly string[]): string =>
    `    ${side}: ${cells(words, 0).slice(4)}${' '.repeat(11)}`;
  const more = (side: string, words: readonly string[]): string =>
    `    ${`${side} errors:`.padEnd(widths[0] as number)} ${cells(words, 1)}`;
  return [
    title('RX', ['bytes', 'packets', 'errors', 'dropped', 'missed', 'mcast']),
    `    ${cells(received, 0)} `,
    ...(level > 1 ? [more('RX', ['length', 'crc', 'frame', 'fifo', 'overrun']), `${blank}${cells(why, 1)} `] : []),
    title('TX', ['bytes', 'packets', 'errors', 'dropped', 'carrier', 'collsns']),
    `    ${cells(sent, 0)} `,
    ...(level > 1
      ? [
          more('TX', ['aborted', 'fifo', 'window', 'heartbt', 'transns']),
          `${blank}${cells([0, 0, 0, 0, carrier && kind !== 'loopback' ? 2 : 0], 1)} `,
        ]
      : []),
  ];
}

/** Memory takes bigger segments than a card. */
function queuesText({ kind }: Link, style: LinkStyle): string {
  const most = kind === 'physical' ? 65_536 : 524_280;
  const mode = style.object === 'link' ? 'addrgenmode eui64 ' : '';
  return `${mode}numtxqueues 1 numrxqueues 1 gso_max_size 65536 gso_max_segs 65535 tso_max_size ${most} tso_max_segs 65535 gro_max_size 65536 `;
}

/** With `-d` much stands after the addresses, on lines of their own for the kind of the interface and for the bridge it is in. */
function addressLines(machine: Machine, links: readonly Link[], link: Link, style: LinkStyle): readonly string[] {
  if (!style.details) return [addressLine(link)];
  const isPort = link.master !== undefined;
  const modes = ` promiscuity ${isPort ? 1 : 0}  allmulti ${isPort ? 1 : 0} `;
  const first = `${addressLine(link)}${modes}minmtu ${link.kind === 'loopback' ? 0 : 68} maxmtu ${maxMtu(link)} `;
  const parts = [first, kindText(machine, link), isPort ? `    ${slaveDetails(machine, links, link)} ` : undefined];
  const lines = parts.filter((part) => part !== undefined);
  const last = lines.length - 1;
  return lines.map((line, place) => (place === last ? `${line}${queuesText(link, style)}` : line));
}

function maxMtu(link: Link): number {
  return link.kind === 'physical' ? 9216 : link.kind === 'loopback' ? 0 : 65535;
}

function kindText(machine: Machine, link: Link): string | undefined {
  switch (link.kind) {
    case 'veth':
      return '    veth ';
    case 'vlan':
      return `    vlan protocol 802.1Q id ${link.vlan?.id} <REORDER_HDR> `;
    case 'vxlan':
      return `    vxlan id ${link.vni} srcport 0 0 dstport 4789 ttl auto ageing 300 udpcsum noudp6zerocsumtx noudp6zerocsumrx `;
    case 'bridge':
      return `    ${bridgeDetails(machine, link)} `;
    case 'loopback':
    case 'physical':
      return undefined;
  }
}
