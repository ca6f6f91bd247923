/** The program as it is started, in a process of its own, with its memory to be read. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../server/harness.ts';

const root = join(import.meta.dirname, '../..');

/** Loaded before the program: on a signal it clears away what nobody needs any more, gives the pages back, and says what is left. */
const CLEAR = `gc({type:'major',execution:'sync',flavor:'last-resort'})`;
const SAY = `process.on('SIGUSR2',()=>{${CLEAR};console.log('memory '+JSON.stringify(process.memoryUsage()))})`;
/** Its threads get no signal; they clear away now and then. */
const HOOK = `import{isMainThread}from'node:worker_threads';if(isMainThread)${SAY};else setInterval(()=>${CLEAR},500).unref()`;
const MEMORY_ON_SIGNAL = `data:text/javascript,${encodeURIComponent(HOOK)}`;

/** The allocator below everything keeps what is freed for each thread of its own; that is not what is looked for. */
const PLAIN_MALLOC = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' };

/** Octets after everything that nobody needs has been cleared away. */
export interface Memory {
  /** Resident, as the kernel counts it. */
  readonly rss: number;
  readonly heapUsed: number;
  /** Buffers outside of the heap. */
  readonly external: number;
}

export interface Program {
  readonly base: string;
  readonly port: number;
  readonly pid: number;
  /** Null while it runs. */
  exitCode(): number | string | null;
  /** What it has printed on standard error. */
  errors(): string;
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

/** Starts it on a free port with a data folder of its own. */
export async function startProgram(environment: Readonly<Record<string, string>> = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-hostile-'));
  const env = {
    PATH: process.env['PATH'],
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    ...PLAIN_MALLOC,
    ...environment,
  };
  const child = spawn(process.execPath, ['--expose-gc', '--import', MEMORY_ON_SIGNAL, 'server/main.ts'], {
    cwd: root,
    env,
  });
  const printed = { out: '', errors: '' };
  child.stdout.on('data', (chunk) => (printed.out += String(chunk)));
  child.stderr.on('data', (chunk) => (printed.errors += String(chunk)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const exitCode = () => child.exitCode ?? child.signalCode;
  const address = () => /http:\/\/\S+:(\d+)/.exec(printed.out);
  await until(() => address() !== null || exitCode() !== null);
  const found = address();
  if (found === null) throw new Error(`the program has ended: ${printed.errors}`);
  const reports = () => printed.out.split('\n').filter((line) => line.startsWith('memory '));
  return {
    base: found[0],
    port: Number(found[1]),
    pid: child.pid ?? 0,
    exitCode,
    errors: () => printed.errors,
    memory: async () => {
      const before = reports().length;
      child.kill('SIGUSR2');
      await until(() => reports().length > before);
      return JSON.parse(reports().at(-1)!.slice('memory '.length)) as Memory;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Less than this is not told apart from chance, octets. */
const STILL = 1_000_000;
/** Its threads have cleared away in this time, milliseconds. */
const STILL_FOR_MS = 2500;
const LOOK_EVERY_MS = 250;

/** Reads the memory until it has not fallen for a while: what closes a moment later, and what is given back in pieces, is gone then. */
export async function settled(program: Program): Promise<Memory> {
  let best = await program.memory();
  for (let stillMs = 0; stillMs < STILL_FOR_MS; stillMs += LOOK_EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const next = await program.memory();
    if (next.rss < best.rss - STILL) stillMs = 0;
    if (next.rss < best.rss) best = next;
  }
  return best;
}
