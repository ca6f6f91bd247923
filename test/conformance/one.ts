/**
 * `node test/conformance/one.ts LAB.json …`: runs labs on this Linux and in the simulation, and prints what differs, Linux with + and the simulation
 * with -. Everything that the script recorded stays in a folder that is named at the end. Needs root.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isLabMistake, readLab } from '../../shared/network/lab.ts';
import { type Comparable, runBothWays } from './compare.ts';
import { inLanes } from './lanes.ts';
import { leniencies } from './leniency.ts';

/** On a machine that is busy, what a lab puts 100 ms apart may change places. */
const AT_ONCE = 8;

async function main(files: readonly string[]): Promise<void> {
  for (const running of inLanes(files, AT_ONCE, compare).values()) {
    const [result] = await Promise.allSettled([running]);
    console.log(result.status === 'fulfilled' ? result.value : String(result.reason));
    if (result.status === 'rejected') process.exitCode = 1;
  }
}

async function compare(file: string): Promise<string> {
  const lab = readLab(JSON.parse(readFileSync(file, 'utf8')));
  if (isLabMistake(lab)) throw new Error(`${file}: ${lab.path}: ${lab.mistake}`);
  const folder = mkdtempSync(join(tmpdir(), 'hop-one-'));
  const { simulated, real } = await runBothWays(lab, leniencies[basename(file, '.json')], folder);
  const lines = differences(simulated, real);
  if (lines.length > 0) process.exitCode = 1;
  return [`== ${file}: ${lines.length === 0 ? 'the same' : 'different'} (${folder})`, ...lines].join('\n');
}

function differences(simulated: Comparable, real: Comparable): string[] {
  const tables = (['ports', 'tree'] as const).flatMap((part) => {
    const places = [...new Set([...Object.keys(real[part]), ...Object.keys(simulated[part])])].toSorted();
    return places.flatMap((place) => diff(`${part} ${place}`, simulated[part][place] ?? [], real[part][place] ?? []));
  });
  const keys = [...new Set([...Object.keys(real.state), ...Object.keys(simulated.state)])];
  const states = keys.flatMap((key) => diff(`state ${key}`, linesOf(simulated.state[key]), linesOf(real.state[key])));
  return [...tables, ...states];
}

function linesOf(value: unknown): string[] {
  return (JSON.stringify(sorted(value), null, 1) ?? 'nothing').split('\n');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** The lines of both, those that are the same once, by the longest common subsequence. */
function diff(title: string, simulated: readonly string[], real: readonly string[]): string[] {
  if (simulated.join('\n') === real.join('\n')) return [];
  const common = Array.from({ length: simulated.length + 1 }, () => Array.from({ length: real.length + 1 }, () => 0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = simulated.length - 1; i >= 0; i--) {
    for (let j = real.length - 1; j >= 0; j--) {
      const row = common[i] as number[];
      row[j] = simulated[i] === real[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines = [`-- ${title}`];
  for (let i = 0, j = 0; i < simulated.length || j < real.length;) {
    if (i < simulated.length && j < real.length && simulated[i] === real[j]) {
      lines.push(`    ${simulated[i++]}`);
      j++;
    } else if (j >= real.length || (i < simulated.length && at(i + 1, j) >= at(i, j + 1)))
      lines.push(`  - ${simulated[i++]}`);
    else lines.push(`  + ${real[j++]}`);
  }
  return lines;
}

await main(process.argv.slice(2));
