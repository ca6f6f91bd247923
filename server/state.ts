/**
 * What a room sends to its browsers, as Colyseus schemas: fields only, `project.ts` is the only writer.
 * A field with `.view()` goes to nobody but the client whose StateView holds its owner. Views of the match are JSON texts, a text for
 * each part, so that only a part that changed is sent.
 */
import { Encoder, schema, t, type SchemaType } from '@colyseus/schema';

/** Room for the whole state of a room with all its letters, bytes; the default grows only after a warning. */
Encoder.BUFFER_SIZE = 64 * 1024;

export const PlayerState = schema(
  {
    /** Public id in the room; never the token. */
    id: t.string(),
    name: t.string().default(''),
    /** Colour of the name plate, 1 to 8. */
    colour: t.uint8().default(1),
    connected: t.boolean().default(false),
    /** The device on which the player sits; empty while standing. */
    device: t.string().default(''),
    /** True, and there at all, only in the browser of this player. */
    you: t.boolean().default(true).view(),
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
    /** JSON of `SeatView.log`. */
    log: t.string().default('').view(),
    /** JSON of `SeatView.predictions`. */
    predictions: t.string().default('').view(),
    /** JSON of `SeatView.faultHints`. */
    faultHints: t.string().default('').view(),
    /** JSON of `SeatView.configuration`: 'null' but in a configure puzzle. */
    configuration: t.string().default('').view(),
    /** JSON of `SeatView.storm`. */
    storm: t.string().default('').view(),
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
    /** JSON of a list of `ScoreView & { device, player (name, empty for a bot), isPerson }`; '[]' until the goals are met. */
    result: t.string().default('[]'),
  },
  'RoomState',
);
export type RoomState = SchemaType<typeof RoomState>;

/** Which private fields a client gets: those of what is added to its view. */
export { StateView } from '@colyseus/schema';
