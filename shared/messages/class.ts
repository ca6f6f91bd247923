/** What is said about a class, with its checks: the requests of the API and the messages of a teacher's connection. */
import * as v from 'valibot';
import {
  classLanguages,
  competitions,
  disturbances,
  MINUTES_MAX,
  pacings,
  PLAN_MAX,
  TEAM_SIZE_MAX,
  TITLE_MAX_LENGTH,
} from '../class/settings.ts';
import { puzzleIds } from '../game/puzzle.ts';
import { CODE_LENGTH, CODE_SIGNS, nickname, token, pageId } from '../messages.ts';

export {
  classLanguages,
  competitions,
  disturbances,
  MINUTES_MAX,
  pacings,
  PLAN_MAX,
  STUDENTS_MAX,
  TEAM_SIZE_MAX,
  TITLE_MAX_LENGTH,
} from '../class/settings.ts';

export { BEGIN_MINUTES, DEBRIEF_MINUTES, lessonPlans, seatCounts } from '../class/plans.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,16}$/));
const roomCode = v.pipe(v.string(), v.regex(new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`)));
/** One line that can be seen. */
const title = v.pipe(
  v.string(),
  v.trim(),
  v.normalize('NFC'),
  v.minLength(1),
  v.maxLength(TITLE_MAX_LENGTH),
  v.regex(/^(?!.*(?:\p{Default_Ignorable_Code_Point}|\p{M}{3}))\P{Cc}*$/u),
);
/** Six digits that let a colleague, or a second device, teach along. */
export const pin = v.pipe(v.string(), v.regex(/^\d{6}$/));
/** Four digits that give a lost student the seat back. */
export const studentNumber = v.pipe(v.string(), v.regex(/^\d{4}$/));

export const classSettings = v.strictObject({
  title,
  language: v.picklist(classLanguages),
  teamSize: whole(1, TEAM_SIZE_MAX),
  plan: v.pipe(
    v.array(v.strictObject({ puzzle: v.picklist(puzzleIds), minutes: whole(1, MINUTES_MAX) })),
    v.minLength(1),
    v.maxLength(PLAN_MAX),
  ),
  pacing: v.picklist(pacings),
  competition: v.picklist(competitions),
  ownNames: v.boolean(),
});

/** POST /api/classes: the browser draws the teacher's secret, a token, itself. Answered with 201 and `MadeClass`. */
export const makeClassRequest = v.strictObject({
  settings: classSettings,
  secret: token,
  isDemo: v.optional(v.boolean(), false),
});
export interface MadeClass {
  readonly code: string;
  /** Shown once; only its hash is kept. */
  readonly pin: string;
}
/** GET /api/classes/CODE: for whoever has the code. */
export interface ClassSummary {
  readonly code: string;
  readonly title: string;
  readonly language: (typeof classLanguages)[number];
  readonly ownNames: boolean;
  readonly locked: boolean;
  /** Drawn names that nobody in the class has now, in the language of the class: those may be chosen where own names may not. */
  readonly names: readonly string[];
}
/**
 * POST /api/classes/CODE/join: a student comes in or back. `number`: takes over the seat of the student with this number. `back`: only comes back: who is in the class
 * no more, or whose seat is at another browser now, is refused with 'no-such-student' and not taken in anew.
 */
export const joinClassRequest = v.strictObject({
  token,
  name: v.optional(nickname),
  number: v.optional(studentNumber),
  back: v.optional(v.boolean(), false),
  page: v.optional(pageId),
});
export interface JoinedClass {
  /** Code of the team's room, and a place in it. */
  readonly room: string;
  readonly reservation: unknown;
}
/** POST /api/classes/CODE/teach, with a PIN if the secret is not known yet: then it is from now on. Answered with `{ reservation }`. */
export const teachRequest = v.strictObject({ secret: token, pin: v.optional(pin) });
/** POST /api/classes/CODE/project: a projector. Answered with `{ reservation }`. */
export const projectRequest = v.strictObject({ secret: token });
/** POST /api/classes/CODE/watch: looks on in a team's room; `seats`: with what every seat sees. Answered with `{ reservation }`. */
export const watchRequest = v.strictObject({ secret: token, team: id, seats: v.boolean() });
/** POST /api/classes/CODE/report: a `ClassReport`. */
export const reportRequest = v.strictObject({ secret: token });
/** POST /api/classes/CODE/replay: a `Replay`; with a step a `ReplayMoment`. Students name their own token in place of the secret: of their own team's rounds that are over. */
export const replayRequest = v.strictObject({
  secret: token,
  room: roomCode,
  round: whole(1, 65535),
  step: v.optional(whole(0, 1_000_000)),
});
/** POST /api/classes/CODE/capture: the round as pcapng. */
export const captureRequest = v.strictObject({ secret: token, room: roomCode, round: whole(1, 65535) });
/** POST /api/classes/CODE/delete: the class, its rooms and all names, at once. */
export const deleteRequest = v.strictObject({ secret: token });

const team = v.nullable(id);
const shown = v.variant('what', [
  v.strictObject({ what: v.literal('join') }),
  v.strictObject({ what: v.literal('team'), team }),
  v.strictObject({ what: v.literal('debrief'), slide: whole(0, 20) }),
  v.strictObject({ what: v.literal('replay'), room: roomCode, round: whole(1, 65535), step: whole(0, 1_000_000) }),
]);

/** On a teacher's connection to the class, as Colyseus requests. Where a team can be named, null means all of them. */
export const classMessages = {
  /** Is the line still one? Answered with null, also to a projector. */
  alive: v.strictObject({}),
  /** From gathering into the first puzzle; from the debrief back into the lesson. */
  start: v.strictObject({}),
  freeze: v.strictObject({ on: v.boolean() }),
  speed: v.strictObject({ speed: v.picklist([0.5, 1]) }),
  /** While frozen: lets the next thing happen. */
  step: v.strictObject({}),
  /** Opens the first rung of what each seat is asked now; it costs the students nothing. 'nothing-to-hint' if no team that was named is asked anything. */
  hint: v.strictObject({ team }),
  /** On to the next puzzle of the plan, won or not. */
  next: v.strictObject({ team }),
  /** Another puzzle of the plan, by its place. */
  open: v.strictObject({ at: whole(0, PLAN_MAX - 1) }),
  /** More minutes for the present puzzle. */
  extend: v.strictObject({ minutes: whole(1, 30) }),
  /** New teams by lot; the present puzzle begins anew. */
  shuffle: v.strictObject({}),
  debrief: v.strictObject({}),
  lock: v.strictObject({ on: v.boolean() }),
  rename: v.strictObject({ student: id, name: nickname }),
  /** Out of the class, which is no ban. */
  remove: v.strictObject({ student: id }),
  /** Into another team; null: into a new one. */
  move: v.strictObject({ student: id, team }),
  lower: v.strictObject({ student: id }),
  /** A new PIN; answered with `{ pin }`. */
  pin: v.strictObject({}),
  /** 'cannot-disturb' if no team that was named has a network where it can be done. */
  disturb: v.strictObject({ team, how: v.picklist(disturbances) }),
  show: v.strictObject({ shown }),
} as const;
export type ClassMessages = {
  readonly [Name in keyof typeof classMessages]: v.InferOutput<(typeof classMessages)[Name]>;
};
