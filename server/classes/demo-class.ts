/**
 * A demo class as a whole. Its students are in the class like others, as bots; their rooms are open while a teacher or a projector looks at the class, and else nothing
 * runs: a forgotten demo class costs nothing. Now and then one of them goes away for a while, so that a teacher sees what that looks like.
 */
import { accept, type Classroom } from '../../shared/class/classroom.ts';
import type { DemoLesson } from '../../shared/class/lesson.ts';
import { DEMO_STUDENTS } from '../../shared/class/settings.ts';
import { activeStudents, teamsInUse } from '../../shared/class/teams.ts';
import { draw, drawOne, type Random } from '../../shared/random.ts';
import { logOnce } from '../log.ts';
import type { Outcome } from '../rooms/door.ts';
import { newPlayerId } from '../secrets.ts';
import type { Store } from '../store/store.ts';
import { drawLot, drawNumber, drawSpare, drawTokenHash } from './draws.ts';
import { drawName } from './names.ts';

/** Most who are away at the same time. */
const AWAY_MAX = 2;
/** Between one who goes away and the next, and how long they stay away, milliseconds. */
const PAUSE_MS: readonly [least: number, most: number] = [15_000, 40_000];
const AWAY_MS: readonly [least: number, most: number] = [20_000, 45_000];
/** A room that could not be opened, or has closed, is opened again after so long, milliseconds. */
const OPEN_AGAIN_MS = 5000;

export interface DemoClassRoom {
  readonly classroom: Classroom;
  /** A teacher or a projector is connected. */
  isAttended(): boolean;
  openTeam(team: string): Promise<Outcome<unknown>>;
  /** The rooms of all teams are told how things are to be. */
  tellLessons(): void;
  later(delayMs: number, callback: () => void): () => void;
}

export interface DemoClass {
  readonly now: Omit<DemoLesson, 'personas'>;
  /** After somebody has come or gone, or the class is another. */
  look(): void;
  /** The room of this team has ended. */
  closed(team: string): void;
}

export function createDemoClass(room: DemoClassRoom, random: Random): DemoClass {
  let now: DemoClass['now'] = { isAttended: false, away: [] };
  const open = new Set<string>();
  let cancelAway = () => {};
  const between = ([least, most]: readonly [number, number]) => least + draw(random, most - least);
  const change = (changes: Partial<DemoClass['now']>) => {
    now = { ...now, ...changes };
    room.tellLessons();
  };
  const goAway = () => {
    cancelAway = room.later(between(PAUSE_MS), goAway);
    const here = demoStudents(room.classroom).filter(({ id }) => !now.away.includes(id));
    if (room.classroom.phase !== 'running' || now.away.length >= AWAY_MAX || here.length === 0) return;
    const { id } = drawOne(random, here);
    room.later(between(AWAY_MS), () => change({ away: now.away.filter((one) => one !== id) }));
    change({ away: [...now.away, id] });
  };
  const openAgain = (team: string) => {
    open.delete(team);
    room.later(OPEN_AGAIN_MS, look);
  };
  const openAll = () => {
    const teams = new Set(demoStudents(room.classroom).map(({ team }) => team));
    for (const { id } of teamsInUse(room.classroom)) {
      if (open.has(id) || !teams.has(id)) continue;
      open.add(id);
      room.openTeam(id).then(
        (outcome) => 'refused' in outcome && openAgain(id),
        (error: unknown) => {
          logOnce('demo class', error);
          openAgain(id);
        },
      );
    }
  };
  const look = () => {
    const isAttended = room.isAttended();
    if (isAttended !== now.isAttended) {
      cancelAway();
      if (isAttended) cancelAway = room.later(between(PAUSE_MS), goAway);
      change({ isAttended });
    }
    if (isAttended) openAll();
  };
  return {
    get now() {
      return now;
    },
    look,
    closed: openAgain,
  };
}

function demoStudents(classroom: Classroom) {
  return activeStudents(classroom).filter(({ isBot }) => isBot);
}

/** The class with its bots in balanced teams. */
export async function withDemoStudents(classroom: Classroom, store: Pick<Store, 'isFree'>): Promise<Classroom> {
  let now = classroom;
  for (let count = 0; count < DEMO_STUDENTS; count++) {
    const student = {
      id: newPlayerId(),
      tokenHash: drawTokenHash(),
      name: drawName(now, drawLot()),
      number: drawNumber(now),
      isBot: true,
    };
    const outcome = accept(now, { do: 'join', student, spare: await drawSpare(store) });
    if ('refused' in outcome) throw new Error(`a bot may not join the class: ${outcome.refused}`);
    now = outcome.classroom;
  }
  return now;
}
