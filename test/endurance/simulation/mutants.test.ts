/** A simulation that could not fail would prove nothing: servers with a mistake, and each is found out. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { simulate } from './run.ts';

it('the same seed gives the same run', async () => {
  expect(await simulate({ seed: 'twice' })).toEqual(await simulate({ seed: 'twice' }));
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
    const wrap = (store: Store): Store => ({
      ...store,
      addInput: (...input) => {
        void store.addInput(...input).catch(() => {});
        return Promise.resolve();
      },
    });
    expect(await foundWithin(50, { wrap })).toMatch(/lost|saw|another match|second/);
  });

  it('that shows what is not written', async () => {
    expect(await foundWithin(50, { showsTooEarly: true, slowMs: 400 })).toMatch(/saw/);
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
