/** What clients have sent, been told and seen: compared with what is written when the server is gone. */
import { createHash } from 'node:crypto';
import type { Act, RoomMessages } from '../../../shared/messages.ts';

/** An input that a student has sent, perhaps several times. */
export interface Sent {
  readonly room: string;
  readonly act: Act;
  readonly name: keyof RoomMessages;
  /** The message without its `act`. */
  readonly message: object;
  times: number;
  /** Place in the journal that the server has acknowledged; null while it has not. */
  seq: number | null;
  /** The last refusal; null if there was none. */
  refused: string | null;
}

/** What one browser showed at one moment. */
export interface Sight {
  readonly room: string;
  readonly round: number;
  readonly seq: number;
  /** Simulated time at which it was sent, and until which it was meant to run; microseconds. */
  readonly atUs: number;
  readonly untilUs: number;
  readonly puzzle: string;
  /** The own seat; null while standing. */
  readonly device: string | null;
  /** Of each text of the state that the browser had, its hash. */
  readonly hashes: Readonly<Record<string, string>>;
}

export interface Notes {
  readonly sent: Sent[];
  readonly sights: Sight[];
  /** What must not be, in the words of who has seen it. */
  readonly complaints: string[];
  /** Called with each acknowledgement of an input; `isNew`: its first one. */
  answered: (isNew: boolean) => void;
}

export function newNotes(): Notes {
  return { sent: [], sights: [], complaints: [], answered: () => {} };
}

/** 64 bits of SHA-256. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 11);
}

export function hashesOf(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, hashOf(text)]));
}
