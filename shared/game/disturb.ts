/**
 * The teacher as chaos engineer. A cable is pulled that the running ping needs; the next frame that comes to a person's seat is damaged; a cable is plugged in that
 * closes a loop, in which a broadcast goes round until it is taken out again. All of it can be taken back, and then the match can be won as before.
 */
import type { Answers } from '../device/decision.ts';
import type { Part } from '../device/rule.ts';
import { changeHappens } from '../network/changes.ts';
import { endName, splitEnd } from '../network/lab.ts';
import { cableAt } from '../network/link.ts';
import { isLoopbackPort } from '../network/loopback.ts';
import type { Scheduled } from '../network/queue.ts';
import { drawOne } from '../random.ts';
import type { RefusalCode } from '../refusals.ts';
import type { Disturbance } from './disturbance.ts';
import { isLooped, plugLoop, unplugLoop } from './disturb-loop.ts';
import { asksForFcs } from './look.ts';
import type { Match } from './match.ts';
import { isRoutine } from './rest.ts';
import type { Happening } from './view.ts';
import { endsOf } from './wiring.ts';

export interface Disturbed {
  /** Places in the match's links of the cables that the teacher has pulled. */
  readonly cuts: number[];
  /** The ends of the cable that closes a loop: the last one of the match's links. */
  loop: readonly [string, string] | null;
  /** The next frame that comes to a person's seat will be damaged. */
  damages: boolean;
}

export function newDisturbed(): Disturbed {
  return { cuts: [], loop: null, damages: false };
}

/** What the teacher has done and not taken back, each kind once. */
export function disturbances(match: Match): readonly Disturbance[] {
  const { disturbed } = match;
  return [
    ...(disturbed.cuts.some((place) => isCut(match, place)) ? (['cut'] as const) : []),
    ...(disturbed.damages ? (['damage'] as const) : []),
    ...(isLooped(match) ? (['loop'] as const) : []),
  ];
}

/** Carries it out, or says why not and changes nothing. */
export function disturb(match: Match, how: Disturbance, happenings: Happening[]): RefusalCode | null {
  if (how !== 'mend' && !mayBeDisturbed(match)) return 'cannot-disturb';
  switch (how) {
    case 'cut':
      return cut(match, happenings) ? null : 'cannot-disturb';
    case 'damage':
      return armDamage(match) ? null : 'cannot-disturb';
    case 'loop':
      return plugLoop(match, happenings) ? null : 'cannot-disturb';
    case 'mend':
      return mend(match, happenings) ? null : 'cannot-disturb';
  }
}

/**
 * Where something breaks by the puzzle itself, it has to be that which is to be found; where settings are judged by the traffic, its loss would be blamed on who has set
 * them; and a storm is disturbance enough.
 */
function mayBeDisturbed({ puzzle }: Match): boolean {
  return puzzle.fault === undefined && puzzle.configure === undefined && puzzle.storm === undefined;
}

/** Has the teacher pulled this cable, and has nobody plugged it in elsewhere since? */
export function isCut(match: Pick<Match, 'links' | 'network' | 'disturbed'>, place: number): boolean {
  return match.disturbed.cuts.includes(place) && endsOf(match, place).every((end) => end.cut);
}

/** Pulls one of the cables that matter now. On a shared wire there is nothing to pull: it would be another wire then, and all that is under way on it lost. */
function cut(match: Match, happenings: Happening[]): boolean {
  if (Object.keys(match.network.mediums).length > 0) return false;
  const among = cablesThatMatter(match);
  if (among.length === 0) return false;
  const place = drawOne(match.network.random, among);
  setCut(match, place, true);
  match.disturbed.cuts.push(place);
  happenings.push({ kind: 'disturbed', how: 'cut', between: devicesAt(match, place), atUs: match.network.nowUs });
  return true;
}

/** Those on the way of the running ping, and of them those at a person's seat if there are any; nobody's way is asked of a broadcast, so all are on it. */
function cablesThatMatter(match: Match): readonly number[] {
  const { on = '', to = null } = match.traffic[match.running ?? 0] ?? {};
  const joined = match.links.flatMap((_ends, place) =>
    place !== loopPlace(match) && isUp(match, place) ? [place] : [],
  );
  const way = to === null ? joined : wayBetween(match, joined, on, to);
  const isAtPerson = (place: number): boolean =>
    devicesAt(match, place).some((device) => match.seats[device]?.occupant === 'person');
  return way.some(isAtPerson) ? way.filter(isAtPerson) : way;
}

/** The cables of the shortest way from one device to another; none if there is no way. */
function wayBetween(match: Match, cables: readonly number[], from: string, to: string): readonly number[] {
  const open: { readonly at: string; readonly way: readonly number[] }[] = [{ at: from, way: [] }];
  const seen = new Set([from]);
  for (let here = open.shift(); here !== undefined; here = open.shift()) {
    const { at, way } = here;
    if (at === to) return way;
    for (const place of cables) {
      const ends = devicesAt(match, place);
      const next = ends.includes(at) ? ends.find((device) => device !== at) : undefined;
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      open.push({ at: next, way: [...way, place] });
    }
  }
  return [];
}

function devicesAt({ links }: Match, place: number): readonly string[] {
  return (links[place] ?? []).map((end) => splitEnd(end)[0]);
}

function isUp(match: Match, place: number): boolean {
  const ends = endsOf(match, place);
  return ends.length === 2 && ends.every((end) => end.up);
}

/** -1 where no loop has been plugged. */
function loopPlace({ disturbed, links }: Match): number {
  return disturbed.loop === null ? -1 : links.length - 1;
}

function setCut(match: Match, place: number, isOut: boolean): void {
  const [end = ''] = match.links[place] ?? [];
  changeHappens(match.network, { change: isOut ? 'cut' : 'mend', at: endName(end) });
  // The map is made anew when the list is another one.
  match.links = [...match.links];
}

/** Somebody has to be there to find it. */
function armDamage({ disturbed, seats }: Match): boolean {
  if (disturbed.damages || !Object.values(seats).some(({ occupant }) => occupant === 'person')) return false;
  disturbed.damages = true;
  return true;
}

/** A frame is about to come out of a cable: damages it if it is the one that the teacher has waited for. */
export function damageArrival(match: Match, item: Scheduled, happenings: Happening[]): void {
  const { disturbed, network, seats } = match;
  const { device, event } = item;
  if (!disturbed.damages || device === undefined || event.kind !== 'frame' || isLoopbackPort(event.port)) return;
  if (seats[device]?.occupant !== 'person' || isRoutine(match, item)) return;
  const end = cableAt(network, { device, port: event.port });
  // What the puzzle damages is damaged already.
  if (end?.up !== true || end.toDamage > 0) return;
  disturbed.damages = false;
  changeHappens(network, { change: 'damage', at: { device, port: event.port }, frames: 1 });
  // Where somebody has to find out what is damaged, this must not tell.
  if (asksForFcs(match.puzzle)) return;
  happenings.push({ kind: 'disturbed', how: 'damage', between: [end.device, device], atUs: network.nowUs });
}

/** Takes back everything. */
function mend(match: Match, happenings: Happening[]): boolean {
  if (disturbances(match).length === 0) return false;
  const { disturbed } = match;
  const pulled = disturbed.cuts.filter((place) => isCut(match, place));
  disturbed.cuts.length = 0;
  for (const place of pulled) setCut(match, place, false);
  disturbed.damages = false;
  unplugLoop(match);
  happenings.push({ kind: 'disturbed', how: 'mend', between: [], atUs: match.network.nowUs });
  return true;
}

/**
 * The answers as the judge has to take them: what is sent into a cable that the teacher has pulled goes nowhere, and is nobody's mistake. A switch itself would leave the
 * port out.
 */
export function withoutCutPorts(match: Match, device: string, answers: Answers): Answers {
  if (match.disturbed.cuts.length === 0) return answers;
  const cutPorts = match.links.flatMap((ends, place) =>
    isCut(match, place) ? ends.map(splitEnd).flatMap(([id, port]) => (id === device ? [port] : [])) : [],
  );
  const without = (played: string): string =>
    played
      .split(' ')
      .filter((port) => !cutPorts.includes(port))
      .join(' ');
  const taken = SETS_OF_PORTS.flatMap((part): [Part, string][] => {
    const played = answers[part];
    return played === undefined ? [] : [[part, without(played)]];
  });
  return { ...answers, ...Object.fromEntries(taken) };
}

/** Parts whose answer is a set of ports. */
const SETS_OF_PORTS: readonly Part[] = ['ports', 'tags'];
