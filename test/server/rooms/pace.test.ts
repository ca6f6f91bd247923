import { beforeEach, describe, expect, it } from 'vitest';
import { createPace, type Anchor, type Pace } from '../../../server/rooms/pace.ts';
import type { LiveTime } from '../../../shared/game/live.ts';

/** A clock that is moved by hand. */
function createTimers() {
  let nowMs = 0;
  const waiting = new Set<{ atMs: number; callback: () => void }>();
  return {
    nowMs: () => nowMs,
    later: (delayMs: number, callback: () => void) => {
      const timer = { atMs: nowMs + delayMs, callback };
      waiting.add(timer);
      return () => void waiting.delete(timer);
    },
    waiting: () => waiting.size,
    pass(durationMs: number) {
      const untilMs = nowMs + durationMs;
      for (;;) {
        const next = [...waiting].filter(({ atMs }) => atMs <= untilMs).sort((one, other) => one.atMs - other.atMs)[0];
        if (next === undefined) break;
        waiting.delete(next);
        nowMs = next.atMs;
        next.callback();
      }
      nowMs = untilMs;
    },
  };
}

/** Things that happen at given times; time is held after those that are given as holds. */
function createSimulation(events: number[], holds: number[] = [], usPerSecond: number | null = null) {
  const happened: number[] = [];
  let nowUs = 0;
  let held = false;
  return {
    happened,
    nowUs: () => nowUs,
    nextAtUs: () => (held ? null : (events[0] ?? null)),
    advance(untilUs: number) {
      while (!held && events[0] !== undefined && events[0] <= untilUs) {
        nowUs = events.shift()!;
        happened.push(nowUs);
        held = holds.includes(nowUs);
      }
      if (!held && events.length > 0) nowUs = Math.max(nowUs, untilUs);
    },
    release() {
      held = false;
    },
    hopUs: () => 100,
    live: (): LiveTime | null => (usPerSecond === null ? null : { runs: 'evenly', usPerSecond }),
  };
}

describe('pace', () => {
  let timers: ReturnType<typeof createTimers>;
  let anchors: Anchor[];
  const last = () => anchors.at(-1)!;
  const start = (simulation: ReturnType<typeof createSimulation>): Pace => {
    const pace = createPace(simulation, timers, (anchor) => anchors.push(anchor));
    pace.setStopped(false);
    return pace;
  };
  beforeEach(() => {
    timers = createTimers();
    anchors = [];
  });

  it('shows 100 µs of cable as 900 ms', () => {
    const simulation = createSimulation([100]);
    start(simulation);
    expect(last()).toEqual({ atUs: 0, ratePerMs: 100 / 900, untilUs: 100 });
    timers.pass(899);
    expect(simulation.happened).toEqual([]);
    timers.pass(1);
    expect(simulation.happened).toEqual([100]);
  });

  it('jumps over a stretch with nothing under way after a beat of 500 ms', () => {
    const simulation = createSimulation([1_000_000]);
    start(simulation);
    expect(last()).toEqual({ atUs: 0, ratePerMs: 0, untilUs: 0 });
    timers.pass(499);
    expect(simulation.happened).toEqual([]);
    timers.pass(1);
    expect(simulation.happened).toEqual([1_000_000]);
  });

  it('stands still, without a timer, while time is held, and goes on from there', () => {
    const simulation = createSimulation([100, 200], [100]);
    const pace = start(simulation);
    timers.pass(60_000);
    expect(last()).toEqual({ atUs: 100, ratePerMs: 0, untilUs: 100 });
    expect(timers.waiting()).toBe(0);
    simulation.release();
    pace.plan();
    timers.pass(900);
    expect(simulation.happened).toEqual([100, 200]);
  });

  it('something done in the middle of a flight is done at the time that is shown', () => {
    const simulation = createSimulation([100]);
    const pace = start(simulation);
    timers.pass(450);
    pace.catchUp();
    expect(simulation.nowUs()).toBe(50);
    pace.plan();
    expect(last().atUs).toBe(50);
    timers.pass(450);
    expect(simulation.happened).toEqual([100]);
  });

  it('pauses in the middle, changes speed, and loses no time over it', () => {
    const simulation = createSimulation([100]);
    const pace = start(simulation);
    timers.pass(450);
    pace.setPace({ paused: true, speed: 1 });
    expect(last()).toEqual({ atUs: 50, ratePerMs: 0, untilUs: 50 });
    timers.pass(10_000);
    expect(simulation.happened).toEqual([]);
    pace.setPace({ paused: false, speed: 2 });
    timers.pass(224);
    expect(simulation.happened).toEqual([]);
    timers.pass(1);
    expect(simulation.happened).toEqual([100]);
  });

  it('a step lets one thing happen, at the usual pace', () => {
    const simulation = createSimulation([100, 200, 300]);
    const pace = start(simulation);
    pace.setPace({ paused: true, speed: 1 });
    pace.step();
    timers.pass(10_000);
    expect(simulation.happened).toEqual([100]);
    pace.step();
    timers.pass(10_000);
    expect(simulation.happened).toEqual([100, 200]);
  });

  it('a step that ends at a held time does not run on when the hold ends', () => {
    const simulation = createSimulation([100, 150, 200], [100]);
    const pace = start(simulation);
    pace.setPace({ paused: true, speed: 1 });
    pace.step();
    timers.pass(10_000);
    simulation.release();
    pace.plan();
    timers.pass(10_000);
    expect(simulation.happened).toEqual([100]);
  });

  it('does nothing while stopped', () => {
    const simulation = createSimulation([100]);
    const pace = start(simulation);
    pace.setStopped(true);
    timers.pass(10_000);
    expect(simulation.happened).toEqual([]);
    expect(timers.waiting()).toBe(0);
  });

  it('runs at one rate in a live puzzle, through silence too', () => {
    const simulation = createSimulation([10, 500], [], 20);
    const pace = start(simulation);
    expect(last()).toEqual({ atUs: 0, ratePerMs: 0.02, untilUs: 10 });
    timers.pass(500);
    expect(simulation.happened).toEqual([10]);
    expect(last()).toEqual({ atUs: 10, ratePerMs: 0.02, untilUs: 500 });
    timers.pass(10_000);
    pace.catchUp();
    expect(simulation.nowUs()).toBe(210);
    timers.pass(14_500);
    expect(simulation.happened).toEqual([10, 500]);
  });

  it('freezes, steps and changes the speed of a live puzzle', () => {
    const simulation = createSimulation([100, 120, 200], [], 20);
    const pace = start(simulation);
    timers.pass(2500);
    pace.setPace({ paused: true, speed: 2 });
    expect(last()).toEqual({ atUs: 50, ratePerMs: 0, untilUs: 50 });
    timers.pass(60_000);
    pace.step();
    expect(last()).toEqual({ atUs: 50, ratePerMs: 0.04, untilUs: 100 });
    timers.pass(60_000);
    expect(simulation.happened).toEqual([100]);
    pace.setPace({ paused: false, speed: 0.5 });
    timers.pass(1999);
    expect(simulation.happened).toEqual([100]);
    timers.pass(1);
    expect(simulation.happened).toEqual([100, 120]);
  });

  it('jumps over a silence that nobody would sit out, in a live puzzle', () => {
    const simulation = createSimulation([1_000_000], [], 20);
    start(simulation);
    expect(last()).toEqual({ atUs: 0, ratePerMs: 0, untilUs: 0 });
    timers.pass(500);
    expect(simulation.happened).toEqual([1_000_000]);
  });

  it('reset begins where the new match stands, however late the old one was', () => {
    let simulation = createSimulation([100, 5_000_000], [5_000_000]);
    const proxy = {
      nowUs: () => simulation.nowUs(),
      nextAtUs: () => simulation.nextAtUs(),
      advance: (untilUs: number) => simulation.advance(untilUs),
      hopUs: () => simulation.hopUs(),
      live: () => simulation.live(),
    };
    const pace = createPace(proxy, timers, (anchor) => anchors.push(anchor));
    pace.setStopped(false);
    timers.pass(10_000);
    simulation = createSimulation([100]);
    pace.reset();
    pace.plan();
    expect(simulation.happened).toEqual([]);
    expect(last()).toMatchObject({ atUs: 0, untilUs: 100 });
  });
});

/** A match that runs live from the beginning: something happens every 10 µs, and a frame needs 1000 µs for a cable. */
function createLive(frames: () => number) {
  let nowUs = 0;
  let stretches = 0;
  return {
    stretches: () => stretches,
    nowUs: () => nowUs,
    nextAtUs: () => (Math.floor(nowUs / 10) + 1) * 10,
    advance(untilUs: number) {
      if (untilUs > nowUs) stretches++;
      nowUs = Math.max(nowUs, untilUs);
    },
    hopUs: () => 1000,
    live: (): LiveTime => ({ runs: 'in-stretches', frames: frames() }),
  };
}

describe('the pace of a match that runs live', () => {
  let timers: ReturnType<typeof createTimers>;
  let anchors: Anchor[];
  const start = (simulation: ReturnType<typeof createLive>): Pace => {
    const pace = createPace(simulation, timers, (anchor) => anchors.push(anchor));
    pace.setStopped(false);
    return pace;
  };
  beforeEach(() => {
    timers = createTimers();
    anchors = [];
  });

  it('begins at the pace of a single frame, and grows with their number up to half as fast as it is', () => {
    let frames = 0;
    start(createLive(() => frames));
    expect(anchors.at(-1)!.ratePerMs).toBeCloseTo(1000 / 900);
    frames = 150;
    timers.pass(100);
    expect(anchors.at(-1)!.ratePerMs).toBeGreaterThan(200);
    frames = 100_000;
    timers.pass(100);
    expect(anchors.at(-1)!.ratePerMs).toBe(500);
  });

  it('tells ten stretches a second, however much happens in them, each before it is shown', () => {
    const simulation = createLive(() => 1000);
    start(simulation);
    const before = anchors.length;
    timers.pass(10_000);
    expect(anchors.length - before).toBe(100);
    expect(anchors.at(-1)).toEqual({ atUs: 5_000_000, ratePerMs: 500, untilUs: 5_050_000 });
    expect(simulation.nowUs()).toBe(5_050_000);
  });

  it('does not run faster because somebody does much', () => {
    const simulation = createLive(() => 1000);
    const pace = start(simulation);
    for (let millisecond = 0; millisecond < 1000; millisecond++) {
      timers.pass(1);
      pace.catchUp();
      pace.plan();
    }
    expect(simulation.nowUs()).toBe(550_000);
    expect(simulation.stretches()).toBe(11);
  });

  it('pauses, goes on, and steps by the time of a cable', () => {
    const simulation = createLive(() => 1000);
    const pace = start(simulation);
    timers.pass(250);
    pace.setPace({ paused: true, speed: 1 });
    const pausedUs = simulation.nowUs();
    timers.pass(10_000);
    expect(simulation.nowUs()).toBe(pausedUs);
    pace.step();
    timers.pass(10_000);
    expect(simulation.nowUs()).toBe(pausedUs + 1000);
    pace.setPace({ paused: false, speed: 4 });
    timers.pass(100);
    expect(anchors.at(-1)!.ratePerMs).toBe(2000);
  });
});
