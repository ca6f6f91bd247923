/** A seat at which a mistake waits for the next try, while time goes on for the others. */
import { describe, expect, it } from 'vitest';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import { accept, advance, createMatch, isWon, type Match } from '../../../shared/game/match.ts';
import { puzzleIds, type Puzzle } from '../../../shared/game/puzzle.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { lettersOf, seatView } from '../../../shared/game/seat-view.ts';
import { changeHappens } from '../../../shared/network/changes.ts';
import { pending, push, take } from '../../../shared/network/queue.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { draw, drawOne, randomFrom } from '../../../shared/random.ts';
import { formFor, matchWith, must, nextCard, rightAnswers, runUntilDecision } from './play.ts';

/** A match of people who are not guided, at the first card whose right answer is a question to everybody. */
function atFirstQuestion(seed: string) {
  const match = matchWith(puzzles['who-has'], seed, puzzles['who-has'].seats);
  for (const seat of Object.values(match.seats)) seat.guidedLeft = 0;
  runUntilDecision(match);
  const next = nextCard(match);
  if (next === undefined) throw new Error('nobody is asked');
  const answers = rightAnswers(match, next.seat, next.card);
  expect(answers.resolve).toBe('ask');
  return { match, ...next, answers };
}

describe('a wrong question', () => {
  it.each([
    ['arp.targetIp', (own: string) => own],
    ['ethernet.destination', () => '00:00:00:00:00:00'],
  ] as const)('with a wrong %s leaves, and the next try is asked the same again', (part, wrong) => {
    const { match, seat, card, answers } = atFirstQuestion('again');
    const device = match.network.devices[seat];
    if (device === undefined || !('interfaces' in device)) throw new Error('no station');
    const played = { ...answers, [part]: wrong(device.interfaces['eth0']?.address ?? '') };
    const happenings = must(match, { kind: 'play', seat, card: card.id, answers: played });
    expect(happenings.map((it) => it.kind)).toContain('flight');
    expect(match.seats[seat]).toMatchObject({ verdictOpen: true, verdict: { quality: 'broken', part } });
    expect(device.neighbors).toEqual({});
    for (let atUs = nextAtUs(match); atUs !== null; atUs = nextAtUs(match)) advance(match, atUs);
    must(match, { kind: 'retry', seat, card: card.id });
    expect(rightAnswers(match, seat, card)).toEqual(answers);
    must(match, { kind: 'play', seat, card: card.id, answers });
    expect(device.neighbors['eth0']).toMatchObject({ [answers['arp.targetIp'] ?? '']: { held: [{}] } });
  });
});

describe('whatever is played, right or wrong, tried again at once or much later', () => {
  it.each(puzzleIds)(
    '%s: every seat can be shown at every moment, every letter can be played, and bots finish',
    (id) => {
      for (let index = 0; index < 25; index++) {
        const match = carelessMatch(puzzles[id], `careless ${index}`);
        for (const seat of match.puzzle.seats) must(match, { kind: 'occupy', seat, occupant: 'bot' });
        advance(match, match.network.nowUs + 60_000_000);
        expect(isWon(match), `careless ${index}`).toBe(true);
      }
    },
  );
});

function carelessMatch(puzzle: Puzzle, seed: string): Match {
  const random = randomFrom(seed);
  const match = createMatch(puzzle, seed);
  for (const seat of Object.values(match.seats)) {
    if (draw(random, 4) > 0) must(match, { kind: 'occupy', seat: seat.device, occupant: 'person' });
    seat.guidedLeft = 0;
  }
  for (let move = 0; move < 200 && !isWon(match); move++) {
    advance(match, nextAtUs(match) ?? 0);
    for (const seat of Object.values(match.seats)) {
      expect(seatView(match, seat.device)?.cards).toHaveLength(lettersOf(seat).length);
    }
    const mistaken = Object.values(match.seats).find((seat) => seat.verdictOpen);
    const first = mistaken?.inbox[0];
    if (mistaken !== undefined && first !== undefined && draw(random, 6) === 0) {
      must(match, { kind: 'retry', seat: mistaken.device, card: first.id });
    }
    playCarelessly(match, random);
  }
  return match;
}

function playCarelessly(match: Match, random: ReturnType<typeof randomFrom>): void {
  const next = nextCard(match);
  if (next === undefined) return;
  const { seat, card } = next;
  const answers = { ...rightAnswers(match, seat, card) };
  const step = drawOne(random, formFor(match, seat, card));
  if (draw(random, 3) === 0) answers[step.part] = drawOne(random, step.choices).value;
  // Another branch of the form asks for other answers; then the move is refused, and played by the rules.
  const outcome = accept(match, { kind: 'play', seat, card: card.id, answers });
  if ('refused' in outcome && !isWon(match)) {
    must(match, { kind: 'play', seat, card: card.id, answers: rightAnswers(match, seat, card) });
  }
}

describe('what waits for a person', () => {
  it('holds up nothing behind it: frames go on flying past a timer that may not run out', () => {
    const match = matchWith(puzzles['first-frame'], 'behind', ['M1']);
    runUntilDecision(match);
    const { network } = match;
    const waiting = match.seats['M1']?.inbox[0]?.event;
    if (waiting?.kind !== 'frame') throw new Error('no frame waits');
    for (const item of pending(network.queue)) take(network.queue, item);
    const timer = { kind: 'arp-timer', interface: 'eth0', nextHop: ipv4('10.0.0.1'), round: 1, asked: 1 } as const;
    push(network.queue, { atUs: network.nowUs + 1, order: network.nextOrder++, device: 'M2', event: timer });
    push(network.queue, {
      atUs: network.nowUs + 5,
      order: network.nextOrder++,
      device: 'M2',
      event: { ...waiting, port: 'eth0' },
    });
    const arrivesUs = network.nowUs + 5;
    expect(nextAtUs(match)).toBe(arrivesUs);
    advance(match, arrivesUs);
    expect(network.nowUs).toBe(arrivesUs);
    expect(pending(network.queue).filter(({ atUs }) => atUs === arrivesUs)).toEqual([]);
  });

  it('stands behind what a move causes at once: the packet that waited goes before the next frame', () => {
    const match = matchWith(puzzles['who-has'], 'order', puzzles['who-has'].seats);
    const { seat, card, answers } = untilAwaitedAnswer(match);
    // The same frame once more, right behind it.
    const again = { atUs: match.network.nowUs, order: match.network.nextOrder++, device: seat, event: card.event };
    push(match.network.queue, again);
    advance(match, match.network.nowUs);
    must(match, { kind: 'play', seat, card: card.id, answers });
    expect(match.seats[seat]?.inbox.map(({ event }) => event.kind)).toEqual(['resolved', 'frame']);
  });
});

describe('a question that nobody answers', () => {
  it('ends in "no answer", and what the asker then tells itself is no news', () => {
    const match = createMatch(puzzles['who-has'], 'in vain');
    const [{ on, to } = { on: '', to: null }] = match.traffic;
    changeHappens(match.network, { change: 'cut', at: { device: to ?? '', port: 'eth0' } });
    const happenings = advance(match, 4_500_000);
    const outcomes = happenings.flatMap((it) => (it.kind === 'ping' && it.on === on ? [it.outcome] : []));
    expect(match.network.loopbacks[on]?.packets).toBeGreaterThan(0);
    expect(outcomes[0]).toBe('no-answer');
    expect(outcomes).not.toContain('unreachable');
  });
});

/** Plays by the rules up to the letter with an answer for which a packet waits. */
function untilAwaitedAnswer(match: Match) {
  for (let moves = 0; moves < 50; moves++) {
    runUntilDecision(match);
    const next = nextCard(match);
    if (next === undefined) break;
    const answers = rightAnswers(match, next.seat, next.card);
    const isAwaited = answers['neighbor-learn'] === 'sender' && answers.answer === undefined;
    if (next.card.event.kind === 'frame' && isAwaited) return { ...next, answers };
    must(match, { kind: 'play', seat: next.seat, card: next.card.id, answers });
  }
  throw new Error('no answer came');
}
