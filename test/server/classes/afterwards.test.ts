import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAfterwards, type Afterwards } from '../../../server/classes/afterwards.ts';
import { createKept } from '../../../server/classes/kept.ts';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import { RULES } from '../../../shared/game/match.ts';
import { seated } from '../../shared/class/lesson.ts';
import { journalOf, playOut } from '../../shared/game/play.ts';

let store: Store;
let afterwards: Afterwards;
beforeEach(() => {
  store = openSqlite(':memory:');
  afterwards = createAfterwards(store);
});
afterEach(async () => {
  await afterwards.close();
  await store.close();
});

const wish = { room: 'BCDFGH', round: 1, onlyOver: true };

async function writeRound(): Promise<void> {
  const match = seated('first-frame', 'one', { ann: 'M1' });
  playOut(match);
  await store.addRoom(
    { code: 'BCDFGH', alone: false },
    { number: 1, puzzle: 'first-frame', seed: 'one', rules: RULES, started: true, atUs: 0 },
  );
  await store.putPlayer('BCDFGH', { id: 'ann', tokenHash: 'f'.repeat(64), name: 'Ann', colour: 1, device: 'M1' });
  for (const [seq, input] of journalOf(match).inputs.entries())
    await store.addInput('BCDFGH', 1, seq, { ...input, mark: null });
}

async function replayed(): Promise<Uint8Array> {
  const outcome = await afterwards.replay(wish);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.value;
}

const namesIn = (body: Uint8Array) => (JSON.parse(gunzipSync(body).toString()) as { names: unknown }).names;

it('makes a replay once, and anew when something of it has changed or it was to be forgotten', async () => {
  await writeRound();
  const [first, other] = await Promise.all([replayed(), replayed()]);
  expect(other).toBe(first);
  expect(await replayed()).toBe(first);
  await store.putPlayer('BCDFGH', { id: 'ann', tokenHash: 'f'.repeat(64), name: 'Anna', colour: 1, device: 'M1' });
  const renamed = await replayed();
  expect([namesIn(first), namesIn(renamed)]).toEqual([{ M1: 'Ann' }, { M1: 'Anna' }]);
  afterwards.forget(['JKLMNP']);
  expect(await replayed()).toBe(renamed);
  afterwards.forget(['BCDFGH']);
  const again = await replayed();
  expect([again === renamed, Buffer.compare(again, renamed)]).toEqual([false, 0]);
});

it('keeps nothing of a room that is deleted while its replay is being made', async () => {
  await writeRound();
  // The second summary says whether there is a room of which something may be kept.
  let summaries = 0;
  const deleting: Store = {
    ...store,
    summary: async (code) => {
      summaries += 1;
      if (summaries === 2) await deletion();
      return store.summary(code);
    },
  };
  const deletion = async () => {
    await store.deleteOlderThan(-1);
    afterwards.forget(['BCDFGH']);
  };
  await afterwards.close();
  afterwards = createAfterwards(deleting);
  const underWay = replayed();
  const late = await underWay;
  await writeRound();
  expect(await replayed()).not.toBe(late);
});

it('a journal that was never accepted is an error, and the thread goes on', async () => {
  await writeRound();
  const inputs = (await store.rounds('BCDFGH'))[0]!.inputs.length;
  const wrong = { atUs: 0, input: { kind: 'retry', seat: 'M1', card: 99 }, mark: null } as const;
  await store.addInput('BCDFGH', 1, inputs, wrong);
  await expect(afterwards.replay(wish)).rejects.toThrow('(retry at 0 µs) is refused');
  await store.putRound('BCDFGH', { number: 2, puzzle: 'nat', seed: 'two', rules: RULES, started: true, atUs: 0 });
  expect(await afterwards.replay({ ...wish, round: 2, onlyOver: false })).toHaveProperty('value');
});

it('keeps what was used last, up to a size in all', () => {
  const kept = createKept<string>(10, (text) => text.length);
  kept.put('a', '1234');
  kept.put('b', '1234');
  expect(kept.get('a')).toBe('1234');
  kept.put('c', '1234');
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual(['1234', undefined, '1234']);
  kept.put('d', '12345678901');
  expect(kept.get('d')).toBeUndefined();
  kept.put('c', '123456');
  expect(['a', 'c'].map((key) => kept.get(key))).toEqual(['1234', '123456']);
  kept.drop((key) => key === 'c');
  expect(['a', 'c'].map((key) => kept.get(key))).toEqual(['1234', undefined]);
});
