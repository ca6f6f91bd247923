import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Line, LineEvents } from '../../client/connection.ts';
import type { Connection, Outcome } from '../../client/model.ts';
import { createStay, type Stay } from '../../client/stay.ts';
import { settle, SimulatedPage } from './simulated.ts';

type Answer<Value> = (until: AbortSignal) => Promise<Value>;
const never = (): Promise<never> => new Promise(() => {});
const unreached = (): Promise<never> => Promise.reject(new TypeError('failed to fetch'));
const here = (): Promise<Outcome<unknown>> => Promise.resolve({ value: 'place' });

/** A server that answers as the test says, and what was asked of it. */
class FakeServer {
  place: Answer<Outcome<unknown>> = here;
  opens: Answer<void> = () => Promise.resolve();
  /** To a question on a line. */
  answer: () => Promise<Outcome<unknown>> = () => Promise.resolve({ value: null });
  readonly triedAtMs: number[] = [];
  readonly tries: AbortSignal[] = [];
  readonly lines: { readonly events: LineEvents<unknown>; closed: boolean }[] = [];
  readonly asked: { readonly name: string; readonly atMs: number }[] = [];

  get line(): LineEvents<unknown> {
    return this.lines.at(-1)!.events;
  }

  get alive(): number[] {
    return this.asked.filter(({ name }) => name === 'alive').map(({ atMs }) => atMs);
  }
}

let page: SimulatedPage;
let server: FakeServer;
let stay: Stay;
const connection = signal<Connection>('idle');

beforeEach(() => {
  page = new SimulatedPage();
  server = new FakeServer();
  connection.value = 'idle';
  stay = createStay<unknown>({
    around: page.around,
    connection,
    place: (until) => {
      server.triedAtMs.push(page.nowMs);
      server.tries.push(until);
      return server.place(until);
    },
    open: async (_place, events, until): Promise<Line> => {
      const line = { events, closed: false };
      server.lines.push(line);
      await server.opens(until);
      return {
        request: (name) => {
          server.asked.push({ name, atMs: page.nowMs });
          return server.answer();
        },
        close: () => (line.closed = true),
      };
    },
    state: () => {},
  });
});

async function enter(): Promise<void> {
  stay.enter();
  await settle();
}

const waits = (): number[] => server.triedAtMs.slice(1).map((atMs, index) => atMs - server.triedAtMs[index]!);

describe('a lost line', () => {
  it.each([
    [1, [300, 600, 1200, 2400, 2500, 2500]],
    [0.5, [150, 300, 600, 1200, 1250, 1250]],
    [0, [0, 0, 0, 0, 0, 0]],
  ])(
    'is tried again after waits that double up to 2.5 s, of which chance (%d) takes any part',
    async (chance, expected) => {
      page.chance = chance;
      server.place = () => {
        if (server.triedAtMs.length > 6) return never();
        return unreached();
      };
      await enter();
      await page.pass(15_000 * chance);
      expect(waits().slice(0, 6)).toEqual(expected);
      expect(connection.value).toBe('lost');
    },
  );

  it('is back within three seconds after the server is, however long that took', async () => {
    page.chance = 1;
    await enter();
    server.place = unreached;
    server.line.closed(1006);
    await page.pass(10 * 60_000);
    expect(connection.value).toBe('lost');
    server.place = here;
    await page.pass(3000);
    expect(connection.value).toBe('open');
  });

  it('that breaks again and again at once is not tried faster and faster', async () => {
    page.chance = 1;
    await enter();
    for (let cut = 0; cut < 4; cut++) {
      server.line.closed(1006);
      await page.pass(2500);
    }
    expect(waits()).toEqual([300, 2500 - 300 + 600, 2500 - 600 + 1200, 2500 - 1200 + 2400]);
  });

  it('begins with short waits again when it has been there for a while', async () => {
    page.chance = 1;
    server.place = unreached;
    await enter();
    await page.pass(5000);
    server.place = here;
    await page.pass(10_000);
    server.line.closed(1006);
    const triedMs = page.nowMs;
    await page.pass(300);
    expect(server.triedAtMs.at(-1)! - triedMs).toBe(300);
  });

  it('is told apart from a server that says it stops for a moment', async () => {
    await enter();
    server.place = unreached;
    server.line.closed(4001);
    expect(connection.value).toBe('restarting');
    await page.pass(5000);
    expect(connection.value).toBe('restarting');
    await page.pass(120_000);
    expect(connection.value).toBe('lost');
    server.place = here;
    await page.pass(3000);
    expect(connection.value).toBe('open');
  });

  it('says why it is not let in when the server cannot write, and goes on trying', async () => {
    server.place = () => Promise.resolve({ refused: 'cannot-save' });
    await enter();
    await page.pass(5000);
    expect([connection.value, stay.refusal.value]).toEqual(['lost', 'cannot-save']);
    server.place = here;
    await page.pass(3000);
    expect([connection.value, stay.refusal.value]).toEqual(['open', null]);
  });
});

describe('a try', () => {
  it.each(['place', 'opens'] as const)('is given up after five seconds without an answer (%s)', async (stage) => {
    page.chance = 0;
    server[stage] = never;
    await enter();
    await page.pass(4999);
    expect(server.triedAtMs).toHaveLength(1);
    await page.pass(1);
    expect(server.triedAtMs).toHaveLength(2);
    expect(server.tries.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('is the only one at any time, whatever wakes the page', async () => {
    let running = 0;
    let most = 0;
    server.place = (until) => {
      most = Math.max(most, ++running);
      return new Promise((_resolve, reject) => {
        const end = (): void => {
          running--;
          reject(new Error('given up'));
        };
        until.addEventListener('abort', end);
      });
    };
    await enter();
    for (let wake = 0; wake < 200; wake++) {
      await page.wake();
      if (wake % 7 === 0) stay.takeBack();
      await page.pass(170);
    }
    expect(most).toBe(1);
    expect(server.triedAtMs.length).toBeGreaterThan(5);
    stay.leave();
    await settle();
    expect([running, page.timers.size]).toEqual([0, 0]);
  });

  it('closes a line that opens when nobody wants it any more', async () => {
    let open = (): void => {};
    server.opens = () => new Promise((resolve) => (open = resolve));
    await enter();
    stay.leave();
    open();
    await settle();
    expect(server.lines.map(({ closed }) => closed)).toEqual([true]);
    expect(connection.value).toBe('idle');
  });
});

describe('a wake', () => {
  it('of a page whose line is lost: tries at once', async () => {
    await enter();
    server.place = unreached;
    server.line.closed(1006);
    await page.pass(60_000);
    server.place = here;
    await page.wake();
    expect(connection.value).toBe('open');
  });

  it('during a try that has only begun: the next one follows at once', async () => {
    page.chance = 1;
    let fail = (): void => {};
    server.place = () => new Promise((_resolve, reject) => (fail = () => reject(new Error('no network'))));
    await enter();
    await page.wake();
    expect(server.triedAtMs).toHaveLength(1);
    server.place = here;
    fail();
    await settle();
    await page.pass(0);
    expect(connection.value).toBe('open');
  });

  it('during a try that hangs: a new one takes its place', async () => {
    server.place = never;
    await enter();
    await page.pass(1500);
    server.place = here;
    await page.wake();
    expect(connection.value).toBe('open');
    expect(server.tries[0]!.aborted).toBe(true);
  });

  it('of a page that another tab has replaced: leaves it so', async () => {
    await enter();
    server.line.replaced();
    await page.wake();
    await page.pass(60_000);
    expect([connection.value, server.triedAtMs.length]).toEqual(['replaced', 1]);
    stay.takeBack();
    await settle();
    expect(connection.value).toBe('open');
  });
});

describe('a line that another one of the same person has replaced', () => {
  it.each(['another-pag', undefined])('of another page (%s): leaves it so', async (by) => {
    await enter();
    server.line.replaced(by);
    await page.pass(60_000);
    expect([connection.value, server.triedAtMs.length]).toEqual(['replaced', 1]);
  });

  it('of a try of its own that came late: comes in again, each time', async () => {
    await enter();
    for (const tries of [2, 3]) {
      server.line.replaced('present-lif');
      await page.pass(3000);
      expect([connection.value, server.triedAtMs.length]).toEqual(['open', tries]);
    }
  });

  it('of its life before it was loaded anew: comes in again, once', async () => {
    await enter();
    server.line.replaced('former-life');
    await page.pass(3000);
    expect([connection.value, server.triedAtMs.length]).toEqual(['open', 2]);
    server.line.replaced('former-life');
    await page.pass(60_000);
    expect([connection.value, server.triedAtMs.length]).toEqual(['replaced', 2]);
  });
});

describe('a line on which nobody answers', () => {
  it('is asked every 8 s while nothing is heard, and left alone while the server answers', async () => {
    await enter();
    const openedMs = page.nowMs;
    await page.pass(61_000);
    expect(server.alive.map((atMs) => atMs - openedMs)).toEqual([8000, 16_000, 24_000, 32_000, 40_000, 48_000, 56_000]);
    expect([connection.value, server.triedAtMs.length]).toEqual(['open', 1]);
  });

  it('is not asked while something is heard', async () => {
    await enter();
    for (let turn = 0; turn < 10; turn++) {
      await page.pass(7000);
      if (turn % 2 === 0) server.line.state({});
      else server.line.happenings([]);
    }
    expect(server.alive).toEqual([]);
  });

  it('is given up for a new one at once when four seconds have gone without an answer', async () => {
    await enter();
    server.answer = never;
    await page.pass(8000 + 3999);
    expect([connection.value, server.lines[0]!.closed]).toEqual(['open', false]);
    const seen: Connection[] = [];
    const stop = connection.subscribe((now) => seen.push(now));
    await page.pass(1);
    stop();
    expect(seen).toEqual(['open', 'lost', 'open']);
    expect(server.lines.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('is not saved by what had arrived before it died', async () => {
    await enter();
    server.answer = never;
    await page.wake();
    server.line.state({});
    await page.pass(4000);
    expect(server.lines).toHaveLength(2);
  });

  it.each(['a wake', 'a clock that has jumped'])('is noticed four seconds after %s', async (how) => {
    await enter();
    await page.pass(2000);
    server.answer = never;
    page.sleptMs += 10 * 60_000;
    if (how === 'a wake') await page.wake();
    else await page.pass(3000);
    expect(server.alive).toHaveLength(1);
    await page.pass(4000);
    expect(server.lines).toHaveLength(2);
    expect(connection.value).toBe('open');
  });

  it('a question from before a sleep says nothing about the line after it', async () => {
    await enter();
    server.answer = never;
    await page.wake();
    await page.pass(3000);
    server.answer = () => Promise.resolve({ value: null });
    page.sleptMs += 60_000;
    await page.wake();
    await page.pass(4000);
    expect(server.lines).toHaveLength(1);
  });
});

it('leaves nothing behind', async () => {
  await enter();
  await page.wake();
  stay.leave();
  await page.wake();
  await page.pass(60_000);
  expect([page.timers.size, server.triedAtMs.length, connection.value]).toEqual([0, 1, 'idle']);
});
