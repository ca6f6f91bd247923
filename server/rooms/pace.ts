/**
 * How simulated time runs for people: a frame takes 900 ms for a cable, whatever the cable needs; a stretch in which nothing is under way
 * is jumped over after a beat; while people think, time stands. Where time is live it waits for nobody: it runs at one rate and each thing happens when it
 * is shown, or, where far too much happens for that, evenly in short stretches. The browsers draw by the anchors that are published here.
 */
import type { LiveTime } from '../../shared/game/live.ts';

/** Simulated time was `atUs` when this was published, and runs with `ratePerMs` until `untilUs`. */
export interface Anchor {
  readonly atUs: number;
  /** Microseconds of simulated time in a millisecond; 0 stands still. */
  readonly ratePerMs: number;
  readonly untilUs: number;
}

/** What runs. */
export interface Simulation {
  nowUs(): number;
  /** When the next thing happens; null when nothing does until somebody decides. */
  nextAtUs(): number | null;
  /** Runs everything until then. */
  advance(untilUs: number): void;
  /** The longest time that a frame needs for a cable, microseconds: so much is shown in the time for one cable. */
  hopUs(): number;
  /** How time runs where it waits for nobody; null while it follows the frames. */
  live(): LiveTime | null;
}

export interface Timers {
  /** Milliseconds that never run backwards. */
  nowMs(): number;
  /** Calls back after so many milliseconds; what it returns calls it off. */
  later(delayMs: number, callback: () => void): () => void;
}

export interface Pace {
  readonly paused: boolean;
  readonly speed: number;
  /** Lets simulated time come up to now; before anything is done at "now". */
  catchUp(): void;
  /** Plans what comes next, and publishes where time stands; after anything has changed. */
  plan(): void;
  /** Stopped: before the start, and while nobody is there to see it. */
  setStopped(stopped: boolean): void;
  /** Speed in parts of the usual one. */
  setPace(pace: { readonly paused: boolean; readonly speed: number }): void;
  /** While paused: runs until the next thing has happened. */
  step(): void;
  /** Another match runs now: forgets where time stood. */
  reset(): void;
  /** Stops without running anything any more: the match cannot be trusted. Goes on with another one, after `reset`. */
  halt(): void;
}

/** Time for one cable at speed 1, milliseconds. */
const CABLE_SHOWN_MS = 900;
/** Silence before a stretch of time is jumped over, milliseconds. */
const BEAT_MS = 500;
/** At one rate nothing that somebody waits for takes so long, milliseconds at speed 1; a longer silence is jumped over. */
const LIVE_SILENCE_MAX_MS = 180_000;
/** The stretches in which time runs, milliseconds. All that happens in one is told together, so a second costs ten messages whatever happens in it. */
const STRETCH_MS = 100;
/** In stretches: microseconds of simulated time in a millisecond at speed 1: half as fast as it really is. It begins at the pace of a single frame, and is there after so many. */
const STRETCH_RATE_PER_MS = 500;
const STRETCH_RATE_AFTER_FRAMES = 300;

interface State {
  stopped: boolean;
  paused: boolean;
  speed: number;
  /** While stepping: runs until then in spite of the pause. */
  stepUntilUs: number | null;
  anchor: Anchor;
  anchoredMs: number;
  /** The simulation is at the end of the stretch that is being shown. */
  isAhead: boolean;
  cancel: () => void;
}

/** A pace that is stopped. `publish` is called with every new anchor. */
export function createPace(simulation: Simulation, timers: Timers, publish: (anchor: Anchor) => void): Pace {
  const nowUs = simulation.nowUs();
  const state: State = {
    stopped: true,
    paused: false,
    speed: 1,
    stepUntilUs: null,
    anchor: { atUs: nowUs, ratePerMs: 0, untilUs: nowUs },
    anchoredMs: timers.nowMs(),
    isAhead: false,
    cancel: () => {},
  };
  const catchUp = () => {
    const shownUs = shownAtUs(state, timers.nowMs());
    if (shownUs > simulation.nowUs()) simulation.advance(shownUs);
  };
  const plan = () => {
    state.cancel();
    const { anchor, afterMs, thenUs, isAhead = false } = nextStretch(state, simulation);
    state.anchor = anchor;
    state.isAhead = isAhead;
    state.anchoredMs = timers.nowMs();
    publish(anchor);
    state.cancel = afterMs === null ? () => {} : timers.later(afterMs, () => arrive(thenUs));
  };
  const arrive = (untilUs: number) => {
    simulation.advance(untilUs);
    plan();
  };
  const change = (changes: Partial<State>) => {
    catchUp();
    Object.assign(state, changes);
    plan();
  };
  return {
    get paused() {
      return state.paused;
    },
    get speed() {
      return state.speed;
    },
    catchUp,
    plan: () => {
      // What is done in the middle of a live stretch belongs behind it; a new one now would only run faster the more is done.
      if (!state.isAhead || shownAtUs(state, timers.nowMs()) >= state.anchor.untilUs) change({});
    },
    setStopped: (stopped) => change({ stopped }),
    setPace: ({ paused, speed }) => change({ paused, speed, stepUntilUs: null }),
    step: () => change({ stepUntilUs: state.paused ? stepEndUs(simulation) : null }),
    reset: () => {
      state.stepUntilUs = null;
      plan();
    },
    halt: () => {
      state.cancel();
      const { atUs } = state.anchor;
      Object.assign(state, { stopped: true, isAhead: false, anchor: { atUs, ratePerMs: 0, untilUs: atUs } });
    },
  };
}

/** Where time is in the browsers, microseconds. */
function shownAtUs({ anchor, anchoredMs }: State, nowMs: number): number {
  return Math.floor(Math.min(anchor.untilUs, anchor.atUs + (nowMs - anchoredMs) * anchor.ratePerMs));
}

/** A step is the next thing that happens; live, where something always does, it is as long as a frame needs for a cable. */
function stepEndUs(simulation: Simulation): number | null {
  const nextUs = simulation.nextAtUs();
  if (nextUs === null || simulation.live()?.runs !== 'in-stretches') return nextUs;
  return simulation.nowUs() + simulation.hopUs();
}

interface Stretch {
  readonly anchor: Anchor;
  /** It has been simulated already. */
  readonly isAhead?: boolean;
  /** When the stretch ends, and the simulated time then; null: it does not end by itself. */
  readonly afterMs: number | null;
  readonly thenUs: number;
}

function nextStretch(state: State, simulation: Simulation): Stretch {
  if (simulation.nowUs() >= (state.stepUntilUs ?? Infinity)) state.stepUntilUs = null;
  const isRunning = !state.stopped && (!state.paused || state.stepUntilUs !== null);
  const atUs = simulation.nowUs();
  const nextUs = isRunning ? simulation.nextAtUs() : null;
  if (nextUs === null) {
    state.stepUntilUs = null;
    return { anchor: { atUs, ratePerMs: 0, untilUs: atUs }, afterMs: null, thenUs: atUs };
  }
  const live = simulation.live();
  if (live?.runs === 'in-stretches') return stretchAhead(state, simulation, atUs, live.frames);
  const hopUs = simulation.hopUs();
  const usualPerMs = live === null ? hopUs / CABLE_SHOWN_MS : live.usPerSecond / 1000;
  // Longer than any cable, so nothing is under way.
  if (nextUs - atUs > (live === null ? hopUs : LIVE_SILENCE_MAX_MS * usualPerMs)) {
    return { anchor: { atUs, ratePerMs: 0, untilUs: atUs }, afterMs: BEAT_MS / state.speed, thenUs: nextUs };
  }
  const ratePerMs = usualPerMs * state.speed;
  return {
    anchor: { atUs, ratePerMs, untilUs: nextUs },
    afterMs: Math.max(0, (nextUs - atUs) / ratePerMs),
    thenUs: nextUs,
  };
}

/** Simulated at once and then shown, so that what happens in it is on its way to the browsers before they draw it. */
function stretchAhead(state: State, simulation: Simulation, atUs: number, frames: number): Stretch {
  const slowest = simulation.hopUs() / CABLE_SHOWN_MS;
  const share = Math.min(1, frames / STRETCH_RATE_AFTER_FRAMES);
  const ratePerMs = (slowest + (STRETCH_RATE_PER_MS - slowest) * share) * state.speed;
  simulation.advance(Math.floor(Math.min(atUs + STRETCH_MS * ratePerMs, state.stepUntilUs ?? Infinity)));
  const untilUs = simulation.nowUs();
  return {
    anchor: { atUs, ratePerMs, untilUs },
    // A match that is over before its stretch has nothing left to show.
    afterMs: Math.max(1, (untilUs - atUs) / ratePerMs),
    thenUs: untilUs,
    isAhead: true,
  };
}
