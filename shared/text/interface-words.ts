/** Every word of the interface that is not part of a lesson: pages, buttons, spoken names, refusals. The panels' words stand beside them. */
import type { PhraseId } from '../game/phrase.ts';
import type { RefusalCode } from '../refusals.ts';
import type { PanelWords } from './panel-words.ts';

/** What may become of a frame that somebody takes or drops. */
export type TryOutcome =
  'mine-taken' | 'mine-dropped' | 'everybody-taken' | 'everybody-dropped' | 'other-taken' | 'other-dropped';

export interface InterfaceWords {
  readonly app: AppWords;
  readonly settings: SettingsWords;
  readonly name: NameWords;
  readonly home: HomeWords;
  readonly tryFrame: TryFrameWords;
  readonly puzzle: PuzzleWords;
  readonly lobby: LobbyWords;
  readonly seat: SeatWords;
  readonly play: PlayWords;
  readonly talk: TalkWords;
  readonly board: BoardWordSet;
  readonly intro: IntroWords;
  readonly division: DivisionWords;
  readonly bridgeIds: BridgeIdWords;
  readonly menu: MenuWords;
  readonly keys: KeyWords;
  readonly result: ResultWords;
  readonly glossary: GlossaryWords;
  readonly reference: ReferenceWords;
  readonly connection: ConnectionWords;
  /** Why the server refused something, and what helps. */
  readonly refusals: Readonly<Record<RefusalCode, string>>;
  readonly panels: PanelWords;
}

export interface AppWords {
  readonly name: string;
  /** Title of the browser's tab. */
  readonly title: (page: string) => string;
  readonly skip: string;
  readonly home: string;
  readonly loading: string;
  readonly close: string;
  readonly missingTitle: string;
  readonly missingText: string;
  readonly toHome: string;
  /** Something in this page failed. */
  readonly brokenTitle: string;
  readonly brokenText: string;
  readonly reload: string;
}

export interface SettingsWords {
  readonly language: string;
  readonly theme: string;
  readonly toDark: string;
  readonly toLight: string;
}

export interface NameWords {
  readonly playingAs: string;
  readonly label: string;
  readonly change: (name: string) => string;
  readonly draw: string;
  readonly save: string;
  readonly cancel: string;
  readonly bad: string;
  readonly tooLong: (most: number) => string;
}

export interface HomeWords {
  /** Two lines. */
  readonly promise: readonly [string, string];
  readonly lead: string;
  readonly code: string;
  readonly codeHelp: string;
  readonly join: string;
  readonly joining: string;
  readonly codeMissing: string;
  readonly codeLength: (signs: number) => string;
  readonly codeSign: (sign: string) => string;
  readonly alone: string;
  readonly friends: string;
  readonly making: string;
  readonly puzzles: string;
  readonly puzzlesLead: string;
  readonly playPuzzle: (title: string) => string;
  readonly facts: readonly string[];
  readonly noSignUp: string;
  /** The way to the pages of teachers. */
  readonly teach: string;
}

export interface TryFrameWords {
  readonly label: string;
  readonly question: string;
  readonly to: string;
  readonly youAre: string;
  readonly take: string;
  readonly drop: string;
  readonly right: string;
  readonly wrong: string;
  readonly outcome: Readonly<Record<TryOutcome, string>>;
  readonly another: string;
  readonly playFirst: string;
}

export interface PuzzleWords {
  readonly chapter: (chapter: number) => string;
  /** What the chapters are about, the first one first. */
  readonly chapterNames: readonly [string, string, string, string, string, string];
  /** Stars won in a chapter, and all that there are. */
  readonly starsOf: (won: number, all: number) => string;
  /** In front of the terms that a puzzle trains. */
  readonly trains: string;
  readonly stars: (stars: number) => string;
  readonly notYet: string;
  readonly next: string;
}

export interface LobbyWords {
  readonly title: string;
  readonly lead: string;
  readonly code: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly link: string;
  readonly qr: string;
  readonly here: string;
  readonly alone: string;
  readonly you: string;
  readonly away: string;
  readonly puzzle: string;
  readonly seats: string;
  readonly seatsHelp: string;
  readonly start: string;
  readonly needSeat: string;
  readonly joined: (name: string) => string;
  readonly leave: string;
}

export interface SeatWords {
  readonly title: string;
  readonly help: string;
  readonly yours: string;
  readonly bot: string;
  readonly autopilot: (player: string) => string;
  readonly takenBy: (player: string) => string;
  /** The name of a student of a demo class, who plays by itself. */
  readonly demoBot: (name: string) => string;
  readonly sitHere: string;
  readonly standUp: string;
  /** "Switch A: Mei", "Machine 3: bot". */
  readonly who: (device: string, who: string) => string;
}

export interface PlayWords {
  readonly pause: string;
  readonly resume: string;
  readonly step: string;
  readonly speed: string;
  readonly speedOf: (speed: number) => string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly tools: string;
  readonly pips: (done: number, par: number, mistakes: number) => string;
  readonly count: (done: number, par: number) => string;
  readonly team: string;
  readonly intro: string;
  readonly menu: string;
  readonly tabs: {
    readonly label: string;
    readonly frame: string;
    readonly board: string;
    readonly table: string;
    readonly console: string;
    readonly goals: string;
  };
  readonly won: string;
  readonly standing: string;
}

export interface TalkWords {
  /** On the button; `open` says it in full and begins with it. */
  readonly short: string;
  readonly open: string;
  readonly phrases: Readonly<Record<PhraseId, string>>;
  /** When a phrase is chosen: at what to point with it. */
  readonly point: (phrase: string) => string;
  readonly pointAtNothing: string;
  readonly cable: (one: string, other: string) => string;
  readonly mute: string;
  readonly back: string;
  /** `place`: what the speaker points at, empty for nothing. */
  readonly said: (name: string, phrase: string, place: string) => string;
}

export interface BoardWordSet {
  readonly board: string;
  readonly ports: string;
  readonly shouldLeave: string;
  readonly you: string;
  readonly bot: string;
  readonly autopilot: (player: string) => string;
  readonly device: (name: string, kind: string, note: string, cables: number, waiting: number) => string;
  /** `role`: its part in a spanning tree; empty if it has none. */
  readonly port: (label: string, role: string, waiting: number) => string;
  /** Where a machine was before it was moved, under its name. */
  readonly movedFrom: (device: string) => string;
  readonly fallen: string;
  /** The same of a frame that ends where the rules want it. */
  readonly ended: string;
  readonly answered: (on: string, to: string) => string;
  readonly noAnswer: (on: string, to: string) => string;
  /** The same of the reader's own ping. */
  readonly yourAnswered: (to: string) => string;
  readonly yourNoAnswer: (to: string) => string;
  /** A router said that the time to live ran out there. */
  readonly expired: (on: string, to: string, by: string) => string;
  readonly unreachable: (on: string, by: string) => string;
  readonly yourUnreachable: (by: string) => string;
  readonly yourExpired: (to: string, by: string) => string;
}

export interface IntroWords {
  readonly label: string;
  readonly card: (number: number, of: number) => string;
  readonly back: string;
  readonly next: string;
  readonly skip: string;
  readonly begin: string;
  readonly goOn: string;
  /** In front of what is said about a choice that was tried. */
  readonly tried: { readonly right: string; readonly wrong: string };
}

export interface MenuWords {
  readonly title: string;
  readonly changeSeat: string;
  readonly invite: string;
  /** The same person goes on on another device. */
  readonly device: string;
  readonly deviceText: string;
  readonly deviceLink: string;
  readonly deviceQr: string;
  readonly keys: string;
  readonly glossary: string;
  readonly leave: string;
  readonly leaveQuestion: string;
  readonly leaveAlone: string;
  readonly leaveTeam: string;
  readonly stay: string;
}

export interface KeyWords {
  readonly title: string;
  readonly on: string;
  readonly scope: string;
  /** Keys and what they do. */
  readonly rows: readonly { readonly keys: readonly string[]; readonly does: string }[];
}

export interface ResultWords {
  /** Above the replay, on the button that opens it, and when it did not come. */
  readonly replay: string;
  readonly openReplay: string;
  readonly replayBroken: string;
  readonly right: (count: number) => string;
  readonly decisions: (count: number) => string;
  /** Over a column of numbers such as "3 / 4": right ones of those put to the test. */
  readonly predictions: string;
  readonly predicted: (right: number, tested: number) => string;
  /** Over a column of numbers such as "5 / 4". */
  readonly decisionsOfPar: string;
  readonly par: string;
  readonly mistakes: string;
  readonly noMistakes: string;
  readonly noDecisions: string;
  readonly mended: string;
  readonly openFrame: string;
  readonly hints: (stars: number) => string;
  readonly team: string;
  readonly deviceAndPlayer: string;
  readonly stars: string;
  readonly bot: string;
  readonly remember: string;
  readonly linux: string;
  readonly words: string;
  readonly question: string;
  readonly showThought: string;
  readonly hideThought: string;
  readonly next: (title: string) => string;
  readonly all: string;
  readonly again: string;
  readonly others: string;
}

export interface GlossaryWords {
  readonly title: string;
  readonly lead: string;
  readonly filter: string;
  /** Terms that the filter leaves, and all that there are. */
  readonly found: (count: number, all: number) => string;
  readonly nothing: string;
  /** In front of the puzzles that show a term. */
  readonly shownIn: string;
  /** From a term's meaning beside its word to its place in the glossary. */
  readonly more: string;
}

/** A puzzle to be read again. */
export interface ReferenceWords {
  readonly open: string;
  readonly openPuzzle: (title: string) => string;
  /** Title of the browser's tab. */
  readonly title: (puzzle: string) => string;
}

export interface ConnectionWords {
  readonly connecting: string;
  readonly lost: string;
  /** The server has said that it stops for a moment. */
  readonly restarting: string;
  /** Behind the sentence about the line: so many moves wait to be sent. */
  readonly kept: (moves: number) => string;
  /** Back again: a move that was kept is not carried out, for a bot has played for the person meanwhile. */
  readonly tooLate: string;
  readonly tryNow: string;
  readonly replaced: string;
  readonly takeBack: string;
  /** A match that stands still after a mistake of the program. */
  readonly dealAgain: string;
  readonly leftBehind: string;
  readonly goneTitle: string;
  readonly goneText: string;
  readonly refusedTitle: string;
  readonly back: string;
}

/** The division by hand. Rows of bits are texts of 0 and 1. */
/** Three bridge IDs on a card, of which the lowest is to be pressed. */
export interface BridgeIdWords {
  readonly question: string;
  readonly higherPriority: (pressed: number, lowest: number) => string;
  readonly higherAddress: string;
  readonly byPriority: (lowest: number) => string;
  readonly byAddress: string;
  readonly again: string;
}

export interface DivisionWords {
  readonly atSender: string;
  readonly atReceiver: (frame: number) => string;
  readonly generator: string;
  readonly paper: string;
  /** What the receiver divides, and what is done for the player there. */
  readonly received: string;
  readonly decide: (window: string) => string;
  readonly takeGenerator: string;
  readonly takeZeros: string;
  readonly wrongTake: (window: string, beginsWithOne: boolean) => string;
  readonly flip: string;
  readonly bit: (place: number, value: string) => string;
  readonly check: string;
  /** The first column that is wrong, counted from 1, with the two bits in it. */
  readonly wrongBit: (column: number, above: string, below: string) => string;
  readonly sent: (word: string, remainder: string) => string;
  readonly toReceiver: string;
  readonly judge: (remainder: string) => string;
  readonly undamaged: string;
  readonly damaged: string;
  readonly wrongJudge: (remainder: string, isDamaged: boolean) => string;
  readonly judged: (isDamaged: boolean, remainder: string) => string;
  readonly nextFrame: string;
  readonly done: string;
}
