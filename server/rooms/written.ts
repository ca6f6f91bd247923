/** What a room writes down before it counts: people, rounds and accepted inputs. */
import type { JournalInput } from '../../shared/game/journal.ts';
import type { Store } from '../store/store.ts';
import { storedPlayer, type Person } from './people.ts';
import { storedRound, type Round } from './round.ts';

export interface Written {
  people(...people: readonly Person[]): void;
  /** Does not belong to the room any more. */
  leaver(person: Person): void;
  round(round: Round): void;
  input(round: number, input: JournalInput): void;
}

/** Writes for the room with this code. When something cannot be written, `onFailure` is called and the error goes on to whoever asked. */
export function writtenIn(store: () => Store, code: string, onFailure: () => void): Written {
  const write = (what: () => void): void => {
    try {
      what();
    } catch (error) {
      onFailure();
      throw error;
    }
  };
  return {
    people: (...people) =>
      write(() => {
        for (const person of people) store().putPlayer(code, storedPlayer(person));
      }),
    leaver: ({ id }) => write(() => store().removePlayer(code, id)),
    round: (round) => write(() => store().putRound(code, storedRound(round))),
    input: (round, input) => write(() => store().addInput(code, round, input)),
  };
}

/** For a room that is deleted already. */
export const nothingWritten: Written = { people: () => {}, leaver: () => {}, round: () => {}, input: () => {} };
