/** Programs that are measured, each in a process of its own and on a core of its own, and what the kernel counts of them (`/proc`, so Linux only). */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
/** A program that is not there after so long does not start, milliseconds. */
const START_MAX_MS = 20_000;
/** Ticks of the kernel's accounting in a second: USER_HZ, the same on all of today's Linux systems. */
const TICKS_PER_SECOND = 100;

export interface Program {
  readonly pid: number;
  /** "http://127.0.0.1:PORT" */
  readonly base: string;
  /** What it has printed as errors. */
  errors(): string;
  stop(): Promise<void>;
}

/** Of the two cores, the second: this process makes the load and must not be in the way of what it measures. */
export const isPinned = availableParallelism() >= 2 && spawnSync('taskset', ['-V']).status === 0;
// So that what was started ends with this process, too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (isPinned) spawnSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)]);

export interface Server extends Program {
  /** Of its database. */
  readonly folder: string;
}

/** The real program with a database on the disk, as `npm start` runs it. */
export async function startServer(
  environment: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-load-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const program = await start([...flags, join(root, 'server/main.ts')], { DATA_DIR: folder, ...environment });
  return {
    ...program,
    folder,
    stop: async () => {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function startEcho(): Promise<Program> {
  return start([join(import.meta.dirname, 'echo-server.ts')], {});
}

async function start(args: readonly string[], environment: Record<string, string>): Promise<Program> {
  const command = [process.execPath, ...args];
  const [name = '', ...rest] = isPinned ? ['taskset', '-c', '0', ...command] : command;
  const env = { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...environment };
  const child = spawn(name, rest, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { out: '', errors: '' };
  child.stderr.on('data', (chunk) => (printed.errors += chunk));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const base = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`${args.at(-1)} did not start: ${printed.errors}`));
    const timer = setTimeout(fail, START_MAX_MS);
    child.once('exit', fail);
    child.stdout.on('data', (chunk) => {
      printed.out += chunk;
      const address = /http:\/\/\S+/.exec(printed.out)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      child.off('exit', fail);
      resolve(address);
    });
  });
  const stop = async () => {
    process.off('exit', kill);
    await ended(child);
  };
  // `taskset` becomes the program that it starts, so it has the same number.
  return { pid: child.pid ?? 0, base, errors: () => printed.errors, stop };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}

/** Seconds of CPU that the process has used, all its threads together. */
export function cpuSeconds(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the program may hold spaces; after its bracket the numbers are in order: utime is field 14, stime 15.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Memory of the process that is in RAM, bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
