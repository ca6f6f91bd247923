/**
 * Rooms of friends and two classes play at once in one server, people come and go, sockets are cut in the middle of what they get: no octet of one room ever comes to a
 * socket of another. Everything that can be chosen in a room is a text of its own, and so is what is drawn for it.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomFrom } from '../../shared/random.ts';
import { makeClass, project, teach, type Onlooker } from '../server/classes/class-harness.ts';
import { meOf, roomOf, startServer, stopServer, until, type TestServer } from '../server/harness.ts';
import { leaks, type Ear, type Unit } from './ears.ts';
import { drawNonce, earsOf, friends, passBy, play, team, unitOf, type Table } from './tables.ts';

const SEED = process.env['FUZZ_SEED'] ?? 'hostile';
const ROOMS_OF_FRIENDS = 4;
const CLASSES = 2;
const TEAMS = 2;
/** People who pass by at each table while it plays. */
const PASSERS_BY = 40;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ roomsMax: 100 });
});
afterAll(() => stopServer(server), 30_000);

interface Lesson {
  readonly tables: readonly Table[];
  readonly unit: Unit;
  readonly ears: readonly Ear[];
}

/** A class with its teacher and a projector, begun. */
async function lesson(name: string): Promise<Lesson> {
  const random = randomFrom(`${SEED} ${name}`);
  const title = drawNonce(random);
  const plan = [{ puzzle: 'two-routers', minutes: 10 }] as const;
  const taught = await makeClass(server.base, { title, teamSize: 2, plan });
  const tables: Table[] = [];
  for (let index = 0; index < TEAMS; index++) tables.push(await team(server, random, `${name} team ${index}`, taught));
  const [teacher, screen] = [await teach(taught), await project(taught)];
  expect(await teacher.ask('start')).toBeNull();
  const mayKnow = [taught.code, ...tables.map((table) => table.name)];
  const ear = ({ received }: Onlooker, who: string): Ear => ({
    name: `${name} ${who}`,
    mayKnow,
    heard: () => received.join('\u0000'),
  });
  const unit = { name: taught.code, secrets: [taught.code, title, taught.secret] };
  return { tables, unit, ears: [ear(teacher, 'teacher'), ear(screen, 'projector')] };
}

/** Plays, while others pass by. */
async function bustle(table: Table): Promise<void> {
  const random = randomFrom(`${SEED} bustle ${table.name}`);
  const passing = async () => {
    for (let index = 0; index < PASSERS_BY; index++) await passBy(server, random, table);
  };
  await Promise.all([play(random, table), passing()]);
}

it('no octet of one room comes to a socket of another', { timeout: 120_000 }, async () => {
  const random = randomFrom(SEED);
  const lessons: Lesson[] = [];
  for (let index = 0; index < CLASSES; index++) lessons.push(await lesson(`class ${index}`));
  const tables = lessons.flatMap((one) => one.tables);
  for (let index = 0; index < ROOMS_OF_FRIENDS; index++) tables.push(await friends(server, random, `room ${index}`));
  // What has come to a wrong socket is told before what may have come of it.
  const ended = await Promise.allSettled(tables.map(bustle));

  const units = [...lessons.map(({ unit }) => unit), ...tables.map((table) => unitOf(table, tables))];
  const ears = [...lessons.flatMap((one) => one.ears), ...tables.flatMap(earsOf)];
  expect(leaks(ears, units)).toEqual([]);
  expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
  expect(ears.length).toBeGreaterThan(tables.length * PASSERS_BY);
  // The search works: at the own sockets nearly all of it is found.
  for (const { name, nonces } of tables) {
    const own = ears.filter(({ mayKnow }) => mayKnow.includes(name)).map(({ heard }) => heard());
    const heard = nonces.filter((nonce) => own.some((text) => text.includes(nonce)));
    expect({ name, isHeard: heard.length > nonces.length / 3 }).toEqual({ name, isHeard: true });
  }
  const secrets = units.flatMap((unit) => unit.secrets);
  expect(new Set(secrets).size).toBe(secrets.length);

  // And it finds what one room sends to another by mistake, at a library's socket and at a raw one.
  const [one, other] = tables.slice(-2) as [Table, Table];
  const { id, name } = meOf(other.guests[0]!);
  for (const client of roomOf(one.guests[0]!).clients) client.send('happenings', [{ kind: 'said', player: id, name }]);
  const raw = one.raws[0]!;
  await until(() => raw.socket.destroyed || raw.heard().includes(name));
  await until(() => one.guests[0]!.received.join('').includes(name));
  const found = leaks(earsOf(one), [unitOf(other, tables)]);
  for (const who of ['player 0', 'raw 0'])
    for (const secret of [id, name]) expect(found).toContain(`${one.name}, ${who} got ${secret} of ${other.name}`);
});
