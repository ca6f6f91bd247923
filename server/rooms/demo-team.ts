/** The students of a demo class in the room of their team: people of the match without a browser. They sit, ponder, play, raise a hand and go on to the next puzzle. */
import type { TeamLesson } from '../../shared/class/lesson.ts';
import type { Persona } from '../../shared/class/persona.ts';
import { isRepeating } from '../../shared/class/team-report.ts';
import { loggedBy } from '../../shared/game/score.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { draw, type Random } from '../../shared/random.ts';
import { createDemo, type Demo } from '../classes/demo.ts';
import { isFrozen, type Classed } from './classed.ts';
import type { Person } from './people.ts';
import { phaseOf } from './round.ts';

/** Who repeats a mistake raises a hand so often, per cent; who has raised it ponders so many times as long, so that the teacher can come. */
const HAND_PERCENT = 60;
const HAND_PONDERS = 3;
/** The result is looked at for at least and at most so long, milliseconds at speed 1. */
const RESULT_LEAST_MS = 10_000;
const RESULT_MOST_MS = 20_000;

export interface DemoTeamLesson {
  now(): TeamLesson;
  /** Wishes for the next puzzle; why not. */
  next(): RefusalCode | null;
  raiseHand(student: string, up: boolean): void;
}

interface DemoPerson extends Person {
  readonly device: string;
}

export function createDemoTeam(room: Classed, lesson: DemoTeamLesson, random: Random): Demo {
  /** At a slower pace everything takes longer, pondering, too. */
  const later = (delayMs: number, callback: () => void) => room.later(delayMs / room.pace.speed, callback);
  const isHeld = () => isFrozen(lesson.now()) || !room.isPlayed;
  const hasHandUp = (id: string) => lesson.now().view.hands.includes(id);
  const seated = (): readonly { readonly person: DemoPerson; readonly persona: Persona }[] =>
    room.people.flatMap((person) => {
      const persona = lesson.now().demo?.personas[person.id];
      return persona === undefined || !isSeated(person) || !person.connected ? [] : [{ person, persona }];
    });
  const players = createDemo(
    {
      match: () => room.round.match,
      seats: () =>
        isHeld() || phaseOf(room.round) !== 'play'
          ? []
          : seated().map(({ person: { id, device }, persona }) => ({
              device,
              persona: hasHandUp(id) ? inNoHurry(persona) : persona,
            })),
      take: (move) => room.moveAt(move),
      later,
    },
    random,
  );
  /** How much somebody had decided when it was last thought about raising a hand, by id. */
  const considered = new Map<string, string>();
  const lookAtHands = () => {
    const { match, number } = room.round;
    for (const { person } of seated()) {
      const { id } = person;
      const [isUp, isStuck] = [hasHandUp(id), isRepeating(match, id)];
      if (isUp && !isStuck) lesson.raiseHand(id, false);
      const decided = `${number} ${loggedBy(match, id)}`;
      if (isUp || !isStuck || considered.get(id) === decided) continue;
      considered.set(id, decided);
      if (draw(random, 100) < HAND_PERCENT) lesson.raiseHand(id, true);
    }
  };
  /** The round whose result is looked at. */
  let seen = 0;
  const lookAtResult = () => {
    const { pacing, next } = lesson.now().view;
    // Who plays along with a browser decides when the result has been read.
    const isOurs = pacing !== 'together' && next !== null && room.connections.size === 0;
    if (!isOurs || phaseOf(room.round) !== 'result' || seen === room.round.number) return;
    seen = room.round.number;
    later(RESULT_LEAST_MS + draw(random, RESULT_MOST_MS - RESULT_LEAST_MS), () => {
      const isRefused = isHeld() || room.connections.size > 0 || lesson.next() !== null;
      if (isRefused && seen === room.round.number) seen = 0;
    });
  };
  return {
    look: () => {
      if (isHeld()) return;
      lookAtHands();
      lookAtResult();
      players.look();
    },
    stop: () => players.stop(),
  };
}

function isSeated(person: Person): person is DemoPerson {
  return person.device !== null;
}

function inNoHurry(persona: Persona): Persona {
  const [leastMs, mostMs] = persona.ponders;
  return { ...persona, ponders: [leastMs * HAND_PONDERS, mostMs * HAND_PONDERS] };
}

/** They are here without a browser, but for those who have gone away for a while. Is anything other than before? */
export function admitDemo(room: Classed, { members, demo }: TeamLesson): boolean {
  let isOther = false;
  for (const member of members) {
    if (demo?.personas[member.id] === undefined) continue;
    const { tokenHash, ...student } = member;
    const known = room.people.find(({ id }) => id === member.id);
    const person = known ?? room.enter({ tokenHash, student });
    const connected = !demo.away.includes(member.id);
    if (person.connected === connected) continue;
    Object.assign(person, { connected, awaySinceMs: performance.now() });
    isOther = true;
  }
  return isOther;
}
