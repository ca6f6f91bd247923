/** Who belongs to a room, and who sits where. A person is known by a token, never by a connection. */
import type { Member } from '../../shared/class/lesson.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { isSameHash, newPlayerId } from '../secrets.ts';
import type { StoredPlayer } from '../store/store.ts';

export interface Person {
  readonly id: string;
  tokenHash: string;
  name: string;
  colour: number;
  /** In a class, the student's number; else empty. */
  number: string;
  /** In a demo class: a student who plays by itself. */
  isBot: boolean;
  /** The device on which the person sits; null while standing. */
  device: string | null;
  connected: boolean;
  /** Since when the person is away, by the room's clock, milliseconds. */
  awaySinceMs: number;
}

/** Who comes in: what the API has checked. */
export interface Ticket {
  readonly tokenHash: string;
  readonly name?: string | undefined;
  /** The page that comes in (`pageId`). */
  readonly page?: string | undefined;
  /** In a class: who it is there. */
  readonly student?: Omit<Member, 'tokenHash'>;
}

/** Most people that a room remembers. */
const PEOPLE_MAX = 24;
const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
/** A person who is away longer than this is stood in for, milliseconds. */
export const GRACE_MS = 3000;
/** How long an empty room stays in memory, milliseconds: short, or visitors who go would fill the server. Its journal is opened again when somebody comes back. */
export const EMPTY_MAX_MS = 5 * 60 * 1000;
/** The same before anybody has come in. */
export const NEW_MAX_MS = 60 * 1000;

export function personOf(stored: StoredPlayer, nowMs: number): Person {
  return { ...stored, number: '', isBot: false, connected: false, awaySinceMs: nowMs };
}

export function storedPlayer({ id, tokenHash, name, colour, device }: Person): StoredPlayer {
  return { id, tokenHash, name, colour, device };
}

/** Why this ticket may not come in, or null. A room for one is closed to everybody but the first; nobody new can be written down while nothing can. */
export function refusalAtDoor(
  people: readonly Person[],
  ticket: Ticket,
  alone: boolean,
  canWrite = true,
): RefusalCode | null {
  if (people.some((person) => isSameHash(person.tokenHash, ticket.tokenHash))) return null;
  if (people.length >= (alone ? 1 : PEOPLE_MAX)) return 'room-full';
  return canWrite ? null : 'cannot-save';
}

/** The person of a ticket: the one who was here before, with seat and score, or somebody new. `isOther`: something of them has to be written. */
export function admit(
  people: Person[],
  ticket: Ticket,
  nowMs: number,
): { readonly person: Person; readonly isNew: boolean; readonly isOther: boolean } {
  const { student } = ticket;
  const known = people.find((person) =>
    student === undefined ? isSameHash(person.tokenHash, ticket.tokenHash) : person.id === student.id,
  );
  if (known !== undefined) {
    const isOther = ticket.name !== undefined && ticket.name !== known.name;
    if (ticket.name !== undefined) known.name = ticket.name;
    return { person: known, isNew: false, isOther };
  }
  const person: Person = {
    id: newPlayerId(),
    tokenHash: ticket.tokenHash,
    name: ticket.name ?? `P${people.length + 1}`,
    colour: rarestColour(people),
    number: '',
    isBot: false,
    ...student,
    device: null,
    connected: false,
    awaySinceMs: nowMs,
  };
  people.push(person);
  return { person, isNew: true, isOther: true };
}

/** Sits the person down, or lets them stand up with null. */
export function sit(
  people: readonly Person[],
  person: Person,
  device: string | null,
  seats: readonly string[],
): RefusalCode | null {
  if (device !== null && !seats.includes(device)) return 'no-such-seat';
  if (device !== null && people.some((other) => other !== person && other.device === device)) return 'seat-taken';
  person.device = device;
  return null;
}

/** The first seat that nobody owns. */
export function freeSeat(people: readonly Person[], seats: readonly string[]): string | null {
  return seats.find((device) => people.every((person) => person.device !== device)) ?? null;
}

/** Another puzzle has other seats: who sat keeps the device if there is one of this name, else gets a free one. */
export function reseat(people: readonly Person[], seats: readonly string[]): void {
  const homeless = people.filter((person) => person.device !== null && !seats.includes(person.device));
  for (const person of homeless) person.device = null;
  for (const person of homeless) person.device = freeSeat(people, seats);
}

/**
 * Somebody is here. Nobody has missed anybody while nobody was here, so after an outage that has cut off a whole team the others have as much time to come back as ever, and what
 * they did meanwhile still finds its frame.
 */
export function arrive(people: readonly Person[], person: Person, nowMs: number): void {
  if (!people.some(({ connected }) => connected)) for (const other of people) other.awaySinceMs = nowMs;
  person.connected = true;
}

/**
 * Who plays a seat: its owner, also while away for a moment; a bot on a free seat, and as autopilot for somebody who stays away. While
 * nobody at all is here time stands, so nobody has to be stood in for.
 */
export function occupantOf(people: readonly Person[], device: string, nowMs: number): 'person' | 'bot' {
  const owner = people.find((person) => person.device === device);
  if (owner === undefined) return 'bot';
  const isMissed = !owner.connected && nowMs - owner.awaySinceMs >= GRACE_MS;
  return isMissed && people.some((person) => person.connected) ? 'bot' : 'person';
}

/** When the next person has been away long enough to be stood in for, in milliseconds from now; null: nobody. */
export function nextMissedInMs(people: readonly Person[], nowMs: number): number | null {
  const dueMs = people
    .filter((person) => person.device !== null && !person.connected)
    .map((person) => person.awaySinceMs + GRACE_MS - nowMs)
    .filter((delayMs) => delayMs > 0);
  return dueMs.length === 0 ? null : Math.min(...dueMs) + 1;
}

function rarestColour(people: readonly Person[]): number {
  const uses = (colour: number) => people.filter((person) => person.colour === colour).length;
  return COLOURS.reduce((best: number, colour) => (uses(colour) < uses(best) ? colour : best), 1);
}
