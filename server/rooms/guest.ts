/** A person at a connection, and what that connection may see: exactly its own player and its own seat. Or somebody who only looks on. */
import type { Client } from '@colyseus/core';
import type { Match } from '../../shared/game/match.ts';
import { seenBy } from '../../shared/game/seat-view.ts';
import type { Happening } from '../../shared/game/view.ts';
import { OWN, StateView, type PlayerState, type RoomState, type SeatState } from '../state.ts';
import type { Person, Ticket } from './people.ts';

/** The browser's close code of a connection that a newer one of the same person has replaced. */
export const CLOSE_REPLACED = 4101;
/** The room cannot write its journal; it is opened again from the last written state. */
export const CLOSE_JOURNAL = 4102;
/** In a class: the student has been moved to another team, and joins it by the class. */
export const CLOSE_MOVED = 4103;
/** In a class: the teacher has taken the student out. */
export const CLOSE_REMOVED = 4104;
/** The class has been deleted. */
export const CLOSE_DELETED = 4105;

/** Looks on without a person and without a seat; with `seats` at what every seat sees. */
export interface Watch {
  readonly watch: { readonly seats: boolean };
}

export interface Guest {
  /** Null for somebody who only looks on. */
  readonly person: Person | null;
  /** Sees every seat. */
  readonly seesSeats: boolean;
  /** What the view is open for now. */
  readonly players: Set<PlayerState>;
  readonly seats: Set<SeatState>;
}

export type MatchClient = Client<{ userData: Guest; auth: Ticket | Watch }>;

/** The person, or with null somebody who looks on, sits at this connection from now on; the view is still closed. */
export function seatGuest(client: MatchClient, person: Person | null, seesSeats = false): void {
  client.view = new StateView();
  client.userData = { person, seesSeats, players: new Set(), seats: new Set() };
}

/** Whose connection it is. Throws when it has not come in yet, or only looks on. */
export function personAt(client: Client): Person {
  const person = (client as MatchClient).userData?.person;
  if (person === undefined || person === null) throw new Error('a client without a person');
  return person;
}

/** Somebody who only looks on. */
export function isWatcher(client: Client): boolean {
  return (client as MatchClient).userData?.person === null;
}

/** The newest connection of a person wins; the older one is told so, and by which page. */
export function replaceConnection(
  connections: Map<Person, MatchClient>,
  person: Person,
  client: MatchClient,
  by: string | undefined,
): void {
  const older = connections.get(person);
  connections.set(person, client);
  older?.send('replaced', by === undefined ? {} : { by });
  older?.leave(CLOSE_REPLACED);
}

/** Opens the view for what the person owns now, and closes it for what they owned before. Names are for those who play along. */
export function openView({ view, userData: guest }: MatchClient, state: RoomState): void {
  if (view === undefined || guest === undefined) return;
  const { person, players, seats } = guest;
  for (const player of state.players.values()) {
    if (players.has(player) || (person === null && !guest.seesSeats)) continue;
    if (player.id === person?.id) view.add(player, OWN);
    else view.add(player);
    players.add(player);
  }
  const open = [...state.seats.values()].filter((seat) => guest.seesSeats || seat.device === person?.device);
  for (const seat of seats) if (!open.includes(seat)) closeSeat(view, seats, seat);
  for (const seat of open) {
    if (!seats.has(seat)) view.add(seat);
    seats.add(seat);
  }
}

/** Closes the view for the seats, before they are replaced by those of another deal. */
export function closeSeatView({ view, userData: guest }: MatchClient): void {
  if (view === undefined || guest === undefined) return;
  for (const seat of guest.seats) closeSeat(view, guest.seats, seat);
}

function closeSeat(view: StateView, seats: Set<SeatState>, seat: SeatState): void {
  view.remove(seat);
  seats.delete(seat);
}

/** Tells what has happened, each thing as it is seen from the person's seat; to who looks on at every seat, as it is. */
export function sendHappenings(client: MatchClient, match: Match, happenings: readonly Happening[]): void {
  const guest = client.userData;
  if (guest === undefined || happenings.length === 0) return;
  const device = guest.person?.device ?? null;
  client.send(
    'happenings',
    guest.seesSeats ? happenings : happenings.map((happening) => seenBy(match, happening, device)),
  );
}
