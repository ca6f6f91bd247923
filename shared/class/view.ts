/**
 * What the pages of a class know, as types. The teacher's page gets all of `TeacherView`; the projector only `ProjectorView`, in which there is no address, no table, no
 * answer and no name of a student; a student gets `LessonView` in the state of the own team's room.
 */
import type { Part, RuleId } from '../device/rule.ts';
import type { GoalView } from '../game/goal-view.ts';
import type { PuzzleId } from '../game/puzzle.ts';
import type { MapView, Verdict } from '../game/view.ts';
import type { ClassSettings, Competition, Disturbance, Pacing } from './settings.ts';

/** `gathering`: students come in, nobody plays yet. `debrief`: the lesson is talked about; nobody plays any more. */
export type ClassPhase = 'gathering' | 'running' | 'debrief';

/** How somebody is doing. `waiting`: nothing to decide now. `idle`: a decision has waited for long. `repeating`: the same mistake again. */
export type Doing = 'working' | 'waiting' | 'idle' | 'repeating' | 'away';

export interface StudentView {
  /** Public id, in the class as in the rooms. */
  readonly id: string;
  readonly name: string;
  /** 1 to 8. */
  readonly colour: number;
  /** Four digits with which the teacher gives a lost student the seat back. */
  readonly number: string;
  /** Id of the team; null where there is none yet. */
  readonly team: string | null;
  /** The device; null while standing or away from any room. */
  readonly seat: string | null;
  readonly doing: Doing;
  readonly hand: boolean;
  /** A bot of a demo class. */
  readonly isBot: boolean;
}

/** A seat of a team as its tile shows it. */
export interface TileSeat {
  readonly device: string;
  readonly occupant: 'person' | 'bot' | 'autopilot';
  /** Id of the student; null for a bot on a free seat. */
  readonly student: string | null;
  readonly doing: Doing;
  /** Letters in the inbox. */
  readonly waiting: number;
}

/** What a team's room tells its class, again whenever something of it has changed. */
export interface TeamReport {
  readonly puzzle: PuzzleId;
  /** Number of the deal in the room, from 1. */
  readonly round: number;
  readonly phase: 'lobby' | 'play' | 'result';
  /** Why nothing is carried out: the server cannot write, or the match is parked after a mistake of the program; else empty. */
  readonly halt: '' | 'cannot-save' | 'parked';
  readonly map: MapView;
  readonly seats: readonly TileSeat[];
  /** Ids of students who are there without a seat. */
  readonly standing: readonly string[];
  readonly goals: readonly GoalView[];
  /** Decisions of all people, how many a run without mistakes needs, and how many were wrong. */
  readonly decisions: number;
  readonly par: number;
  readonly wrong: number;
  /** Stars of each person's seat at the moment, the mean of them, 0 to 3. */
  readonly stars: number;
  /** The one who tries longest at one letter, from the third try on. */
  readonly stuck: { readonly device: string; readonly tries: number; readonly seconds: number } | null;
  /** What the teacher has done to the network and not mended. */
  readonly disturbed: readonly Disturbance[];
  /** The mistakes of this round, one for each letter and rule, oldest first, at most 60. */
  readonly mistakes: readonly TeamMistake[];
  /** Ids of the students who have decided by each rule in this round. */
  readonly deciders: Readonly<Partial<Record<RuleId, readonly string[]>>>;
}

/** What of a report goes to the teacher: how often somebody has broken which rule in this round, not each mistake. */
export type TeamTold = Omit<TeamReport, 'mistakes' | 'deciders'> & { readonly wrongBy: WrongBy };

/** By id of the student. */
export type WrongBy = Readonly<Record<string, Readonly<Partial<Record<RuleId, number>>>>>;

export interface TeamMistake {
  readonly student: string;
  readonly device: string;
  readonly mended: boolean;
  /** Null where the mistake is no move: a setting, or a wrong name for what is broken; `rule` names it. */
  readonly verdict: Verdict | null;
  readonly rule: RuleId;
}

export interface TeamView {
  readonly id: string;
  /** Place in the list of team names of a language. */
  readonly name: number;
  /** Code of its room. */
  readonly room: string;
  /** Place in the plan, from 0. */
  readonly at: number;
  /** Null until its room has been opened. */
  readonly report: TeamTold | null;
}

/** A mistake that students of the class make now, with a real example. */
export interface CommonMistake {
  readonly rule: RuleId;
  readonly part: Part | null;
  /** How often. */
  readonly times: number;
  /** Ids of those who made it, and how many have decided by this rule at all. */
  readonly students: readonly string[];
  readonly of: number;
  readonly example: { readonly team: string; readonly puzzle: PuzzleId } & TeamMistake;
}

/** What the projector shows. */
export type Shown =
  | { readonly what: 'join' }
  /** The map of a team, live; null: the team that needs it most is chosen by nobody, so the first one. */
  | { readonly what: 'team'; readonly team: string | null }
  | { readonly what: 'debrief'; readonly slide: number }
  /** A stretch of a round again, without the fog. */
  | { readonly what: 'replay'; readonly room: string; readonly round: number; readonly step: number };

export interface ClassView extends ClassSettings {
  readonly code: string;
  readonly phase: ClassPhase;
  /** Place in the plan of a class that goes together, from 0. */
  readonly at: number;
  readonly frozen: boolean;
  /** In parts of the usual one. */
  readonly speed: 0.5 | 1;
  readonly isDemo: boolean;
  /** Seconds that the present puzzle has run, when this was sent, and minutes that are meant for it, extensions included. */
  readonly seconds: number;
  readonly minutes: number;
}

export interface TeacherView extends ClassView {
  readonly locked: boolean;
  readonly students: readonly StudentView[];
  readonly teams: readonly TeamView[];
  /** The commonest first, at most 10. */
  readonly mistakes: readonly CommonMistake[];
  readonly shown: Shown;
  /** Browsers with the teacher's rights, and projectors, that are connected now. */
  readonly teachers: number;
  readonly projectors: number;
}

/** How far a team is, without a name of anybody. */
export interface Lane {
  readonly id: string;
  readonly name: number;
  readonly room: string;
  readonly puzzle: PuzzleId;
  readonly phase: TeamReport['phase'];
  /** Goals, met or not, in their order. */
  readonly goals: readonly boolean[];
  readonly decisions: number;
  readonly par: number;
  /** Null where there is no competition of teams. */
  readonly stars: number | null;
}

export interface ProjectorView extends Pick<
  ClassView,
  'code' | 'title' | 'language' | 'phase' | 'at' | 'plan' | 'frozen' | 'isDemo' | 'pacing'
> {
  /** Students who are in. */
  readonly students: number;
  readonly lanes: readonly Lane[];
  readonly shown: Shown;
  /** Right decisions of the whole class and how many it aims at; null where that is not the goal. */
  readonly classGoal: { readonly done: number; readonly goal: number } | null;
}

/** A team among the others, as students see it: no name of anybody, and nothing of what is still to be found. */
export interface Standing {
  /** Place in the list of team names. */
  readonly team: number;
  /** The puzzle that it plays, as a place in the plan. */
  readonly at: number;
  readonly goals: { readonly met: number; readonly count: number };
  /** The mean of its students' stars in this puzzle as it stands now, 0 to 3 in halves; null until the puzzle has begun. */
  readonly stars: number | null;
}

/** What a student knows of the lesson, in the state of the own team's room. */
export interface LessonView {
  readonly code: string;
  readonly title: string;
  readonly language: ClassSettings['language'];
  readonly phase: ClassPhase;
  /** Place in the list of team names. */
  readonly team: number;
  readonly pacing: Pacing;
  readonly competition: Competition;
  readonly ownNames: boolean;
  /** The puzzle that the team plays now, as a place in the plan, and how many there are. */
  readonly at: number;
  readonly count: number;
  /** The next puzzle of the plan, null after the last; the team begins it itself where `pacing` is not 'together'. */
  readonly next: PuzzleId | null;
  readonly frozen: boolean;
  readonly speed: 0.5 | 1;
  /** Ids of players with a raised hand. */
  readonly hands: readonly string[];
  /** All teams in their order, where there are teams and they see each other's stars; else null. */
  readonly teams: readonly Standing[] | null;
  readonly classGoal: { readonly done: number; readonly goal: number } | null;
}
