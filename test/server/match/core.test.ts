/** What the core of a match promises to whoever plays: on a disk that takes its time, fails, or is written by somebody else. */
import { beforeEach, describe, expect, it } from 'vitest';
import { MatchCore } from '../../../server/match/core.ts';
import { newRound, openRound } from '../../../server/rooms/round.ts';
import { readGame, SNAPSHOT_EVERY } from '../../../server/match/snapshot.ts';
import type { Person } from '../../../server/rooms/people.ts';
import { StoreError, type Store } from '../../../server/store/store.ts';
import type { Act } from '../../../shared/messages.ts';
import { World } from '../../endurance/simulation/world.ts';
import { createMemoryStore, type MemoryStore } from '../store/memory-store.ts';

const CODE = 'BCDFGH';
const MADE_BY = 'this program';

let world: World;
let disk: { ms: number; isFull: boolean };
let store: MemoryStore;
let told: { changes: number; lost: number; goneOn: number; errors: string[] };
beforeEach(async () => {
  world = new World('core');
  disk = { ms: 10, isFull: false };
  told = { changes: 0, lost: 0, goneOn: 0, errors: [] };
  store = createMemoryStore({
    later: (flush) => void world.later(0, flush),
    commit: () =>
      new Promise((resolve, reject) => {
        const { isFull, ms } = disk;
        world.later(ms, () => (isFull ? reject(new Error('full')) : resolve()));
      }),
  });
  await passing(store.addRoom({ code: CODE, alone: false }, { ...newRound(1, 'static-routes', true), seed: '7' }));
});

/** Lets time pass until something has come of it. */
async function passing<Value>(work: Promise<Value>, forMs = 200): Promise<Value> {
  await world.run(world.nowMs() + forMs);
  return work;
}

async function open(on: Store = store): Promise<MatchCore> {
  const game = (await passing(readGame(on, CODE, MADE_BY)))!;
  return new MatchCore({
    game,
    store: on,
    madeBy: MADE_BY,
    timers: { nowMs: () => world.nowMs(), later: (delayMs, callback) => world.later(delayMs, callback) },
    isPlayed: () => true,
    isFrozen: () => false,
    seat: () => false,
    changed: () => void told.changes++,
    showNow: () => {},
    goneOn: () => void told.goneOn++,
    lost: () => void told.lost++,
    log: (where, error) => void told.errors.push(`${where}: ${error instanceof Error ? error.message : ''}`),
  });
}

/** Somebody at the router that is to be set up. */
async function seated(core: MatchCore): Promise<Person> {
  const person = (await passing(core.comeIn({ tokenHash: 'h', name: 'Ann' })))!;
  person.connected = true;
  core.sit(person, 'R1');
  await passing(core.settled());
  return person;
}

const number = (count: number): Act => ({ outbox: 'abcdefghijk', number: count, round: 1 });
const ready = (core: MatchCore, person: Person, isReady: boolean, act?: Act) =>
  core.move(person, { kind: 'ready', ready: isReady }, act);
const journal = async () => (await passing(store.game(CODE, '')))!;

describe('an input', () => {
  it('is answered, and may be shown, only when it is written', async () => {
    const core = await open();
    const person = await seated(core);
    const { seq } = core.round;
    let answer: unknown = null;
    void ready(core, person, true, number(1)).then((reply) => (answer = reply));
    await new Promise((resolve) => setImmediate(resolve));
    await world.run(world.nowMs() + disk.ms - 1);
    expect([answer, core.isSettled, core.round.seq]).toEqual([null, false, seq + 1]);
    await world.run(world.nowMs() + 2);
    expect([answer, core.isSettled]).toEqual([{ seq }, true]);
    expect((await journal()).marks).toEqual([{ outbox: 'abcdefghijk', number: 1, seq }]);
  });

  it('is carried out once however often it is sent, also by a server that was started again in between', async () => {
    const core = await open();
    const person = await seated(core);
    const first = await passing(ready(core, person, true, number(1)));
    expect(await passing(ready(core, person, true, number(1)))).toEqual(first);
    expect(await passing(ready(core, person, false, number(2)))).not.toEqual(first);
    const inputs = (await journal()).inputs.length;
    const again = await open();
    expect(await passing(ready(again, again.people[0]!, true, number(1)))).toEqual(first);
    expect((await journal()).inputs.length).toBe(inputs);
  });

  it('sent twice at once is not answered the second time before it is written', async () => {
    const core = await open();
    const person = await seated(core);
    const { seq } = core.round;
    const answers: unknown[] = [];
    // Both wait for what is being written, and then come one right after the other.
    core.keep(person);
    for (let sent = 0; sent < 2; sent++) void ready(core, person, true, number(1)).then((reply) => answers.push(reply));
    await world.run(world.nowMs() + 2 * disk.ms - 1);
    expect([core.round.seq, answers]).toEqual([seq + 1, []]);
    await world.run(world.nowMs() + 2);
    expect(answers).toEqual([{ seq }, { seq }]);
    // And where it cannot be written, neither is.
    disk.isFull = true;
    const both = [1, 2].map(() => ready(core, person, false, number(2)));
    expect(await passing(Promise.all(both))).toEqual(['cannot-save', 'cannot-save']);
  });

  it('of another round is not carried out', async () => {
    const core = await open();
    const person = await seated(core);
    expect(await passing(ready(core, person, true, { ...number(1), round: 2 }))).toBe('not-your-card');
  });
});

describe('a disk that is full', () => {
  it('acknowledges nothing; memory is what is written, and goes on when there is room again', async () => {
    const core = await open();
    const person = await seated(core);
    const { seq } = core.round;
    disk.isFull = true;
    expect(await passing(ready(core, person, true, number(1)))).toBe('cannot-save');
    expect([core.halt, core.round.seq, core.isSettled]).toEqual(['cannot-save', seq, true]);
    expect(core.sit(person, null)).toBe('cannot-save');
    expect(core.begin(newRound(2, 'nat', true))).toBe('cannot-save');
    expect(await passing(core.comeIn({ tokenHash: 'new' }))).toBeNull();
    await world.run(world.nowMs() + 10_000);
    expect([core.halt, told.goneOn]).toEqual(['cannot-save', 0]);
    disk.isFull = false;
    await world.run(world.nowMs() + 2000);
    expect([core.halt, told.goneOn]).toEqual(['', 1]);
    expect(core.people.map(({ name }) => name)).toEqual(['Ann']);
    expect(await passing(ready(core, person, true, number(1)))).toEqual({ seq });
  });
});

describe('two who write the same match', () => {
  it('the one who comes second serves it no longer', async () => {
    const [one, other] = [await open(), await open()];
    const person = await seated(one);
    const stale = await passing(other.comeIn({ tokenHash: 'other' }));
    other.sit(stale!, 'R2');
    await world.run(world.nowMs() + 200);
    expect(told.lost).toBe(1);
    expect(await passing(ready(other, stale!, true))).toBe('cannot-save');
    expect(await passing(ready(one, person, true))).toHaveProperty('seq');
    const { inputs } = await journal();
    expect(openRound(await journal()).failure).toBeNull();
    expect(inputs.length).toBe(one.round.seq);
  });
});

describe('a mistake of the program', () => {
  it('found when the journal is played again, leaves the match as it was before, and parked', async () => {
    const core = await open();
    const person = await seated(core);
    await passing(ready(core, person, true));
    const { seq } = core.round;
    // What no program that works would have written.
    const input = { kind: 'play', seat: 'R1', card: 99, answers: {} } as const;
    await passing(store.addInput(CODE, 1, seq, { atUs: 0, input, mark: null }));
    const again = await open();
    expect([again.halt, again.round.seq]).toEqual(['parked', seq]);
    expect(told.errors.join()).toMatch(/input \d+ \(play at 0 µs\) is refused/);
    expect(await passing(ready(again, again.people[0]!, true))).toBe('parked');
    expect(again.begin(newRound(2, 'static-routes', true))).toBeNull();
    expect([again.halt, again.round.number]).toEqual(['', 2]);
  });
});

describe('a snapshot', () => {
  async function long(): Promise<MatchCore> {
    const core = await open();
    const person = await seated(core);
    disk.ms = 0;
    for (let count = 0; count < 2 * SNAPSHOT_EVERY + 50; count++)
      await passing(ready(core, person, count % 2 === 0), 2);
    return core;
  }

  it('saves most of the journal, and gives the same match as all of it', async () => {
    const core = await long();
    const [game, whole] = [(await passing(readGame(store, CODE, MADE_BY)))!, await journal()];
    expect(game.snapshot?.seq).toBe(core.round.seq - game.inputs.length);
    expect(game.inputs.length).toBeLessThan(SNAPSHOT_EVERY);
    expect(whole.inputs.length).toBe(core.round.seq);
    const [fast, slow] = [openRound(game), openRound(whole)];
    expect(fast).toEqual(slow);
    expect(fast.round.match.network).toEqual(core.round.match.network);
  });

  it('of another program, or a damaged one, is done without', async () => {
    const core = await long();
    expect((await passing(readGame(store, CODE, 'another program')))!.snapshot).toBeNull();
    const bytes = new Uint8Array([1, 2, 3]);
    await passing(store.putSnapshot(CODE, 1, { seq: core.round.seq, madeBy: MADE_BY, bytes }));
    const again = await open();
    expect(again.round.seq).toBe(core.round.seq);
    expect(again.halt).toBe('');
  });
});

it('a store that cannot be read is tried again until it can', async () => {
  const core = await open({ ...store, game: (...asked) => store.game(...asked) });
  const person = await seated(core);
  const { game } = store;
  let failures = 3;
  const failing: Store = {
    ...store,
    game: (...asked) => (failures-- > 0 ? Promise.reject(new StoreError('cannot-read', 'bad sector')) : game(...asked)),
  };
  const unlucky = await open();
  Object.assign(store, { game: failing.game });
  disk.isFull = true;
  expect(await passing(ready(unlucky, unlucky.people[0]!, true))).toBe('cannot-save');
  disk.isFull = false;
  await world.run(world.nowMs() + 6000);
  expect([unlucky.halt, unlucky.isSettled]).toEqual(['', true]);
  expect(person.name).toBe('Ann');
});
