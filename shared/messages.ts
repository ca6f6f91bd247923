/** Every message between browser and server, with its check. A message that does not fit is refused with a code of a closed list. */
import * as v from 'valibot';
import { askedFields, thoughts, type Part } from './device/rule.ts';
import { faultKinds } from './game/fault-kind.ts';
import { phraseIds } from './game/phrase.ts';
import { puzzleIds } from './game/puzzle.ts';
import type { Move } from './game/input.ts';
import type { RefusalCode } from './refusals.ts';

export { cableFaults, hostFaults } from './game/fault-kind.ts';
export { phraseIds } from './game/phrase.ts';
export { refusalCodes, type RefusalCode } from './refusals.ts';

/** Signs of a room code: no vowels, so no words, and nothing that looks like something else. */
export const CODE_SIGNS = 'BCDFGHJKLMNPQRSTVWXZ2345679';
export const CODE_LENGTH = 6;

/** Longest message that the server reads, bytes. */
export const MESSAGE_MAX_BYTES = 2048;
/** Most messages a second that a client may send. */
export const MESSAGES_PER_SECOND = 20;
/** Longest nickname, in UTF-16 code units after trimming. */
export const NAME_MAX_LENGTH = 16;
/** Longest line of the console, in UTF-16 code units. */
export const CONSOLE_LINE_MAX_LENGTH = 200;

const parts: readonly Part[] = [...thoughts, ...askedFields];
const part = v.picklist(parts as readonly [Part, ...Part[]]);
const answers = v.pipe(
  v.record(part, v.pipe(v.string(), v.maxLength(200))),
  v.check((value) => Object.keys(value).length <= parts.length),
);
const cardId = v.pipe(v.number(), v.integer(), v.minValue(0));
const deviceId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,16}$/));
const mapPlace = v.strictObject({ kind: v.picklist(['device', 'link']), id: deviceId });
const addressee = v.variant('kind', [
  v.strictObject({ kind: v.literal('device'), id: deviceId }),
  v.strictObject({ kind: v.picklist(['everybody', 'nobody']) }),
]);
/** 128 bits, base64url without padding: who somebody is. */
export const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
/** One life of a page, 64 bits of chance in base64url: the page that is replaced by another one of the same person is told by which. */
export const pageId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{11}$/));
/** Letters with at most two marks each, digits, space, - and ' ; nothing invisible, nothing that turns the direction of writing. */
export const nickname = v.pipe(
  v.string(),
  v.trim(),
  v.normalize('NFKC'),
  v.maxLength(NAME_MAX_LENGTH),
  v.regex(/^(?!.*(?:\p{Default_Ignorable_Code_Point}|\p{M}{3}))[\p{L}\p{N}][\p{L}\p{M}\p{N} '’-]*$/u),
);

/** What somebody types on the console: one line, so no line ends and no other control characters. */
const consoleLine = v.pipe(v.string(), v.maxLength(CONSOLE_LINE_MAX_LENGTH), v.regex(/^\P{Cc}*$/u));

const portName = v.pipe(v.string(), v.regex(/^[a-z0-9.]{1,15}$/));
const vlanId = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4094));
const portVlan = v.variant('mode', [
  v.strictObject({ mode: v.literal('access'), vlan: vlanId }),
  v.strictObject({
    mode: v.literal('trunk'),
    vlans: v.pipe(v.array(vlanId), v.maxLength(32)),
    native: v.exactOptional(vlanId),
  }),
]);
/** What somebody sets on the own device; whether it can be set there, the match says. */
const setting = v.variant('set', [
  v.strictObject({
    set: v.literal('route'),
    how: v.picklist(['add', 'delete']),
    to: v.pipe(v.string(), v.maxLength(18)),
    via: v.nullable(v.pipe(v.string(), v.maxLength(15))),
    interface: v.exactOptional(portName),
  }),
  v.strictObject({ set: v.literal('port-vlan'), port: portName, vlan: v.nullable(portVlan) }),
]);

/**
 * Which of a browser's inputs this is. Each browser has an outbox, known by 64 bits of chance (base64url), and numbers what it sends from it: whatever is sent again is
 * carried out once. An input belongs to the round that its sender saw.
 */
export const act = v.strictObject({
  outbox: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{11}$/)),
  number: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
  round: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)),
});
export type Act = v.InferOutput<typeof act>;
const numbered = { act: v.exactOptional(act) };

/** The reply to an input of the match that was carried out: it is written down, and this is its place in the journal of its round, from 0. */
export type Receipt = { readonly seq: number };

/** In the room, as Colyseus requests. */
export const roomMessages = {
  /** Is somebody there? Answered with null, and nothing else happens: a browser asks it on a line on which it has heard nothing for a while. */
  alive: v.strictObject({}),
  /** Take a seat, or stand up with null. */
  sit: v.strictObject({ device: v.nullable(deviceId) }),
  play: v.strictObject({ ...numbered, card: cardId, answers }),
  /** "Try this frame again" after a broken move; "all right" after a refused one. */
  retry: v.strictObject({ ...numbered, card: cardId }),
  hint: v.strictObject({ ...numbered, card: cardId, part, step: v.picklist([1, 2, 3]) }),
  /**
   * While nothing waits at the own seat: by which ports something leaves `device` because of the next frame from its port `port`, or to whom the frame is
   * addressed that leaves because of the packet that waits there.
   */
  predict: v.union([
    v.strictObject({
      ...numbered,
      device: deviceId,
      port: portName,
      ports: v.pipe(v.array(portName), v.maxLength(16)),
    }),
    v.strictObject({ ...numbered, device: deviceId, addressee }),
  ]),
  /** In a configure puzzle: set something on the own device; be ready for the traffic, or not after all. */
  configure: v.strictObject({ ...numbered, setting }),
  ready: v.strictObject({ ...numbered, ready: v.boolean() }),
  /** While a storm runs: the cable out of a port of the own device, or its loose end in again. */
  unplug: v.strictObject({ ...numbered, port: portName }),
  plug: v.strictObject({ ...numbered, port: portName }),
  /** Say what is broken, when a ping got no answer. */
  'name-fault': v.strictObject({ ...numbered, fault: v.picklist(faultKinds), place: mapPlace }),
  rename: v.strictObject({ name: nickname }),
  /** In a class: asks for the teacher, or not any more. */
  hand: v.strictObject({ up: v.boolean() }),
  /** Say a phrase to the room, perhaps pointing at something on the map. */
  say: v.strictObject({ phrase: v.picklist(phraseIds), at: v.nullable(mapPlace) }),
  /** Run a line on the console of the own device; answered with a `ConsoleReply`. */
  console: v.strictObject({ line: consoleLine }),
  /** What could follow on this line, for the Tab key; answered with a `CompletionReply`. */
  complete: v.strictObject({ line: consoleLine }),
  /** Alone only: what changes of the two. Speed in parts of the usual one. */
  pace: v.strictObject({ paused: v.exactOptional(v.boolean()), speed: v.exactOptional(v.picklist([0.5, 1, 2, 4])) }),
  /** Alone only, while paused: let the next thing happen. */
  step: v.strictObject({}),
  /** In the lobby: the puzzle that is meant to be played, for everybody. */
  choose: v.strictObject({ puzzle: v.picklist(puzzleIds) }),
  /** From lobby to play, from the result to the next puzzle or the same with new addresses. */
  start: v.strictObject({ puzzle: v.picklist(puzzleIds) }),
} as const;
export type RoomMessages = { readonly [Name in keyof typeof roomMessages]: v.InferOutput<(typeof roomMessages)[Name]> };

/** The messages that are moves of the match: each is an input of the same name from the seat of its sender, and may be numbered. */
export const moveKinds = [
  'play',
  'retry',
  'predict',
  'hint',
  'configure',
  'ready',
  'unplug',
  'plug',
  'name-fault',
] as const satisfies readonly (Move['kind'] & keyof RoomMessages)[];
export type MoveKind = (typeof moveKinds)[number];

/** POST /api/rooms: make a room. */
export const makeRoomRequest = v.strictObject({ puzzle: v.picklist(puzzleIds), alone: v.boolean() });
/** POST /api/rooms/CODE/join: a place in it; the token says who somebody is, the same one comes back to the same seat. */
export const joinRequest = v.strictObject({ token, name: v.optional(nickname), page: v.optional(pageId) });
const roundNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535));
const stepNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
/** POST /api/rooms/CODE/replay, by somebody of the room, of a round that is over: a `Replay`; with a step a `ReplayMoment`. */
export const roomReplayRequest = v.strictObject({ token, round: roundNumber, step: v.optional(stepNumber) });
/** POST /api/rooms/CODE/capture, likewise: the round as pcapng. */
export const roomCaptureRequest = v.strictObject({ token, round: roundNumber });
export type JoinReply = { readonly code: string; readonly reservation: unknown };
export type ApiError = { readonly error: RefusalCode; readonly detail?: string };
