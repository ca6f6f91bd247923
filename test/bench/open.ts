/**
 * `npm run bench -- open`: how long it takes until a match with a long journal is back after its server has gone: read from the disk, by its snapshot, and for comparison by
 * playing all of its journal. Each figure is the median of some rounds, with the fastest and the slowest.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MatchCore } from '../../server/match/core.ts';
import { programName, readGame } from '../../server/match/snapshot.ts';
import { newRound, openRound } from '../../server/rooms/round.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { puzzles } from '../../shared/puzzles/index.ts';

const CODE = 'BCDFGH';
const LENGTHS = [500, 5000, 20_000];
const ROUNDS = 7;
const madeBy = programName();

console.log(
  'inputs     ms by snapshot: median (fastest to slowest)     ms by the whole journal     bytes of the snapshot',
);
for (const inputs of LENGTHS) {
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-open-'));
  try {
    await write(folder, inputs);
    const bySnapshot = await times(folder, madeBy);
    const byJournal = await times(folder, '');
    console.log(
      `${String(inputs).padStart(6)}     ${text(bySnapshot.ms).padStart(42)}     ${text(byJournal.ms).padStart(23)}     ${bySnapshot.bytes}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A match in which people set up their routers again and again. */
async function write(folder: string, inputs: number): Promise<void> {
  const store = openSqlite(folder);
  await store.addRoom({ code: CODE, alone: false }, newRound(1, 'static-routes', true));
  const core = new MatchCore({
    game: (await readGame(store, CODE, madeBy))!,
    store,
    madeBy,
    timers: { nowMs: () => 0, later: () => () => {} },
    isPlayed: () => false,
    isFrozen: () => false,
    seat: () => false,
    changed: () => {},
    showNow: () => {},
    goneOn: () => {},
    lost: () => {},
    log: (where, error) => console.error(where, error),
  });
  const people = await Promise.all(
    puzzles['static-routes'].seats.map(async (device) => {
      const person = (await core.comeIn({ tokenHash: device, name: device }))!;
      person.connected = true;
      core.sit(person, device);
      return person;
    }),
  );
  // One alone gets ready and not, so the traffic never begins.
  const [first] = people;
  for (let number = 1; core.round.seq < inputs; number++)
    await core.move(first!, { kind: 'ready', ready: number % 2 === 1 }, { outbox: 'abcdefghijk', number, round: 1 });
  await core.settled();
  await store.close();
}

async function times(folder: string, by: string): Promise<{ readonly ms: readonly number[]; readonly bytes: number }> {
  const ms: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const store: Store = openSqlite(folder);
    const since = performance.now();
    const game = (await readGame(store, CODE, by))!;
    const { failure } = openRound(game);
    ms.push(performance.now() - since);
    if (failure !== null) throw failure instanceof Error ? failure : new Error('the journal cannot be played');
    bytes = game.snapshot?.bytes.length ?? 0;
    await store.close();
  }
  return { ms: ms.toSorted((a, b) => a - b), bytes };
}

function text(sorted: readonly number[]): string {
  const at = (index: number) => (sorted[index] ?? 0).toFixed(1);
  return `${at(sorted.length >> 1)} (${at(0)} to ${at(sorted.length - 1)})`;
}
