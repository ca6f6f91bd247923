/** What every store has to do, whatever it keeps things in. */
import { expect, it } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { input, newRoom, plainInput, player, round, someClass, withStudent } from './kept.ts';

/** A store that is empty; `reopened` closes it and gives what another process would find. */
export interface Tried {
  readonly store: Store;
  readonly reopened: (() => Promise<Store>) | null;
  /** The clock by which it counts days. */
  setNow(ms: number): void;
}

const DAY_MS = 24 * 3600 * 1000;
const failing = (failure: string) => expect.objectContaining({ name: 'StoreError', failure });

export function itKeepsTheContract(make: () => Tried): void {
  it('gives back what was written, also after it has been opened again', async () => {
    const { store, reopened } = make();
    expect(await store.addRoom({ code: 'BCDFGH', alone: true }, round)).toBe(true);
    await store.putPlayer('BCDFGH', player);
    await store.putPlayer('BCDFGH', { ...player, name: 'Anna', device: 'M1' });
    await store.addInput('BCDFGH', 1, 0, input(5));
    await store.addInput('BCDFGH', 1, 1, input(7, 1));
    await store.putRound('BCDFGH', { ...round, started: true });
    const last = reopened === null ? store : await reopened();
    expect(await last.game('BCDFGH', 'me')).toEqual({
      room: { code: 'BCDFGH', alone: true },
      players: [{ ...player, name: 'Anna', device: 'M1' }],
      round: { ...round, started: true },
      snapshot: null,
      inputs: [input(5), input(7, 1)],
      marks: [{ outbox: 'AbCdEfGhIjK', number: 1, seq: 1 }],
    });
    await last.close();
  });

  it('reads what was asked for before, and not what was asked for afterwards', async () => {
    const { store } = make();
    const answers = await Promise.all([
      store.isFree('BBBBBB'),
      store.addRoom(newRoom('BBBBBB').room, round),
      store.isFree('BBBBBB'),
      store.putPlayer('BBBBBB', player),
      store.summary('BBBBBB').then((summary) => summary?.players),
      store.removePlayer('BBBBBB', 'p1'),
      store.summary('BBBBBB').then((summary) => summary?.players),
    ]);
    expect(answers).toEqual([true, true, false, undefined, [player], undefined, []]);
    await store.close();
  });

  it('keeps codes apart and rounds apart', async () => {
    const { store } = make();
    await store.addRoom(newRoom('BCDFGH').room, round);
    await store.addRoom(newRoom('JKLMNP').room, round);
    expect(await store.addRoom({ code: 'BCDFGH', alone: true }, round)).toBe(false);
    await store.addInput('BCDFGH', 1, 0, input(1, 1));
    await store.putRound('BCDFGH', { ...round, number: 2, seed: 'new' });
    expect(await store.game('BCDFGH', 'me')).toMatchObject({
      round: { number: 2, seed: 'new' },
      inputs: [],
      marks: [],
    });
    expect(await store.game('JKLMNP', 'me')).toMatchObject({ round: { number: 1 }, players: [], inputs: [] });
    expect(await store.game('QRSTVW', 'me')).toBeNull();
    await store.close();
  });

  it('gives back every round of a room with its journal, in order, and of no other room', async () => {
    const { store } = make();
    await store.addRoom(newRoom('BCDFGH').room, round);
    await store.addRoom(newRoom('JKLMNP').room, { ...round, seed: 'other' });
    await store.addInput('BCDFGH', 1, 0, input(1));
    await store.addInput('BCDFGH', 1, 1, input(2, 4));
    const second = { ...round, number: 2, puzzle: 'nat', seed: 'new', started: true } as const;
    await store.putRound('BCDFGH', second);
    await store.addInput('BCDFGH', 2, 0, input(9, 4));
    expect(await store.rounds('BCDFGH')).toEqual([
      { round, inputs: [plainInput(1), plainInput(2)] },
      { round: second, inputs: [plainInput(9)] },
    ]);
    expect(await store.rounds('QRSTVW')).toEqual([]);
    await store.close();
  });

  it('refuses a second writer of a journal, one who leaves something out, and the same act twice', async () => {
    const { store } = make();
    await store.addRoom(newRoom('BCDFGH').room, round);
    await store.addInput('BCDFGH', 1, 0, input(1, 1));
    const asked = [
      store.addInput('BCDFGH', 1, 0, input(2)),
      store.addInput('BCDFGH', 1, 2, input(3)),
      store.addInput('BCDFGH', 1, 1, input(4, 1)),
      store.addInput('BCDFGH', 1, 1, input(5, 2)),
      store.addInput('BCDFGH', 1, 1, input(6)),
      store.addInput('BCDFGH', 2, 0, input(7)),
      store.addInput('QRSTVW', 1, 0, input(8)),
      store.putPlayer('QRSTVW', player),
      store.putRound('QRSTVW', round),
    ];
    const outcomes = await Promise.allSettled(asked);
    const secondWriter = failing('second-writer');
    expect(outcomes.map((one) => (one.status === 'rejected' ? (one.reason as unknown) : 'written'))).toEqual([
      secondWriter,
      secondWriter,
      secondWriter,
      'written',
      secondWriter,
      failing('no-such'),
      failing('no-such'),
      failing('no-such'),
      failing('no-such'),
    ]);
    expect((await store.game('BCDFGH', 'me'))?.inputs).toEqual([input(1, 1), input(5, 2)]);
    await store.close();
  });

  it('opens a round from the latest snapshot of the own program, with the inputs after it and all marks', async () => {
    const { store, reopened } = make();
    await store.addRoom(newRoom('BCDFGH').room, round);
    for (const seq of [0, 1, 2, 3]) await store.addInput('BCDFGH', 1, seq, input(seq, seq + 1));
    const snapshot = (seq: number, madeBy: string) => ({ seq, madeBy, bytes: Uint8Array.of(seq, 0, 255) });
    await store.putSnapshot('BCDFGH', 1, snapshot(1, 'me'));
    await store.putSnapshot('BCDFGH', 1, snapshot(3, 'me'));
    await expect(store.putSnapshot('BCDFGH', 1, snapshot(5, 'me'))).rejects.toEqual(failing('second-writer'));
    await expect(store.putSnapshot('BCDFGH', 2, snapshot(0, 'me'))).rejects.toEqual(failing('no-such'));
    const last = reopened === null ? store : await reopened();
    const mine = await last.game('BCDFGH', 'me');
    expect([mine?.snapshot, mine?.inputs]).toEqual([snapshot(3, 'me'), [input(3, 4)]]);
    expect(mine?.marks.map(({ number, seq }) => [number, seq])).toEqual([1, 2, 3, 4].map((n) => [n, n - 1]));
    const others = await last.game('BCDFGH', 'another program');
    expect([others?.snapshot, others?.inputs.length]).toEqual([null, 4]);
    await last.putRound('BCDFGH', { ...round, number: 2 });
    expect(await last.game('BCDFGH', 'me')).toMatchObject({ snapshot: null, inputs: [] });
    await last.putSnapshot('BCDFGH', 2, snapshot(0, 'me'));
    expect((await last.game('BCDFGH', 'me'))?.snapshot).toEqual(snapshot(0, 'me'));
    await last.close();
  });

  it('somebody who is taken out of a room is in it no more, and a token that has changed is the new one', async () => {
    const { store } = make();
    await store.addRoom(newRoom('BBBBBB').room, round);
    await store.putPlayer('BBBBBB', player);
    await store.putPlayer('BBBBBB', { ...player, tokenHash: 'e'.repeat(64) });
    await expect(store.putPlayer('BBBBBB', { ...player, id: 'p2', tokenHash: 'e'.repeat(64) })).rejects.toEqual(
      failing('second-writer'),
    );
    expect((await store.summary('BBBBBB'))?.players).toEqual([{ ...player, tokenHash: 'e'.repeat(64) }]);
    await store.removePlayer('BBBBBB', 'p1');
    await store.removePlayer('QRSTVW', 'p1');
    expect((await store.summary('BBBBBB'))?.players).toEqual([]);
    await store.close();
  });

  it('gives back a class as it was written last, with the number of its change', async () => {
    const { store, reopened } = make();
    expect(await store.addClass(someClass())).toBe(true);
    expect(await store.class('CCCCCC')).toEqual({ classroom: someClass(), version: 0 });
    const changed = withStudent(someClass(), 's1', 'Ann');
    await store.putClass(changed, 1, [newRoom('RRRRRR', 'CCCCCC')]);
    const last = reopened === null ? store : await reopened();
    expect(await last.class('CCCCCC')).toEqual({ classroom: changed, version: 1 });
    expect((await last.summary('RRRRRR'))?.room).toEqual({ code: 'RRRRRR', alone: false, class: 'CCCCCC' });
    expect(await last.class('DDDDDD')).toBeNull();
    await last.close();
  });

  it('refuses a change of a class that has changed elsewhere, and writes nothing of it', async () => {
    const { store } = make();
    await store.addClass(someClass());
    await store.putClass(withStudent(someClass(), 's1', 'Ann'), 1, []);
    const changed = withStudent(someClass(), 's2', 'Bob');
    for (const version of [0, 1, 3])
      await expect(store.putClass(changed, version, [newRoom('RRRRRR', 'CCCCCC')])).rejects.toEqual(
        failing('second-writer'),
      );
    await expect(store.putClass(someClass('DDDDDD'), 1, [])).rejects.toEqual(failing('no-such'));
    expect((await store.class('CCCCCC'))?.classroom.students.map(({ name }) => name)).toEqual(['Ann']);
    expect(await store.isFree('RRRRRR')).toBe(true);
    await store.close();
  });

  it('gives no code twice, to a class or to a room, and writes nothing when a room cannot be made', async () => {
    const { store } = make();
    await store.addClass(someClass('CCCCCC'));
    await store.addRoom(newRoom('BBBBBB').room, round);
    expect(await store.addRoom(newRoom('CCCCCC').room, round)).toBe(false);
    expect(await store.addClass(someClass('BBBBBB'))).toBe(false);
    const free = ['BBBBBB', 'CCCCCC', 'DDDDDD'].map((code) => store.isFree(code));
    expect(await Promise.all(free)).toEqual([false, false, true]);
    const changed = withStudent(someClass(), 's1', 'Ann');
    const rooms = [newRoom('RRRRRR', 'CCCCCC'), newRoom('BBBBBB', 'CCCCCC')];
    await expect(store.putClass(changed, 1, rooms)).rejects.toThrow('BBBBBB');
    await expect(store.addClass(someClass('DDDDDD'), [newRoom('BBBBBB', 'DDDDDD')])).rejects.toThrow('BBBBBB');
    expect(await store.class('CCCCCC')).toMatchObject({ version: 0, classroom: { students: [] } });
    expect(await Promise.all(['RRRRRR', 'DDDDDD'].map((code) => store.isFree(code)))).toEqual([true, true]);
    await store.close();
  });

  it('deletes a class with its rooms, and nothing else', async () => {
    const { store } = make();
    await store.addClass(someClass('CCCCCC'), [newRoom('RRRRRR', 'CCCCCC')]);
    await store.addClass(someClass('DDDDDD'), [newRoom('SSSSSS', 'DDDDDD')]);
    await store.addRoom(newRoom('BBBBBB').room, round);
    await store.addInput('RRRRRR', 1, 0, input(1));
    await store.putSnapshot('RRRRRR', 1, { seq: 1, madeBy: 'me', bytes: Uint8Array.of(1) });
    expect(await store.deleteClass('CCCCCC')).toBe(true);
    expect(await store.deleteClass('CCCCCC')).toBe(false);
    expect([await store.class('CCCCCC'), await store.game('RRRRRR', 'me')]).toEqual([null, null]);
    const kept = ['DDDDDD', 'SSSSSS', 'BBBBBB'].map((code) => store.isFree(code));
    expect(await Promise.all(kept)).toEqual([false, false, false]);
    await expect(store.addInput('RRRRRR', 1, 1, input(2))).rejects.toEqual(failing('no-such'));
    // What comes in its place has nothing of it.
    await store.addRoom(newRoom('RRRRRR').room, round);
    expect(await store.game('RRRRRR', 'me')).toMatchObject({ inputs: [], snapshot: null });
    await store.close();
  });

  it('deletes after so many days what nobody has used, and a class only if nobody has played in it', async () => {
    const { store, setNow } = make();
    setNow(0);
    await store.addClass(someClass('CCCCCC'), [newRoom('RRRRRR', 'CCCCCC')]);
    await store.addClass(someClass('DDDDDD'), [newRoom('SSSSSS', 'DDDDDD')]);
    for (const code of ['BCDFGH', 'JKLMNP']) await store.addRoom(newRoom(code).room, round);
    await store.putPlayer('BCDFGH', player);
    setNow(29 * DAY_MS);
    await store.addInput('JKLMNP', 1, 0, input(1));
    await store.addInput('SSSSSS', 1, 0, input(1));
    setNow(31 * DAY_MS);
    expect(await store.deleteOlderThan(30)).toBe(2);
    const codes = ['CCCCCC', 'RRRRRR', 'DDDDDD', 'SSSSSS', 'BCDFGH', 'JKLMNP'];
    expect(await Promise.all(codes.map((code) => store.isFree(code)))).toEqual([true, true, false, false, true, false]);
    expect(await store.deleteOlderThan(30)).toBe(0);
    await store.close();
  });

  it('says whether it can be written; when it is closed, what was asked for is done, and nothing more', async () => {
    const { store, reopened } = make();
    expect(await store.canWrite()).toBe(true);
    const last = store.addRoom(newRoom('BBBBBB').room, round);
    const closed = store.close();
    expect(await last).toBe(true);
    await closed;
    await store.close();
    await expect(store.putRound('BBBBBB', round)).rejects.toEqual(failing('cannot-write'));
    await expect(store.summary('BBBBBB')).rejects.toEqual(failing('cannot-read'));
    expect(await store.canWrite()).toBe(false);
    if (reopened === null) return;
    const again = await reopened();
    expect(await again.isFree('BBBBBB')).toBe(false);
    await again.close();
  });
}
