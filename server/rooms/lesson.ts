/** A team's room in a class: how things are to be comes down from the class and is carried out here; what happens goes up as a report. */
import type { TeamLesson } from '../../shared/class/lesson.ts';
import { seatsInRound } from '../../shared/class/teams.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { drawRandom } from '../classes/draws.ts';
import { hearClass, tellClass, type ToTeam } from './channel.ts';
import { isFrozen, type Classed } from './classed.ts';
import { CLOSE_DELETED, CLOSE_MOVED, CLOSE_REMOVED, CLOSE_REPLACED } from './guest.ts';
import type { Person } from './people.ts';
import { admitDemo, createDemoTeam } from './demo-team.ts';
import { createReporter } from './reporter.ts';
import { newRound, phaseOf } from './round.ts';

export interface Lesson {
  readonly now: TeamLesson;
  /** Is everything held: by the teacher, or because the lesson is being talked about? */
  readonly isFrozen: boolean;
  /** Of a demo class: a teacher or a projector looks at it. */
  readonly isAttended: boolean;
  /** Listens to the class; then the room is as it has to be. */
  begin(): Promise<void>;
  /** Gives the seats of the round that begins; true. */
  seat(): boolean;
  /** Something can be written again: the room becomes as it has to be. */
  again(): void;
  /** Something has happened of which the class may have to know. */
  noticed(): void;
  /** Why a student may not go on by themselves; null: the class has been asked. */
  next(): RefusalCode | null;
  raiseHand(person: Person, up: boolean): null;
  closed(): void;
}

export function createLesson(room: Classed, first: TeamLesson): Lesson {
  let now = first;
  const reporter = createReporter(room, () => now);
  const apply = (lesson: TeamLesson) => {
    const before = now;
    now = lesson;
    carryOut(room, lesson, before);
    room.changed();
    reporter.noticed();
  };
  const hear = (message: ToTeam) => {
    switch (message.do) {
      case 'lesson':
        return apply(message.lesson);
      case 'report':
        return reporter.noticed();
      case 'step':
        return room.pace.step();
      case 'order': {
        const { number, order } = message;
        return tellClass(room.presence, now.view.code, { do: 'carried-out', number, refused: room.fromTeacher(order) });
      }
      case 'end':
        return room.end(CLOSE_DELETED);
    }
  };
  const next = () => wishNext(room, now);
  const raiseHand = (id: string, up: boolean) =>
    tellClass(room.presence, now.view.code, { do: 'hand', student: id, up });
  const demo = first.demo === null ? null : createDemoTeam(room, { now: () => now, next, raiseHand }, drawRandom());
  return {
    get now() {
      return now;
    },
    get isFrozen() {
      return isFrozen(now);
    },
    get isAttended() {
      return now.demo?.isAttended === true;
    },
    begin: async () => {
      await hearClass(room.presence, room.record.code, (message) =>
        room.core.whenSettled(() => room.attempt('class', () => hear(message))),
      );
      apply(now);
      // Something may have changed until the room could hear it.
      tellClass(room.presence, now.view.code, { do: 'opened', team: now.team });
    },
    seat: () => {
      giveSeats(room, now);
      return true;
    },
    again: () => apply(now),
    noticed: () => {
      reporter.noticed();
      demo?.look();
    },
    next,
    raiseHand: ({ id }, up) => {
      raiseHand(id, up);
      return null;
    },
    closed: () => {
      demo?.stop();
      tellClass(room.presence, now.view.code, { do: 'closed', team: now.team });
    },
  };
}

/** A student wants to go on. A match that is parked can be dealt anew by whoever plays it; else it is for the class to say, where the pacing leaves it to teams. */
function wishNext(room: Classed, { view, team, puzzle }: TeamLesson): RefusalCode | null {
  const { round } = room;
  if (room.core.halt === 'parked') return room.begin(newRound(round.number + 1, puzzle, true));
  if (view.pacing === 'together' || view.next === null || view.phase === 'gathering') return 'teacher-decides';
  if (isFrozen({ view })) return 'frozen';
  if (phaseOf(round) !== 'result') return 'not-finished';
  tellClass(room.presence, view.code, { do: 'next', team, round: round.number });
  return null;
}

/** The room is as it has to be. */
function carryOut(room: Classed, lesson: TeamLesson, before: TeamLesson): void {
  admitOnly(room, lesson);
  const isOther = admitDemo(room, lesson) || lesson.demo?.isAttended !== before.demo?.isAttended;
  const isStarted = lesson.view.phase !== 'gathering';
  if (lesson.round > room.round.number) room.begin(newRound(lesson.round, lesson.puzzle, isStarted));
  else if (isStarted && !room.round.started) room.begin(null);
  const paused = isFrozen(lesson);
  const { speed } = lesson.view;
  if (room.pace.paused !== paused || room.pace.speed !== speed) room.pace.setPace({ paused, speed });
  if (isOther) room.peopleChanged();
}

/** Who does not belong here goes; the others are who the class says they are. */
function admitOnly(room: Classed, { members, out }: TeamLesson): void {
  const leavers = room.people.filter((person) => members.every(({ id }) => id !== person.id));
  for (const person of leavers) {
    room.dismiss(person, out.includes(person.id) ? CLOSE_REMOVED : CLOSE_MOVED);
  }
  for (const person of room.people) {
    const member = members.find(({ id }) => id === person.id);
    if (member === undefined) continue;
    const { tokenHash, name, colour, number, isBot } = member;
    if (person.tokenHash !== tokenHash) room.cut(person, CLOSE_REPLACED);
    const isSame = person.tokenHash === tokenHash && person.name === name && person.colour === colour;
    Object.assign(person, { tokenHash, name, colour, number, isBot });
    if (!isSame) room.keep(person);
  }
}

/** In the order of the class, each round one seat on. */
function giveSeats({ people, round }: Classed, { members }: TeamLesson): void {
  const present = members.map(({ id }) => id).filter((id) => people.some((person) => person.id === id));
  const seats = seatsInRound(present, round.match.puzzle.seats, round.number);
  for (const person of people) person.device = seats.get(person.id) ?? null;
}
