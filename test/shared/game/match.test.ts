import { describe, expect, it } from 'vitest';
import { accept, advance, isWon, type Match } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { scoreOf } from '../../../shared/game/score.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { formFor, matchWith, must, nextCard, playOut, rightAnswers, runUntilDecision, type Answers } from './play.ts';

/** Plays by the rules until this seat has a letter for which `wanted` holds. */
function untilCard(match: Match, wanted: (right: Answers) => boolean) {
  for (let moves = 0; moves < 200; moves++) {
    runUntilDecision(match);
    const next = nextCard(match);
    if (next === undefined) break;
    const answers = rightAnswers(match, next.seat, next.card);
    if (wanted(answers)) return { ...next, answers };
    must(match, { kind: 'play', seat: next.seat, card: next.card.id, answers });
  }
  throw new Error('no such letter came');
}

/** The first seat's guided moves are played, so that a wrong one is carried out. */
function pastGuided(match: Match, seat: string): void {
  for (const own = match.seats[seat]; own !== undefined && own.guidedLeft > 0;) {
    runUntilDecision(match);
    const next = nextCard(match);
    if (next === undefined) throw new Error('nothing to play');
    must(match, {
      kind: 'play',
      seat: next.seat,
      card: next.card.id,
      answers: rightAnswers(match, next.seat, next.card),
    });
  }
}

describe('the door', () => {
  it('refuses what is not the turn, not complete or not a choice, and changes nothing', () => {
    const match = matchWith(puzzles['learning-switch'], 'door', ['A']);
    runUntilDecision(match);
    const card = match.seats['A']?.inbox[0];
    if (card === undefined) throw new Error('no letter');
    const right = rightAnswers(match, 'A', card);
    const before = structuredClone(match);
    const attempt = (seat: string, id: number, answers: Record<string, string | undefined>) =>
      accept(match, { kind: 'play', seat, card: id, answers: answers });
    expect(attempt('Z', card.id, right)).toEqual({ refused: 'no-such-seat' });
    expect(attempt('B', card.id, right)).toEqual({ refused: 'not-your-card' });
    expect(attempt('A', card.id + 1, right)).toEqual({ refused: 'not-your-card' });
    expect(attempt('A', card.id, { ...right, ports: undefined })).toEqual({ refused: 'not-answered' });
    expect(attempt('A', card.id, { ...right, ports: 'p9' })).toEqual({ refused: 'not-a-choice' });
    expect(attempt('A', card.id, { ...right, ports: 'p2 p1' })).toEqual({ refused: 'not-a-choice' });
    expect(attempt('A', card.id, { ...right, accept: 'take' })).toEqual({ refused: 'not-a-choice' });
    expect(accept(match, { kind: 'retry', seat: 'A', card: card.id })).toEqual({ refused: 'not-your-card' });
    expect(accept(match, { kind: 'hint', seat: 'A', card: card.id, part: 'ports', step: 2 })).toEqual({
      refused: 'no-such-hint',
    });
    expect(accept(match, { kind: 'hint', seat: 'A', card: card.id, part: 'ttl', step: 1 })).toEqual({
      refused: 'no-such-hint',
    });
    expect(match).toEqual(before);
  });
});

describe('a wrong move', () => {
  it('is refused in a guided puzzle: nothing leaves, the same letter waits', () => {
    const match = matchWith(puzzles['first-frame'], 'guided', ['M1']);
    const { card, answers } = untilCard(match, (right) => right.accept !== undefined);
    const tables = structuredClone(match.network.devices);
    must(match, {
      kind: 'play',
      seat: 'M1',
      card: card.id,
      answers: { accept: answers.accept === 'take' ? 'drop' : 'take' },
    });
    expect(match.seats['M1']).toMatchObject({
      verdictOpen: true,
      verdict: { refused: true, rule: 'host.accept', part: 'accept' },
    });
    expect(match.network.devices).toEqual(tables);
    must(match, { kind: 'retry', seat: 'M1', card: card.id });
    expect(nextCard(match)?.card.id).toBe(card.id);
    // Held back costs nothing: the next, right try is the first that counts.
    must(match, { kind: 'play', seat: 'M1', card: card.id, answers });
    expect(match.seats['M1']?.counts).toEqual({ decisions: 1, right: 1, wasteful: 0, broken: 0, unsafe: 0 });
    expect(match.seats['M1']?.log.map((entry) => entry.mended)).toEqual([true, false]);
  });

  it('that is refused keeps nobody waiting in vain: no ping is given up while it is read', () => {
    const match = matchWith(puzzles['learning-switch'], 'held', ['A']);
    const { card, answers } = untilCard(match, (right) => right.ports !== undefined);
    must(match, { kind: 'play', seat: 'A', card: card.id, answers: { ...answers, ports: '' } });
    expect(match.seats['A']).toMatchObject({ verdictOpen: true, verdict: { refused: true } });
    expect(match.awaited).not.toEqual([]);
    expect(advance(match, match.network.nowUs + 60_000_000).filter((it) => it.kind === 'ping')).toEqual([]);
  });

  it('is carried out when it is not guided: the ping gets no answer, and after the next try it is answered', () => {
    const match = matchWith(puzzles['two-routers'], 'lost', ['R1']);
    pastGuided(match, 'R1');
    const { card, answers } = untilCard(
      match,
      (right) => right.ttl !== undefined && right['ethernet.destination'] !== undefined,
    );
    const wrong = { ...answers, 'ethernet.destination': answers['ethernet.source'] ?? '' };
    const happenings = [...must(match, { kind: 'play', seat: 'R1', card: card.id, answers: wrong })];
    for (let atUs = nextAtUs(match); atUs !== null; atUs = nextAtUs(match)) happenings.push(...advance(match, atUs));
    expect(happenings.filter((it) => it.kind === 'ping')).toMatchObject([{ outcome: 'no-answer' }]);
    expect(match.seats['R1']).toMatchObject({
      verdictOpen: true,
      verdict: { quality: 'broken', rule: 'router.rewrite', part: 'ethernet.destination', refused: false },
    });
    const atOnce = accept(match, { kind: 'play', seat: 'R1', card: card.id, answers });
    expect(atOnce, 'the next try begins with "try again"').toEqual({ refused: 'not-your-card' });
    const answeredBefore = match.network.pings.map((ping) => ping.answered.length);
    must(match, { kind: 'retry', seat: 'R1', card: card.id });
    must(match, { kind: 'play', seat: 'R1', card: card.id, answers: rightAnswers(match, 'R1', card) });
    playOut(match);
    expect(match.network.pings.some((ping, index) => ping.answered.length > (answeredBefore[index] ?? 0))).toBe(true);
  });

  it('counts once a letter, and mending it costs nothing more', () => {
    const match = matchWith(puzzles['learning-switch'], 'count', ['A']);
    pastGuided(match, 'A');
    const { card, answers } = untilCard(match, (right) => right.ports === 'p2');
    for (let attempt = 0; attempt < 3; attempt++) {
      must(match, { kind: 'play', seat: 'A', card: card.id, answers: { ...answers, ports: '' } });
      must(match, { kind: 'retry', seat: 'A', card: card.id });
    }
    must(match, { kind: 'play', seat: 'A', card: card.id, answers });
    expect(match.seats['A']?.counts).toMatchObject({ broken: 1, wasteful: 0, unsafe: 0 });
    expect(match.seats['A']?.log.filter((entry) => entry.card === card.id)).toMatchObject([
      { quality: 'broken', mended: true },
      { quality: 'broken', mended: true },
      { quality: 'broken', mended: true },
      { quality: 'right' },
    ]);
  });

  it('never keeps what was written wrongly into a table', () => {
    const match = matchWith(puzzles['learning-switch'], 'table', ['A']);
    pastGuided(match, 'A');
    const { card, answers } = untilCard(match, (right) => right.ports !== undefined);
    const before = structuredClone(match.network.devices['A']);
    must(match, { kind: 'play', seat: 'A', card: card.id, answers: { ...answers, learn: 'destination' } });
    expect(match.seats['A']?.verdict).toMatchObject({ quality: 'broken', rule: 'switch.learn' });
    expect(match.network.devices['A']).toEqual(before);
  });

  it('that works all the same is wasteful: it goes on, and costs', () => {
    const match = matchWith(puzzles['learning-switch'], 'waste', ['A']);
    pastGuided(match, 'A');
    const { card, answers } = untilCard(match, (right) => right.lookup === 'known' && right.ports === 'p1');
    must(match, { kind: 'play', seat: 'A', card: card.id, answers: { ...answers, ports: 'p1 p2' } });
    expect(match.seats['A']).toMatchObject({
      verdictOpen: false,
      verdict: { quality: 'wasteful', rule: 'switch.forward' },
      counts: { wasteful: 1 },
    });
    expect(match.seats['A']?.inbox[0]?.id).not.toBe(card.id);
  });
});

describe('time', () => {
  it('waits for people: no timer runs out and no traffic begins while a letter lies there', () => {
    const match = matchWith(puzzles['who-has'], 'wait', puzzles['who-has'].seats);
    runUntilDecision(match);
    advance(match, 3_600_000_000);
    expect(match.network.nowUs).toBeLessThan(2_000_000);
    playOut(match);
    expect(isWon(match)).toBe(true);
  });

  it('a question that a person left unanswered is told as no answer; it is not given up while the mistake waits to be mended, then it is answered', () => {
    const match = matchWith(puzzles['who-has'], 'give up', ['M1', 'M2', 'M3', 'M4']);
    for (const seat of ['M1', 'M2', 'M3', 'M4']) match.seats[seat]!.guidedLeft = 0;
    const { seat, card, answers } = untilCard(match, (right) => right.answer === 'answer');
    must(match, {
      kind: 'play',
      seat,
      card: card.id,
      answers: { 'neighbor-learn': answers['neighbor-learn'] ?? '', answer: 'silent' },
    });
    expect(match.seats[seat]).toMatchObject({
      verdictOpen: true,
      verdict: { quality: 'broken', rule: 'host.arp-answer' },
    });
    const told = playOutOthers(match, seat);
    expect(told).toContain('no-answer');
    must(match, { kind: 'retry', seat, card: card.id });
    playOut(match);
    expect(isWon(match)).toBe(true);
  });

  it('a bot that takes over plays at once what waits, and a person who comes back finds the score', () => {
    const match = matchWith(puzzles['learning-switch'], 'away', ['A']);
    pastGuided(match, 'A');
    runUntilDecision(match);
    const counts = structuredClone(match.seats['A']?.counts);
    must(match, { kind: 'occupy', seat: 'A', occupant: 'bot' });
    expect(match.seats['A']?.inbox).toEqual([]);
    must(match, { kind: 'occupy', seat: 'A', occupant: 'person' });
    expect(match.seats['A']?.counts.right).toBe(counts?.right);
    playOut(match);
    expect(isWon(match)).toBe(true);
  });
});

describe('hints and stars', () => {
  it('a question costs half a star, the rule one, the answer one and a half; of each rule the dearest counts', () => {
    const none = { decisions: 0, right: 0, wasteful: 0, broken: 0, unsafe: 0 };
    const rule = 'switch.learn' as const;
    expect(scoreOf(none, [], 12).stars).toBe(3);
    expect(scoreOf(none, [{ rule, step: 1 }], 12)).toMatchObject({ hintCost: 0.5, stars: 2.5 });
    expect(
      scoreOf(
        none,
        [
          { rule, step: 1 },
          { rule, step: 2 },
        ],
        12,
      ),
    ).toMatchObject({ hintCost: 1, stars: 2 });
    expect(
      scoreOf(
        none,
        [
          { rule, step: 1 },
          { rule, step: 2 },
          { rule, step: 3 },
        ],
        12,
      ),
    ).toMatchObject({ hintCost: 1.5, stars: 1.5 });
    expect(scoreOf({ ...none, broken: 1, wasteful: 2 }, [], 12).stars).toBe(2);
    expect(scoreOf({ ...none, broken: 9 }, [], 12).stars).toBe(1);
  });

  it('opens in order and tells the answer only with the third', () => {
    const match = matchWith(puzzles['first-frame'], 'hint', ['M1']);
    const { card } = untilCard(match, (right) => right.accept !== undefined);
    expect(formFor(match, 'M1', card).map((step) => step.part)).toEqual(['accept']);
    for (const step of [1, 2, 3] as const)
      must(match, { kind: 'hint', seat: 'M1', card: card.id, part: 'accept', step });
    expect(match.seats['M1']?.hints).toHaveLength(3);
  });
});

/** The others play by the rules while `seat` leaves its verdict open; returns the outcomes of pings. */
function playOutOthers(match: Match, seat: string): string[] {
  const outcomes: string[] = [];
  for (let moves = 0; moves < 100; moves++) {
    const next = nextCard(match);
    if (next !== undefined && next.seat !== seat) {
      must(match, {
        kind: 'play',
        seat: next.seat,
        card: next.card.id,
        answers: rightAnswers(match, next.seat, next.card),
      });
      continue;
    }
    const atUs = nextAtUs(match);
    if (atUs === null) return outcomes;
    for (const it of advance(match, atUs)) if (it.kind === 'ping') outcomes.push(it.outcome);
  }
  return outcomes;
}
