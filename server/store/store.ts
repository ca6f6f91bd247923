/**
 * What outlives the process: classes, rooms, who belongs to them, and the journal of each round. Written for a database that may be far away: every call returns a
 * promise. A write is on the disk when its promise resolves; writes that are asked for in one turn of the event loop are committed together, in the order in which
 * they were asked for. Reading sees what has been asked for before. A promise rejects with a StoreError.
 */
import type { Classroom } from '../../shared/class/classroom.ts';
import type { JournalInput } from '../../shared/game/journal.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';

export interface StoredRoom {
  readonly code: string;
  /** For one person, or for friends. */
  readonly alone: boolean;
  /** Code of the class to which it belongs; missing for a room of friends. */
  readonly class?: string;
}

export interface StoredPlayer {
  /** Public id in the room. */
  readonly id: string;
  /** SHA-256 of the token, hexadecimal. */
  readonly tokenHash: string;
  readonly name: string;
  /** 1 to 8. */
  readonly colour: number;
  /** The device on which the player sits; null while standing. */
  readonly device: string | null;
}

export interface StoredRound {
  /** From 1, in order. */
  readonly number: number;
  readonly puzzle: PuzzleId;
  readonly seed: string;
  /** Number of the rules by which the journal was written. */
  readonly rules: number;
  /** Has play begun, or does the room still wait in the lobby? */
  readonly started: boolean;
  /** How far simulated time had come when this was written, microseconds; later than the last input where nothing happens until somebody decides. */
  readonly atUs: number;
}

/** What a room is, without what has been played in it. */
export interface StoredSummary {
  readonly room: StoredRoom;
  readonly players: readonly StoredPlayer[];
  readonly round: StoredRound;
}

/** Which of a browser's inputs it is (`Act` in `shared/messages.ts`, without its round). */
export interface Mark {
  readonly outbox: string;
  readonly number: number;
}

/** An input as it is kept. */
export interface StoredInput extends JournalInput {
  /** Null for an input that no browser has numbered. */
  readonly mark: Mark | null;
}

/** A round as it was after some inputs: saves playing them again, and can be done without. */
export interface Snapshot {
  /** Inputs that it contains. */
  readonly seq: number;
  /** Says which program made it; another one does not read it. */
  readonly madeBy: string;
  readonly bytes: Uint8Array;
}

/** Everything that is needed to open a room again as it was. */
export interface StoredGame extends StoredSummary {
  /** The latest snapshot of the round by the program that is asked for; null if there is none. */
  readonly snapshot: Snapshot | null;
  /** Of the round, in order: those after the snapshot. */
  readonly inputs: readonly StoredInput[];
  /** Numbered inputs of the whole round, each with its place in the journal. */
  readonly marks: readonly (Mark & { readonly seq: number })[];
}

/** A round and all that was played in it, in order. */
export interface PlayedRound {
  readonly round: StoredRound;
  readonly inputs: readonly JournalInput[];
}

/** A room that is to be made, with its first round. */
export interface NewRoom {
  readonly room: StoredRoom;
  readonly round: StoredRound;
}

/** A class with the number of its latest change. */
export interface StoredClass {
  readonly classroom: Classroom;
  /** From 0; each change adds one. */
  readonly version: number;
}

/**
 * `second-writer`: somebody else has written what was to be written, or what comes before it has not been written; whoever gets this serves something that has changed
 * elsewhere. `cannot-write`: the disk is full or cannot be written. `cannot-read`: what is kept cannot be read. `no-such`: what is to be changed is not there.
 */
export type StoreFailure = 'second-writer' | 'cannot-write' | 'cannot-read' | 'no-such';

export class StoreError extends Error {
  readonly failure: StoreFailure;
  constructor(failure: StoreFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.failure = failure;
  }
}

export interface Store {
  /** Null if there is no such room. */
  summary(code: string): Promise<StoredSummary | null>;
  /** What a program needs to open a room; `madeBy` names the program. Null if there is no such room. */
  game(code: string, madeBy: string): Promise<StoredGame | null>;
  /** All rounds of a room, the first one first; none if there is no such room. */
  rounds(code: string): Promise<readonly PlayedRound[]>;
  /** No room and no class has this code. */
  isFree(code: string): Promise<boolean>;
  /** Null if there is no such class. */
  class(code: string): Promise<StoredClass | null>;

  /** False if there is a room or a class with this code already. */
  addRoom(room: StoredRoom, round: StoredRound): Promise<boolean>;
  /** Adds the player or, by its id, writes it anew. */
  putPlayer(code: string, player: StoredPlayer): Promise<void>;
  /** Somebody does not belong to the room any more. */
  removePlayer(code: string, id: string): Promise<void>;
  /** Adds the round or, by its number, writes it anew. */
  putRound(code: string, round: StoredRound): Promise<void>;
  /** Adds an input at its place in the journal, from 0. Rejects with 'second-writer' unless exactly those before it are there. */
  addInput(code: string, round: number, seq: number, input: StoredInput): Promise<void>;
  /** In place of an older one of the same round; those of other rounds of the room go. */
  putSnapshot(code: string, round: number, snapshot: Snapshot): Promise<void>;
  /** Adds a class, as version 0, and the rooms of its teams; false if there is a room or a class with this code already. Rejects if the code of a room is taken. */
  addClass(classroom: Classroom, rooms?: readonly NewRoom[]): Promise<boolean>;
  /**
   * Writes a class anew, as this version, and the rooms of new teams with it. Rejects, and writes nothing, with 'no-such' if there is no such class, with 'second-writer' if
   * the version before is not the one that is kept, and if the code of a room is taken.
   */
  putClass(classroom: Classroom, version: number, rooms: readonly NewRoom[]): Promise<void>;
  /** Deletes a class with its rooms and all names; afterwards no file of the database holds them. False if there is no such class. */
  deleteClass(code: string): Promise<boolean>;
  /**
   * Deletes the rooms, with all that belongs to them, in which nothing has been written for so long, and classes with all of theirs. Resolves with how many rooms and
   * classes there were.
   */
  deleteOlderThan(days: number): Promise<number>;
  /** Can anything be written now? Tries it. */
  canWrite(): Promise<boolean>;
  /** Writes what has been asked for, and lets go of the database. */
  close(): Promise<void>;
}
