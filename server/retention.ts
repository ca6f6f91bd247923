/** What is older than names and results may be kept is deleted by itself: at the start, and then once a day. */
import { logOnce, type Log } from './log.ts';

/** Names and results are not kept longer than this. */
export const KEEP_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How often it is looked whether a day has gone by: a timer of a whole day would stand still while a laptop sleeps. */
const LOOK_MS = 10 * 60 * 1000;
/** After a failure it is tried again, from the next look on. */
const AGAIN_MS = LOOK_MS;

export interface RetentionOptions {
  /** The clock on the wall, milliseconds. */
  readonly nowMs?: () => number;
  /** Calls again and again; what it returns ends that. */
  readonly every?: (ms: number, call: () => void) => () => void;
  readonly log?: Log;
}

/** Begins; a database that fails does not end it. What it returns does. */
export function startRetention(
  store: { deleteOlderThan(days: number): number | Promise<number> },
  { nowMs = Date.now, every = everyMs, log = logOnce }: RetentionOptions = {},
): () => void {
  let dueMs = nowMs();
  let isAtWork = false;
  const look = async (): Promise<void> => {
    // A clock that was put back does not put it off for longer than a day.
    const isDue = nowMs() >= dueMs || dueMs - nowMs() > DAY_MS;
    if (isAtWork || !isDue) return;
    isAtWork = true;
    try {
      await store.deleteOlderThan(KEEP_DAYS);
      dueMs = nowMs() + DAY_MS;
    } catch (error) {
      dueMs = nowMs() + AGAIN_MS;
      log('deleting what is old', error);
    } finally {
      isAtWork = false;
    }
  };
  void look();
  return every(LOOK_MS, () => void look());
}

function everyMs(ms: number, call: () => void): () => void {
  const timer = setInterval(call, ms);
  timer.unref();
  return () => clearInterval(timer);
}
