/** The texts of a room's state that are made from the match alone, so that the journal has to give the same ones. */
import { seatParts } from '../../../client/room-reader.ts';
import type { RoomState, SeatState } from '../../../server/state.ts';

const PUBLIC = ['puzzle', 'map', 'goals', 'run', 'wire', 'storm', 'fault'] as const;

/** Of a browser at this seat, or of one that stands. A field that the browser has not got is left out. */
export function textsOf(state: RoomState, seat: SeatState | undefined): Readonly<Record<string, string>> {
  const texts = PUBLIC.map((name): [string, string | undefined] => [name, state[name]]);
  const own = seatParts.map((name): [string, string | undefined] => [`own ${name}`, seat?.[name]]);
  return Object.fromEntries([...texts, ...own].filter((pair): pair is [string, string] => Boolean(pair[1])));
}
