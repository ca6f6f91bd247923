/**
 * The shape of a language: one folder of one typed object. A missing word does not compile; a sentence with values is a function of them.
 * Words never decide anything: they get ids and values from the game and return text.
 */
import type { DeviceKind } from '../device/device.ts';
import type { Facts, Part, Quality, RuleId } from '../device/rule.ts';
import type { PuzzleId } from '../game/puzzle.ts';
import type { GoalView } from '../game/goal-view.ts';
import type { FrameLook } from '../game/view.ts';
import type { GlossaryId } from './glossary.ts';
import type { InterfaceWords } from './interface-words.ts';

export const languageCodes = ['en', 'zh-CN'] as const;
export type LanguageCode = (typeof languageCodes)[number];

/** Short pieces with emphasis: a plain text, or a term in bold that opens its glossary entry. */
export type RichText = readonly (string | { readonly term: GlossaryId; readonly text: string })[];

/** A picture from the board itself: some of its devices with the cables between them, and a frame at one of them. */
export interface CardPicture {
  readonly devices: readonly string[];
  readonly frame?: { readonly look: FrameLook; readonly at: string };
}

export interface IntroCard {
  readonly title: string;
  /** At most 60 words. */
  readonly body: RichText;
  readonly picture: CardPicture;
  /**
   * Something to do in place of the picture: the division behind the check sequence by hand, two machines that begin on one wire, the copies of a broadcast hop by
   * hop, or bridge IDs to be compared; or a question under the text.
   */
  readonly touch?: 'division' | 'wire' | 'copies' | 'bridge-ids' | CardTrial;
}

/** A question on a card. Nothing counts: whatever is pressed, a sentence says why it is right or not. */
export interface CardTrial {
  readonly ask: string;
  /** Two or three, one of them right. */
  readonly choices: readonly TrialChoice[];
}

export interface TrialChoice {
  readonly text: string;
  readonly isRight: boolean;
  /** At most 20 words. */
  readonly says: string;
  /** Where the picture's frame gets to by this choice; where it was if not given. */
  readonly frame?: NonNullable<CardPicture['frame']>;
}

export interface PuzzleText {
  readonly title: string;
  /** One sentence: where we are and what has to happen. */
  readonly story: string;
  /** Names of all devices of the puzzle by id, and their short form for a small map (one or two signs). */
  readonly names: Readonly<Record<string, { readonly name: string; readonly short: string }>>;
  /** Names of the areas of the map by id. */
  readonly areas: Readonly<Record<string, string>>;
  /** Three to six. */
  readonly intro: readonly IntroCard[];
  /** The headline of the result: what the network did. */
  readonly won: string;
  readonly remember: RichText;
  /** What it looks like on real Linux: commands and what they print (a true form of it). */
  readonly linux: readonly { readonly command: string; readonly output: string; readonly note: string }[];
  /** One question to think about, and a thought on it. */
  readonly question: string;
  readonly thought: string;
  readonly terms: readonly GlossaryId[];
}

/** What a rule's words can speak of. */
export interface RuleCase {
  readonly part: Part;
  readonly expected: string;
  readonly played: string;
  readonly quality: Quality;
  readonly facts: Facts;
  /** Ports and interfaces as the player sees them: "p1" is "1", "eth0" is "eth0". */
  readonly port: (id: string) => string;
  /** The name of a device of the puzzle. */
  readonly name: (device: string) => string;
  /** Whose ping it was, by name, if it was one. */
  readonly ping: { readonly on: string; readonly to: string } | null;
}

/** A row of "your values"; `mark` says what decides: the value that was overlooked, and the right one. */
export interface ValueRow {
  readonly label: string;
  readonly value: string;
  readonly mark?: 'overlooked' | 'right';
  readonly note?: string;
}

export interface RuleText {
  /** Its name in a list of mistakes, some words. */
  readonly name: string;
  /** The rule in one exact sentence. */
  readonly rule: string;
  /** First hint: a question that makes one look at the right place. */
  readonly question: (part: Part) => string;
  /** Head of the verdict: what became of the frame, at most six words. */
  readonly head: (it: RuleCase) => string;
  /** What happened in the network because of the move, one or two sentences. */
  readonly happened: (it: RuleCase) => string;
  /** The answer with its reason and the actual values, one or two sentences: third hint and last line of a verdict. */
  readonly reason: (it: Pick<RuleCase, 'part' | 'expected' | 'facts' | 'port' | 'name'>) => string;
  readonly values: (it: Pick<RuleCase, 'part' | 'expected' | 'facts' | 'port' | 'name'>) => readonly ValueRow[];
}

/** A step of the form. */
export interface PartText {
  /** The question above the choices, at most eight words. */
  readonly title: string;
  /** Name of the header field or thought in tables: "Destination MAC". */
  readonly label: string;
  /** Words for choices that are words; an address or number that is not listed is shown as it is. */
  readonly choices: Readonly<Record<string, string>>;
}

export interface Language {
  readonly code: LanguageCode;
  /** Its own name: "English", "简体中文". */
  readonly name: string;
  readonly words: InterfaceWords;
  readonly puzzles: Readonly<Record<PuzzleId, PuzzleText>>;
  readonly rules: Readonly<Record<RuleId, RuleText>>;
  readonly parts: Readonly<Record<Part, PartText>>;
  readonly goal: (goal: GoalView, name: (device: string) => string) => string;
  readonly glossary: Readonly<Record<GlossaryId, { readonly term: string; readonly meaning: string }>>;
  readonly kinds: Readonly<Record<DeviceKind, string>>;
  /** Friendly first names that a player is given; also the word lists of a drawn one. */
  readonly nicknames: readonly string[];
}
