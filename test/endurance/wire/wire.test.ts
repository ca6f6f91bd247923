/**
 * Students on bad lines: what is done to each line is done by the proxy, and the students are the client as it is. Whatever happens, everybody ends where the server is, with the score that is theirs;
 * each input is carried out once, and what was acknowledged is in the journal.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draw, drawOne, randomFrom, shuffled } from '../../../shared/random.ts';
import { startServer, stopServer, type TestServer } from '../../server/harness.ts';
import { cutMoves, noticed } from './faults.ts';
import { startProxy, type Proxy, type Toxics } from './proxy.ts';
import { finish, openSchool, play, settle } from './school.ts';
import type { Mutant, Student } from './student.ts';
import { isThere, roomOf, wait, within } from './team.ts';
import { expectWhole, faultsOf } from './whole.ts';

let server: TestServer;
let proxy: Proxy;
beforeAll(async () => {
  server = await startServer();
  proxy = startProxy(server.app.port, 'wire');
});
afterAll(async () => {
  await proxy.close();
  await stopServer(server);
});

/** What lines in a bad network are like. */
const bad: readonly Toxics[] = [
  { latency: { ms: 150, jitterMs: 100 } },
  { slicer: { bytes: 1 } },
  { slicer: { bytes: 300, delayMs: 5 }, latency: { ms: 40, jitterMs: 30 } },
  { bandwidth: { bytesPerSecond: 16_000 } },
  {},
];
/** Nothing arrives, and nobody is told. */
const hole: Toxics = { timeout: { ms: 0 } };
const TEN_MINUTES_MS = 10 * 60 * 1000;

/** What is open now comes to nothing; whoever connects anew is in another network, where all is well. */
function lose({ line }: Student): void {
  for (const connection of line.connections) connection.poison(hole);
}

describe.concurrent('on bad lines', () => {
  it('a random part of the lines is stopped one after the other and let go in another order, the others are slow or in slices', async () => {
    const puzzles = ['two-routers', 'spanning-tree', 'who-has', 'the-gateway', 'first-frame'] as const;
    const school = await openSchool({ server, proxy, puzzles, seed: 'swizzle' });
    const random = randomFrom('swizzle');
    play(school);
    // The server hangs up after six to nine seconds without an answer.
    for (const holdMs of [500, 12_000, 4000]) {
      for (const { line } of school.students) line.poison(drawOne(random, bad));
      const stopped = shuffled(random, school.students).slice(0, 6 + draw(random, 8));
      for (const { line } of stopped) {
        line.poison({ clog: true });
        await wait(draw(random, 300));
      }
      await wait(holdMs);
      for (const { line } of shuffled(random, stopped)) {
        line.cure();
        await wait(draw(random, 300));
      }
    }
    await finish('stopped and let go', school);
  });

  it('the line is cut in the middle of a move: before it has come to the server, after it was carried out, in the middle of its bytes', async () => {
    const school = await openSchool({ server, proxy, puzzles: ['first-frame', 'static-routes'], seed: 'cut' });
    play(school);
    const cuts = await cutMoves(school, 8);
    await finish(`cut in a move ${JSON.stringify(cuts)}`, school);
    expect(Math.min(cuts.before, cuts.after, cuts.within)).toBeGreaterThan(0);
    const again = school.students.flatMap(({ sent }) => [...sent.values()].filter(({ tries }) => tries > 1));
    expect(again.length).toBeGreaterThanOrEqual(cuts.after);
  });

  it('one side says that it has nothing more to say: all the same as a line that is cut', async () => {
    const school = await openSchool({ server, proxy, puzzles: ['ping'], seed: 'half-closed' });
    play(school);
    for (const [index, way] of (['up', 'down', 'up', 'down'] as const).entries()) {
      await wait(700);
      for (const { line } of school.students) line.halfClose(way);
      await noticed(school.students, index + 1, 5000);
      await within(15_000, 'everybody is back', () => school.students.every(isThere));
    }
    await finish('half closed', school);
  });

  it('a line on which nothing arrives any more, without a word, is noticed by the browser; a place that is never given, too', async () => {
    const school = await openSchool({ server, proxy, puzzles: ['who-has'], seed: 'half-open' });
    const [first, second, third] = school.students as [Student, Student, Student];
    play(school);
    await wait(1000);
    const lostMs = performance.now();
    lose(first);
    lose(second);
    // Here the way in comes to nothing, too: first what asks for a place, then what opens the line.
    third.line.poison(hole);
    third.line.cut();
    await wait(7000);
    third.line.poison({ limitData: { bytes: 0 } }, ['down'], 0.5);
    await wait(3000);
    third.line.cure();
    await noticed([first, second], 1, 30_000);
    await finish(`half open, noticed after ${Math.round(performance.now() - lostMs)} ms`, school);
  });

  it('who sleeps for ten minutes is back soon after: a page that was frozen, a computer that says nothing of its sleep, a frozen page whose line was kept', async () => {
    const school = await openSchool({ server, proxy, puzzles: ['first-frame'], seed: 'asleep' });
    const [page, computer, kept] = school.students as [Student, Student, Student];
    play(school);
    await wait(1000);
    for (const { clock } of [page, computer, kept]) clock.freeze();
    lose(page);
    lose(computer);
    const [team] = school.teams;
    const isAway = (): boolean => roomOf(team!).people.filter(({ connected }) => !connected).length === 2;
    await within(20_000, 'the server has noticed', isAway);
    await wait(4000);
    for (const { clock } of [page, kept]) {
      clock.resume(TEN_MINUTES_MS, false);
      clock.wake();
    }
    computer.clock.resume(TEN_MINUTES_MS, true);
    const awakeMs = performance.now();
    await noticed([page, computer], 1, 15_000);
    await within(15_000, 'both are back', () => [page, computer].every(isThere));
    await finish(`asleep for ten minutes, back ${Math.round(performance.now() - awakeMs)} ms after waking`, school);
    expect([page, computer, kept].map(({ losses }) => losses.count)).toEqual([1, 1, 0]);
  });

  it('a proxy that closes what is idle: pings hold the line where that takes longer than they do, else everybody comes back', async () => {
    const school = await openSchool({ server, proxy, puzzles: ['ping'], seed: 'idle' });
    for (const { line } of school.students) line.poison({ idle: { ms: 6000 } });
    await wait(10_000);
    expect(school.students.map(({ losses }) => losses.count)).toEqual([0, 0, 0]);
    for (const { line } of school.students) line.poison({ idle: { ms: 600 } });
    await wait(5000);
    expect(Math.min(...school.students.map(({ losses }) => losses.count))).toBeGreaterThan(0);
    play(school);
    await wait(3000);
    await finish('closed when idle', school);
  });
});

describe.concurrent('these tests would notice', () => {
  it.each<[Mutant, RegExp]>([
    ['no-resend', /was told server-busy/],
    ['no-numbers', /was carried out, and nobody has a receipt/],
  ])('a client with %s', async (mutant, says) => {
    const school = await openSchool({ server, proxy, puzzles: ['first-frame'], seed: 'mutant', mutant });
    play(school);
    await cutMoves(school, 4);
    for (const { line } of school.students) line.cure();
    await settle(school);
    expect((await faultsOf(school, school.teams[0]!)).join('\n')).toMatch(says);
  });

  it('a client that never asks whether somebody is there', async () => {
    const school = await openSchool({ server, proxy, puzzles: ['who-has'], seed: 'deaf', mutant: 'no-liveness' });
    const [first] = school.students as [Student];
    lose(first);
    await expect(noticed([first], 1, 25_000)).rejects.toThrow('is taken for open');
    first.line.cut();
    await settle(school);
    await expectWhole(school);
  });
});
