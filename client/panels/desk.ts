/** What lies on the player's desk: the open letter, the answers so far, the field that is selected. One desk a store. */
import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Store } from '../model.ts';
import type { Answers } from '../../shared/device/decision.ts';
import type { Part } from '../../shared/device/rule.ts';
import type { CardView, SeatView } from '../../shared/game/view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import type { Frame } from '../../shared/wire/frame.ts';
import { frameOfHex, type FieldRef } from './fields.ts';
import { answersOnTheWay, groupsOf, isComplete, portsIn, withNextState, type Group } from './form.ts';

export type Depth = 'sentence' | 'headers' | 'bytes';
/** Hints about the device itself belong to no letter; the match knows them by this number. */
export const NO_CARD = 0;
/** Sides of the device that can be looked at. */
export type DeskTab = 'frames' | 'table' | 'console';

export interface Desk {
  readonly store: Store;
  readonly seat: ReadonlySignal<SeatView | null>;
  /** The letter whose turn it is. */
  readonly first: ReadonlySignal<CardView | null>;
  /** The letter that lies open; the first unless another one was picked. */
  readonly open: ReadonlySignal<CardView | null>;
  readonly frame: ReadonlySignal<Frame>;
  /** The answers to the first letter that count by now. */
  readonly answers: ReadonlySignal<Answers>;
  readonly groups: ReadonlySignal<readonly Group[]>;
  readonly isComplete: ReadonlySignal<boolean>;
  readonly isVerdictOpen: ReadonlySignal<boolean>;
  readonly picked: Signal<number | null>;
  readonly given: Signal<{ readonly key: string; readonly answers: Answers }>;
  readonly depth: Signal<Depth>;
  readonly field: Signal<FieldRef | null>;
  readonly tab: Signal<DeskTab>;
  /** A done step that was opened again. */
  readonly reopened: Signal<Part | null>;
  /** Everything runs by itself, and no letter is left: cables are what can be played. */
  readonly isLive: ReadonlySignal<boolean>;
  /** The own port that is chosen there. */
  readonly cable: Signal<string | null>;
  /** The question over which somebody has sat for so long that a hint is offered. */
  readonly satOver: Signal<string | null>;
  readonly busy: Signal<boolean>;
  readonly refusal: Signal<RefusalCode | null>;
}

/** The own ports that are chosen by now, for the arrows on the board. */
export const chosenPorts: Signal<readonly string[]> = signal([]);

let latest: Desk | undefined;
const desks = new WeakMap<Store, Desk>();

/** The desk of this store, made when first asked for. */
export function deskOf(store: Store): Desk {
  const known = desks.get(store);
  if (known !== undefined) {
    latest = known;
    return known;
  }
  const desk = createDesk(store);
  desks.set(store, desk);
  latest = desk;
  effect(() => {
    const { value: cable } = desk.cable;
    const ports = desk.isLive.value && cable !== null ? [cable] : portsIn(desk.answers.value.ports);
    if (ports.join(' ') !== chosenPorts.peek().join(' ')) chosenPorts.value = ports;
  });
  effect(() => {
    // Another frame has other fields: what was selected in the last one means nothing here.
    void desk.frame.value;
    desk.field.value = null;
  });
  return desk;
}

/** A port of the own device was pressed on the board. Does nothing while neither ports nor cables are asked for. */
export function playPort(port: string): void {
  if (latest === undefined) return;
  if (latest.isLive.value) {
    if (latest.store.room.value?.storm?.isFilled === true) latest.cable.value = port;
  } else togglePort(latest, port);
}

export function togglePort(desk: Desk, port: string): void {
  const steps = desk.groups.value.flatMap((group) => group.steps).filter((it) => it.many);
  if (steps[0]?.choices.some((choice) => choice.value === port) !== true) return;
  const { ports, tags } = withNextState(steps, desk.answers.value, port);
  answer(desk, 'ports', ports);
  if (steps[1] !== undefined) answer(desk, 'tags', tags);
}

export function answer(desk: Desk, part: Part, value: string | undefined): void {
  const key = keyOf(desk);
  // What was given, not what counts: while a verdict is open there is no form on which anything could count.
  const { [part]: _replaced, ...others } = desk.given.value.key === key ? desk.given.value.answers : {};
  desk.given.value = { key, answers: value === undefined ? others : { ...others, [part]: value } };
  desk.refusal.value = null;
}

export function clearAnswers(desk: Desk): void {
  desk.given.value = { key: keyOf(desk), answers: {} };
  desk.reopened.value = null;
}

/** Plays what is chosen, or `answers` at once. Does nothing while something is missing or on its way. */
export async function play(desk: Desk, answers: Answers = desk.answers.value): Promise<void> {
  const card = desk.first.value;
  if (card === null || desk.busy.value || desk.isVerdictOpen.value || !isComplete(card.form, answers)) return;
  await ask(desk, () => desk.store.intents.play(card.id, answers));
}

/** Closes the verdict: the frame again, with a clean form; a move that was held back keeps its other answers. */
export async function retry(desk: Desk): Promise<void> {
  const verdict = desk.seat.value?.verdict;
  if (verdict === undefined || verdict === null || desk.busy.value) return;
  if (verdict.refused) answer(desk, verdict.part, undefined);
  else clearAnswers(desk);
  desk.picked.value = null;
  await ask(desk, () => desk.store.intents.retry(verdict.card));
}

/** Lays a letter open; only the first one can be played. */
export function openLetter(desk: Desk, card: number): void {
  desk.picked.value = card === desk.first.value?.id ? null : card;
}

export async function ask(desk: Desk, request: () => Promise<RefusalCode | null>): Promise<void> {
  desk.busy.value = true;
  try {
    desk.refusal.value = await request();
  } finally {
    desk.busy.value = false;
  }
}

function isStormLive(store: Store): boolean {
  const room = store.room.value;
  return room?.phase === 'play' && room.storm?.isLive === true && room.you?.cards.length === 0;
}

function createDesk(store: Store): Desk {
  const seat = computed(() => store.room.value?.you ?? null);
  const first = computed(() => seat.value?.cards[0] ?? null);
  const picked = signal<number | null>(null);
  const open = computed(() => seat.value?.cards.find((card) => card.id === picked.value) ?? first.value);
  const bytes = computed(() => open.value?.bytes ?? '');
  const given = signal<{ key: string; answers: Answers }>({ key: '', answers: {} });
  const key = computed(() => letterKey(store, first.value));
  const form = computed(() => first.value?.form ?? []);
  const answers = computed(() =>
    given.value.key === key.value ? answersOnTheWay(form.value, given.value.answers) : {},
  );
  return {
    store,
    seat,
    first,
    open,
    frame: computed(() => frameOfHex(bytes.value)),
    answers,
    groups: computed(() => groupsOf(form.value, answers.value)),
    isComplete: computed(() => isComplete(form.value, answers.value)),
    isVerdictOpen: computed(() => seat.value?.verdictOpen === true),
    picked,
    given,
    depth: signal<Depth>('headers'),
    field: signal<FieldRef | null>(null),
    tab: signal<DeskTab>('frames'),
    reopened: signal<Part | null>(null),
    isLive: computed(() => isStormLive(store)),
    cable: signal<string | null>(null),
    satOver: signal<string | null>(null),
    busy: signal(false),
    refusal: signal<RefusalCode | null>(null),
  };
}

function keyOf(desk: Desk): string {
  return untracked(() => letterKey(desk.store, desk.first.value));
}

/** Answers belong to a letter of a deal. */
function letterKey(store: Store, card: CardView | null): string {
  return `${store.room.value?.round ?? 0}/${card?.id ?? ''}`;
}
