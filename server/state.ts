/**
 * What a room sends to its browsers, as Colyseus schemas: fields only, `project.ts` is the only writer, of a class `classes/project-class.ts`.
 * A field with `.view()` goes to nobody but the client whose StateView holds its owner. Views of the match are JSON texts, a text for
 * each part, so that only a part that changed is sent.
 */
import { Encoder, schema, t, type SchemaType } from '@colyseus/schema';
import { mistakePlaces } from '../shared/messages/mistake-places.ts';
import { logPlaces } from '../shared/messages/log-pages.ts';

/**
 * Room for all that one browser gets at once, bytes: what of a seat that is opened does not fit is lost without a word. The longest log and a full inbox need 150 kB.
 */
Encoder.BUFFER_SIZE = 256 * 1024;

/** A private text for each of these names. */
function textsOfOwn<Name extends string>(names: readonly Name[]): Record<Name, ReturnType<typeof textOfOwn>> {
  return Object.fromEntries(names.map((name) => [name, textOfOwn()])) as ReturnType<typeof textsOfOwn<Name>>;
}

function textOfOwn() {
  return t.string().default('').view();
}

/** Tag of the fields that only their own player gets; those without a tag go to everybody who plays in the room. */
export const OWN = 2;

export const PlayerState = schema(
  {
    /** Public id in the room; never the token. */
    id: t.string(),
    /** Goes to those who play in the room, not to who only looks on. */
    name: t.string().default('').view(),
    /** Colour of the name plate, 1 to 8. */
    colour: t.uint8().default(1),
    connected: t.boolean().default(false),
    /** A student of a demo class who plays by itself. */
    isBot: t.boolean().default(false),
    /** The device on which the player sits; empty while standing. */
    device: t.string().default(''),
    /** True, and there at all, only in the browser of this player. */
    you: t.boolean().default(true).view(OWN),
    /** In a class: four digits by which the teacher gives this student the seat back; else empty. */
    number: t.string().default('').view(OWN),
  },
  'PlayerState',
);
export type PlayerState = SchemaType<typeof PlayerState>;

export const SeatState = schema(
  {
    device: t.string(),
    occupant: t.string<'person' | 'bot' | 'autopilot'>().default('bot'),
    /** Id of the player it belongs to; empty for a free seat. */
    player: t.string().default(''),
    /** Letters in the inbox. */
    waiting: t.uint16().default(0),
    /** JSON of `SeatView.cards`. */
    cards: t.string().default('').view(),
    /** JSON of `SeatView.tables`. */
    tables: t.string().default('').view(),
    /** JSON of `{ verdict, verdictOpen }` of the SeatView. */
    verdict: t.string().default('').view(),
    /** JSON of `SeatView.score`. */
    score: t.string().default('').view(),
    /** JSON of `SeatView.wire`. */
    wire: t.string().default('').view(),
    /** JSON of `SeatView.predictions`. */
    predictions: t.string().default('').view(),
    /** JSON of `SeatView.faultHints`. */
    faultHints: t.string().default('').view(),
    /** JSON of `SeatView.configuration`: 'null' but in a configure puzzle. */
    configuration: t.string().default('').view(),
    /** JSON of `SeatView.storm`. */
    storm: t.string().default('').view(),
    /** `SeatView.log` in pages (`log-pages.ts`). */
    ...textsOfOwn(logPlaces),
  },
  'SeatState',
);
export type SeatState = SchemaType<typeof SeatState>;

/** Simulated time was `atUs` when this was sent, and runs with `ratePerMs` until `untilUs`. */
export const ClockState = schema(
  {
    atUs: t.number().default(0),
    /** Microseconds of simulated time in a millisecond; 0 stands still. */
    ratePerMs: t.number().default(0),
    untilUs: t.number().default(0),
  },
  'ClockState',
);
export type ClockState = SchemaType<typeof ClockState>;

export const RoomState = schema(
  {
    phase: t.string<'lobby' | 'play' | 'result'>().default('lobby'),
    code: t.string().default(''),
    alone: t.boolean().default(false),
    /** A PuzzleId. */
    puzzle: t.string().default(''),
    /** Number of the deal in this room, from 1. */
    round: t.uint16().default(0),
    /** JSON of the MapView. */
    map: t.string().default(''),
    /** JSON of the WireView; 'null' where no shared wire is played. */
    wire: t.string().default('null'),
    /** JSON of the GoalViews. */
    goals: t.string().default('[]'),
    /** JSON of the RunView: 'null' but in a configure puzzle. */
    run: t.string().default('null'),
    /** JSON of the StormView: 'null' but in a storm. */
    storm: t.string().default('null'),
    /** JSON of the FaultView: 'null' in a puzzle in which nothing breaks. */
    fault: t.string().default('null'),
    /** By player id. */
    players: t.map(PlayerState),
    /** By device, in the order in which the puzzle offers them. */
    seats: t.map(SeatState),
    clock: ClockState,
    paused: t.boolean().default(false),
    speed: t.number().default(1),
    /** JSON of a list of `ScoreView & { device, player (id, empty for a bot), isPerson }`; '[]' until the goals are met. */
    result: t.string().default('[]'),
    /** In a class: JSON of the LessonView; else 'null'. */
    lesson: t.string().default('null'),
    /** Inputs in the journal of the round that this state contains. */
    seq: t.number().default(0),
    /** Why nothing is carried out: the server cannot write, or the match is parked after a mistake of the program; else empty. */
    halt: t.string<'' | 'cannot-save' | 'parked'>().default(''),
    /** The round before was left behind, because its journal was written by other rules of the game. */
    leftBehind: t.boolean().default(false),
  },
  'RoomState',
);
export type RoomState = SchemaType<typeof RoomState>;

/** A team as the teacher sees it; nobody else gets more than its id. All texts are empty until its room has reported. */
export const TeamState = schema(
  {
    id: t.string(),
    /** JSON of `TeamView` without its report. */
    team: t.string().default('').view(),
    /** JSON of `TeamReport.map`. */
    map: t.string().default('').view(),
    /** JSON of the `TeamTold` without its map and who was wrong. */
    report: t.string().default('').view(),
    /** JSON of `TeamTold.wrongBy`. */
    wrongBy: t.string().default('').view(),
  },
  'TeamState',
);
export type TeamState = SchemaType<typeof TeamState>;

/** `TeacherView` in parts, for teachers only. */
export const TeacherState = schema(
  {
    /** JSON of `TeacherView` without students, teams, mistakes and seconds. */
    lesson: t.string().default('').view(),
    /** `TeacherView.seconds` as it was when anything of the lesson was written last. */
    seconds: t.number().default(0).view(),
    /** JSON of `TeacherView.students` without `seat` and `doing`, which the reports of teams tell. */
    students: t.string().default('[]').view(),
    /** `TeacherView.mistakes`, JSON of one each; 'null' behind the last. */
    ...textsOfOwn(mistakePlaces),
  },
  'TeacherState',
);
export type TeacherState = SchemaType<typeof TeacherState>;

export const ClassState = schema(
  {
    /** JSON of the `ProjectorView` without its lanes. */
    projector: t.string().default(''),
    /** JSON of `ProjectorView.lanes`. */
    lanes: t.string().default('[]'),
    teacher: TeacherState,
    /** By team id, in their order. */
    teams: t.map(TeamState),
    /** Why nothing is carried out: the server cannot write; else empty. */
    halt: t.string<'' | 'cannot-save'>().default(''),
  },
  'ClassState',
);
export type ClassState = SchemaType<typeof ClassState>;

/** Which private fields a client gets: those of what is added to its view. */
export { StateView } from '@colyseus/schema';
