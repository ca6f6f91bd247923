/**
 * Configure play: everybody sets up the own device and says "ready"; then the traffic runs by itself, every device by the rules, and the goals are
 * judged. What has failed is explained by the decision that lost the packet (`blame.ts`), and all go back to their settings.
 */
import { isStation } from '../device/device.ts';
import type { DeviceEvent } from '../device/event.ts';
import type { HeldPacket } from '../device/device.ts';
import { deviceOf } from '../network/network.ts';
import { pop, sizeOf } from '../network/queue.ts';
import type { RefusalCode } from '../refusals.ts';
import { beginPing, trafficPauseUs } from './begin.ts';
import { findingsOf, type Finding } from './blame.ts';
import { circlingAt, isCircling, leaksOf } from './blame-switch.ts';
import { isAnsweredNow, pingOfGoal } from './goal.ts';
import type { Match, Seat } from './match.ts';
import { NO_CARD } from './score.ts';
import { changesOf, ruleOfSetting, settingKey, settingsOn, stepsBetween, type Setting } from './setting.ts';
import { keepInLog } from './verdict.ts';
import type { Happening } from './view.ts';
import { configureDevice } from './watch.ts';

/** What passed a device during a run: what happened, and what the device made of it. */
export interface Passage {
  readonly device: string;
  readonly event: DeviceEvent;
  /** Item of traffic that was under way. */
  readonly item: number;
  /** Why it ended here; null if it did not. */
  readonly lost: string | null;
  /** The packets that waited for an answer that did not come. */
  readonly held: readonly HeldPacket[];
}

export interface Configuration {
  phase: 'setting' | 'running' | 'done';
  /** Runs that have begun. */
  runs: number;
  /** When the traffic begins because everybody is ready, microseconds; null while somebody is not. */
  beginsUs: number | null;
  /** People who have said that they are ready, by device. */
  readonly ready: string[];
  /** Items of traffic of this run that have not begun, and the one that is under way. */
  readonly items: number[];
  item: number;
  readonly passages: Passage[];
  /** What the last run has failed in. */
  findings: readonly Finding[];
  /** Causes for which a seat has been blamed already: the same one again costs nothing more. */
  readonly blamed: string[];
  /** "device setting" of what a packet has used. */
  readonly used: Record<string, true>;
}

export function newConfiguration(): Configuration {
  return {
    phase: 'setting',
    runs: 0,
    beginsUs: null,
    ready: [],
    items: [],
    item: -1,
    passages: [],
    findings: [],
    blamed: [],
    used: {},
  };
}

/** Carries out a setting on the own device, or says why not. */
export function configure(match: Match, seat: Seat, setting: Setting, happenings: Happening[]): RefusalCode | null {
  const { configuration } = match;
  if (configuration === null || match.puzzle.configure?.[seat.device] === undefined) return 'no-such-setting';
  if (seat.occupant !== 'person') return 'not-seated';
  if (configuration.phase !== 'setting') return 'traffic-runs';
  const changes = changesOf(match.network, deviceOf(match.network, seat.device), setting);
  if (typeof changes === 'string') return changes;
  for (const change of changes) configureDevice(match, seat.device, change, happenings);
  if (setting.set === 'route' && setting.how === 'delete') delete configuration.used[usedKey(seat.device, setting)];
  setReady(configuration, seat.device, false);
  return null;
}

/** Somebody is ready, or is not after all. */
export function sayReady(match: Match, seat: Seat, ready: boolean): RefusalCode | null {
  const { configuration } = match;
  if (configuration === null || match.puzzle.configure?.[seat.device] === undefined) return 'no-such-setting';
  if (seat.occupant !== 'person') return 'not-seated';
  if (configuration.phase !== 'setting') return 'traffic-runs';
  setReady(configuration, seat.device, ready);
  return null;
}

function setReady({ ready }: Configuration, device: string, isReady: boolean): void {
  const place = ready.indexOf(device);
  if (isReady && place < 0) ready.push(device);
  if (!isReady && place >= 0) ready.splice(place, 1);
}

/** A bot is ready at once. */
export function isReady(match: Match, device: string): boolean {
  return match.seats[device]?.occupant === 'bot' || match.configuration?.ready.includes(device) === true;
}

/** After anything has happened in a configure puzzle: is it time for the traffic, for its next item, or for the end of the run? */
export function goOn(match: Match, configuration: Configuration, happenings: Happening[]): void {
  if (configuration.phase === 'setting') {
    const allReady = Object.keys(match.seats).every((device) => isReady(match, device));
    configuration.beginsUs = allReady ? (configuration.beginsUs ?? match.network.nowUs + trafficPauseUs(match)) : null;
    return;
  }
  if (configuration.phase === 'done') return;
  if (isCircling(match, configuration.passages)) stopTraffic(match, configuration);
  if (sizeOf(match.network.queue) > 0 || match.awaited.length > 0) return;
  const next = configuration.items.shift();
  if (next === undefined) return endRun(match, configuration, happenings);
  configuration.item = next;
  beginPing(match, next);
}

/** The traffic begins: bots have set up their devices by now, and nobody knows anybody's address yet. */
export function beginRun(match: Match, configuration: Configuration, happenings: Happening[]): void {
  for (const seat of Object.values(match.seats)) if (seat.occupant === 'bot') setByRule(match, seat.device, happenings);
  for (const device of Object.values(match.network.devices)) {
    if (!isStation(device)) continue;
    for (const name of Object.keys(device.interfaces))
      configureDevice(
        match,
        device.id,
        { set: 'neighbor', interface: name, address: undefined, mac: undefined },
        happenings,
      );
  }
  configuration.phase = 'running';
  configuration.runs++;
  configuration.beginsUs = null;
  configuration.findings = [];
  configuration.passages.length = 0;
  configuration.items.splice(0, configuration.items.length, ...itemsToRun(match));
}

/** Those of goals that are open; to show that nothing leaks all have to run. */
function itemsToRun(match: Match): readonly number[] {
  const open = match.puzzle.goals.filter((_goal, index) => match.goalsMetUs[index] === null);
  const isWanted = (item: number): boolean =>
    open.some((goal) => goal.kind === 'isolated' || pingOfGoal(match, goal) === item);
  return match.traffic.map((_ping, item) => item).filter(isWanted);
}

/** What a bot sets is a right configuration, whatever was there before. */
function setByRule(match: Match, id: string, happenings: Happening[]): void {
  const device = deviceOf(match.network, id);
  for (const setting of stepsBetween(settingsOn(device), match.settings[id] ?? [])) {
    const changes = changesOf(match.network, device, setting);
    if (typeof changes === 'string') throw new Error(`${id}: ${JSON.stringify(setting)} is refused: ${changes}`);
    for (const change of changes) configureDevice(match, id, change, happenings);
  }
}

/** Nothing else ends a circle of switches: the run is over, or it would be on the map for ever. */
function stopTraffic(match: Match, configuration: Configuration): void {
  const { queue } = match.network;
  let left = pop(queue);
  while (left !== undefined) left = pop(queue);
  match.awaited.length = 0;
  configuration.items.length = 0;
}

function endRun(match: Match, configuration: Configuration, happenings: Happening[]): void {
  const open = () => match.puzzle.goals.flatMap((_goal, index) => (match.goalsMetUs[index] === null ? [index] : []));
  for (const index of open()) {
    const goal = match.puzzle.goals[index];
    if (goal?.kind !== 'isolated' || !allAnswered(match) || leaksOf(match, goal.groups).length > 0) continue;
    if (circlingAt(match, configuration.passages) !== undefined) continue;
    match.goalsMetUs[index] = match.network.nowUs;
    happenings.push({ kind: 'goal', goal: index, atUs: match.network.nowUs });
  }
  if (open().length === 0) return countSettings(match, configuration);
  configuration.findings = findingsOf(match, open());
  configuration.phase = 'setting';
  configuration.ready.length = 0;
  countMistakes(match, configuration);
}

/** Has every item of this run come to its answer? */
function allAnswered(match: Match): boolean {
  return match.traffic.every((_ping, item) => isAnsweredNow(match, item));
}

/** A run that failed is one mistake of each seat that is to blame, and a cause is counted once. */
function countMistakes(match: Match, configuration: Configuration): void {
  const counted = new Set<string>();
  for (const finding of configuration.findings) {
    const seat = match.seats[finding.device];
    const cause = `${finding.device} ${finding.cause}`;
    if (seat === undefined || configuration.blamed.includes(cause)) continue;
    configuration.blamed.push(cause);
    note(match, seat, finding);
    if (!counted.has(seat.device)) seat.counts[finding.quality]++;
    counted.add(seat.device);
  }
}

/** When all is won: settings are the decisions of this play; one that no packet needed was in vain. */
export function countSettings(match: Match, configuration: Configuration): void {
  configuration.phase = 'done';
  for (const seat of Object.values(match.seats)) {
    for (const setting of settingsOn(deviceOf(match.network, seat.device))) {
      seat.counts.decisions++;
      if (configuration.used[usedKey(seat.device, setting)] === true) seat.counts.right++;
      else {
        seat.counts.wasteful++;
        note(match, seat, unused(seat.device, setting));
      }
    }
    for (const [index, entry] of seat.log.entries())
      if (entry.quality !== 'wasteful') seat.log[index] = { ...entry, mended: true };
  }
}

/** "device setting", by which it is kept whether a packet has needed it. */
export function usedKey(device: string, setting: Setting): string {
  return `${device} ${settingKey(setting)}`;
}

function unused(device: string, setting: Setting): Finding {
  const isRoute = setting.set === 'route';
  return {
    goal: null,
    device,
    why: 'unused',
    quality: 'wasteful',
    rule: ruleOfSetting(setting),
    part: isRoute ? 'route' : 'port-vlan',
    isAnswer: false,
    cause: settingKey(setting),
    facts: isRoute ? { to: setting.to, via: setting.via ?? '' } : { port: setting.port },
  };
}

function note(match: Match, seat: Seat, finding: Finding): void {
  const { quality, rule } = finding;
  keepInLog(seat, {
    atUs: match.network.nowUs,
    card: NO_CARD,
    quality,
    rule,
    verdict: null,
    finding,
    bytes: '',
    look: 'icmp',
    port: '',
    mended: false,
  });
}
