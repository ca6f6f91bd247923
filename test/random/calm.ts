/** Random labs for a comparison with a real machine, which needs time: nothing in them depends on which of two things happens first. */
import { buildNetwork, type Lab } from '../../shared/network/lab.ts';
import { advance, type Observer } from '../../shared/network/network.ts';
import type { Features } from './features.ts';
import { randomLab } from './random-lab.ts';
import { BUDGET, endOf } from './replay.ts';

/** Two things are never nearer to each other on a machine that is busy, microseconds. */
const APART_US = 40_000;
/** Linux keeps timers of a second in slots of up to 32 ms, so each question of a round may be that much later than the one before. */
const LATE_US = 32_000;

/** The first calm lab of those that come of the seed. Throws if there is none among many. */
export function calmLab(seed: number, features: Features = {}): Lab {
  for (let attempt = 0; attempt < 100; attempt++) {
    const lab = randomLab(seed + attempt * 1_000_000, features);
    if (isCalm(lab)) return lab;
  }
  throw new Error(`no calm lab comes of seed ${seed}`);
}

/** Something that a device does by itself, and how much later it may be on a real machine. */
interface Stirring {
  readonly atUs: number;
  readonly lateUs: number;
}

function isCalm(lab: Lab): boolean {
  const network = buildNetwork(lab);
  const stirrings: Stirring[] = [...departuresOf(lab)].map((atUs) => ({ atUs, lateUs: 0 }));
  const acted: Observer['acted'] = (_device, event, actions, atUs) => {
    if (event.kind === 'arp-timer' && actions.length > 0) stirrings.push({ atUs, lateUs: event.asked * LATE_US });
  };
  if (!advance(network, endOf(lab), { acted }, BUDGET)) return false;
  const sorted = stirrings.toSorted((a, b) => a.atUs - b.atUs);
  return sorted.every((one, index) => {
    return sorted.slice(index + 1).every((other) => other.atUs - one.atUs >= APART_US + one.lateUs);
  });
}

function departuresOf(lab: Lab): number[] {
  return (lab.traffic ?? []).flatMap((item) => {
    const { count = 1, intervalMs = 1000 }: { count?: number; intervalMs?: number } =
      'ping' in item ? item.ping : 'udp' in item ? item.udp : {};
    return Array.from(
      { length: count },
      (_, index) => Math.round((item.at ?? 0) * 1_000_000) + index * intervalMs * 1000,
    );
  });
}
