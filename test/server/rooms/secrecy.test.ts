/** What a seat must not know never reaches its browser: everything that it receives is listed, and searched for the others' secrets. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Device } from '../../../shared/device/device.ts';
import { logPlaces } from '../../../shared/messages/log-pages.ts';
import type { PredictionsView } from '../../../shared/game/predictions-view.ts';
import {
  cardsOf,
  join,
  makeRoom,
  meOf,
  rightAnswers,
  roomOf,
  seatOf,
  seatsOf,
  startServer,
  stopServer,
  until,
  type Guest,
  type TestServer,
  keptOf,
} from '../harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server));

/** Does the address occur, in any way in which it could be written, in what this browser has received or in the state that it holds? */
function knows({ received, room }: Guest, address: string): boolean {
  const all = [...received, JSON.stringify(room.state)];
  const numbers = address.includes(':')
    ? address.split(':').map((part) => parseInt(part, 16))
    : address.split('.').map(Number);
  const bytes = Buffer.from(numbers);
  // 192.168.20.1 does not occur in 192.168.20.101.
  const text = new RegExp(`(?<![\\d.])${address.replaceAll('.', '\\.')}(?!\\d)`, 'i');
  return all.some(
    (message) =>
      text.test(message) || message.includes(bytes.toString('hex')) || message.includes(bytes.toString('latin1')),
  );
}

function cardOf(device: Device | undefined, name: string) {
  const card = device !== undefined && 'interfaces' in device ? device.interfaces[name] : undefined;
  if (card === undefined) throw new Error(`no ${name}`);
  return card;
}

/** Plays what the rules say on every guest's seat until the puzzle is solved. */
async function playToTheEnd(guests: readonly Guest[]): Promise<void> {
  const isOver = () => guests.every((guest) => guest.room.state.phase === 'result');
  for (;;) {
    await until(() => isOver() || guests.some((guest) => cardsOf(guest).length > 0));
    const guest = guests.find((someone) => cardsOf(someone).length > 0);
    if (guest === undefined || isOver()) break;
    const move = rightAnswers(roomOf(guest), meOf(guest).device);
    expect(await guest.ask('play', move)).toBeNull();
    await until(() => !cardsOf(guest).some((card) => card.id === move.card));
  }
}

it('four people solve two-routers: no seat, and no watcher, learns an address of a link on which it is not', async () => {
  const code = await makeRoom(server.base, 'two-routers');
  const guests: Guest[] = [];
  for (let index = 0; index < 5; index++) guests.push(await join(server.base, code));
  const [a, r1, r2, b, watcher] = guests as [Guest, Guest, Guest, Guest, Guest];
  expect(guests.map((guest) => meOf(guest).device)).toEqual(['A', 'R1', 'R2', 'B', '']);
  await a.ask('start', { puzzle: 'two-routers' });
  roomOf(a).pace.setPace({ paused: false, speed: 20 });
  await playToTheEnd([a, r1, r2, b]);
  const result = JSON.parse(watcher.room.state.result) as { device: string; isPerson: boolean; stars: number }[];
  expect(result.map(({ device, isPerson, stars }) => [device, isPerson, stars])).toEqual([
    ['A', true, 3],
    ['R1', true, 3],
    ['R2', true, 3],
    ['B', true, 3],
  ]);

  const { devices } = roomOf(a).round.match.network;
  const card = (device: string, name: string) => cardOf(devices[device], name);
  const [left, link, right] = [
    [card('A', 'eth0'), card('R1', 'eth0')],
    [card('R1', 'eth1'), card('R2', 'eth0')],
    [card('R2', 'eth1'), card('B', 'eth0')],
  ] as const;
  const macs = (...links: (typeof left)[]) => links.flat().map(({ mac }) => mac);
  const expectToKnow = (guest: Guest, who: string, known: boolean, addresses: readonly string[]) => {
    const wrong = addresses.filter((address) => knows(guest, address) !== known);
    expect({ who, known, wrong }).toEqual({ who, known, wrong: [] });
  };
  // The search works: what a seat has to know is found.
  expectToKnow(a, 'A', true, macs(left));
  expectToKnow(r1, 'R1', true, macs(left, link));
  expectToKnow(r2, 'R2', true, macs(link, right));
  expectToKnow(b, 'B', true, macs(right));
  // What it cannot know on a real network either is nowhere.
  const routerAddresses = (...cards: { address: string }[]) => cards.map(({ address }) => address);
  expectToKnow(a, 'A', false, [...macs(link, right), ...routerAddresses(...link, right[0])]);
  expectToKnow(r1, 'R1', false, [...macs(right), ...routerAddresses(right[0])]);
  expectToKnow(r2, 'R2', false, [...macs(left), ...routerAddresses(left[1])]);
  // B pings the address of R1 on the link, so it knows that one.
  expectToKnow(b, 'B', false, [...macs(left, link), ...routerAddresses(left[1], link[1])]);
  expectToKnow(watcher, 'the watcher', false, [
    ...macs(left, link, right),
    ...routerAddresses(...left, ...link, ...right),
  ]);
  expect(watcher.happenings.filter((happening) => 'look' in happening && happening.look !== 'sealed')).toEqual([]);
});

it('nobody receives a private field of another seat, a token, its hash, or what kind of frame flies on a far cable', async () => {
  const code = await makeRoom(server.base, 'two-routers');
  const [ann, bob] = [await join(server.base, code), await join(server.base, code)];
  await ann.ask('start', { puzzle: 'two-routers' });
  const room = roomOf(ann);
  room.pace.setPace({ paused: false, speed: 20 });
  await playToTheEnd([ann, bob]);
  for (const guest of [ann, bob]) {
    for (const seat of seatsOf(guest)) {
      const isOwn = seat.device === meOf(guest).device;
      const { device, cards, tables, verdict, score } = seat;
      const texts = [cards, tables, verdict, score, ...logPlaces.map((place) => seat[place])];
      const filled = texts.slice(0, 5).map((text) => Boolean(text));
      expect([device, texts.some(Boolean), ...filled]).toEqual([device, isOwn, ...filled.map(() => isOwn)]);
    }
    const other = guest === ann ? bob : ann;
    const hash = (await keptOf(server, code)).players.map((player) => player.tokenHash);
    for (const secret of [other.token, other.room.sessionId, room.round.match.seed, ...hash]) {
      expect([...guest.received, JSON.stringify(guest.room.state)].some((text) => text.includes(secret))).toBe(false);
    }
  }
  const links = room.round.match.links;
  const flights = ann.happenings.filter((happening) => happening.kind === 'flight');
  const isNear = (link: string) => links[Number(link.slice(1))]!.some((end) => end.startsWith('A.'));
  expect(flights.filter(({ link, look }) => !isNear(link) && look !== 'sealed')).toEqual([]);
  expect(flights.some(({ link, look }) => isNear(link) && look === 'arp')).toBe(true);
});

it('who predicts whom a packet goes to is told the names of devices, and no address of theirs', async () => {
  const code = await makeRoom(server.base, 'near-or-far');
  const [ann, dan] = [await join(server.base, code), await join(server.base, code)];
  expect(await ann.ask('sit', { device: 'A1' })).toBeNull();
  expect(await dan.ask('sit', { device: 'D' })).toBeNull();
  await ann.ask('start', { puzzle: 'near-or-far' });
  const room = roomOf(ann);
  room.pace.setPace({ paused: false, speed: 20 });
  const own = () => room.round.match.seats['D']!;
  const told = () => {
    const { predictions } = seatOf(dan, 'D');
    return JSON.parse(predictions === '' || predictions === undefined ? 'null' : predictions) as PredictionsView | null;
  };
  const waits = () => told()?.waiting.some((it) => it.device === 'A1') === true;
  await until(waits);
  for (const addressee of ['R', { kind: 'device', id: '02:00:00:00:00:01' }, { kind: 'device' }])
    expect(await dan.ask('predict', { device: 'A1', addressee })).toBe('bad-message');
  expect(await dan.ask('predict', { device: 'A1', addressee: { kind: 'device', id: 'S1' } })).toBe('not-a-choice');
  const truths: unknown[] = [];
  const refusals: unknown[] = [];
  while (truths.length < 4) {
    await until(() => cardsOf(ann).length > 0 || cardsOf(dan).length > 0);
    const guest = cardsOf(dan).length > 0 ? dan : ann;
    if (guest === ann) await until(waits);
    if (guest === ann)
      refusals.push(await dan.ask('predict', { device: 'A1', addressee: { kind: 'device', id: 'R' } }));
    const move = rightAnswers(room, meOf(guest).device);
    expect(await guest.ask('play', move)).toBeNull();
    await until(() => !cardsOf(guest).some((card) => card.id === move.card));
    if (guest === dan) continue;
    await until(() => told()?.tested === own().predictions.tested);
    truths.push(told()?.last);
  }
  expect(refusals).toEqual([null, null, null, null]);
  const said = { device: 'A1', addressee: { kind: 'device', id: 'R' } };
  expect(truths.slice(0, 2)).toEqual([1, 2].map(() => ({ ...said, truth: { kind: 'everybody' }, isRight: false })));
  expect(truths).toContainEqual({ ...said, truth: said.addressee, isRight: true });
  const { devices } = room.round.match.network;
  // Before he sat down at D, he was given A2, so he may know that one.
  const far = ['A1', 'B', 'C1', 'C2'].map((id) => cardOf(devices[id], 'eth0').mac);
  const cards = ['eth0', 'eth1', 'eth2'].map((name) => cardOf(devices['R'], name).mac);
  expect(knows(ann, cards[0]!)).toBe(true);
  expect([...far, ...cards].filter((mac) => knows(dan, mac))).toEqual([]);
});

it('two rooms do not leak into each other', async () => {
  const guests = await Promise.all(
    ['Canary One', 'Canary Two'].map(async (name) =>
      join(server.base, await makeRoom(server.base, 'first-frame', true), undefined, name),
    ),
  );
  const [one, two] = guests as [Guest, Guest];
  for (const guest of guests) roomOf(guest).pace.setPace({ paused: false, speed: 20 });
  await until(() => guests.every((guest) => guest.happenings.length > 3));
  expect(one.received.join('')).toContain('Canary One');
  expect(one.received.join('')).not.toContain('Canary Two');
  expect(two.received.join('')).not.toContain('Canary One');
  expect(one.received.join('')).not.toContain(two.room.state.code);
  const own = cardOf(roomOf(two).round.match.network.devices[meOf(two).device], 'eth0').mac;
  expect(knows(two, own)).toBe(true);
  expect(knows(one, own)).toBe(false);
});
