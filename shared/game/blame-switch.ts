/** Why a run of a configure puzzle has failed at a switch: ports in the wrong VLAN. See `blame.ts`. */
import type { Switch } from '../device/device.ts';
import type { Facts } from '../device/rule.ts';
import { floodPorts } from '../device/rules/switch.ts';
import { portVlan, vlanOf, type PortVlan } from '../device/vlan.ts';
import { layer, type Frame } from '../wire/frame.ts';
import type { Finding, FindingKind } from './blame.ts';
import type { Passage } from './configuration.ts';
import { leadsTo } from './goal.ts';
import { messageOf, ownerOfIp, ownerOfMac, referenceSwitch, switchAt } from './journey.ts';
import type { Match } from './match.ts';

/** A frame at a switch. */
interface AtSwitch {
  readonly passage: Passage;
  readonly device: Switch;
  readonly port: string;
  readonly frame: Frame;
}

/** So often nobody repeats a question: the frame goes round. */
const CIRCLE_PASSES = 6;

/** Has the frame that came last come by the same port too often? */
export function isCircling(match: Match, passages: readonly Passage[]): boolean {
  const last = passages.at(-1);
  return last !== undefined && isRepeated(match, passages, last);
}

/** The first frame at a switch that went round. */
export function circlingAt(match: Match, passages: readonly Passage[]): Passage | undefined {
  return passages.find((passage) => isRepeated(match, passages, passage));
}

function isRepeated(match: Match, passages: readonly Passage[], passage: Passage): boolean {
  const own = atSwitch(match, passage);
  if (own === undefined) return false;
  const same = passages.filter(
    ({ device, event, item }) =>
      device === passage.device &&
      item === passage.item &&
      event.kind === 'frame' &&
      event.port === own.port &&
      areEqual(event.frame, own.frame),
  );
  return same.length >= CIRCLE_PASSES;
}

/** The cables of a circle are in one VLAN at both ends; whose end was meant otherwise is to blame. */
export function circleFinding(match: Match, goal: number | null, circling: Passage): Finding {
  const all = (match.configuration?.passages ?? []).flatMap((passage) => atSwitch(match, passage) ?? []);
  const frame = atSwitch(match, circling)?.frame;
  const round = all.filter((one) => frame !== undefined && areEqual(one.frame, frame));
  const joins = (one: AtSwitch): boolean => joined(match, one) !== undefined;
  const isMeant = (one: AtSwitch): boolean => {
    const to = joined(match, one);
    return to !== undefined && out(referenceSwitch(match, one.device), one).includes(to);
  };
  const blamed = round.find((one) => joins(one) && !isMeant(one)) ?? round.find(joins) ?? round[0];
  if (blamed === undefined) throw new Error(`nothing goes round at ${circling.device}`);
  return finding(goal, blamed, 'circle', joined(match, blamed) ?? blamed.port);
}

/** The port by which the frame goes on to the switch from which it came: another cable between the same two. */
function joined(match: Match, one: AtSwitch): string | undefined {
  const from = farEnd(match, one.device.id, one.port);
  if (match.network.devices[from ?? '']?.kind !== 'switch') return undefined;
  return out(one.device, one).find((port) => farEnd(match, one.device.id, port) === from);
}

/** Where a frame went nowhere on its way; undefined when no switch is to blame. */
export function switchLoss(match: Match, goal: number, passages: readonly Passage[]): Finding | undefined {
  const frames = passages.flatMap((passage) => atSwitch(match, passage) ?? []);
  for (const one of frames) {
    const target = targetOf(match, one.frame);
    if (target === undefined || target === ownerOfMac(match, sourceOf(one.frame))) continue;
    const isLost = out(one.device, one).every((port) => !leadsTo(match, one.device.id, port, target));
    if (!isLost || !one.device.ports.some((port) => leadsTo(match, one.device.id, port, target))) continue;
    // Behind the port by which it came: a copy that the way did not need.
    if (leadsTo(match, one.device.id, one.port, target) && isLeaf(match, one, target)) continue;
    const before = frames.find((other) => isBefore(match, other, one));
    if (before !== undefined && !isAsMeant(match, before, one) && sameOut(match, one))
      return finding(goal, before, 'wrong-cable', portTowards(match, before, one));
    return finding(goal, one, 'vlan', wayTo(match, one, target) ?? one.port);
  }
  return undefined;
}

/** The port towards the target that should have been in the frame's VLAN: one that was forgotten, or that of the puzzle's own configuration. */
function wayTo(match: Match, one: AtSwitch, target: string): string | undefined {
  const { device } = one;
  const ways = device.ports.filter((port) => port !== one.port && leadsTo(match, device.id, port, target));
  const meant = out(referenceSwitch(match, device), one);
  const forgotten = ways.find((port) => device.vlans?.[port] === undefined);
  return forgotten ?? ways.find((port) => meant.includes(port)) ?? ways[0];
}

/** The target is reached only by going back: nothing was lost here. */
function isLeaf(match: Match, one: AtSwitch, target: string): boolean {
  return one.device.ports.every((port) => port === one.port || !leadsTo(match, one.device.id, port, target));
}

/** Passages of frames that came to a machine of another group than their sender's. */
export function leaksOf(match: Match, groups: readonly (readonly string[])[]): readonly Passage[] {
  const groupOf = (device: string | undefined) => groups.findIndex((group) => group.includes(device ?? ''));
  return (match.configuration?.passages ?? []).filter(({ device, event }) => {
    if (event.kind !== 'frame') return false;
    const [from, to] = [groupOf(ownerOfMac(match, sourceOf(event.frame))), groupOf(device)];
    return from >= 0 && to >= 0 && from !== to;
  });
}

/** So many of what one switch let out are told; the others are more of the same. */
const LEAKS_TOLD = 2;

/** Of each switch that let something out the first frames, each by another port. */
export function leakFindings(match: Match, goal: number, groups: readonly (readonly string[])[]): readonly Finding[] {
  const told: Finding[] = [];
  for (const leak of leaksOf(match, groups)) {
    const found = leakFinding(match, goal, groups, leak);
    if (found === undefined) continue;
    const here = told.filter(({ device }) => device === found.device);
    if (here.length < LEAKS_TOLD && !here.some(({ cause }) => cause === found.cause)) told.push(found);
  }
  return told;
}

function leakFinding(
  match: Match,
  goal: number,
  groups: readonly (readonly string[])[],
  leak: Passage,
): Finding | undefined {
  const { event } = leak;
  if (event.kind !== 'frame') return undefined;
  const frames = (match.configuration?.passages ?? []).slice(0, match.configuration?.passages.indexOf(leak));
  const way = frames
    .flatMap((passage) => atSwitch(match, passage) ?? [])
    .filter((one) => one.passage.item === leak.item && areEqual(one.frame, event.frame));
  const blamed =
    way.find((one) => isMixing(match, groups, one)) ?? way.find((one) => !sameOut(match, one)) ?? way.at(-1);
  if (blamed === undefined) return undefined;
  const at = blamed.device.ports.find((port) => farEnd(match, blamed.device.id, port) === leak.device);
  const found = finding(goal, blamed, 'leak', at ?? cableOn(match, blamed, way));
  const facts = { ...found.facts, from: ownerOfMac(match, sourceOf(event.frame)) ?? '', to: leak.device };
  return { ...found, facts };
}

/** Do machines of two groups hang on ports of this switch between which the frame is free to go? */
function isMixing(match: Match, groups: readonly (readonly string[])[], one: AtSwitch): boolean {
  const hosts = [one.port, ...out(one.device, one)].map((port) => farEnd(match, one.device.id, port) ?? '');
  return groups.filter((group) => hosts.some((host) => group.includes(host))).length > 1;
}

/** The port by which it went on to the next switch. */
function cableOn(match: Match, one: AtSwitch, way: readonly AtSwitch[]): string {
  const next = way.find((other) => isBefore(match, one, other));
  return next === undefined ? one.port : portTowards(match, one, next);
}

function finding(goal: number | null, one: AtSwitch, why: FindingKind, at: string): Finding {
  return {
    goal,
    device: one.device.id,
    why,
    quality: why === 'leak' || why === 'circle' ? 'unsafe' : 'broken',
    rule: 'switch.vlan',
    part: 'port-vlan',
    isAnswer: messageOf(one.passage) === 'answer',
    cause: `${why} ${at}`,
    facts: factsOf(one, at),
  };
}

function factsOf({ device, port, frame }: AtSwitch, at: string): Facts {
  const vlan = vlanOf(device, port, frame);
  return {
    port,
    vlan: vlan === undefined || vlan === 0 ? 1 : vlan,
    at,
    atVlan: vlanText(portVlan(device, at)),
    table: device.ports.map((each) => `${each} ${vlanText(portVlan(device, each))}`),
  };
}

/** "10", or of a trunk "10,20". */
function vlanText(setting: PortVlan | undefined): string {
  if (setting === undefined) return '1';
  return setting.mode === 'access' ? String(setting.vlan) : setting.vlans.join(',');
}

/** The ports out of which a frame goes whose destination nobody knows. */
function out(device: Switch, { port, frame }: Pick<AtSwitch, 'port' | 'frame'>): readonly string[] {
  const vlan = vlanOf(device, port, frame);
  return vlan === undefined ? [] : floodPorts(device, port, vlan);
}

/** Does it go out of the same ports as in the puzzle's own configuration? */
function sameOut(match: Match, one: AtSwitch): boolean {
  return out(one.device, one).join(' ') === out(referenceSwitch(match, one.device), one).join(' ');
}

/** Did the frame leave by this cable as in the puzzle's own configuration? */
function isAsMeant(match: Match, before: AtSwitch, after: AtSwitch): boolean {
  return out(referenceSwitch(match, before.device), before).includes(portTowards(match, before, after));
}

/** Is `after` the same frame at the other end of a cable? */
function isBefore(match: Match, before: AtSwitch, after: AtSwitch): boolean {
  if (before === after || !areEqual(before.frame, after.frame)) return false;
  return before.device.id === farEnd(match, after.device.id, after.port);
}

/** The near end of the cable by which a frame came to the other one. */
function portTowards(match: Match, before: AtSwitch, after: AtSwitch): string {
  return match.network.cables[after.device.id]?.[after.port]?.port ?? before.port;
}

function farEnd(match: Match, device: string, port: string): string | undefined {
  return match.network.cables[device]?.[port]?.device;
}

/** For whom the frame is: of a question who has that address. */
function targetOf(match: Match, frame: Frame): string | undefined {
  const arp = layer(frame, 'arp')?.header;
  if (arp?.operation === 1) return ownerOfIp(match, arp.targetIp);
  const ethernet = layer(frame, 'ethernet')?.header;
  return ethernet === undefined ? undefined : ownerOfMac(match, ethernet.destination);
}

function sourceOf(frame: Frame) {
  const ethernet = layer(frame, 'ethernet');
  if (ethernet === undefined) throw new Error('a frame without a header');
  return ethernet.header.source;
}

function atSwitch(match: Match, passage: Passage): AtSwitch | undefined {
  const device = switchAt(match, passage);
  if (device === undefined || passage.event.kind !== 'frame') return undefined;
  return { passage, device, port: passage.event.port, frame: passage.event.frame };
}

/** The same frame, or one that cannot be told from it. */
function areEqual(one: Frame, other: Frame): boolean {
  if (one === other) return true;
  return one.bytes.length === other.bytes.length && one.bytes.every((octet, at) => octet === other.bytes[at]);
}
