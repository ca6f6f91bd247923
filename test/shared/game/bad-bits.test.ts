/** Damage that somebody has to find out: it is dealt by the seed, it is real, and nothing tells of it before the decision. */
import { describe, expect, it } from 'vitest';
import { deal } from '../../../shared/game/deal.ts';
import { isWon, type Match } from '../../../shared/game/match.ts';
import { runOnConsole } from '../../../shared/game/seat-console.ts';
import { flightsNow, seatView, seenBy } from '../../../shared/game/seat-view.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { badBits } from '../../../shared/puzzles/bad-bits.ts';
import { firstFrame } from '../../../shared/puzzles/first-frame.ts';
import { crc32 } from '../../../shared/wire/crc.ts';
import { fcsFromOctets } from '../../../shared/wire/physical.ts';
import { matchWith, must, nextCard, rightAnswers, runUntilDecision } from './play.ts';

const seeds = Array.from({ length: 30 }, (_, index) => `damage ${index}`);

interface Waiting {
  readonly match: Match;
  readonly seat: string;
  readonly isDamaged: boolean;
  /** All that the seat has been shown since its last decision. */
  readonly shown: readonly Happening[];
}

/** Plays by the rules and shows every letter before it is decided. */
function play(seed: string, people: readonly string[], before: (waiting: Waiting) => void): readonly Happening[] {
  const match = matchWith(badBits, seed, people);
  const all: Happening[] = [];
  let shown: Happening[] = [];
  while (!isWon(match)) {
    shown.push(...runUntilDecision(match), ...flightsNow(match));
    const next = nextCard(match);
    if (next === undefined) continue;
    const { seat, card } = next;
    const isDamaged = card.event.kind === 'frame' && card.event.frame.fcs !== undefined;
    before({ match, seat, isDamaged, shown: shown.map((happening) => seenBy(match, happening, seat)) });
    all.push(...shown);
    shown = [...must(match, { kind: 'play', seat, card: card.id, answers: rightAnswers(match, seat, card) })];
  }
  return [...all, ...shown];
}

it('is drawn by the seed, one bit or two, and every seat meets it', () => {
  expect(deal(badBits, 'x')).toEqual(deal(badBits, 'x'));
  const dealt = seeds.map((seed) => deal(badBits, seed).traffic.map(({ damage }) => damage));
  expect(new Set(dealt.map((damage) => JSON.stringify(damage))).size).toBe(seeds.length);
  expect(new Set(dealt.flat(2).map(({ flips }) => new Set(flips).size))).toEqual(new Set([1, 2]));
  for (const seed of seeds) {
    const met = new Set<string>();
    play(seed, badBits.seats, ({ seat, isDamaged }) => isDamaged && met.add(seat));
    expect([...met].toSorted()).toEqual(badBits.seats);
  }
});

it('can be told by the two check sequences, and by nothing else that the seat is shown', () => {
  const looks = new Set<string>();
  for (const seed of seeds) {
    play(seed, ['M1'], ({ match, seat, isDamaged, shown }) => {
      const letter = seatView(match, seat)?.cards[0];
      const octets = (hex = ''): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
      expect(fcsFromOctets(octets(letter?.fcs)) !== crc32(octets(letter?.bytes))).toBe(isDamaged);
      looks.add(letter?.look ?? '');
      for (const happening of shown) if (happening.kind === 'flight') looks.add(happening.look);
      // The bots are done with their copies by now; that they dropped them is not shown.
      const falls = shown.filter((happening) => happening.kind === 'lost' && happening.device !== seat);
      expect(falls).toEqual([]);
    });
  }
  expect(looks).toEqual(new Set(['icmp', 'sealed']));
});

it('is seen to fall when the seat itself drops it', () => {
  const falls = play('damage 1', ['M1'], () => undefined).filter((happening) => happening.kind === 'lost');
  expect(falls.length).toBeGreaterThan(0);
  for (const fall of falls) expect(fall).toMatchObject({ device: 'M1', look: 'damaged', by: 'rule' });
});

it('is counted by the own card only once it has been dropped', () => {
  const errors = (match: Match): number => {
    const reply = runOnConsole(match, 'M1', 'ip -s link show eth0');
    const output = typeof reply === 'string' ? '' : reply.output;
    return Number(/RX:.*\n +\d+ +\d+ +(\d+)/.exec(output)?.[1]);
  };
  for (const seed of seeds.slice(0, 5)) {
    let dropped = 0;
    play(seed, ['M1'], ({ match, isDamaged }) => {
      expect(errors(match)).toBe(dropped);
      if (isDamaged) dropped++;
    });
    expect(dropped).toBeGreaterThan(0);
  }
});

describe('a puzzle that does not ask about it', () => {
  it('sends no check sequence to the browser', () => {
    const match = matchWith(firstFrame, 'x', ['M1']);
    runUntilDecision(match);
    expect(seatView(match, 'M1')?.cards[0]).toMatchObject({ kind: 'frame', fcs: '' });
  });
});
