/** What has been typed on the own device's console and what it printed; kept for as long as the page is open and the seat stays the same. */
import { signal, untracked, type Signal } from '@preact/signals';
import type { Store } from '../model.ts';
import { CONSOLE_LINE_MAX_LENGTH, type RefusalCode } from '../../shared/messages.ts';

/** One line that was typed, with all that came of it. */
export interface ConsoleEntry {
  readonly id: number;
  readonly line: string;
  readonly output: string;
  /** It worked and there was nothing to print, which Linux does not mention. */
  readonly isSilent: boolean;
  /** Why it did not work, where a beginner would not know what to do about it. */
  readonly failure: Failure | null;
  /** There was more output than the server sends. */
  readonly isCut: boolean;
  readonly refusal: RefusalCode | null;
  /** Words between which somebody had to choose, after the Tab key. */
  readonly choices: readonly string[];
}

/** No such command; or one that changes or sends something, which only root may. */
export type Failure = 'unknown' | 'forbidden';

export interface ConsoleSession {
  /** Whose console it is: the device's name in the prompt. */
  readonly host: string;
  readonly entries: Signal<readonly ConsoleEntry[]>;
  /** What stands in the input. */
  readonly line: Signal<string>;
  /** A line is on its way. */
  readonly busy: Signal<boolean>;
  /** Older lines are gone. */
  readonly isShortened: Signal<boolean>;
  readonly history: History;
}

interface History {
  readonly lines: string[];
  /** The line that is shown, counted from the oldest; `lines.length` is the one that is being typed. */
  place: number;
  /** What was being typed before an older line was brought back. */
  draft: string;
}

/** Most lines of text that are kept. */
export const LINES_KEPT = 500;
/** Most commands that the arrow keys bring back. */
export const COMMANDS_KEPT = 100;
/** The status with which a shell says that it knows no such command. */
const UNKNOWN_COMMAND = 127;

const sessions = new WeakMap<Store, { readonly key: string; readonly session: ConsoleSession }>();
let nextId = 1;

/** The console of the own seat; another seat and another deal begin with an empty one. Null while nobody sits. */
export function consoleOf(store: Store): ConsoleSession | null {
  const room = store.room.value;
  const device = room?.you?.device;
  if (room === null || device === undefined) return null;
  const key = `${room.code}/${room.round}/${device}`;
  const known = sessions.get(store);
  if (known?.key === key) return known.session;
  const session = createSession(device);
  sessions.set(store, { key, session });
  return session;
}

/** Runs what was typed. `clear` empties the screen, as the terminal itself does, without asking the device. */
export async function runLine(store: Store, session: ConsoleSession, typed: string): Promise<void> {
  if (session.busy.peek()) return;
  const line = oneLine(typed);
  session.line.value = '';
  remember(session.history, line);
  if (line.trim() === 'clear') return clear(session);
  if (line.trim() === '') return add(session, { line: '' });
  session.busy.value = true;
  try {
    const outcome = await store.intents.console(line);
    if ('refused' in outcome) add(session, { line, refusal: outcome.refused });
    else {
      const { output, status, isCut } = outcome.value;
      add(session, {
        line,
        output,
        isCut,
        isSilent: output === '' && status === 0,
        failure: failureOf(output, status),
      });
    }
  } finally {
    session.busy.value = false;
  }
}

/** Writes the line on as far as it is clear, as the Tab key does; what stands behind the caret stays. Where there is a choice, it is shown. */
export async function completeLine(store: Store, session: ConsoleSession, caret: number): Promise<void> {
  const typed = session.line.peek();
  const [before, behind] = [oneLine(typed.slice(0, caret)), typed.slice(caret)];
  const outcome = await store.intents.complete(before);
  // Somebody has gone on typing meanwhile.
  if ('refused' in outcome || session.line.peek() !== typed) return;
  const { line, choices } = outcome.value;
  if (line.length + behind.length <= CONSOLE_LINE_MAX_LENGTH) session.line.value = line + behind;
  if (line === before && choices.length > 0) add(session, { line: typed, choices });
}

/** Brings back the command before (-1) or after (1) the one that is shown. */
export function recall({ history, line }: ConsoleSession, step: -1 | 1): void {
  const { lines, place } = history;
  const next = Math.max(0, Math.min(lines.length, place + step));
  if (next === place) return;
  if (place === lines.length) history.draft = line.peek();
  history.place = next;
  line.value = lines[next] ?? history.draft;
}

export function clear(session: ConsoleSession): void {
  session.entries.value = [];
  session.isShortened.value = false;
}

/** Leaves the line as it is and begins a new one, as Ctrl+C does. */
export function abandon(session: ConsoleSession): void {
  add(session, { line: `${session.line.peek()}^C` });
  session.line.value = '';
  session.history.place = session.history.lines.length;
}

/** Not root's: on this console nothing can be changed. */
export function promptOf({ host }: ConsoleSession): string {
  return `${host}:~$`;
}

/** Everything as the terminal shows it, for the clipboard. */
export function transcript(session: ConsoleSession): string {
  return untracked(() =>
    session.entries.value
      .map(
        ({ line, output, choices }) =>
          `${promptOf(session)} ${line}\n${output}${choices.length > 0 ? `${choices.join('  ')}\n` : ''}`,
      )
      .join(''),
  );
}

function createSession(host: string): ConsoleSession {
  return {
    host,
    entries: signal([]),
    line: signal(''),
    busy: signal(false),
    isShortened: signal(false),
    history: { lines: [], place: 0, draft: '' },
  };
}

function add({ entries, isShortened }: ConsoleSession, it: Pick<ConsoleEntry, 'line'> & Partial<ConsoleEntry>): void {
  const entry: ConsoleEntry = {
    output: '',
    isSilent: false,
    failure: null,
    isCut: false,
    refusal: null,
    choices: [],
    ...it,
    id: nextId++,
  };
  const all = [...entries.peek(), entry];
  let first = all.length - 1;
  for (let lines = linesOf(entry); first > 0; first--) {
    lines += linesOf(all[first - 1]!);
    if (lines > LINES_KEPT) break;
  }
  if (first > 0) isShortened.value = true;
  entries.value = all.slice(first);
}

function failureOf(output: string, status: number): Failure | null {
  if (status === UNKNOWN_COMMAND) return 'unknown';
  return status !== 0 && output.includes('Operation not permitted') ? 'forbidden' : null;
}

function linesOf({ output, choices }: ConsoleEntry): number {
  return output.split('\n').length + Math.sign(choices.length);
}

/** A command that is typed twice in a row is kept once. */
function remember(history: History, line: string): void {
  if (line.trim() !== '' && history.lines.at(-1) !== line) history.lines.push(line);
  history.lines.splice(0, history.lines.length - COMMANDS_KEPT);
  history.place = history.lines.length;
  history.draft = '';
}

/** What was pasted may have tabulators and the like in it, which are no part of a line. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, CONSOLE_LINE_MAX_LENGTH);
}
