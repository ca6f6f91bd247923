/** Which mistakes somebody makes who makes each usual mistake of a puzzle once, and on which seats of it all of them can be made. */
import type { Match } from '../../../shared/game/match.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import type { Card } from '../../../shared/game/score.ts';
import { isLive } from '../../../shared/game/storm.ts';
import { matchWith, playOut } from '../game/play.ts';
import { mistakesToSee, notOffered, usualMistakesIn, wrongMoves, type WrongMove } from './proof.ts';

/** What has been made by now: judged mistakes, and those that were only held back in guided decisions. */
export interface Made {
  readonly judged: Set<string>;
  readonly held: Set<string>;
}

export const nothingMade = (): Made => ({ judged: new Set(), held: new Set() });

/** Most moves of one letter that are held back: its other mistakes wait for a letter that is judged. */
const HELD_MAX = 4;

export interface Mistaken extends WrongMove {
  readonly names: readonly string[];
}

/** The next usual mistake that this letter is an occasion for and that has not been made; one that ends the letter comes last. */
export function nextMistake(match: Match, seat: string, card: Card, made: Made): Mistaken | undefined {
  const isGuided = (match.seats[seat]?.guidedLeft ?? 0) > 0;
  if (isGuided && card.tries >= HELD_MAX) return undefined;
  const before = isGuided ? made.held : made.judged;
  const wanted = new Set(mistakesToMake(match.puzzle));
  const moves = wrongMoves(match, seat, card).flatMap((move): Mistaken[] => {
    const names = usualMistakesIn(move);
    return names.some((name) => wanted.has(name) && !before.has(name)) ? [{ ...move, names }] : [];
  });
  // The plainest one: what is two mistakes at once hides one of them.
  const rank = ({ blamed, names, played }: Mistaken): number =>
    (blamed?.quality === 'wasteful' ? 100 : 0) + names.length * 10 + played.split(' ').length;
  return moves.toSorted((one, other) => rank(one) - rank(other))[0];
}

export function note(made: Made, isHeld: boolean, { names }: Mistaken): void {
  for (const name of names) (isHeld ? made.held : made.judged).add(name);
}

/** The usual mistakes that letters of the puzzle give an occasion for. What is done to cables is no letter. */
export function mistakesToMake(puzzle: Puzzle): readonly string[] {
  const not = notOffered[puzzle.id] ?? [];
  return mistakesToSee(puzzle).filter((name) => !not.includes(name) && !name.startsWith('switch.loop'));
}

/** A seat to be played in a deal. */
export interface Leg {
  readonly seat: string;
  readonly seed: string;
}

/** Plays a leg by the rules, with every mistake that it gives an occasion for. */
export function rehearse(puzzle: Puzzle, { seat, seed }: Leg, made: Made): void {
  const match = matchWith(puzzle, seed, [seat]);
  playOut(match, (_seat, card) => {
    if (isLive(match)) return undefined;
    const mistake = nextMistake(match, seat, card, made);
    if (mistake === undefined) return undefined;
    note(made, (match.seats[seat]?.guidedLeft ?? 0) > 0, mistake);
    return mistake.answers;
  });
}

/** Deals that are looked at in any case, and at most: some occasions come seldom. */
const DEALS = 6;
const DEALS_MAX = 60;

interface Rehearsed extends Leg {
  readonly made: Made;
}

/** The fewest legs, found one after the other, in which every usual mistake can be made; what comes only while a seat is guided is held back. */
export function legsOf(puzzle: Puzzle): readonly Leg[] {
  const rehearsed: Rehearsed[] = [];
  const isJudged = (name: string): boolean => rehearsed.some(({ made }) => made.judged.has(name));
  const isMade = (name: string): boolean => isJudged(name) || rehearsed.some(({ made }) => made.held.has(name));
  const open = new Set(mistakesToMake(puzzle));
  for (let deal = 0; deal < DEALS || ![...open].every(isMade); deal++) {
    if (deal === DEALS_MAX)
      throw new Error(`${puzzle.id}: no occasion for ${[...open].filter((name) => !isMade(name)).join(', ')}`);
    for (const seat of puzzle.seats) {
      const made = nothingMade();
      rehearse(puzzle, { seat, seed: `tour ${deal}` }, made);
      rehearsed.push({ seat, seed: `tour ${deal}`, made });
    }
  }
  const gives = ({ made }: Rehearsed): string[] =>
    [...open].filter((name) => made.judged.has(name) || (!isJudged(name) && made.held.has(name)));
  const legs: Leg[] = [];
  while (open.size > 0) {
    const best = rehearsed.reduce((one, other) => (gives(other).length > gives(one).length ? other : one));
    legs.push({ seat: best.seat, seed: best.seed });
    for (const name of gives(best)) open.delete(name);
  }
  return legs;
}
