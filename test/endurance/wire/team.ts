/** Teams of students, and what is asked of them while they play. */
import { matchMaker } from '@colyseus/core';
import type { MatchRoom } from '../../../server/rooms/match-room.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import type { TestServer } from '../../server/harness.ts';
import type { Student } from './student.ts';

export interface Team {
  readonly code: string;
  readonly puzzle: PuzzleId;
  readonly students: readonly Student[];
}

export interface School {
  readonly server: TestServer;
  readonly teams: readonly Team[];
  readonly students: readonly Student[];
  /** They stop when this is false, each after the answer to what it has done last. */
  isPlaying: boolean;
  /** Resolves when all have stopped. */
  stopped: Promise<unknown>;
}

/** The room inside the server. */
export function roomOf({ students }: Team): MatchRoom {
  for (const { seen } of students) {
    const room = matchMaker.getLocalRoomById(seen.room);
    if (room !== undefined) return room as MatchRoom;
  }
  throw new Error('nobody is in a room that is open');
}

/** Faster than anybody can ask for, from inside the server. */
export function hurry(room: MatchRoom): void {
  room.pace.setPace({ paused: false, speed: 10 });
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits for something that has to come true within the time; else it says what did not. */
export async function within(milliseconds: number, what: string, isTrue: () => boolean): Promise<void> {
  const untilMs = performance.now() + milliseconds;
  while (!isTrue()) {
    if (performance.now() > untilMs) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await wait(10);
  }
}

export function isThere({ signals }: Student): boolean {
  return signals.connection.peek() === 'open';
}
