/** A person at a connection, and what that connection may see: exactly its own player and its own seat. */
import type { Client } from '@colyseus/core';
import type { Match } from '../../shared/game/match.ts';
import { seenBy } from '../../shared/game/seat-view.ts';
import type { Happening } from '../../shared/game/view.ts';
import { StateView, type PlayerState, type RoomState, type SeatState } from '../state.ts';
import type { Person, Ticket } from './people.ts';

/** The browser's close code of a connection that a newer one of the same person has replaced. */
const CLOSE_REPLACED = 4101;
/** The room cannot write its journal; it is opened again from the last written state. */
export const CLOSE_JOURNAL = 4102;

export interface Guest {
  readonly person: Person;
  /** What the view is open for now. */
  player?: PlayerState | undefined;
  seat?: SeatState | undefined;
}

export type MatchClient = Client<{ userData: Guest; auth: Ticket }>;

/** The person sits at this connection from now on; the view is still closed. */
export function seatGuest(client: MatchClient, person: Person): void {
  client.view = new StateView();
  client.userData = { person };
}

/** Whose connection it is. Throws when it has not come in yet. */
export function personAt(client: Client): Person {
  const guest = (client as MatchClient).userData;
  if (guest === undefined) throw new Error('a client without a person');
  return guest.person;
}

/** The newest connection of a person wins; the older one is told so. */
export function replaceConnection(connections: Map<Person, MatchClient>, person: Person, client: MatchClient): void {
  const older = connections.get(person);
  connections.set(person, client);
  older?.send('replaced', {});
  older?.leave(CLOSE_REPLACED);
}

/** Opens the view for what the person owns now, and closes it for what they owned before. */
export function openView({ view, userData: guest }: MatchClient, state: RoomState): void {
  if (view === undefined || guest === undefined) return;
  if (guest.player === undefined) {
    guest.player = state.players.get(guest.person.id);
    if (guest.player !== undefined) view.add(guest.player);
  }
  const seat = state.seats.get(guest.person.device ?? '');
  if (seat === guest.seat) return;
  if (guest.seat !== undefined) view.remove(guest.seat);
  if (seat !== undefined) view.add(seat);
  guest.seat = seat;
}

/** Closes the view for the seat, before the seats are replaced by those of another deal. */
export function closeSeatView({ view, userData: guest }: MatchClient): void {
  if (guest?.seat === undefined) return;
  view?.remove(guest.seat);
  guest.seat = undefined;
}

/** Tells what has happened, each thing as it is seen from the person's seat. */
export function sendHappenings(client: MatchClient, match: Match, happenings: readonly Happening[]): void {
  if (client.userData === undefined || happenings.length === 0) return;
  const { device } = client.userData.person;
  client.send(
    'happenings',
    happenings.map((happening) => seenBy(match, happening, device)),
  );
}
