/** Is everything that was acknowledged written, once and in its place, and does what is written give what the browsers had seen? */
import { isDeepStrictEqual } from 'node:util';
import { project } from '../../../server/project.ts';
import type { Round } from '../../../server/rooms/round.ts';
import { RoomState } from '../../../server/state.ts';
import { liveTime } from '../../../shared/game/live.ts';
import { accept, advance, createMatch, RULES, type Match } from '../../../shared/game/match.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import type { Kept, KeptRound, Row } from './journals.ts';
import { hashesOf, type Notes, type Sent, type Sight } from './notes.ts';
import { textsOf } from './texts.ts';

/** Everything that is wrong, each in a line; all lists are empty after a run in which nothing was lost. */
export interface Findings {
  /** Inputs that were acknowledged and are not where it was said. */
  readonly lost: string[];
  /** Numbers that are written more than once. */
  readonly doubled: string[];
  /** Journals with a place that is missing or taken twice. */
  readonly gaps: string[];
  /** Journals that the rules refuse. */
  readonly refused: string[];
  /** What a browser had seen and the journal does not give. */
  readonly differing: string[];
  /** Written, but by nobody, or otherwise than it was sent, or although it was refused. */
  readonly foreign: string[];
}

export interface Checked {
  readonly findings: Findings;
  /** States that were compared. */
  readonly compared: number;
}

export function check(kept: Kept, notes: Notes): Checked {
  const findings: Findings = { lost: [], doubled: [], gaps: [], refused: [], differing: [], foreign: [] };
  checkNumbers(kept, notes, findings);
  let compared = 0;
  const sights = grouped(notes.sights, ({ room, round }) => `${room} ${round}`);
  for (const round of kept.rounds) {
    const gap = round.rows.find(({ seq }, place) => seq !== place);
    if (gap !== undefined) findings.gaps.push(`${nameOf(round)}: ${gap.seq} is at place ${round.rows.indexOf(gap)}`);
    const seen = sights.get(`${round.room} ${round.number}`) ?? [];
    sights.delete(`${round.room} ${round.number}`);
    compared += seen.length;
    fold(round, seen, findings);
  }
  for (const [name, seen] of sights)
    findings.lost.push(`round ${name}: was seen ${seen.length} times and is not there`);
  return { findings, compared };
}

function checkNumbers({ rounds }: Kept, { sent }: Notes, { lost, doubled, foreign }: Findings): void {
  const known = new Map(sent.map((one) => [`${one.act.outbox} ${one.act.number}`, one]));
  const found = new Map<string, { round: KeptRound; row: Row }>();
  for (const round of rounds) {
    for (const row of round.rows) {
      if (row.mark === null) continue;
      const other = found.get(row.mark);
      if (other !== undefined)
        doubled.push(`${row.mark} at ${nameOf(other.round)} ${other.row.seq} and ${nameOf(round)} ${row.seq}`);
      found.set(row.mark, other ?? { round, row });
      const one = known.get(row.mark);
      if (one === undefined || !isSame(one, round, row))
        foreign.push(`${nameOf(round)} ${row.seq}: ${JSON.stringify(row)}, sent was ${JSON.stringify(one)}`);
    }
  }
  for (const [mark, { seq, room, act }] of known) {
    if (seq === null) continue;
    const at = found.get(mark);
    if (at?.row.seq !== seq || at.round.room !== room || at.round.number !== act.round)
      lost.push(
        `${mark}: acknowledged as ${room} ${act.round} ${seq}, is ${at === undefined ? 'nowhere' : `${nameOf(at.round)} ${at.row.seq}`}`,
      );
  }
}

/** What is written is what was sent; and what was sent once and refused is not written. */
function isSame({ room, act, name, message, times, refused }: Sent, round: KeptRound, { input }: Row): boolean {
  if (times === 1 && refused !== null) return false;
  if (room !== round.room || act.round !== round.number || input.kind !== name) return false;
  const written = Object.entries(input).filter(([key]) => key !== 'kind' && key !== 'seat');
  return isDeepStrictEqual(Object.fromEntries(written), message);
}

/** Plays the journal, and compares what was seen after each of its inputs. */
function fold(round: KeptRound, sights: readonly Sight[], findings: Findings): void {
  if (round.rules !== RULES) return void findings.refused.push(`${nameOf(round)}: is of rules ${round.rules}`);
  const bySeq = grouped(sights, ({ seq }) => String(seq));
  const match = createMatch(puzzles[round.puzzle], round.seed);
  for (const [place, { atUs, input }] of [...round.rows, { atUs: 0, input: null }].entries()) {
    compare(round, match, bySeq.get(String(place)) ?? [], findings);
    bySeq.delete(String(place));
    if (input === null) break;
    advance(match, atUs);
    const outcome = accept(match, input);
    if ('refused' in outcome)
      return void findings.refused.push(`${nameOf(round)} ${place}: ${outcome.refused}, ${JSON.stringify(input)}`);
  }
  for (const [seq, seen] of bySeq)
    findings.lost.push(
      `${nameOf(round)}: state ${seq} was seen ${seen.length} times, the journal has ${round.rows.length}`,
    );
}

function compare(round: KeptRound, after: Match, sights: readonly Sight[], findings: Findings): void {
  if (sights.length === 0) return;
  // Time may have gone on further than at the next input: what is not written of it is gone after a kill.
  const match = structuredClone(after);
  for (const [moment, seen] of [...grouped(sights, (sight) => String(momentOf(after, sight)))].toSorted(
    ([one], [other]) => Number(one) - Number(other),
  )) {
    advance(match, Number(moment));
    const state = new RoomState();
    projectAll(state, round, match);
    for (const sight of seen) {
      const made = hashesOf(textsOf(state, sight.device === null ? undefined : state.seats.get(sight.device)));
      const parts = Object.keys(sight.hashes).filter((name) => sight.hashes[name] !== made[name]);
      if (parts.length > 0)
        findings.differing.push(
          `${nameOf(round)} (${round.puzzle}), seq ${sight.seq}, ${moment} µs, ${sight.device}: ${parts.join(', ')}`,
        );
    }
  }
}

/** How far the match had come when it was shown: where much happens it is simulated before it is shown. */
function momentOf(match: Match, { atUs, untilUs }: Sight): number {
  return liveTime(match)?.runs === 'in-stretches' ? untilUs : atUs;
}

function projectAll(state: RoomState, { room, number }: KeptRound, match: Match): void {
  const round: Round = { number, match, started: true, decided: new Map(), seq: 0, marks: new Map() };
  const anchor = { atUs: 0, ratePerMs: 0, untilUs: 0 };
  const rest = {
    people: [],
    paused: false,
    speed: 1,
    lesson: null,
    isWatched: true,
    halt: '',
    leftBehind: false,
  } as const;
  project(state, { room: { code: room, alone: false }, round, anchor, ...rest });
}

function nameOf({ room, number }: KeptRound): string {
  return `${room} ${number}`;
}

function grouped<Value>(values: readonly Value[], by: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(by(value)) ?? [];
    group.push(value);
    groups.set(by(value), group);
  }
  return groups;
}
