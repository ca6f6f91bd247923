/** What a match's room asks to be written down, and whether it is: nothing counts before that. */
import type { Person } from '../rooms/people.ts';
import { storedPlayer } from '../rooms/people.ts';
import { storedRound, type Round } from '../rooms/round.ts';
import type { Snapshot, Store, StoredInput } from '../store/store.ts';

export interface Written {
  /** Nothing is under way. */
  readonly isSettled: boolean;
  /** Resolves when nothing is under way any more, whether or not it could be written. */
  settled(): Promise<void>;
  /** Resolves with whether they are written; never rejects. */
  people(...people: readonly Person[]): Promise<boolean>;
  /** Does not belong to the room any more. */
  leaver(person: Person): void;
  round(round: Round): void;
  /** Resolves with whether it is written; never rejects. */
  input(round: number, seq: number, input: StoredInput): Promise<boolean>;
  snapshot(round: number, snapshot: Snapshot): void;
  /** Writes again, after a failure. */
  goOn(): void;
  /** Writes nothing any more: the room is deleted. */
  stop(): void;
}

export interface WrittenEvents {
  /** A write has failed; from then on nothing is asked for until `goOn`. */
  failed(error: unknown): void;
  /** Nothing is under way any more. */
  settled(): void;
}

/** For the room with this code. */
export function writtenIn(store: Store, code: string, events: WrittenEvents): Written {
  let underWay = 0;
  let isOpen = true;
  const waiting: (() => void)[] = [];
  const settle = (): void => {
    for (const go of waiting.splice(0)) go();
    events.settled();
  };
  const fail = (error: unknown): void => {
    // What comes after a write that failed fails as well, and says nothing new.
    if (!isOpen) return;
    isOpen = false;
    events.failed(error);
  };
  const write = async (ask: () => Promise<void>): Promise<boolean> => {
    if (!isOpen) return false;
    underWay++;
    try {
      await ask();
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      underWay--;
      if (underWay === 0) settle();
    }
  };
  return {
    get isSettled() {
      return underWay === 0;
    },
    settled: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    people: async (...people) => {
      const written = await Promise.all(
        people.map((person) => write(() => store.putPlayer(code, storedPlayer(person)))),
      );
      return written.every(Boolean);
    },
    leaver: ({ id }) => void write(() => store.removePlayer(code, id)),
    round: (round) => void write(() => store.putRound(code, storedRound(round))),
    input: (round, seq, input) => write(() => store.addInput(code, round, seq, input)),
    snapshot: (round, snapshot) => void write(() => store.putSnapshot(code, round, snapshot)),
    goOn: () => {
      isOpen = true;
    },
    stop: () => {
      isOpen = false;
    },
  };
}
