/** A demo class as a whole, by a clock that runs when it is told to. */
import { describe, expect, it } from 'vitest';
import { createDemoClass, withDemoStudents, type DemoClassRoom } from '../../../server/classes/demo-class.ts';
import { newClass } from '../../../shared/class/classroom.ts';
import { randomFrom } from '../../../shared/random.ts';
import { settings } from './class-harness.ts';

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

async function someDemo() {
  let nowMs = 0;
  const timers = new Set<Timer>();
  const opened: string[] = [];
  const state = { isAttended: false, isFull: false, told: 0 };
  const empty = newClass({ ...settings, teamSize: 5 }, 'BCDFGH', {
    secretHash: 's',
    pinHash: 'p',
    isDemo: true,
    nowMs: 0,
  });
  const classroom = {
    ...(await withDemoStudents(empty, { isFree: () => Promise.resolve(true) })),
    phase: 'running' as const,
  };
  const room: DemoClassRoom = {
    classroom,
    isAttended: () => state.isAttended,
    openTeam: (team) => {
      opened.push(team);
      return Promise.resolve(state.isFull ? { refused: 'server-busy' } : { value: null });
    },
    tellLessons: () => void state.told++,
    later: (delayMs, callback) => {
      const timer = { atMs: nowMs + delayMs, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const timer of timers) if (timer.atMs <= nowMs && timers.delete(timer)) timer.callback();
  };
  return { demo: createDemoClass(room, randomFrom('demo')), classroom, state, opened, timers, pass };
}

describe('a demo class as a whole', () => {
  it('has 24 bots with names and numbers of their own in teams of its size', async () => {
    const { students, teams } = (await someDemo()).classroom;
    expect(new Set(students.map(({ name }) => name)).size).toBe(24);
    expect(new Set(students.map(({ number }) => number)).size).toBe(24);
    expect(new Set(students.map(({ tokenHash }) => tokenHash)).size).toBe(24);
    expect(students.every(({ isBot }) => isBot)).toBe(true);
    expect(teams.map(({ id }) => students.filter(({ team }) => team === id).length)).toEqual([5, 5, 5, 5, 4]);
  });

  it('runs only while somebody looks: opens each room once, and again when one was refused or has closed', async () => {
    const { demo, state, opened, timers, pass, classroom } = await someDemo();
    const all = classroom.teams.map(({ id }) => id);
    demo.look();
    expect([opened, timers.size, state.told]).toEqual([[], 0, 0]);
    Object.assign(state, { isAttended: true, isFull: true });
    demo.look();
    demo.look();
    expect(opened.splice(0)).toEqual(all);
    await Promise.resolve();
    state.isFull = false;
    pass(5000);
    expect(opened.splice(0)).toEqual(all);
    demo.closed(all[1]!);
    pass(5000);
    expect(opened.splice(0)).toEqual([all[1]]);
    state.isAttended = false;
    demo.look();
    demo.closed(all[0]!);
    for (let minute = 0; minute < 10; minute++) pass(60_000);
    expect(opened).toEqual([]);
    expect([demo.now, timers.size]).toEqual([{ isAttended: false, away: [] }, 0]);
  });

  it('one or two at a time are away for a while, and come back', async () => {
    const { demo, state, pass } = await someDemo();
    state.isAttended = true;
    demo.look();
    const seen = new Set<string>();
    const counts = new Set<number>();
    for (let second = 0; second < 600; second++) {
      pass(1000);
      counts.add(demo.now.away.length);
      for (const id of demo.now.away) seen.add(id);
    }
    expect(counts).toEqual(new Set([0, 1, 2]));
    expect(seen.size).toBeGreaterThan(5);
  });
});
