/**
 * The store in plain maps: what a second database has to do, and a disk for whole-system simulations. No clock and no chance: what is asked for in one turn is handed to
 * the disk as one group, one group after the other, in the order in which it was asked for.
 */
import { StoreError, type Store } from '../../../server/store/store.ts';
import {
  EMPTY,
  gameIn,
  isFreeIn,
  secondWriter,
  summaryIn,
  withInput,
  withNewRoom,
  withNewRooms,
  withoutClasses,
  withoutOld,
  withPlayer,
  withRoom,
  withRound,
  withSnapshot,
  type Data,
  type Written,
} from './memory-data.ts';

/** What is asked for, and of which room or class; empty where it is of none. */
export interface AskedFor {
  readonly call: keyof Store;
  readonly code: string;
}

export interface MemoryDisk {
  /**
   * Resolves when the group is on the disk, and rejects when it cannot be written. `onDisk` may be called before that: from then on it is there after a crash, although
   * nobody has been told. By default everything is written at once.
   */
  readonly commit?: (group: readonly AskedFor[], onDisk: () => void) => Promise<void>;
  /** Begins a new turn: calls what it is given later. By default at the end of the turn of the event loop. */
  readonly later?: (flush: () => void) => void;
  readonly nowMs?: () => number;
}

export interface MemoryStore extends Store {
  /** Nothing that was asked for is answered any more; gives a store with what is on the disk. */
  crash(): MemoryStore;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function createMemoryStore(disk: MemoryDisk = {}): MemoryStore {
  return storeOn(EMPTY, disk);
}

/** One that waits: works on the data as those before it leave them, and is settled when they are on the disk. */
interface Waiting {
  readonly asked: AskedFor;
  readonly isWrite: boolean;
  carryOut(data: Data): Data;
  settle(error: unknown): void;
}

function storeOn(first: Data, disk: MemoryDisk): MemoryStore {
  const { commit = () => Promise.resolve(), later = setImmediate, nowMs = () => 0 } = disk;
  let written = first;
  let onDisk = first;
  let waiting: Waiting[] = [];
  let underWay: Promise<void> | null = null;
  let state: 'open' | 'closed' | 'crashed' = 'open';
  const carryOut = async (): Promise<void> => {
    const group = waiting;
    waiting = [];
    const isWritten = group.some(({ isWrite }) => isWrite);
    const next = group.reduce((data, one) => one.carryOut(data), written);
    try {
      if (isWritten)
        await commit(
          group.map(({ asked }) => asked),
          () => (onDisk = next),
        );
      if (state === 'crashed') return;
      written = onDisk = next;
      for (const one of group) one.settle(null);
    } catch (error) {
      if (state === 'crashed') return;
      for (const one of group) if (!one.isWrite) one.carryOut(written);
      for (const one of group)
        one.settle(one.isWrite ? new StoreError('cannot-write', 'the disk is full', error) : null);
    }
  };
  const flush = (): void => {
    if (underWay !== null || waiting.length === 0 || state === 'crashed') return;
    underWay = carryOut().finally(() => {
      underWay = null;
      if (waiting.length > 0) later(flush);
    });
  };
  const ask = <Result>(asked: AskedFor, isWrite: boolean, work: (data: Data) => Written<Result>): Promise<Result> =>
    new Promise<Result>((resolve, reject) => {
      if (state !== 'open') return reject(new StoreError(isWrite ? 'cannot-write' : 'cannot-read', 'closed'));
      let outcome: () => void = () => {};
      const carried = (data: Data): Data => {
        try {
          const done = work(data);
          outcome = () => resolve(done.result);
          return done.data;
        } catch (error) {
          outcome = () => reject(error instanceof Error ? error : new Error(String(error)));
          return data;
        }
      };
      const settle = (error: unknown) => (error instanceof Error ? reject(error) : outcome());
      waiting.push({ asked, isWrite, carryOut: carried, settle });
      if (waiting.length === 1 && underWay === null) later(flush);
    });
  const write = <Result>(call: keyof Store, code: string, work: (data: Data) => Written<Result>) =>
    ask({ call, code }, true, work);
  const change = (call: keyof Store, code: string, work: (data: Data) => Data) =>
    write<void>(call, code, (data) => ({ data: work(data), result: undefined }));
  const read = <Result>(call: keyof Store, code: string, work: (data: Data) => Result) =>
    ask({ call, code }, false, (data) => ({ data, result: work(data) }));
  return {
    summary: (code) => read('summary', code, (data) => summaryIn(data, code)),
    game: (code, madeBy) => read('game', code, (data) => gameIn(data, code, madeBy)),
    rounds: (code) =>
      read('rounds', code, ({ rooms }) =>
        (rooms.get(code)?.rounds ?? []).map(({ round, inputs }) => ({
          round,
          inputs: inputs.map(({ atUs, input }) => ({ atUs, input })),
        })),
      ),
    isFree: (code) => read('isFree', code, (data) => isFreeIn(data, code)),
    class: (code) =>
      read('class', code, ({ classes }) => {
        const kept = classes.get(code);
        return kept === undefined ? null : { classroom: kept.classroom, version: kept.version };
      }),
    addRoom: (room, round) =>
      write('addRoom', room.code, (data) =>
        isFreeIn(data, room.code)
          ? { data: withNewRoom(data, { room, round }, nowMs()), result: true }
          : { data, result: false },
      ),
    putPlayer: (code, player) =>
      change('putPlayer', code, (data) => withRoom(data, code, (room) => withPlayer(room, player))),
    removePlayer: (code, id) =>
      change('removePlayer', code, (data) =>
        data.rooms.has(code)
          ? withRoom(data, code, (room) => ({ ...room, players: room.players.filter((one) => one.id !== id) }))
          : data,
      ),
    putRound: (code, round) =>
      change('putRound', code, (data) => withRoom(data, code, (room) => withRound(room, round, nowMs()))),
    addInput: (code, round, seq, input) =>
      change('addInput', code, (data) => withInput(data, { code, round, seq }, input, nowMs())),
    putSnapshot: (code, round, snapshot) =>
      change('putSnapshot', code, (data) => withSnapshot(data, code, round, snapshot)),
    addClass: (classroom, rooms = []) =>
      write('addClass', classroom.code, (data) => {
        if (!isFreeIn(data, classroom.code)) return { data, result: false };
        const kept = { classroom: structuredClone(classroom), version: 0, usedMs: nowMs() };
        const classes = new Map(data.classes).set(classroom.code, kept);
        return { data: withNewRooms({ ...data, classes }, rooms, nowMs()), result: true };
      }),
    putClass: (classroom, version, rooms) =>
      change('putClass', classroom.code, (data) => {
        const before = data.classes.get(classroom.code);
        if (before === undefined) throw new StoreError('no-such', `no class ${classroom.code}`);
        if (before.version !== version - 1) throw secondWriter(`class ${classroom.code}`);
        const kept = { classroom: structuredClone(classroom), version, usedMs: nowMs() };
        return withNewRooms({ ...data, classes: new Map(data.classes).set(classroom.code, kept) }, rooms, nowMs());
      }),
    deleteClass: (code) =>
      write('deleteClass', code, (data) => ({ data: withoutClasses(data, [code]), result: data.classes.has(code) })),
    deleteOlderThan: (days) => write('deleteOlderThan', '', (data) => withoutOld(data, nowMs() - days * DAY_MS)),
    canWrite: () =>
      change('canWrite', '', (data) => data).then(
        () => true,
        () => false,
      ),
    close: async () => {
      if (state !== 'open') return;
      state = 'closed';
      for (;;) {
        flush();
        if (underWay === null) return;
        await underWay;
      }
    },
    crash: () => {
      state = 'crashed';
      return storeOn(onDisk, disk);
    },
  };
}
