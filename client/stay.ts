/**
 * Being at a line and staying there: a place is asked for, the line opened by it, and whenever it breaks, or nobody is at its other end any more, all of this is done again, for as
 * long as it is wanted. Requests wait for a line that is being mended.
 */
import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { RefusalCode } from '../shared/messages.ts';
import type { Happening } from '../shared/game/view.ts';
import type { Line, LineEvents } from './connection.ts';
import { lifeOf, type Pages } from './page-lives.ts';
import { inTime } from './in-time.ts';
import { isAway, type Connection, type Outcome } from './model.ts';
import { takePulse, type Pulse } from './pulse.ts';

/** What is taken from the page around; replaced in tests. */
export interface Surroundings {
  /** For measuring; may stand still while the computer sleeps. */
  nowMs(): number;
  /** The clock on the wall: it goes on meanwhile. */
  wallMs(): number;
  /** 0 to 1. */
  random(): number;
  later(delayMs: number, callback: () => void): () => void;
  /** Which page this is, and was. */
  readonly pages?: Pages;
  /** Calls back when the line should be looked after: network back, page seen again, computer awake. Returns what ends that. */
  onWake(callback: () => void): () => void;
}

export interface StayOptions<State> {
  readonly around: Surroundings;
  readonly connection: Signal<Connection>;
  /** Asks for a place. Rejects when the server was not reached; nobody is interested any more when `until` is aborted. */
  place(until: AbortSignal): Promise<Outcome<unknown>>;
  open(reservation: unknown, events: LineEvents<State>, until: AbortSignal): Promise<Line>;
  state(state: State): void;
  happenings?(happenings: readonly Happening[]): void;
  /** The line that is there now; null when it is given up. */
  line?(line: Line | null): void;
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

/** Waiting time before the nth try is drawn from 0 to FIRST * 2^n, at most LONGEST: many browsers never come back all at once, and all of them soon. */
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 2500;
/** How long the server may take to give a place, and again to open the line. */
const TRY_WAIT_MS = 5000;
/** A try that has gone on for less is not given up for a new one. */
const FRESH_MS = 1000;
/** A line that was there for less does not count as a success: the next tries wait longer and longer all the same. */
const STEADY_MS = 5000;
/** Tries for which a server that has said so counts as restarting; afterwards it is lost like others. */
const RESTART_TRIES = 20;
/** How long a request waits for a line that is being mended. */
const LINE_WAIT_MS = 10_000;
/** The close code of a server that is being stopped (Colyseus: SERVER_SHUTDOWN). */
const SHUTDOWN = 4001;

/** One try to come in. */
interface Attempt {
  readonly sinceMs: number;
  readonly abort: AbortController;
  /** If it fails, the next one follows at once. */
  isHurried: boolean;
}

interface Standing<State> {
  readonly options: StayOptions<State>;
  readonly refusal: Signal<RefusalCode | null>;
  isWanted: boolean;
  line: Line | null;
  pulse: Pulse | null;
  openedMs: number;
  attempt: Attempt | null;
  /** A try of the page's former lives may still take over. */
  formerLives: boolean;
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
    pulse: null,
    openedMs: 0,
    attempt: null,
    formerLives: true,
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
      standing.stopWaking = options.around.onWake(() => wake(standing));
      void come(standing);
    },
    leave: () => leave(standing),
    takeBack: () => hurry(standing),
    request: (name, message, again) => request(standing, name, message, again),
  };
}

/** One try to come in; plans the next one if the server is not reached. */
async function come<State>(standing: Standing<State>): Promise<void> {
  const { options } = standing;
  if (!standing.isWanted) return;
  const turn = hangUp(standing);
  if (!isAway(options.connection.peek())) {
    standing.refusal.value = null;
    options.connection.value = 'connecting';
  }
  const attempt = { sinceMs: options.around.nowMs(), abort: new AbortController(), isHurried: false };
  const { signal: until } = attempt.abort;
  standing.attempt = attempt;
  try {
    const place = await inTime(options.around, TRY_WAIT_MS, until, options.place(until));
    if (turn !== standing.turn) return;
    if ('refused' in place) return refuse(standing, place.refused);
    const opening = options.open(place.value, eventsOf(standing, turn), until);
    // Given up meanwhile: whatever opens after that is nobody's.
    opening.then((late) => (until.aborted ? late.close() : undefined)).catch(() => {});
    const line = await inTime(options.around, TRY_WAIT_MS, until, opening);
    if (turn === standing.turn) opened(standing, line);
    else line.close();
  } catch {
    if (turn === standing.turn) retry(standing);
  }
}

function opened<State>(standing: Standing<State>, line: Line): void {
  const { options, turn } = standing;
  standing.attempt = null;
  standing.line = line;
  standing.openedMs = options.around.nowMs();
  standing.pulse = takePulse(line, options.around, () => {
    if (turn !== standing.turn) return;
    options.connection.value = 'lost';
    void come(standing);
  });
  standing.refusal.value = null;
  options.connection.value = 'open';
  options.line?.(line);
  for (const go of standing.waiting.splice(0)) go();
}

/** The line may be dead without our knowing, or the way free for a new one. */
function wake<State>(standing: Standing<State>): void {
  if (standing.pulse !== null) standing.pulse.ask();
  else if (standing.attempt !== null || isAway(standing.options.connection.peek())) hurry(standing);
}

/** Tries at once; where a try has only just begun, right after it. There are never two at the same time. */
function hurry<State>(standing: Standing<State>): void {
  const { attempt, options } = standing;
  if (attempt !== null && options.around.nowMs() - attempt.sinceMs < FRESH_MS) attempt.isHurried = true;
  else void come(standing);
}

function eventsOf<State>(standing: Standing<State>, turn: number): LineEvents<State> {
  const { options } = standing;
  const isMine = (): boolean => turn === standing.turn;
  return {
    state: (state) => {
      if (!isMine()) return;
      standing.pulse?.heard();
      options.state(state);
    },
    happenings: (happenings) => {
      if (!isMine()) return;
      standing.pulse?.heard();
      options.happenings?.(happenings);
    },
    replaced: (by) => {
      if (!isMine()) return;
      if (isStray(standing, by)) return retry(standing);
      hangUp(standing);
      options.connection.value = 'replaced';
    },
    closed: (code) => {
      if (!isMine()) return;
      const why = options.ended?.(code) ?? null;
      if (why === 'again') void come(standing);
      else if (why === null) retry(standing, code === SHUTDOWN ? 'restarting' : 'lost');
      else refuse(standing, why);
    },
  };
}

/** Was it a try of our own that has come late, from this page or from its life before it was loaded anew? Of the latter only once: a doubled tab remembers the same lives. */
function isStray<State>(standing: Standing<State>, by: string | undefined): boolean {
  const life = lifeOf(by, standing.options.around.pages);
  const isStray = life === 'own' || (life === 'former' && standing.formerLives);
  if (life === 'former') standing.formerLives = false;
  return isStray;
}

/** Some refusals are final, others only mean that the server has no time now. Who is told that it was too often has to know it, and asks again by hand: trying on would go on counting. */
function refuse<State>(standing: Standing<State>, code: RefusalCode): void {
  const isForNow = code === 'server-busy' || code === 'internal' || code === 'cannot-save';
  if (isForNow) retry(standing);
  else {
    hangUp(standing);
    standing.options.connection.value = 'gone';
  }
  standing.refusal.value = !isForNow || code === 'cannot-save' ? code : null;
}

function retry<State>(standing: Standing<State>, why: 'lost' | 'restarting' = 'lost'): void {
  const { around, connection } = standing.options;
  const isHurried = standing.attempt?.isHurried === true;
  hangUp(standing);
  standing.refusal.value = null;
  const isRestarting = connection.peek() === 'restarting' && standing.failures < RESTART_TRIES;
  connection.value = isRestarting ? 'restarting' : why;
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** standing.failures++);
  standing.cancelRetry = around.later(isHurried ? 0 : around.random() * longest, () => void come(standing));
}

/** Ends the present line or try. Returns the number of the turn that begins. */
function hangUp<State>(standing: Standing<State>): number {
  const { line, attempt, pulse, options } = standing;
  standing.cancelRetry();
  standing.cancelRetry = () => {};
  const turn = ++standing.turn;
  Object.assign(standing, { line: null, attempt: null, pulse: null });
  attempt?.abort.abort();
  pulse?.stop();
  if (line !== null) {
    if (options.around.nowMs() - standing.openedMs >= STEADY_MS) standing.failures = 0;
    line.close();
  }
  options.line?.(null);
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
    const outcome = await line.request(name, message);
    if (line === standing.line) standing.pulse?.heard();
    return outcome;
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
