/**
 * Two minutes without a network for everybody, in real time: longer than the server's pings, so it has given up every line, and than the timeouts of everything in between. Some are in the middle of a
 * move when it begins.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ScoreView } from '../../../shared/game/view.ts';
import { startServer, stopServer, type TestServer } from '../../server/harness.ts';
import { startProxy, type Proxy } from './proxy.ts';
import { finish, openSchool, play, settle } from './school.ts';
import type { Student } from './student.ts';
import { isThere, roomOf, wait, within, type Team } from './team.ts';

const OUTAGE_MS = 120_000;

let server: TestServer;
let proxy: Proxy;
beforeAll(async () => {
  server = await startServer();
  proxy = startProxy(server.app.port, 'outage');
});
afterAll(async () => {
  await proxy.close();
  await stopServer(server);
});

/** Decisions, mistakes, hints and stars; par is shared anew when somebody is stood in for. */
function countsOf({ signals }: Student): Omit<ScoreView, 'par'> | undefined {
  const { par: _par, ...counts } = signals.room.peek()?.you?.score ?? ({} as ScoreView);
  return counts;
}

it('two minutes without a network: everybody comes back by themselves, to where the server is, with their score', async () => {
  const puzzles = ['two-routers', 'who-has', 'the-gateway', 'first-frame', 'static-routes'] as const;
  const school = await openSchool({ server, proxy, puzzles, seed: 'outage' });
  play(school);
  await wait(3000);
  // One team is quiet when it begins, so the scores that its students see then have to be the same afterwards; the others go on playing into it.
  const [quiet, ...busy] = school.teams as [Team, ...Team[]];
  school.isPlaying = false;
  await settle(school);
  const before = quiet.students.map(countsOf);
  play(school, busy);
  await wait(1000);
  for (const [index, { line }] of school.students.entries()) {
    // The network is gone, as a computer notices it; or everything just comes to nothing.
    if (index % 2 === 0) line.refuse(true);
    if (index % 2 === 0) line.cut();
    else line.poison({ timeout: { ms: 0 } });
  }
  const untilMs = performance.now() + OUTAGE_MS;
  await within(60_000, 'the server has given up all lines', () =>
    school.teams.every((team) => roomOf(team).people.every(({ connected }) => !connected)),
  );
  await within(60_000, 'all browsers have noticed', () => !school.students.some(isThere));
  await wait(untilMs - performance.now());
  for (const [index, { line, clock }] of school.students.entries()) {
    line.refuse(false);
    line.cure();
    // Some are told that the network is back, as browsers are; the others have to find it out.
    if (index % 3 === 0) clock.wake();
  }
  const backMs = await timesUntil(school.students);
  console.log(`after two minutes: ${told(backMs)}`);
  school.isPlaying = false;
  await school.stopped;
  expect(quiet.students.map(countsOf)).toEqual(before);
  await finish('two minutes without a network', school);
});

/** How long each takes from now on, milliseconds. */
async function timesUntil(students: readonly Student[]): Promise<number[]> {
  const sinceMs = performance.now();
  const back = students.map(async (student) => {
    await within(30_000, `${student.name} is back`, () => isThere(student));
    return performance.now() - sinceMs;
  });
  return Promise.all(back);
}

function told(times: readonly number[]): string {
  const sorted = times.map(Math.round).toSorted((a, b) => a - b);
  return `${sorted.length} students back in ${sorted[Math.floor(sorted.length / 2)]} ms (median), ${sorted.at(-1)} ms (max)`;
}
