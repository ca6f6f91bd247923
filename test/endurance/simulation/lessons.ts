/** Many runs, each of its own seed: a failing one says by which. */
import { expect } from 'vitest';
import { simulate, type Run } from './run.ts';

/** `SEEDS=100000` plays more of them, `SEED=text` one. */
const SEEDS = Number(process.env['SEEDS'] ?? 1000);

/** The seeds of one of several test files, which run side by side. */
export function seedsOf(part: number, parts: number): readonly string[] {
  const only = process.env['SEED'];
  if (only !== undefined) return [only];
  return Array.from({ length: SEEDS }, (_, index) => `seed ${index}`).filter((_, index) => index % parts === part);
}

/** Plays them all; prints what has happened in them. */
export async function playAll(seeds: readonly string[]): Promise<void> {
  const runs: Run[] = [];
  for (const seed of seeds) {
    const run = await simulate({ seed });
    expect(run.broken, `run it again with SEED=${JSON.stringify(seed)}`).toEqual([]);
    runs.push(run);
  }
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
  const [kills, faults] = [sum((run) => run.kills), sum((run) => run.faults)];
  const [inputs, acknowledged, seen] = [
    sum((run) => run.inputs),
    sum((run) => run.acknowledged),
    sum((run) => run.seen),
  ];
  const hours = (sum((run) => run.simulatedMs) / 3_600_000).toFixed(1);
  console.log(
    `simulation: ${runs.length} lessons, ${hours} hours, ${faults} faults, ${kills} kills, ${inputs} inputs, ${acknowledged} acknowledged, ${seen} states compared, 0 promises broken`,
  );
  // Lessons in which nothing happens prove nothing.
  expect(acknowledged / runs.length).toBeGreaterThan(5);
  expect(kills / runs.length).toBeGreaterThan(1);
}
