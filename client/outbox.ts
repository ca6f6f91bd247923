/**
 * What a person has done and the server has not answered yet. Inputs of the match wait here, numbered, and go out in order, one at a time; what was under way when the line broke is sent
 * again, and the server, which knows its number, carries it out once. They are kept in the tab's own storage, so a reload loses none.
 *
 * Each load of the page draws an outbox of its own for what is done from then on; what it finds in the storage keeps the outbox and the number that it has. So two inputs never share a number, not even
 * after a tab was duplicated, and with it its storage: what both tabs send then is one and the same input to the server.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import * as v from 'valibot';
import { act, moveKinds, type MoveKind, type RefusalCode, type RoomMessages } from '../shared/messages.ts';
import type { Line } from './connection.ts';
import type { Outcome } from './model.ts';
import { readJson, type Keeper } from './storage.ts';

/** What the outbox takes from the page around. */
export interface OutboxAround {
  nowMs(): number;
  later(delayMs: number, callback: () => void): () => void;
  /** Simulated time as the room shows it, microseconds. */
  simulatedUs(): number;
  /** Outlives a reload of this tab, and belongs to no other. */
  readonly tab: Keeper;
  /** 64 bits of chance, base64url. */
  drawOutbox(): string;
}

/** An input that came too late. */
export interface Late {
  readonly round: number;
  readonly refusal: RefusalCode;
}

export interface Outbox {
  /** Inputs that the server has not answered. */
  readonly waiting: ReadonlySignal<number>;
  /** The last input that had waited for a line and was refused then, because the match has gone on without it; null while there was none. A new object each time. */
  readonly late: ReadonlySignal<Late | null>;
  /** Resolves when the server has answered; with null when the round is over before that. What waits already is not taken a second time. */
  put<Name extends MoveKind>(name: Name, message: RoomMessages[Name]): Promise<Outcome<unknown>>;
  /** The line by which to send; null when it is lost. */
  line(line: Pick<Line, 'request'> | null): void;
  /** The state that has arrived is of this round. What belongs elsewhere has become meaningless. */
  at(room: string, round: number): void;
  /** Nobody waits for answers here any more. What has not been sent stays for when somebody comes in again. */
  leave(): void;
}

const KEY = 'hop.outbox';
/** Inputs that may wait. */
const WAITING_MAX = 20;
/** Before the next try on the same line, after one without an answer. */
const AGAIN_MS = 1000;
/**
 * A server that was killed knows the match as it was at the last input, and runs it on from there. What is older than the line waits until the match has come as far again as its sender had
 * seen it, for the letter that was answered may not be there yet; but no longer than this, and looked after so often.
 */
const BEHIND_MAX_MS = 10_000;
const BEHIND_EVERY_MS = 200;
/** Refusals that a later try may not meet. */
const FOR_NOW: readonly RefusalCode[] = ['cannot-save', 'server-busy', 'too-many-messages'];

const keptItem = v.object({
  room: v.string(),
  name: v.picklist(moveKinds),
  act,
  /** Simulated time when it was done. */
  atUs: v.number(),
  message: v.record(v.string(), v.unknown()),
});
type Item = v.InferOutput<typeof keptItem>;
/** `tell`: who waits for the answer; nobody any more after a reload. */
type Waiting = Item & {
  readonly tell: ((outcome: Outcome<unknown>) => void)[];
  /** Number of the line on which it was done; 0 where there was none. */
  readonly line: number;
};

interface Box {
  readonly around: OutboxAround;
  readonly id: string;
  readonly count: Signal<number>;
  readonly late: Signal<Late | null>;
  number: number;
  items: readonly Waiting[];
  /** What the person sees. */
  seen: { readonly room: string; readonly round: number } | null;
  line: Pick<Line, 'request'> | null;
  /** Counts the lines. */
  lines: number;
  /** Since when the state is there that has arrived on this line; null before: nobody knows then which round it is. */
  currentMs: number | null;
  /** What is under way. */
  sent: { readonly item: Waiting } | null;
  cancelAgain: () => void;
}

export function createOutbox(around: OutboxAround): Outbox {
  const items = keptItems(around.tab);
  const box: Box = {
    around,
    id: around.drawOutbox(),
    count: signal(items.length),
    late: signal(null),
    number: 0,
    items,
    seen: null,
    line: null,
    lines: 0,
    currentMs: null,
    sent: null,
    cancelAgain: () => {},
  };
  return {
    waiting: box.count,
    late: box.late,
    put: (name, message) => put(box, name, message),
    line: (line) => {
      box.cancelAgain();
      box.line = line;
      box.sent = null;
      if (line === null) box.currentMs = null;
      else box.lines++;
      send(box);
    },
    at: (room, round) => {
      box.seen = { room, round };
      box.currentMs ??= around.nowMs();
      for (const item of box.items) if (!isHere(box, item)) finish(box, item, { value: null });
      send(box);
    },
    leave: () => {
      box.seen = null;
      box.late.value = null;
      for (const { tell } of box.items) for (const done of tell.splice(0)) done({ refused: 'server-busy' });
    },
  };
}

function put(box: Box, name: MoveKind, message: Readonly<Record<string, unknown>>): Promise<Outcome<unknown>> {
  const { seen } = box;
  if (seen === null) return Promise.resolve({ refused: 'server-busy' });
  return new Promise((resolve) => {
    const twin = box.items.findLast((item) => isHere(box, item) && familyOf(item.name) === familyOf(name));
    if (twin !== undefined && isSame(twin, name, message)) return void twin.tell.push(resolve);
    if (box.items.length >= WAITING_MAX) return resolve({ refused: 'server-busy' });
    const number = ++box.number;
    const item = {
      room: seen.room,
      name,
      act: { outbox: box.id, number, round: seen.round },
      atUs: box.around.simulatedUs(),
      message,
      tell: [resolve],
      line: box.line === null ? 0 : box.lines,
    };
    keep(box, [...box.items, item]);
    send(box);
  });
}

/** Sends the first, if it can be sent now. */
function send(box: Box): void {
  const { line } = box;
  const [item] = box.items;
  if (line === null || box.currentMs === null || box.sent !== null || item === undefined) return;
  box.cancelAgain();
  if (isBehind(box, item, box.currentMs)) {
    box.cancelAgain = box.around.later(BEHIND_EVERY_MS, () => send(box));
    return;
  }
  const sent = { item };
  box.sent = sent;
  line.request(item.name, { ...item.message, act: item.act }).then(
    (outcome) => {
      if (box.sent === sent) answered(box, item, outcome);
    },
    () => {
      if (box.sent === sent) again(box);
    },
  );
}

/** Has the match not yet come as far again as it was when this was done? */
function isBehind({ around, lines }: Box, item: Waiting, currentMs: number): boolean {
  if (item.line === lines || around.nowMs() - currentMs >= BEHIND_MAX_MS) return false;
  return around.simulatedUs() < item.atUs;
}

function answered(box: Box, item: Waiting, outcome: Outcome<unknown>): void {
  // Who has loaded the page anew is told nothing of what was done before, so it is not given up.
  const isForNow = 'refused' in outcome && FOR_NOW.includes(outcome.refused) && item.tell.length === 0;
  if (isForNow && box.items.includes(item)) return again(box);
  box.sent = null;
  const isLate = 'refused' in outcome && item.line !== box.lines && isHere(box, item);
  finish(box, item, outcome);
  if (isLate) box.late.value = { round: item.act.round, refusal: outcome.refused };
  send(box);
}

/** Once more on the same line, if it is not lost before. */
function again(box: Box): void {
  box.sent = null;
  box.cancelAgain = box.around.later(AGAIN_MS, () => send(box));
}

function finish(box: Box, item: Waiting, outcome: Outcome<unknown>): void {
  keep(
    box,
    box.items.filter((other) => other !== item),
  );
  for (const done of item.tell.splice(0)) done(outcome);
}

function isHere({ seen }: Box, item: Item): boolean {
  return seen !== null && item.room === seen.room && item.act.round === seen.round;
}

/** A cable goes out and in again, so what was done to it last counts. */
function familyOf(name: MoveKind): string {
  return name === 'plug' || name === 'unplug' ? 'cable' : name;
}

/** The same button pressed again. A letter is played once: the first answers count. */
function isSame(item: Item, name: MoveKind, message: Readonly<Record<string, unknown>>): boolean {
  if (item.name !== name) return false;
  if (name === 'play') return item.message['card'] === message['card'];
  return JSON.stringify(item.message) === JSON.stringify(message);
}

function keep(box: Box, items: readonly Waiting[]): void {
  box.items = items;
  box.count.value = items.length;
  box.around.tab.write(KEY, JSON.stringify(items.map(({ tell: _tell, line: _line, ...item }) => item)));
}

function keptItems(tab: Keeper): readonly Waiting[] {
  const read = v.safeParse(v.array(keptItem), readJson(tab, KEY));
  return read.success ? read.output.slice(0, WAITING_MAX).map((item) => ({ ...item, tell: [], line: 0 })) : [];
}
