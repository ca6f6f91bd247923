/**
 * traceroute as a program that sends, waits and goes on, as Debian's `traceroute -n -N 1 -q PROBES -w WAIT,0,0` does with UDP: TTL 1, 2, 3 …, so
 * many probes each, every probe to the next port from 33434 on and from a port of its own, one at a time. A probe is over when its answer
 * has come or the wait is; what comes later is not looked at. The hop in which the target or an "unreachable" answered is the last one.
 */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Action, Datagram } from '../device/event.ts';
import { layer, quotedLayer, type Frame } from '../wire/frame.ts';
import { ICMP_TIME_EXCEEDED, ICMP_UNREACHABLE, isError } from '../wire/icmp.ts';
import type { Network } from './network.ts';
import { schedule, scheduleOnNetwork } from './schedule.ts';

export interface Traceroute {
  readonly on: string;
  readonly to: Ipv4;
  /** A hop. */
  readonly probesPerHop: number;
  /** The first hop that is asked, from 1; 1 if not given. */
  readonly firstHop?: number | undefined;
  readonly maxHops: number;
  readonly waitUs: number;
  /** In the order of sending; all but the last are over. */
  readonly probes: Probe[];
  /** Undefined: it goes on. No route, or the own filter: a probe could not be sent. */
  end: 'reached' | 'max-hops' | 'no-route' | 'filtered' | undefined;
}

export interface Probe {
  readonly ttl: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sentUs: number;
  /** Who answered; undefined as long as nobody has. */
  from: Ipv4 | undefined;
  rttUs: number | undefined;
  /** What traceroute writes behind the time: "!N", "!H", "!P" or "!<code>" for other unreachables; "" for an answer that was expected. */
  code: string;
  /** Nobody further away will answer. */
  isFinal: boolean;
}

/** It may send its next probe: at the beginning, or because the wait for the one before is over. Means nothing if it has gone on already. */
export interface TracerouteEvent {
  readonly kind: 'traceroute';
  /** Its place in `network.traceroutes`. */
  readonly index: number;
  /** Probes that it had sent then. */
  readonly probes: number;
}

/** Adds a traceroute that starts at `atUs`. */
export function scheduleTraceroute(
  network: Network,
  settings: Pick<Traceroute, 'on' | 'to' | 'probesPerHop' | 'firstHop' | 'maxHops' | 'waitUs'>,
  atUs: number,
): Traceroute {
  const trace: Traceroute = { ...settings, probes: [], end: undefined };
  network.traceroutes.push(trace);
  scheduleOnNetwork(network, atUs, { kind: 'traceroute', index: network.traceroutes.length - 1, probes: 0 });
  return trace;
}

/** The first that answered at each hop, or "*": what is left when times are left out. */
export function hopsOf(trace: Traceroute): readonly string[] {
  const hops: string[] = [];
  for (const { ttl, from } of trace.probes) {
    const before = hops[ttl - 1];
    if (before === undefined || before === '*') hops[ttl - 1] = from ?? '*';
  }
  return hops;
}

/** Its time has come. */
export function tracerouteHappens(network: Network, event: TracerouteEvent): void {
  const trace = network.traceroutes[event.index];
  if (trace === undefined || trace.end !== undefined || trace.probes.length !== event.probes) return;
  goOn(network, trace, event.index);
}

/** The station has dealt with a datagram of its own: a probe that could not be sent ends the program. */
export function probeSent(network: Network, id: string, datagram: Datagram, actions: readonly Action[]): void {
  const { udp } = datagram;
  if (udp === undefined) return;
  const first = actions[0];
  if (first?.do !== 'drop' || (first.why !== 'no-route' && first.why !== 'filtered')) return;
  for (const trace of network.traceroutes) {
    const probe = awaited(trace);
    if (trace.on !== id || probe?.sourcePort !== udp.sourcePort) continue;
    trace.probes.pop();
    trace.end = first.why;
    setSocket(network, trace, probe, false);
  }
}

/** A packet has come up to a program of the station: perhaps the answer to a probe. */
export function probeAnswered(network: Network, id: string, packet: Frame): void {
  for (let index = 0; index < network.traceroutes.length; index++) {
    const trace = network.traceroutes[index];
    const probe = trace?.on === id ? awaited(trace) : undefined;
    if (trace === undefined || probe === undefined || !isAbout(packet, trace, probe)) continue;
    probe.from = layer(packet, 'ipv4')?.header.source;
    probe.rttUs = network.nowUs - probe.sentUs;
    const icmp = layer(packet, 'icmp')?.header;
    probe.isFinal = icmp?.type !== ICMP_TIME_EXCEEDED;
    probe.code = icmp?.type === ICMP_UNREACHABLE ? unreachableMark(icmp.code) : '';
    goOn(network, trace, index);
  }
}

function goOn(network: Network, trace: Traceroute, index: number): void {
  const { probes, probesPerHop, firstHop = 1, maxHops } = trace;
  const last = probes[probes.length - 1];
  if (last !== undefined) setSocket(network, trace, last, false);
  const ttl = Math.floor(probes.length / probesPerHop) + firstHop;
  const isNewHop = probes.length % probesPerHop === 0;
  if (isNewHop && probes.slice(-probesPerHop).some((probe) => probe.isFinal)) trace.end = 'reached';
  else if (ttl > maxHops) trace.end = 'max-hops';
  else send(network, trace, index, ttl);
}

/** The first port that traceroute sends to (traceroute(8), "-p"). */
const DESTINATION_PORT = 33_434;
/**
 * Ports from which probes leave. The real program takes any that is free; here they are the dynamic ports of Linux from 49152 (RFC 6335 6) to
 * 60999, each traceroute beginning at another one.
 */
const SOURCE_PORT = 49_152;
const SOURCE_PORTS = 11_848;
const APART = 2_551;

function send(network: Network, trace: Traceroute, index: number, ttl: number): void {
  const number = trace.probes.length;
  const sourcePort = SOURCE_PORT + ((index * APART + number) % SOURCE_PORTS);
  const destinationPort = DESTINATION_PORT + number;
  const sentUs = network.nowUs;
  const probe: Probe = {
    ttl,
    sourcePort,
    destinationPort,
    sentUs,
    from: undefined,
    rttUs: undefined,
    code: '',
    isFinal: false,
  };
  trace.probes.push(probe);
  setSocket(network, trace, probe, true);
  const datagram: Datagram = {
    destination: trace.to,
    source: undefined,
    ttl,
    dscp: 0,
    dontFragment: false,
    udp: { sourcePort, destinationPort },
    data: probeData(),
  };
  schedule(network, sentUs, trace.on, { kind: 'originate', datagram });
  scheduleOnNetwork(network, sentUs + trace.waitUs, { kind: 'traceroute', index, probes: number + 1 });
}

/** The probe that an answer may still be about. */
function awaited(trace: Traceroute): Probe | undefined {
  const last = trace.end === undefined ? trace.probes[trace.probes.length - 1] : undefined;
  return last?.from === undefined ? last : undefined;
}

/** An error that quotes the probe's ports, or a datagram from the port that it went to. */
function isAbout(packet: Frame, trace: Traceroute, probe: Probe): boolean {
  const icmp = layer(packet, 'icmp')?.header;
  if (icmp !== undefined && isError(icmp)) {
    const quoted = quotedLayer(packet, 'udp')?.header;
    return quoted?.sourcePort === probe.sourcePort && quoted.destinationPort === probe.destinationPort;
  }
  const udp = layer(packet, 'udp')?.header;
  if (udp?.destinationPort !== probe.sourcePort || udp.sourcePort !== probe.destinationPort) return false;
  return layer(packet, 'ipv4')?.header.source === trace.to;
}

/** By the code of a destination unreachable: net, host, protocol, prohibited; port unreachable is what the target is expected to say. */
const MARKS: Readonly<Record<number, string>> = { 0: '!N', 1: '!H', 2: '!P', 3: '', 13: '!X' };

function unreachableMark(code: number): string {
  return MARKS[code] ?? `!<${code}>`;
}

function setSocket(network: Network, trace: Traceroute, probe: Probe, open: boolean): void {
  const change = { set: 'socket', port: probe.sourcePort, open } as const;
  schedule(network, network.nowUs, trace.on, { kind: 'configure', change });
}

/** Octets of a probe's data: 60 less the headers of IP and UDP. */
const DATA_OCTETS = 32;

/** As the real program fills it: "@ABC…". */
function probeData(): Uint8Array {
  const data = new Uint8Array(DATA_OCTETS);
  for (let index = 0; index < DATA_OCTETS; index++) data[index] = 0x40 + index;
  return data;
}
