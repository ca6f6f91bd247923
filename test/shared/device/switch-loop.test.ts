/** The rule of loops against counting: a cable is one too many exactly when the network falls into no more pieces without it. */
import { expect, it } from 'vitest';
import { thinkingAt } from '../../../shared/device/decision.ts';
import { cable, otherWay, type Wiring } from '../../../shared/device/rules/switch.loop.ts';
import { draw, randomFrom } from '../../../shared/random.ts';

/** Number of pieces, by painting one device after the other. */
function pieces(names: readonly string[], cables: readonly (readonly [string, string])[]): number {
  const colour = new Map(names.map((name, index) => [name, index]));
  for (const [one, other] of cables) {
    const [kept, gone] = [colour.get(one), colour.get(other)];
    for (const [name, painted] of colour) if (painted === gone) colour.set(name, kept!);
  }
  return new Set(colour.values()).size;
}

function randomWiring(seed: number): { wiring: Wiring; names: readonly string[] } {
  const random = randomFrom(`loops ${seed}`);
  const names = Array.from({ length: 2 + draw(random, 7) }, (_, index) => `S${index}`);
  const cables = Array.from({ length: 1 + draw(random, 12) }, () => {
    const one = draw(random, names.length);
    const other = (one + 1 + draw(random, names.length - 1)) % names.length;
    return { ends: [names[one]!, names[other]!] as const, isIn: draw(random, 4) > 0 };
  });
  return { wiring: { cables, machines: names.filter(() => draw(random, 2) === 0) }, names };
}

/** What is wrong with what the rule says about one cable, held against counting. */
function faultsAt(wiring: Wiring, names: readonly string[], place: number): string[] {
  const { ends } = wiring.cables[place]!;
  const others = wiring.cables.flatMap((one, at) => (one.isIn && at !== place ? [one.ends] : []));
  const areJoined = (one: string, other: string): boolean =>
    pieces(names, [...others, [one, other]]) === pieces(names, others);
  const { expected, facts } = thinkingAt(cable, undefined, wiring, place);
  const way = otherWay(wiring, place) ?? [...ends];
  const isCable = (from: string, to: string) => others.some((pair) => pair.includes(from) && pair.includes(to));
  const isWay = way.slice(1).every((to, index) => isCable(way[index]!, to));
  const cutOff = (facts['cutOff'] as readonly string[]).join();
  const sides = ends.map((end) => wiring.machines.filter((id) => areJoined(id, end)).join());
  return [
    ...(expected === (areJoined(...ends) ? 'out' : 'in') ? [] : [`${place}: ${expected}`]),
    ...(isWay === (expected === 'out') && way[0] === ends[0] && way.at(-1) === ends[1]
      ? []
      : [`${place}: by ${way.join()}`]),
    ...(expected === 'out' ? (cutOff === '' ? [] : [`${place}: ${cutOff} is not cut off`]) : []),
    ...(expected === 'in' && !sides.includes(cutOff) ? [`${place}: ${cutOff} is on no side`] : []),
  ];
}

it('says of every cable in 500 random wirings whether it belongs in or out, by which other way, and who is cut off', () => {
  const looked = Array.from({ length: 500 }, (_, seed) => {
    const { wiring, names } = randomWiring(seed);
    return wiring.cables.map((_cable, place) => ({
      faults: faultsAt(wiring, names, place).map((fault) => `${seed}: ${fault}`),
      isLooped: otherWay(wiring, place) !== undefined,
    }));
  }).flat();
  expect(looked.flatMap(({ faults }) => faults)).toEqual([]);
  expect(looked.filter(({ isLooped }) => isLooped).length).toBeGreaterThan(500);
  expect(looked.filter(({ isLooped }) => !isLooped).length).toBeGreaterThan(500);
});

it('tells what is wrong with a cable that is out, and with one that is in, apart', () => {
  const wiring: Wiring = {
    cables: [
      { ends: ['A', 'B'], isIn: true },
      { ends: ['B', 'C'], isIn: true },
      { ends: ['C', 'A'], isIn: false },
    ],
    machines: [],
  };
  expect(thinkingAt(cable, 'out', wiring, 0)).toMatchObject({ quality: 'broken', expected: 'in', rule: 'switch.loop' });
  expect(thinkingAt(cable, 'in', wiring, 2)).toMatchObject({ quality: 'unsafe', expected: 'out' });
  expect(thinkingAt(cable, 'out', wiring, 2)).toMatchObject({ quality: 'right' });
  expect(thinkingAt(cable, undefined, wiring, 2).facts).toMatchObject({ way: ['C', 'B', 'A'], isDouble: false });
});
