/** The traffic of a lab: commands that wait on their devices, and when each is let go. */
import type { Lab, LabPing, LabTraceroute, LabTraffic, LabUdp } from '../lab-format.ts';
import { consoleWords } from './console.ts';
import { quoted } from './names.ts';

/** Something that happens at a time, microseconds after the start. */
export interface Happening {
  readonly atUs: number;
  readonly lines: readonly string[];
}

export function trafficName(index: number): string {
  return `traffic-${index + 1}`;
}

/** Every sender is there before its time comes; one word starts it. */
export function preparedTraffic(lab: Lab): string[] {
  return (lab.traffic ?? []).flatMap((item, index) => {
    const words = commandOf(lab, item, index);
    // Perl takes a while to start, so it waits by itself.
    const word = 'udp' in item ? 'launch' : 'prepare';
    return words === undefined ? [] : [`${word} ${trafficName(index)} ${item.on} ${words}`];
  });
}

export function trafficHappenings(lab: Lab): Happening[] {
  return (lab.traffic ?? []).flatMap((item, index) =>
    commandOf(lab, item, index) === undefined
      ? []
      : [{ atUs: Math.round((item.at ?? 0) * 1_000_000), lines: [`go ${trafficName(index)}`] }],
  );
}

/** When the last ping or datagram leaves, the last command begins and the last change is done. */
export function lastDepartureUs(lab: Lab): number {
  const departures = (lab.traffic ?? []).map((item) => {
    const { count = 1, intervalMs = 1000 } = 'ping' in item ? item.ping : 'udp' in item ? item.udp : {};
    return Math.round((item.at ?? 0) * 1_000_000) + (count - 1) * intervalMs * 1000;
  });
  return Math.max(0, ...departures, ...(lab.changes ?? []).map((change) => Math.round(change.at * 1_000_000)));
}

/** How long a traceroute takes depends on who answers. */
export function endOfTraceroutes(lab: Lab): string[] {
  const names = (lab.traffic ?? []).flatMap((item, index) => ('traceroute' in item ? [trafficName(index)] : []));
  return names.length === 0 ? [] : [`ended ${names.join(' ')}`];
}

function commandOf(lab: Lab, item: LabTraffic, index: number): string | undefined {
  if ('ping' in item) return pingCommand(item.ping, pingNumber(lab, index));
  if ('udp' in item) return udpCommand(item.udp, index);
  if ('traceroute' in item) return tracerouteCommand(item.traceroute);
  return consoleWords(lab, item);
}

/** Echo requests are told apart by an identifier: the first ping of the lab has 1, the second 2. */
function pingNumber(lab: Lab, index: number): number {
  return (lab.traffic ?? []).slice(0, index + 1).filter((item) => 'ping' in item).length;
}

function pingCommand({ to, count = 1, intervalMs = 1000, ttl = 64 }: LabPing, identifier: number): string {
  return `ping -n -b -e ${identifier} -c ${count} -i ${intervalMs / 1000} -t ${ttl} ${to}`;
}

/** Source ports of senders that do not say one: from here on, by the item's place in `traffic`. */
const SOURCE_PORT = 40_000;

function udpCommand({ to, port, from, text = 'hop', count = 1, intervalMs = 1000 }: LabUdp, index: number): string {
  const numbers = [to, port, from ?? SOURCE_PORT + index, count, intervalMs / 1000];
  return `perl "$work/send.pl" ${numbers.join(' ')} ${quoted(text)}`;
}

/** One probe at a time (-N 1), none waiting longer because an earlier one did not. */
function tracerouteCommand({ to, probes = 3, maxHops = 30, waitMs = 1000 }: LabTraceroute): string {
  return `traceroute -n -N 1 -q ${probes} -m ${maxHops} -w ${waitMs / 1000},0,0 ${to}`;
}
