/** What stands in the rows of the tables. */
import type { SQLOutputValue } from 'node:sqlite';
import { puzzleIds } from '../../shared/game/puzzle.ts';
import type { Input } from '../../shared/game/match.ts';
import type { Mark, Snapshot, StoredInput, StoredPlayer, StoredRoom, StoredRound } from './store.ts';

export type Row = Record<string, SQLOutputValue>;

/** The text was written by this program, from what had been checked. An error does not quote it: there are names in it. */
export function readJson<Value>(row: Row, what: string): Value {
  try {
    return JSON.parse(String(row['json'])) as Value;
  } catch {
    throw new Error(`what is kept of ${what} is no JSON`);
  }
}

export function readRoom(row: Row): StoredRoom {
  const room = { code: String(row['code']), alone: row['alone'] === 1 };
  return row['class'] === null ? room : { ...room, class: String(row['class']) };
}

export function readPlayer(row: Row): StoredPlayer {
  return {
    id: String(row['id']),
    tokenHash: String(row['token_hash']),
    name: String(row['name']),
    colour: Number(row['colour']),
    device: row['device'] === null ? null : String(row['device']),
  };
}

/** Throws when the database names a puzzle that this version does not have. */
export function readRound(row: Row): StoredRound {
  const puzzle = puzzleIds.find((id) => id === row['puzzle']);
  if (puzzle === undefined) throw new Error(`no puzzle ${String(row['puzzle'])}`);
  const started = row['started'] === 1;
  const [number, rules, atUs] = [Number(row['number']), Number(row['rules']), Number(row['at_us'])];
  return { number, puzzle, seed: String(row['seed']), rules, started, atUs };
}

export function roundValues({ number, puzzle, seed, rules, started, atUs }: StoredRound) {
  return [number, puzzle, seed, rules, Number(started), atUs] as const;
}

export function readInput(row: Row): StoredInput {
  const mark = row['outbox'] === null ? null : readMark(row);
  return { atUs: Number(row['at_us']), input: readJson<Input>(row, `input ${String(row['seq'])}`), mark };
}

export function readMark(row: Row): Mark {
  return { outbox: String(row['outbox']), number: Number(row['number']) };
}

export function readSnapshot(row: Row): Snapshot {
  const bytes = row['bytes'];
  if (!(bytes instanceof Uint8Array)) throw new Error('a snapshot without octets');
  return { seq: Number(row['seq']), madeBy: String(row['made_by']), bytes };
}
