/** What a server has left on the disk, read as SQLite and not by the server's own store. */
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { Classroom } from '../../../shared/class/classroom.ts';
import type { Input } from '../../../shared/game/input.ts';
import { puzzleIds, type PuzzleId } from '../../../shared/game/puzzle.ts';

/** A row of the journal. */
export interface Row {
  readonly seq: number;
  readonly atUs: number;
  readonly input: Input;
  /** "outbox number" of the browser that has sent it; null if none has. */
  readonly mark: string | null;
}

export interface KeptRound {
  readonly room: string;
  readonly number: number;
  readonly puzzle: PuzzleId;
  readonly seed: string;
  readonly rules: number;
  /** By seq. */
  readonly rows: readonly Row[];
}

export interface Kept {
  readonly rounds: readonly KeptRound[];
  readonly classes: ReadonlyMap<string, Classroom>;
  /** Rooms that have been opened, or will be, from a snapshot. */
  readonly snapshots: number;
}

/** Throws when SQLite finds the database damaged. */
export function readKept(folder: string): Kept {
  const database = new DatabaseSync(join(folder, 'hop-by-hop.sqlite'));
  try {
    const verdict = Object.values(database.prepare('PRAGMA integrity_check').get() ?? {})[0];
    if (verdict !== 'ok') throw new Error(`the database is damaged: ${String(verdict)}`);
    const rows = database.prepare('SELECT * FROM input WHERE room = ? AND round = ? ORDER BY seq');
    const rounds = database.prepare('SELECT * FROM round ORDER BY room, number').all();
    const classes = database.prepare('SELECT code, json FROM class').all();
    return {
      rounds: rounds.map(({ room, number, puzzle, seed, rules }) => ({
        room: String(room),
        number: Number(number),
        puzzle: puzzleIds.find((id) => id === puzzle) ?? raise(`no puzzle ${String(puzzle)}`),
        seed: String(seed),
        rules: Number(rules),
        rows: rows.all(room ?? null, number ?? null).map(rowOf),
      })),
      classes: new Map(classes.map(({ code, json }) => [String(code), JSON.parse(String(json)) as Classroom])),
      snapshots: Number(database.prepare('SELECT COUNT(*) AS count FROM snapshot').get()?.['count']),
    };
  } finally {
    database.close();
  }
}

function rowOf({ seq, at_us: atUs, json, outbox, number }: Record<string, SQLOutputValue>): Row {
  const mark = outbox === null ? null : `${String(outbox)} ${String(number)}`;
  return { seq: Number(seq), atUs: Number(atUs), input: JSON.parse(String(json)) as Input, mark };
}

function raise(message: string): never {
  throw new Error(message);
}
