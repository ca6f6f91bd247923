/** What a projector and the students of another team must not know never reaches their browsers: everything that they receive is listed and searched. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Device } from '../../../shared/device/device.ts';
import {
  cardsOf,
  meOf,
  rightAnswers,
  roomOf,
  startServer,
  stopServer,
  until,
  type Guest,
  type TestServer,
  keptClass,
} from '../harness.ts';
import { enterClass, makeClass, project, projectedTo, seenBy, studentNamed, teach, watch } from './class-harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ roomsMax: 50 });
});
afterAll(() => stopServer(server));

/** All that could give a device away: its MAC and IPv4 addresses. */
function addressesOf(devices: Readonly<Record<string, Device>>): readonly string[] {
  return Object.values(devices).flatMap((device) =>
    'interfaces' in device
      ? Object.values(device.interfaces).flatMap(({ mac, addresses }) => [mac, ...addresses.map((one) => one.address)])
      : [],
  );
}

/** In any way in which it could be written. */
function found(messages: readonly string[], address: string): boolean {
  const numbers = address.includes(':')
    ? address.split(':').map((part) => parseInt(part, 16))
    : address.split('.').map(Number);
  const bytes = Buffer.from(numbers);
  const text = new RegExp(`(?<![\\d.])${address.replaceAll('.', '\\.')}(?!\\d)`, 'i');
  return messages.some(
    (message) =>
      text.test(message) || message.includes(bytes.toString('hex')) || message.includes(bytes.toString('latin1')),
  );
}

function textsFor(received: readonly string[], state: unknown): readonly string[] {
  return [...received, JSON.stringify(state)];
}

async function solve(guest: Guest): Promise<void> {
  const room = roomOf(guest);
  const isOver = () => guest.room.state.phase === 'result';
  for (;;) {
    room.pace.setPace({ paused: false, speed: 20 });
    await until(() => isOver() || cardsOf(guest).length > 0);
    if (isOver()) return;
    const move = rightAnswers(room, meOf(guest).device);
    expect(await guest.ask('play', move)).toBeNull();
    await until(() => isOver() || !cardsOf(guest).some((card) => card.id === move.card));
  }
}

/** Four digits of a student also stand in the middle of times and of a frame's octets: a number is said when it stands for itself. */
function says(text: string, secret: string): boolean {
  return /^\d{4}$/.test(secret) ? new RegExp(`(?<![\\w.])${secret}(?![\\w.])`).test(text) : text.includes(secret);
}

it('a projector, in the class and before a team, gets no address, no name, no number and no answer; a team nothing of another', async () => {
  const taught = await makeClass(server.base, {
    teamSize: 1,
    plan: [{ puzzle: 'two-routers', minutes: 5 }],
    competition: 'teams',
  });
  const teacher = await teach(taught);
  const [ann, bob] = [
    await enterClass(taught, { name: 'Annabella' }),
    await enterClass(taught, { name: 'Bartholomew' }),
  ];
  const screen = await project(taught);
  expect(await teacher.ask('start')).toBeNull();
  const { team } = studentNamed(teacher, 'Annabella');
  const looker = await watch(taught, team!, false);
  expect(await ann.ask('hand', { up: true })).toBeNull();
  await Promise.all([solve(ann), solve(bob)]);
  await until(() => projectedTo(screen).lanes.every(({ phase }) => phase === 'result'));
  await until(() => looker.room.state.phase === 'result' && looker.happenings.length > 5);
  await until(() => seenBy(teacher).teams.every(({ report }) => report?.phase === 'result'));

  const [ours, theirs] = [roomOf(ann).round.match, roomOf(bob).round.match];
  const screens = [textsFor(screen.received, screen.room.state), textsFor(looker.received, looker.room.state)].flat();
  const addresses = [...addressesOf(ours.network.devices), ...addressesOf(theirs.network.devices)];
  expect(addresses.length).toBeGreaterThan(20);
  // The search works: the student at the seat knows the own card.
  const own = addressesOf({ own: ours.network.devices[meOf(ann).device]! });
  expect(own.map((address) => found(textsFor(ann.received, ann.room.state), address))).toEqual(own.map(() => true));
  expect(addresses.filter((address) => found(screens, address))).toEqual([]);
  const { students } = await keptClass(server, taught.code);
  const secrets = [
    ...students.flatMap(({ name, number, tokenHash }) => [name, number, tokenHash]),
    ann.token,
    bob.token,
    taught.secret,
    taught.pin,
    ours.seed,
    theirs.seed,
  ];
  expect(secrets.filter((secret) => screens.some((text) => says(text, secret)))).toEqual([]);
  expect(screens.some((text) => text.includes('"verdict"') || text.includes('"expected"'))).toBe(false);
  expect(looker.happenings.filter((it) => 'look' in it && it.look !== 'sealed')).toEqual([]);
  // The names do reach who plays along, and the teacher.
  expect(ann.received.join('')).toContain('Annabella');
  expect(teacher.received.join('')).toContain('Bartholomew');

  const annKnows = textsFor(ann.received, ann.room.state);
  expect(annKnows.filter((text) => says(text, 'Bartholomew') || says(text, students[1]!.number))).toEqual([]);
  const foreign = addressesOf(theirs.network.devices).filter((one) => !addressesOf(ours.network.devices).includes(one));
  expect(foreign.filter((address) => found(annKnows, address))).toEqual([]);
  expect(annKnows.some((text) => says(text, meOf(ann).number))).toBe(true);
});

it('nobody of a team gets the number of a team-mate', async () => {
  const taught = await makeClass(server.base);
  const [ann, bob] = [await enterClass(taught), await enterClass(taught)];
  await until(() => ann.room.state.players.size === 2);
  const all = textsFor(bob.received, bob.room.state);
  expect(all.some((text) => says(text, meOf(bob).number))).toBe(true);
  expect(all.some((text) => says(text, meOf(ann).number))).toBe(false);
  expect(all.some((text) => text.includes(meOf(ann).name))).toBe(true);
});
