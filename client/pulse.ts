/**
 * Is somebody at the other end of a line? A browser does not notice by itself that it is in another Wi-Fi, or that it was asleep while the server hung up: the line looks open, and nothing
 * ever arrives on it. So the server is asked a small question whenever nothing was heard for a while, and after every wake.
 */
import type { Line } from './connection.ts';
import type { Surroundings } from './stay.ts';

export interface Pulse {
  /** Something has arrived. */
  heard(): void;
  /** Asks now. A question that is out already stands, but not one from before a sleep: that says nothing about the line after it. */
  ask(): void;
  stop(): void;
}

/** How long nothing may be heard before the server is asked. */
const QUIET_MS = 8000;
/** How long the answer may take. */
const ANSWER_WAIT_MS = 4000;
/** Between two looks at the clock, and how far it may be beyond that before the computer must have slept. */
const TICK_MS = 2000;
const JUMP_MS = 3000;

/** `broken` is called at most once. */
export function takePulse(
  line: Pick<Line, 'request'>,
  around: Pick<Surroundings, 'nowMs' | 'wallMs' | 'later'>,
  broken: () => void,
): Pulse {
  let heardMs = around.nowMs();
  let question = 0;
  /** When the question that is out was asked, on the wall. */
  let askedMs: number | null = null;
  let cancelAnswer = (): void => {};
  let cancelTick = (): void => {};
  const heard = (): void => {
    heardMs = around.nowMs();
  };
  const stop = (): void => {
    question++;
    cancelTick();
    cancelAnswer();
  };
  const ask = (): void => {
    if (askedMs !== null && around.wallMs() - askedMs < ANSWER_WAIT_MS) return;
    cancelAnswer();
    const asked = ++question;
    askedMs = around.wallMs();
    cancelAnswer = around.later(ANSWER_WAIT_MS, () => {
      stop();
      broken();
    });
    const answered = (): void => {
      if (asked !== question) return;
      askedMs = null;
      cancelAnswer();
      heard();
    };
    // Where the line breaks, it says so itself, or the answer does not come in time.
    line.request('alive', {}).then(answered, () => {});
  };
  const tick = (): void => {
    const delayMs = askedMs !== null ? TICK_MS : Math.min(TICK_MS, Math.max(0, heardMs + QUIET_MS - around.nowMs()));
    const beforeMs = around.wallMs();
    cancelTick = around.later(delayMs, () => {
      const hasSlept = around.wallMs() - beforeMs > delayMs + JUMP_MS;
      const isQuiet = around.nowMs() - heardMs >= QUIET_MS;
      if (hasSlept || isQuiet) ask();
      tick();
    });
  };
  tick();
  return { heard, ask, stop };
}
