/**
 * A match and the people who play it, without anything of the line to their browsers: who belongs to it, who sits where, whose input is carried out. Clock, timers and
 * store are given, so a whole team can be played in a simulation.
 */
import type { Input, Move, SeatMove } from '../../shared/game/match.ts';
import type { Act, Receipt } from '../../shared/messages.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import {
  admit,
  freeSeat,
  nextMissedInMs,
  occupantOf,
  personOf,
  refusalAtDoor,
  reseat,
  sit,
  type Person,
  type Ticket,
} from '../rooms/people.ts';
import { beginRound, markKey, phaseOf } from '../rooms/round.ts';
import type { StoredGame, StoredRound } from '../store/store.ts';
import { PlayedMatch, type Surroundings, type Taken } from './played.ts';

export interface CoreOptions extends Surroundings {
  /** Somebody is there for whom time runs. */
  isPlayed(): boolean;
  /** The teacher holds everything. */
  isFrozen(): boolean;
  /** In a class: gives the seats of the round that begins. False outside of one. */
  seat(): boolean;
  /** All that is under way belongs to a round that ends: shows it now, if it may be shown. */
  showNow(): void;
}

export class MatchCore extends PlayedMatch {
  readonly people: Person[];
  readonly #options: CoreOptions;
  #cancelLook: () => void = () => {};

  /** Throws when the journal of the game was written by other rules. */
  constructor(options: CoreOptions) {
    super(options);
    this.#options = options;
    this.people = options.game.players.map((player) => personOf(player, options.timers.nowMs()));
  }

  /** Why somebody with this ticket may not come in, or null. */
  refusalFor(ticket: Ticket): RefusalCode | null {
    return refusalAtDoor(this.people, ticket, this.record.alone, this.halt !== 'cannot-save');
  }

  /** Who belongs here from now on, with a seat if one is free; whether they are here is another thing. */
  enter(ticket: Ticket): Person {
    return this.#admit(ticket).person;
  }

  /** The same for somebody who comes in; null when it could not be written. */
  async comeIn(ticket: Ticket): Promise<Person | null> {
    const { person, written } = this.#admit(ticket);
    return (await written) ? person : null;
  }

  #admit(ticket: Ticket): { readonly person: Person; readonly written: Promise<boolean> } {
    const { person, isNew, isOther } = admit(this.people, ticket, this.#options.timers.nowMs());
    if (isNew) person.device = freeSeat(this.people, this.round.match.puzzle.seats);
    return { person, written: isOther ? this.written.people(person) : Promise.resolve(true) };
  }

  /** What somebody does on their seat, once however often it is sent; answered when it is written. */
  async move(person: Person, move: Move, act?: Act): Promise<RefusalCode | Receipt> {
    await this.settled();
    const { round } = this;
    if (act !== undefined && act.round !== round.number) return 'not-your-card';
    if (act !== undefined && round.marks.has(markKey(act))) return this.#again(act);
    if (person.device === null) return 'not-seated';
    const taken = this.#takeMove({ ...move, seat: person.device }, act);
    if ('refused' in taken) return taken.refused;
    return (await taken.written) ? { seq: taken.seq } : 'cannot-save';
  }

  /** An input that has been carried out is sent again: it may just be being written. */
  async #again(act: Act): Promise<RefusalCode | Receipt> {
    await this.settled();
    const seq = this.round.number === act.round ? this.round.marks.get(markKey(act)) : undefined;
    return seq === undefined || this.recovery.isRestoring ? 'cannot-save' : { seq };
  }

  /** Whoever sits there plays, and does not wait until it is written. */
  moveAt(move: SeatMove): RefusalCode | null {
    return refusalIn(this.#takeMove(move));
  }

  #takeMove(move: SeatMove, act?: Act): Taken {
    if (this.#options.isFrozen()) return { refused: 'frozen' };
    return phaseOf(this.round) === 'play' ? this.take(move, act) : { refused: 'not-your-card' };
  }

  /** An input that nobody numbers. */
  takeInput(input: Input): RefusalCode | null {
    return refusalIn(this.take(input));
  }

  sit(person: Person, device: string | null): RefusalCode | null {
    if (this.halt === 'cannot-save') return this.halt;
    const refused = sit(this.people, person, device, this.round.match.puzzle.seats);
    if (refused !== null) return refused;
    this.keep(person);
    this.peopleChanged();
    return null;
  }

  /** The person has changed: written, and shown. */
  keep(person: Person): void {
    void this.written.people(person);
    this.#options.changed();
  }

  /** The person does not belong here any more. */
  dismiss(person: Person): void {
    this.written.leaver(person);
    this.people.splice(this.people.indexOf(person), 1);
  }

  /** Begins another round, or with null the one that is dealt already. */
  begin(next: StoredRound | null): RefusalCode | null {
    if (this.halt === 'cannot-save' || this.recovery.isRestoring) return 'cannot-save';
    this.#options.showNow();
    if (next === null) this.round.started = true;
    else {
      this.markTime();
      this.play(beginRound(next));
    }
    this.pace.reset();
    this.written.round(this.round);
    if (!this.#options.seat()) reseat(this.people, this.round.match.puzzle.seats);
    void this.written.people(...this.people);
    this.peopleChanged();
    return null;
  }

  /** After anybody has come, gone, sat down or stood up: who plays each seat, and whether time runs at all. */
  peopleChanged(): void {
    // One moment for both: between two readings somebody's grace could run out unseen.
    const nowMs = this.#options.timers.nowMs();
    if (this.halt === '') this.#occupy(nowMs);
    this.#lookAgain(nowMs);
    this.setStopped(!this.round.started || !this.#options.isPlayed());
    this.#options.changed();
  }

  #occupy(nowMs: number): void {
    for (const device of this.round.match.puzzle.seats) {
      const seat = this.round.match.seats[device];
      const occupant = occupantOf(this.people, device, nowMs);
      const owner = this.people.find((person) => person.device === device)?.id ?? null;
      if (seat?.occupant === occupant && seat.owner === owner) continue;
      this.take({ kind: 'occupy', seat: device, occupant, ...(owner === null ? {} : { person: owner }) });
    }
  }

  /** Once more when the next person has been away long enough to be stood in for. */
  #lookAgain(nowMs: number): void {
    this.#cancelLook();
    const inMs = nextMissedInMs(this.people, nowMs);
    if (inMs !== null) this.#cancelLook = this.#options.timers.later(inMs, () => this.peopleChanged());
  }

  protected override restore(game: StoredGame): void {
    super.restore(game);
    const isWritten = ({ id }: Person) => game.players.some((player) => player.id === id);
    // Who could not be written has not come in.
    for (const person of this.people.filter((one) => !isWritten(one)))
      this.people.splice(this.people.indexOf(person), 1);
    for (const player of game.players) Object.assign(this.people.find(({ id }) => id === player.id) ?? {}, player);
  }

  protected override goOn(): void {
    this.peopleChanged();
  }
}

function refusalIn(taken: Taken): RefusalCode | null {
  return 'refused' in taken ? taken.refused : null;
}
