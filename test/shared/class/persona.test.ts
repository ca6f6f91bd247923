import { describe, expect, it } from 'vitest';
import { misconceptionIds, misconceptions, type Misconception } from '../../../shared/class/misconceptions.ts';
import { answersOf, personasOf, thinkingMs, type Persona } from '../../../shared/class/persona.ts';
import { isWon, type Match } from '../../../shared/game/match.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import { usualMistakes } from '../../../shared/game/usual-mistakes.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { randomFrom } from '../../../shared/random.ts';
import { matchWith, playOut, rightAnswers } from '../game/play.ts';

const misled = (...own: readonly Misconception[]): Persona => ({
  misconceptions: own,
  percent: 100,
  ponders: [1000, 2000],
});

/** The whole team is made of this persona. */
function playedBy(persona: Persona, id: PuzzleId, seed: string): Match {
  const match = matchWith(puzzles[id], seed, puzzles[id].seats);
  const random = randomFrom(seed);
  playOut(match, (seat, card) => ({ ...answersOf(persona, match, match.seats[seat]!, card, random) }));
  return match;
}

const mistakesIn = (match: Match) =>
  Object.values(match.seats).flatMap(({ log }) => log.filter(({ quality }) => quality !== 'right'));

/** Where each of them can be seen. */
const SEEN: Readonly<Record<Misconception, PuzzleId>> = {
  'everything-is-for-me': 'first-frame',
  'damage-can-be-mended': 'bad-bits',
  'all-is-near': 'near-or-far',
  'helpful-to-all': 'who-has',
  'answers-are-echoes': 'ping',
  'a-hub-is-a-switch': 'loud-hub',
  'learns-where-it-goes': 'learning-switch',
  'floods-what-it-knows': 'flood-forward-filter',
  'unknown-is-nobody': 'flood-forward-filter',
  'the-highest-is-root': 'spanning-tree',
  'tags-are-for-hosts': 'trunk',
  'the-first-row-that-fits': 'longest-prefix',
  'forgets-the-ttl': 'ttl',
  'keeps-the-macs': 'two-routers',
  'inside-is-everywhere': 'nat',
};

describe('a misconception', () => {
  it.each(misconceptionIds)('%s names mistakes that there are', (id) => {
    for (const { rule, name } of misconceptions[id])
      expect(usualMistakes[rule].map((mistake) => mistake.name)).toContain(name);
  });

  it.each(misconceptionIds)('%s shows, is of its kind, is mended, and the team wins', (id) => {
    const match = playedBy(misled(id), SEEN[id], 'persona');
    const mistakes = mistakesIn(match);
    expect(isWon(match)).toBe(true);
    expect(mistakes.length).toBeGreaterThan(0);
    for (const { verdict, mended, quality } of mistakes) {
      const { rule, part, expected, played, facts } = verdict!;
      const point = { rule, part, expected, played, facts, quality };
      const own = misconceptions[id].flatMap(({ rule: of, name }) => (of === rule ? [name] : [])) as readonly string[];
      const kind = usualMistakes[rule].filter((mistake) => own.includes(mistake.name) && mistake.is(played, point));
      expect(kind, `${rule} ${part} ${played}`).not.toEqual([]);
      // What was wasteful has been done, so there is nothing to mend.
      expect(quality === 'wasteful' || mended || verdict!.refused).toBe(true);
    }
  });
});

describe('a student of a demo class', () => {
  it('without a misconception answers by the rules', () => {
    const match = playedBy(misled(), 'the-gateway', 'faultless');
    expect(mistakesIn(match)).toEqual([]);
    const other = matchWith(puzzles['ping'], 'x', ['A']);
    playOut(other, (seat, card) => {
      const right = rightAnswers(other, seat, card);
      expect(answersOf(misled('forgets-the-ttl'), other, other.seats[seat]!, card, randomFrom('x'))).toEqual(right);
      return right;
    });
  });

  it('ponders within its limits, and equal chance gives equal students', () => {
    const random = randomFrom('ponder');
    for (let index = 0; index < 200; index++) {
      const ms = thinkingMs(misled(), random);
      expect(ms >= 1000 && ms <= 2000).toBe(true);
    }
    expect(personasOf(24, randomFrom('class'))).toEqual(personasOf(24, randomFrom('class')));
  });

  it('of a class of 24 a third knows all, and every misconception sits somewhere', () => {
    const personas = personasOf(24, randomFrom('class'));
    expect(personas.filter((persona) => persona.misconceptions.length === 0)).toHaveLength(8);
    expect(new Set(personas.flatMap((persona) => persona.misconceptions)).size).toBe(misconceptionIds.length);
  });
});
