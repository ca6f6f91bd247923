/**
 * Being at a line and staying there: a place is asked for, the line opened by it, and whenever it breaks all of this is done again, for as
 * long as it is wanted. Requests wait for a line that is being mended.
 */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { RefusalCode } from '../shared/messages.ts';
import type { Happening } from '../shared/game/view.ts';
import type { Line, LineEvents } from './connection.ts';
import type { Connection, Outcome } from './model.ts';

/** What is taken from the page around; replaced in tests. */
export interface Surroundings {
  nowMs(): number;
  /** 0 to 1. */
  random(): number;
  later(delayMs: number, callback: () => void): () => void;
  /** Calls back when trying again is worth while: network back, page seen again. Returns what ends that. */
  onWake(callback: () => void): () => void;
}

export interface StayOptions<State> {
  readonly around: Surroundings;
  readonly connection: Signal<Connection>;
  /** Asks for a place. Rejects when the server was not reached. */
  place(): Promise<Outcome<unknown>>;
  open(reservation: unknown, events: LineEvents<State>): Promise<Line>;
  state(state: State): void;
  happenings?(happenings: readonly Happening[]): void;
  /** Why nobody comes in again after the server has closed the line with this code; null: it broke; 'again': a new place is there at once. */
  ended?(code: number): RefusalCode | 'again' | null;
}

export interface Stay {
  /** Why the server did not let us in; null while it does or was not reached. */
  readonly refusal: Signal<RefusalCode | null>;
  enter(): void;
  leave(): void;
  /** At once instead of waiting for the next try, or after a newer tab has taken over. */
  takeBack(): void;
  /** Sends when the line is there. `again`: once more if the line broke before the answer, because twice does no harm. */
  request(name: string, message: unknown, again: boolean): Promise<Outcome<unknown>>;
}

/** Waiting time before the nth try is drawn from 0 to FIRST * 2^n, at most LONGEST: many browsers never come back all at once. */
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 8000;
/** How long a request waits for a line that is being mended. */
const LINE_WAIT_MS = 10_000;

interface Standing<State> {
  readonly options: StayOptions<State>;
  readonly refusal: Signal<RefusalCode | null>;
  isWanted: boolean;
  line: Line | null;
  /** Counts the tries to come in; an answer to an older one is of no interest. */
  turn: number;
  failures: number;
  cancelRetry: () => void;
  stopWaking: () => void;
  /** Requests that wait for the line. */
  waiting: (() => void)[];
}

export function createStay<State>(options: StayOptions<State>): Stay {
  const standing: Standing<State> = {
    options,
    refusal: signal<RefusalCode | null>(null),
    isWanted: false,
    line: null,
    turn: 0,
    failures: 0,
    cancelRetry: () => {},
    stopWaking: () => {},
    waiting: [],
  };
  return {
    refusal: standing.refusal,
    enter: () => {
      leave(standing);
      standing.isWanted = true;
      standing.stopWaking = options.around.onWake(() => {
        if (options.connection.peek() === 'lost') void come(standing);
      });
      void come(standing);
    },
    leave: () => leave(standing),
    takeBack: () => void come(standing),
    request: (name, message, again) => request(standing, name, message, again),
  };
}

/** One try to come in; plans the next one if the server is not reached. */
async function come<State>(standing: Standing<State>): Promise<void> {
  const { options } = standing;
  if (!standing.isWanted) return;
  const turn = hangUp(standing);
  standing.refusal.value = null;
  if (options.connection.peek() !== 'lost') options.connection.value = 'connecting';
  try {
    const place = await options.place();
    if (turn !== standing.turn) return;
    if ('refused' in place) return refuse(standing, place.refused);
    const line = await options.open(place.value, eventsOf(standing, turn));
    if (turn !== standing.turn) return line.close();
    standing.line = line;
    standing.failures = 0;
    options.connection.value = 'open';
    for (const go of standing.waiting.splice(0)) go();
  } catch {
    if (turn === standing.turn) retry(standing);
  }
}

function eventsOf<State>(standing: Standing<State>, turn: number): LineEvents<State> {
  const { options } = standing;
  const isMine = (): boolean => turn === standing.turn;
  return {
    state: (state) => {
      if (isMine()) options.state(state);
    },
    happenings: (happenings) => {
      if (isMine()) options.happenings?.(happenings);
    },
    replaced: () => {
      if (!isMine()) return;
      hangUp(standing);
      options.connection.value = 'replaced';
    },
    closed: (code) => {
      if (!isMine()) return;
      const why = options.ended?.(code) ?? null;
      if (why === 'again') void come(standing);
      else if (why === null) retry(standing);
      else refuse(standing, why);
    },
  };
}

/** Some refusals are final, others only mean that the server has no time now. Who is told that it was too often has to know it, and asks again by hand: trying on would go on counting. */
function refuse<State>(standing: Standing<State>, code: RefusalCode): void {
  if (code === 'server-busy' || code === 'internal') return retry(standing);
  hangUp(standing);
  standing.refusal.value = code;
  standing.options.connection.value = 'gone';
}

function retry<State>(standing: Standing<State>): void {
  const { around, connection } = standing.options;
  hangUp(standing);
  connection.value = 'lost';
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** standing.failures++);
  standing.cancelRetry = around.later(around.random() * longest, () => void come(standing));
}

/** Ends the present line or try. Returns the number of the turn that begins. */
function hangUp<State>(standing: Standing<State>): number {
  standing.cancelRetry();
  standing.cancelRetry = () => {};
  const { line } = standing;
  standing.line = null;
  const turn = ++standing.turn;
  line?.close();
  return turn;
}

function leave<State>(standing: Standing<State>): void {
  hangUp(standing);
  standing.stopWaking();
  standing.stopWaking = () => {};
  standing.isWanted = false;
  standing.failures = 0;
  for (const go of standing.waiting.splice(0)) go();
  standing.refusal.value = null;
  standing.options.connection.value = 'idle';
}

async function request<State>(
  standing: Standing<State>,
  name: string,
  message: unknown,
  again: boolean,
): Promise<Outcome<unknown>> {
  const line = standing.line ?? (await lineOf(standing));
  if (line === null) return { refused: 'server-busy' };
  try {
    return await line.request(name, message);
  } catch {
    return again ? request(standing, name, message, false) : { refused: 'server-busy' };
  }
}

/** Waits for the line to be mended; null if it takes too long or is not wanted any more. */
function lineOf<State>(standing: Standing<State>): Promise<Line | null> {
  if (!standing.isWanted) return Promise.resolve(null);
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      resolve(standing.line);
    };
    const cancel = standing.options.around.later(LINE_WAIT_MS, done);
    standing.waiting.push(done);
  });
}
