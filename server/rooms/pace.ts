/**
 * How simulated time runs for people: a frame takes 900 ms for a cable, whatever the cable needs; a stretch in which nothing is under way
 * is jumped over after a beat; while people think, time stands. In a live puzzle time runs at one rate, whatever happens and whoever thinks. The browsers draw by the anchors that are published here.
 */
import { CABLE_DELAY_US } from '../../shared/network/network.ts';

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
  /** Simulated microseconds in a second of a live puzzle; null where time follows the frames. */
  usPerSecond(): number | null;
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
}

/** Time for one cable at speed 1, milliseconds. */
const CABLE_SHOWN_MS = 900;
/** Silence before a stretch of time is jumped over, milliseconds. */
const BEAT_MS = 500;
/** In a live puzzle nothing that somebody waits for takes so long, milliseconds at speed 1; a longer silence is jumped over. */
const LIVE_STRETCH_MAX_MS = 180_000;
const RATE_PER_MS = CABLE_DELAY_US / CABLE_SHOWN_MS;

interface State {
  stopped: boolean;
  paused: boolean;
  speed: number;
  /** While stepping: runs until then in spite of the pause. */
  stepUntilUs: number | null;
  anchor: Anchor;
  anchoredMs: number;
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
    cancel: () => {},
  };
  const catchUp = () => {
    const shownUs = shownAtUs(state, timers.nowMs());
    if (shownUs > simulation.nowUs()) simulation.advance(shownUs);
  };
  const plan = () => {
    state.cancel();
    const { anchor, afterMs, thenUs } = nextStretch(state, simulation);
    state.anchor = anchor;
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
    plan: () => change({}),
    setStopped: (stopped) => change({ stopped }),
    setPace: ({ paused, speed }) => change({ paused, speed, stepUntilUs: null }),
    step: () => change({ stepUntilUs: state.paused ? simulation.nextAtUs() : null }),
    reset: () => {
      state.stepUntilUs = null;
      plan();
    },
  };
}

/** Where time is in the browsers, microseconds. */
function shownAtUs({ anchor, anchoredMs }: State, nowMs: number): number {
  return Math.floor(Math.min(anchor.untilUs, anchor.atUs + (nowMs - anchoredMs) * anchor.ratePerMs));
}

interface Stretch {
  readonly anchor: Anchor;
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
  const usPerSecond = simulation.usPerSecond();
  const usualPerMs = usPerSecond === null ? RATE_PER_MS : usPerSecond / 1000;
  // Longer than any cable, so nothing is under way.
  if (nextUs - atUs > (usPerSecond === null ? CABLE_DELAY_US : LIVE_STRETCH_MAX_MS * usualPerMs)) {
    return { anchor: { atUs, ratePerMs: 0, untilUs: atUs }, afterMs: BEAT_MS / state.speed, thenUs: nextUs };
  }
  const ratePerMs = usualPerMs * state.speed;
  return {
    anchor: { atUs, ratePerMs, untilUs: nextUs },
    afterMs: Math.max(0, (nextUs - atUs) / ratePerMs),
    thenUs: nextUs,
  };
}
