/** One stretch of time, of the game or of the echo, and what was measured in it. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Bytes, EchoClient } from './echo.ts';
import { percentile } from './figures.ts';
import { cpuSeconds, type Program } from './programs.ts';
import { inRhythm } from './rhythm.ts';
import type { Look, School } from './school.ts';
import type { Tally } from './student.ts';

/** Each acts so often, milliseconds. */
export const BEAT_MS = 1000;

export interface Block {
  readonly seconds: number;
  /** From sending to the answer, milliseconds. */
  readonly answerP50: number;
  readonly answerP99: number;
  /** Answered in a second of the program's CPU. */
  readonly perCpuSecond: number;
  /** Answered in a second. */
  readonly perSecond: number;
  /** The program's share of a core. */
  readonly core: number;
  /** This process's share of a core: near 1, it is what is measured. */
  readonly ownCore: number;
  /** Of 1 ms, how late this process's own timers came, 99th percentile, milliseconds. */
  readonly ownLateP99: number;
  /** At the sockets of the clients, a client and second. */
  readonly bytesReceived: number;
  readonly bytesSent: number;
}

export interface GameBlock extends Block {
  readonly shownP50: number;
  readonly shownP99: number;
  /** Received by the browser of one teacher, and of one projector, a second. */
  readonly teacherBytes: number;
  readonly projectorBytes: number;
  /** Acts, refused ones and all other requests. */
  readonly requestsPerSecond: number;
  readonly tally: Tally;
}

export async function measureGame(school: School, server: Program, forMs: number): Promise<GameBlock> {
  const tally = school.tallyAnew();
  const bytes = () => school.students.map((student) => student.bytes());
  const before = { teacher: school.onlookerBytes('teacher'), projector: school.onlookerBytes('projector') };
  const block = await measure(server, bytes, () => inRhythm(school.students, BEAT_MS, forMs), tally.acknowledgedMs);
  const seen = (look: Look) => perSecond(before[look], school.onlookerBytes(look), 'received', block.seconds);
  const { shownMs, acknowledgedMs, others, refused } = tally;
  const requests = acknowledgedMs.length + others + Object.values(refused).reduce((sum, count) => sum + count, 0);
  return {
    ...block,
    teacherBytes: seen('teacher'),
    projectorBytes: seen('projector'),
    requestsPerSecond: (block.perSecond / acknowledgedMs.length) * requests,
    shownP50: percentile(shownMs, 50),
    shownP99: percentile(shownMs, 99),
    tally,
  };
}

export async function measureEcho(clients: readonly EchoClient[], echo: Program, forMs: number): Promise<Block> {
  const answeredMs: number[] = [];
  for (const client of clients) client.answeredMs = answeredMs;
  return measure(
    echo,
    () => clients.map((client) => client.bytes()),
    () => inRhythm(clients, BEAT_MS, forMs),
    answeredMs,
  );
}

async function measure(
  program: Program,
  bytes: () => readonly Bytes[],
  act: () => Promise<void>,
  answeredMs: readonly number[],
): Promise<Block> {
  const late = monitorEventLoopDelay({ resolution: 1 });
  const before = { bytes: bytes(), cpu: cpuSeconds(program.pid), own: cpuSeconds(process.pid), ms: performance.now() };
  late.enable();
  await act();
  late.disable();
  const seconds = (performance.now() - before.ms) / 1000;
  const cpu = cpuSeconds(program.pid) - before.cpu;
  const after = bytes();
  return {
    seconds,
    answerP50: percentile(answeredMs, 50),
    answerP99: percentile(answeredMs, 99),
    perCpuSecond: answeredMs.length / cpu,
    perSecond: answeredMs.length / seconds,
    core: cpu / seconds,
    ownCore: (cpuSeconds(process.pid) - before.own) / seconds,
    ownLateP99: Math.max(0, late.percentile(99) / 1e6 - 1),
    bytesReceived: perSecond(before.bytes, after, 'received', seconds),
    bytesSent: perSecond(before.bytes, after, 'sent', seconds),
  };
}

/** Of one of them. */
function perSecond(before: readonly Bytes[], after: readonly Bytes[], kind: keyof Bytes, seconds: number): number {
  return (sum(after, kind) - sum(before, kind)) / after.length / seconds;
}

function sum(bytes: readonly Bytes[], kind: keyof Bytes): number {
  return bytes.reduce((total, one) => total + one[kind], 0);
}
