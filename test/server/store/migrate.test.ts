/** Files as older versions made them: their statements, word for word. */
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../server/store/sqlite.ts';
import { folderForEach } from './folder.ts';
import { input, newRoom, plainInput, player, round, someClass } from './kept.ts';

const { path, file } = folderForEach();

const VERSION_1 = `
  PRAGMA application_id = ${0x486f7048};
  CREATE TABLE IF NOT EXISTS room (
    code TEXT PRIMARY KEY, alone INTEGER NOT NULL, used_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS player (
    room TEXT NOT NULL REFERENCES room ON DELETE CASCADE, id TEXT NOT NULL, token_hash TEXT NOT NULL,
    name TEXT NOT NULL, colour INTEGER NOT NULL, device TEXT, PRIMARY KEY (room, id), UNIQUE (room, token_hash)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS round (
    room TEXT NOT NULL REFERENCES room ON DELETE CASCADE, number INTEGER NOT NULL, puzzle TEXT NOT NULL, seed TEXT NOT NULL,
    rules INTEGER NOT NULL, started INTEGER NOT NULL, PRIMARY KEY (room, number)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS input (
    room TEXT NOT NULL, round INTEGER NOT NULL, seq INTEGER NOT NULL, at_us INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (room, round, seq), FOREIGN KEY (room, round) REFERENCES round ON DELETE CASCADE
  ) STRICT;
`;
const VERSION_2 = `${VERSION_1}
  CREATE TABLE class (code TEXT PRIMARY KEY, used_ms INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
  ALTER TABLE room ADD COLUMN class TEXT REFERENCES class ON DELETE CASCADE;
  CREATE INDEX room_class ON room (class);
`;
const JSON_OF_INPUT = '{"kind":"occupy","seat":"M1","occupant":"person"}';

function oldFile(version: number, statements: string): void {
  const old = new DatabaseSync(file());
  old.exec(`PRAGMA journal_mode = WAL; ${statements} PRAGMA user_version = ${version}`);
  old.close();
}

/** What has been taken over goes on like anything new. */
async function goesOn(code: string): Promise<void> {
  const store = openSqlite(path());
  await store.addInput(code, 1, 1, input(6, 1));
  await store.putSnapshot(code, 1, { seq: 2, madeBy: 'me', bytes: Uint8Array.of(1) });
  expect(await store.canWrite()).toBe(true);
  await store.close();
  const again = openSqlite(path());
  const marks = [{ outbox: 'AbCdEfGhIjK', number: 1, seq: 1 }];
  expect(await again.game(code, 'me')).toMatchObject({ inputs: [], marks, snapshot: { seq: 2 } });
  await again.close();
}

it('takes over a database of version 1 with everything in it', async () => {
  oldFile(
    1,
    `${VERSION_1}
    INSERT INTO room VALUES ('BCDFGH', 1, 5);
    INSERT INTO player VALUES ('BCDFGH', 'p1', '${player.tokenHash}', 'Ann', 3, NULL);
    INSERT INTO round VALUES ('BCDFGH', 1, 'who-has', '00ff', 1, 0);
    INSERT INTO input VALUES ('BCDFGH', 1, 0, 5, '${JSON_OF_INPUT}');`,
  );
  const store = openSqlite(path());
  expect(await store.game('BCDFGH', 'me')).toEqual({
    room: { code: 'BCDFGH', alone: true },
    players: [player],
    round,
    snapshot: null,
    inputs: [input(5)],
    marks: [],
  });
  expect(await store.addClass(someClass())).toBe(true);
  await store.close();
  await goesOn('BCDFGH');
});

it('takes over a database of version 2, whose classes have had no change yet', async () => {
  oldFile(
    2,
    `${VERSION_2}
    INSERT INTO class VALUES ('CCCCCC', 5, '${JSON.stringify(someClass())}');
    INSERT INTO room VALUES ('RRRRRR', 0, 5, 'CCCCCC');
    INSERT INTO round VALUES ('RRRRRR', 1, 'who-has', '00ff', 1, 0);
    INSERT INTO input VALUES ('RRRRRR', 1, 0, 5, '${JSON_OF_INPUT}');`,
  );
  const store = openSqlite(path());
  expect(await store.class('CCCCCC')).toEqual({ classroom: someClass(), version: 0 });
  expect((await store.summary('RRRRRR'))?.room).toEqual(newRoom('RRRRRR', 'CCCCCC').room);
  expect(await store.rounds('RRRRRR')).toEqual([{ round, inputs: [plainInput(5)] }]);
  await store.putClass(someClass('CCCCCC', 'Another title'), 1, []);
  expect(await store.class('CCCCCC')).toMatchObject({
    version: 1,
    classroom: { settings: { title: 'Another title' } },
  });
  await store.close();
  await goesOn('RRRRRR');
});

it('refuses a database of a newer version', async () => {
  await openSqlite(path()).close();
  const newer = new DatabaseSync(file());
  newer.exec('PRAGMA user_version = 99');
  newer.close();
  expect(() => openSqlite(path())).toThrow('version 99');
});
