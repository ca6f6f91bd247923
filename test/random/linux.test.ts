/** Random labs on a real Linux and in the simulation: what nobody thought of when the lab files were written. */
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../shared/network/hash.ts';
import { runBothWays, type Both } from '../conformance/compare.ts';
import { inLanes } from '../conformance/lanes.ts';
import { whyNotLinux } from '../conformance/linux.ts';
import { skipReason } from '../setup/requirements.ts';
import { calmLab } from './calm.ts';
import type { Features } from './features.ts';

/** Labs at once: they wait for real seconds, so they wait together. */
const AT_ONCE = 6;
/** The longest first: spanning trees and routing take their time. */
const kinds: readonly Features[] = [
  { ospf: true },
  { stp: true },
  { vxlan: true, udp: true },
  { vlan: 'switches-only' },
  { nat: true, udp: true },
  { filter: true },
  { changes: true },
  {},
  {},
];
const labs = kinds.flatMap((features, index) => [1, 2].map((place) => ({ seed: 10 * index + place, features })));
const nameOf = ({ seed, features }: (typeof labs)[number]): string => `seed ${seed} ${Object.keys(features).join(' ')}`;

const reason = skipReason('building random labs on a real Linux', whyNotLinux());

describe.skipIf(reason !== undefined)('a random lab is the same on Linux', { timeout: 300_000 }, () => {
  const running =
    reason === undefined
      ? inLanes(labs.map(nameOf), AT_ONCE, (name) => runTwice(name))
      : new Map<string, Promise<Both>>();

  it.each(labs.map(nameOf))('%s', async (name) => {
    const both = await running.get(name);
    expect(both?.simulated).toEqual(both?.real);
  });
});

/** A machine that was busy with something else gets a second chance: what is really different is so every time. */
async function runTwice(name: string): Promise<Both> {
  const chosen = labs.find((lab) => nameOf(lab) === name);
  const lab = calmLab(chosen?.seed ?? 0, chosen?.features);
  const both = await runBothWays(lab);
  return canonicalText(both.simulated) === canonicalText(both.real) ? both : runBothWays(lab);
}
