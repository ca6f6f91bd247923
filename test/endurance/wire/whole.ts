/** What has to be true of a team when the faults are over: of its screens, of the match in the server, and of the journal. */
import { expect } from 'vitest';
import type { MatchRoom } from '../../../server/rooms/match-room.ts';
import type { PlayedRound } from '../../../server/store/store.ts';
import { replay } from '../../../shared/game/journal.ts';
import { advance, type Match } from '../../../shared/game/match.ts';
import { results, seatView } from '../../../shared/game/seat-view.ts';
import { canonicalText, stateHash } from '../../../shared/network/hash.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { roomOf, type School, type Team } from './team.ts';
import type { Sent, Student } from './student.ts';

export async function expectWhole(school: School): Promise<void> {
  const faults = school.teams.map(async (team) =>
    (await faultsOf(school, team)).map((one) => `${team.puzzle}: ${one}`),
  );
  expect((await Promise.all(faults)).flat()).toEqual([]);
}

/** What has gone wrong in a team that has come to rest; nothing, if all is well. */
export async function faultsOf({ server }: School, team: Team): Promise<readonly string[]> {
  let rounds = await server.store.rounds(team.code);
  // Somebody may be stood in for, or come back, just now.
  while (rounds.at(-1)?.inputs.length !== roomOf(team).round.seq) rounds = await server.store.rounds(team.code);
  const { match, number } = roomOf(team).round;
  const told = replayed(rounds.at(-1)!, match.network.nowUs);
  const faults = team.students.flatMap(toldFaults);
  if (rounds.at(-1)!.round.number !== number) faults.push('the journal is of another round');
  if (stateHash(told.network) !== stateHash(match.network)) faults.push('the journal tells another network');
  if (JSON.stringify(results(told)) !== JSON.stringify(results(match))) faults.push('the journal tells other scores');
  return [...faults, ...journalFaults(team, rounds)];
}

/** Does the student see what is true: the sequence of the server, the own score, the own letters? Null, or what is different. */
export function screenFault({ seen, signals }: Student, { state, round }: MatchRoom): string | null {
  const room = signals.room.peek();
  const [shown, real] = [room?.you, seatView(round.match, room?.me.device ?? '')];
  if (signals.connection.peek() !== 'open') return `has no line (${signals.connection.peek()})`;
  if (seen.round !== round.number || state.round !== round.number) return `sees round ${seen.round}`;
  if (seen.seq !== round.seq) return `sees ${seen.seq} inputs of ${round.seq}`;
  if (JSON.stringify(shown?.score) !== JSON.stringify(real?.score)) return 'sees another score';
  return JSON.stringify(shown?.cards) === JSON.stringify(real?.cards) ? null : 'sees other letters';
}

function replayed({ round, inputs }: PlayedRound, nowUs: number): Match {
  const match = replay(puzzles[round.puzzle], { rules: round.rules, seed: round.seed, inputs });
  advance(match, nowUs);
  return match;
}

function toldFaults({ name, told }: Student): string[] {
  return told.filter((refused) => !EXPECTED.includes(refused)).map((refused) => `${name} was told ${refused}`);
}

/** What somebody may be told who presses on what is no longer there. */
const EXPECTED: readonly string[] = [
  'not-your-card',
  'no-such-hint',
  'not-answered',
  'not-a-choice',
  'cannot-predict',
  'route-exists',
  'no-such-route',
  'traffic-runs',
];

/**
 * Each receipt has its input in the journal, at its place and nowhere else, in the order in which its student did it; and there is no input in the journal without its receipt. Whose answer was lost
 * and whose round is over has none, and needs none: whether it was still carried out shows only the journal.
 */
function journalFaults({ students }: Team, rounds: readonly PlayedRound[]): string[] {
  const all = students.flatMap((student) => [...student.sent.values()].map((sent) => inputOf(student, sent)));
  const faults = all.flatMap((one) => receiptFaults(one, rounds));
  const known = new Map<string, Done>();
  for (const one of all.filter(({ seq }) => seq !== undefined)) {
    const place = `${one.round} ${one.seq}`;
    const other = known.get(place);
    if (other !== undefined) faults.push(`${one.what} has the place of ${other.what}`);
    known.set(place, one);
  }
  const last = rounds.at(-1)!.round.number;
  const open = all.filter(({ seq, round }) => seq === undefined && round < last);
  for (const { round, inputs } of rounds) {
    for (const [seq, { input }] of inputs.entries()) {
      if (input.kind === 'occupy' || known.has(`${round.number} ${seq}`)) continue;
      const index = open.findIndex((one) => one.round === round.number && one.text === textOf(input));
      if (index >= 0) open.splice(index, 1);
      else
        faults.push(`${input.kind} at place ${seq} of round ${round.number} was carried out, and nobody has a receipt`);
    }
  }
  const unanswered = all.filter(({ isAnswered, round }) => !isAnswered && round === last);
  return [...faults, ...orderFaults(students), ...unanswered.map(({ what }) => `${what} was never answered`)];
}

interface Done {
  readonly what: string;
  readonly round: number;
  readonly text: string;
  readonly seq: number | undefined;
  readonly seqs: readonly number[];
  readonly isAnswered: boolean;
}

function inputOf({ name, signals }: Student, { name: kind, message, round, receipts, refusals }: Sent): Done {
  return {
    what: `${name}'s ${kind}`,
    round,
    text: textOf({ kind, ...message, seat: signals.room.peek()?.me.device }),
    seq: receipts[0],
    seqs: receipts,
    isAnswered: receipts.length + refusals.length > 0,
  };
}

function receiptFaults({ what, round, seq, seqs, text }: Done, rounds: readonly PlayedRound[]): string[] {
  if (seq === undefined) return [];
  if (seqs.some((other) => other !== seq)) return [`${what} has several places: ${seqs.join(', ')}`];
  const kept = rounds.find((one) => one.round.number === round)?.inputs[seq]?.input;
  return textOf(kept) === text ? [] : [`${what} is not at place ${seq} of round ${round}`];
}

function orderFaults(students: readonly Student[]): string[] {
  return students.flatMap(({ name, sent }) => {
    const places = [...sent.values()].flatMap(({ round, receipts: [seq] }) =>
      seq === undefined ? [] : [round * 1e6 + seq],
    );
    return places.every((place, index) => index === 0 || place > places[index - 1]!)
      ? []
      : [`${name}'s inputs changed their order`];
  });
}

function textOf(input: unknown): string {
  return canonicalText(input ?? null);
}
