/** The room of a class: the teacher's browsers and the projectors. Each change goes through `accept`, is written down, and then told to the rooms of the teams. */
import type { Client } from '@colyseus/core';
import type { Classroom } from '../../shared/class/classroom.ts';
import { comparedIn, doneNow, lessonOf, type TeamLesson } from '../../shared/class/lesson.ts';
import { teamsInUse } from '../../shared/class/teams.ts';
import type { TeamReport } from '../../shared/class/view.ts';
import { classMessages, type ClassMessages } from '../../shared/messages/class.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import type { GenericSchema } from 'valibot';
import { createDemoClass, type DemoClass } from '../classes/demo-class.ts';
import { drawOrder, drawPin, drawRandom, drawSpare } from '../classes/draws.ts';
import { projectClass } from '../classes/project-class.ts';
import { logOnce } from '../log.ts';
import { KeptClass, type Wish } from '../match/kept-class.ts';
import { ClassState, StateView, type TeamState } from '../state.ts';
import type { Store, StoredClass } from '../store/store.ts';
import { BaseRoom, type Handler, type Reply } from './base.ts';
import { hearTeams, tellTeam, type FromTeacher, type ToClass, type ToTeam } from './channel.ts';
import type { Outcome } from './door.ts';
import { CLOSE_DELETED, CLOSE_JOURNAL } from './guest.ts';
import { createOrders } from './orders.ts';
import { EMPTY_MAX_MS, NEW_MAX_MS } from './people.ts';

/** What a class room is opened with. */
export interface ClassRoomOptions {
  readonly kept: StoredClass;
  readonly store: Store;
  /** Opens the room of a team. */
  readonly openTeam: (room: ClassRoom, team: string) => Promise<Outcome<unknown>>;
  /** Called when the room has ended. */
  readonly onClosed: () => void;
}

/** Who comes in: what the API has checked. */
export interface ClassTicket {
  readonly role: 'teacher' | 'projector';
}

type ClassClient = Client<{
  userData: { readonly role: ClassTicket['role']; readonly teams: Set<TeamState> };
  auth: ClassTicket;
}>;

/** What teams report travels together, milliseconds. */
const REPORTS_TOGETHER_MS = 200;

export class ClassRoom extends BaseRoom<{ state: ClassState; client: ClassClient }> {
  override state = new ClassState();
  override messages = {
    start: this.teach('start', () => this.change({ do: 'start', nowMs: Date.now() })),
    freeze: this.teach('freeze', ({ on }) => this.change({ do: 'freeze', on })),
    speed: this.teach('speed', ({ speed }) => this.change({ do: 'speed', speed })),
    step: this.teach('step', () => this.#step()),
    hint: this.teach('hint', ({ team }) => this.#order(team, { do: 'hint' })),
    next: this.teach('next', ({ team }) => this.change({ do: 'next', team, ...this.#now() })),
    open: this.teach('open', ({ at }) => this.change({ do: 'open', at, ...this.#now() })),
    extend: this.teach('extend', ({ minutes }) => this.change({ do: 'extend', minutes })),
    shuffle: this.teach('shuffle', () => this.#shuffle()),
    debrief: this.teach('debrief', () => this.change({ do: 'debrief' })),
    lock: this.teach('lock', ({ on }) => this.change({ do: 'lock', on })),
    rename: this.teach('rename', (wish) => this.change({ do: 'rename', ...wish })),
    remove: this.teach('remove', (wish) => this.change({ do: 'remove', ...wish })),
    move: this.teach('move', async (wish) =>
      this.change({ do: 'move', ...wish, spare: await drawSpare(this.options.store) }),
    ),
    lower: this.teach('lower', ({ student }) => this.change({ do: 'hand', student, up: false })),
    pin: this.teach('pin', () => this.#newPin()),
    disturb: this.teach('disturb', ({ team, how }) => this.#order(team, { do: 'disturb', how })),
    show: this.teach('show', ({ shown }) => this.change({ do: 'show', shown })),
    alive: this.checked('alive', classMessages.alive, () => null),
    _: this.unknown,
  };

  declare options: ClassRoomOptions;
  declare kept: KeptClass;
  readonly #reports = new Map<string, TeamReport>();
  /** Students who are connected, by team. */
  readonly #here = new Map<string, number>();
  readonly #orders = createOrders(this);
  #demo: DemoClass | null = null;
  #isEnded = false;
  /** What students see of the other teams, as it was told last. */
  #compared = '';

  override async onCreate(options: ClassRoomOptions): Promise<void> {
    this.options = options;
    this.kept = new KeptClass({
      ...options,
      timers: { later: (delayMs, callback) => this.later(delayMs, callback) },
      changed: () => this.#classChanged(),
      // It is opened again from what is written.
      lost: () => void this.disconnect(CLOSE_JOURNAL).catch(() => {}),
      log: (where, error) => logOnce(where, error),
    });
    if (this.classroom.isDemo) this.#demo = createDemoClass(this, drawRandom());
    await hearTeams(this.presence, this.classroom.code, (message) => this.attempt('team', () => this.#hear(message)));
    // Rooms of teams may have outlived the class's, or be in a process that has.
    this.#tellAll({ do: 'report' });
    this.flush();
    this.endAfter(NEW_MAX_MS, () => this.#isInUse());
  }

  override onJoin(client: ClassClient, _options: unknown, { role }: ClassTicket): void {
    if (role === 'teacher') client.view = new StateView();
    client.userData = { role, teams: new Set() };
    this.endAfter(EMPTY_MAX_MS, () => this.#isInUse());
    this.#demo?.look();
    this.flush();
  }

  override onLeave(): void {
    this.#demo?.look();
    this.changed();
  }

  override onDispose(): void {
    super.onDispose();
    this.options.onClosed();
  }

  get classroom(): Classroom {
    return this.kept.classroom;
  }

  /** Carries out a change; it is answered when it is written. */
  change(wish: Wish): Promise<RefusalCode | null> {
    return this.kept.change(wish);
  }

  #classChanged(): void {
    if (this.#isEnded) return;
    this.tellLessons();
    this.#demo?.look();
    this.changed();
  }

  isAttended(): boolean {
    return this.clients.length > 0 && !this.#isEnded;
  }

  openTeam(team: string): Promise<Outcome<unknown>> {
    return this.options.openTeam(this, team);
  }

  /** How things are to be in the room of a team. */
  lesson(team: string): TeamLesson {
    return lessonOf(this.classroom, team, this.#reports, this.#demo?.now);
  }

  /** The class is gone: its rooms end, and nothing more is written. */
  end(): void {
    this.#isEnded = true;
    this.kept.end();
    this.#tellAll({ do: 'end' });
    void this.disconnect(CLOSE_DELETED).catch(() => {});
  }

  protected teach<Name extends keyof ClassMessages>(
    name: Name,
    carryOut: (message: ClassMessages[Name]) => Reply,
  ): Handler {
    const form = classMessages[name] as unknown as GenericSchema<unknown, ClassMessages[Name]>;
    return this.checked(name, form, (client, message) =>
      (client as ClassClient).userData?.role === 'teacher' ? carryOut(message) : 'teacher-decides',
    );
  }

  protected override beforeFlush(): void {
    if (this.#isEnded) return;
    const count = (role: ClassTicket['role']) => this.clients.filter(({ userData }) => userData?.role === role).length;
    const lookers = { teachers: count('teacher'), projectors: count('projector') };
    projectClass(this.state, { classroom: this.classroom, reports: this.#reports, lookers, nowMs: Date.now() });
    this.state.halt = this.kept.halt;
    for (const client of this.clients) this.#openView(client);
  }

  protected override afterFlush(): void {
    // It is on every student's screen.
    const compared = JSON.stringify(comparedIn(this.classroom, this.#reports));
    if (compared !== this.#compared && !this.#isEnded) this.tellLessons();
    this.#compared = compared;
  }

  #openView({ view, userData }: ClassClient): void {
    if (view === undefined || userData === undefined) return;
    const { teacher, teams } = this.state;
    if (!view.has(teacher)) view.add(teacher);
    for (const team of teams.values()) {
      if (!userData.teams.has(team)) view.add(team);
      userData.teams.add(team);
    }
  }

  #hear(message: ToClass): void {
    if (this.#isEnded) return;
    switch (message.do) {
      case 'report':
        return this.#heardReport(message);
      case 'opened':
        return this.tellLessons(message.team);
      case 'closed':
        this.#here.delete(message.team);
        this.#demo?.closed(message.team);
        return this.#forget(message.team);
      case 'hand':
        return void this.change({ ...message, do: 'hand' });
      case 'carried-out':
        return this.#orders.answered(message.number, message.refused);
      case 'next':
        return void this.change({ ...message, do: 'team-next', done: doneNow(this.classroom, this.#reports) });
    }
  }

  #heardReport({ team, here, report }: Extract<ToClass, { do: 'report' }>): void {
    const known = this.classroom.teams.find(({ id }) => id === team);
    if (known === undefined) return;
    this.#here.set(team, here);
    this.#reports.set(team, report);
    this.changed(REPORTS_TOGETHER_MS);
    // A room whose journal could not be played on has dealt anew by itself.
    if (report.round > known.round) void this.change({ do: 'dealt-anew', team, round: report.round });
  }

  /** The room of the team has ended: nobody is there. */
  #forget(team: string): void {
    const report = this.#reports.get(team);
    if (report === undefined) return;
    const seats = report.seats.map((seat) => (seat.student === null ? seat : { ...seat, doing: 'away' as const }));
    this.#reports.set(team, { ...report, seats, standing: [] });
    this.changed(REPORTS_TOGETHER_MS);
  }

  #step(): RefusalCode | null {
    if (!this.classroom.frozen) return 'bad-message';
    this.#tellAll({ do: 'step' });
    return null;
  }

  /** To a team, or with null to all: then it is refused only if none could carry it out. */
  #order(team: string | null, order: FromTeacher): Reply {
    const teams = teamsInUse(this.classroom).filter(({ id }) => team === null || id === team);
    if (teams.length === 0) return 'no-such-team';
    return this.#orders.give(
      teams.map(({ room }) => room),
      order,
    );
  }

  async #shuffle(): Promise<RefusalCode | null> {
    const { students } = this.classroom;
    const spares = await Promise.all(students.map(() => drawSpare(this.options.store)));
    return this.change({ do: 'shuffle', order: drawOrder(students.map(({ id }) => id)), spares, ...this.#now() });
  }

  async #newPin(): Promise<RefusalCode | { readonly pin: string }> {
    const { pin, pinHash } = drawPin(this.classroom.code);
    return (await this.change({ do: 'pin', pinHash })) ?? { pin };
  }

  #now() {
    return { done: doneNow(this.classroom, this.#reports), nowMs: Date.now() };
  }

  #isInUse(): boolean {
    return this.clients.length > 0 || [...this.#here.values()].some((here) => here > 0);
  }

  /** To the room of one team, or to all. */
  tellLessons(team?: string): void {
    for (const { id, room } of this.classroom.teams.filter((one) => team === undefined || one.id === team))
      tellTeam(this.presence, room, { do: 'lesson', lesson: this.lesson(id) });
  }

  #tellAll(message: ToTeam): void {
    for (const { room } of this.classroom.teams) tellTeam(this.presence, room, message);
  }
}
