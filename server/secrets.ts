/** Everything that has to be unpredictable: room codes, seeds, ids; and how a token is kept. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { CODE_LENGTH, CODE_SIGNS } from '../shared/messages.ts';

/** A room code: 6 of 27 signs, 28.5 bits. */
export function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_SIGNS.charAt(randomInt(CODE_SIGNS.length))).join('');
}

const CODE = new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`);

/** What a person may have typed as a code, in its one way of writing; null when it cannot be one. */
export function parseCode(typed: string): string | null {
  const code = typed.trim().toUpperCase();
  return CODE.test(code) ? code : null;
}

/** The seed of a round: 64 bits, hexadecimal. */
export function newSeed(): string {
  return randomBytes(8).toString('hex');
}

/** A public id of a player: 48 bits, base64url. */
export function newPlayerId(): string {
  return randomBytes(6).toString('base64url');
}

/** The form in which a token is kept. A token has 128 random bits, so a plain SHA-256 cannot be turned back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Are two hashes the same? In a time that does not tell how far they are. */
export function isSameHash(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
