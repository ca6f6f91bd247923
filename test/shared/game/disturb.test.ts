import { describe, expect, it } from 'vitest';
import { disturbances } from '../../../shared/game/disturb.ts';
import { disturbances as kinds } from '../../../shared/game/disturbance.ts';
import { LOOP_LETTERS_MAX } from '../../../shared/game/disturb-loop.ts';
import { replay, type JournalInput } from '../../../shared/game/journal.ts';
import { accept, advance, createMatch, isWon, RULES, type Input, type Match } from '../../../shared/game/match.ts';
import { puzzleIds, type Puzzle } from '../../../shared/game/puzzle.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { mapView, seatView } from '../../../shared/game/seat-view.ts';
import { pending } from '../../../shared/network/queue.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { draw, drawOne, randomFrom, type Random } from '../../../shared/random.ts';
import { formFor, matchWith, must, nextCard, playOut, rightAnswers } from './play.ts';

const SEEDS = 24;
const MOVES = 60;
/** Far more simulated time than a match needs after it was mended, microseconds. */
const AFTER_US = 300_000_000;

const isOpenTo = ({ storm, fault, configure }: Puzzle): boolean =>
  storm === undefined && fault === undefined && configure === undefined;
const openIds = puzzleIds.filter((id) => isOpenTo(puzzles[id]));

/** Puzzles with a switch that neither speaks the spanning tree protocol nor keeps VLANs. */
const loopIds: readonly string[] = openIds.filter(
  (id) =>
    puzzles[id].bridges === undefined &&
    Object.values(puzzles[id].devices).some((device) => device.kind === 'switch' && device.vlans === undefined),
);

/** A match with its journal. */
interface Played {
  readonly match: Match;
  readonly inputs: JournalInput[];
}

function take({ match, inputs }: Played, input: Input): boolean {
  const atUs = match.network.nowUs;
  if ('refused' in accept(match, input)) return false;
  inputs.push({ atUs, input });
  return true;
}

/** What somebody does: mostly right, now and then something else; or time goes on. */
function somethingHappens(played: Played, random: Random, makesMistakes: boolean): void {
  const { match } = played;
  const nextUs = nextAtUs(match);
  if (nextUs !== null && draw(random, 2) === 0) advance(match, nextUs);
  const seats = Object.values(match.seats);
  const closed = seats.find((seat) => seat.verdictOpen);
  if (closed !== undefined) take(played, { kind: 'retry', seat: closed.device, card: closed.verdict?.card ?? 0 });
  if (draw(random, 12) === 0) {
    const { device } = drawOne(random, seats);
    take(played, { kind: 'occupy', seat: device, occupant: drawOne(random, ['person', 'person', 'bot'] as const) });
  }
  const next = nextCard(match);
  if (next === undefined) return;
  const answers = { ...rightAnswers(match, next.seat, next.card) };
  if (makesMistakes && draw(random, 4) === 0) {
    const step = drawOne(random, formFor(match, next.seat, next.card));
    answers[step.part] = drawOne(random, step.choices).value;
  }
  take(played, { kind: 'play', seat: next.seat, card: next.card.id, answers });
}

/** Everybody plays by the rules until it is won. */
function finish(played: Played): void {
  const { match } = played;
  const untilUs = match.network.nowUs + AFTER_US;
  for (let moves = 0; !isWon(match); moves++) {
    if (moves === 5000 || match.network.nowUs > untilUs)
      throw new Error(`${match.puzzle.id} ${match.seed}: not won, goals ${JSON.stringify(match.goalsMetUs)}`);
    const closed = Object.values(match.seats).find((seat) => seat.verdictOpen);
    if (closed !== undefined) take(played, { kind: 'retry', seat: closed.device, card: closed.verdict?.card ?? 0 });
    const next = nextCard(match);
    if (next !== undefined) {
      const answers = rightAnswers(match, next.seat, next.card);
      take(played, { kind: 'play', seat: next.seat, card: next.card.id, answers });
      continue;
    }
    const nextUs = nextAtUs(match);
    if (nextUs === null) throw new Error(`${match.puzzle.id} ${match.seed}: nothing happens and nobody is asked`);
    advance(match, nextUs);
  }
}

/** Seats of which the judge has said anything but that they were right. */
function mistakesOf({ seats }: Match): readonly string[] {
  return Object.values(seats).flatMap(({ device, counts }) =>
    counts.wasteful + counts.broken + counts.unsafe > 0 ? [device] : [],
  );
}

describe.each(openIds)('%s, disturbed at random', (id) => {
  it('never throws, is always won once mended, and replays to the same match', () => {
    const done = new Set<string>();
    for (let index = 0; index < SEEDS; index++) {
      const random = randomFrom(`disturb ${id} ${index}`);
      const people = puzzles[id].seats.filter(() => draw(random, 3) > 0);
      const played: Played = { match: createMatch(puzzles[id], `disturb ${index}`), inputs: [] };
      for (const seat of people) take(played, { kind: 'occupy', seat, occupant: 'person' });
      for (let move = 0; move < MOVES; move++) {
        somethingHappens(played, random, index % 2 === 0);
        const how = drawOne(random, kinds);
        if (draw(random, 6) === 0 && take(played, { kind: 'disturb', how })) done.add(how);
        for (const { device } of Object.values(played.match.seats)) seatView(played.match, device);
        mapView(played.match);
      }
      take(played, { kind: 'disturb', how: 'mend' });
      expect(disturbances(played.match)).toEqual([]);
      finish(played);
      expect(index % 2 === 0 ? [] : mistakesOf(played.match)).toEqual([]);
      const again = replay(puzzles[id], { rules: RULES, seed: played.match.seed, inputs: played.inputs });
      advance(again, played.match.network.nowUs);
      expect(again).toEqual(played.match);
    }
    const canCut = id === 'taking-turns' ? [] : ['cut'];
    const canLoop = loopIds.includes(id) ? ['loop'] : [];
    expect([...done].toSorted()).toEqual([...canCut, 'damage', ...canLoop, 'mend'].toSorted());
  });
});

describe('what breaks by the puzzle itself', () => {
  it.each(puzzleIds.filter((id) => !isOpenTo(puzzles[id])))('%s is not disturbed, and nothing changes', (id) => {
    const match = matchWith(puzzles[id], 'closed', puzzles[id].seats);
    const before = structuredClone(match);
    for (const how of kinds) expect(accept(match, { kind: 'disturb', how })).toEqual({ refused: 'cannot-disturb' });
    expect(match).toEqual(before);
  });
});

describe('a cable that the teacher pulls', () => {
  const pulled = (match: Match) => mapView(match).links.filter(({ looseAt }) => looseAt !== undefined);

  it('is one that the running ping needs, at a person', () => {
    for (let index = 0; index < 30; index++) {
      const match = matchWith(puzzles['learning-switch'], `cut ${index}`, ['A']);
      must(match, { kind: 'disturb', how: 'cut' });
      const [cable] = pulled(match);
      expect([cable?.a.device, cable?.b.device]).toContain('A');
      const { on, to } = match.traffic[0]!;
      advance(match, 5_000_000);
      // The one ping that everybody waits for does not come through, or waits for A still.
      expect(match.network.pings[0]?.answered, `${on} ${to}`).toEqual([]);
    }
  });

  it('is drawn cut for everybody until it is mended, and the ping is sent again', () => {
    const match = matchWith(puzzles['two-routers'], 'cut', ['R1']);
    const told = must(match, { kind: 'disturb', how: 'cut' });
    const [cable] = pulled(match);
    expect(told).toContainEqual({
      kind: 'disturbed',
      how: 'cut',
      between: [cable?.a.device, cable?.b.device],
      atUs: 0,
    });
    expect(disturbances(match)).toEqual(['cut']);
    must(match, { kind: 'disturb', how: 'mend' });
    expect(pulled(match)).toEqual([]);
    playOut(match);
    expect(mistakesOf(match)).toEqual([]);
  });

  /** A switch has a letter that came by p1, and then the cable out of its other port, or that one, is pulled. */
  function withLetter(seed: string, port: string): Match | null {
    const match = matchWith(puzzles['learning-switch'], seed, ['A']);
    while (nextCard(match) === undefined) advance(match, nextAtUs(match)!);
    must(match, { kind: 'disturb', how: 'cut' });
    const ends = pulled(match).flatMap(({ a, b }) => [a, b]);
    return ends.some((end) => end.device === 'A' && end.port === port) ? match : null;
  }
  const seeds = Array.from({ length: 30 }, (_, index) => `letter ${index}`);

  it('is no mistake of whoever sends into it', () => {
    let played = 0;
    for (const match of seeds.flatMap((seed) => withLetter(seed, 'p2') ?? [])) {
      const next = nextCard(match);
      if (next?.card.event.kind !== 'frame' || next.card.event.port !== 'p1') continue;
      const answers = { ...rightAnswers(match, 'A', next.card), ports: 'p2' };
      must(match, { kind: 'play', seat: 'A', card: next.card.id, answers });
      expect(match.seats['A']?.verdict?.quality).toBe('right');
      played++;
    }
    expect(played).toBeGreaterThan(3);
  });

  it('takes the letters with it that came by it, and a mistake that was to be mended', () => {
    let seen = 0;
    for (const seed of seeds) {
      const match = matchWith(puzzles['learning-switch'], seed, ['A']);
      match.seats['A']!.guidedLeft = 0;
      while (nextCard(match) === undefined) advance(match, nextAtUs(match)!);
      const { card } = nextCard(match)!;
      const right = rightAnswers(match, 'A', card);
      must(match, { kind: 'play', seat: 'A', card: card.id, answers: { ...right, ports: '' } });
      if (match.seats['A']?.verdictOpen !== true) continue;
      must(match, { kind: 'disturb', how: 'cut' });
      const isGone = pulled(match).some(({ a, b }) =>
        [a, b].some((end) => card.event.kind === 'frame' && end.device === 'A' && end.port === card.event.port),
      );
      expect(match.seats['A']?.verdictOpen).toBe(!isGone);
      expect(match.seats['A']?.inbox.includes(card)).toBe(!isGone);
      if (isGone) seen++;
    }
    expect(seen).toBeGreaterThan(3);
  });
});

describe('a frame that the teacher damages', () => {
  it('is the next one to a person, falls for all to see, and the match is won without mending anything', () => {
    const match = matchWith(puzzles['ping'], 'damage', ['B']);
    must(match, { kind: 'disturb', how: 'damage' });
    expect(disturbances(match)).toEqual(['damage']);
    const happenings = playOut(match);
    expect(disturbances(match)).toEqual([]);
    expect(happenings.filter((it) => it.kind === 'disturbed')).toMatchObject([{ how: 'damage', between: ['S', 'B'] }]);
    expect(happenings.filter((it) => it.kind === 'lost')).toMatchObject([{ device: 'B', look: 'damaged', by: 'rule' }]);
    expect(mistakesOf(match)).toEqual([]);
  });

  it('needs somebody who finds it', () => {
    const match = createMatch(puzzles['ping'], 'damage');
    expect(accept(match, { kind: 'disturb', how: 'damage' })).toEqual({ refused: 'cannot-disturb' });
  });
});

describe('a loop that the teacher closes', () => {
  const EVENTS = 4000;

  it.each(loopIds)('in %s frames go round in it, bounded, until it is mended', (name) => {
    const id = puzzleIds.find((each) => each === name)!;
    const match = matchWith(puzzles[id], 'loop', [puzzles[id].seats[0]!]);
    must(match, { kind: 'disturb', how: 'loop' });
    const link = mapView(match).links.at(-1)!;
    const crossed = new Map<string, number>();
    let most = 0;
    for (let event = 0; event < EVENTS; event++) {
      const next = nextCard(match);
      if (next !== undefined && draw({ state: event }, 50) === 0) {
        const answers = rightAnswers(match, next.seat, next.card);
        must(match, { kind: 'play', seat: next.seat, card: next.card.id, answers });
      }
      const atUs = nextAtUs(match);
      if (atUs === null) continue;
      for (const it of advance(match, atUs)) {
        if (it.kind === 'flight') crossed.set(it.link, (crossed.get(it.link) ?? 0) + 1);
      }
      most = Math.max(most, pending(match.network.queue).length);
      expect(match.seats[puzzles[id].seats[0]!]?.inbox.length).toBeLessThanOrEqual(LOOP_LETTERS_MAX + 1);
    }
    expect(crossed.get(link.id)).toBeGreaterThan(50);
    expect(most).toBeLessThan(200);
    must(match, { kind: 'disturb', how: 'mend' });
    expect(mapView(match).links).toEqual(mapView(createMatch(puzzles[id], 'loop')).links);
    playOut(match);
    expect(isWon(match)).toBe(true);
    expect(mistakesOf(match)).toEqual([]);
  });
});
