/** Random labs, right and wrong ones: nothing throws, nothing hangs, and the same lab gives the same run however it is cut into pieces. */
import { describe, expect, it } from 'vitest';
import { act, decide } from '../../shared/device/decision.ts';
import type { DeviceEvent } from '../../shared/device/event.ts';
import { canonicalText, stateHash } from '../../shared/network/hash.ts';
import { buildNetwork, isLabMistake, readLab, type Lab } from '../../shared/network/lab.ts';
import { advance, deviceOf, perform, takeNext, type Network } from '../../shared/network/network.ts';
import { sizeOf } from '../../shared/network/queue.ts';
import { draw, randomFrom } from '../../shared/random.ts';
import { everyFeature } from './features.ts';
import { mutated } from './mutate.ts';
import { randomLab } from './random-lab.ts';
import { BUDGET, endOf, labOfSeed, run } from './replay.ts';

const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** Says which seed it was, so that it can be run alone. */
function forEachSeed(count: number, check: (seed: number) => void): void {
  for (const seed of seeds(count)) {
    try {
      check(seed);
    } catch (cause) {
      throw new Error(`seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
}

/** Everything of a network as text and back; bytes become texts on the way. */
function throughJson(network: Network): Network {
  const text = JSON.stringify(network, (_, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: [...value] } : value,
  );
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && '$bytes' in value
      ? Uint8Array.from(value.$bytes as number[])
      : value,
  ) as Network;
}

describe('a lab gives the same run', { timeout: 60_000 }, () => {
  const labs = 150;

  it('every time', () => {
    forEachSeed(labs, (seed) => expect(stateHash(run(labOfSeed(seed)))).toBe(stateHash(run(labOfSeed(seed)))));
  });

  it('in two halves, with a copy in between', () => {
    forEachSeed(labs, (seed) => {
      const lab = labOfSeed(seed);
      const events = eventsOf(lab);
      const half = buildNetwork(lab);
      advance(half, endOf(lab), {}, Math.floor(events / 2));
      for (const copy of [structuredClone(half), throughJson(half)]) {
        expect(stateHash(copy)).toBe(stateHash(half));
        advance(copy, endOf(lab), {}, events - Math.floor(events / 2));
        expect(stateHash(copy)).toBe(stateHash(run(lab)));
      }
    });
  });

  it('in slices of time and of events', () => {
    forEachSeed(labs, (seed) => {
      const lab = labOfSeed(seed);
      const random = randomFrom(`slices ${seed}`);
      const network = buildNetwork(lab);
      let left = BUDGET;
      for (let until = 0; until < endOf(lab) && left > 0; until += 1 + draw(random, 2_000_000))
        left -= countingEvents(network, until, left);
      advance(network, endOf(lab), {}, left);
      expect(stateHash(network)).toBe(stateHash(run(lab)));
    });
  });

  it('the fast way and with all its reasons', () => {
    forEachSeed(labs, (seed) => {
      const network = buildNetwork(labOfSeed(seed));
      const happen = (id: string, event: DeviceEvent): void => {
        const device = deviceOf(network, id);
        const fast = act(device, event);
        const { actions, thinking } = decide(device, event);
        expect(canonicalText(fast)).toBe(canonicalText(actions));
        expect(thinking.filter(({ quality }) => quality !== 'right')).toEqual([]);
        for (const next of perform(network, id, event, fast, {})) happen(id, next);
      };
      for (let events = 0; events < 400; events++) {
        const next = takeNext(network, {});
        if (next === undefined) break;
        happen(next.device, next.event);
      }
    });
  });
});

describe('a storm', { timeout: 60_000 }, () => {
  it('ends with its budget, and takes no more room than the queues of its cables', () => {
    let storms = 0;
    forEachSeed(150, (seed) => {
      const lab = randomLab(seed, { storms: true });
      const network = buildNetwork(lab);
      if (advance(network, endOf(lab), {}, 100_000)) return;
      storms++;
      const most = (lab.links ?? []).length * 2 * 1000;
      expect(sizeOf(network.queue)).toBeLessThanOrEqual(most + 200);
      expect(advance(network, endOf(lab), {}, 1000)).toBe(false);
      expect(sizeOf(network.queue)).toBeLessThanOrEqual(most + 200);
    });
    expect(storms).toBeGreaterThan(5);
  });
});

describe('a lab with odd values', { timeout: 60_000 }, () => {
  it('is refused with a path, or runs', () => {
    const counts = { refused: 0, ran: 0 };
    forEachSeed(2000, (seed) => {
      const odd = mutated(randomFrom(`odd ${seed}`), randomLab(seed % 300, everyFeature));
      const lab = readLab(odd);
      counts[isLabMistake(lab) ? 'refused' : 'ran']++;
      if (!isLabMistake(lab)) runOdd(lab);
      else if (lab.mistake.trim() === '' || typeof lab.path !== 'string') throw new Error(JSON.stringify(lab));
    });
    expect(counts.refused).toBeGreaterThan(700);
    expect(counts.ran).toBeGreaterThan(300);
  });
});

function runOdd(lab: Lab): void {
  const network = buildNetwork(lab);
  advance(network, endOf(lab), {}, 1500);
  const again = buildNetwork(lab);
  advance(again, endOf(lab), {}, 1500);
  expect(stateHash(again)).toBe(stateHash(network));
}

/** How many things happen in `run`. */
function eventsOf(lab: Lab): number {
  return countingEvents(buildNetwork(lab), endOf(lab), BUDGET);
}

/** Advances one event at a time, and says how many of the budget there were. */
function countingEvents(network: Network, untilUs: number, budget: number): number {
  let events = 0;
  while (events < budget && !advance(network, untilUs, {}, 0)) {
    advance(network, untilUs, {}, 1);
    events++;
  }
  return events;
}
