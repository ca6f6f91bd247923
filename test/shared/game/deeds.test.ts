import { describe, expect, it } from 'vitest';
import { deedsIn } from '../../../shared/game/deeds.ts';
import { replay, type Journal } from '../../../shared/game/journal.ts';
import { RULES } from '../../../shared/game/match.ts';
import { playback } from '../../../shared/game/playback.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { replayOf } from '../../../shared/game/replay.ts';
import { scoreBy } from '../../../shared/game/score.ts';
import { blind } from '../../../shared/game/spectator.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { livelyMatch } from './lively.ts';
import { journalOf, matchWith, must, rightAnswers, runUntilDecision } from './play.ts';

const journals = (id: (typeof puzzleIds)[number], count: number): readonly Journal[] =>
  Array.from({ length: count }, (_, index) => {
    const { match, inputs } = livelyMatch(puzzles[id], `deeds ${index}`, 120);
    return { rules: RULES, seed: match.seed, inputs };
  });

describe.each(puzzleIds)('%s, over lively matches', (id) => {
  const puzzle = puzzles[id];
  const all = journals(id, 5);

  it('is the same match when it is played back in pieces', () => {
    for (const journal of all) {
      const whole = replay(puzzle, journal);
      const pieces = [...playback(puzzle, journal, () => blind)].filter(({ isAfterwards }) => !isAfterwards).length;
      expect(pieces).toBeGreaterThanOrEqual(journal.inputs.length);
      // It goes on only when the next piece is asked for.
      const run = playback(puzzle, journal, () => blind);
      for (let piece = 1; piece < pieces; piece++) run.next();
      const last = run.next();
      expect(last.done === true ? whole : last.value.match).toEqual(whole);
    }
  });

  it('has in the end as many letters with a mistake as the score has counted, and each deed at its step', () => {
    for (const journal of all) {
      const { match, deeds, steps } = deedsIn(puzzle, journal);
      const told = replayOf(puzzle, journal).steps;
      expect(told.map(({ what }) => what)).toEqual(steps.map(({ what }) => what));
      // A cable's verdict is in no step of its own.
      const judged = deeds.filter(({ entry }) => entry.verdict !== null && entry.verdict.part !== 'cable');
      const verdictAt = (step: number): unknown => {
        const what = told[step]?.what;
        return what?.kind === 'move' ? what.verdict : null;
      };
      expect(judged.map(({ step }) => verdictAt(step))).toEqual(judged.map(({ entry }) => entry.verdict));
      if (puzzle.configure !== undefined || puzzle.storm !== undefined) continue;
      // The score counts a letter once, whoever tries it; a place of a fault once for each who names it.
      const wrong = deeds.filter(({ entry }) => entry.quality !== 'right' && entry.verdict?.refused !== true);
      const counted = wrong.map(({ who, entry: { card, naming } }) =>
        naming === undefined ? card : `${who} ${naming.place.kind} ${naming.place.id}`,
      );
      const people = [...new Set(match.stays.map(({ who }) => who))].map((who) => scoreBy(match, who));
      const sum = people.reduce((total, { wasteful, broken, unsafe }) => total + wasteful + broken + unsafe, 0);
      expect(new Set(counted).size).toBe(sum);
    }
  });
});

it('finds every deed of a seat, also those for which its log has no room any more, and sees them mended', () => {
  const match = matchWith(puzzles['flood-forward-filter'], 'long', ['A']);
  runUntilDecision(match);
  const card = match.seats['A']?.inbox[0];
  if (card === undefined) throw new Error('nobody is asked');
  const right = rightAnswers(match, 'A', card);
  const play = (answers: typeof right) => must(match, { kind: 'play', seat: 'A', card: card.id, answers });
  for (let time = 0; time < 120; time++) {
    play({ ...right, ports: 'p2' });
    must(match, { kind: 'retry', seat: 'A', card: card.id });
  }
  play(right);
  expect([match.seats['A']?.logged, match.seats['A']?.log.length]).toEqual([121, 100]);
  const { deeds } = deedsIn(match.puzzle, journalOf(match));
  expect(deeds.map(({ entry }) => entry.quality)).toEqual([...Array.from({ length: 120 }, () => 'broken'), 'right']);
  expect(deeds.filter(({ entry }) => entry.mended).length).toBe(120);
});
