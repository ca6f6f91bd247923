/**
 * A round as bytes, so that a long one is opened without playing all of its journal again. A match is plain data, and the structured clone of Node writes all of it. Bytes are
 * read only by the very program that wrote them: by any other one the journal is played, which is always enough.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Match } from '../../shared/game/match.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import type { Round } from '../rooms/round.ts';
import type { Snapshot, Store, StoredGame } from '../store/store.ts';

/** After so many more inputs there is a new one. */
export const SNAPSHOT_EVERY = 200;

type Frozen = Pick<Round, 'decided'> & { readonly match: Omit<Match, 'puzzle'> };

/** Names this program: the sources from which a match is made, and the version of Node that wrote the bytes. */
export function programName(): string {
  const root = join(import.meta.dirname, '../..');
  const hash = createHash('sha256').update(process.version);
  for (const file of globSync('shared/**/*.ts', { cwd: root }).toSorted()) {
    if (!file.includes('text')) hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash
    .update(readFileSync(import.meta.filename))
    .digest('hex')
    .slice(0, 32);
}

export function snapshotOf({ match, decided, seq }: Round, madeBy: string): Snapshot {
  const { puzzle: _, ...rest } = match;
  return { seq, madeBy, bytes: serialize({ match: rest, decided } satisfies Frozen) };
}

/** What is written of a room. A snapshot whose bytes are damaged is done without. Null if there is no such room. */
export async function readGame(store: Pick<Store, 'game'>, code: string, madeBy: string): Promise<StoredGame | null> {
  const game = await store.game(code, madeBy);
  return game === null || game.snapshot === null || isWhole(game.snapshot) ? game : store.game(code, '');
}

function isWhole({ bytes }: Snapshot): boolean {
  try {
    const { match, decided } = deserialize(bytes) as Partial<Frozen>;
    return match !== undefined && decided !== undefined;
  } catch {
    return false;
  }
}

/** Throws when the bytes are damaged. */
export function thaw(snapshot: Snapshot, puzzle: keyof typeof puzzles): Pick<Round, 'match' | 'decided'> {
  const { match, decided } = deserialize(snapshot.bytes) as Frozen;
  return { match: { ...match, puzzle: puzzles[puzzle] }, decided };
}
