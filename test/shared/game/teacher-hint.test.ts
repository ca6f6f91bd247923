import { describe, expect, it } from 'vitest';
import { accept, advance, createMatch, type Match } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { hintFromTeacher } from '../../../shared/game/teacher-hint.ts';
import { isFilled } from '../../../shared/game/storm.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { matchWith, must, nextCable, nextCard, rightAnswers, runUntilDecision } from './play.ts';

/** Gives the hint that this seat would get. */
function give(match: Match, seat: string): void {
  const hint = hintFromTeacher(match, seat);
  if (hint === null) throw new Error(`no hint for ${seat}`);
  must(match, { kind: 'give-hint', seat, card: hint.card, part: hint.part });
}

const starsOf = (match: Match, seat: string) => {
  const { stars, hintCost } = seatView(match, seat)!.score;
  return { stars, hintCost };
};

describe('a hint that the teacher gives', () => {
  it('is the first rung of each question in turn, shown as the teacher’s, and costs nothing', () => {
    const match = matchWith(puzzles['ping'], 'given', ['A']);
    runUntilDecision(match);
    const asked = Object.keys(rightAnswers(match, 'A', nextCard(match)!.card));
    expect(asked.length).toBeGreaterThan(0);
    for (const part of asked) {
      expect(hintFromTeacher(match, 'A')?.part).toBe(part);
      give(match, 'A');
    }
    expect(hintFromTeacher(match, 'A')).toBeNull();
    const hints = seatView(match, 'A')!.cards[0]!.hints;
    expect(hints.map(({ part, step, given, expected }) => ({ part, step, given, expected }))).toEqual(
      asked.map((part) => ({ part, step: 1, given: true, expected: '' })),
    );
    expect(starsOf(match, 'A')).toEqual({ stars: 3, hintCost: 0 });
  });

  it('the next rung costs what it always does, and what somebody has opened is not given again', () => {
    const match = matchWith(puzzles['ping'], 'next', ['A']);
    runUntilDecision(match);
    give(match, 'A');
    const { card, part } = match.seats['A']!.hints[0]!;
    must(match, { kind: 'hint', seat: 'A', card, part, step: 2 });
    expect(starsOf(match, 'A')).toEqual({ stars: 2, hintCost: 1 });
    expect(accept(match, { kind: 'give-hint', seat: 'A', card, part })).toEqual({ refused: 'nothing-to-hint' });
  });

  it('there is none for a bot, and none where nothing is asked', () => {
    const match = matchWith(puzzles['ping'], 'none', ['A']);
    expect(hintFromTeacher(match, 'A')).toBeNull();
    expect(hintFromTeacher(match, 'B')).toBeNull();
    expect(hintFromTeacher(match, 'nobody')).toBeNull();
    expect(hintFromTeacher(createMatch(puzzles['ping'], 'none'), 'A')).toBeNull();
    expect(accept(match, { kind: 'give-hint', seat: 'A', card: 1, part: 'ports' })).toEqual({
      refused: 'nothing-to-hint',
    });
  });

  it('is about the settings where a device is set up', () => {
    const match = matchWith(puzzles['vlan'], 'set', ['S1']);
    expect(hintFromTeacher(match, 'S1')).toMatchObject({ card: 0, part: 'port-vlan' });
    give(match, 'S1');
    expect(seatView(match, 'S1')!.configuration!.hints).toMatchObject([{ step: 1, given: true }]);
    expect(hintFromTeacher(match, 'S1')).toBeNull();
  });

  it('is about what is broken while that is to be found', () => {
    const match = matchWith(puzzles['boss-local'], 'find', ['M1']);
    while (match.fault?.phase !== 'open') {
      const next = nextCard(match);
      if (next === undefined) advance(match, nextAtUs(match)!);
      else {
        const answers = rightAnswers(match, next.seat, next.card);
        must(match, { kind: 'play', seat: next.seat, card: next.card.id, answers });
      }
    }
    expect(hintFromTeacher(match, 'M1')).toMatchObject({ card: 0, part: 'fault' });
    give(match, 'M1');
    expect(seatView(match, 'M1')!.faultHints).toMatchObject([{ step: 1, given: true, expected: '' }]);
  });

  it('is about the own cables while a storm goes round', () => {
    const match = matchWith(puzzles['broadcast-storm'], 'storm', ['B']);
    while (nextCable(match) === undefined) {
      runUntilDecision(match);
      const next = nextCard(match);
      if (next === undefined) continue;
      expect(isFilled(match)).toBe(false);
      const answers = rightAnswers(match, 'B', next.card);
      must(match, { kind: 'play', seat: 'B', card: next.card.id, answers });
    }
    expect(hintFromTeacher(match, 'B')).toMatchObject({ card: 0, part: 'cable' });
    give(match, 'B');
    expect(seatView(match, 'B')!.storm!.hints).toMatchObject([{ step: 1, given: true }]);
    expect(starsOf(match, 'B').hintCost).toBe(0);
  });
});
