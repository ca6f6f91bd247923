/** A match's core on a store that writes when the test says so. */
import { expect, it } from 'vitest';
import { MatchCore } from '../../../server/match/core.ts';
import { SNAPSHOT_EVERY } from '../../../server/match/snapshot.ts';
import { newRound } from '../../../server/rooms/round.ts';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';

const CODE = 'BCDFGH';
const MADE_BY = 'this program';
const ann = { tokenHash: 'a'.repeat(64), name: 'Ann' };
const act = (number: number) => ({ outbox: 'AAAAAAAAAAA', number, round: 1 });

async function opened(store: Store) {
  const game = await store.game(CODE, MADE_BY);
  const core = new MatchCore({
    game: game!,
    store,
    madeBy: MADE_BY,
    timers: { nowMs: () => 0, later: () => () => {} },
    isPlayed: () => true,
    isFrozen: () => false,
    seat: () => false,
    changed: () => {},
    goneOn: () => {},
    showNow: () => {},
    lost: () => {},
    log: () => {},
  });
  const person = (await core.comeIn(ann))!;
  person.connected = true;
  core.peopleChanged();
  return { core, person };
}

async function storeWithRoom(): Promise<Store> {
  const store = openSqlite(':memory:');
  await store.addRoom({ code: CODE, alone: true }, newRound(1, 'vlan', true));
  return store;
}

it('a match that is opened again and again gets its snapshots all the same', async () => {
  const store = await storeWithRoom();
  for (let number = 1; number <= SNAPSHOT_EVERY;) {
    const { core, person } = await opened(store);
    for (let some = 0; some < 60; some++, number++)
      expect(await core.move(person, { kind: 'ready', ready: some % 2 === 0 }, act(number))).toMatchObject({});
    core.end();
  }
  const game = await store.game(CODE, MADE_BY);
  expect(game?.snapshot?.seq).toBe(SNAPSHOT_EVERY);
  await store.close();
});
