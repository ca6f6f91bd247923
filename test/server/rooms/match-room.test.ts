import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openRound } from '../../../server/rooms/round.ts';
import { StoreError } from '../../../server/store/store.ts';
import {
  cardsOf,
  join,
  keptOf,
  makeRoom,
  meOf,
  newToken,
  post,
  rightAnswers,
  roomOf,
  seatOf,
  seatsOf,
  startServer,
  stopServer,
  takePlace,
  until,
  upgrade,
  type Guest,
  type TestServer,
} from '../harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server));

const enter = (code: string, token?: string, name?: string): Promise<Guest> => join(server.base, code, token, name);

/** Alone at the first machine that will hear something, until there is a card to decide about. */
async function withCard(): Promise<{ guest: Guest; code: string; device: string }> {
  const code = await makeRoom(server.base, 'first-frame', true);
  const guest = await enter(code);
  const device = roomOf(guest).round.match.traffic[0]!.to!;
  expect(await guest.ask('sit', { device })).toBeNull();
  hurry(guest);
  await until(() => cardsOf(guest).length > 0);
  return { guest, code, device };
}

/** Faster than anybody can ask for, from inside the server. */
function hurry(guest: Guest): void {
  roomOf(guest).pace.setPace({ paused: false, speed: 20 });
}

describe('coming in', () => {
  it('alone starts at once on the first seat, the others are bots', async () => {
    const guest = await enter(await makeRoom(server.base, 'two-routers', true), undefined, 'Ann');
    expect(guest.room.state.phase).toBe('play');
    expect(guest.room.state.alone).toBe(true);
    expect(seatsOf(guest).map((seat) => [seat.device, seat.occupant])).toEqual([
      ['A', 'person'],
      ['R1', 'bot'],
      ['R2', 'bot'],
      ['B', 'bot'],
    ]);
    expect(meOf(guest)).toMatchObject({ name: 'Ann', device: 'A', connected: true });
    expect(JSON.parse(seatOf(guest, 'A').tables)).toMatchObject({ kind: 'host' });
  });

  it('friends wait in the lobby, each newcomer on a free seat, until one of them starts', async () => {
    const code = await makeRoom(server.base, 'two-routers');
    const [ann, bob] = [await enter(code), await enter(code)];
    await until(() => seatsOf(ann).filter((seat) => seat.occupant === 'person').length === 2);
    expect(ann.room.state.phase).toBe('lobby');
    expect([meOf(ann).device, meOf(bob).device]).toEqual(['A', 'R1']);
    expect(meOf(ann).colour).not.toBe(meOf(bob).colour);
    expect(await bob.ask('start', { puzzle: 'two-routers' })).toBeNull();
    await until(() => ann.room.state.phase === 'play' && bob.room.state.phase === 'play');
    expect(ann.room.state.round).toBe(1);
  });

  it('another puzzle than the one of the lobby is dealt anew, and who sat sits again', async () => {
    const code = await makeRoom(server.base, 'two-routers');
    const guest = await enter(code);
    expect(await guest.ask('start', { puzzle: 'who-has' })).toBeNull();
    await until(() => guest.room.state.phase === 'play');
    expect(guest.room.state.round).toBe(2);
    expect(guest.room.state.puzzle).toBe('who-has');
    const { device } = meOf(guest);
    expect(seatsOf(guest).map((seat) => seat.device)).toContain(device);
    expect(seatOf(guest, device).occupant).toBe('person');
    expect(JSON.parse(seatOf(guest, device).tables)).toHaveProperty('kind');
  });

  it('late: a free seat if there is one, else watching until one becomes free', async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const first = await enter(code);
    await first.ask('start', { puzzle: 'first-frame' });
    const others = [await enter(code), await enter(code), await enter(code)];
    expect(new Set([first, ...others].map((guest) => meOf(guest).device)).size).toBe(4);
    const watcher = await enter(code);
    expect(meOf(watcher).device).toBe('');
    const { device } = meOf(first);
    expect(await watcher.ask('sit', { device })).toBe('seat-taken');
    expect(await first.ask('sit', { device: null })).toBeNull();
    expect(await watcher.ask('sit', { device })).toBeNull();
    await until(() => meOf(watcher).device === device && seatOf(watcher, device).tables !== '');
  });

  it('a room for one is closed to everybody else', async () => {
    const code = await makeRoom(server.base, 'first-frame', true);
    await enter(code);
    await expect(enter(code)).rejects.toThrow(/409.*room-full/);
  });
});

describe('playing', () => {
  it('a card comes to the seat, a right answer is carried out and counted', async () => {
    const { guest, device } = await withCard();
    const { card, answers } = rightAnswers(roomOf(guest), device);
    expect(cardsOf(guest)[0]!.id).toBe(card);
    expect(await guest.ask('play', { card, answers })).toBeNull();
    await until(() => JSON.parse(seatOf(guest, device).score).right === 1);
    expect(guest.happenings.some(({ kind }) => kind === 'flight')).toBe(true);
  });

  it('simulated time stands while somebody decides', async () => {
    const { guest } = await withCard();
    await until(() => guest.room.state.clock.ratePerMs === 0);
    const { match } = roomOf(guest).round;
    expect(guest.room.state.clock.atUs).toBe(match.network.nowUs);
    expect(guest.room.state.clock.untilUs).toBe(match.network.nowUs);
  });

  it('after the result the same puzzle is dealt with new addresses, and time begins anew', async () => {
    const { guest, device } = await withCard();
    const room = roomOf(guest);
    const before = room.round.match.seed;
    const over = () => guest.room.state.phase === 'result';
    while (!over()) {
      const move = rightAnswers(room, device);
      expect(await guest.ask('play', move)).toBeNull();
      await until(() => over() || (cardsOf(guest)[0]?.id ?? move.card) !== move.card);
    }
    const lines = JSON.parse(guest.room.state.result) as { device: string; isPerson: boolean; stars: number }[];
    expect(lines.find((line) => line.isPerson)).toMatchObject({ device, stars: 3 });
    expect(await guest.ask('play', { card: 1, answers: {} })).toBe('not-your-card');
    const tables = seatOf(guest, device).tables;

    expect(await guest.ask('start', { puzzle: 'first-frame' })).toBeNull();
    await until(() => guest.room.state.round === 2 && guest.room.state.phase === 'play');
    await until(() => (seatOf(guest, device).tables ?? '') !== '');
    expect(room.round.match.seed).not.toBe(before);
    expect(seatOf(guest, device).tables).not.toBe(tables);
    expect(JSON.parse(seatOf(guest, device).score)).toMatchObject({ decisions: 0 });
    expect(guest.room.state.clock.atUs).toBeLessThan(1000);
    expect(guest.room.state.result).toBe('[]');
  });

  it('moving to another seat closes the old one and opens the new one', async () => {
    const guest = await enter(await makeRoom(server.base, 'two-routers', true));
    const before = seatOf(guest, 'A');
    expect(before.tables).not.toBe('');
    expect(await guest.ask('sit', { device: 'R2' })).toBeNull();
    await until(() => meOf(guest).device === 'R2' && (seatOf(guest, 'R2').tables ?? '') !== '');
    expect(JSON.parse(seatOf(guest, 'R2').tables).kind).toBe('router');
    expect(seatOf(guest, 'A').occupant).toBe('bot');
    expect(await guest.ask('sit', { device: null })).toBeNull();
    await until(() => seatOf(guest, 'R2').occupant === 'bot' && meOf(guest).device === '');
  });

  it('alone one can pause, slow down and step; with friends nobody can', async () => {
    const guest = await enter(await makeRoom(server.base, 'two-routers', true));
    expect(await guest.ask('pace', { paused: true, speed: 0.5 })).toBeNull();
    await until(() => guest.room.state.paused && guest.room.state.speed === 0.5);
    expect(await guest.ask('step', {})).toBeNull();
    const friend = await enter(await makeRoom(server.base, 'two-routers'));
    expect(await friend.ask('pace', { paused: true, speed: 1 })).toBe('not-alone');
    expect(await friend.ask('step', {})).toBe('not-alone');
  });
});

describe('refusals', () => {
  it.each([
    ['play', { card: 'one', answers: {} }, 'bad-message'],
    ['play', { card: 1, answers: { nonsense: 'x' } }, 'bad-message'],
    ['play', { card: 1, answers: {}, seat: 'M2' }, 'bad-message'],
    ['play', JSON.parse('{"card":1,"answers":{"__proto__":{"x":1}}}'), 'bad-message'],
    ['play', null, 'bad-message'],
    ['sit', { device: 'X9' }, 'no-such-seat'],
    ['sit', { device: '__proto__' }, 'no-such-seat'],
    ['rename', { name: '‮evil' }, 'bad-name'],
    ['rename', { name: 'x'.repeat(17) }, 'bad-name'],
    ['play', { card: 99999, answers: {} }, 'not-your-card'],
    ['retry', { card: 99999 }, 'not-your-card'],
    ['hint', { card: 99999, part: 'accept', step: 1 }, 'not-your-card'],
    ['start', { puzzle: 'no-such' }, 'bad-message'],
    ['start', { puzzle: 'who-has' }, 'not-finished'],
  ])('%s %j → %s', async (name, message, code) => {
    const guest = await enter(await makeRoom(server.base, 'first-frame', true));
    expect(await guest.ask(name, message)).toBe(code);
  });

  it('an incomplete or impossible answer, and nothing has changed', async () => {
    const { guest, device } = await withCard();
    const { card } = rightAnswers(roomOf(guest), device);
    expect(await guest.ask('play', { card, answers: {} })).toBe('not-answered');
    expect(await guest.ask('play', { card, answers: { accept: 'perhaps' } })).toBe('not-a-choice');
    expect(await guest.ask('hint', { card, part: 'accept', step: 2 })).toBe('no-such-hint');
    expect(cardsOf(guest)[0]!.tries).toBe(0);
  });

  it("another seat's card cannot be played", async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const [ann, bob] = [await enter(code), await enter(code)];
    const match = () => roomOf(ann).round.match;
    const [owner, other] = match().traffic[0]!.to === meOf(bob).device ? [bob, ann] : [ann, bob];
    const heard = match().traffic[0]!.to!;
    await owner.ask('sit', { device: heard });
    await owner.ask('start', { puzzle: 'first-frame' });
    hurry(owner);
    await until(() => (match().seats[heard]?.inbox.length ?? 0) > 0);
    const move = rightAnswers(roomOf(ann), heard);
    expect(await other.ask('play', move)).toBe('not-your-card');
    expect(await owner.ask('play', move)).toBeNull();
  });

  it('who stands cannot play or start', async () => {
    const guest = await enter(await makeRoom(server.base, 'first-frame'));
    await guest.ask('sit', { device: null });
    expect(await guest.ask('start', { puzzle: 'first-frame' })).toBe('not-seated');
    expect(await guest.ask('play', { card: 1, answers: {} })).toBe('not-seated');
  });

  it('more than 20 messages a second are refused, a flood is cut off, and the others play on', async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const [flooder, other] = [await enter(code), await enter(code)];
    const answers = await Promise.allSettled(Array.from({ length: 40 }, () => flooder.ask('step', {})));
    const codes = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'closed'));
    expect(codes).toContain('too-many-messages');
    expect(codes).not.toContain('closed');
    for (let index = 0; index < 100; index++) flooder.room.send('step' as never, {} as never);
    await until(() => flooder.closed.code !== undefined);
    expect(flooder.closed.code).toBe(4002);
    expect(await other.ask('rename', { name: 'Bob' })).toBeNull();
  });

  it('a message over 2 kB, and one of an unknown kind, end the connection', async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const [large, unknown] = [await enter(code), await enter(code)];
    large.room.send('rename' as never, { name: 'x'.repeat(3000) } as never);
    await until(() => large.closed.code !== undefined);
    unknown.room.send('constructor' as never, {} as never);
    await until(() => unknown.closed.code !== undefined);
    expect(unknown.closed.code).toBe(4002);
  });

  it('the puzzle that one chooses in the lobby is chosen for all, with its seats; not while a match runs', async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const [ann, bob] = [await enter(code), await enter(code)];
    expect(await ann.ask('choose', { puzzle: 'two-routers' })).toBe(null);
    await until(() => bob.room.state.puzzle === 'two-routers' && bob.room.state.seats.has('R2'));
    expect(bob.room.state.phase).toBe('lobby');
    expect([meOf(ann).device, meOf(bob).device]).toEqual(['A', 'R1']);
    await bob.ask('start', { puzzle: 'two-routers' });
    expect(await ann.ask('choose', { puzzle: 'who-has' })).toBe('not-finished');
  });

  it('a message of an unknown kind with a long name ends the connection, not the server', async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const [guest, other] = [await enter(code), await enter(code)];
    guest.room.send('n'.repeat(200) as never, {} as never);
    await until(() => guest.closed.code !== undefined);
    expect(await other.ask('rename', { name: 'Mei' })).toBe(null);
  });

  it('a mistake of ours is answered "internal", and the room goes on', async () => {
    const guest = await enter(await makeRoom(server.base, 'first-frame'));
    const room = roomOf(guest);
    vi.spyOn(room, 'record', 'get').mockReturnValue({ ...room.record, alone: true });
    vi.spyOn(room.pace, 'setPace').mockImplementationOnce(() => {
      throw new Error('a mistake, made on purpose by a test');
    });
    expect(await guest.ask('pace', { paused: true, speed: 1 })).toBe('internal');
    expect(await guest.ask('rename', { name: 'Still here' })).toBeNull();
  });
});

describe('a disk that cannot be written', () => {
  it('nothing counts, everybody is told, what was written can be seen, and it goes on by itself', async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const [guest, other] = [await enter(code), await enter(code)];
    const device = roomOf(guest).round.match.traffic[0]!.to!;
    if (meOf(other).device === device) await other.ask('sit', { device: null });
    await guest.ask('sit', { device });
    await guest.ask('start', { puzzle: 'first-frame' });
    hurry(guest);
    await until(() => cardsOf(guest).length > 0);
    const room = roomOf(guest);
    const move = rightAnswers(room, device);
    const { seq } = guest.room.state;
    const cards = JSON.stringify(cardsOf(guest));
    const full = () => Promise.reject(new StoreError('cannot-write', 'disk full, on purpose by a test'));
    const writes = [
      vi.spyOn(server.store, 'addInput').mockImplementation(full),
      vi.spyOn(server.store, 'putPlayer').mockImplementation(full),
      vi.spyOn(server.store, 'canWrite').mockResolvedValue(false),
    ];
    expect(await guest.ask('play', move)).toBe('cannot-save');
    await until(() => [guest, other].every((one) => one.room.state.halt === 'cannot-save'));
    // What had been accepted in memory has not been seen by anybody, and is not there any more.
    expect(guest.room.state.seq).toBe(seq);
    expect(JSON.stringify(cardsOf(guest))).toBe(cards);
    expect(await guest.ask('play', move)).toBe('cannot-save');
    expect(await other.ask('sit', { device: null })).toBe('cannot-save');
    expect((await post(server.base, `/api/rooms/${code}/join`, { token: newToken() })).body).toEqual({
      error: 'cannot-save',
    });
    // Who is known comes in and reads.
    const again = await enter(code, guest.token);
    expect(JSON.stringify(cardsOf(again))).toBe(cards);

    for (const write of writes) write.mockRestore();
    await until(() => again.room.state.halt === '');
    expect(await again.ask('play', rightAnswers(roomOf(again), device))).toBeNull();
    expect((await keptOf(server, code)).inputs.length).toBeGreaterThan(seq);
    expect(roomOf(again)).toBe(room);
  });
});

describe('an exception in a match', () => {
  it('parks that match at what is written; the others never notice; it can be dealt anew', async () => {
    const { guest, code, device } = await withCard();
    const neighbour = await withCard();
    const { seq } = guest.room.state;
    const room = roomOf(guest);
    const move = rightAnswers(room, device);
    // Something that no rule foresees: the seat has lost its inbox half way.
    Object.defineProperty(room.round.match.seats[device], 'log', {
      get: () => {
        throw new Error('a mistake, made on purpose by a test');
      },
    });
    expect(await guest.ask('play', move)).toBe('parked');
    await until(() => guest.room.state.halt === 'parked');
    expect(guest.room.state.seq).toBe(seq);
    expect(room.round.match).toEqual(openRound(await keptOf(server, code)).round.match);
    expect(await guest.ask('play', move)).toBe('parked');
    expect(neighbour.guest.room.state.halt).toBe('');
    expect(await neighbour.guest.ask('play', rightAnswers(roomOf(neighbour.guest), neighbour.device))).toBeNull();

    expect(await guest.ask('start', { puzzle: guest.room.state.puzzle })).toBeNull();
    await until(() => guest.room.state.halt === '' && guest.room.state.round === 2);
    expect((await keptOf(server, code)).round.number).toBe(2);
  });

  it('parks it also when it is met in drawing the state, or while time runs', async () => {
    for (const field of ['goalsMetUs', 'traffic'] as const) {
      const { guest } = await withCard();
      const other = roomOf(guest).round.match;
      Object.defineProperty(other, field, {
        get: () => {
          throw new Error(`a mistake, made on purpose by a test: ${field}`);
        },
      });
      roomOf(guest).changed();
      roomOf(guest).pace.setPace({ paused: false, speed: 1 });
      await until(() => guest.room.state.halt === 'parked');
      expect(roomOf(guest).round.match === other).toBe(false);
      expect(guest.room.state.goals).toContain('answered');
    }
  });
});

describe('going and coming back', () => {
  it('after 3 seconds the autopilot plays for somebody who is away; back with the same token: same seat, same score', async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const [ann, bob] = [await enter(code, undefined, 'Ann'), await enter(code)];
    const heard = roomOf(ann).round.match.traffic[0]!.to!;
    if (meOf(bob).device === heard) await bob.ask('sit', { device: null });
    await ann.ask('sit', { device: heard });
    await ann.ask('start', { puzzle: 'first-frame' });
    hurry(ann);
    await until(() => cardsOf(ann).length > 0);
    await ann.ask('play', rightAnswers(roomOf(ann), heard));
    await until(() => JSON.parse(seatOf(ann, heard).score).right === 1);
    const score = JSON.parse(seatOf(ann, heard).score);
    const { id, colour } = meOf(ann);

    ann.room.connection.close();
    await until(() => bob.room.state.players.get(id)?.connected === false);
    expect(seatOf(bob, heard).occupant).toBe('person');
    await until(() => seatOf(bob, heard).occupant === 'autopilot');
    expect(seatOf(bob, heard).player).toBe(id);
    expect(await bob.ask('sit', { device: heard })).toBe('seat-taken');

    const again = await enter(code, ann.token);
    expect(meOf(again)).toMatchObject({ id, colour, name: 'Ann', device: heard, connected: true });
    expect(seatOf(again, heard).occupant).toBe('person');
    expect(JSON.parse(seatOf(again, heard).score).right).toBe(score.right);
    expect([...again.room.state.players.keys()]).toHaveLength(2);
  });

  it('time stands while nobody at all is here', async () => {
    const guest = await enter(await makeRoom(server.base, 'two-routers', true));
    const room = roomOf(guest);
    await until(() => room.state.clock.ratePerMs > 0 || cardsOf(guest).length > 0);
    guest.room.connection.close();
    await until(() => room.clients.length === 0);
    expect(room.state.clock.ratePerMs).toBe(0);
    const { nowUs } = room.round.match.network;
    const again = await enter(room.record.code, guest.token);
    expect(again.room.state.clock.atUs).toBe(nowUs);
    expect(seatOf(again, 'A').occupant).toBe('person');
  });

  it('a client that goes before it has come harms nobody', async () => {
    const code = await makeRoom(server.base, 'first-frame');
    const { body } = await post(server.base, `/api/rooms/${code}/join`, { token: newToken() });
    const { processId, roomId, sessionId } = (body as { reservation: Record<string, string> }).reservation;
    const { status, socket } = await upgrade(server.base, `/${processId}/${roomId}?sessionId=${sessionId}`);
    expect(status).toBe(101);
    socket?.write(Buffer.from([255, 0, 193, 220, 255, 255]));
    socket?.destroy();
    const guest = await enter(code);
    expect(await guest.ask('rename', { name: 'Ann' })).toBeNull();
  });

  it('the newest connection of a token wins, and the older one is told', async () => {
    const code = await makeRoom(server.base, 'first-frame', true);
    const token = newToken();
    const older = await enter(code, token);
    const { body } = await post(server.base, `/api/rooms/${code}/join`, { token, page: 'newest-page' });
    const newer = await takePlace(server.base, (body as { reservation: unknown }).reservation, token);
    await until(() => older.closed.code !== undefined && seatsOf(newer).length > 0);
    // And by which page, so that a page knows a late try of its own.
    expect(older.closed).toEqual({ code: 4101, replaced: true, by: 'newest-page' });
    await until(() => roomOf(newer).clients.length === 1);
    expect(meOf(newer).connected).toBe(true);
    expect(await newer.ask('rename', { name: 'New tab' })).toBeNull();
  });
});
