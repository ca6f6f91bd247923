/** A person's numbers follow the person through the seats of a match. What is expected is counted here, from what each person has sent. */
import { describe, expect, it } from 'vitest';
import { replay, type JournalInput } from '../../../shared/game/journal.ts';
import { advance, createMatch, isWon, RULES, type Input, type Match } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { scoreBy } from '../../../shared/game/score.ts';
import { results, seatView } from '../../../shared/game/seat-view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { draw, drawOne, randomFrom } from '../../../shared/random.ts';
import { must, nameRightly, nextCard, playOut, rightAnswers, runUntilDecision } from './play.ts';

/** Another seat for this person; the one that is left is free. */
function sit(match: Match, person: string, device: string): readonly Input[] {
  const left = Object.values(match.seats).filter(({ owner }) => owner === person);
  return [
    ...left.map((seat): Input => ({ kind: 'occupy', seat: seat.device, occupant: 'bot' })),
    { kind: 'occupy', seat: device, occupant: 'person', person },
  ];
}

const move = (match: Match, person: string, device: string): void => {
  for (const input of sit(match, person, device)) must(match, input);
};

/** Plays what comes by the rules until a letter at this seat asks for ports, in a decision that is not guided. */
function untilPorts(match: Match, device: string) {
  for (let moves = 0; moves < 200; moves++) {
    runUntilDecision(match);
    const next = nextCard(match);
    if (next === undefined) break;
    const { seat, card } = next;
    const answers = rightAnswers(match, seat, card);
    if (seat === device && answers.ports && match.seats[seat]?.guidedLeft === 0) return { card: card.id, answers };
    must(match, { kind: 'play', seat, card: card.id, answers });
  }
  throw new Error('no such letter came');
}

describe('who moves to another seat', () => {
  it('takes mistakes, hints and the log along; who sits down there afterwards begins with nothing', () => {
    const match = createMatch(puzzles['learning-switch'], 'moves');
    move(match, 'ann', 'A');
    const { card, answers } = untilPorts(match, 'A');
    must(match, { kind: 'hint', seat: 'A', card, part: 'ports', step: 1 });
    must(match, { kind: 'play', seat: 'A', card, answers: { ...answers, ports: '' } });
    const before = seatView(match, 'A')!;
    expect(before.score).toMatchObject({ broken: 1, hintCost: 0.5, stars: 2 });

    const decidedByBots = match.seats['B']!.counts.decisions;
    move(match, 'ann', 'B');
    const { score, log } = seatView(match, 'B')!;
    expect(decidedByBots).toBeGreaterThan(0);
    // Two at A are hers, and what is still to come at B.
    expect(score).toEqual({ ...before.score, par: before.score.decisions + match.par['B']! - decidedByBots });
    expect(log).toEqual(before.log);
    expect(log.map(({ device }) => device)).toContain('A');

    move(match, 'ben', 'A');
    expect(seatView(match, 'A')).toMatchObject({ score: { broken: 0, right: 0, hintCost: 0, stars: 3 }, log: [] });

    playOut(match);
    const [a, b] = results(match);
    expect(a).toMatchObject({ device: 'A', broken: 0, hintCost: 0, stars: 3 });
    expect(b).toMatchObject({ device: 'B', broken: 1, hintCost: 0.5, stars: 2 });
    // The mended letter was the bot's, who stood in between the two.
    expect(seatView(match, 'B')?.log.filter(({ quality }) => quality === 'broken')).toMatchObject([{ mended: false }]);
  });

  it('has opened a hint of a rule once, whatever the seat: only the dearest counts', () => {
    const match = createMatch(puzzles['learning-switch'], 'hints');
    move(match, 'ann', 'A');
    const first = untilPorts(match, 'A');
    for (const step of [1, 2] as const) must(match, { kind: 'hint', seat: 'A', card: first.card, part: 'ports', step });
    const cost = seatView(match, 'A')!.score.hintCost;
    move(match, 'ann', 'B');
    const second = untilPorts(match, 'B');
    must(match, { kind: 'hint', seat: 'B', card: second.card, part: 'ports', step: 1 });
    const rules = new Set(Object.values(match.seats).flatMap(({ hints }) => hints.map(({ rule }) => rule)));
    expect(cost).toBe(1);
    expect(seatView(match, 'B')?.score.hintCost).toBe(rules.size === 1 ? 1 : 1.5);
  });

  it('takes predictions along', () => {
    const match = createMatch(puzzles['loud-hub'], 'predictions');
    move(match, 'ann', match.puzzle.seats[0]!);
    match.seats[match.puzzle.seats[0]!]!.predictions.tested = 3;
    match.seats[match.puzzle.seats[0]!]!.predictions.right = 2;
    move(match, 'ann', match.puzzle.seats[1]!);
    expect(results(match).map(({ predictions }) => predictions)).toEqual(
      match.puzzle.seats.map((_device, place) => (place === 1 ? { tested: 3, right: 2 } : { tested: 0, right: 0 })),
    );
  });

  it('is right and within par by what was sent, when three people change seats all the time; all shares make the whole', () => {
    for (const id of ['learning-switch', 'ping', 'two-routers', 'boss-local', 'nat'] as const) {
      for (let seed = 0; seed < 20; seed++) {
        const random = randomFrom(`seats ${id} ${seed}`);
        const match = createMatch(puzzles[id], `seats ${seed}`);
        const inputs: JournalInput[] = [];
        const sent: Record<string, number> = {};
        const take = (input: Input): void => {
          const { owner = null } = match.seats[input.seat] ?? {};
          if (input.kind === 'play') sent[owner ?? ''] = (sent[owner ?? ''] ?? 0) + 1;
          inputs.push({ atUs: match.network.nowUs, input });
          must(match, input);
        };
        for (const input of sit(match, 'ann', match.puzzle.seats[0]!)) take(input);
        while (!isWon(match)) {
          const person = drawOne(random, ['ann', 'ben', 'eva']);
          const free = Object.values(match.seats).filter(({ owner }) => owner === null);
          if (draw(random, 3) === 0 && free.length > 0)
            for (const input of sit(match, person, drawOne(random, free).device)) take(input);
          if (isWon(match)) break;
          const next = nextCard(match);
          if (next === undefined && match.fault?.phase === 'open' && nextAtUs(match) === null) {
            const finder = Object.values(match.seats).find(({ occupant }) => occupant === 'person');
            if (finder === undefined) continue;
            sent[finder.owner ?? ''] = (sent[finder.owner ?? ''] ?? 0) + 1;
            const { fault, place } = match.fault.dealt;
            inputs.push({
              atUs: match.network.nowUs,
              input: { kind: 'name-fault', seat: finder.device, fault, place },
            });
            nameRightly(match);
          } else if (next === undefined) runToNext(match);
          else
            take({
              kind: 'play',
              seat: next.seat,
              card: next.card.id,
              answers: rightAnswers(match, next.seat, next.card),
            });
        }
        const of = `${id} ${seed}`;
        const whos = [...new Set(match.stays.map(({ who }) => who))];
        for (const who of ['ann', 'ben', 'eva'].filter((one) => whos.includes(one))) {
          const { decisions, right, par, stars } = scoreBy(match, who);
          expect({ of, who, decisions, right, par, stars }).toEqual({
            of,
            who,
            decisions: sent[who] ?? 0,
            right: sent[who] ?? 0,
            par: sent[who] ?? 0,
            stars: 3,
          });
        }
        const sum = (of: (who: string) => number): number => whos.reduce((total, who) => total + of(who), 0);
        const all = Object.values(match.par).reduce((total, par) => total + par, 0);
        const found = match.fault?.named.some(({ isBot }) => !isBot) === true ? 1 : 0;
        expect(sum((who) => scoreBy(match, who).par)).toBe(all + found);

        const again = replay(puzzles[id], { rules: RULES, seed: match.seed, inputs });
        advance(again, match.network.nowUs);
        expect(again).toEqual(match);
        expect(results(again)).toEqual(results(match));
      }
    }
  });
});

describe('a bot that stands in', () => {
  it('decides for nobody: the person has fewer decisions, and a par that fits; the seat stays theirs', () => {
    const match = createMatch(puzzles['learning-switch'], 'away');
    move(match, 'ann', 'A');
    const { card, answers } = untilPorts(match, 'A');
    must(match, { kind: 'play', seat: 'A', card, answers });
    const { decisions } = scoreBy(match, 'ann');
    must(match, { kind: 'occupy', seat: 'A', occupant: 'bot', person: 'ann' });
    playOut(match);
    expect(decisions).toBeLessThan(match.par['A']!);
    expect(results(match)[0]).toMatchObject({ device: 'A', decisions, right: decisions, par: decisions });
    expect(scoreBy(match, 'bots at A')).toMatchObject({ decisions: match.par['A']! - decisions, right: 0 });
  });

  it('ends when the person is back, who goes on with the same numbers', () => {
    const match = createMatch(puzzles['learning-switch'], 'back');
    move(match, 'ann', 'A');
    const { card, answers } = untilPorts(match, 'A');
    must(match, { kind: 'play', seat: 'A', card, answers: { ...answers, ports: '' } });
    must(match, { kind: 'occupy', seat: 'A', occupant: 'bot', person: 'ann' });
    must(match, { kind: 'occupy', seat: 'A', occupant: 'person', person: 'ann' });
    playOut(match);
    const { par, decisions, broken, log } = { ...scoreBy(match, 'ann'), log: seatView(match, 'A')!.log };
    expect({ broken, mistakes: log.filter(({ quality }) => quality === 'broken').length }).toEqual({
      broken: 1,
      mistakes: 1,
    });
    expect(match.seats['A']!.counts.decisions - decisions).toBe(1);
    expect(par).toBe(match.par['A']! - 1);
  });
});

describe('a fault', () => {
  it('named wrongly at the same place costs a person once, from whatever seat; hints go along', () => {
    const match = createMatch(puzzles['boss-local'], 'wrong');
    move(match, 'ann', 'M1');
    while (match.fault?.phase !== 'open') {
      const next = nextCard(match);
      if (next === undefined) runToNext(match);
      else {
        const { seat, card } = next;
        must(match, { kind: 'play', seat, card: card.id, answers: rightAnswers(match, seat, card) });
      }
    }
    const place = { kind: 'link', id: 'l3' } as const;
    must(match, { kind: 'hint', seat: 'M1', card: 0, part: 'fault', step: 1 });
    must(match, { kind: 'name-fault', seat: 'M1', fault: 'damages', place });
    move(match, 'ann', 'M2');
    expect(seatView(match, 'M2')?.faultHints.map(({ step }) => step)).toEqual([1]);
    must(match, { kind: 'hint', seat: 'M2', card: 0, part: 'fault', step: 2 });
    must(match, { kind: 'name-fault', seat: 'M2', fault: 'cut', place });
    expect(seatView(match, 'M2')?.score).toMatchObject({ broken: 1, hintCost: 1 });
    expect(
      seatView(match, 'M2')
        ?.log.filter(({ naming }) => naming)
        .map(({ device }) => device),
    ).toEqual(['M1', 'M2']);
  });
});

/** To the next thing that happens. */
function runToNext(match: Match): void {
  const atUs = nextAtUs(match);
  if (atUs === null) throw new Error(`${match.puzzle.id}: nothing happens and nobody is asked`);
  advance(match, atUs);
}
