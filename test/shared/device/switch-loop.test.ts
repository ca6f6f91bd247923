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

it('says of every cable in 500 random wirings whether it belongs in or out, and who is cut off without it', () => {
  let looped = 0;
  for (let seed = 0; seed < 500; seed++) {
    const { wiring, names } = randomWiring(seed);
    for (const place of wiring.cables.keys()) {
      const { ends } = wiring.cables[place]!;
      const others = wiring.cables.flatMap((one, at) => (one.isIn && at !== place ? [one.ends] : []));
      const isNeedless = pieces(names, others) === pieces(names, [...others, ends]);
      const { expected, facts } = thinkingAt(cable, undefined, wiring, place);
      expect([seed, place, expected]).toEqual([seed, place, isNeedless ? 'out' : 'in']);
      const way = otherWay(wiring, place);
      looped += way === undefined ? 0 : 1;
      expect([way?.[0] ?? ends[0], way?.at(-1) ?? ends[1]]).toEqual(ends);
      const steps = (way ?? []).slice(1).map((to, index) => [way?.[index], to]);
      const isCable = ([from, to]: readonly (string | undefined)[]) =>
        others.some(([one, other]) => (one === from && other === to) || (one === to && other === from));
      expect(steps.every(isCable)).toBe(true);
      // Who is cut off is nobody's neighbour on the other side any more.
      const cutOff = facts['cutOff'] as readonly string[];
      const side = (end: string) =>
        wiring.machines.filter((id) => pieces(names, [...others, [id, end]]) === pieces(names, others));
      const sides = ends.map(side).map((ids) => ids.join());
      expect([...sides, '']).toContain(cutOff.join());
    }
  }
  expect(looped).toBeGreaterThan(500);
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
