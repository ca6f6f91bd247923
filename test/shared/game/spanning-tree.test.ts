/** A spanning tree that people make: what they are asked, what a mistake leaves behind, and that nobody waits for what goes on for ever. */
import { describe, expect, it } from 'vitest';
import type { Switch } from '../../../shared/device/device.ts';
import { bridgeIdText, roleOf } from '../../../shared/device/stp-compare.ts';
import { advance, createMatch, isWon, type Match } from '../../../shared/game/match.ts';
import { isAtRest } from '../../../shared/game/rest.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { hasOneRoot, spareCables, treesOf } from '../../../shared/game/tree.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { pending } from '../../../shared/network/queue.ts';
import { spanningTree } from '../../../shared/puzzles/spanning-tree.ts';
import { formFor, matchWith, must, nextCard, playOut, rightAnswers, runUntilDecision } from './play.ts';

const SECOND = 1_000_000;
const seeds = Array.from({ length: 40 }, (_, index) => `tree ${index}`);

const bridge = (match: Match, id: string): Switch => deviceOf(match.network, id) as Switch;

/** The switches from the lowest bridge ID up, compared as numbers. */
function orderOf(match: Match): string {
  const idOf = (id: string): bigint => {
    const { priority, mac } = bridge(match, id).stp!.id;
    return (BigInt(priority) << 48n) | BigInt(`0x${mac.replaceAll(':', '')}`);
  };
  return ['A', 'B', 'C', 'D'].toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1)).join('');
}

/** Root ports and blocked ports, by the order of the bridges: found by hand on the map. */
const byHand: Readonly<Record<string, readonly [roots: string, blocked: string]>> = {
  // B is the lower one of the two on the way to D; D is farther from the root than C, whatever its ID.
  ABCD: ['B.p1 C.p1 D.p1', 'C.p2 D.p2 D.p3'],
  ABDC: ['B.p1 C.p1 D.p1', 'C.p2 D.p2 D.p3'],
  // C is, and its port 3 is lower than its port 4.
  ACBD: ['B.p1 C.p1 D.p2', 'B.p2 D.p1 D.p3'],
  ACDB: ['B.p1 C.p1 D.p2', 'B.p2 D.p1 D.p3'],
  BACD: ['A.p1 C.p2 D.p1', 'C.p1 D.p2 D.p3'],
  BCAD: ['A.p1 C.p2 D.p1', 'A.p2 D.p2 D.p3'],
  BCDA: ['A.p1 C.p2 D.p1', 'A.p2 D.p2 D.p3'],
  CABD: ['A.p2 B.p2 D.p2', 'B.p1 D.p1 D.p3'],
  CBAD: ['A.p2 B.p2 D.p2', 'A.p1 D.p1 D.p3'],
  CBDA: ['A.p2 B.p2 D.p2', 'A.p1 D.p1 D.p3'],
};

it('comes to the tree that is found by hand, in every order of the bridges', () => {
  const seen = new Map<string, string>();
  for (const seed of seeds) {
    const match = matchWith(spanningTree, seed, ['D', 'B']);
    playOut(match);
    const ports = ['A', 'B', 'C', 'D'].flatMap((id) =>
      Object.keys(bridge(match, id).stp!.ports).map((port) => ({
        at: `${id}.${port}`,
        role: roleOf(bridge(match, id).stp!, port),
      })),
    );
    const having = (role: string) => ports.flatMap((port) => (port.role === role ? [port.at] : [])).join(' ');
    expect({ seed, ports: [having('root'), having('blocked')] }).toEqual({ seed, ports: byHand[orderOf(match)] });
    seen.set(orderOf(match), seed);
  }
  expect([...seen.keys()].toSorted()).toEqual(Object.keys(byHand).toSorted());
});

it('deals a root with the highest MAC address of all, and the lowest address to the worst priority', () => {
  for (const seed of seeds) {
    const match = createMatch(spanningTree, seed);
    const order = Array.from(orderOf(match), (id) => bridge(match, id).stp!.id);
    const macs = order.map(({ mac }) => mac).toSorted();
    expect([order[0]!.mac, order[3]!.mac]).toEqual([macs[3], macs[0]]);
    expect(order[0]!.priority % 4096).toBe(0);
  }
});

it('asks only about messages that tell something, though hellos go on all the time', () => {
  const match = matchWith(spanningTree, 'hellos', spanningTree.seats);
  let cards = 0;
  playOut(match, (seat, card) => {
    expect(formFor(match, seat, card)).not.toEqual([]);
    cards++;
    return undefined;
  });
  expect(cards).toBeLessThan(60);
  // Fifteen hellos in thirty seconds, each to all.
  const sent = Object.values(match.network.cables['A']!).map((end) => end.counts.receivedFrames);
  expect(Math.max(...sent)).toBeGreaterThan(13);
});

it('lets people wait for what they have to see, not for hellos: a few stops from the election to the first ping', () => {
  const match = createMatch(spanningTree, 'jump');
  const stops: number[] = [];
  while (match.trafficBegun === 0 && match.network.nowUs < 60 * SECOND) {
    const atUs = nextAtUs(match)!;
    // The election itself is over after three seconds.
    if (atUs > 4 * SECOND) stops.push(atUs);
    advance(match, atUs);
  }
  expect(stops).toEqual([15 * SECOND, 30 * SECOND]);
  expect(isAtRest(match)).toBe(false);
  expect(match.network.nowUs).toBe(30 * SECOND);
});

describe('a mistake', () => {
  const timers = (match: Match): number =>
    pending(match.network.queue).filter(({ event }) => event.kind === 'stp-timer').length;

  it('leaves neither a tree nor a timer behind: whatever was answered wrong, all ends as it should', () => {
    for (const seed of seeds.slice(0, 12)) {
      const match = matchWith(spanningTree, seed, spanningTree.seats);
      let mistakes = 0;
      for (;;) {
        runUntilDecision(match);
        const next = nextCard(match);
        if (next === undefined) break;
        const { seat, card } = next;
        const right = rightAnswers(match, seat, card);
        const wrongs = formFor(match, seat, card).flatMap((step) =>
          step.part.startsWith('stp-')
            ? step.choices.flatMap(({ value }) =>
                value === right[step.part] ? [] : [{ ...right, [step.part]: value }],
              )
            : [],
        );
        for (const answers of wrongs) {
          const before = structuredClone({ tree: bridge(match, seat).stp, timers: timers(match) });
          must(match, { kind: 'play', seat, card: card.id, answers });
          expect(match.seats[seat]!.verdict?.quality).toBe('broken');
          expect({ tree: bridge(match, seat).stp, timers: timers(match) }).toEqual(before);
          must(match, { kind: 'retry', seat, card: card.id });
          mistakes++;
        }
        must(match, { kind: 'play', seat, card: card.id, answers: right });
      }
      expect(isWon(match)).toBe(true);
      expect(mistakes).toBeGreaterThan(20);
    }
  });

  it('a copy through a blocked port comes twice: the broadcast does not count, and is sent again', () => {
    const seed = seeds.find((one) => orderOf(createMatch(spanningTree, one)).endsWith('D'))!;
    const match = matchWith(spanningTree, seed, ['D']);
    let spoilt = false;
    const heard = () => match.goalsMetUs[2] !== null;
    playOut(match, (seat, card) => {
      const right = rightAnswers(match, seat, card);
      if (spoilt || right.ports === undefined || match.trafficBegun !== 1) return undefined;
      spoilt = true;
      const blocked = Object.keys(bridge(match, 'D').stp!.ports).filter(
        (port) =>
          bridge(match, 'D').stp!.ports[port]!.state !== 'disabled' && port !== (card.event as { port: string }).port,
      );
      return { ...right, ports: blocked.join(' ') };
    });
    expect(spoilt).toBe(true);
    expect(match.seats['D']!.counts.broken).toBe(1);
    const first = match.traces[0]!.reads.filter((read) => read.endsWith(' 1'));
    expect(new Set(first).size).toBeLessThan(first.length);
    expect(match.traces[0]!.lastSequence).toBeGreaterThan(1);
    expect(heard()).toBe(true);
  });
});

describe('the goals', () => {
  it('are not met before the election, nor before the ports forward', () => {
    const match = createMatch(spanningTree, 'goals');
    expect(hasOneRoot(treesOf(match))).toBe(false);
    expect(spareCables(match)).toBe(-1);
    advance(match, 5 * SECOND);
    expect(hasOneRoot(treesOf(match))).toBe(true);
    expect(spareCables(match)).toBe(-1);
    advance(match, 30 * SECOND);
    expect(spareCables(match)).toBe(3);
  });

  it('see a cable that is open at both ends, or blocked at both', () => {
    const match = createMatch(spanningTree, 'goals');
    advance(match, 40 * SECOND);
    const blocked = Object.entries(bridge(match, 'D').stp!.ports).filter(([, port]) => port.state === 'blocking');
    const [name, port] = blocked[0]!;
    port.state = 'forwarding';
    expect(spareCables(match)).toBe(2);
    port.state = 'blocking';
    const far = match.network.cables['D']![name]!;
    bridge(match, far.device).stp!.ports[far.port]!.state = 'blocking';
    expect(spareCables(match)).toBe(-1);
    bridge(match, 'A').stp!.root = { ...bridge(match, 'A').stp!.root, priority: 1 };
    expect(hasOneRoot(treesOf(match))).toBe(false);
  });
});

it('shows a seat its own tree, and of the others only what they have said to it', () => {
  const match = matchWith(spanningTree, 'tree 3', ['D']);
  runUntilDecision(match);
  const view = seatView(match, 'D');
  const tables = view?.tables;
  if (tables?.kind !== 'switch' || tables.tree === undefined) throw new Error('no tree');
  expect(tables.tree.id).toBe(bridgeIdText(bridge(match, 'D').stp!.id));
  expect(tables.tree.rootPort).toBe('');
  expect(tables.tree.ports.map(({ role }) => role)).toEqual(Array(4).fill('designated'));
  const text = JSON.stringify(view);
  // D has no cable to A, and nobody has told it of A so far.
  expect(text).not.toContain(bridge(match, 'A').stp!.id.mac);
  expect(text).not.toContain(bridge(match, 'A').stp!.id.mac.replaceAll(':', ''));
});
