/** The room of one team: messages → accept → project. The rules are in the match, who sits where in `people`, when it goes on in `pace`. */
import { ErrorCode, ServerError, type Client } from '@colyseus/core';
import type { TeamLesson } from '../../shared/class/lesson.ts';
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
import type { FromTeacher } from './channel.ts';
import {
  CLOSE_JOURNAL,
  closeSeatView,
  openView,
  personAt,
  replaceConnection,
  seatGuest,
  sendHappenings,
  type MatchClient,
  type Watch,
} from './guest.ts';
import { createLesson, type Lesson } from './lesson.ts';
import { moveHandlers } from './moves.ts';
import type { Anchor, Pace } from './pace.ts';
import { PeopleRoom } from './people-room.ts';
import {
  admit,
  freeSeat,
  EMPTY_MAX_MS,
  NEW_MAX_MS,
  nextMissedInMs,
  occupantOf,
  personOf,
  refusalAtDoor,
  reseat,
  sit,
  type Person,
  type Ticket,
} from './people.ts';
import { beginRound, newRound, noteDecision, openRound, paceOf, phaseOf, timeMarks, type Round } from './round.ts';
import { createTalk } from './talk.ts';
import { writtenIn } from './written.ts';

/** What a room is opened with. */
export interface MatchRoomOptions {
  readonly game: StoredGame;
  readonly store: Store;
  /** In a class: how things are to be. */
  readonly lesson?: TeamLesson;
  /** Called when the room has ended. */
  readonly onClosed: () => void;
}

export class MatchRoom extends PeopleRoom {
  override state = new RoomState();
  override messages = {
    sit: this.handler('sit', (client, message) => this.#sit(personAt(client), message.device)),
    ...moveHandlers(
      (name, carryOut) => this.handler(name, carryOut),
      (client, move) => this.#move(client, move),
    ),
    console: this.handler('console', (client, { line }) => this.#runAtConsole(client, line)),
    complete: this.handler('complete', (client, { line }) =>
      completeOnConsole(this.round.match, personAt(client).device, line),
    ),
    say: this.handler('say', (client, message) => this.#say(personAt(client), message)),
    hand: this.handler('hand', (client, { up }) =>
      this.lesson === null ? 'no-such-class' : this.lesson.raiseHand(personAt(client), up),
    ),
    rename: this.handler('rename', (client, message) => this.#rename(personAt(client), message.name)),
    pace: this.handler('pace', (_client, { paused = this.pace.paused, speed = this.pace.speed }) =>
      this.#ifAlone(() => this.pace.setPace({ paused, speed })),
    ),
    step: this.handler('step', () => this.#ifAlone(() => this.pace.step())),
    choose: this.handler('choose', (client, message) => this.#choose(personAt(client), message.puzzle)),
    start: this.handler('start', (client, message) => this.#start(personAt(client), message.puzzle)),
    _: this.unknown,
  };

  declare options: MatchRoomOptions;
  declare record: StoredRoom;
  declare round: Round;
  declare pace: Pace;
  /** Null outside of a class. */
  lesson: Lesson | null = null;
  #happenings: Happening[] = [];
  // By the clock on the wall the numbers go on even after a restart.
  readonly #talk = createTalk(() => performance.now(), Date.now());
  #anchor: Anchor = { atUs: 0, ratePerMs: 0, untilUs: 0 };
  #cancelLook: () => void = () => {};

  override async onCreate(options: MatchRoomOptions): Promise<void> {
    const { room, players } = options.game;
    this.record = room;
    // What cannot be written must not be played on: the room closes, and is opened again from what is written.
    const giveUp = () => void this.disconnect(CLOSE_JOURNAL).catch(() => {});
    this.written = writtenIn(() => this.options.store, room.code, giveUp);
    this.options = options;
    this.round = openRound(options.game);
    this.people.push(...players.map((player) => personOf(player, performance.now())));
    const tell = (happenings: readonly Happening[]) => this.#tell(happenings);
    this.pace = paceOf(this, tell, (anchor) => {
      this.#anchor = anchor;
      this.changed();
    });
    if (options.lesson !== undefined) await (this.lesson = createLesson(this, options.lesson)).begin();
    this.flush();
    this.endAfter(NEW_MAX_MS, () => this.isWatched);
  }

  /** Why somebody with this ticket may not come in, or null. */
  refusalFor(ticket: Ticket): RefusalCode | null {
    const { id } = ticket.student ?? {};
    if (this.lesson?.now.members.every((member) => member.id !== id) === true) return 'no-such-room';
    return refusalAtDoor(this.people, ticket, this.record.alone);
  }

  override onJoin(client: MatchClient, _options: unknown, ticket: Ticket | Watch): void {
    const person = 'watch' in ticket ? null : this.#letIn(client, ticket);
    // The others are told what has happened until now; the newcomer gets the state as it is, and what is under way.
    this.flush();
    seatGuest(client, person, 'watch' in ticket && ticket.watch.seats);
    this.flush();
    sendHappenings(client, this.round.match, flightsNow(this.round.match));
  }

  #letIn(client: MatchClient, ticket: Ticket): Person {
    // Asked again: somebody else may have come in since the place was given.
    if (this.refusalFor(ticket) !== null) throw new ServerError(ErrorCode.APPLICATION_ERROR, 'room-full');
    const { person, isNew } = admit(this.people, ticket, performance.now());
    if (isNew) person.device = freeSeat(this.people, this.round.match.puzzle.seats);
    this.written.people(person);
    replaceConnection(this.connections, person, client);
    person.connected = true;
    this.stayOpen();
    this.peopleChanged();
    return person;
  }

  protected override emptied(): void {
    this.#markTime();
    this.endAfter(EMPTY_MAX_MS, () => this.isWatched);
  }

  override onDispose(): void {
    super.onDispose();
    this.lesson?.closed();
    this.options.onClosed();
  }

  protected override beforeFlush(): void {
    const { record: room, round } = this;
    if (this.state.round !== round.number) for (const client of this.clients) closeSeatView(client);
    const { paused, speed } = this.pace;
    const { people, isWatched } = this;
    const lesson = this.lesson?.now.view ?? null;
    project(this.state, { room, round, people, anchor: this.#anchor, paused, speed, lesson, isWatched });
    for (const client of this.clients) openView(client, this.state);
  }

  protected override afterFlush(): void {
    this.lesson?.noticed();
    const happenings = this.#happenings.splice(0);
    for (const client of this.clients) sendHappenings(client, this.round.match, happenings);
  }

  #sit(person: Person, device: string | null): RefusalCode | null {
    const refused = sit(this.people, person, device, this.round.match.puzzle.seats);
    if (refused !== null) return refused;
    this.written.people(person);
    this.peopleChanged();
    return null;
  }

  #move(client: Client, move: Move): RefusalCode | null {
    const { device } = personAt(client);
    if (device === null) return 'not-seated';
    if (this.lesson?.isFrozen === true) return 'frozen';
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
    if (this.lesson !== null) return 'teacher-decides';
    this.keep(Object.assign(person, { name }));
    return null;
  }

  #ifAlone(change: () => void): RefusalCode | null {
    if (!this.record.alone) return this.lesson === null ? 'not-alone' : 'teacher-decides';
    change();
    return null;
  }

  /** The puzzle that everybody sees in the lobby. */
  #choose(person: Person, puzzle: PuzzleId): RefusalCode | null {
    if (this.lesson !== null) return 'teacher-decides';
    if (person.device === null) return 'not-seated';
    if (phaseOf(this.round) !== 'lobby') return 'not-finished';
    if (this.round.match.puzzle.id !== puzzle) this.begin(newRound(this.round.number + 1, puzzle, false));
    return null;
  }

  /** From the lobby into play, or from the result to a new deal. */
  #start(person: Person, puzzle: PuzzleId): RefusalCode | null {
    if (this.lesson !== null) return this.lesson.next();
    if (person.device === null) return 'not-seated';
    const phase = phaseOf(this.round);
    if (phase === 'play') return 'not-finished';
    const isDealt = phase === 'lobby' && this.round.match.puzzle.id === puzzle;
    this.begin(isDealt ? null : newRound(this.round.number + 1, puzzle, true));
    return null;
  }

  /** Begins another round, or with null the one that is dealt already. */
  begin(next: StoredRound | null): void {
    // What is still to be told belongs to the round that ends.
    this.flush();
    if (next !== null) this.#markTime();
    if (next === null) this.round.started = true;
    else this.round = beginRound(next);
    this.pace.reset();
    this.written.round(this.round);
    if (this.lesson === null) reseat(this.people, this.round.match.puzzle.seats);
    else this.lesson.seat();
    this.written.people(...this.people);
    this.peopleChanged();
  }

  /** What the teacher does to the match. */
  fromTeacher(_order: FromTeacher): void {
    this.changed();
  }

  /** After anybody has come, gone, sat down or stood up: who plays each seat, and whether time runs at all. */
  protected override peopleChanged(): void {
    // One moment for both: between two readings somebody's grace could run out unseen.
    const nowMs = performance.now();
    for (const device of this.round.match.puzzle.seats) {
      const seat = this.round.match.seats[device];
      const occupant = occupantOf(this.people, device, nowMs);
      const owner = this.people.find((person) => person.device === device)?.id ?? null;
      if (seat?.occupant === occupant && seat.owner === owner) continue;
      this.#take({ kind: 'occupy', seat: device, occupant, ...(owner === null ? {} : { person: owner }) });
    }
    this.#lookAgain(nowMs);
    this.pace.setStopped(!this.round.started || this.connections.size === 0);
  }

  /** Once more when the next person has been away long enough to be stood in for. */
  #lookAgain(nowMs: number): void {
    this.#cancelLook();
    const inMs = nextMissedInMs(this.people, nowMs);
    if (inMs !== null) this.#cancelLook = this.later(inMs, () => this.peopleChanged());
  }

  /** The one door for all inputs: accepted, written down, then told. */
  #take(input: Input): RefusalCode | null {
    this.pace.catchUp();
    const { match, number } = this.round;
    const atUs = match.network.nowUs;
    const outcome = accept(match, input);
    if ('refused' in outcome) return outcome.refused;
    noteDecision(this.round, input);
    this.written.input(number, { atUs, input });
    this.#tell(outcome.happenings);
    this.pace.plan();
    return null;
  }

  /** The journal is told how far time has come. */
  #markTime(): void {
    if (phaseOf(this.round) === 'play') for (const mark of timeMarks(this.round)) this.#take(mark);
  }

  #tell(happenings: readonly Happening[]): void {
    this.#happenings.push(...happenings);
    this.changed();
  }
}
