/** What people say to each other in a room. It passes: it is no state, and no input of the match. */
import type { Match } from '../../shared/game/match.ts';
import type { MapPlace } from '../../shared/game/phrase.ts';
import { mapView } from '../../shared/game/seat-view.ts';
import type { Happening } from '../../shared/game/view.ts';
import type { RoomMessages } from '../../shared/messages.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import type { Person } from './people.ts';

export interface Talk {
  /** What everybody is told, or why the person may not say it now. */
  say(person: Person, message: RoomMessages['say'], match: Match): Happening | RefusalCode;
}

/** Shortest time between two phrases of a person, milliseconds. */
export const PHRASE_EVERY_MS = 1000;
/** Most phrases of a person in a while. */
const PHRASES_MOST = 4;
const WHILE_MS = 10_000;

/** `nowMs` never runs backwards. `first` is the number of the first phrase, higher than any that a browser may still remember. */
export function createTalk(nowMs: () => number, first: number): Talk {
  let number = first;
  const saidMs = new WeakMap<Person, readonly number[]>();
  return {
    say: (person, { phrase, at }, match) => {
      if (person.device === null) return 'not-seated';
      if (at !== null && !isOnMap(at, match)) return 'no-such-place';
      const now = nowMs();
      const lately = (saidMs.get(person) ?? []).filter((ms) => now - ms < WHILE_MS);
      const isTooSoon = now - (lately.at(-1) ?? -Infinity) < PHRASE_EVERY_MS;
      if (isTooSoon || lately.length >= PHRASES_MOST) return 'too-many-phrases';
      saidMs.set(person, [...lately, now]);
      const { id: player, device } = person;
      return { kind: 'said', number: number++, player, device, phrase, at, atUs: match.network.nowUs };
    },
  };
}

function isOnMap({ kind, id }: MapPlace, match: Match): boolean {
  const { devices, links } = mapView(match);
  return (kind === 'device' ? devices : links).some((one) => one.id === id);
}
