/** The room of one team: messages → accept → project. The rules are in the match, who sits where in `people`, when it goes on in `pace`. */
import { CloseCode, ErrorCode, ServerError, type Client } from '@colyseus/core';
import { accept, type Input, type Move } from '../../shared/game/match.ts';
import { completeOnConsole, runOnConsole, settingsTyped } from '../../shared/game/seat-console.ts';
import { flightsNow } from '../../shared/game/seat-view.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { Happening } from '../../shared/game/view.ts';
import type { RoomMessages } from '../../shared/messages.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { project } from '../project.ts';
import { RoomState } from '../state.ts';
import type { Store, StoredGame, StoredRoom, StoredRound } from '../store/store.ts';
import { BaseRoom } from './base.ts';
import {
  CLOSE_JOURNAL,
  closeSeatView,
  openView,
  personAt,
  replaceConnection,
  seatGuest,
  sendHappenings,
  type MatchClient,
} from './guest.ts';
import { createPace, type Anchor, type Pace } from './pace.ts';
import {
  admit,
  freeSeat,
  EMPTY_MAX_MS,
  GRACE_MS,
  NEW_MAX_MS,
  occupantOf,
  personOf,
  refusalAtDoor,
  reseat,
  sit,
  type Person,
  type Ticket,
} from './people.ts';
import { beginRound, newRound, openRound, phaseOf, simulationOf, timeMarks, type Round } from './round.ts';
import { createTalk } from './talk.ts';
import { writtenIn, type Written } from './written.ts';

/** What a room is opened with. */
export interface MatchRoomOptions {
  readonly game: StoredGame;
  readonly store: Store;
  /** Called when the room has ended. */
  readonly onClosed: () => void;
}

export class MatchRoom extends BaseRoom<{ state: RoomState; client: MatchClient }> {
  override state = new RoomState();
  override messages = {
    sit: this.handler('sit', (client, message) => this.#sit(personAt(client), message.device)),
    play: this.handler('play', (client, message) => this.#move(client, { kind: 'play', ...message })),
    retry: this.handler('retry', (client, message) => this.#move(client, { kind: 'retry', ...message })),
    predict: this.handler('predict', (client, message) => this.#move(client, { kind: 'predict', ...message })),
    hint: this.handler('hint', (client, message) => this.#move(client, { kind: 'hint', ...message })),
    configure: this.handler('configure', (client, message) => this.#move(client, { kind: 'configure', ...message })),
    ready: this.handler('ready', (client, message) => this.#move(client, { kind: 'ready', ...message })),
    unplug: this.handler('unplug', (client, message) => this.#move(client, { kind: 'unplug', ...message })),
    plug: this.handler('plug', (client, message) => this.#move(client, { kind: 'plug', ...message })),
    'name-fault': this.handler('name-fault', (client, name) => this.#move(client, { kind: 'name-fault', ...name })),
    console: this.handler('console', (client, { line }) => this.#runAtConsole(client, line)),
    complete: this.handler('complete', (client, { line }) =>
      completeOnConsole(this.round.match, personAt(client).device, line),
    ),
    say: this.handler('say', (client, message) => this.#say(personAt(client), message)),
    rename: this.handler('rename', (client, message) => this.#rename(personAt(client), message.name)),
    pace: this.handler('pace', (_client, message) => this.#setPace(message)),
    step: this.handler('step', () => this.#step()),
    choose: this.handler('choose', (client, message) => this.#choose(personAt(client), message.puzzle)),
    start: this.handler('start', (client, message) => this.#start(personAt(client), message.puzzle)),
    // Anything else. Without it Colyseus puts the kind's name into the close reason, which may be no longer than 123 bytes, and throws.
    _: (client: Client) => client.leave(CloseCode.WITH_ERROR),
  };

  declare options: MatchRoomOptions;
  declare record: StoredRoom;
  declare round: Round;
  declare pace: Pace;
  #written!: Written;
  readonly #people: Person[] = [];
  readonly #connections = new Map<Person, MatchClient>();
  #happenings: Happening[] = [];
  // By the clock on the wall the numbers go on even after a restart.
  readonly #talk = createTalk(() => performance.now(), Date.now());
  #anchor: Anchor = { atUs: 0, ratePerMs: 0, untilUs: 0 };
  #cancelEnd: () => void = () => {};
  #cancelLook: () => void = () => {};

  override onCreate(options: MatchRoomOptions): void {
    const { room, players } = options.game;
    this.record = room;
    // What cannot be written must not be played on: the room closes, and is opened again from what is written.
    this.#written = writtenIn(
      () => this.options.store,
      room.code,
      () => void this.disconnect(CLOSE_JOURNAL).catch(() => {}),
    );
    this.options = options;
    this.round = openRound(options.game);
    this.#people.push(...players.map((player) => personOf(player, performance.now())));
    this.pace = createPace(
      simulationOf(
        () => this.round.match,
        (happenings) => this.#tell(happenings),
      ),
      { nowMs: () => performance.now(), later: (delayMs, callback) => this.later(delayMs, callback) },
      (anchor) => {
        this.#anchor = anchor;
        this.changed();
      },
    );
    this.flush();
    this.#endAfter(NEW_MAX_MS);
  }

  /** Why somebody with this ticket may not come in, or null. */
  refusalFor(ticket: Ticket): RefusalCode | null {
    return refusalAtDoor(this.#people, ticket, this.record.alone);
  }

  override onJoin(client: MatchClient, _options: unknown, ticket: Ticket): void {
    // Asked again: somebody else may have come in since the place was given.
    if (this.refusalFor(ticket) !== null) throw new ServerError(ErrorCode.APPLICATION_ERROR, 'room-full');
    const { person, isNew } = admit(this.#people, ticket, performance.now());
    if (isNew) person.device = freeSeat(this.#people, this.round.match.puzzle.seats);
    this.#written.people(person);
    replaceConnection(this.#connections, person, client);
    person.connected = true;
    this.#cancelEnd();
    this.#peopleChanged();
    // The others are told what has happened until now; the newcomer gets the state as it is, and what is under way.
    this.flush();
    seatGuest(client, person);
    this.flush();
    sendHappenings(client, this.round.match, flightsNow(this.round.match));
  }

  override onLeave(client: MatchClient): void {
    const person = client.userData?.person;
    if (person === undefined || this.#connections.get(person) !== client) return;
    this.#connections.delete(person);
    person.connected = false;
    person.awaySinceMs = performance.now();
    this.#peopleChanged();
    if (this.#connections.size > 0) return;
    for (const mark of timeMarks(this.round)) this.#take(mark);
    this.#endAfter(EMPTY_MAX_MS);
  }

  override onDispose(): void {
    super.onDispose();
    this.options.onClosed();
  }

  protected override beforeFlush(): void {
    const { record: room, round } = this;
    if (this.state.round !== round.number) for (const client of this.clients) closeSeatView(client);
    const { paused, speed } = this.pace;
    project(this.state, { room, round, people: this.#people, anchor: this.#anchor, paused, speed });
    for (const client of this.clients) openView(client, this.state);
  }

  protected override afterFlush(): void {
    const happenings = this.#happenings.splice(0);
    for (const client of this.clients) sendHappenings(client, this.round.match, happenings);
  }

  #sit(person: Person, device: string | null): RefusalCode | null {
    const refused = sit(this.#people, person, device, this.round.match.puzzle.seats);
    if (refused !== null) return refused;
    this.#written.people(person);
    this.#peopleChanged();
    return null;
  }

  #move(client: Client, move: Move): RefusalCode | null {
    const { device } = personAt(client);
    if (device === null) return 'not-seated';
    if (phaseOf(this.round) !== 'play') return 'not-your-card';
    return this.#take({ ...move, seat: device });
  }

  /** Reading changes nothing, so it is no input of the match, and only who asked is told. What the line sets is one. */
  #runAtConsole(client: Client, line: string) {
    this.pace.catchUp();
    const { match } = this.round;
    const { device } = personAt(client);
    const [reply, settings] = [runOnConsole(match, device, line), settingsTyped(match, device, line)];
    return settings.map((setting) => this.#move(client, { kind: 'configure', setting })).find(Boolean) ?? reply;
  }

  #say(person: Person, message: RoomMessages['say']): RefusalCode | null {
    const said = this.#talk.say(person, message, this.round.match);
    if (typeof said !== 'string') this.#tell([said]);
    return typeof said === 'string' ? said : null;
  }

  #rename(person: Person, name: string): RefusalCode | null {
    person.name = name;
    this.#written.people(person);
    this.changed();
    return null;
  }

  #setPace(change: RoomMessages['pace']): RefusalCode | null {
    if (!this.record.alone) return 'not-alone';
    this.pace.setPace({ paused: this.pace.paused, speed: this.pace.speed, ...change });
    return null;
  }

  #step(): RefusalCode | null {
    if (!this.record.alone) return 'not-alone';
    this.pace.step();
    return null;
  }

  /** The puzzle that everybody sees in the lobby. */
  #choose(person: Person, puzzle: PuzzleId): RefusalCode | null {
    if (person.device === null) return 'not-seated';
    if (phaseOf(this.round) !== 'lobby') return 'not-finished';
    if (this.round.match.puzzle.id !== puzzle) this.#begin(newRound(this.round.number + 1, puzzle, false));
    return null;
  }

  /** From the lobby into play, or from the result to a new deal. */
  #start(person: Person, puzzle: PuzzleId): RefusalCode | null {
    if (person.device === null) return 'not-seated';
    const phase = phaseOf(this.round);
    if (phase === 'play') return 'not-finished';
    const isDealt = phase === 'lobby' && this.round.match.puzzle.id === puzzle;
    this.#begin(isDealt ? null : newRound(this.round.number + 1, puzzle, true));
    return null;
  }

  /** Begins another round, or with null the one that is dealt already. */
  #begin(next: StoredRound | null): void {
    // What is still to be told belongs to the round that ends.
    this.flush();
    if (next === null) this.round.started = true;
    else this.round = beginRound(next);
    this.pace.reset();
    this.#written.round(this.round);
    reseat(this.#people, this.round.match.puzzle.seats);
    this.#written.people(...this.#people);
    this.#peopleChanged();
  }

  /** After anybody has come, gone, sat down or stood up: who plays each seat, and whether time runs at all. */
  #peopleChanged(): void {
    // One moment for both: between two readings somebody's grace could run out unseen.
    const nowMs = performance.now();
    for (const device of this.round.match.puzzle.seats) {
      const seat = this.round.match.seats[device];
      const occupant = occupantOf(this.#people, device, nowMs);
      const owner = this.#people.find((person) => person.device === device)?.id ?? null;
      if (seat?.occupant === occupant && seat.owner === owner) continue;
      this.#take({ kind: 'occupy', seat: device, occupant, ...(owner === null ? {} : { person: owner }) });
    }
    this.#lookAgain(nowMs);
    this.pace.setStopped(!this.round.started || this.#connections.size === 0);
  }

  /** Once more when the next person has been away long enough to be stood in for. */
  #lookAgain(nowMs: number): void {
    this.#cancelLook();
    const dueMs = this.#people
      .filter((person) => person.device !== null && !person.connected)
      .map((person) => person.awaySinceMs + GRACE_MS - nowMs)
      .filter((delayMs) => delayMs > 0);
    if (dueMs.length > 0) this.#cancelLook = this.later(Math.min(...dueMs) + 1, () => this.#peopleChanged());
  }

  /** The one door for all inputs: accepted, written down, then told. */
  #take(input: Input): RefusalCode | null {
    this.pace.catchUp();
    const { match, number } = this.round;
    const atUs = match.network.nowUs;
    const outcome = accept(match, input);
    if ('refused' in outcome) return outcome.refused;
    this.#written.input(number, { atUs, input });
    this.#tell(outcome.happenings);
    this.pace.plan();
    return null;
  }

  #tell(happenings: readonly Happening[]): void {
    this.#happenings.push(...happenings);
    this.changed();
  }

  #endAfter(delayMs: number): void {
    this.#cancelEnd();
    this.#cancelEnd = this.later(delayMs, () => void this.disconnect().catch(() => {}));
  }
}
