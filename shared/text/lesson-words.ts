/** Words of the students' side of a class. Loaded with its page only. */

export interface LessonWords {
  readonly comeIn: ComeInWords;
  readonly gone: GoneWords;
  readonly bar: LessonBarWords;
  readonly teams: LessonTeamsWords;
  readonly gathering: GatheringWords;
  readonly next: LessonNextWords;
  readonly debrief: DebriefWords;
  readonly leave: LessonLeaveWords;
}

/** At the door of a class. */
export interface ComeInWords {
  readonly lead: string;
  readonly name: string;
  /** Where only drawn names are possible. */
  readonly drawn: string;
  readonly another: string;
  readonly help: string;
  readonly comeIn: string;
  readonly again: string;
  readonly coming: string;
  readonly noAccount: string;
  /** Opens the field for the number. */
  readonly before: string;
  readonly number: string;
  readonly numberHelp: string;
  readonly numberWrong: string;
  readonly giveBack: string;
  readonly locked: string;
  readonly removed: string;
  /** The server knows this browser no more. */
  readonly unknown: string;
  readonly taken: string;
  /** Numbers or codes were guessed from here, or for this class, too often. */
  readonly tooMany: string;
}

export interface GoneWords {
  readonly title: string;
  readonly text: string;
  readonly deletedTitle: string;
  readonly deletedText: string;
}

export interface LessonBarWords {
  readonly label: string;
  readonly team: (name: string) => string;
  readonly puzzle: (number: number, of: number) => string;
  readonly raise: string;
  readonly lower: string;
  /** Short forms, where there is little room. */
  readonly raiseShort: string;
  readonly lowerShort: string;
  readonly raised: string;
  readonly number: string;
  readonly numberText: string;
  readonly halfSpeed: string;
  readonly classGoal: (done: number, goal: number) => string;
  readonly frozen: string;
  readonly frozenText: string;
  readonly goesOn: string;
  readonly moved: (team: string) => string;
  readonly renamed: (name: string) => string;
}

/** How far each team is. */
export interface LessonTeamsWords {
  readonly title: string;
  readonly lead: string;
  readonly team: string;
  readonly yours: string;
  readonly puzzle: string;
  readonly goals: string;
  readonly goalsMet: (met: number, of: number) => string;
  readonly stars: string;
  readonly notBegun: string;
}

export interface GatheringWords {
  readonly title: string;
  /** With the team where there are teams. */
  readonly lead: (team: string | null) => string;
  readonly team: string;
  readonly alone: string;
  readonly you: string;
  readonly away: string;
  readonly mayChange: string;
  readonly device: string;
  readonly rotates: string;
  readonly standing: string;
  readonly first: (puzzle: string) => string;
  readonly number: (number: string) => string;
}

export interface LessonNextWords {
  readonly waits: string;
  readonly meanwhile: string;
  readonly cards: string;
  readonly last: string;
  readonly lastText: string;
}

export interface DebriefWords {
  readonly title: string;
  readonly text: string;
  readonly own: (puzzle: string) => string;
}

export interface LessonLeaveWords {
  readonly title: string;
  readonly text: string;
  readonly stay: string;
  readonly leave: string;
}
