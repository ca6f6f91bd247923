/**
 * `npm run bench -- flood`: from act to answer, for people who play each in a room of their own, without a flooder and with one, by turns. The figure is the ratio of the
 * 99th percentiles of two stretches that follow each other; printed is the median of the ratios, next to it the smallest and the largest. The flooder comes from another
 * address, and again as soon as it is cut off; it runs at the lowest priority, so that it does not take the core from those who measure. A run in which the quiet
 * stretches differ too much among themselves is marked as noisy.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLOODS } from '../hostile/floods.ts';
import { createNeighbour, post, type Neighbour } from './neighbour.ts';

const NEIGHBOURS = 8;
const PAIRS = 5;
const STRETCH_MS = 4000;
/** Quiet stretches that differ more than so many times: the machine has other things to do, and the ratios say little. */
const NOISY = 3;
const ELSEWHERE = process.platform === 'linux' ? '127.0.0.9' : '127.0.0.1';
const root = join(import.meta.dirname, '../..');

interface Running {
  readonly child: ChildProcess;
  readonly base: string;
}

const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-flood-'));
const server = await start(['server/main.ts'], /http:\/\/\S+/);
try {
  const neighbours: Neighbour[] = [];
  for (let index = 0; index < NEIGHBOURS; index++) neighbours.push(await createNeighbour(server.base));
  const cores = availableParallelism();
  console.log(
    `${cpus()[0]?.model.trim() ?? 'a processor'}, ${cores} cores, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; ` +
      `${NEIGHBOURS} neighbours, ${PAIRS} pairs of stretches of ${STRETCH_MS / 1000} s.`,
  );
  console.log(
    'flood of                        p99 quiet, ms            p99 flooded, ms          ratio                cut off',
  );
  await stretch(neighbours);
  for (const kind of Object.keys(FLOODS)) console.log(await compare(kind, neighbours));
  for (const neighbour of neighbours) neighbour.close();
} finally {
  server.child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** Starts a program, and waits for what it says. */
function start(args: readonly string[], says: RegExp): Promise<Running> {
  const env = { PATH: process.env['PATH'], DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0' };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let out = '';
    child.once('exit', (code) => reject(new Error(`${args[0]} has ended with ${code}`)));
    child.stdout.on('data', (piece) => {
      out += String(piece);
      const base = says.exec(out)?.[0];
      if (base !== undefined) resolve({ child, base });
    });
  });
}

/** The 99th percentile of all neighbours together, milliseconds. */
async function stretch(neighbours: readonly Neighbour[]): Promise<number> {
  const times = (await Promise.all(neighbours.map((one) => one.act(STRETCH_MS)))).flat();
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? NaN;
}

async function compare(kind: string, neighbours: readonly Neighbour[]): Promise<string> {
  const [quiet, flooded]: [number[], number[]] = [[], []];
  let cuts = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    quiet.push(await stretch(neighbours));
    const { code } = await post(server.base, '/api/rooms', { puzzle: 'who-has', alone: false });
    const flooder = await start(['test/bench/flooder.ts', kind, server.base, String(code), ELSEWHERE], /floods/);
    flooded.push(await stretch(neighbours));
    cuts += await endOf(flooder.child);
  }
  const ratios = flooded.map((value, index) => value / (quiet[index] ?? NaN));
  const isNoisy = Math.max(...quiet) > NOISY * Math.min(...quiet);
  return [
    kind.padEnd(30),
    ...[quiet, flooded, ratios].map((list) => text(list).padEnd(23)),
    String(cuts).padStart(6),
    isNoisy ? 'noisy' : '',
  ]
    .join('  ')
    .trimEnd();
}

/** Ends it; how often it was cut off. */
function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let said = '';
    child.removeAllListeners('exit');
    child.stdout?.on('data', (piece) => (said += String(piece)));
    child.once('close', () => resolve(Number(said.trim() || '0')));
    child.kill('SIGTERM');
  });
}

function text(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const [median, least, most] = [sorted[sorted.length >> 1] ?? NaN, sorted[0] ?? NaN, sorted.at(-1) ?? NaN];
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}
