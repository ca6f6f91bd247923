/**
 * One frame at one port as a line that Linux and the simulation must agree on: all that the lab format says, and nothing that it leaves open. It
 * is read from the bytes here, not by the product's own parsers.
 */

export interface Seen {
  /** "A.eth0". */
  readonly place: string;
  readonly direction: 'in' | 'out';
  /** Microseconds after the start; parts of one, too. */
  readonly atUs: number;
  readonly bytes: Uint8Array;
}

/** "A.eth0", then the lines in the order of time. */
export type Ports = Readonly<Record<string, readonly string[]>>;

/** What people and programs sent, in order: everything but the messages by which bridges and routers find each other. */
export function sightings(seen: readonly Seen[]): Ports {
  const ports: Record<string, string[]> = {};
  for (const { place, direction, bytes } of seen.toSorted((a, b) => a.atUs - b.atUs)) {
    if (!isRoutine(bytes)) (ports[place] ??= []).push(`${direction} ${lineOf(bytes)}`);
  }
  return ports;
}

/** Each direction of each port on its own, "A.eth0 in" and "A.eth0 out": frames that meet at one instant have no order between them. */
export function byDirection(ports: Ports): Ports {
  return Object.fromEntries(
    Object.entries(ports).flatMap(([place, lines]) =>
      ['in', 'out'].map((direction) => [`${place} ${direction}`, lines.filter((line) => line.startsWith(direction))]),
    ),
  );
}

/** What bridges say to each other once the tree stands: each port's different messages after `fromUs`. How often and when is left open. */
export function spanningTreeMessages(seen: readonly Seen[], fromUs: number): Ports {
  const ports: Record<string, Set<string>> = {};
  for (const { place, direction, bytes, atUs } of seen) {
    if (atUs < fromUs || !isBpdu(bytes)) continue;
    (ports[place] ??= new Set()).add(`${direction} ${lineOf(bytes)}`);
  }
  return Object.fromEntries(Object.entries(ports).map(([place, lines]) => [place, [...lines].toSorted()]));
}

/** The addresses from which bridges speak; Linux gives each port one by chance, and bridges learn them like any other. */
export function bridgePortAddresses(seen: readonly Seen[]): ReadonlySet<string> {
  return new Set(seen.filter(({ bytes }) => isBpdu(bytes)).map(({ bytes }) => mac(bytes, 6)));
}

const OSPF = 89;

function isRoutine(bytes: Uint8Array): boolean {
  return isBpdu(bytes) || (bytes[12] === 0x08 && bytes[13] === 0x00 && bytes[23] === OSPF);
}

/** IEEE 802.2 LLC to the spanning tree (42-42-03), to the bridge group address. */
function isBpdu(bytes: Uint8Array): boolean {
  const { view, at } = afterTags(bytes);
  return view.byteLength >= at + 5 && view.getUint16(at) < 0x600 && view.getUint16(at + 2) === 0x4242;
}

/** The frame in words. A frame may stand in another one (VXLAN). */
export function lineOf(bytes: Uint8Array): string {
  if (bytes.length < 14) return `too short (${bytes.length})`;
  const { view, at, tags } = afterTags(bytes);
  if (isBpdu(bytes)) return `to ${mac(bytes, 0)} ${bpduText(view, at + 5)}`;
  const start = [`${mac(bytes, 6)}>${mac(bytes, 0)}`, ...tags.map((vlan) => `vlan ${vlan}`)].join(' ');
  const etherType = view.getUint16(at);
  if (etherType === 0x0806) return `${start} ${arpText(bytes, view, at + 2)}`;
  if (etherType === 0x0800) return `${start} ${packetText(bytes.subarray(at + 2), undefined)}`;
  return `${start} type ${etherType.toString(16)} length ${bytes.length}`;
}

function afterTags(bytes: Uint8Array): { readonly view: DataView; readonly at: number; readonly tags: number[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tags: number[] = [];
  let at = 12;
  for (; at + 4 <= bytes.length && view.getUint16(at) === 0x8100; at += 4) tags.push(view.getUint16(at + 2) & 0xfff);
  return { view, at, tags };
}

function arpText(bytes: Uint8Array, view: DataView, at: number): string {
  if (bytes.length < at + 28) return 'ARP cut short';
  const addresses = [mac(bytes, at + 8), ip(bytes, at + 14), mac(bytes, at + 18), ip(bytes, at + 24)];
  return `ARP ${view.getUint16(at + 6)} ${addresses.join(' ')}`;
}

/** `quotedBy`: the ICMP type and code of the error in which this packet stands. */
function packetText(packet: Uint8Array, quotedBy: string | undefined): string {
  if (packet.length < 20) return 'IPv4 cut short';
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  // What a host unreachable quotes may have its TTL from before or after (rule 16 of the lab format).
  const ttl = quotedBy === '3/1' ? 'any' : packet[8];
  const length =
    view.getUint16(2) - (packet[9] === 17 ? tunnelledPadding(packet.subarray(((packet[0] ?? 0) & 0xf) * 4)) : 0);
  const start = `${ip(packet, 12)}>${ip(packet, 16)} ttl ${ttl} length ${length}`;
  const isFragment = (view.getUint16(6) & 0x3fff) !== 0;
  const body = packet.subarray(((packet[0] ?? 0) & 0xf) * 4, view.getUint16(2));
  if (isFragment) return `${start} fragment ${view.getUint16(6).toString(16)}`;
  if (packet[9] === 1) return `${start} ${icmpText(body)}`;
  if (packet[9] === 17) return `${start} ${udpText(body)}`;
  return `${start} protocol ${packet[9]}`;
}

function icmpText(body: Uint8Array): string {
  if (body.length < 8) return 'ICMP cut short';
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const kind = `${body[0]}/${body[1]}`;
  if (body[0] === 0 || body[0] === 8) return `ICMP ${kind} id ${view.getUint16(4)} seq ${view.getUint16(6)}`;
  return `ICMP ${kind} about ${packetText(body.subarray(8), kind)}`;
}

const VXLAN = 4789;
/** Where traceroute sends to: from here on, one port a probe. */
const TRACEROUTE_FIRST = 33_434;
const TRACEROUTE_LAST = 33_534;

/** Source ports of tunnels and of traceroute are chosen by chance. */
function udpText(body: Uint8Array): string {
  if (body.length < 8) return 'UDP cut short';
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const [from, to, length] = [view.getUint16(0), view.getUint16(2), view.getUint16(4) - tunnelledPadding(body)];
  const isByChance = to === VXLAN || (to >= TRACEROUTE_FIRST && to <= TRACEROUTE_LAST);
  const start = `UDP ${isByChance ? 'any' : from}>${to} length ${length}`;
  if (to !== VXLAN || body.length < 30) return start;
  return `${start} VXLAN ${view.getUint32(12) >>> 8} [${lineOf(body.subarray(16))}]`;
}

/** Padding of the frame in a tunnel: a real card fills short frames up (IEEE 802.3 3.2.8), the virtual cards of Linux do not. */
function tunnelledPadding(udp: Uint8Array): number {
  const view = new DataView(udp.buffer, udp.byteOffset, udp.byteLength);
  if (udp.length < 16 + 18 || view.getUint16(2) !== VXLAN) return 0;
  const frame = udp.subarray(16, view.getUint16(4));
  const inner = afterTags(frame);
  const etherType = inner.view.getUint16(inner.at);
  const start = inner.at + 2;
  const payload = etherType === 0x0806 ? 28 : etherType === 0x0800 ? inner.view.getUint16(start + 2) : frame.length;
  return Math.max(0, frame.length - start - payload);
}

/** IEEE 802.1D 9.3.1: who is the root, who says so, and by which port. */
function bpduText(view: DataView, at: number): string {
  const type = view.getUint8(at + 3);
  if (type === 0x80) return 'BPDU topology change';
  if (view.byteLength < at + 27) return 'BPDU cut short';
  const number = view.getUint16(at + 25) & 0xfff;
  return `BPDU root ${bridgeId(view, at + 5)} bridge ${bridgeId(view, at + 17)} port ${number}`;
}

function bridgeId(view: DataView, at: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 2, 6);
  return `${view.getUint16(at)}/${mac(bytes, 0)}`;
}

function mac(bytes: Uint8Array, at: number): string {
  return Array.from(bytes.subarray(at, at + 6), (octet) => octet.toString(16).padStart(2, '0')).join(':');
}

function ip(bytes: Uint8Array, at: number): string {
  return bytes.subarray(at, at + 4).join('.');
}
