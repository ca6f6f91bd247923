/** Turns on one wire in a match: the times of IEEE 802.3-2022 4.4.2 at 10 Mbit/s, where a bit lasts 0.1 µs, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { replay } from '../../../shared/game/journal.ts';
import { accept, advance, isWon, RULES, type Input, type Match } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { ownWireView, wireView } from '../../../shared/game/seat-wire.ts';
import { transceiverOf } from '../../../shared/game/turns.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import { takingTurns } from '../../../shared/puzzles/taking-turns.ts';
import { isAsked, matchWith, must, playOut } from './play.ts';

const EVERYBODY = takingTurns.seats;
/** (8 + 98 + 4) octets are 880 bits: 88 µs. */
const FRAME_US = 88;
/** 512 bits: 51.2 µs, rounded up. */
const SLOT_US = 52;
/** 32 bits: 3.2 µs, rounded up. */
const JAM_US = 4;

const own = (match: Match, seat: string) => transceiverOf(match.network, seat)!.own;
const cardOf = (match: Match, seat: string) => match.seats[seat]!.inbox[0]!;
const asks = (match: Match, seat: string): boolean => match.seats[seat]!.inbox.some(isAsked);

/** Lets time pass, event by event, until it is so. */
function runUntilSo(match: Match, so: () => boolean): void {
  advance(match, match.network.nowUs);
  for (let steps = 0; !so(); steps++) {
    const atUs = nextAtUs(match);
    if (atUs === null || steps > 10_000) throw new Error('it is never so');
    advance(match, atUs);
  }
}

function play(match: Match, seat: string, answers: Extract<Input, { kind: 'play' }>['answers']) {
  return accept(match, { kind: 'play', seat, card: cardOf(match, seat).id, answers });
}

function press(match: Match, seat: string): void {
  must(match, { kind: 'play', seat, card: cardOf(match, seat).id, answers: { sense: 'send' } });
}

/** Two have a frame at the same time; which of the four they are is drawn. */
const twoAtOnce: Puzzle = {
  ...takingTurns,
  traffic: [
    { on: '$1', to: '$2' },
    { on: '$3', to: '$4', afterUs: 0 },
  ],
  goals: [{ kind: 'all-answered', pings: [0, 1] }],
  guided: {},
};

/** Four people of whom two may send on a silent wire. */
function twoWhoMaySend(seed: string): { match: Match; near: string; far: string } {
  const match = matchWith(twoAtOnce, seed, EVERYBODY);
  runUntilSo(match, () => EVERYBODY.filter((seat) => asks(match, seat)).length === 2);
  const [near = '', far = ''] = EVERYBODY.filter((seat) => asks(match, seat));
  return { match, near, far };
}

describe('a card on a shared wire, played by a person', () => {
  it('sends at once on a wire that has been silent, and is done when the last bit is out', () => {
    const match = matchWith(takingTurns, 'send', EVERYBODY);
    runUntilSo(match, () => EVERYBODY.some((seat) => asks(match, seat)));
    const seat = EVERYBODY.find((id) => asks(match, id))!;
    advance(match, match.network.nowUs + 1000);
    const sinceUs = match.network.nowUs;
    press(match, seat);
    expect(own(match, seat).state).toBe('sending');
    expect(match.seats[seat]).toMatchObject({
      verdictOpen: false,
      verdict: { quality: 'right', rule: 'medium.sense' },
    });
    advance(match, sinceUs + FRAME_US - 1);
    expect(match.seats[seat]!.inbox).toHaveLength(1);
    advance(match, sinceUs + FRAME_US);
    expect(match.seats[seat]!.inbox).toHaveLength(0);
    expect(match.seats[seat]!.counts).toMatchObject({ decisions: 1, right: 1, broken: 0 });
  });

  it('time runs on while nobody presses; after two minutes of the room the card goes on by the rules, and nobody is blamed', () => {
    const match = matchWith(takingTurns, 'idle', EVERYBODY);
    const someone = (state: string) => EVERYBODY.some((seat) => own(match, seat).state === state);
    runUntilSo(match, () => someone('listening'));
    const askedUs = match.network.nowUs;
    runUntilSo(match, () => someone('sending'));
    expect((match.network.nowUs - askedUs) / takingTurns.live!.usPerSecond).toBe(120);
    // Whose card it is is told why; whoever has pressed is not.
    for (const seat of EVERYBODY)
      expect(ownWireView(match, seat)?.isStoodIn).toBe(own(match, seat).state === 'sending');
    runUntilSo(match, () => isWon(match));
    for (const { counts } of Object.values(match.seats)) expect(counts).toMatchObject({ right: 0, broken: 0 });
  });

  it('a guided press over another one is refused, and nothing is sent', () => {
    const { match, near, far } = twoWhoMaySend('guided');
    match.seats[far]!.guidedLeft = 1;
    press(match, near);
    runUntilSo(match, () => own(match, far).heard > 0);
    advance(match, match.network.nowUs + 30);
    press(match, far);
    expect(match.seats[far]).toMatchObject({
      verdictOpen: true,
      verdict: { refused: true, part: 'sense', played: 'send' },
    });
    expect(own(match, far).state).toBe('listening');
    expect(match.seats[far]!.counts.broken).toBe(0);
  });

  it('sent over another one, both frames are spoiled, all see it, and it is blamed once', () => {
    const { match, near, far } = twoWhoMaySend('over');
    press(match, near);
    runUntilSo(match, () => own(match, far).heard > 0);
    const heardUs = match.network.nowUs;
    advance(match, heardUs + 30);
    press(match, far);
    expect(match.seats[far]).toMatchObject({
      verdictOpen: true,
      verdict: {
        quality: 'broken',
        rule: 'medium.sense',
        part: 'sense',
        expected: 'wait',
        facts: { hears: 'carrier', forBits: 300 },
      },
    });
    expect(own(match, far)).toMatchObject({ state: 'jamming', collisions: 1 });
    expect(wireView(match)!.signals.some(({ from, collided }) => from === far && collided)).toBe(true);
    advance(match, heardUs + 30 + JAM_US);
    expect(own(match, far).state).toBe('collided');
    runUntilSo(match, () => own(match, near).state === 'collided');
    expect(own(match, near).collisions).toBe(1);
    // The other one did nothing wrong.
    expect(match.seats[near]!.counts).toMatchObject({ broken: 0 });
    expect(match.seats[far]!.counts).toMatchObject({ broken: 1 });
  });

  it('two that begin before they can hear each other collide, and nobody is blamed', () => {
    const { match, near, far } = twoWhoMaySend('both');
    press(match, near);
    press(match, far);
    runUntilSo(match, () => own(match, near).state === 'collided' && own(match, far).state === 'collided');
    for (const seat of [near, far]) {
      expect(match.seats[seat]).toMatchObject({
        verdictOpen: false,
        verdict: { quality: 'right' },
        counts: { broken: 0, wasteful: 0 },
      });
      expect(seatView(match, seat)?.cards[0]?.form.map(({ part }) => part)).toEqual(['back-off']);
    }
  });

  it('who presses a moment after another one has begun waits for the silence, and nobody is blamed', () => {
    const { match, near, far } = twoWhoMaySend('onset');
    press(match, near);
    runUntilSo(match, () => own(match, far).heard > 0);
    advance(match, match.network.nowUs + 10);
    press(match, far);
    expect(match.seats[far]).toMatchObject({ verdictOpen: false, verdict: { quality: 'right' } });
    expect(own(match, far).state).toBe('waiting');
    runUntilSo(match, () => own(match, far).state === 'sending');
    // 96 bits after the silence began there: 9.6 µs, rounded up.
    expect(match.network.nowUs - own(match, far).quietSinceUs).toBe(10);
    expect(own(match, near).collisions).toBe(0);
  });

  it('cannot play to wait, and cannot press while the card sends', () => {
    const { match, near, far } = twoWhoMaySend('wait');
    press(match, near);
    expect(play(match, near, { sense: 'send' })).toEqual({ refused: 'not-a-choice' });
    runUntilSo(match, () => own(match, far).heard > 0);
    advance(match, match.network.nowUs + 30);
    expect(play(match, far, { sense: 'wait' })).toEqual({ refused: 'not-a-choice' });
  });
});

describe('after a collision', () => {
  const collided = (seed: string) => {
    const pair = twoWhoMaySend(seed);
    press(pair.match, pair.near);
    press(pair.match, pair.far);
    runUntilSo(pair.match, () => [pair.near, pair.far].every((seat) => own(pair.match, seat).state === 'collided'));
    return pair;
  };

  it('the right range is 0 to 1; chance draws 0 or 1 slot times of 51.2 µs, and then it listens again', () => {
    const drawn = Array.from({ length: 40 }, (_, seed) => {
      const { match, near } = collided(`range ${seed}`);
      const sinceUs = match.network.nowUs;
      play(match, near, { 'back-off': '1' });
      expect(match.seats[near]!.verdict).toMatchObject({ quality: 'right', part: 'back-off' });
      expect(match.seats[near]!.counts.wasteful).toBe(0);
      runUntilSo(match, () => own(match, near).state === 'listening');
      return match.network.nowUs - sinceUs;
    });
    expect(new Set(drawn)).toEqual(new Set([0, SLOT_US]));
  });

  it('at once is broken: it begins again without a pause', () => {
    const { match, near } = collided('at once');
    play(match, near, { 'back-off': 'at-once' });
    expect(match.seats[near]).toMatchObject({
      verdictOpen: true,
      verdict: { quality: 'broken', part: 'back-off', expected: '1' },
    });
    // What the other one sent last may still pass by: then it has collided again already.
    expect(['sending', 'jamming']).toContain(own(match, near).state);
    expect(own(match, near).busyUs.from).toBe(match.network.nowUs);
  });

  it('the verdict on a frame that is through all the same can be read until it is closed', () => {
    const { match, near, far } = collided('through');
    runUntilSo(match, () => own(match, near).heard === 0);
    play(match, near, { 'back-off': 'at-once' });
    const card = match.seats[near]!.verdict!.card;
    runUntilSo(match, () => match.seats[near]!.counts.decisions === 1);
    expect(match.seats[near]!.verdictOpen).toBe(true);
    expect(accept(match, { kind: 'retry', seat: far, card })).toEqual({ refused: 'not-your-card' });
    must(match, { kind: 'retry', seat: near, card });
    expect(match.seats[near]).toMatchObject({ verdictOpen: false, counts: { right: 0, broken: 1 } });
  });

  it.each([
    ['3', 'a wider range'],
    ['15', 'a much wider range'],
  ])('0 to %s is wasteful: %s works, too', (range) => {
    const { match, near } = collided('wasteful');
    play(match, near, { 'back-off': range });
    expect(match.seats[near]).toMatchObject({ verdictOpen: false, verdict: { quality: 'wasteful', expected: '1' } });
    expect(match.seats[near]!.counts.wasteful).toBe(1);
    expect(['backing-off', 'listening']).toContain(own(match, near).state);
  });

  it('after the second collision of a frame the right range is 0 to 3', () => {
    const { match, near, far } = collided('twice');
    for (const seat of [near, far]) play(match, seat, { 'back-off': '1' });
    runUntilSo(match, () => asks(match, near) && asks(match, far));
    press(match, near);
    press(match, far);
    runUntilSo(match, () => own(match, near).state === 'collided');
    play(match, near, { 'back-off': '1' });
    expect(match.seats[near]!.verdict).toMatchObject({ quality: 'wasteful', expected: '3', facts: { collisions: 2 } });
    expect(match.seats[near]!.counts).toMatchObject({ wasteful: 1 });
  });
});

describe('after sixteen collisions', () => {
  it('the frame is given up, its card is gone, and its ping is sent again, so that the round can be won', () => {
    const { match, near, far } = twoWhoMaySend('given up');
    own(match, near).collisions = 15;
    const given = cardOf(match, near).id;
    press(match, near);
    press(match, far);
    runUntilSo(match, () => match.seats[near]!.inbox.every(({ id }) => id !== given));
    expect(match.network.cables[near]!['eth0']!.counts).toMatchObject({ collisions: 1, sentDropped: 1 });
    playOut(match);
    expect(isWon(match)).toBe(true);
  });
});

describe('a live match', () => {
  it('is the same again from its journal, at any time in the middle', () => {
    const inputs: { atUs: number; input: Input }[] = [];
    const match = matchWith(takingTurns, 'journal', []);
    const put = (input: Input): void => {
      const atUs = match.network.nowUs;
      must(match, input);
      inputs.push({ atUs, input });
    };
    put({ kind: 'occupy', seat: 'M2', occupant: 'person' });
    for (let presses = 0; presses < 3; presses++) {
      runUntilSo(match, () => asks(match, 'M2'));
      advance(match, match.network.nowUs + 7);
      const card = cardOf(match, 'M2');
      if (!isAsked(card)) continue;
      const collisions = own(match, 'M2').state === 'collided';
      put({ kind: 'play', seat: 'M2', card: card.id, answers: collisions ? { 'back-off': '7' } : { sense: 'send' } });
      advance(match, match.network.nowUs + 13);
    }
    const again = replay(takingTurns, { rules: RULES, seed: 'journal', inputs });
    advance(again, match.network.nowUs);
    expect(again).toEqual(match);
    expect(inputs.length).toBeGreaterThan(2);
  });

  it('tells a seat what its own card hears, and everybody that there is a signal', () => {
    const { match, near, far } = twoWhoMaySend('views');
    const before = match.network.nowUs;
    press(match, near);
    expect(wireView(match)!.signals.at(-1)).toEqual({ from: near, sinceUs: before, untilUs: null, collided: false });
    expect(wireView(match)!.stations).toEqual([
      { device: 'M1', atUs: 0 },
      { device: 'M2', atUs: 4 },
      { device: 'M3', atUs: 8 },
      { device: 'M4', atUs: 12 },
    ]);
    expect(ownWireView(match, near)).toMatchObject({
      doing: 'sending',
      isStoodIn: false,
      fromUs: before,
      untilUs: before + FRAME_US,
      slotUs: SLOT_US,
    });
    expect(ownWireView(match, far)).toMatchObject({ doing: 'listening', hears: 'silence' });
    runUntilSo(match, () => own(match, far).heard > 0);
    expect(ownWireView(match, far)).toMatchObject({ hears: 'carrier', sinceUs: match.network.nowUs });
    expect(seatView(match, far)?.wire).toEqual(ownWireView(match, far));
  });

  it('people who do everything right collide too, and lose nothing by it', () => {
    const seeds = Array.from({ length: 20 }, (_, seed) => `all ${seed}`);
    const collisions = seeds.map((seed) => {
      const match = matchWith(takingTurns, seed, EVERYBODY);
      playOut(match);
      for (const { counts } of Object.values(match.seats)) expect(counts.right).toBe(counts.decisions);
      return EVERYBODY.reduce((sum, seat) => sum + match.network.cables[seat]!['eth0']!.counts.collisions, 0);
    });
    expect(Math.min(...collisions)).toBeGreaterThan(0);
  });
});
