/** What outlives the process: classes, rooms, who belongs to them, and the journal of each round. */
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
}

/** What a room is, without what has been played in it. */
export interface StoredSummary {
  readonly room: StoredRoom;
  readonly players: readonly StoredPlayer[];
  readonly round: StoredRound;
}

/** Everything that is needed to open a room again as it was. */
export interface StoredGame extends StoredSummary {
  /** Of the round, in order. */
  readonly inputs: readonly JournalInput[];
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

/** Each write is on the disk when it returns, and throws when it cannot be. */
export interface Store {
  /** False if there is a room or a class with this code already. */
  addRoom(room: StoredRoom, round: StoredRound): boolean;
  /** Null if there is no such room. */
  summary(code: string): StoredSummary | null;
  /** The summary and the whole journal of the round; null if there is no such room. */
  game(code: string): StoredGame | null;
  /** All rounds of a room, the first one first; none if there is no such room. */
  rounds(code: string): readonly PlayedRound[];
  /** Adds the player or, by its id, writes it anew. */
  putPlayer(code: string, player: StoredPlayer): void;
  /** Somebody does not belong to the room any more. */
  removePlayer(code: string, id: string): void;
  /** Adds the round or, by its number, writes it anew. */
  putRound(code: string, round: StoredRound): void;
  addInput(code: string, round: number, input: JournalInput): void;
  /** No room and no class has this code. */
  isFree(code: string): boolean;
  /** Null if there is no such class. */
  class(code: string): Classroom | null;
  /** Adds a class; false if there is a room or a class with this code already. */
  addClass(classroom: Classroom): boolean;
  /** Writes a class anew, and the rooms of new teams with it. Throws, and writes nothing, if there is no such class or the code of a room is taken. */
  putClass(classroom: Classroom, rooms: readonly NewRoom[]): void;
  /** Deletes a class with its rooms and all names; afterwards no file of the database holds them. False if there is no such class. */
  deleteClass(code: string): boolean;
  /**
   * Deletes the rooms, with all that belongs to them, in which nothing has been written for so long, and classes with all of theirs. Returns how many rooms and classes
   * there were.
   */
  deleteOlderThan(days: number): number;
  close(): void;
}
