/** What a lab's traffic and changes mean: who sends what to whom, and what is done to the network when. */
import { ipv4ToNumber, parseIpv4 } from '../address/ipv4.ts';
import { isMalformed } from '../address/malformed.ts';
import { checkEnd } from './lab-check-links.ts';
import { isUnicast, malformed } from './lab-check-station.ts';
import { countOf, endsOf, splitEnd, type Lab, type LabChange, type LabMistake, type LabTraffic } from './lab-format.ts';

/** Packets of all traffic together; more than these never all happen in one run (EVENTS_MAX). */
const PACKETS_MAX = 1_000_000;

export function checkTraffic(lab: Lab): LabMistake | undefined {
  let packets = 0;
  for (const [index, item] of (lab.traffic ?? []).entries()) {
    const path = `traffic[${index}]`;
    const mistake = checkDevice(lab, path, item.on, 'run' in item) ?? checkTarget(path, item);
    if (mistake !== undefined) return mistake;
    packets += countOf(item);
    if (packets > PACKETS_MAX) return { path, mistake: `all traffic together has more than ${PACKETS_MAX} packets` };
  }
  return undefined;
}

/** Any device with a console can run a command; only a station sends. */
function checkDevice(lab: Lab, path: string, id: string, forConsole: boolean): LabMistake | undefined {
  const device = Object.hasOwn(lab.devices, id) ? lab.devices[id] : undefined;
  if (device === undefined) return { path: `${path}.on`, mistake: `there is no device ${id}` };
  if (forConsole && device.kind === 'hub') return { path: `${path}.on`, mistake: `${id} is a hub and has no console` };
  if (!forConsole && !('interfaces' in device))
    return { path: `${path}.on`, mistake: `${id} is a ${device.kind} and sends nothing` };
  return undefined;
}

function checkTarget(path: string, item: LabTraffic): LabMistake | undefined {
  if ('run' in item) return undefined;
  const [kind, text] =
    'ping' in item ? ['ping', item.ping.to] : 'udp' in item ? ['udp', item.udp.to] : ['traceroute', item.traceroute.to];
  const at = `${path}.${kind}.to`;
  const to = parseIpv4(text);
  if (isMalformed(to)) return malformed(at, text, 'IPv4 address', to);
  const isLoopback = Math.floor(ipv4ToNumber(to) / 2 ** 24) === 127;
  if (!isUnicast(to) && !isLoopback) {
    const verb = kind === 'ping' ? 'pinged' : kind === 'udp' ? 'sent to' : 'traced';
    return { path: at, mistake: `${to} is not an address that can be ${verb}` };
  }
  return undefined;
}

export function checkChanges(lab: Lab): LabMistake | undefined {
  // Cables move, so what is free depends on what was done before.
  const order = [...(lab.changes ?? []).entries()].toSorted(([, a], [, b]) => a.at - b.at);
  const cabled = new Set((lab.links ?? []).flatMap((link) => endsOf(link)));
  for (const [index, change] of order) {
    const mistake = checkChange(lab, `changes[${index}]`, change, cabled);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function checkChange(lab: Lab, path: string, change: LabChange, cabled: Set<string>): LabMistake | undefined {
  if ('run' in change) return checkDevice(lab, path, change.on, true);
  if ('move' in change) {
    const [from, to] = change.move;
    const mistake = checkCabled(lab, `${path}.move[0]`, from, cabled) ?? checkEnd(lab, `${path}.move[1]`, to);
    if (mistake !== undefined) return mistake;
    if (cabled.has(to)) return { path: `${path}.move[1]`, mistake: `${to} has a cable already` };
    cabled.delete(from);
    cabled.add(to);
    return undefined;
  }
  const [kind, end] =
    'cut' in change ? ['cut', change.cut] : 'mend' in change ? ['mend', change.mend] : ['damage', change.damage];
  return checkCabled(lab, `${path}.${kind}`, end, cabled);
}

function checkCabled(lab: Lab, path: string, end: string, cabled: ReadonlySet<string>): LabMistake | undefined {
  const mistake = checkEnd(lab, path, end);
  if (mistake !== undefined) return mistake;
  return cabled.has(end) ? undefined : { path, mistake: `${splitEnd(end).join('.')} has no cable` };
}
