/** What a teacher does to matches, over real sockets: it reaches them, and what came of it is answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClassSettings } from '../../../shared/class/settings.ts';
import type { HintView } from '../../../shared/game/view.ts';
import { cardsOf, meOf, roomOf, startServer, stopServer, until, type Guest, type TestServer } from '../harness.ts';
import { enterClass, makeClass, reportOf, seenBy, solve, teach, type Onlooker } from './class-harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ roomsMax: 500 });
});
afterAll(() => stopServer(server), 30_000);

async function gather(count: number, changes: Partial<ClassSettings> = {}) {
  const taught = await makeClass(server.base, changes);
  const teacher = await teach(taught);
  const students: Guest[] = [];
  for (let index = 0; index < count; index++) students.push(await enterClass(taught, { name: `S${index}` }));
  return { teacher, students };
}

async function start(teacher: Onlooker, students: readonly Guest[]): Promise<void> {
  expect(await teacher.ask('start')).toBeNull();
  await until(() => students.every(({ room }) => room.state.phase === 'play'));
}

async function untilAsked(guest: Guest): Promise<void> {
  roomOf(guest).pace.setPace({ paused: false, speed: 20 });
  await until(() => cardsOf(guest).some(({ form }) => form.length > 0));
}

const teamOf = (teacher: Onlooker, guest: Guest): string =>
  seenBy(teacher).students.find(({ id }) => id === meOf(guest).id)!.team!;

describe('a hint', () => {
  const hintsOf = (guest: Guest): readonly HintView[] => cardsOf(guest)[0]?.hints ?? [];

  it('opens the first rung at each seat that is asked something, and costs nothing', async () => {
    const { teacher, students } = await gather(1);
    const [ann] = students as [Guest];
    const team = teamOf(teacher, ann);
    expect(await teacher.ask('hint', { team: 'none' })).toBe('no-such-team');
    expect(await teacher.ask('hint', { team })).toBe('nothing-to-hint');
    await start(teacher, students);
    await untilAsked(ann);
    const stars = () => roomOf(ann).round.match.seats[meOf(ann).device]!.hints.map(({ given, step }) => [given, step]);
    expect(await teacher.ask('hint', { team })).toBeNull();
    await until(() => hintsOf(ann).length === 1);
    expect(hintsOf(ann)[0]).toMatchObject({ step: 1, given: true, expected: '' });
    expect(stars()).toEqual([[true, 1]]);
    // Every question of the letter has its first rung in the end.
    let refused = null;
    while (refused === null) refused = await teacher.ask('hint', { team });
    expect(refused).toBe('nothing-to-hint');
  });

  it('to all is refused only if it helps nobody', async () => {
    const { teacher, students } = await gather(2, { teamSize: 1 });
    const [ann, bob] = students as [Guest, Guest];
    expect(await teacher.ask('hint', { team: null })).toBe('nothing-to-hint');
    await start(teacher, students);
    await untilAsked(ann);
    roomOf(bob).pace.setPace({ paused: true, speed: 1 });
    expect(await teacher.ask('hint', { team: null })).toBeNull();
    await until(() => hintsOf(ann).length === 1);
  });

  it('to a team whose room is closed is refused, as soon as it has not answered', async () => {
    const { teacher, students } = await gather(1);
    const [ann] = students as [Guest];
    const team = teamOf(teacher, ann);
    await roomOf(ann).disconnect();
    expect(await teacher.ask('hint', { team })).toBe('nothing-to-hint');
    expect(await teacher.ask('disturb', { team, how: 'cut' })).toBe('cannot-disturb');
  });
});

describe('a disturbance', () => {
  it('is in the report until it is mended, and then the team wins', async () => {
    const { teacher, students } = await gather(1, { plan: [{ puzzle: 'who-has', minutes: 10 }] });
    const [ann] = students as [Guest];
    const team = teamOf(teacher, ann);
    const disturbed = () => reportOf(teacher, team)?.disturbed;
    expect(await teacher.ask('disturb', { team: 'none', how: 'cut' })).toBe('no-such-team');
    expect(await teacher.ask('disturb', { team, how: 'cut' })).toBe('cannot-disturb');
    await start(teacher, students);
    await untilAsked(ann);
    // Held, so that no frame is damaged before it is looked at.
    expect(await teacher.ask('freeze', { on: true })).toBeNull();
    await until(() => ann.room.state.paused);
    for (const how of ['cut', 'loop'] as const) expect(await teacher.ask('disturb', { team, how })).toBeNull();
    expect(await teacher.ask('disturb', { team: null, how: 'damage' })).toBeNull();
    await until(() => disturbed()?.join() === 'cut,damage,loop');
    await until(() => ann.room.state.map.includes('looseAt'));
    expect(ann.happenings.filter(({ kind }) => kind === 'disturbed').map((each) => 'how' in each && each.how)).toEqual([
      'cut',
      'loop',
    ]);
    expect(await teacher.ask('disturb', { team, how: 'mend' })).toBeNull();
    await until(() => disturbed()?.length === 0);
    expect(await teacher.ask('freeze', { on: false })).toBeNull();
    expect(await teacher.ask('disturb', { team, how: 'mend' })).toBe('cannot-disturb');
    await solve(ann);
    await until(() => reportOf(teacher, team)?.phase === 'result');
    expect(await teacher.ask('disturb', { team, how: 'cut' })).toBe('cannot-disturb');
  });

  it('cannot be where something breaks by itself', async () => {
    const { teacher, students } = await gather(1, { plan: [{ puzzle: 'boss-local', minutes: 10 }] });
    await start(teacher, students);
    for (const how of ['cut', 'damage', 'loop', 'mend'] as const)
      expect(await teacher.ask('disturb', { team: null, how })).toBe('cannot-disturb');
  });
});
