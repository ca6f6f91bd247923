/** Words of the teacher's page of a class and of those that go with it. Loaded with those pages only. */
import type { PlanId } from '../class/plans.ts';
import type { Competition, Disturbance, Pacing } from '../class/settings.ts';
import type { ClassPhase, Doing } from '../class/view.ts';

export interface TeachWords {
  readonly common: TeachCommonWords;
  readonly plans: Readonly<Record<PlanId, { readonly title: string; readonly lead: string }>>;
  readonly make: MakeClassWords;
  readonly past: PastClassWords;
  readonly share: ShareClassWords;
  readonly door: ClassDoorWords;
  readonly control: ClassControlWords;
  readonly disturb: DisturbWords;
  readonly tile: TeamTileWords;
  readonly wrong: CommonMistakeWords;
  readonly roster: RosterWords;
  readonly look: LookOnWords;
}

/** What several pages of a class say. */
export interface TeachCommonWords {
  readonly students: (students: number) => string;
  readonly teams: (teams: number) => string;
  readonly counts: (students: number, teams: number) => string;
  readonly minutes: (minutes: number) => string;
  /** "Puzzle 2 of 4". */
  readonly puzzleOf: (number: number, of: number) => string;
  readonly decisionsOf: (decisions: number, par: number) => string;
  /** The same where there is little room: "4 of 12". */
  readonly ofPar: (decisions: number, par: number) => string;
  readonly wrong: (wrong: number) => string;
  readonly goalsOf: (met: number, of: number) => string;
  readonly doing: Readonly<Record<Doing, string>>;
  /** One or two words. */
  readonly doingShort: Readonly<Record<Doing, string>>;
  readonly phases: Readonly<Record<ClassPhase, string>>;
  /** In front of the code, and of the address at which students come in. */
  readonly joinCode: string;
  readonly joinAt: string;
  readonly bot: string;
  readonly demo: string;
  readonly demoNote: string;
  readonly toReport: string;
  readonly toProjector: string;
  readonly cancel: string;
  readonly copied: string;
  readonly copyFailed: string;
}

export interface MakeClassWords {
  readonly title: string;
  readonly lead: string;
  readonly name: string;
  readonly nameDefault: string;
  readonly nameBad: (most: number) => string;
  readonly language: string;
  readonly plan: string;
  readonly planOwn: string;
  readonly planOwnLead: string;
  readonly order: string;
  readonly orderHelp: string;
  /** How the minutes of a lesson come together. */
  readonly total: (minutes: number, begin: number, debrief: number) => string;
  readonly minutesOf: (puzzle: string) => string;
  readonly up: (puzzle: string) => string;
  readonly down: (puzzle: string) => string;
  readonly remove: (puzzle: string) => string;
  readonly moved: (puzzle: string, place: number, of: number) => string;
  readonly added: (puzzle: string) => string;
  readonly removed: (puzzle: string) => string;
  readonly add: string;
  readonly addPuzzle: string;
  readonly planEmpty: string;
  readonly planFull: (most: number) => string;
  /** A puzzle has fewer seats than a team has students. */
  readonly fewSeats: (seats: number, teamSize: number) => string;
  /** With what is set there now. */
  readonly more: (teamSize: number, pacing: string, competition: string) => string;
  readonly teamSize: string;
  readonly teamSizeHelp: string;
  readonly pacing: string;
  readonly pacings: Readonly<Record<Pacing, { readonly name: string; readonly help: string }>>;
  readonly competition: string;
  readonly competitions: Readonly<Record<Competition, { readonly name: string; readonly help: string }>>;
  readonly names: string;
  readonly ownNames: string;
  readonly ownNamesHelp: string;
  readonly make: string;
  readonly making: string;
  readonly demoTitle: string;
  readonly demoLead: string;
  readonly demo: string;
  readonly demoName: string;
}

export interface PastClassWords {
  readonly title: string;
  readonly none: string;
  /** That this browser knows them, and for how long a server keeps a class. */
  readonly help: string;
  readonly made: (day: string) => string;
  readonly open: (title: string) => string;
  readonly forget: (title: string) => string;
  readonly forgotten: (title: string) => string;
}

/** How students, colleagues and the second device come in. */
export interface ShareClassWords {
  readonly title: string;
  readonly lead: string;
  readonly open: string;
  readonly studentLink: string;
  readonly copyStudentLink: string;
  readonly qr: string;
  readonly teacherLink: string;
  readonly teacherLinkHelp: string;
  readonly copyTeacherLink: string;
  readonly pin: string;
  readonly pinOnce: string;
  readonly pinHelp: string;
  readonly pinNew: string;
  readonly pinIsNew: (pin: string) => string;
}

/** For a browser that does not have the teacher's secret. */
export interface ClassDoorWords {
  readonly title: string;
  readonly lead: string;
  readonly pin: string;
  readonly pinBad: string;
  readonly open: string;
  readonly gone: string;
  readonly goneText: string;
  readonly refused: string;
  readonly connecting: string;
  readonly toTeach: string;
}

export interface ClassControlWords {
  readonly label: string;
  /** After it was said that the server cannot save: what helps. */
  readonly diskFull: string;
  readonly running: (minutes: number, of: number) => string;
  readonly over: (minutes: number, of: number) => string;
  readonly extend: (minutes: number) => string;
  readonly extended: (minutes: number) => string;
  readonly freeze: string;
  readonly goOn: string;
  readonly frozen: string;
  readonly runsOn: string;
  readonly speed: string;
  readonly half: string;
  readonly normal: string;
  readonly slowed: string;
  readonly atNormal: string;
  readonly step: string;
  readonly stepped: string;
  readonly hintAll: string;
  readonly hinted: string;
  readonly more: string;
  readonly lock: string;
  readonly unlock: string;
  readonly locked: string;
  readonly unlocked: string;
  readonly isLocked: string;
  readonly shuffle: string;
  readonly shuffleSure: string;
  readonly shuffled: string;
  readonly openPuzzle: string;
  readonly opened: (puzzle: string) => string;
  readonly debrief: string;
  readonly debriefBegun: string;
  readonly start: (puzzle: string) => string;
  readonly startWait: string;
  readonly started: (puzzle: string) => string;
  readonly next: (number: number, puzzle: string) => string;
  readonly backToLesson: string;
  readonly openDebrief: string;
  readonly showCode: string;
  readonly codeShown: string;
  readonly share: string;
  readonly delete: string;
  readonly deleteSure: (title: string) => string;
  readonly deleteWhat: string;
  readonly deleted: string;
  readonly deleteKeep: string;
  /** Parts of the screen of a phone. */
  readonly tabs: { readonly label: string; readonly teams: string; readonly students: string; readonly wrong: string };
}

export interface DisturbWords {
  readonly menu: string;
  /** In place of the name of a team. */
  readonly all: string;
  readonly how: Readonly<Record<Disturbance, string>>;
  /** In a tile, while it lasts. */
  readonly now: Readonly<Record<Disturbance, string>>;
  readonly done: Readonly<Record<Disturbance, string>>;
}

export interface TeamTileWords {
  readonly label: string;
  readonly halted: string;
  /** Why, and what can be done about it. */
  readonly halts: Readonly<Record<'cannot-save' | 'parked', string>>;
  readonly stuck: (minutes: number) => string;
  readonly stuckNow: string;
  readonly question: string;
  readonly won: string;
  readonly waits: string;
  readonly paused: string;
  readonly tries: (device: string, tries: number) => string;
  readonly asks: (names: readonly string[]) => string;
  readonly theirMove: (names: readonly string[]) => string;
  readonly moving: string;
  readonly allMet: string;
  readonly nobodyHere: string;
  readonly notOpened: string;
  readonly open: (team: string) => string;
  readonly menu: (team: string) => string;
  readonly hint: string;
  readonly next: string;
  readonly show: string;
  readonly isShown: string;
  readonly shown: (team: string) => string;
  readonly hinted: (team: string) => string;
  readonly nexted: (team: string) => string;
  readonly disturbed: (team: string, what: string) => string;
  readonly add: string;
  readonly addHelp: string;
  readonly withoutTeam: (students: number) => string;
  readonly empty: string;
  readonly seat: (who: string, device: string, doing: string) => string;
}

export interface CommonMistakeWords {
  readonly title: string;
  readonly none: string;
  readonly byRule: string;
  readonly byStudent: string;
  readonly times: (times: number) => string;
  readonly studentsOf: (students: number, of: number) => string;
  /** In front of what the student was told; an empty name is not known any more. */
  readonly example: (team: string, name: string, device: string) => string;
  readonly openExample: string;
  readonly mended: string;
}

export interface RosterWords {
  readonly title: string;
  readonly empty: string;
  readonly name: string;
  readonly team: string;
  readonly number: string;
  readonly numberHelp: string;
  readonly doing: string;
  readonly noTeam: string;
  readonly newTeam: string;
  readonly moveTo: (name: string) => string;
  readonly keys: string;
  /** Name of the two lists beside the teams. */
  readonly side: string;
  readonly moved: (name: string, team: string) => string;
  readonly showNumber: string;
  readonly menu: (name: string) => string;
  readonly hand: string;
  readonly lower: (name: string) => string;
  readonly lowered: (name: string) => string;
  readonly rename: (name: string) => string;
  readonly newName: string;
  readonly save: string;
  readonly renamed: (before: string, name: string) => string;
  readonly remove: (name: string) => string;
  readonly removeSure: (name: string) => string;
  readonly removed: (name: string) => string;
}

/** Looking on at a team. */
export interface LookOnWords {
  readonly title: (team: string) => string;
  readonly lead: string;
  readonly back: string;
  readonly seats: string;
  readonly wholeMap: string;
  readonly over: (device: string) => string;
  readonly nobody: string;
  readonly readOnly: string;
  readonly noLetter: string;
  readonly connecting: string;
}
