/** The statements about rooms and what has been played in them, and what is done by them. Each is called in a transaction. */
import type { DatabaseSync } from 'node:sqlite';
import { readInput, readMark, readPlayer, readRoom, readRound, readSnapshot, roundValues } from './sqlite-rows.ts';
import {
  StoreError,
  type PlayedRound,
  type Snapshot,
  type StoredGame,
  type StoredInput,
  type StoredPlayer,
  type StoredRoom,
  type StoredRound,
  type StoredSummary,
} from './store.ts';

type Rooms = ReturnType<typeof prepareRooms>;

export function prepareRooms(database: DatabaseSync) {
  return {
    // No room and no class has it.
    taken: database.prepare('SELECT code FROM room WHERE code = ?1 UNION ALL SELECT code FROM class WHERE code = ?1'),
    room: database.prepare('SELECT * FROM room WHERE code = ?'),
    add: database.prepare('INSERT INTO room (code, alone, used_ms, class) VALUES (?, ?, ?, ?)'),
    use: database.prepare('UPDATE room SET used_ms = ? WHERE code = ?'),
    removeOld: database.prepare('DELETE FROM room WHERE used_ms < ? AND class IS NULL'),
    players: database.prepare('SELECT * FROM player WHERE room = ? ORDER BY rowid'),
    putPlayer: database.prepare(
      `INSERT INTO player (room, id, token_hash, name, colour, device) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (room, id) DO UPDATE SET name = excluded.name, colour = excluded.colour, device = excluded.device,
         token_hash = excluded.token_hash`,
    ),
    removePlayer: database.prepare('DELETE FROM player WHERE room = ? AND id = ?'),
    round: database.prepare('SELECT number FROM round WHERE room = ? AND number = ?'),
    rounds: database.prepare('SELECT * FROM round WHERE room = ? ORDER BY number'),
    lastRound: database.prepare('SELECT * FROM round WHERE room = ? ORDER BY number DESC LIMIT 1'),
    putRound: database.prepare(
      `INSERT INTO round (room, number, puzzle, seed, rules, started, at_us) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (room, number) DO UPDATE SET puzzle = excluded.puzzle, seed = excluded.seed, rules = excluded.rules, started = excluded.started,
         at_us = excluded.at_us`,
    ),
    inputs: database.prepare('SELECT * FROM input WHERE room = ? AND round = ? AND seq >= ? ORDER BY seq'),
    marks: database.prepare(
      'SELECT outbox, number, seq FROM input WHERE room = ? AND round = ? AND outbox IS NOT NULL ORDER BY seq',
    ),
    addInput: database.prepare(
      `INSERT INTO input (room, round, seq, at_us, json, outbox, number)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
       WHERE ?3 = (SELECT COALESCE(MAX(seq) + 1, 0) FROM input WHERE room = ?1 AND round = ?2)`,
    ),
    snapshot: database.prepare('SELECT * FROM snapshot WHERE room = ? AND round = ? AND made_by = ?'),
    putSnapshot: database.prepare(
      `INSERT INTO snapshot (room, round, seq, made_by, bytes)
       SELECT ?1, ?2, ?3, ?4, ?5
       WHERE ?3 <= (SELECT COALESCE(MAX(seq) + 1, 0) FROM input WHERE room = ?1 AND round = ?2)
       ON CONFLICT (room) DO UPDATE SET round = excluded.round, seq = excluded.seq, made_by = excluded.made_by, bytes = excluded.bytes`,
    ),
  };
}

export function isFree({ taken }: Rooms, code: string): boolean {
  return taken.get(code) === undefined;
}

/** False if the code is taken. */
export function addRoom(rooms: Rooms, room: StoredRoom, round: StoredRound, nowMs: number): boolean {
  if (!isFree(rooms, room.code)) return false;
  rooms.add.run(room.code, Number(room.alone), nowMs, room.class ?? null);
  rooms.putRound.run(room.code, ...roundValues(round));
  return true;
}

export function putPlayer({ putPlayer }: Rooms, code: string, player: StoredPlayer): void {
  const { id, tokenHash, name, colour, device } = player;
  putPlayer.run(code, id, tokenHash, name, colour, device);
}

export function putRound({ putRound, use }: Rooms, code: string, round: StoredRound, nowMs: number): void {
  putRound.run(code, ...roundValues(round));
  use.run(nowMs, code);
}

/** Only behind the last one: by that, and by the primary key, two who write the same journal find each other out. */
export function addInput(
  rooms: Rooms,
  place: { readonly code: string; readonly round: number; readonly seq: number },
  { atUs, input, mark }: StoredInput,
  nowMs: number,
): void {
  const { code, round, seq } = place;
  const json = JSON.stringify(input);
  const { changes } = rooms.addInput.run(code, round, seq, atUs, json, mark?.outbox ?? null, mark?.number ?? null);
  if (changes === 0) throw outOfPlace(rooms, code, round, `input ${seq}`);
  rooms.use.run(nowMs, code);
}

/** Of nothing that is not written: it would say more than the journal. */
export function putSnapshot(rooms: Rooms, code: string, round: number, { seq, madeBy, bytes }: Snapshot): void {
  if (rooms.putSnapshot.run(code, round, seq, madeBy, bytes).changes === 0)
    throw outOfPlace(rooms, code, round, `a snapshot of ${seq} inputs`);
}

function outOfPlace({ round }: Rooms, code: string, number: number, what: string): StoreError {
  const where = `round ${number} of room ${code}`;
  if (round.get(code, number) === undefined) return new StoreError('no-such', `no ${where}`);
  return new StoreError('second-writer', `${what} does not go on from what is written of ${where}`);
}

export function readSummary(rooms: Rooms, code: string): StoredSummary | null {
  const room = rooms.room.get(code);
  const round = rooms.lastRound.get(code);
  if (room === undefined || round === undefined) return null;
  return { room: readRoom(room), players: rooms.players.all(code).map(readPlayer), round: readRound(round) };
}

export function readGame(rooms: Rooms, code: string, madeBy: string): StoredGame | null {
  const summary = readSummary(rooms, code);
  if (summary === null) return null;
  const { number } = summary.round;
  const row = rooms.snapshot.get(code, number, madeBy);
  const snapshot = row === undefined ? null : readSnapshot(row);
  const inputs = rooms.inputs.all(code, number, snapshot?.seq ?? 0).map(readInput);
  const marks = rooms.marks.all(code, number).map((mark) => ({ ...readMark(mark), seq: Number(mark['seq']) }));
  return { ...summary, snapshot, inputs, marks };
}

export function readRounds(rooms: Rooms, code: string): readonly PlayedRound[] {
  return rooms.rounds.all(code).map((row) => {
    const round = readRound(row);
    const inputs = rooms.inputs.all(code, round.number, 0).map((kept) => {
      const { atUs, input } = readInput(kept);
      return { atUs, input };
    });
    return { round, inputs };
  });
}
