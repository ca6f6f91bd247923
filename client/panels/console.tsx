/** The console of the own device: one types a Linux command and reads what the device itself knows. The commands run on the server. */
import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import { TerminalText } from '../terminal-text.tsx';
import type { Store } from '../model.ts';
import { CONSOLE_LINE_MAX_LENGTH } from '../../shared/messages.ts';
import {
  clear,
  consoleOf,
  LINES_KEPT,
  promptOf,
  runLine,
  transcript,
  type ConsoleEntry,
  type ConsoleSession,
} from './console-session.ts';
import { useConsoleKeys } from './console-keys.ts';
import { kindOfSeat, nameOf, wordsOf } from './seat.ts';

/** Commands to begin with; on a phone nobody likes to type. */
const STATION_COMMANDS = ['ip addr', 'ip route', 'ip neigh'];
const SWITCH_COMMANDS = ['bridge fdb', 'bridge link', 'ip link'];

export function Console({ store }: { readonly store: Store }): JSX.Element | null {
  const session = consoleOf(store);
  const screen = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const entries = session?.entries.value;
  useNewest(screen, entries?.at(-1)?.id ?? 0);
  useMouseGoesOnTyping(input);
  if (session === null || entries === undefined) return null;
  const words = wordsOf(store).console;
  const name = nameOf(store, store.room.value?.you?.device ?? '');
  return (
    <section class="console" aria-label={words.label(name)}>
      <div class="console-window">
        <Top store={store} session={session} screen={screen} input={input} />
        <div class="console-screen" ref={screen} onClick={(event) => focusByMouse(event, input)}>
          {entries.length === 0 && <p class="console-empty">{words.empty}</p>}
          {session.isShortened.value && <p class="console-note">{words.earlier(LINES_KEPT)}</p>}
          <div role="log" aria-label={words.label(name)} aria-busy={session.busy.value} class="console-log">
            {entries.map((entry) => (
              <Entry key={entry.id} store={store} session={session} entry={entry} />
            ))}
          </div>
          <Prompt store={store} session={session} screen={screen} input={input} />
        </div>
      </div>
      <Suggestions store={store} session={session} />
    </section>
  );
}

/** What it is, and what can be done with all of it. */
function Top(props: {
  readonly store: Store;
  readonly session: ConsoleSession;
  readonly screen: RefObject<HTMLDivElement | null>;
  readonly input: RefObject<HTMLInputElement | null>;
}): JSX.Element {
  const { store, session, screen, input } = props;
  const words = wordsOf(store).console;
  const note = useSignal('');
  const isEmpty = session.entries.value.length === 0;
  const copy = async (): Promise<void> => {
    const log = screen.current?.querySelector('.console-log');
    const isCopied = await copyText(transcript(session), log);
    note.value = isCopied ? words.copied : words.copyFailed;
  };
  useEffect(() => {
    note.value = '';
  }, [session.entries.value]);
  return (
    <header class="console-top">
      <h3>
        <Icon name="terminal" width={18} />
        {words.label(nameOf(store, session.host))}
      </h3>
      <span class="console-note" role="status">
        {note}
      </span>
      <button type="button" class="console-button" disabled={isEmpty} onClick={() => void copy()}>
        {words.copy}
      </button>
      <button
        type="button"
        class="console-button"
        disabled={isEmpty}
        onClick={() => {
          clear(session);
          // The button goes grey and would keep the focus for nothing.
          if (!isTouch()) input.current?.focus();
        }}
      >
        {words.clear}
      </button>
    </header>
  );
}

function Entry(props: {
  readonly store: Store;
  readonly session: ConsoleSession;
  readonly entry: ConsoleEntry;
}): JSX.Element {
  const { store, session, entry } = props;
  const { words } = store.language.value;
  const { console: own } = words.panels;
  return (
    <div class="console-entry">
      <div lang="en" translate={false}>
        <div class="console-line">
          <span class="console-prompt">{promptOf(session)} </span>
          <b>{entry.line}</b>
        </div>
        {entry.output !== '' && <TerminalText text={entry.output.replace(/\n$/, '')} />}
      </div>
      {entry.choices.length > 0 && (
        <p>
          <span class="unseen">{own.choices(entry.choices.length)} </span>
          <span lang="en" translate={false} class="console-choices">
            {entry.choices.map((choice) => (
              <span key={choice}>{choice} </span>
            ))}
          </span>
        </p>
      )}
      {entry.isSilent && <p class="console-silent">{own.silent}</p>}
      {entry.failure !== null && <p class="console-note">{own.failures[entry.failure]}</p>}
      {entry.isCut && <p class="console-note">{own.cut}</p>}
      {entry.refusal !== null && <p class="console-note">{words.refusals[entry.refusal]}</p>}
    </div>
  );
}

function Prompt(props: {
  readonly store: Store;
  readonly session: ConsoleSession;
  readonly screen: RefObject<HTMLDivElement | null>;
  readonly input: RefObject<HTMLInputElement | null>;
}): JSX.Element {
  const { store, session, screen, input } = props;
  const words = wordsOf(store).console;
  const keys = useConsoleKeys(store, session, screen);
  const { line, busy } = session;
  return (
    <form
      class="console-form"
      onSubmit={(event) => {
        event.preventDefault();
        void runLine(store, session, line.peek());
      }}
    >
      <label class="console-prompt" for="console-line">
        <span aria-hidden="true">{promptOf(session)}</span>
        <span class="unseen">{words.command(nameOf(store, session.host))}</span>
      </label>
      <input
        id="console-line"
        ref={input}
        type="text"
        class="console-input"
        value={line.value}
        maxLength={CONSOLE_LINE_MAX_LENGTH}
        autocomplete="off"
        autocapitalize="none"
        autocorrect="off"
        spellcheck={false}
        enterkeyhint="go"
        translate={false}
        lang="en"
        aria-describedby="console-keys"
        onInput={(event) => {
          line.value = event.currentTarget.value;
          toBottom(screen.current);
        }}
        {...keys}
      />
      <span id="console-keys" class="unseen">
        {words.keys}
      </span>
      {busy.value && <span class="console-note late">{words.waiting}</span>}
      <button type="submit" class="console-button run" aria-label={words.run}>
        <Icon name="arrow-right" width={18} />
      </button>
    </form>
  );
}

/** Commands for who does not know any yet, or has only a thumb. */
function Suggestions({ store, session }: { readonly store: Store; readonly session: ConsoleSession }): JSX.Element {
  const words = wordsOf(store).console;
  const commands = kindOfSeat(store) === 'switch' ? SWITCH_COMMANDS : STATION_COMMANDS;
  return (
    <ul class="console-try" aria-label={words.try}>
      {commands.map((command) => (
        <li key={command}>
          <button
            type="button"
            class="btn s mono"
            lang="en"
            translate={false}
            onClick={() => void runLine(store, session, command)}
          >
            {command}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The newest line is seen, and the input below it. Who reads on a phone begins at the top of what does not fit on it. */
function useNewest(screen: RefObject<HTMLDivElement | null>, newest: number): void {
  useLayoutEffect(() => {
    const { current } = screen;
    const entry = current?.querySelector<HTMLElement>('.console-entry:last-child');
    if (current === null) return;
    const isTall = entry !== null && entry !== undefined && entry.offsetHeight > current.clientHeight;
    if (isTouch() && isTall) entry.scrollIntoView({ block: 'start' });
    else toBottom(current);
  }, [newest, screen]);
}

function toBottom(screen: HTMLElement | null): void {
  screen?.scrollTo({ top: screen.scrollHeight });
}

/** Who came by the mouse types at once; who came by keys stays on the switch, and on a phone no keyboard jumps up. */
function useMouseGoesOnTyping(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const cameByKeys = document.activeElement?.matches(':focus-visible') === true;
    if (!cameByKeys && !isTouch()) input.current?.focus({ preventScroll: true });
  }, [input]);
}

/** A click anywhere on the screen is meant for the line below, unless text was marked. */
function focusByMouse(event: MouseEvent, input: RefObject<HTMLInputElement | null>): void {
  const isMouse = event instanceof PointerEvent && event.pointerType === 'mouse';
  const isMarking = document.getSelection()?.isCollapsed === false;
  if (isMouse && !isMarking) input.current?.focus({ preventScroll: true });
}

function isTouch(): boolean {
  return matchMedia('(hover: none)').matches;
}

/** Where the page has no clipboard, as on plain http in a classroom, the text is marked and copied in the old way; false: it is only marked. */
async function copyText(text: string, shown: Element | null | undefined): Promise<boolean> {
  const isDone = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (isDone === true || shown === null || shown === undefined) return isDone === true;
  document.getSelection()?.selectAllChildren(shown);
  return document.execCommand('copy');
}
