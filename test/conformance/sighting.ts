/** One frame at one port as a line that Linux and the simulation must agree on: all that the lab format says, and nothing that it leaves open. */
import { type Frame, type Layer, layer } from '../../shared/wire/frame.ts';

export interface Seen {
  readonly place: string;
  readonly direction: 'in' | 'out';
  /** Any unit; only the order counts. */
  readonly time: bigint;
  readonly frame: Frame;
}

/** "A.eth0", then the lines in the order of time. */
export type Ports = Readonly<Record<string, readonly string[]>>;

export function sightings(seen: readonly Seen[]): Ports {
  const ports: Record<string, string[]> = {};
  const ordered = seen.toSorted((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
  for (const { place, direction, frame } of ordered) (ports[place] ??= []).push(`${direction} ${lineOf(frame)}`);
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

function lineOf(frame: Frame): string {
  const ethernet = layer(frame, 'ethernet')?.header;
  const start = `${ethernet?.source}>${ethernet?.destination}`;
  if (frame.malformed !== undefined) return `${start} malformed ${frame.malformed.malformed}`;
  const arp = layer(frame, 'arp')?.header;
  if (arp !== undefined) {
    return `${start} ARP ${arp.operation} ${arp.senderMac} ${arp.senderIp} ${arp.targetMac} ${arp.targetIp}`;
  }
  const packets = frame.layers.filter((one) => one.protocol === 'ipv4');
  const messages = frame.layers.filter((one) => one.protocol === 'icmp');
  if (packets.length === 0) return `${start} ${ethernet?.etherType}`;
  return `${start} ${packets.map((packet, index) => packetText(packet, messages[index], isUnreachable(messages[0]))).join(' about ')}`;
}

type Packet = Extract<Layer, { protocol: 'ipv4' }>;
type Message = Extract<Layer, { protocol: 'icmp' }>;

function packetText({ header }: Packet, message: Message | undefined, anyTtl: boolean): string {
  const quoted = message !== undefined && 'identifier' in message.header;
  const ttl = anyTtl && quoted ? 'any' : header.ttl;
  const echo = quoted ? ` id ${message.header.identifier} seq ${message.header.sequence}` : '';
  const icmp =
    message === undefined ? `protocol ${header.protocol}` : `ICMP ${message.header.type}/${message.header.code}`;
  return `${header.source}>${header.destination} ttl ${ttl} length ${header.totalLength} ${icmp}${echo}`;
}

/** The TTL of a packet quoted in a host unreachable is not compared (rule 16 of the lab format). */
function isUnreachable(message: Message | undefined): boolean {
  return message?.header.type === 3 && message.header.code === 1;
}
