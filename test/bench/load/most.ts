/** How many students one process holds: twice as many until they wait too long, then from the last good number on in steps of a tenth. */
import { measureEcho, measureGame, type GameBlock } from './blocks.ts';
import { connectEchoClients } from './echo.ts';
import { number } from './figures.ts';
import { startEcho, startServer, type Program } from './programs.ts';
import { createSchool, type School } from './school.ts';

/** An acknowledgement may take so long, 99th percentile, milliseconds. */
export const HELD_P99_MS = 100;
/** This process is what is measured when it needs more of its core. */
const OWN_CORE_MAX = 0.9;
const STEP = 1.1;
/** Clients of a bare echo that is asked when a level is too slow, and for how long, milliseconds: if it is slow, too, the level says nothing. */
const ECHO_CLIENTS = 200;
const ECHO_MS = 5000;
const ECHO_P99_MAX_MS = 25;
/** The limits of the server are those of a school; here it has to take more than any school has, all from one address. */
const WITHOUT_LIMITS = {
  ROOMS_MAX: '10000',
  ROOMS_PER_MINUTE: '100000',
  CONNECTIONS_PER_ADDRESS: '100000',
  WEBSOCKETS_PER_ADDRESS: '100000',
  API_BURST: '1000000',
  JOINS_BURST: '1000000',
  API_PER_SECOND: '1000000',
};

export interface SearchOptions {
  readonly from: number;
  /** The search ends after so long, wherever it is, milliseconds. */
  readonly forMs: number;
  /** One level: after they have come in, until it counts; and what counts. */
  readonly settleMs: number;
  readonly levelMs: number;
}

export interface Held {
  /** Null where even the first number was too large. */
  readonly students: number | null;
  /** Why there are not more of them. */
  readonly because: string;
}

/** Prints a line a level. */
export async function findMost(options: SearchOptions): Promise<Held> {
  const endMs = performance.now() + options.forMs;
  const doubled = await climb(options, endMs, options.from, 2);
  if (doubled.held === null || doubled.isOver) return { students: doubled.held, because: doubled.because };
  const fine = await climb(options, endMs, Math.ceil(doubled.held * STEP), STEP);
  return { students: fine.held ?? doubled.held, because: fine.because };
}

interface Climb {
  readonly held: number | null;
  readonly because: string;
  /** There is no time for more, or the load cannot be made. */
  readonly isOver: boolean;
}

/** One server that gets more and more students. */
async function climb(options: SearchOptions, endMs: number, from: number, step: number): Promise<Climb> {
  const server = await startServer(WITHOUT_LIMITS);
  const school = createSchool(server.base);
  let held: number | null = null;
  try {
    for (let students = from; ; students = Math.ceil(students * step)) {
      if (performance.now() + options.settleMs + options.levelMs > endMs)
        return { held, because: 'the time for the search was over', isOver: true };
      const problem = await level(school, server, students, options);
      if (problem !== null) return { held, ...problem };
      held = school.students.length;
    }
  } finally {
    school.leave();
    await server.stop();
  }
}

/** Null when so many are held. */
async function level(
  school: School,
  server: Program,
  students: number,
  { settleMs, levelMs }: SearchOptions,
): Promise<Omit<Climb, 'held'> | null> {
  const { failed } = await school.join(students - school.students.length);
  if (failed.length > 0) return { because: `${failed.length} could not join: ${failed[0]}`, isOver: true };
  await measureGame(school, server, settleMs);
  const block = await measureGame(school, server, levelMs);
  console.log(levelLine(school, block));
  if (block.ownCore > OWN_CORE_MAX)
    return { because: 'the process that makes the load needs all of its core', isOver: true };
  if (school.lost() > 0) return { because: `${school.lost()} connections were closed`, isOver: true };
  if (block.answerP99 > HELD_P99_MS) return tooSlow(block);
  return null;
}

/** Because of the game, or because of something else that runs on this machine? */
async function tooSlow({ answerP99 }: GameBlock): Promise<Omit<Climb, 'held'>> {
  const echo = await startEcho();
  const clients = await connectEchoClients(echo.base, ECHO_CLIENTS);
  const bare = await measureEcho(clients, echo, ECHO_MS);
  for (const client of clients) client.close();
  await echo.stop();
  const because = `${number(answerP99)} ms from act to acknowledgement (p99)`;
  if (bare.answerP99 <= ECHO_P99_MAX_MS) return { because, isOver: false };
  const busy = `a bare echo of ${ECHO_CLIENTS} clients needed ${number(bare.answerP99)} ms right after: something else runs here, so this is no limit of the game`;
  return { because: `${because}, but ${busy}`, isOver: true };
}

function levelLine({ students }: School, block: GameBlock): string {
  const { perSecond, answerP50, answerP99, shownP50, shownP99, core, ownCore } = block;
  return [
    `${students.length} students`.padStart(14),
    `${number(perSecond)} acts/s`.padStart(14),
    `acknowledged p50 ${number(answerP50)}, p99 ${number(answerP99)} ms`.padEnd(38),
    `shown p50 ${number(shownP50)}, p99 ${number(shownP99)} ms`.padEnd(34),
    `server ${number(core)} of a core, load ${number(ownCore)}`,
  ].join('  ');
}
