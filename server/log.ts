/** What the server writes about its mistakes: each once, so that a repeated one, made by whomever, does not fill the log; and no more than a bounded number of them. */

const LOGGED_MAX = 100;
const logged = new Set<string>();

/** Writes an error with the place where it was met. The stack tells where; contents of messages and names stay out. */
export function logOnce(where: string, error: unknown): void {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  if (logged.has(text) || logged.size >= LOGGED_MAX) return;
  logged.add(text);
  console.error(`${where}: ${text}`);
}
