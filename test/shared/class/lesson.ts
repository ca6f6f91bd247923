/** Rounds of a class for the tests: people by name on their seats, who make the mistakes that a test has them make. */
import type { Part } from '../../../shared/device/rule.ts';
import { isWon, createMatch, type Match } from '../../../shared/game/match.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import type { Card } from '../../../shared/game/score.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { roundReport, type RoundReport } from '../../../shared/class/round-report.ts';
import { journalOf, must, nextCard, rightAnswers, runUntilDecision, type Answers } from '../game/play.ts';

/** A match in which each of these people sits at a device. */
export function seated(puzzle: PuzzleId, seed: string, people: Readonly<Record<string, string>>): Match {
  const match = createMatch(puzzles[puzzle], seed);
  for (const [person, seat] of Object.entries(people)) sit(match, person, seat);
  return match;
}

export function sit(match: Match, person: string, seat: string): void {
  must(match, { kind: 'occupy', seat, occupant: 'person', person });
}

/** Everybody plays by the rules until it is won, but for what `wrong` answers to a letter, which is then tried again. Ends early when `until` says so. */
export function play(
  match: Match,
  wrong: (seat: string, card: Card, right: Answers) => Answers | undefined = () => undefined,
  until: (match: Match) => boolean = () => false,
): void {
  runUntilDecision(match);
  for (let next = nextCard(match); next !== undefined && !isWon(match) && !until(match); next = nextCard(match)) {
    const { seat, card } = next;
    const right = rightAnswers(match, seat, card);
    must(match, { kind: 'play', seat, card: card.id, answers: wrong(seat, card, right) ?? right });
    if (match.seats[seat]?.verdictOpen === true) must(match, { kind: 'retry', seat, card: card.id });
    if (!isWon(match)) runUntilDecision(match);
  }
}

/** The answers with another value for one part. */
export function but(right: Answers, part: Part, value: string): Answers {
  return { ...right, [part]: value };
}

export function reportOf(match: Match, room: string, round: number): RoundReport {
  return roundReport(match.puzzle, room, round, journalOf(match));
}
