/** The storm itself: that it burns, that it is bounded, that it dies when the last loop is open and not before, and whose business that is. */
import { describe, expect, it } from 'vitest';
import { replay, type JournalInput } from '../../../shared/game/journal.ts';
import { accept, advance, createMatch, isWon, RULES, type Input, type Match } from '../../../shared/game/match.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import {
  BOT_WAIT_US,
  FLIGHT_EVERY_US,
  framesNow,
  hopUs,
  SAMPLE_US,
  STANDS_AFTER_US,
} from '../../../shared/game/storm.ts';
import { stormView } from '../../../shared/game/storm-view.ts';
import { endsOf } from '../../../shared/game/wiring.ts';
import { broadcastStorm as puzzle } from '../../../shared/puzzles/broadcast-storm.ts';
import { matchWith, must, nextCard, rightAnswers, runUntilDecision } from '../game/play.ts';
import { botsWin, peopleWinWithinPar, seeds } from './proof.ts';

/** Seconds, in microseconds. */
const S = 1_000_000;

/** A match with people on these seats, who have done everything by hand; the storm has filled every cable. */
function storm(people: readonly string[], seed = 'storm', played: Puzzle = puzzle): Match {
  const match = matchWith(played, seed, people);
  for (let moves = 0; match.storm?.filledUs === null && moves < 100; moves++) {
    const next = nextCard(match);
    if (next !== undefined) {
      const { seat, card } = next;
      must(match, { kind: 'play', seat, card: card.id, answers: rightAnswers(match, seat, card) });
    } else advance(match, nextAtUs(match) === null ? match.network.nowUs : match.network.nowUs + SAMPLE_US);
  }
  expect(match.storm?.filledUs).not.toBeNull();
  return match;
}

const pass = (match: Match, us: number) => advance(match, match.network.nowUs + us);
const loads = (match: Match) => stormView(match)!.links.map(({ load }) => load);
const sentFrames = (match: Match) =>
  match.links.flatMap((_ends, place) => endsOf(match, place)).reduce((sum, end) => sum + end.counts.sentFrames, 0);
const pull = (seat: string, port: string): Input => ({ kind: 'unplug', seat, port });
const plug = (seat: string, port: string): Input => ({ kind: 'plug', seat, port });

describe('the storm', () => {
  it('comes from one single broadcast, by devices of which each follows the rules', () => {
    const match = createMatch(puzzle, 'one');
    // No probe has been sent before the first measurement.
    pass(match, 0.9 * S);
    const sent = sentFrames(match);
    expect(match.network.pings.map((ping) => ping.sent).slice(1)).toEqual([0, 0, 0, 0, 0]);
    expect(sent).toBeGreaterThan(100);
  });

  it('fills every cable with what its rate allows, and no more: 25 kbit/s and 84 octets on the wire are 37.2 frames a second', () => {
    const match = storm(['A']);
    const before = match.links.map((_ends, place) => endsOf(match, place).map((end) => end.counts.sentFrames));
    pass(match, 10 * S);
    expect(loads(match).every((load) => load >= 95)).toBe(true);
    const rates = match.links.map((_ends, place) =>
      Math.max(...endsOf(match, place).map((end, side) => (end.counts.sentFrames - before[place]![side]!) / 10)),
    );
    // Some of the frames are pings and answers, which are longer.
    for (const rate of rates) {
      expect(rate).toBeLessThanOrEqual(25_000 / (84 * 8) + 0.1);
      expect(rate).toBeGreaterThan(30);
    }
  });

  it('does not die by itself, and nobody gets an answer in it', () => {
    const match = storm(['A']);
    pass(match, 40 * S);
    expect(loads(match).every((load) => load >= 95)).toBe(true);
    expect(stormView(match)!.machines.map(({ isReached }) => isReached)).toEqual([false, false, false, false]);
    expect(isWon(match)).toBe(false);
  });

  it('is bounded: frames by the queues, told flights by a constant, time by a minute without anybody', () => {
    const match = storm(['A']);
    const { queue } = puzzle.storm!.cable;
    const happenings = pass(match, 10 * S);
    expect(framesNow(match)).toBeLessThanOrEqual(puzzle.links.length * 2 * queue);
    const flights = happenings.filter(({ kind }) => kind === 'flight').length;
    expect(flights).toBeGreaterThan(100);
    expect(flights).toBeLessThanOrEqual(puzzle.links.length * 2 * Math.ceil((10 * S) / FLIGHT_EVERY_US + 1));
    pass(match, 600 * S);
    expect(nextAtUs(match)).toBeNull();
    expect(match.network.nowUs).toBeLessThanOrEqual(match.storm!.actedUs + STANDS_AFTER_US + SAMPLE_US);
    expect(stormView(match)).toMatchObject({ stands: true });
    must(match, pull('A', 'p2'));
    expect(nextAtUs(match)).not.toBeNull();
    expect(stormView(match)).toMatchObject({ stands: false });
  });

  it('moves the row of the asker from port to port in the table of a switch', () => {
    const match = storm(['A']);
    const ports = new Set<string>();
    for (let look = 0; look < 40; look++) {
      pass(match, 0.1 * S);
      const tables = seatView(match, 'A')!.tables;
      if (tables.kind !== 'switch') throw new Error('A is no switch');
      for (const row of tables.macs) ports.add(`${row.mac} ${row.port}`);
    }
    const macs = new Set([...ports].map((row) => row.split(' ')[0]));
    expect(ports.size).toBeGreaterThan(macs.size);
  });

  it('time stands while somebody passes a frame on by hand: nothing multiplies meanwhile', () => {
    const match = matchWith(puzzle, 'by hand', ['A']);
    runUntilDecision(match);
    const before = structuredClone(match);
    expect(nextAtUs(match)).toBeNull();
    pass(match, 100 * S);
    expect(match).toEqual(before);
  });

  it('a frame that is passed on by hand needs as long for a cable as is shown', () => {
    expect(hopUs(createMatch(puzzle, 'hop'))).toBe(100 + ((98 + 4 + 8) * 8 * S) / 25_000);
  });
});

describe('saving the network', () => {
  it.each([['A'], ['B'], ['C'], ['D']])('somebody alone on %s can: the bots open what is not theirs', (seat) => {
    for (const seed of seeds(5)) expect(peopleWinWithinPar(puzzle, seed, [seat])).toEqual([]);
  });

  it('bots wait as long as somebody sits at a loop, and open only the others', () => {
    const match = storm(['A']);
    pass(match, 5 * BOT_WAIT_US);
    expect(match.storm!.out.filter((out) => out !== null)).toEqual([]);
    must(match, pull('A', 'p2'));
    expect(match.seats['A']!.verdict).toMatchObject({ quality: 'right', rule: 'switch.loop', part: 'cable' });
    pass(match, BOT_WAIT_US - SAMPLE_US);
    expect(match.storm!.out.filter((out) => out !== null)).toEqual(['A']);
    pass(match, 2 * SAMPLE_US);
    expect(match.storm!.out.filter((out) => out !== null)).toEqual(['A', 'C']);
    pass(match, 20 * S);
    expect(isWon(match)).toBe(true);
  });

  it('bots wait for them also while a wrong cable of theirs is out: nobody loses the puzzle over reading why', () => {
    const match = storm(['A']);
    must(match, pull('A', 'p1'));
    pass(match, 5 * BOT_WAIT_US);
    expect(match.storm!.out.filter((out) => out !== null)).toEqual(['A']);
    must(match, plug('A', 'p1'));
    must(match, pull('A', 'p2'));
    pass(match, 20 * S);
    expect(isWon(match)).toBe(true);
  });

  it('one of two loops is not enough: the storm burns on in the whole network', () => {
    const match = storm(['A', 'B', 'C', 'D']);
    must(match, pull('A', 'p2'));
    pass(match, 20 * S);
    expect(loads(match).filter((load) => load < 50)).toEqual([0]);
    must(match, pull('D', 'p3'));
    pass(match, 20 * S);
    expect(isWon(match)).toBe(true);
  });

  it('two who pull at the same time cut off the switch between them: the second is told so, and plugs in again', () => {
    const match = storm(['A', 'B', 'C', 'D']);
    must(match, pull('A', 'p2'));
    must(match, pull('B', 'p3'));
    expect(match.seats['B']!.verdict).toMatchObject({
      quality: 'broken',
      rule: 'switch.loop',
      facts: { cutOff: ['M2'], machine: '' },
    });
    must(match, pull('C', 'p4'));
    pass(match, 20 * S);
    const reached = Object.fromEntries(stormView(match)!.machines.map(({ device, isReached }) => [device, isReached]));
    expect(reached).toEqual({ M1: false, M2: false, M3: true, M4: true });
    expect(isWon(match)).toBe(false);
    must(match, plug('B', 'p3'));
    expect(match.seats['B']!.log.map(({ quality, mended }) => [quality, mended])).toContainEqual(['broken', true]);
    // What is mended costs once, and is no decision.
    expect(match.seats['B']!.counts).toMatchObject({ broken: 1, decisions: 3 });
    pass(match, 20 * S);
    expect(isWon(match)).toBe(true);
  });

  it('the other way to mend it is as good: whoever plugs the first cable in again', () => {
    const match = storm(['A', 'B', 'C', 'D']);
    must(match, pull('A', 'p2'));
    must(match, pull('B', 'p3'));
    must(match, plug('A', 'p2'));
    expect(match.seats['A']!.verdict).toMatchObject({ quality: 'right' });
    expect(match.storm!.mistaken.filter((by) => by !== null)).toEqual([]);
    must(match, pull('D', 'p2'));
    pass(match, 20 * S);
    expect(isWon(match)).toBe(true);
  });

  it("pulling a machine's cable is broken, and ends nothing", () => {
    const match = storm(['A']);
    must(match, pull('A', 'p1'));
    expect(match.seats['A']!.verdict).toMatchObject({ quality: 'broken', facts: { machine: 'M1', cutOff: ['M1'] } });
    pass(match, 5 * S);
    expect(Math.max(...loads(match))).toBe(100);
  });

  it('a bot that takes over plugs in again what is missed', () => {
    const match = storm(['A', 'B']);
    must(match, pull('A', 'p1'));
    must(match, { kind: 'occupy', seat: 'A', occupant: 'bot' });
    must(match, { kind: 'occupy', seat: 'B', occupant: 'bot' });
    pass(match, 40 * S);
    expect(match.storm!.out[0]).toBeNull();
    expect(isWon(match)).toBe(true);
  });

  it('closing the ring again when all is calm is unsafe: the next broadcast starts it once more', () => {
    const match = storm(['A', 'B', 'C', 'D']);
    must(match, pull('A', 'p2'));
    must(match, pull('C', 'p4'));
    pass(match, 4 * S);
    expect(Math.max(...loads(match))).toBeLessThan(20);
    must(match, plug('A', 'p2'));
    expect(match.seats['A']!.verdict).toMatchObject({ quality: 'unsafe', facts: { way: ['A', 'C', 'B'] } });
    pass(match, 30 * S);
    expect(isWon(match)).toBe(false);
    expect(Math.max(...loads(match))).toBeGreaterThan(50);
    must(match, pull('A', 'p2'));
    pass(match, 30 * S);
    expect(isWon(match)).toBe(true);
  });

  it('a cable can be turned only where it is, only when the storm has been seen, and only by a person', () => {
    const early = matchWith(puzzle, 'early', ['A']);
    runUntilDecision(early);
    expect(accept(early, pull('A', 'p2'))).toEqual({ refused: 'not-a-choice' });
    const filling = storm(['A', 'B']);
    filling.storm!.filledUs = null;
    expect(accept(filling, pull('A', 'p2'))).toEqual({ refused: 'not-a-choice' });
    const match = storm(['A', 'B']);
    for (const input of [pull('A', 'p9'), plug('A', 'p2'), pull('C', 'p4')])
      expect(accept(match, input)).toEqual({ refused: 'not-a-choice' });
    expect(accept(match, pull('X', 'p1'))).toEqual({ refused: 'no-such-seat' });
    must(match, pull('A', 'p2'));
    // Its loose end lies at Switch A.
    expect(accept(match, plug('B', 'p2'))).toEqual({ refused: 'not-a-choice' });
    expect(accept(match, pull('B', 'p2'))).toEqual({ refused: 'not-a-choice' });
  });

  it('hints come in three steps, and the third names a cable that closes a loop and is the own', () => {
    const match = storm(['B']);
    const hint = (step: 1 | 2 | 3): Input => ({ kind: 'hint', seat: 'B', card: 0, part: 'cable', step });
    expect(accept(match, hint(2))).toEqual({ refused: 'no-such-hint' });
    for (const step of [1, 2, 3] as const) must(match, hint(step));
    const third = seatView(match, 'B')!.storm!.hints.at(-1)!;
    expect(third).toMatchObject({ step: 3, rule: 'switch.loop', expected: 'out', facts: { device: 'B', port: 'p2' } });
    expect(seatView(match, 'B')!.score.hintCost).toBe(1.5);
    must(match, pull('B', 'p3'));
    // Nothing is left to do here, so nothing is told any more.
    expect(accept(match, hint(3))).toEqual({ refused: 'no-such-hint' });
    expect(seatView(match, 'B')!.storm!.hints.map(({ step }) => step)).toEqual([1, 2]);
  });
});

describe('a journal', () => {
  it('that ends in the middle of the storm gives the same storm back, and goes on as it did', () => {
    const inputs: JournalInput[] = [];
    const match = createMatch(puzzle, 'journal');
    const take = (input: Input): void => {
      inputs.push({ atUs: match.network.nowUs, input });
      must(match, input);
    };
    take({ kind: 'occupy', seat: 'C', occupant: 'person' });
    for (let card = 0; card < 3; card++) {
      runUntilDecision(match);
      const { card: next } = nextCard(match)!;
      take({ kind: 'play', seat: 'C', card: next.id, answers: rightAnswers(match, 'C', next) });
    }
    for (const [us, input] of [
      [2.3 * S, pull('C', 'p2')],
      [1.1 * S, pull('C', 'p3')],
      [0.7 * S, plug('C', 'p3')],
    ] as const) {
      pass(match, us);
      take(input);
    }
    expect(framesNow(match)).toBeGreaterThan(50);
    const again = replay(puzzle, { rules: RULES, seed: 'journal', inputs });
    expect(again).toEqual(match);
    for (const each of [match, again]) pass(each, 3 * S);
    expect(again).toEqual(match);
  });

  it('gives the same storm in one piece and in many', () => {
    const whole = createMatch(puzzle, 'pieces');
    const cut = createMatch(puzzle, 'pieces');
    advance(whole, 6 * S);
    for (let atUs = 0; atUs <= 6 * S; atUs += 33_333) advance(cut, atUs);
    advance(cut, 6 * S);
    expect(cut).toEqual(whole);
  });
});

describe('a sabotaged storm fails its proof', () => {
  const without = (...places: readonly number[]): Puzzle => ({
    ...puzzle,
    links: puzzle.links.filter((_link, place) => !places.includes(place)),
  });

  it('no loop: there is no storm', () => {
    expect(botsWin(without(4, 7), 'x')).not.toEqual([]);
    expect(peopleWinWithinPar(without(4, 7), 'x', ['A'])).not.toEqual([]);
  });

  it('a loop at which nobody sits: it never ends', () => {
    const extra: Puzzle = {
      ...puzzle,
      devices: { ...puzzle.devices, D: { kind: 'switch', ports: 5 }, E: { kind: 'switch', ports: 2 } },
      links: [...puzzle.links, ['D.p4', 'E.p1'], ['D.p5', 'E.p2']],
      seats: ['A', 'B', 'C'],
    };
    expect(botsWin({ ...extra, links: puzzle.links }, 'x')).toEqual([]);
    expect(botsWin(extra, 'x')).not.toEqual([]);
  });

  it('a machine that no cable reaches: not everybody gets an answer', () => {
    expect(botsWin(without(3), 'x')).not.toEqual([]);
  });
});
