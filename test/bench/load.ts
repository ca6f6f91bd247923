/**
 * `npm run bench -- load`: a school at the real program. 200 students in seven classes join at once and act once a second, letters, hints and predictions, for two
 * minutes in blocks; between the blocks a bare WebSocket echo answers as many clients as often with messages as large. Then: how many students one process holds.
 */
import { cpus, loadavg } from 'node:os';
import { measureEcho, measureGame, type Block, type GameBlock } from './load/blocks.ts';
import { syncTimes } from './load/disk.ts';
import { connectEchoClients } from './load/echo.ts';
import { alone, compared, number, percentile, row, spread, spreadText } from './load/figures.ts';
import { findMost, HELD_P99_MS } from './load/most.ts';
import { isPinned, residentBytes, startEcho, startServer } from './load/programs.ts';
import { createSchool, type Joining } from './load/school.ts';

const STUDENTS = 200;
const isShort = process.argv.includes('--short');
const PLAN = isShort
  ? { blocks: 2, gameMs: 4000, echoMs: 2000, settleMs: 1000, search: { forMs: 12_000, settleMs: 1000, levelMs: 2500 } }
  : {
      blocks: 6,
      gameMs: 20_000,
      echoMs: 10_000,
      settleMs: 5000,
      search: { forMs: 240_000, settleMs: 4000, levelMs: 12_000 },
    };
/** With tails of the echo that differ by more than so many times, tails say nothing. */
const QUIET = 3;
/** How often the disk is asked after each block. */
const SYNCS = 100;
/** WebSocket head of a client's message of less than 126 bytes, with its mask. */
const HEAD_BYTES = 6;

interface Run {
  readonly joining: Joining;
  readonly game: readonly GameBlock[];
  readonly echo: readonly Block[];
  /** The disk's own time to keep 4 KiB, milliseconds: in each block's place the 50th and 99th percentile. */
  readonly disk: readonly { readonly p50: number; readonly p99: number }[];
  /** Resident memory a client, bytes. */
  readonly memory: { readonly game: number; readonly echo: number };
  readonly lost: number;
}

console.log(
  [
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}, load average ${number(loadavg()[0] ?? NaN)} before.`,
    isPinned ? 'Server and echo run on core 0, students on core 1.' : 'Nothing is pinned to a core.',
    `${STUDENTS} students in 7 classes, in teams of 4, a teacher and a projector each; one act a second; database on the disk.`,
  ].join('\n'),
);
const isOne = process.argv.includes('--school') || process.argv.includes('--most');
if (!isOne || process.argv.includes('--school')) console.log(table(await runBlocks()));
if (!isOne || process.argv.includes('--most')) await search();

async function search(): Promise<void> {
  console.log(
    `\nHow many students one process holds (p99 <= ${HELD_P99_MS} ms from act to acknowledgement, one act a second):`,
  );
  const { students, because } = await findMost({ from: 2 * STUDENTS, ...PLAN.search });
  console.log(
    `Held: ${students === null ? 'none of the numbers tried' : `${students} students`}; no more, because: ${because}.`,
  );
}

async function runBlocks(): Promise<Run> {
  const [server, echo] = [await startServer(), await startEcho()];
  const before = { game: residentBytes(server.pid), echo: residentBytes(echo.pid) };
  const school = createSchool(server.base);
  const joining = await school.join(STUDENTS);
  const clients = await connectEchoClients(echo.base, STUDENTS);
  const warm = await measureGame(school, server, PLAN.settleMs);
  const messageBytes = Math.round((warm.bytesSent * school.students.length) / warm.requestsPerSecond) - HEAD_BYTES;
  for (const client of clients) client.messageBytes = messageBytes;
  await measureEcho(clients, echo, PLAN.settleMs / 2);
  const [games, echoes]: [GameBlock[], Block[]] = [[], []];
  const disk: { readonly p50: number; readonly p99: number }[] = [];
  for (let block = 0; block < PLAN.blocks; block++) {
    games.push(await measureGame(school, server, PLAN.gameMs));
    echoes.push(await measureEcho(clients, echo, PLAN.echoMs));
    const syncs = await syncTimes(server.folder, SYNCS);
    disk.push({ p50: percentile(syncs, 50), p99: percentile(syncs, 99) });
  }
  const memory = {
    game: (residentBytes(server.pid) - before.game) / school.students.length,
    echo: (residentBytes(echo.pid) - before.echo) / clients.length,
  };
  const lost = school.lost();
  school.leave();
  for (const client of clients) client.close();
  await Promise.all([server.stop(), echo.stop()]);
  if (server.errors() !== '') console.log(`The server said:\n${server.errors()}`);
  return { joining, game: games, echo: echoes, disk, memory, lost };
}

function table({ joining, game, echo, disk, memory, lost }: Run): string {
  const line = (name: string, unit: string, of: (block: Block) => number) =>
    compared(name, unit, game.map(of), echo.map(of));
  const shown = (of: (block: GameBlock) => number) => spreadText(spread(game.map(of)));
  const join = (percent: number) => number(percentile(joining.tookMs, percent));
  return [
    '',
    row('', 'unit', 'game', 'bare echo', 'ratio'),
    alone('joins failed', 'of 200', String(joining.failed.length)),
    alone('joined: p50, p99', 'ms', `${join(50)}, ${join(99)}`),
    alone('all joined after', 'ms', number(joining.allMs)),
    line('act to acknowledgement, p50', 'ms', ({ answerP50 }) => answerP50),
    line('act to acknowledgement, p99', 'ms', ({ answerP99 }) => answerP99),
    alone(
      "act to a team-mate's screen, p50",
      'ms',
      shown(({ shownP50 }) => shownP50),
    ),
    alone(
      "act to a team-mate's screen, p99",
      'ms',
      shown(({ shownP99 }) => shownP99),
    ),
    alone('the disk keeps 4 KiB, p50', 'ms', spreadText(spread(disk.map(({ p50 }) => p50)))),
    alone('the disk keeps 4 KiB, p99', 'ms', spreadText(spread(disk.map(({ p99 }) => p99)))),
    line('acts', 'a second', ({ perSecond }) => perSecond),
    line('acts', 'a CPU-s', ({ perCpuSecond }) => perCpuSecond),
    line('core of the server', 'share', ({ core }) => core),
    line('received by a student', 'B/s', ({ bytesReceived }) => bytesReceived),
    line('sent by a student', 'B/s', ({ bytesSent }) => bytesSent),
    alone(
      "received by a class's teacher",
      'B/s',
      shown(({ teacherBytes }) => teacherBytes),
    ),
    alone(
      "received by a class's projector",
      'B/s',
      shown(({ projectorBytes }) => projectorBytes),
    ),
    compared('memory a student', 'kB', [memory.game / 1000], [memory.echo / 1000]),
    alone('connections lost', '', String(lost)),
    alone(
      'core of the students',
      'share',
      shown(({ ownCore }) => ownCore),
    ),
    alone(
      "students' own timers late, p99",
      'ms',
      shown(({ ownLateP99 }) => ownLateP99),
    ),
    '',
    mixOf(game),
    ...joining.failed.slice(0, 3).map((why) => `a join failed: ${why}`),
    ...warning(echo),
  ].join('\n');
}

/** What the students did, and what came of it. */
function mixOf(game: readonly GameBlock[]): string {
  const total = (of: (block: GameBlock) => number) => game.reduce((sum, block) => sum + of(block), 0);
  const codes = new Map<string, number>();
  for (const { tally } of game)
    for (const [code, count] of Object.entries(tally.refused)) codes.set(code, (codes.get(code) ?? 0) + count);
  const refused = [...codes].map(([code, count]) => `${code} ${count}`).join(', ');
  return [
    `acts ${total(({ tally }) => tally.acknowledgedMs.length)}`,
    `refused: ${refused === '' ? 'none' : refused}`,
    `not shown to a team-mate ${total(({ tally }) => tally.unshown)}`,
    `console and next puzzle ${total(({ tally }) => tally.others)}`,
    `nothing to do ${total(({ tally }) => tally.idle)}`,
  ].join('; ');
}

function warning(echo: readonly Block[]): readonly string[] {
  const { least, most } = spread(echo.map(({ answerP99 }) => answerP99));
  if (most <= QUIET * least) return [];
  return [
    `Warning: the echo's own p99 differed by ${number(most / least)} times. Something else ran; p99 says nothing here.`,
  ];
}
