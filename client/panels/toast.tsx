/** One line about the last move when nothing has to be mended, and the one polite voice of the page. */
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { RoomModel, Store } from '../model.ts';
import { movedMachines } from '../moved.ts';
import type { Quality } from '../../shared/device/rule.ts';
import type { SeatView, Verdict } from '../../shared/game/view.ts';
import { deskOf } from './desk.ts';
import { useFaultVoice } from './fault-voice.ts';
import { testedText } from './predict.tsx';
import { nameOf } from './seat.ts';
import { useStormVoice } from './storm-voice.ts';
import { useTeacherVoice } from './teacher-voice.ts';
import { ruleCase, SIGNS } from './verdict.tsx';

export interface ToastNote {
  readonly key: string;
  readonly quality: Quality | 'news';
  readonly text: string;
}

/** What is shown at the board's lower edge; null for nothing. */
export const toastNote = signal<ToastNote | null>(null);

/** A note is shown so long, or as long as it takes to read it, milliseconds. */
const SHOWN_MS = 4000;
const READ_MS_PER_SIGN = 60;
/** Time between two spoken messages; what comes sooner waits and is read together. */
const SPEAK_EVERY_MS = 2000;

/** Stays under the pointer; there is never more than one. It stands outside of the board, which a phone hides. */
export function Toast({ store }: { readonly store: Store }): JSX.Element {
  useNotes(store);
  const note = toastNote.value;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const leaveLater = (): void => {
    clearTimeout(timer.current);
    const readMs = READ_MS_PER_SIGN * (note?.text.length ?? 0);
    timer.current = setTimeout(() => (toastNote.value = null), Math.max(SHOWN_MS, readMs));
  };
  useEffect(() => {
    if (note !== null) leaveLater();
    return () => clearTimeout(timer.current);
  }, [note]);
  return (
    <div class="toast-place">
      {note !== null && (
        <div
          key={note.key}
          class={`toast ${note.quality}`}
          aria-hidden="true"
          onPointerEnter={() => clearTimeout(timer.current)}
          onPointerLeave={leaveLater}
        >
          <Icon name={note.quality === 'news' ? 'link' : SIGNS[note.quality]} width={18} weight={2.6} />
          <span>{note.text}</span>
        </div>
      )}
      <LiveRegion />
    </div>
  );
}

/** What the last move is told as: a right one by its reason, a wasteful one by what it cost. */
export function noteOf(store: Store, verdict: Verdict): string {
  const language = store.language.value;
  const rule = language.rules[verdict.rule];
  const it = ruleCase(store, verdict);
  if (verdict.quality === 'right') return rule.happened(it);
  const { signs, told } = language.words.panels.verdict;
  return told(signs[verdict.quality], rule.happened(it));
}

const waiting: string[] = [];
const spoken = signal('');

/** Says it politely to a screen reader, soon. */
export function speak(text: string): void {
  if (waiting.at(-1) !== text) waiting.push(text);
}

function LiveRegion(): JSX.Element {
  useEffect(() => {
    const timer = setInterval(() => {
      if (waiting.length > 0) spoken.value = waiting.splice(0).join(' ');
    }, SPEAK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class="unseen" role="status" aria-live="polite">
      {spoken.value}
    </p>
  );
}

/** Watches the own seat and the cables: each new verdict, each goal and each machine that moves is told once; what was there when the page opened is not. */
function useNotes(store: Store): void {
  const seat = deskOf(store).seat.value;
  const room = store.room.value;
  const last = useRef<string | null>(null);
  const goals = useRef<number | null>(null);
  const map = useRef(room);
  const predicted = useRef<string | null>(null);
  const voice = { tell: (note: string, text: string) => tellNews(`${room?.round} ${note}`, text), speak };
  useStormVoice(store, voice);
  useFaultVoice(store, voice);
  useTeacherVoice(store, voice);
  const key = seat === null ? '' : `${room?.round ?? 0}/${seat.device}/${seat.logged}`;
  const met = room?.goals.filter((goal) => goal.met).length ?? 0;
  useEffect(() => {
    if (seat !== null && last.current !== null && isNextMove(last.current, key)) tell(store, seat, key);
    last.current = key;
  }, [key]);
  useEffect(() => {
    if (goals.current !== null && met > goals.current && room !== null) {
      const { goal, words } = store.language.value;
      const newest = room.goals.findLast((it) => it.met);
      if (newest !== undefined) speak(words.panels.log.goal(goal(newest, (device) => nameOf(store, device))));
    }
    goals.current = met;
  }, [met]);
  const tested = seat === null ? '' : `${room?.round ?? 0}/${seat.device}/${seat.predictions.tested}`;
  useEffect(() => {
    const last = seat?.predictions.last ?? null;
    if (last !== null && predicted.current !== null && isNextMove(predicted.current, tested))
      tellNews(`predicted ${tested}`, testedText(store, last));
    predicted.current = tested;
  }, [tested]);
  useEffect(() => {
    if (room !== null && map.current?.round === room.round) tellMoved(store, map.current, room);
    map.current = room;
  }, [room]);
}

function tell(store: Store, seat: SeatView, key: string): void {
  const { verdict, log } = seat;
  // A name for what is broken stands in the log, too, but is no move with a verdict: the last one is not told again.
  if (verdict === null || log.at(-1)?.naming !== undefined) return;
  const text = noteOf(store, verdict);
  // A verdict that is open in the panel is not told a second time.
  if (seat.verdictOpen || (verdict.rule === 'switch.loop' && verdict.quality !== 'right')) {
    const rule = store.language.value.rules[verdict.rule];
    toastNote.value = null;
    speak(`${rule.head(ruleCase(store, verdict))} ${rule.happened(ruleCase(store, verdict))}`);
    return;
  }
  toastNote.value = { key, quality: verdict.quality, text };
  speak(text);
}

function tellMoved(store: Store, before: RoomModel, now: RoomModel): void {
  const { moved } = store.language.value.words.panels.log;
  for (const { device, from, to } of movedMachines(before.map.links, now.map.links)) {
    const text = moved(nameOf(store, device), nameOf(store, from), nameOf(store, to));
    tellNews(`${now.round} ${device} ${to}`, text);
  }
}

/** Shows and says something that is no verdict. `key`: another one comes in as another note. */
export function tellNews(key: string, text: string): void {
  toastNote.value = { key, quality: 'news', text };
  speak(text);
}

/** The same deal and seat, with one more move in the log. */
function isNextMove(before: string, now: string): boolean {
  const cut = before.lastIndexOf('/');
  const same = now.startsWith(before.slice(0, cut + 1));
  return same && Number(now.slice(cut + 1)) > Number(before.slice(cut + 1));
}
