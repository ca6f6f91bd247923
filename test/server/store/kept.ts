/** What the tests of the store write. */
import type { NewRoom, StoredInput, StoredPlayer, StoredRound } from '../../../server/store/store.ts';
import { accept, newClass, type Classroom } from '../../../shared/class/classroom.ts';

export const round: StoredRound = { number: 1, puzzle: 'who-has', seed: '00ff', rules: 1, started: false, atUs: 0 };
export const player: StoredPlayer = { id: 'p1', tokenHash: 'f'.repeat(64), name: 'Ann', colour: 3, device: null };

export function plainInput(atUs: number) {
  return { atUs, input: { kind: 'occupy', seat: 'M1', occupant: 'person' } as const };
}

/** With a number, by a browser. */
export function input(atUs: number, number?: number): StoredInput {
  return { ...plainInput(atUs), mark: number === undefined ? null : { outbox: 'AbCdEfGhIjK', number } };
}

export function newRoom(code: string, ofClass?: string): NewRoom {
  const room = { code, alone: false };
  return { room: ofClass === undefined ? room : { ...room, class: ofClass }, round };
}

export function someClass(code = 'CCCCCC', title = 'Networks 10b'): Classroom {
  const settings = {
    title,
    language: 'en',
    teamSize: 4,
    plan: [{ puzzle: 'who-has', minutes: 10 }],
    pacing: 'together',
    competition: 'off',
    ownNames: true,
  } as const;
  return newClass(settings, code, { secretHash: 'a'.repeat(64), pinHash: 'b'.repeat(64), isDemo: false, nowMs: 0 });
}

export function withStudent(classroom: Classroom, id: string, name: string): Classroom {
  const number = String(classroom.students.length).padStart(4, '0');
  const student = { id, tokenHash: id.padEnd(64, '0'), name, number, isBot: false };
  const outcome = accept(classroom, { do: 'join', student, spare: { id: `T${id}`, room: 'RRRRRR' } });
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.classroom;
}
