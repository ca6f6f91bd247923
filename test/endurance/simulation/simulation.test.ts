/**
 * The whole system in one process, with simulated time, network, disk and pages. `SEEDS=100000 npm test -- test/endurance/simulation` plays more of them, `SEED=text` one:
 * that is what a failing seed says.
 */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { simulate, type Run } from './run.ts';
import type { World } from './world.ts';

const SEEDS = Number(process.env['SEEDS'] ?? 1000);
const only = process.env['SEED'];
const seeds = only === undefined ? Array.from({ length: SEEDS }, (_, index) => `seed ${index}`) : [only];

describe('everything that was promised is so', () => {
  it(`${seeds.length} lessons with faults`, { timeout: 1_800_000 }, async () => {
    const runs: Run[] = [];
    for (const seed of seeds) {
      const run = await simulate({ seed });
      expect(run.broken, `run it again with SEED=${JSON.stringify(seed)}`).toEqual([]);
      runs.push(run);
    }
    const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0);
    const figures = { kills: sum(({ kills }) => kills), faults: sum(({ faults }) => faults) };
    const inputs = {
      inputs: sum((run) => run.inputs),
      acknowledged: sum((run) => run.acknowledged),
      seen: sum((run) => run.seen),
    };
    console.log(
      `simulation: ${runs.length} runs, ${JSON.stringify({ ...figures, ...inputs })}, ${sum((run) => run.simulatedMs) / 3_600_000} hours`,
    );
    // A run in which nothing happens proves nothing.
    expect(inputs.acknowledged / runs.length).toBeGreaterThan(20);
    expect(figures.kills / runs.length).toBeGreaterThan(1);
  });

  it('the same seed gives the same run', async () => {
    expect(await simulate({ seed: 'twice' })).toEqual(await simulate({ seed: 'twice' }));
  });
});

describe('a server with a mistake is found out', () => {
  const foundWithin = async (most: number, options: Omit<Parameters<typeof simulate>[0], 'seed'>): Promise<string> => {
    for (let index = 0; index < most; index++) {
      const { broken } = await simulate({ seed: `mutant ${index}`, ...options });
      if (broken.length > 0) return broken.join('\n');
    }
    return '';
  };

  it('that acknowledges before it has written', async () => {
    const wrap = (store: Store, _world: World): Store => ({
      ...store,
      addInput: (...input) => {
        void store.addInput(...input).catch(() => {});
        return Promise.resolve();
      },
    });
    expect(await foundWithin(50, { wrap })).toMatch(/lost|saw|another match|second/);
  });

  it('that shows what is not written', async () => {
    expect(await foundWithin(50, { showsTooEarly: true })).toMatch(/saw/);
  });

  it('that carries out again what is sent again', async () => {
    const wrap = (store: Store): Store => ({
      ...store,
      game: async (...asked) => {
        const game = await store.game(...asked);
        return game === null ? null : { ...game, marks: [] };
      },
      addInput: (code, round, seq, input) => store.addInput(code, round, seq, { ...input, mark: null }),
    });
    expect(await foundWithin(50, { wrap })).not.toBe('');
  });
});
