/** What is said of a packet that waits to be sent: whom the frame goes to that leaves next, as RFC 826 (ask first) and RFC 1122 3.3.1 (near or far) have it. */
import { describe, expect, it } from 'vitest';
import { replay, type JournalInput } from '../../../shared/game/journal.ts';
import { accept, advance, isWon, type Match } from '../../../shared/game/match.ts';
import type { Addressee, AddresseePrediction } from '../../../shared/game/predictions-view.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import { results, seatView } from '../../../shared/game/seat-view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { matchWith, must, nameRightly, nextCard, rightAnswers, runUntilDecision, type Answers } from './play.ts';

const everybody: Addressee = { kind: 'everybody' };
const nobody: Addressee = { kind: 'nobody' };
const to = (id: string): Addressee => ({ kind: 'device', id });

const told = (match: Match, seat: string) => seatView(match, seat)!.predictions;

function atLetter(puzzle: Puzzle, people: readonly string[]): Match {
  const match = matchWith(puzzle, 'predict', people);
  runUntilDecision(match);
  return match;
}

function predicted(match: Match, seat: string, said: AddresseePrediction): string {
  const outcome = accept(match, { kind: 'predict', seat, ...said });
  return 'refused' in outcome ? outcome.refused : 'noted';
}

function play(match: Match, other: Answers = {}): void {
  const { seat, card } = nextCard(match)!;
  must(match, { kind: 'play', seat, card: card.id, answers: { ...rightAnswers(match, seat, card), ...other } });
}

/** The first packets of a puzzle, and whom the frame goes to that leaves next. */
const courses: readonly {
  readonly id: keyof typeof puzzles;
  readonly people: readonly string[];
  /** Has nothing to do all the while. */
  readonly idle: string;
  readonly course: readonly (readonly [device: string, packet: string, ping: string, truth: Addressee])[];
}[] = [
  {
    id: 'near-or-far',
    people: ['A1', 'A2', 'B'],
    idle: 'D',
    course: [
      ['A1', 'request', 'A1 A2', everybody],
      // The question has told A2 who A1 is (RFC 826).
      ['A2', 'answer', 'A1 A2', to('A1')],
      // B is in another network, and the router's address is not known yet.
      ['A1', 'request', 'A1 B', everybody],
      ['B', 'answer', 'A1 B', to('R')],
    ],
  },
  {
    id: 'the-gateway',
    people: ['A', 'B'],
    idle: 'F',
    course: [
      ['A', 'request', 'A W', everybody],
      ['A', 'request', 'A W', to('R1')],
      ['A', 'request', 'A B', everybody],
      ['A', 'request', 'A B', to('B')],
      ['B', 'answer', 'A B', to('A')],
      ['B', 'request', 'B W', everybody],
      ['B', 'request', 'B W', to('R1')],
      ['A', 'request', 'A F', everybody],
      ['A', 'request', 'A F', to('R2')],
    ],
  },
  {
    id: 'two-routers',
    people: ['A', 'R1', 'R2'],
    idle: 'B',
    course: [
      ['A', 'request', 'A B', everybody],
      ['A', 'request', 'A B', to('R1')],
      // What a router passes on is addressed anew on each cable.
      ['R1', 'request', 'A B', to('R2')],
      ['R2', 'request', 'A B', to('B')],
    ],
  },
];

interface Letter {
  readonly device: string;
  readonly packet: string;
  readonly ping: string;
  readonly answer: string;
  readonly truth: Addressee;
  readonly isRight: boolean;
}

/** What is told of the next letter to be sent to who is idle, what they get for saying `said`, and what it was; undefined when the next letter is of another kind. */
function putToTheTest(match: Match, idle: string, said: Addressee): Letter | undefined {
  const [waiting] = told(match, idle).waiting;
  if (waiting === undefined || !('packet' in waiting)) {
    play(match);
    return undefined;
  }
  const { device, packet, on, to: target } = waiting;
  const { tested } = told(match, idle);
  const answer = predicted(match, idle, { device, addressee: said });
  // Whoever cannot be named is replaced, so that each letter is put to the test.
  if (answer !== 'noted') predicted(match, idle, { device, addressee: nobody });
  play(match);
  const after = told(match, idle);
  if (after.last === null || !('truth' in after.last) || after.open !== null || after.tested !== tested + 1)
    throw new Error('nothing was tested');
  const { truth, isRight } = after.last;
  return { device, packet, ping: `${on} ${target}`, answer, truth, isRight };
}

describe.each(courses)('predictions of packets to be sent, in $id', ({ id, people, idle, course }) => {
  const devices = [...new Set([...people, 'R', 'R1', 'R2', idle])];
  it.each([everybody, nobody, ...devices.map(to)])('are held against the frame: %j', (said) => {
    const match = atLetter(puzzles[id], [...people, idle]);
    const seen: Letter[] = [];
    while (seen.length < course.length) {
      const letter = putToTheTest(match, idle, said);
      if (letter !== undefined) seen.push(letter);
      runUntilDecision(match);
    }
    const cannotBe = (device: string) =>
      said.kind === 'device' && (said.id === device || puzzles[id].devices[said.id] === undefined);
    const isSaid = (truth: Addressee) => JSON.stringify(truth) === JSON.stringify(said);
    expect(seen).toEqual(
      course.map(([device, packet, ping, truth]) => {
        const answer = cannotBe(device) ? 'not-a-choice' : 'noted';
        return { device, packet, ping, answer, truth, isRight: isSaid(truth) };
      }),
    );
    expect(results(match).find((line) => line.device === idle)?.predictions).toEqual({
      tested: course.length,
      right: course.filter(([, , , truth]) => isSaid(truth)).length,
    });
  });
});

describe('predictions of packets to be sent', () => {
  it('tell whose ping it is and for whom, and not to who has to send it', () => {
    const match = atLetter(puzzles['near-or-far'], ['A1', 'D']);
    const waiting = [{ device: 'A1', packet: 'request', on: 'A1', to: 'A2' }];
    expect(told(match, 'D')).toEqual({ waiting, open: null, last: null, tested: 0, right: 0 });
    expect(told(match, 'A1').waiting).toEqual([]);
  });

  it('wait until a mistake has been mended, and may be changed until then', () => {
    const match = atLetter(puzzles['ping'], ['A', 'B', 'C']);
    const { seat, card } = nextCard(match)!;
    const idle = ['A', 'B', 'C'].find((it) => it !== seat)!;
    match.seats[seat]!.guidedLeft = 0;
    expect(predicted(match, idle, { device: seat, addressee: to(idle) })).toBe('noted');
    play(match, { resolve: 'send' });
    expect(match.seats[seat]!.verdict?.quality).toBe('broken');
    expect(told(match, idle)).toMatchObject({ tested: 0, open: { addressee: to(idle) } });
    expect(predicted(match, idle, { device: seat, addressee: everybody })).toBe('noted');
    must(match, { kind: 'retry', seat, card: card.id });
    play(match);
    expect(told(match, idle)).toMatchObject({ tested: 1, right: 1, last: { truth: everybody } });
  });

  it('go by what has left: somebody who asks for an address that is known asks everybody', () => {
    const match = atLetter(puzzles['ping'], ['A', 'B', 'C']);
    const next = () => nextCard(match)!;
    while (next().card.event.kind !== 'originate' || rightAnswers(match, next().seat, next().card).resolve !== 'send') {
      play(match);
      runUntilDecision(match);
    }
    const { seat } = next();
    match.seats[seat]!.guidedLeft = 0;
    const idle = ['A', 'B', 'C'].find((it) => match.seats[it]!.inbox.length === 0)!;
    expect(predicted(match, idle, { device: seat, addressee: everybody })).toBe('noted');
    must(match, { kind: 'play', seat, card: next().card.id, answers: { resolve: 'ask' } });
    expect(match.seats[seat]!.verdict?.quality).toBe('wasteful');
    expect(told(match, idle)).toMatchObject({ tested: 1, right: 1, last: { truth: everybody } });
  });

  it('are refused for the own device, where no packet waits, for who is no station, and while the own seat is asked', () => {
    const match = atLetter(puzzles['near-or-far'], ['A1', 'B', 'D']);
    for (const device of ['D', 'B', 'C1', 'R', 'S1', 'constructor'])
      expect(predicted(match, 'D', { device, addressee: everybody })).toBe('cannot-predict');
    for (const id of ['A1', 'S1', 'Z', 'constructor'])
      expect(predicted(match, 'D', { device: 'A1', addressee: to(id) })).toBe('not-a-choice');
    expect(predicted(match, 'A1', { device: 'B', addressee: everybody })).toBe('cannot-predict');
    expect(predicted(match, 'C1', { device: 'A1', addressee: everybody })).toBe('cannot-predict');
    // A packet that is still to be sent came by no cable.
    const frame = accept(match, { kind: 'predict', seat: 'D', device: 'A1', port: 'eth0', ports: [] });
    expect(frame).toEqual({ refused: 'cannot-predict' });
    expect(told(match, 'D')).toMatchObject({ open: null, tested: 0 });
  });

  it('are not made while something is broken, for a packet that goes astray would tell what', () => {
    const { seats } = puzzles['boss-local'];
    const seen = new Set<string>();
    for (let seed = 0; seed < 8; seed++) {
      const match = matchWith(puzzles['boss-local'], `broken ${seed}`, seats);
      runUntilDecision(match);
      for (let moves = 0; moves < 300 && !isWon(match); moves++) {
        const next = nextCard(match);
        const idle = seats.find((seat) => match.seats[seat]!.inbox.length === 0);
        if (next !== undefined && idle !== undefined && next.card.event.kind !== 'frame') {
          const isTold = told(match, idle).waiting.some(({ device }) => device === next.seat);
          const answer = predicted(match, idle, { device: next.seat, addressee: everybody });
          seen.add(`${match.fault!.phase}: ${isTold ? 'told' : 'not told'}, ${answer}`);
        }
        if (next === undefined) nameRightly(match);
        else play(match);
        runUntilDecision(match);
      }
      expect(isWon(match)).toBe(true);
    }
    expect([...seen].toSorted()).toEqual([
      'broken: not told, cannot-predict',
      'coming: told, noted',
      'mended: told, noted',
      'open: not told, cannot-predict',
    ]);
  });

  it('are not made on a live wire', () => {
    const match = atLetter(puzzles['taking-turns'], puzzles['taking-turns'].seats);
    const views = puzzles['taking-turns'].seats.map((seat) => told(match, seat).waiting);
    expect(views.flat()).toEqual([]);
  });

  it('are not made by who has a letter, and wait for their own packet while others are played', () => {
    const hosts = puzzles['boss-local'].seats.filter((seat) => seat.startsWith('M'));
    const match = atLetter(puzzles['boss-local'], hosts);
    const { on: sender, to: target } = match.traffic[0]!;
    const [idle, busy] = hosts.filter((host) => host !== sender && host !== target) as [string, string];
    const playAt = (seat: string) => {
      const card = match.seats[seat]!.inbox[0]!;
      must(match, { kind: 'play', seat, card: card.id, answers: rightAnswers(match, seat, card) });
      advance(match, match.network.nowUs + 1_000_000);
    };
    // All hear the question, the target answers, and the packet that has been waiting for it can be sent.
    for (const seat of [sender, idle, target!, sender]) playAt(seat);
    expect(told(match, idle).waiting).toContainEqual({ device: sender, packet: 'request', on: sender, to: target });
    expect(predicted(match, idle, { device: sender, addressee: to(target!) })).toBe('noted');
    expect(predicted(match, busy, { device: sender, addressee: to(target!) })).toBe('cannot-predict');
    playAt(busy);
    expect(told(match, idle)).toMatchObject({ tested: 0, open: { device: sender } });
    playAt(sender);
    expect(told(match, idle)).toMatchObject({ tested: 1, right: 1, open: null });
  });

  it('are part of the journal', () => {
    const match = atLetter(puzzles['near-or-far'], ['A1', 'D']);
    const { card } = nextCard(match)!;
    const said: AddresseePrediction = { device: 'A1', addressee: everybody };
    const answers = rightAnswers(match, 'A1', card);
    const { nowUs } = match.network;
    const inputs: JournalInput[] = [
      { atUs: 0, input: { kind: 'occupy', seat: 'A1', occupant: 'person' } },
      { atUs: 0, input: { kind: 'occupy', seat: 'D', occupant: 'person' } },
      { atUs: nowUs, input: { kind: 'predict', seat: 'D', ...said } },
      { atUs: nowUs, input: { kind: 'play', seat: 'A1', card: card.id, answers } },
    ];
    predicted(match, 'D', said);
    play(match);
    const again = replay(puzzles['near-or-far'], { rules: match.rules, seed: match.seed, inputs });
    expect(told(again, 'D')).toMatchObject({ tested: 1, right: 1 });
    expect(again).toEqual(match);
  });
});
