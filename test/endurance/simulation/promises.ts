/** What has to be so after the faults: nothing acknowledged is lost, nothing is twice, nothing was shown that is not kept, and everybody sees the same. */
import { markKey, openRound, type Round } from '../../../server/rooms/round.ts';
import type { Store, StoredGame, StoredInput, StoredRound } from '../../../server/store/store.ts';
import { playInput } from '../../../shared/game/journal.ts';
import { goalViews } from '../../../shared/game/goal.ts';
import { splitLog } from '../../../shared/messages/log-pages.ts';
import { advance, createMatch, type Match } from '../../../shared/game/match.ts';
import { mapView, seatView } from '../../../shared/game/seat-view.ts';
import { stateHash } from '../../../shared/network/hash.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import type { Seen, Student } from './client.ts';
import type { SimulatedRoom } from './server.ts';

/** All that a store has of a room. */
export interface Kept {
  readonly game: StoredGame;
  readonly rounds: readonly {
    readonly round: StoredRound;
    readonly inputs: readonly Pick<StoredInput, 'atUs' | 'input'>[];
  }[];
}

export async function keptOf(store: Store, code: string): Promise<Kept> {
  const [game, rounds] = await Promise.all([store.game(code, ''), store.rounds(code)]);
  if (game === null) throw new Error(`no room ${code}`);
  return { game, rounds };
}

export function brokenPromises(room: SimulatedRoom, kept: Kept, students: readonly Student[]): readonly string[] {
  return [
    ...students.flatMap((student) => notThere(room, student)),
    ...lostOrTwice(kept, students),
    ...otherThanKept(room.core.round, kept),
    ...shownButNotKept(kept, students),
  ];
}

/** Everybody is connected, nothing waits, and each page shows what the server has. */
export function notThere(room: SimulatedRoom, student: Student): readonly string[] {
  const { signals, session, name } = student;
  const connection = signals.connection.peek();
  if (connection !== 'open') return [`${name} is not connected: ${connection}`];
  const waiting = session.waiting.peek();
  const person = room.core.people.find((one) => one.name === name);
  if (person === undefined) return [`${name} does not belong to the room`];
  if (!person.connected) return [`${name} believes to be connected, and is not`];
  const problems = waiting === 0 ? [] : [`${name} still has ${waiting} inputs to send`];
  if (room.core.halt !== '') problems.push(`the room stands still: ${room.core.halt}`);
  if (student.told.seq !== room.round.seq)
    problems.push(`${name} is at input ${student.told.seq}, the server at ${room.round.seq}`);
  const shown = signals.room.peek();
  const view = seatView(room.round.match, person.device ?? '');
  if (shown?.round !== room.round.number)
    problems.push(`${name} is in round ${shown?.round}, not ${room.round.number}`);
  if (JSON.stringify(shown?.you?.score) !== JSON.stringify(view?.score))
    problems.push(
      `${name} sees another score: ${JSON.stringify(shown?.you?.score)}, not ${JSON.stringify(view?.score)}`,
    );
  if (JSON.stringify(shown?.you?.cards) !== JSON.stringify(view?.cards)) problems.push(`${name} sees other letters`);
  if (JSON.stringify(shown?.goals) !== JSON.stringify(goalViews(room.round.match)))
    problems.push(`${name} sees other goals`);
  return problems;
}

/** Each acknowledged input of the last round is in the journal where it was said to be, and none is there twice. */
function lostOrTwice({ game }: Kept, students: readonly Student[]): readonly string[] {
  const places = new Map<string, number>();
  const problems: string[] = [];
  for (const mark of game.marks) {
    if (places.has(markKey(mark))) problems.push(`input ${markKey(mark)} is in the journal twice`);
    places.set(markKey(mark), mark.seq);
  }
  for (const { told, name } of students) {
    for (const { act, seq } of told.acknowledged) {
      if (act.round > game.round.number) problems.push(`${name} was told of round ${act.round}, which is not there`);
      if (act.round !== game.round.number || places.get(markKey(act)) === seq) continue;
      problems.push(
        `${name} was told that ${markKey(act)} is input ${seq}; it is ${places.get(markKey(act)) ?? 'lost'}`,
      );
    }
  }
  return problems;
}

/** The journal, played again, gives the match that is in memory. */
function otherThanKept(round: Round, { game }: Kept): readonly string[] {
  const { round: again, failure } = openRound(game);
  if (failure !== null)
    return [`the journal cannot be played: ${failure instanceof Error ? failure.message : 'it throws'}`];
  advance(again.match, round.match.network.nowUs);
  const isSame = stateHash(again.match.network) === stateHash(round.match.network) && again.seq === round.seq;
  return isSame ? [] : [`the journal of ${again.seq} inputs gives another match than memory with ${round.seq}`];
}

/** Whatever a page has shown follows from the journal: the inputs that it contains, played until the time that it showed. */
function shownButNotKept({ rounds }: Kept, students: readonly Student[]): readonly string[] {
  const problems: string[] = [];
  for (const { round, inputs } of rounds) {
    const seen = students
      .flatMap(({ told, name }) => told.seen.map((one) => ({ ...one, name })))
      .filter((one) => one.round === round.number)
      .toSorted((a, b) => a.seq - b.seq || a.atUs - b.atUs);
    const match = createMatch(puzzles[round.puzzle], round.seed);
    let played = 0;
    for (const one of seen) {
      if (one.seq > inputs.length) {
        problems.push(`${one.name} saw ${one.seq} inputs of round ${round.number}; ${inputs.length} are kept`);
        break;
      }
      for (; played < one.seq; played++) playInput(match, inputs[played]!, played);
      // After a kill time may have been behind what had been shown: the next input is then earlier than that.
      const isBeyond = one.atUs > (inputs[played]?.atUs ?? Infinity);
      const then = isBeyond ? copyOf(match) : match;
      advance(then, one.atUs);
      if (shownBy(then, one) === one.shown) continue;
      problems.push(
        `${one.name} saw something else after ${one.seq} inputs of round ${round.number} at ${one.atUs} µs: ${differenceOf(one.shown, shownBy(then, one))}`,
      );
      break;
    }
  }
  return problems;
}

function copyOf({ puzzle, ...rest }: Match): Match {
  return { ...structuredClone(rest), puzzle };
}

/** What a page shows, as `project.ts` writes it. */
function shownBy(match: Match, { device }: Seen): string {
  const view = seatView(match, device);
  const parts = [
    mapView(match),
    goalViews(match),
    view?.cards,
    view?.tables,
    { verdict: view?.verdict, verdictOpen: view?.verdictOpen },
    view?.score,
  ];
  return [...parts.map((part) => JSON.stringify(part)), ...(view === null ? [] : splitLog(view))].join('\n');
}

/** The first place where two texts differ, with what stands there. */
function differenceOf(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  return `${around(one)}, not ${around(other)}`;
}
