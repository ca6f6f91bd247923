/** The disk of simulations: what a crash leaves is what it has been given, in the order in which it was asked for. */
import { expect, it } from 'vitest';
import { createMemoryStore, type AskedFor } from './memory-store.ts';
import { input, newRoom, round } from './kept.ts';

/** A disk that waits to be told. */
function disk() {
  const groups: { calls: string[]; onDisk: () => void; write: () => void; fail: () => void }[] = [];
  const commit = (group: readonly AskedFor[], onDisk: () => void) =>
    new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error('no space'));
      groups.push({ calls: group.map(({ call, code }) => `${call} ${code}`), onDisk, write: resolve, fail });
    });
  // A turn begins when it is told, too.
  const turns: (() => void)[] = [];
  return {
    groups,
    turn: () => turns.shift()?.(),
    options: { commit, later: (flush: () => void) => turns.push(flush) },
  };
}

/** Until every promise that can be settled has been. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('gives the disk what is asked for in a turn as one group, one after the other', async () => {
  const { groups, turn, options } = disk();
  const store = createMemoryStore(options);
  const made = store.addRoom(newRoom('BBBBBB').room, round);
  const first = store.addInput('BBBBBB', 1, 0, input(1));
  turn();
  const second = store.addInput('BBBBBB', 1, 1, input(2));
  turn();
  expect(groups.map(({ calls }) => calls)).toEqual([['addRoom BBBBBB', 'addInput BBBBBB']]);
  groups[0]!.write();
  await Promise.all([made, first]);
  await settled();
  turn();
  expect(groups[1]?.calls).toEqual(['addInput BBBBBB']);
  const read = store.game('BBBBBB', 'me');
  groups[1]!.write();
  await second;
  await settled();
  turn();
  expect((await read)?.inputs).toHaveLength(2);
});

it('closes when all is written, still one group after the other', async () => {
  const { groups, turn, options } = disk();
  const store = createMemoryStore(options);
  const first = store.addRoom(newRoom('BBBBBB').room, round);
  turn();
  const second = store.addInput('BBBBBB', 1, 0, input(1));
  const closed = store.close();
  await settled();
  expect(groups).toHaveLength(1);
  groups[0]!.write();
  await first;
  await settled();
  groups[1]!.write();
  await Promise.all([second, closed]);
});

it('a group that cannot be written is refused and leaves nothing; the next one goes on from what there was', async () => {
  let isFull = false;
  const store = createMemoryStore({ commit: () => (isFull ? Promise.reject(new Error('full')) : Promise.resolve()) });
  await store.addRoom(newRoom('BBBBBB').room, round);
  isFull = true;
  const asked = [store.addInput('BBBBBB', 1, 0, input(1)), store.addInput('BBBBBB', 1, 1, input(2))];
  const seen = store.game('BBBBBB', 'me');
  for (const one of asked) await expect(one).rejects.toMatchObject({ failure: 'cannot-write' });
  expect([(await seen)?.inputs, await store.canWrite()]).toEqual([[], false]);
  isFull = false;
  expect(await store.canWrite()).toBe(true);
  await store.addInput('BBBBBB', 1, 0, input(3));
  expect((await store.game('BBBBBB', 'me'))?.inputs).toEqual([input(3)]);
});

it('after a crash there is what was on the disk, told or not, and nobody is told any more', async () => {
  const { groups, turn, options } = disk();
  const store = createMemoryStore(options);
  const told: string[] = [];
  const ask = (code: string) => void store.addRoom(newRoom(code).room, round).then(() => told.push(code));
  ask('BBBBBB');
  turn();
  groups[0]!.write();
  await settled();
  turn();
  ask('CCCCCC');
  await settled();
  turn();
  groups[1]!.onDisk();
  ask('DDDDDD');
  const after = store.crash();
  groups[1]!.write();
  const codes = ['BBBBBB', 'CCCCCC', 'DDDDDD'];
  const free = Promise.all(codes.map((code) => after.isFree(code)));
  turn();
  turn();
  expect([await free, told]).toEqual([[false, false, true], ['BBBBBB']]);
});
