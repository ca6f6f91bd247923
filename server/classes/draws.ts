/** What is drawn for a class: chance, ids and codes, which its rules take as they are given. */
import { randomBytes, randomInt } from 'node:crypto';
import { isNumberTaken, type Classroom } from '../../shared/class/classroom.ts';
import type { Spare } from '../../shared/class/teams.ts';
import type { Random } from '../../shared/random.ts';
import { newRound } from '../rooms/round.ts';
import { hashToken, newCode } from '../secrets.ts';
import type { NewRoom, Store } from '../store/store.ts';

/** A code that no room and no class has. */
export async function freeCode(store: Pick<Store, 'isFree'>): Promise<string> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const code = newCode();
    if (await store.isFree(code)) return code;
  }
  throw new Error('no free code found');
}

export async function drawSpare(store: Pick<Store, 'isFree'>): Promise<Spare> {
  return { id: randomBytes(6).toString('base64url'), room: await freeCode(store) };
}

/** Four digits that nobody in the class has. */
export function drawNumber(classroom: Classroom): string {
  for (;;) {
    const number = String(randomInt(10_000)).padStart(4, '0');
    if (!isNumberTaken(classroom, number)) return number;
  }
}

/** The hash of a token that nobody has: a bot's, for no two in a room may have the same. */
export function drawTokenHash(): string {
  return hashToken(randomBytes(16).toString('base64url'));
}

/** A generator that nobody can foresee. */
export function drawRandom(): Random {
  return { state: randomInt(2 ** 32) | 0 };
}

/** A number from 0 on, below 1. */
export function drawLot(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}

/** The values in an order that nobody can foresee (Fisher and Yates). */
export function drawOrder(values: readonly string[]): readonly string[] {
  const order = [...values];
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] ?? '', order[last] ?? ''];
  }
  return order;
}

/** A PIN, and the form in which it is kept. */
export function drawPin(code: string): { readonly pin: string; readonly pinHash: string } {
  const pin = String(randomInt(1_000_000)).padStart(6, '0');
  return { pin, pinHash: hashPin(code, pin) };
}

/** Six digits are tried out at once by whoever has the hash: it only keeps a PIN from being read by accident. What guards it is the limit of guesses. */
export function hashPin(code: string, pin: string): string {
  return hashToken(`${code} ${pin}`);
}

/** The rooms of teams that are new, each with the first round of its puzzle in the lobby. */
export function newRoomsOf(before: Classroom, now: Classroom): readonly NewRoom[] {
  const known = new Set(before.teams.map(({ id }) => id));
  return now.teams
    .filter(({ id }) => !known.has(id))
    .map(({ room, round, at }) => {
      const puzzle = now.settings.plan[at]?.puzzle;
      if (puzzle === undefined) throw new Error(`class ${now.code} has no place ${at} in its plan`);
      return { room: { code: room, alone: false, class: now.code }, round: newRound(round, puzzle, false) };
    });
}
