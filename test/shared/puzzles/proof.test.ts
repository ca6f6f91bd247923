import { describe, expect, it, vi } from 'vitest';
import type { Puzzle, PuzzlePortVlan } from '../../../shared/game/puzzle.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { accept } from '../../../shared/device/rules/host.accept.ts';
import { matchWith } from '../game/play.ts';
import { backOff, sense } from '../../../shared/device/rules/medium.sense.ts';
import { legsOf, mistakesToMake, nothingMade, rehearse } from './tour-plan.ts';
import { botsWin, mistakesAreBlamed, mistakesToSee, notOffered, peopleWinWithinPar, seeds } from './proof.ts';

// A hundred whole matches a test; far from the limit, which only keeps a loop from running for ever.
vi.setConfig({ testTimeout: 180_000 });

describe.each(puzzleIds)('%s', (id) => {
  const puzzle = puzzles[id];

  it('is won by bots alone, over 100 seeds', () => {
    expect(seeds(100).flatMap((seed) => botsWin(puzzle, seed))).toEqual([]);
  });

  it('is won within par by people who follow the rules: each seat, each pair, all', () => {
    const pairs = puzzle.seats.flatMap((one, index) => puzzle.seats.slice(index + 1).map((other) => [one, other]));
    const teams = [...puzzle.seats.map((seat) => [seat]), ...pairs, puzzle.seats];
    const wrong = teams.flatMap((team, index) =>
      seeds(100)
        .filter((_seed, at) => team.length === 1 || at % 20 === index % 20)
        .flatMap((seed) => peopleWinWithinPar(puzzle, seed, team)),
    );
    expect(wrong).toEqual([]);
  });

  it('notices every wrong answer and blames it on its rule and field, over 100 seeds; no usual mistake lacks an occasion', () => {
    const seen = new Set<string>();
    const wrong = seeds(100).flatMap((seed) => mistakesAreBlamed(puzzle, seed, seen));
    expect(wrong).toEqual([]);
    expect(mistakesToSee(puzzle).filter((mistake) => !seen.has(mistake) && !notOffered[id]?.includes(mistake))).toEqual(
      [],
    );
  });
});

const byLetters = puzzleIds.filter((id) => puzzles[id].configure === undefined && puzzles[id].live === undefined);

describe('whoever makes every usual mistake once, each time there is an occasion', () => {
  it.each(byLetters)('finishes %s all the same, at each seat; there are seats for all of them', (id) => {
    const puzzle = puzzles[id];
    const made = nothingMade();
    for (const leg of legsOf(puzzle)) rehearse(puzzle, leg, made);
    expect(mistakesToMake(puzzle).filter((name) => !made.judged.has(name) && !made.held.has(name))).toEqual([]);
  });
});

/** Cables over which no packet has to go for the goals. */
const idleCables: Readonly<Record<string, readonly string[]>> = {
  // What the two machines on the hub say to each other is to go nowhere else.
  'flood-forward-filter': ['H.p3 A.p2'],
  // Of a loop one cable is too many: without it there is a loop less, and still one left. See `broadcast-storm.test.ts` for none.
  'broadcast-storm': ['A.p2 B.p2', 'A.p3 C.p2', 'B.p3 C.p3', 'C.p4 D.p2', 'C.p5 D.p3'],
  // The packet for C goes round in a circle and never gets there.
  ttl: ['R3.eth2 C.eth0'],
};

describe('a sabotaged puzzle fails its proof', () => {
  it.each(puzzleIds)('%s with one cable fewer: bots do not win', (id) => {
    const { links } = puzzles[id];
    const won = links.filter((_link, index) => wins({ ...puzzles[id], links: links.toSpliced(index, 1) }));
    expect(won.map((ends) => ends.join(' '))).toEqual(idleCables[id] ?? []);
  });

  /** A cable that something is to happen to has to be there; without it the puzzle cannot even be dealt. */
  function wins(puzzle: Puzzle): boolean {
    try {
      return botsWin(puzzle, 'sabotage').length === 0;
    } catch {
      return false;
    }
  }

  const sabotage = (id: keyof typeof puzzles, change: Partial<Puzzle>): Puzzle => ({ ...puzzles[id], ...change });

  it('a hub cable that is not there: neither bots nor people win', () => {
    const broken = sabotage('first-frame', { links: puzzles['first-frame'].links.slice(1) });
    expect(seeds(5).flatMap((seed) => botsWin(broken, seed))).not.toEqual([]);
    expect(seeds(5).flatMap((seed) => peopleWinWithinPar(broken, seed, ['M2']))).not.toEqual([]);
  });

  it('a par that is too small: people who follow the rules do not keep within it', () => {
    const generous = puzzles['learning-switch'];
    const stingy = sabotage('learning-switch', { asks: { 'host.accept': ['accept'] } });
    const { par } = matchWith(stingy, 'par', []);
    expect(peopleWinWithinPar(generous, 'par', ['A'], par)).not.toEqual([]);
    expect(peopleWinWithinPar(generous, 'par', ['A'])).toEqual([]);
  });

  it('a rule that finds a wrong answer right: it goes unnoticed', () => {
    const quality = vi.spyOn(accept, 'quality').mockReturnValue('right');
    const unnoticed = mistakesAreBlamed(puzzles['first-frame'], 'x', new Set());
    quality.mockRestore();
    expect(unnoticed).not.toEqual([]);
    expect(mistakesAreBlamed(puzzles['first-frame'], 'x', new Set())).toEqual([]);
  });

  it('a wire on which nothing is wrong: pressing over others, and no pause after a collision, go unnoticed', () => {
    for (const point of [sense, backOff]) {
      const quality = vi.spyOn(point, 'quality').mockReturnValue('right');
      const unnoticed = mistakesAreBlamed(puzzles['taking-turns'], 'x', new Set());
      quality.mockRestore();
      expect(unnoticed).not.toEqual([]);
    }
    expect(mistakesAreBlamed(puzzles['taking-turns'], 'x', new Set())).toEqual([]);
  });

  it('traffic in which nobody wants the wire at the same time: the usual mistakes have no occasion', () => {
    const { traffic } = puzzles['taking-turns'];
    const broken = sabotage('taking-turns', {
      traffic: traffic.slice(0, 1),
      goals: [{ kind: 'answered', ping: 0 }],
    });
    const seen = new Set<string>();
    for (const seed of seeds(20)) mistakesAreBlamed(broken, seed, seen);
    expect(mistakesToSee(broken).filter((mistake) => !seen.has(mistake))).toEqual([
      'medium.sense: sending over others',
      'medium.sense: trying again at once',
      'medium.sense: a range that is too small',
      'medium.sense: a range that is too large',
    ]);
  });

  it('a router without its route: bots do not win', () => {
    const { R2, ...others } = puzzles['two-routers'].devices;
    if (R2?.kind !== 'router') throw new Error('R2 is no router');
    const broken = sabotage('two-routers', { devices: { ...others, R2: { kind: 'router', cards: R2.cards } } });
    expect(botsWin(broken, 'x')).not.toEqual([]);
  });

  it('a trunk without the VLAN of a tenant, or a native VLAN at one end only: bots do not win', () => {
    const { S, ...others } = puzzles.trunk.devices;
    if (S?.kind !== 'switch') throw new Error('S is no switch');
    const withTrunk = (p2: PuzzlePortVlan): Puzzle =>
      sabotage('trunk', { devices: { ...others, S: { ...S, vlans: { ...S.vlans, p2 } } } });
    expect(botsWin(withTrunk({ trunk: ['a', 'b'], native: 'house' }), 'x')).toEqual([]);
    expect(botsWin(withTrunk({ trunk: ['a'], native: 'house' }), 'x')).not.toEqual([]);
    expect(botsWin(withTrunk({ trunk: ['a'], native: 'b' }), 'x')).not.toEqual([]);
  });

  it('a goal that the traffic never reaches: bots do not win', () => {
    const broken = sabotage('learning-switch', { goals: [{ kind: 'stayed-local', ping: 0, switch: 'A' }] });
    expect(botsWin(broken, 'x')).not.toEqual([]);
  });

  it('a spanning tree without a loop: bots do not win, and nothing has to be blocked', () => {
    const tree = sabotage('spanning-tree', {
      links: puzzles['spanning-tree'].links.filter(
        ([a, b]) => !['B.p2 C.p2', 'B.p3 D.p1', 'C.p4 D.p3'].includes(`${a} ${b}`),
      ),
    });
    expect(botsWin(tree, 'x')).not.toEqual([]);
    const seen = new Set<string>();
    const open = { ...tree, goals: tree.goals.filter(({ kind }) => kind !== 'loops-cut') };
    for (const seed of seeds(10)) mistakesAreBlamed(open, seed, seen);
    expect(mistakesToSee(open).filter((mistake) => !seen.has(mistake))).toEqual(
      expect.arrayContaining(['switch.blocked: learning on it', 'stp.port: blocking nothing']),
    );
  });

  it('a switch without the spanning tree protocol: bots do not win', () => {
    const { bridges: _none, ...plain } = puzzles['spanning-tree'];
    expect(botsWin({ ...plain, goals: plain.goals.slice(0, 1), traffic: [] }, 'x')).not.toEqual([]);
  });

  it('traffic without a broadcast: a usual mistake has no occasion', () => {
    const { traffic, goals } = puzzles['first-frame'];
    const broken = sabotage('first-frame', { traffic: traffic.slice(0, 1), goals: goals.slice(0, 1) });
    const seen = new Set<string>();
    for (const seed of seeds(20)) mistakesAreBlamed(broken, seed, seen);
    expect(mistakesToSee(broken).filter((mistake) => !seen.has(mistake))).toEqual(['host.accept: dropping broadcasts']);
  });

  it('a question that is not asked: its usual mistakes are not seen', () => {
    const broken = sabotage('who-has', { asks: { 'host.arp-learn': ['neighbor-learn'] } });
    const seen = new Set<string>();
    for (const seed of seeds(20)) mistakesAreBlamed(broken, seed, seen);
    expect(mistakesToSee(puzzles['who-has']).filter((mistake) => !seen.has(mistake))).toContain(
      'host.arp-ask: a unicast question',
    );
  });
});
