/** Pings: echo requests as traffic, and how many were sent and answered. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Action, Datagram } from '../device/event.ts';
import { OWN_TTL } from '../device/icmp.ts';
import type { Frame } from '../wire/frame.ts';
import { layer, quotedLayer } from '../wire/frame.ts';
import { ICMP_ECHO_REPLY, isEcho } from '../wire/icmp.ts';
import type { Network } from './network.ts';
import { pending, take } from './queue.ts';
import { schedule } from './schedule.ts';

/** One item of traffic: echo requests from one station, with one identifier. */
export interface Ping {
  readonly on: string;
  readonly to: Ipv4;
  readonly identifier: number;
  readonly ttl: number;
  /** Requests that had a route. */
  sent: number;
  /** Replies that reached the sender, each sequence number once. */
  received: number;
  readonly answered: number[];
  /** What a ping that somebody typed has to tell. */
  readonly record?: PingRecord;
}

/** A ping of a console goes on by itself, until it has sent enough or is stopped. */
export interface PingRecord {
  readonly startUs: number;
  readonly intervalUs: number;
  /** Undefined: until it is stopped. */
  readonly count: number | undefined;
  /** Octets of data. */
  readonly size: number;
  readonly source: Ipv4 | undefined;
  /** If nobody answers, so long it waits after the last request; microseconds. */
  readonly lingerUs: number;
  /** So long after it has begun it ends in any case; microseconds. */
  readonly deadlineUs: number | undefined;
  /** Requests that left, or tried to. */
  requests: number;
  stoppedUs: number | undefined;
  readonly events: PingEvent[];
}

/** What came back for a request, in the order in which it came. */
export type PingEvent = { readonly sequence: number; readonly atUs: number } & (
  | { readonly kind: 'reply'; readonly from: Ipv4; readonly ttl: number; readonly octets: number }
  | { readonly kind: 'error'; readonly from: Ipv4; readonly type: number; readonly code: number }
  | { readonly kind: 'unsent'; readonly why: 'no-route' | 'filtered' }
);

/** Starts a ping that keeps a record, now. */
export function startPing(
  network: Network,
  on: string,
  to: Ipv4,
  settings: Pick<PingRecord, 'intervalUs' | 'count' | 'size' | 'source' | 'lingerUs' | 'deadlineUs'> & {
    readonly ttl: number;
  },
): Ping {
  const { intervalUs, count, size, source, lingerUs, deadlineUs, ttl } = settings;
  const record: PingRecord = {
    startUs: network.nowUs,
    intervalUs,
    count,
    size,
    source,
    lingerUs,
    deadlineUs,
    requests: 0,
    stoppedUs: undefined,
    events: [],
  };
  const ping: Ping = { ...addPing(network, on, to, ttl), record };
  network.pings[network.pings.length - 1] = ping;
  schedulePing(network, ping, 1, network.nowUs);
  return ping;
}

/** Adds an item of traffic; its requests still have to be scheduled. */
export function addPing(network: Network, on: string, to: Ipv4, ttl = OWN_TTL): Ping {
  const ping: Ping = { on, to, identifier: network.pings.length + 1, ttl, sent: 0, received: 0, answered: [] };
  network.pings.push(ping);
  return ping;
}

/** Stops a ping that keeps a record: what it would send next stays. */
export function stopPing(network: Network, { on, identifier, record }: Ping): void {
  if (record === undefined || record.stoppedUs !== undefined) return;
  record.stoppedUs = network.nowUs;
  const next = pending(network.queue).find(({ device, event }) => {
    const icmp = device === on && event.kind === 'originate' ? event.datagram.icmp : undefined;
    return icmp?.type === 8 && icmp.identifier === identifier;
  });
  if (next !== undefined) take(network.queue, next);
}

/** Echo request `sequence` of a ping leaves its station at `atUs`. */
export function schedulePing(network: Network, ping: Ping, sequence: number, atUs: number): void {
  const datagram: Datagram = {
    destination: ping.to,
    source: ping.record?.source,
    ttl: ping.ttl,
    dscp: 0,
    dontFragment: true,
    icmp: { type: 8, code: 0, identifier: ping.identifier, sequence },
    data: pingData(atUs, ping.record?.size ?? DATA_OCTETS),
  };
  schedule(network, atUs, ping.on, { kind: 'originate', datagram });
}

/** The station has dealt with something of its own to send. */
export function countSent(network: Network, id: string, datagram: Datagram, actions: readonly Action[]): void {
  if (datagram.icmp?.type !== 8) return;
  const ping = pingOf(network, id, datagram.icmp.identifier);
  if (ping?.record !== undefined) requestLeft(network, ping, ping.record, datagram.icmp.sequence, actions);
  for (const action of actions) if (action.do === 'drop' && action.why === 'no-route') return;
  if (ping !== undefined) ping.sent++;
}

/** Notes a request that could not leave, and has the next one follow. */
function requestLeft(
  network: Network,
  ping: Ping,
  record: PingRecord,
  sequence: number,
  actions: readonly Action[],
): void {
  record.requests = sequence;
  const [first] = actions;
  if (first?.do === 'drop' && (first.why === 'no-route' || first.why === 'filtered'))
    record.events.push({ kind: 'unsent', sequence, atUs: network.nowUs, why: first.why });
  if (record.stoppedUs !== undefined || sequence === record.count || sequence === SEQUENCE_MAX) return;
  const nextUs = network.nowUs + record.intervalUs;
  if (nextUs < record.startUs + (record.deadlineUs ?? Number.POSITIVE_INFINITY))
    schedulePing(network, ping, sequence + 1, nextUs);
}

/** RFC 792: 16 bits. */
const SEQUENCE_MAX = 65_535;

/** A packet has reached a station. */
export function countReceived(network: Network, id: string, frame: Frame): void {
  const icmp = layer(frame, 'icmp')?.header;
  if (icmp === undefined) return;
  if (!isEcho(icmp)) return noteError(network, id, frame);
  if (icmp.type !== ICMP_ECHO_REPLY) return;
  const ping = pingOf(network, id, icmp.identifier);
  if (ping === undefined) return;
  if (ping.record !== undefined) noteReply(network, ping.record, icmp.sequence, frame);
  // They nearly always come in order.
  const last = ping.answered[ping.answered.length - 1] ?? 0;
  if (icmp.sequence <= last && ping.answered.includes(icmp.sequence)) return;
  ping.answered.push(icmp.sequence);
  ping.received++;
}

/** Identifiers count from 1 in the order of the pings; the one that comes back must be the station's own. */
function pingOf(network: Network, id: string, identifier: number): Ping | undefined {
  const ping = network.pings[identifier - 1];
  return ping?.on === id ? ping : undefined;
}

function noteReply(network: Network, record: PingRecord, sequence: number, frame: Frame): void {
  const ip = layer(frame, 'ipv4')?.header;
  if (ip === undefined || record.stoppedUs !== undefined) return;
  const octets = ip.totalLength - ip.headerLength * 4 - ICMP_HEADER_OCTETS;
  record.events.push({ kind: 'reply', sequence, atUs: network.nowUs, from: ip.source, ttl: ip.ttl, octets });
}

/** RFC 792: type, code, checksum, identifier, sequence number. */
const ICMP_HEADER_OCTETS = 8;

/** An error that quotes one of its requests. */
function noteError(network: Network, id: string, frame: Frame): void {
  const quoted = quotedLayer(frame, 'icmp')?.header;
  if (quoted === undefined || !isEcho(quoted)) return;
  const record = pingOf(network, id, quoted.identifier)?.record;
  const from = layer(frame, 'ipv4')?.header.source;
  const icmp = layer(frame, 'icmp')?.header;
  if (record === undefined || record.stoppedUs !== undefined || from === undefined || icmp === undefined) return;
  const { type, code } = icmp;
  record.events.push({ kind: 'error', sequence: quoted.sequence, atUs: network.nowUs, from, type, code });
}

/** What ping(8) sends if nobody says another size. */
const DATA_OCTETS = 56;

/** The octets that ping(8) of iputils sends: its time of sending as a 64-bit little-endian timeval, then 0x10, 0x11, … */
function pingData(atUs: number, size: number): Uint8Array {
  const data = new Uint8Array(size);
  for (let index = 0; index < size; index++) data[index] = index;
  if (size < 16) return data;
  const view = new DataView(data.buffer);
  data.fill(0, 0, 16);
  view.setUint32(0, Math.floor(atUs / 1_000_000), true);
  view.setUint32(8, atUs % 1_000_000, true);
  return data;
}
