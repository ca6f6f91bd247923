/** Drives the students of a demo class in one room, through the same door as people: each ponders for a while, then does what its persona does. */
import { moveOf } from '../../shared/class/demo-move.ts';
import { thinkingMs, type Persona } from '../../shared/class/persona.ts';
import type { Match, SeatMove } from '../../shared/game/match.ts';
import type { Random } from '../../shared/random.ts';
import type { RefusalCode } from '../../shared/refusals.ts';

export interface DemoStudent {
  readonly device: string;
  readonly persona: Persona;
}

/** The room as a demo class needs it. */
export interface DemoRoom {
  /** The match that is played now. */
  match(): Match;
  /** Which demo students sit where; none while nobody may play. */
  seats(): readonly DemoStudent[];
  take(move: SeatMove): RefusalCode | null;
  /** Calls back after so many milliseconds; what it returns calls it off. */
  later(delayMs: number, callback: () => void): () => void;
}

export interface Demo {
  /** After anything has changed: whoever has something to do begins to ponder. */
  look(): void;
  /** Nobody does anything any more. */
  stop(): void;
}

export function createDemo(room: DemoRoom, random: Random): Demo {
  /** Those who ponder, by device, and how to call it off. */
  const pondering = new Map<string, () => void>();
  let isStopped = false;
  const look = (): void => {
    if (isStopped) return;
    const match = room.match();
    for (const { device, persona } of room.seats()) {
      // Whether there is a move needs no chance; which one is drawn when it is made.
      if (pondering.has(device) || moveOf(persona, match, device, { state: 0 }) === null) continue;
      pondering.set(
        device,
        room.later(thinkingMs(persona, random), () => act(device)),
      );
    }
  };
  const act = (device: string): void => {
    pondering.delete(device);
    // Somebody else may sit there by now, and something else may be asked.
    const student = room.seats().find((each) => each.device === device);
    const move = student === undefined ? null : moveOf(student.persona, room.match(), device, random);
    // Refused: it is thought over once more, and whoever is asked after that is asked anew.
    if (move !== null) room.take(move);
    look();
  };
  return {
    look,
    stop: () => {
      isStopped = true;
      for (const cancel of pondering.values()) cancel();
      pondering.clear();
    },
  };
}
