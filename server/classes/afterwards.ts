/** What can be known of the rounds of a room afterwards, from their journals in the store. What was made is kept for a while. */
import { RULES } from '../../shared/game/match.ts';
import type { RoundReport } from '../../shared/class/round-report.ts';
import type { Outcome } from '../rooms/door.ts';
import type { PlayedRound, Store } from '../store/store.ts';
import type { Made, Task } from './afterwards-task.ts';
import { createKept } from './kept.ts';
import { createThread } from './thread.ts';

/** Who asks: somebody who played reads only what is over, for a replay lifts the fog; a teacher reads at any time. */
export interface Wish {
  readonly room: string;
  readonly round: number;
  readonly onlyOver: boolean;
}

export interface Afterwards {
  /** JSON of a `Replay`, compressed by gzip. */
  replay(wish: Wish): Promise<Outcome<Uint8Array>>;
  /** JSON of a `ReplayMoment`, likewise. */
  moment(wish: Wish, step: number): Promise<Outcome<Uint8Array>>;
  /** A pcapng file, likewise. */
  capture(wish: Wish): Promise<Outcome<Uint8Array>>;
  /** What was done in each round of a room that has begun; those of other rules are only counted. */
  reports(room: string): Promise<Outcome<{ readonly rounds: readonly RoundReport[]; readonly unread: number }>>;
  /** Keeps nothing more of these rooms. */
  forget(rooms: readonly string[]): void;
  close(): Promise<void>;
}

/** Most tasks that wait for the thread; who comes on top is told to come later. */
const WAITING_MAX = 200;
/** Most octets of bodies that are kept, and most reports of rounds. */
const KEPT_BYTES = 32 * 1024 * 1024;
const KEPT_REPORTS = 500;

export function createAfterwards(store: Store): Afterwards {
  const thread = createThread();
  const bodies = createKept<Made>(KEPT_BYTES, ({ body }) => 64 + (body?.length ?? 0));
  const reports = createKept<Made>(KEPT_REPORTS, () => 1);
  const underWay = new Map<string, Promise<Made>>();
  /** How often something was to be forgotten. */
  let forgotten = 0;
  const made = async (task: Task): Promise<Outcome<Made>> => {
    const kept = task.make === 'report' ? reports : bodies;
    const key = keyOf(task);
    const known = kept.get(key);
    if (known !== undefined) return { value: known };
    if (!underWay.has(key) && thread.waiting >= WAITING_MAX) return { refused: 'server-busy' };
    // Those who ask for the same at the same time get the same.
    const asked = underWay.get(key) ?? thread.carryOut(task).finally(() => underWay.delete(key));
    underWay.set(key, asked);
    const fresh = await asked;
    // Of a room that was deleted meanwhile nothing stays.
    const before = forgotten;
    if ((await store.summary(task.room)) !== null && forgotten === before) kept.put(key, fresh);
    return { value: fresh };
  };
  const body = async (wish: Wish, make: Exclude<Task['make'], 'report'>, step = 0): Promise<Outcome<Uint8Array>> => {
    const rounds = await store.rounds(wish.room);
    const played = rounds.find(({ round }) => round.number === wish.round);
    if (played?.round.started !== true || played.round.rules !== RULES) return { refused: 'no-such-room' };
    const task = await taskOf(store, wish.room, played, make, step);
    if (task === null) return { refused: 'no-such-room' };
    if (wish.onlyOver && played === rounds.at(-1)) {
      const replay = await made({ ...task, make: 'replay', step: 0 });
      if ('refused' in replay) return replay;
      if (!replay.value.won) return { refused: 'not-over' };
    }
    const outcome = await made(task);
    if ('refused' in outcome) return outcome;
    return outcome.value.body === null ? { refused: 'bad-message' } : { value: outcome.value.body };
  };
  return {
    replay: (wish) => body(wish, 'replay'),
    moment: (wish, step) => body(wish, 'moment', step),
    capture: (wish) => body(wish, 'capture'),
    reports: async (room) => {
      const begun = (await store.rounds(room)).filter(({ round }) => round.started);
      const readable = begun.filter(({ round }) => round.rules === RULES);
      const rounds: RoundReport[] = [];
      for (const played of readable) {
        const task = await taskOf(store, room, played, 'report', 0);
        if (task === null) return { refused: 'no-such-room' };
        const outcome = await made(task);
        if ('refused' in outcome) return outcome;
        if (outcome.value.report !== null) rounds.push(outcome.value.report);
      }
      return { value: { rounds, unread: begun.length - readable.length } };
    },
    forget: (rooms) => {
      forgotten += 1;
      for (const kept of [bodies, reports]) kept.drop((key) => rooms.some((room) => key.startsWith(`${room} `)));
    },
    close: () => thread.close(),
  };
}

/** Null if the room has been deleted meanwhile. */
async function taskOf(
  store: Store,
  room: string,
  { round, inputs }: PlayedRound,
  make: Task['make'],
  step: number,
): Promise<Task | null> {
  const { number, puzzle, rules, seed } = round;
  const summary = await store.summary(room);
  if (summary === null) return null;
  const names = Object.fromEntries(summary.players.map(({ id, name }) => [id, name]));
  return { make, room, round: number, puzzle, journal: { rules, seed, inputs }, names, step };
}

/** The same journal gives the same, so what it depends on is its length; and a replay on the names. */
function keyOf({ room, round, make, step, journal, names }: Task): string {
  const told = make === 'replay' ? JSON.stringify(names) : '';
  return `${room} ${round} ${journal.seed} ${journal.inputs.length} ${make} ${step} ${told}`;
}
