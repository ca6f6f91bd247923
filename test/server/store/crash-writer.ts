/**
 * A process that writes until it is killed, or so many groups: `node crash-writer.ts FOLDER told|early [GROUPS]`. It prints `ready`, and then each input as `ROOM SEQ` when it has been told that it is written, or,
 * `early`, when it has only asked for it.
 */
import { writeSync } from 'node:fs';
import { openSqlite } from '../../../server/store/sqlite.ts';
import { input, newRoom, round } from './kept.ts';

const [folder = '', when = 'told', groups = 'Infinity'] = process.argv.slice(2);
const store = openSqlite(folder);
const rooms = ['BBBBBB', 'CCCCCC', 'DDDDDD'];
const told = (code: string, seq: number) => writeSync(1, `${code} ${seq}\n`);

for (const code of rooms) await store.addRoom(newRoom(code).room, round);
const next = new Map<string, number>();
for (const code of rooms) next.set(code, (await store.game(code, 'me'))?.inputs.length ?? 0);

writeSync(1, 'ready\n');

/** Some in one turn, as the rooms of a server do. */
for (let group = 0; group < Number(groups); group++) {
  const asked: Promise<void>[] = [];
  for (let index = 0; index < 100; index++) {
    const code = rooms[index % rooms.length] ?? '';
    const seq = next.get(code) ?? 0;
    next.set(code, seq + 1);
    if (when === 'early') told(code, seq);
    const written = store.addInput(code, 1, seq, input(seq, seq + 1));
    asked.push(when === 'early' ? written : written.then(() => void told(code, seq)));
  }
  await Promise.all(asked);
}
