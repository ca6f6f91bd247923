/** Words around the console. What the commands print is the same in every language, as on every Linux. */
export interface ConsoleWords {
  readonly label: (device: string) => string;
  /** While nothing has been typed: what this is, in one sentence. */
  readonly empty: string;
  readonly command: (device: string) => string;
  /** What the keys do in the input; read out with its name. */
  readonly keys: string;
  readonly run: string;
  readonly try: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly clear: string;
  /** In place of an output that is empty. */
  readonly silent: string;
  /** Behind an error that needs a word more: what can be done instead. */
  readonly failures: { readonly unknown: string; readonly forbidden: string };
  /** Behind an output that was too long to be sent whole. */
  readonly cut: string;
  /** Above the oldest line that is kept. */
  readonly earlier: (lines: number) => string;
  /** Before the words that could follow. */
  readonly choices: (count: number) => string;
  readonly waiting: string;
}
