/** What the server writes about its mistakes: each once an hour, so that a repeated one, made by whomever, does not fill the log; and no more than a bounded number of them. */

/** Different mistakes that are written in an hour. */
const LOGGED_PER_HOUR = 100;
const HOUR_MS = 60 * 60 * 1000;

export type Log = (where: string, error: unknown) => void;

/** A log that writes lines with `write`. */
export function createLog(write: (line: string) => void, nowMs: () => number = () => performance.now()): Log {
  const logged = new Set<string>();
  let beganMs = nowMs();
  return (where, error) => {
    if (nowMs() - beganMs >= HOUR_MS) {
      logged.clear();
      beganMs = nowMs();
    }
    const text = `${where}: ${textOf(error)}`;
    if (logged.has(text) || logged.size >= LOGGED_PER_HOUR) return;
    logged.add(text);
    write(text);
  };
}

/** Writes an error with the place where it was met. The stack tells where; contents of messages and names stay out. */
export const logOnce: Log = createLog((line) => console.error(line));

function textOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}
