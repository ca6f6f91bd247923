/** What the console of the own device answers, as types; `seat-console.ts` makes it. */

/** What a line on the own device's console printed. */
export interface ConsoleReply {
  /** What a terminal would show, standard output and standard error. */
  readonly output: string;
  /** Exit status, 0 to 255. */
  readonly status: number;
  /** There was more than is sent. */
  readonly isCut: boolean;
}

/** What the Tab key does to a line. */
export interface CompletionReply {
  /** The line, written on as far as only one way is possible. */
  readonly line: string;
  /** The words between which somebody still has to choose; empty when it is clear, or nothing fits. */
  readonly choices: readonly string[];
}
