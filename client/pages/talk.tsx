/** Saying something to the team without typing: a button in the bar, and the list that it opens at the foot of the screen. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { phraseIds } from '../../shared/messages.ts';
import { Icon } from '../art/components.tsx';
import type { RoomModel } from '../model.ts';
import { isForUs, Key, shortcutsAreOn } from '../panels/index.tsx';
import { placeLabel } from '../said.ts';
import { whileHeld } from '../held.ts';
import { usePage, useWords } from './page.tsx';
import { canTalk, placesOn } from './talk-state.ts';
import type { Talk } from './talk-state.ts';

interface TalkProps {
  readonly room: RoomModel;
  readonly talk: Talk;
}

const OPENER = 'talk-open';

/** Not there while nobody would hear it. */
export function TalkButton({ room, talk }: TalkProps): JSX.Element | null {
  const words = useWords().talk;
  const isOpen = talk.step.value !== 'shut';
  useTalkKeys(room, talk);
  if (!canTalk(room)) return null;
  // The focus comes back here, and the keys of the panel go on working.
  return (
    <button
      type="button"
      id={OPENER}
      class="btn ghost"
      data-shortcuts
      aria-expanded={isOpen}
      onClick={isOpen ? talk.shut : talk.open}
    >
      <Icon name="talk" />
      <span class="unseen">{words.open}</span>
      <span class="talk-word" aria-hidden="true">
        {words.short}
      </span>
      <Key>S</Key>
    </button>
  );
}

export function TalkPanel({ room, talk }: TalkProps): JSX.Element | null {
  return talk.step.value === 'shut' || !canTalk(room) ? null : <OpenTalk room={room} talk={talk} />;
}

function OpenTalk({ room, talk }: TalkProps): JSX.Element {
  const { store } = usePage();
  const { talk: words, app, refusals } = useWords();
  const panel = useRef<HTMLElement>(null);
  const step = talk.step.value;
  const isPointing = typeof step === 'object';
  const refusal = talk.refusal.value;
  useReturnedFocus(panel);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('.talk-options button')?.focus({ preventScroll: true });
  }, [step]);
  const title = isPointing ? words.point(words.phrases[step.phrase]) : words.open;
  return (
    <section class="talk" aria-label={title} ref={panel} onKeyDown={(event) => pressDigit(event, panel.current)}>
      {refusal === null ? (
        <p class="talk-title">{title}</p>
      ) : (
        <p class="talk-title field-error" role="alert">
          {refusals[refusal]}
        </p>
      )}
      <ul class="talk-options">
        {isPointing ? (
          <>
            <Option sends onClick={() => void talk.say(null)}>
              {words.pointAtNothing}
            </Option>
            {placesOn(room).map((place, index) => (
              <Option key={`${place.kind} ${place.id}`} sends digit={index + 1} onClick={() => void talk.say(place)}>
                {placeLabel(place, room, store.language.value)}
              </Option>
            ))}
          </>
        ) : (
          phraseIds.map((phrase, index) => (
            <Option key={phrase} digit={index + 1} onClick={() => talk.choose(phrase)}>
              {words.phrases[phrase]}
            </Option>
          ))
        )}
      </ul>
      <div class="talk-end">
        {isPointing ? (
          <button type="button" class="btn ghost s" onClick={talk.open}>
            <Icon name="arrow-left" width={18} />
            {words.back}
          </button>
        ) : (
          <Mute />
        )}
        <button type="button" class="btn ghost icon" aria-label={app.close} onClick={talk.shut}>
          <Icon name="cross" />
        </button>
      </div>
    </section>
  );
}

interface OptionProps {
  /** From 1; only those up to 9 have a key. */
  readonly digit?: number;
  readonly sends?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

function Option({ digit = 10, sends = false, onClick, children }: OptionProps): JSX.Element {
  const { store } = usePage();
  return (
    <li>
      <button type="button" class="btn" data-digit={digit} {...(sends ? whileHeld(store) : {})} onClick={onClick}>
        {digit <= 9 && <Key>{digit}</Key>}
        <span>{children}</span>
      </button>
    </li>
  );
}

function Mute(): JSX.Element {
  const { store } = usePage();
  const words = useWords().talk;
  return (
    <label class="option small">
      <input
        type="checkbox"
        checked={store.muted.value}
        onChange={(event) => (store.muted.value = event.currentTarget.checked)}
      />
      <span>{words.mute}</span>
    </label>
  );
}

/** 1 to 9 while the focus is in the list. */
function pressDigit(event: KeyboardEvent, panel: HTMLElement | null): void {
  if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  event.preventDefault();
  panel?.querySelector<HTMLElement>(`[data-digit="${event.key}"]`)?.click();
}

/** S opens the list, Escape shuts it. They are heard before the panel's keys. */
function useTalkKeys(room: RoomModel, talk: Talk): void {
  const isHeard = canTalk(room);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isOpen = talk.step.peek() !== 'shut';
      if (event.key === 'Escape' && isOpen && document.querySelector('dialog[open]') === null) talk.shut();
      else if (event.key.toLowerCase() === 's' && isHeard && isForUs(event) && shortcutsAreOn()) talk.open();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [talk, isHeard]);
}

/** When the list goes with the focus in it, the focus goes back to where it came from. */
function useReturnedFocus(panel: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      const { activeElement } = document;
      const isElsewhere = activeElement !== document.body && panel.current?.contains(activeElement) === false;
      if (isElsewhere) return;
      const isStillThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
      (isStillThere ? before : document.getElementById(OPENER))?.focus({ preventScroll: true });
    };
  }, []);
}
