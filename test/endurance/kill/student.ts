/**
 * A student's browser without a page. It numbers what it sends, keeps it until it is answered, comes in again by its token when the line breaks, and sends again what
 * was not answered, under the same number.
 */
import { randomBytes } from 'node:crypto';
import { CloseCode } from '@colyseus/core';
import type { Room } from '@colyseus/sdk';
import { CLOSE_MOVED } from '../../../server/rooms/guest.ts';
import type { RoomState, SeatState } from '../../../server/state.ts';
import type { RoomMessages } from '../../../shared/messages.ts';
import { draw, drawOne, type Random } from '../../../shared/random.ts';
import { Client } from '../../server/http.ts';
import { wishOf } from './moves.ts';
import { hashesOf, type Notes, type Sent } from './notes.ts';
import { pause } from './program.ts';
import { textsOf } from './texts.ts';

/** A place that was given: the room that it is in, and the reservation. */
export interface Place {
  readonly room: string;
  readonly reservation: unknown;
}

export interface StudentOptions {
  readonly base: string;
  /** Asks for a place; `back`: the student has been there before. Null while none can be had. */
  readonly enter: (base: string, back: boolean) => Promise<Place | null>;
  readonly notes: Notes;
  readonly random: Random;
  /** What is said on every new line, besides moves. */
  readonly greet?: (room: Room<unknown, RoomState>) => void;
  /** The puzzles of which the next one is drawn; in a class it decides. */
  readonly puzzles: readonly string[];
}

export interface Student {
  readonly isConnected: boolean;
  /** Inputs that are not answered. */
  readonly waiting: number;
  /** What the last break of the line was called, and how many there were. */
  readonly closed: { readonly code: number; readonly times: number };
  /** From now on nothing new is done. */
  rest(): void;
  /** Goes, and does not come back. */
  leave(): void;
}

/** How long a student ponders, and waits before the next try to come in; milliseconds, drawn up to this. */
const PONDER_MAX_MS = 250;
const RETRY_MAX_MS = 300;
const UNANSWERED_MAX = 2;
/** How a line may end: the server is gone, or says that it goes; the student is moved. */
const ENDINGS: readonly number[] = [CloseCode.ABNORMAL_CLOSURE, CloseCode.SERVER_SHUTDOWN, CLOSE_MOVED];

interface Own {
  room: Room<unknown, RoomState> | null;
  code: string;
  readonly outbox: string;
  number: number;
  readonly unanswered: Set<Sent>;
  lastDone: Sent | null;
  /** How it was when it was looked at last. */
  last: { code: string; player: string; round: number; seq: number; device: string } | null;
  isResting: boolean;
  isGone: boolean;
  isPondering: boolean;
  closed: { code: number; times: number };
  /** The line was opened anew, and what was there before has not been compared yet. */
  isBack: boolean;
  /** Has been let in once. */
  isKnown: boolean;
}

export function createStudent(options: StudentOptions): Student {
  const own: Own = {
    room: null,
    code: '',
    outbox: randomBytes(8).toString('base64url'),
    number: 0,
    unanswered: new Set(),
    lastDone: null,
    last: null,
    isResting: false,
    isGone: false,
    isPondering: false,
    closed: { code: 0, times: 0 },
    isBack: false,
    isKnown: false,
  };
  void come(own, options);
  return {
    get isConnected() {
      return own.room !== null && own.last !== null;
    },
    get waiting() {
      return own.unanswered.size;
    },
    get closed() {
      return own.closed;
    },
    rest: () => void (own.isResting = true),
    leave: () => {
      own.isGone = true;
      void own.room?.leave().catch(() => {});
    },
  };
}

async function come(own: Own, options: StudentOptions): Promise<void> {
  while (!own.isGone) {
    const place = await options.enter(options.base, own.isKnown).catch(() => null);
    const room = place === null ? null : await open(place, options.base);
    if (room !== null && place !== null) {
      // What was done in another room belongs there.
      if (own.code !== place.room) forget(own);
      own.room = room;
      own.code = place.room;
      own.isBack = true;
      own.isKnown = true;
      listen(own, options, room);
      return;
    }
    await pause(draw(options.random, RETRY_MAX_MS));
  }
}

function forget(own: Own): void {
  own.unanswered.clear();
  own.lastDone = null;
}

async function open({ reservation }: Place, base: string): Promise<Room<unknown, RoomState> | null> {
  try {
    const room: Room<unknown, RoomState> = await new Client(base).consumeSeatReservation(reservation as never);
    room.reconnection.enabled = false;
    return room;
  } catch {
    return null;
  }
}

function listen(own: Own, options: StudentOptions, room: Room<unknown, RoomState>): void {
  room.onMessage('happenings' as never, () => {});
  room.onMessage('replaced' as never, () => options.notes.complaints.push('somebody else has my token'));
  room.onStateChange(() => look(own, options));
  room.onLeave((code) => {
    note(own, options, true);
    own.room = null;
    // The teacher wants it otherwise than it was.
    if (code === CLOSE_MOVED) own.last = null;
    if (!ENDINGS.includes(code) && !own.isGone) options.notes.complaints.push(`a line was closed with ${code}`);
    own.closed = { code, times: own.closed.times + 1 };
    void come(own, options);
  });
  options.greet?.(room);
}

function seatOf({ state }: Room<unknown, RoomState>): { player: string; seat: SeatState | undefined } {
  const me = [...(state?.players?.values() ?? [])].find((player) => player.you);
  return { player: me?.id ?? '', seat: me?.device ? state.seats.get(me.device) : undefined };
}

function look(own: Own, options: StudentOptions): void {
  const { room } = own;
  // The first state may come in two parts.
  if (room === null || seatOf(room).player === '') return;
  if (own.isBack) {
    own.isBack = false;
    compare(own, options, room);
    sendAgain(own, options);
  }
  note(own, options, false);
  ponder(own, options);
}

/** After a break everything goes on where it was. */
function compare({ last, code }: Own, { notes }: StudentOptions, room: Room<unknown, RoomState>): void {
  if (last === null) return;
  const { player, seat } = seatOf(room);
  const { round, seq } = room.state;
  const complain = (what: string) => notes.complaints.push(`room ${code}, round ${round}, seq ${seq}: ${what}`);
  if (code !== last.code) complain(`was in room ${last.code}`);
  if (player !== last.player) complain(`is another person than before`);
  if (round < last.round || (round === last.round && seq < last.seq))
    complain(`had seen round ${last.round}, seq ${last.seq}`);
  if (round === last.round && (seat?.device ?? '') !== last.device) complain(`sat at ${last.device} before`);
}

/** Writes down what is seen when it holds something new, or is the last that was seen. */
function note(own: Own, { notes }: StudentOptions, isLast: boolean): void {
  const { room, last, code } = own;
  if (room?.state?.clock === undefined || (isLast && last === null)) return;
  const { player, seat } = seatOf(room);
  if (player === '') return;
  const { round, seq, puzzle, clock } = room.state;
  const device = seat?.device ?? '';
  const isSame = last?.round === round && last.seq === seq && last.device === device;
  own.last = { code, player, round, seq, device };
  if (isSame && !isLast) return;
  const { atUs, untilUs } = clock;
  const hashes = hashesOf(textsOf(room.state, seat));
  notes.sights.push({ room: code, round, seq, atUs, untilUs, puzzle, device: device || null, hashes });
}

function ponder(own: Own, options: StudentOptions): void {
  if (own.isPondering || own.isResting || own.room === null) return;
  own.isPondering = true;
  void pause(draw(options.random, PONDER_MAX_MS)).then(() => {
    own.isPondering = false;
    const { room } = own;
    if (room !== null && !own.isResting && !own.isBack && own.unanswered.size < UNANSWERED_MAX) act(own, options, room);
  });
}

function act(own: Own, options: StudentOptions, room: Room<unknown, RoomState>): void {
  const { seat } = seatOf(room);
  if (seat === undefined) return;
  if (room.state.phase !== 'play') return begin(own, options, room);
  const wish = wishOf(room.state, seat, options.random);
  if (wish === null) return ponder(own, options);
  const act = { outbox: own.outbox, number: ++own.number, round: room.state.round };
  const sent: Sent = { ...wish, room: own.code, act, times: 0, seq: null, refused: null };
  options.notes.sent.push(sent);
  own.unanswered.add(sent);
  send(own, options, sent);
  // As a browser does that has not heard of it for long.
  if (draw(options.random, 10) === 0) send(own, options, sent);
}

/** Whoever is first lets the next puzzle begin; where only a teacher may, it is refused. */
function begin(own: Own, options: StudentOptions, room: Room<unknown, RoomState>): void {
  const puzzle = drawOne(options.random, options.puzzles) as RoomMessages['start']['puzzle'];
  const again = () => ponder(own, options);
  void room.request('start' as never, { puzzle } as never).then(again, again);
}

/** What was not answered; perhaps also what was, as if its answer had been lost. */
function sendAgain(own: Own, options: StudentOptions): void {
  const { lastDone } = own;
  const isDoubted = lastDone?.act.round === own.room?.state.round && draw(options.random, 2) === 0;
  const list = isDoubted && lastDone !== null ? [lastDone, ...own.unanswered] : [...own.unanswered];
  for (const sent of list) send(own, options, sent);
}

function send(own: Own, options: StudentOptions, sent: Sent): void {
  const { room } = own;
  if (room === null) return;
  sent.times++;
  void room.request(sent.name as never, { ...sent.message, act: sent.act } as never).then(
    (reply) => answered(own, options, sent, reply),
    (error: unknown) => refused(own, options, sent, (error as { reason?: string }).reason),
  );
}

function answered(own: Own, options: StudentOptions, sent: Sent, reply: unknown): void {
  const { notes } = options;
  const { seq } = reply as { seq?: unknown };
  const what = `room ${sent.room}, round ${sent.act.round}, ${sent.act.outbox} ${sent.act.number} (${sent.name})`;
  const isNew = sent.seq === null;
  own.unanswered.delete(sent);
  own.lastDone = sent;
  if (typeof seq !== 'number') notes.complaints.push(`${what}: the reply is ${JSON.stringify(reply)}`);
  else if (sent.seq === null) sent.seq = seq;
  else if (sent.seq !== seq) notes.complaints.push(`${what}: its place was ${sent.seq}, and then ${seq}`);
  notes.answered(isNew);
  ponder(own, options);
}

/** Without a reason the line has broken: it is sent again on the next one. */
function refused(own: Own, options: StudentOptions, sent: Sent, reason: string | undefined): void {
  if (reason === undefined) return;
  if (reason === 'too-many-messages' || reason === 'cannot-save') {
    void pause(draw(options.random, PONDER_MAX_MS)).then(() => own.unanswered.has(sent) && send(own, options, sent));
    return;
  }
  sent.refused = reason;
  own.unanswered.delete(sent);
  const isOurMistake = reason === 'internal' || reason === 'bad-message';
  // In another round it may be refused although it was carried out.
  const isForgotten = sent.seq !== null && reason !== 'not-your-card';
  if (isOurMistake || isForgotten)
    options.notes.complaints.push(
      `room ${sent.room}: ${sent.name} ${JSON.stringify(sent.message)}, acknowledged as ${sent.seq}, is refused: ${reason}`,
    );
  ponder(own, options);
}
