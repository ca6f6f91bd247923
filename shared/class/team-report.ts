/** What a team's room tells its class about the match: how each seat does, and what went wrong. */
import type { RuleId } from '../device/rule.ts';
import { goalViews } from '../game/goal.ts';
import { isWon, type Match, type Seat } from '../game/match.ts';
import { brokenRule, mistakesIn } from '../game/mistakes.ts';
import { logBy, whoPlays } from '../game/score.ts';
import { lettersOf, mapView, results } from '../game/seat-view.ts';
import type { Disturbance } from './settings.ts';
import type { Doing, TeamMistake, TeamReport, TileSeat } from './view.ts';

/** A decision that waits longer is told to the teacher, milliseconds of the room's clock. */
export const IDLE_AFTER_MS = 45_000;
/** From this try on somebody is stuck at a letter. */
const STUCK_FROM_TRY = 3;
const MISTAKES_MAX = 60;

/** Somebody of the team who is there, or was. */
export interface Present {
  readonly id: string;
  readonly device: string | null;
  readonly connected: boolean;
}

export interface Situation {
  readonly round: number;
  readonly phase: TeamReport['phase'];
  readonly halt: TeamReport['halt'];
  readonly people: readonly Present[];
  /** For how long what is asked at each seat has waited, milliseconds. */
  readonly waitedMs: Readonly<Record<string, number>>;
  /** Rules by which each person has decided something, by id. */
  readonly decided: ReadonlyMap<string, ReadonlySet<RuleId>>;
  readonly disturbed: readonly Disturbance[];
}

export function teamReport(match: Match, situation: Situation): TeamReport {
  const { round, phase, halt, people, disturbed } = situation;
  const ownerOf = (device: string) => people.find((person) => person.device === device);
  const lines = results(match).filter(({ device }) => ownerOf(device) !== undefined);
  const sum = (of: (line: (typeof lines)[number]) => number): number =>
    lines.reduce((total, line) => total + of(line), 0);
  return {
    puzzle: match.puzzle.id,
    round,
    phase,
    halt,
    map: mapView(match),
    seats: Object.values(match.seats).map((seat) => tileSeat(match, seat, ownerOf(seat.device), situation)),
    standing: people.filter(({ device, connected }) => device === null && connected).map(({ id }) => id),
    goals: goalViews(match),
    decisions: sum(({ decisions }) => decisions),
    par: sum(({ par }) => par),
    wrong: sum(({ broken, unsafe }) => broken + unsafe),
    stars: lines.length === 0 ? 0 : Math.round((sum(({ stars }) => stars) / lines.length) * 10) / 10,
    stuck: stuckSeat(match, situation),
    disturbed,
    mistakes: mistakesOf(match, people).slice(-MISTAKES_MAX),
    deciders: decidersOf(situation),
  };
}

function tileSeat(match: Match, seat: Seat, owner: Present | undefined, { phase, waitedMs }: Situation): TileSeat {
  const { device } = seat;
  const occupant = owner === undefined ? 'bot' : seat.occupant === 'person' ? 'person' : 'autopilot';
  const isAsked = phase === 'play' && isAskedAt(match, seat);
  const waited = waitedMs[device] ?? 0;
  const doing = owner?.connected === false ? 'away' : isAsked ? howItGoes(match, seat, waited) : 'waiting';
  return { device, occupant, student: owner?.id ?? null, doing, waiting: lettersOf(seat).length };
}

/** Does the match wait for whoever sits here? */
export function isAskedAt(match: Match, seat: Seat): boolean {
  if (isWon(match)) return false;
  const isSettingUp = match.configuration?.phase === 'setting' && !match.configuration.ready.includes(seat.device);
  return lettersOf(seat).length > 0 || isSettingUp;
}

function howItGoes(match: Match, seat: Seat, waitedMs: number): Doing {
  if (isRepeating(match, whoPlays(seat))) return 'repeating';
  return waitedMs > IDLE_AFTER_MS ? 'idle' : 'working';
}

/** Somebody's last two decisions have broken the same rule, wherever they were made. */
export function isRepeating(match: Match, who: string): boolean {
  const [last, before] = logBy(match, who).slice(-2).map(brokenRule).toReversed();
  return last !== undefined && last !== null && last === before;
}

function stuckSeat(match: Match, { people, waitedMs }: Situation): TeamReport['stuck'] {
  const tries = Object.values(match.seats).flatMap((seat) => {
    const isPlayed = people.some(({ device }) => device === seat.device);
    const tryNow = (seat.inbox[0]?.tries ?? 0) + 1;
    if (!isPlayed || tryNow < STUCK_FROM_TRY) return [];
    return [{ device: seat.device, tries: tryNow, seconds: Math.round((waitedMs[seat.device] ?? 0) / 1000) }];
  });
  return tries.toSorted((a, b) => b.tries - a.tries)[0] ?? null;
}

/** Of everybody on all their seats, as the report of the class counts them; oldest first. */
function mistakesOf(match: Match, people: readonly Present[]): readonly TeamMistake[] {
  const made = people.flatMap(({ id }) => mistakesIn(logBy(match, id)).map((mistake) => ({ id, mistake })));
  return made
    .toSorted((one, other) => one.mistake.atUs - other.mistake.atUs)
    .flatMap(({ id, mistake }): TeamMistake[] => {
      const { device, mended, verdict } = mistake;
      const rule = brokenRule(mistake);
      return rule === null ? [] : [{ student: id, device, mended, verdict, rule }];
    });
}

function decidersOf({ people, decided }: Situation): TeamReport['deciders'] {
  const deciders: Partial<Record<RuleId, string[]>> = {};
  for (const { id } of people) for (const rule of decided.get(id) ?? []) (deciders[rule] ??= []).push(id);
  return deciders;
}
