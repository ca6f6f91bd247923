import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Line, LineEvents, Transport } from '../../client/connection.ts';
import type { Outcome } from '../../client/model.ts';
import type { RoomSnapshot } from '../../client/room-reader.ts';
import { createSession } from '../../client/session.ts';
import type { RoomSignals, Session } from '../../client/session.ts';
import { createRoomSignals } from '../../client/store.ts';
import { memoryKeeper, settle, SimulatedPage } from './simulated.ts';
import { lesson, map, snapshot } from './snapshot.ts';

/** A network that answers as the test says, and time that passes when the test says. */
class FakeNetwork {
  joins: { code: string; token: string }[] = [];
  classJoins: unknown[] = [];
  requests: string[] = [];
  messages: unknown[] = [];
  lines: { events: LineEvents<RoomSnapshot>; closed: boolean }[] = [];
  joinAnswer: () => Promise<Outcome<unknown>> = () => Promise.resolve({ value: 'place' });
  requestAnswer: () => Promise<Outcome<unknown>> = () => Promise.resolve({ value: null });

  transport: Transport = {
    makeRoom: () => Promise.resolve({ value: 'BCDFGH' }),
    mapOf: () => Promise.resolve({ value: map }),
    join: (code, token) => {
      this.joins.push({ code, token });
      return this.joinAnswer();
    },
    joinClass: (code, token, wish) => {
      this.classJoins.push({ code, token, ...wish });
      return this.joinAnswer();
    },
    classAt: () => Promise.resolve({ refused: 'no-such-class' }),
    placeAt: () => Promise.resolve({ value: 'class' }),
    open: (_place, events): Promise<Line> => {
      const line = { events, closed: false };
      this.lines.push(line);
      return Promise.resolve({
        request: (name, message) => {
          this.requests.push(name);
          this.messages.push(message);
          return this.requestAnswer();
        },
        close: () => (line.closed = true),
      });
    },
  };

  get line(): LineEvents<RoomSnapshot> {
    return this.lines.at(-1)!.events;
  }
}

/** Longer than any wait before the next try. */
const SOON_MS = 3000;

let page: SimulatedPage;
let network: FakeNetwork;
let signals: RoomSignals;
let session: Session;

beforeEach(() => {
  page = new SimulatedPage();
  network = new FakeNetwork();
  signals = createRoomSignals();
  session = createSession(signals, network.transport, {
    ...page.around,
    tab: memoryKeeper(),
    drawOutbox: () => 'outbox-id-1',
    tokenFor: (code) => `token of ${code}`,
    name: () => 'Mei',
  });
});

async function enter(): Promise<void> {
  session.enter('BCDFGH');
  await settle();
}

describe('coming in', () => {
  it('asks for a place with the token of the room and shows the state', async () => {
    session.enter('BCDFGH');
    expect(signals.connection.value).toBe('connecting');
    await settle();
    expect(signals.connection.value).toBe('open');
    expect(network.joins).toEqual([{ code: 'BCDFGH', token: 'token of BCDFGH' }]);
    network.line.state(snapshot({ clock: { atUs: 40, ratePerMs: 0.1, untilUs: 140 } }));
    expect(signals.room.value?.me.name).toBe('Mei');
    expect(signals.clock.value).toEqual({ atUs: 40, ratePerMs: 0.1, untilUs: 140, receivedMs: 1000 });
  });

  it('stops at a final refusal and says which', async () => {
    network.joinAnswer = () => Promise.resolve({ refused: 'room-full' });
    await enter();
    expect(signals.connection.value).toBe('gone');
    expect(session.refusal.value).toBe('room-full');
    expect(page.timers.size).toBe(0);
  });

  it('tries again when the server is busy or not reached', async () => {
    network.joinAnswer = () => Promise.resolve({ refused: 'server-busy' });
    await enter();
    expect(signals.connection.value).toBe('lost');
    network.joinAnswer = () => Promise.reject(new TypeError('failed to fetch'));
    await page.pass(SOON_MS);
    expect(signals.connection.value).toBe('lost');
    network.joinAnswer = () => Promise.resolve({ value: 'place' });
    await page.pass(SOON_MS);
    expect(signals.connection.value).toBe('open');
    expect(network.joins.length).toBeGreaterThan(2);
  });
});

describe('a broken line', () => {
  it('is mended by joining again with the same token', async () => {
    await enter();
    network.line.closed(1006);
    expect(signals.connection.value).toBe('lost');
    await page.pass(SOON_MS);
    expect(signals.connection.value).toBe('open');
    expect(new Set(network.joins.map(({ token }) => token))).toEqual(new Set(['token of BCDFGH']));
  });

  it('does not hear a line that was given up', async () => {
    await enter();
    const old = network.line;
    old.closed(1006);
    await page.pass(SOON_MS);
    old.closed(1006);
    expect(signals.connection.value).toBe('open');
    expect(network.lines[0]!.closed).toBe(true);
  });
});

describe('two tabs', () => {
  it('leaves the room to the newer one, and takes it back when asked', async () => {
    await enter();
    network.line.replaced();
    network.line.closed(1006);
    expect(signals.connection.value).toBe('replaced');
    await page.wake();
    await page.pass(SOON_MS);
    expect(signals.connection.value).toBe('replaced');
    session.takeBack();
    await settle();
    expect(signals.connection.value).toBe('open');
  });
});

describe('requests', () => {
  it('wait for the line to be mended', async () => {
    await enter();
    network.line.closed(1006);
    const answered = signal<unknown>('open');
    void session.intents.sit('M2').then((answer) => (answered.value = answer));
    await settle();
    expect(network.requests).toEqual([]);
    await page.wake();
    expect(network.requests).toEqual(['sit']);
    expect(answered.value).toBe(null);
  });

  it('are sent once more when the line broke before the answer, unless twice would do harm', async () => {
    await enter();
    network.requestAnswer = () => {
      network.requestAnswer = () => Promise.resolve({ value: null });
      return Promise.reject(new Error('connection closed'));
    };
    expect(await session.intents.hand(true)).toBe(null);
    expect(network.requests).toEqual(['hand', 'hand']);
    network.requestAnswer = () => Promise.reject(new Error('connection closed'));
    expect(await session.intents.start('who-has')).toBe('server-busy');
    expect(network.requests).toEqual(['hand', 'hand', 'start']);
  });

  it('of the console come back with what it printed, or with the reason of the refusal', async () => {
    await enter();
    const reply = { output: 'M1\n', status: 0, isCut: false };
    network.requestAnswer = () => Promise.resolve({ value: reply });
    expect(await session.intents.console('hostname')).toEqual({ value: reply });
    network.requestAnswer = () => Promise.resolve({ refused: 'no-console' });
    expect(await session.intents.console('hostname')).toEqual({ refused: 'no-console' });
    expect(await session.intents.sit('H')).toBe('no-console');
  });

  it('are refused outside of a room', async () => {
    expect(await session.intents.sit('M1')).toBe('server-busy');
    expect(await session.intents.play(1, {})).toBe('server-busy');
  });
});

describe('inputs of the match', () => {
  it('wait for line and state however long it takes, and are sent again until they are answered', async () => {
    await enter();
    network.line.state(snapshot({ round: 3 }));
    network.requestAnswer = () => new Promise(() => {});
    const answered: unknown[] = [];
    void session.intents.play(1, { accept: 'take' }).then((answer) => answered.push(answer));
    await settle();
    network.joinAnswer = () => Promise.reject(new TypeError('failed to fetch'));
    network.line.closed(1006);
    await page.pass(60_000);
    expect([answered, session.waiting.value]).toEqual([[], 1]);
    network.joinAnswer = () => Promise.resolve({ value: 'place' });
    network.requestAnswer = () => Promise.resolve({ value: { seq: 0 } });
    await page.pass(SOON_MS);
    expect([signals.connection.value, answered]).toEqual(['open', []]);
    network.line.state(snapshot({ round: 3 }));
    await settle();
    expect([answered, session.waiting.value]).toEqual([[null], 0]);
    const message = { card: 1, answers: { accept: 'take' }, act: { outbox: 'outbox-id-1', number: 1, round: 3 } };
    expect(network.messages).toEqual([message, message]);
  });

  it('are given up by nobody but who leaves', async () => {
    await enter();
    network.line.state(snapshot({}));
    network.requestAnswer = () => new Promise(() => {});
    const answer = session.intents.ready(true);
    session.leave();
    expect(await answer).toBe('server-busy');
  });
});

describe('happenings', () => {
  const flight = (id: number) => ({
    kind: 'flight' as const,
    id,
    link: 'l0',
    from: 'M1',
    departUs: 0,
    arriveUs: 100,
    look: 'icmp' as const,
  });

  it('are kept in order, the newer telling of one replaces the older, a new round begins without', async () => {
    await enter();
    network.line.state(snapshot({}));
    network.line.happenings([flight(1), flight(2)]);
    network.line.happenings([flight(2), flight(3)]);
    expect(signals.happenings.value.map((it) => ('id' in it ? it.id : 0))).toEqual([1, 2, 3]);
    network.line.state(snapshot({ round: 2 }));
    expect(signals.happenings.value).toEqual([]);
  });

  it('are at most 200', async () => {
    await enter();
    network.line.happenings(Array.from({ length: 300 }, (_, id) => flight(id)));
    expect(signals.happenings.value).toHaveLength(200);
    expect(signals.happenings.value.at(-1)).toMatchObject({ id: 299 });
  });
});

describe('phrases', () => {
  const said = (number: number, player: string) => ({
    kind: 'said' as const,
    number,
    player,
    device: 'M1',
    phrase: 'look' as const,
    at: null,
    atUs: 0,
  });

  it('of others are not kept while they are not wanted; the own ones are', async () => {
    await enter();
    network.line.state(snapshot({}));
    network.line.happenings([said(1, 'q')]);
    signals.muted.value = true;
    network.line.happenings([said(2, 'q'), said(3, 'p')]);
    signals.muted.value = false;
    network.line.happenings([said(4, 'q')]);
    expect(signals.happenings.value).toMatchObject([{ number: 1 }, { number: 3 }, { number: 4 }]);
  });

  it('are not said again when the line broke before the answer', async () => {
    await enter();
    network.requestAnswer = () => Promise.reject(new Error('connection closed'));
    expect(await session.intents.say('look', null)).toBe('server-busy');
    expect(network.requests).toEqual(['say']);
  });
});

it('leaves nothing behind', async () => {
  await enter();
  network.line.state(snapshot({}));
  session.leave();
  expect(network.lines[0]!.closed).toBe(true);
  expect(signals.room.value).toBe(null);
  expect(signals.connection.value).toBe('idle');
  expect(page.timers.size).toBe(0);
});

describe('in a class', () => {
  const token = 'token of class/BCDFGH';
  const first = { code: 'BCDFGH', token, name: 'Otter' };
  const back = { code: 'BCDFGH', token, back: true };

  async function enterClass(): Promise<void> {
    session.enterClass('BCDFGH', { name: 'Otter' });
    await settle();
  }

  it('comes in under a name, and from then on only back', async () => {
    await enterClass();
    network.line.closed(1006);
    expect(signals.connection.value).toBe('lost');
    await page.pass(SOON_MS);
    expect(signals.connection.value).toBe('open');
    expect(network.classJoins).toEqual([first, back]);
  });

  it('after too many wrong numbers it says so, and does not try on by itself', async () => {
    network.joinAnswer = () => Promise.resolve({ refused: 'too-many-messages' });
    session.enterClass('BCDFGH', { number: '0042' });
    await settle();
    expect([signals.connection.value, session.refusal.value]).toEqual(['gone', 'too-many-messages']);
    expect([page.timers.size, network.classJoins.length]).toEqual([0, 1]);
  });

  it('who is moved comes into the new room at once, without a word of a lost line', async () => {
    await enterClass();
    const seen: string[] = [];
    const stop = signals.connection.subscribe((now) => seen.push(now));
    network.line.closed(4103);
    await settle();
    stop();
    expect(seen).toEqual(['open', 'connecting', 'open']);
    expect(network.classJoins).toEqual([first, back]);
  });

  it.each([
    [4104, 'removed', 'no-such-student'],
    [4105, 'deleted', 'no-such-class'],
  ] as const)(
    'the server ends the line with %i: %s, and nobody comes back by themselves',
    async (code, why, refusal) => {
      await enterClass();
      network.line.closed(code);
      await page.pass(SOON_MS);
      await page.wake();
      expect([session.farewell.value, session.refusal.value, signals.connection.value]).toEqual([why, refusal, 'gone']);
      expect(network.classJoins).toEqual([first]);
      session.leave();
      expect(session.farewell.value).toBeNull();
    },
  );

  it('a seat that went to another browser is not taken anew', async () => {
    await enterClass();
    network.joinAnswer = () => Promise.resolve({ refused: 'no-such-student' });
    network.line.closed(4101);
    await settle();
    expect(network.classJoins).toEqual([first, back]);
    expect([session.farewell.value, session.refusal.value]).toEqual([null, 'no-such-student']);
  });

  it('after a try without an answer it first asks whether that one has succeeded', async () => {
    network.joinAnswer = () => Promise.reject(new Error('no network'));
    session.enterClass('BCDFGH', { number: '0042' });
    await settle();
    network.joinAnswer = () => {
      network.joinAnswer = () => Promise.resolve({ value: 'place' });
      return Promise.resolve({ refused: 'no-such-student' });
    };
    await page.pass(SOON_MS);
    expect(signals.connection.value).toBe('open');
    const number = { code: 'BCDFGH', token, number: '0042' };
    expect(network.classJoins).toEqual([number, back, number]);
  });

  it('sends nothing that plays while the teacher holds everything, but reads and raises a hand', async () => {
    await enterClass();
    network.line.state(snapshot({ lesson: JSON.stringify({ ...lesson, frozen: true }) }));
    expect(await session.intents.play(1, {})).toBe('frozen');
    expect(await session.intents.say('look', null)).toBe('frozen');
    expect(network.requests).toEqual([]);
    await session.intents.hand(true);
    await session.intents.console('ip route');
    expect(network.requests).toEqual(['hand', 'console']);
    network.line.state(snapshot({ lesson: JSON.stringify(lesson) }));
    expect(await session.intents.play(1, {})).toBeNull();
  });
});
