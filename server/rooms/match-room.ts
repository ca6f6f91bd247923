/** The room of one team: messages → accept → project. The rules are in the match, who sits where in `people`, when it goes on in `pace`. */
import { ErrorCode, ServerError, type Client } from '@colyseus/core';
import type { TeamLesson } from '../../shared/class/lesson.ts';
import type { Input, SeatMove } from '../../shared/game/match.ts';
import { completeOnConsole, runOnConsole, settingsTyped } from '../../shared/game/seat-console.ts';
import { flightsNow } from '../../shared/game/seat-view.ts';
import type { RoomMessages } from '../../shared/messages.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { logOnce } from '../log.ts';
import { MatchCore } from '../match/core.ts';
import { project } from '../project.ts';
import { RoomState } from '../state.ts';
import type { Store, StoredGame, StoredRoom, StoredRound } from '../store/store.ts';
import type { Answer } from './base.ts';
import { choose, start } from './beginning.ts';
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
import { carryOut } from './orders.ts';
import type { Pace } from './pace.ts';
import { PeopleRoom } from './people-room.ts';
import { arrive, EMPTY_MAX_MS, NEW_MAX_MS, type Person, type Ticket } from './people.ts';
import type { Round } from './round.ts';
import { createTalk } from './talk.ts';

/** What a room is opened with. */
export interface MatchRoomOptions {
  readonly game: StoredGame;
  readonly store: Store;
  /** Names the program (`programName`). */
  readonly madeBy: string;
  /** The round before was written by other rules. */
  readonly leftBehind: boolean;
  /** In a class: how things are to be. */
  readonly lesson?: TeamLesson;
  /** Called when the room has ended. */
  readonly onClosed: () => void;
}

export class MatchRoom extends PeopleRoom {
  override state = new RoomState();
  override messages = {
    sit: this.handler('sit', (client, message) =>
      this.whenWritten(() => this.core.sit(personAt(client), message.device)),
    ),
    ...moveHandlers(
      (name, carryOut) => this.handler(name, carryOut),
      (client, move, act) => this.core.move(personAt(client), move, act),
    ),
    console: this.handler('console', (client, { line }) => this.#runAtConsole(client, line)),
    complete: this.handler('complete', (client, { line }) =>
      completeOnConsole(this.round.match, personAt(client).device, line),
    ),
    say: this.handler('say', (client, message) => this.#say(personAt(client), message)),
    hand: this.handler('hand', (client, { up }) =>
      this.lesson === null ? 'no-such-class' : this.lesson.raiseHand(personAt(client), up),
    ),
    rename: this.handler('rename', (client, message) =>
      this.whenWritten(() => this.#rename(personAt(client), message.name)),
    ),
    pace: this.handler('pace', (_client, { paused = this.pace.paused, speed = this.pace.speed }) =>
      this.#ifAlone(() => this.pace.setPace({ paused, speed })),
    ),
    step: this.handler('step', () => this.#ifAlone(() => this.pace.step())),
    choose: this.handler('choose', (client, message) =>
      this.whenWritten(() => choose(this, personAt(client), message.puzzle)),
    ),
    start: this.handler('start', (client, message) =>
      this.whenWritten(() => start(this, personAt(client), message.puzzle)),
    ),
    alive: this.handler('alive', () => null),
    _: this.unknown,
  };

  declare options: MatchRoomOptions;
  /** Null outside of a class. */
  lesson: Lesson | null = null;
  // By the clock on the wall the numbers go on even after a restart.
  readonly #talk = createTalk(() => performance.now(), Date.now());
  #leftBehind = 0;

  override async onCreate(options: MatchRoomOptions): Promise<void> {
    this.options = options;
    this.core = new MatchCore({
      ...options,
      timers: { nowMs: () => performance.now(), later: (delayMs, callback) => this.later(delayMs, callback) },
      isPlayed: () => this.isPlayed,
      isFrozen: () => this.lesson?.isFrozen === true,
      seat: () => this.lesson !== null && this.lesson.seat(),
      changed: () => this.changed(),
      showNow: () => this.flush(),
      goneOn: () => this.lesson?.again(),
      lost: () => this.end(CLOSE_JOURNAL),
      log: (where, error) => logOnce(where, error),
    });
    this.#leftBehind = options.leftBehind ? this.round.number : 0;
    if (options.lesson !== undefined) await (this.lesson = createLesson(this, options.lesson)).begin();
    this.flush();
    this.endAfter(NEW_MAX_MS, () => this.isInUse);
  }

  get record(): StoredRoom {
    return this.core.record;
  }

  get round(): Round {
    return this.core.round;
  }

  get pace(): Pace {
    return this.core.pace;
  }

  /** Somebody is there for whom time runs: who plays along, or who looks at a demo class. */
  get isPlayed(): boolean {
    return this.connections.size > 0 || this.lesson?.isAttended === true;
  }

  private get isInUse(): boolean {
    return this.isWatched || this.lesson?.isAttended === true;
  }

  /** Why somebody with this ticket may not come in, or null. */
  refusalFor(ticket: Ticket): RefusalCode | null {
    const { id } = ticket.student ?? {};
    if (this.lesson?.now.members.every((member) => member.id !== id) === true) return 'no-such-room';
    return this.core.refusalFor(ticket);
  }

  override async onJoin(client: MatchClient, _options: unknown, ticket: Ticket | Watch): Promise<void> {
    const person = 'watch' in ticket ? null : await this.#letIn(client, ticket);
    await this.core.settled();
    // The others are told what has happened until now; the newcomer gets the state as it is, and what is under way.
    this.flush();
    seatGuest(client, person, 'watch' in ticket && ticket.watch.seats);
    this.flush();
    sendHappenings(client, this.round.match, flightsNow(this.round.match));
  }

  async #letIn(client: MatchClient, ticket: Ticket): Promise<Person> {
    // Asked again: somebody else may have come in since the place was given.
    if (this.refusalFor(ticket) !== null) throw new ServerError(ErrorCode.APPLICATION_ERROR, 'room-full');
    const person = await this.core.comeIn(ticket);
    if (person === null) throw new ServerError(ErrorCode.APPLICATION_ERROR, 'cannot-save');
    replaceConnection(this.connections, person, client, ticket.page);
    arrive(this.people, person, performance.now());
    this.stayOpen();
    this.peopleChanged();
    return person;
  }

  /** Who belongs here from now on, with a seat if one is free; whether they are here is another thing. */
  enter(ticket: Ticket): Person {
    return this.core.enter(ticket);
  }

  protected override emptied(): void {
    this.core.markTime();
    this.endAfter(EMPTY_MAX_MS, () => this.isInUse);
  }

  override onDispose(): void {
    super.onDispose();
    this.lesson?.closed();
    this.options.onClosed();
  }

  /** What is not yet written is not shown; a change follows when it is. */
  protected override mayShow(): boolean {
    return this.core.isSettled;
  }

  protected override beforeFlush(): void {
    const { record: room, round } = this;
    if (this.state.round !== round.number) for (const client of this.clients) closeSeatView(client);
    try {
      this.#project(room, round);
    } catch (error) {
      this.core.park('view', error);
    }
    for (const client of this.clients) openView(client, this.state);
  }

  #project(room: StoredRoom, round: Round): void {
    const { paused, speed } = this.pace;
    const { people, isWatched } = this;
    const { anchor, halt } = this.core;
    const lesson = this.lesson?.now.view ?? null;
    const leftBehind = this.#leftBehind === round.number;
    project(this.state, { room, round, people, anchor, paused, speed, lesson, isWatched, halt, leftBehind });
  }

  protected override afterFlush(): void {
    this.lesson?.noticed();
    const happenings = this.core.takeHappenings();
    for (const client of this.clients) sendHappenings(client, this.round.match, happenings);
  }

  /** Whoever sits there plays. */
  moveAt(move: SeatMove): RefusalCode | null {
    return this.core.moveAt(move);
  }

  /** Reading changes nothing, so it is no input of the match, and only who asked is told. What the line sets is one. */
  async #runAtConsole(client: Client, line: string): Promise<Answer> {
    await this.core.settled();
    this.pace.catchUp();
    const { match } = this.round;
    const person = personAt(client);
    const [reply, settings] = [runOnConsole(match, person.device, line), settingsTyped(match, person.device, line)];
    for (const setting of settings) {
      const answer = await this.core.move(person, { kind: 'configure', setting });
      if (typeof answer === 'string') return answer;
    }
    return reply;
  }

  #say(person: Person, message: RoomMessages['say']): RefusalCode | null {
    const said = this.#talk.say(person, message, this.round.match);
    if (typeof said !== 'string') this.core.tell([said]);
    return typeof said === 'string' ? said : null;
  }

  #rename(person: Person, name: string): RefusalCode | null {
    if (this.lesson !== null) return 'teacher-decides';
    this.keep(Object.assign(person, { name }));
    return null;
  }

  #ifAlone(change: () => void): RefusalCode | null {
    if (!this.record.alone) return this.lesson === null ? 'not-alone' : 'teacher-decides';
    if (this.core.halt !== '') return this.core.halt;
    change();
    return null;
  }

  /** Begins another round, or with null the one that is dealt already. */
  begin(next: StoredRound | null): RefusalCode | null {
    return this.core.begin(next);
  }

  /** What the teacher does to the match. */
  fromTeacher(order: FromTeacher): RefusalCode | null {
    return carryOut(this.round, order, (input: Input) => this.core.takeInput(input));
  }
}
