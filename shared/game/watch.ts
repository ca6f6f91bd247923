/** Watches what the network does for a match: turns it into happenings that people see, and keeps the traces by which goals are tested. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Change } from '../device/change.ts';
import { act } from '../device/decision.ts';
import { isStation } from '../device/device.ts';
import type { Action, DeviceEvent, DropReason } from '../device/event.ts';
import { isOwnAddress } from '../device/routes.ts';
import { isLoopbackPort } from '../network/loopback.ts';
import { deviceOf, perform, type Observer } from '../network/network.ts';
import { flightUs } from '../network/transmit.ts';
import { fcsIsRight, layer, type Frame } from '../wire/frame.ts';
import { ICMP_TIME_EXCEEDED, ICMP_UNREACHABLE } from '../wire/icmp.ts';
import { asksForFcs, echoOf, frameOf, linkOf, lookOf, lookUndecided, pingOf, pingWith } from './look.ts';
import { spectatorOf } from './spectator.ts';
import { isLive, isProbe, isToldFlight } from './storm.ts';
import type { Match } from './match.ts';
import { notePassage } from './passage.ts';
import type { Happening } from './view.ts';

/** An echo request that has left and whose answer is awaited until then. */
export interface Awaited {
  readonly ping: number;
  readonly sequence: number;
  readonly untilUs: number;
}

/** Simulated time after which a player is told that no answer came, microseconds. */
const ANSWER_WITHIN_US = 1_000_000;
/** Ends of a frame that people see although nobody made a mistake: the rules know no way on. */
const FALLS_BY_RULE: readonly DropReason[] = [
  'no-route',
  'ttl-expired',
  'no-answer',
  'bad-fcs',
  'wrong-vlan',
  'unknown-vlan',
];

/** Carries actions out, watched. Returns what happens to the same device right after. */
export function performObserved(
  match: Match,
  id: string,
  event: DeviceEvent,
  actions: readonly Action[],
  happenings: Happening[],
): readonly DeviceEvent[] {
  traceActions(match, id, event, actions);
  if (match.configuration !== null) notePassage(match, match.configuration, id, event, actions);
  return perform(match.network, id, event, actions, observerOf(match, happenings));
}

/** Somebody, or something, changes a setting of a device. */
export function configureDevice(match: Match, id: string, change: Change, happenings: Happening[]): void {
  const event: DeviceEvent = { kind: 'configure', change };
  performObserved(match, id, event, act(deviceOf(match.network, id), event), happenings);
}

/** Turns what the network shows into happenings, and keeps the traces of pings. */
export function observerOf(match: Match, happenings: Happening[]): Observer {
  const { network } = match;
  const spectator = spectatorOf(match);
  return {
    ...spectator,
    sent: (device, port, frame, departUs) => {
      const end = network.cables[device]?.[port];
      const isTold = end !== undefined && isToldFlight(match, `${device}.${port}`, departUs);
      spectator?.sent(device, port, frame, departUs, isTold);
      if (!isTold) return;
      const id = match.nextHappening++;
      happenings.push({
        kind: 'flight',
        id,
        link: linkOf(match, device, port),
        from: device,
        departUs,
        arriveUs: departUs + flightUs(end, frame.bytes.length),
        look: lookUndecided(match, frame),
      });
      const trace = match.traces[pingOf(network, frame) ?? -1];
      const sequence = echoOf(frame)?.sequence;
      if (trace !== undefined && match.storm === null && network.devices[device]?.kind === 'switch')
        trace.leftSwitch.push(`${device} ${sequence}`);
    },
    collided: (device, _port, atUs) => happenings.push({ kind: 'collision', device, atUs }),
    delivered: (device, frame, atUs) => {
      const index = pingOf(network, frame);
      const type = layer(frame, 'icmp')?.header.type;
      const sequence = echoOf(frame)?.sequence;
      if (index === undefined || sequence === undefined) return;
      if (type === 8) {
        noteOnce(match.traces[index]?.readBy, device);
        match.traces[index]?.reads.push(`${device} ${sequence}`);
      }
      if (match.traffic[index]?.on === device && (type === ICMP_TIME_EXCEEDED || type === ICMP_UNREACHABLE))
        tellError(match, index, sequence, frame, atUs, happenings);
      if (type === 0 && match.traffic[index]?.on === device && !isProbe(match, index))
        tellAnswered(match, index, sequence, atUs, happenings);
    },
  };
}

/** A frame is at a card, before anybody has looked at whom it is for. */
export function traceArrival(match: Match, id: string, event: DeviceEvent): void {
  if (event.kind !== 'frame' || isLoopbackPort(event.port)) return;
  if (match.network.devices[id]?.kind !== 'host' || !fcsIsRight(event.frame)) return;
  if (layer(event.frame, 'icmp')?.header.type !== 8) return;
  noteOnce(match.traces[pingOf(match.network, event.frame) ?? -1]?.reached, id);
}

function noteOnce(list: string[] | undefined, device: string): void {
  if (list?.includes(device) === false) list.push(device);
}

function traceActions(match: Match, id: string, event: DeviceEvent, actions: readonly Action[]): void {
  const { network } = match;
  for (const action of actions) {
    if (action.do === 'drop' && network.devices[id]?.kind === 'switch') traceDrop(match, id, frameOf(event));
    if (action.do !== 'hold' || !action.ask) continue;
    const sequence = echoOf(action.held.packet)?.sequence;
    if (sequence !== undefined) match.traces[pingOf(network, action.held.packet) ?? -1]?.askedFor.push(sequence);
  }
  const icmp = event.kind === 'originate' ? event.datagram.icmp : undefined;
  if (icmp?.type !== 8) return;
  const { identifier, sequence } = icmp;
  const ping = pingWith(network, identifier);
  if (ping === undefined || isProbe(match, ping)) return;
  const isNew = !match.awaited.some((item) => item.ping === ping && item.sequence === sequence);
  // Nobody answers a broadcast ping, so nobody waits for an answer.
  if (isNew && match.traffic[ping]?.on === id && match.traffic[ping]?.to !== null) {
    match.awaited.push({ ping, sequence, untilUs: network.nowUs + ANSWER_WITHIN_US });
  }
}

function traceDrop(match: Match, id: string, frame: Frame | undefined): void {
  const sequence = frame === undefined ? undefined : echoOf(frame)?.sequence;
  if (frame === undefined || sequence === undefined) return;
  match.traces[pingOf(match.network, frame) ?? -1]?.droppedAt.push(`${id} ${sequence}`);
}

function tellAnswered(match: Match, ping: number, sequence: number, atUs: number, happenings: Happening[]): void {
  forget(match, ping, sequence);
  const { on = '', to } = match.traffic[ping] ?? {};
  happenings.push({ kind: 'ping', on, to: to ?? '', outcome: 'answered', atUs });
}

/** The sender reads who threw its packet away. */
function tellError(
  match: Match,
  ping: number,
  sequence: number,
  error: Frame,
  atUs: number,
  happenings: Happening[],
): void {
  const by = ownerOf(match, layer(error, 'ipv4')?.header.source);
  const { on = '', to } = match.traffic[ping] ?? {};
  // What a station tells itself, after it has asked for an address in vain, is no news: the ping has been given up by then.
  if (by === undefined || by === on) return;
  forget(match, ping, sequence);
  const outcome = layer(error, 'icmp')?.header.type === ICMP_TIME_EXCEEDED ? 'expired' : 'unreachable';
  if (outcome === 'expired') match.traces[ping]?.expiredAt.push(by);
  // Code 0: no route leads there (RFC 792). Code 1 is another thing: a next hop that does not answer.
  else if (layer(error, 'icmp')?.header.code === 0) match.traces[ping]?.unreachableBy.push(by);
  happenings.push({ kind: 'ping', on, to: to ?? '', outcome, by, atUs });
}

/** The device that has this address. */
function ownerOf(match: Match, address: Ipv4 | undefined): string | undefined {
  const devices = Object.values(match.network.devices);
  return devices.find((device) => address !== undefined && isStation(device) && isOwnAddress(device, address))?.id;
}

/** The answer to this request has not come in time. */
export function tellNoAnswer(match: Match, overdue: Awaited, happenings: Happening[]): void {
  match.network.nowUs = Math.max(match.network.nowUs, overdue.untilUs);
  forget(match, overdue.ping, overdue.sequence);
  const { on = '', to } = match.traffic[overdue.ping] ?? {};
  happenings.push({ kind: 'ping', on, to: to ?? '', outcome: 'no-answer', atUs: match.network.nowUs });
  // Now that everybody has seen it, it can be looked for.
  if (match.fault?.phase === 'broken' && match.fault.dealt.item === overdue.ping) match.fault.phase = 'open';
}

function forget(match: Match, ping: number, sequence: number): void {
  const index = match.awaited.findIndex((item) => item.ping === ping && item.sequence === sequence);
  if (index !== -1) match.awaited.splice(index, 1);
}

/** Frames that end at a device by somebody's mistake, or because the rules know no way, fall for all to see. */
export function tellLost(
  match: Match,
  id: string,
  event: DeviceEvent,
  actions: readonly Action[],
  by: 'move' | 'rule',
  happenings: Happening[],
): void {
  const drop = actions.find((action) => action.do === 'drop');
  const frame: Frame | undefined = frameOf(event);
  if (drop === undefined || drop.why === 'read') return;
  // In a storm far too much is lost to be shown one by one: the counters tell.
  if (by === 'rule' && (!FALLS_BY_RULE.includes(drop.why) || isLive(match))) return;
  // What a bot does about damage would tell the others of it before they have looked for themselves.
  if (drop.why === 'bad-fcs' && asksForFcs(match.puzzle) && match.seats[id]?.occupant === 'bot') return;
  const look = frame === undefined ? 'icmp' : lookOf(frame);
  const port = event.kind === 'frame' && !isLoopbackPort(event.port) ? event.port : '';
  happenings.push({ kind: 'lost', id: match.nextHappening++, device: id, port, look, atUs: match.network.nowUs, by });
}
