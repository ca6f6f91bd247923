/** Runs of random labs, and the hash of where each ends. Runs in Node and in browsers alike. */
import { stateHash } from '../../shared/network/hash.ts';
import { buildNetwork, endOfTrafficUs, type Lab } from '../../shared/network/lab.ts';
import { advance, type Network } from '../../shared/network/network.ts';
import { everyFeature, type Features } from './features.ts';
import { randomLab } from './random-lab.ts';

/** Things that may happen in one run; a storm uses them up. */
export const BUDGET = 20_000;
/** What the last packet started has come to an end by then: three questions, and an error about each of them on each way back. */
const AFTERMATH_US = 15_000_000;

/** Plain labs, labs with everything, and labs with everything but storms, in turn. */
export function labOfSeed(seed: number): Lab {
  const features: readonly Features[] = [{}, everyFeature, { ...everyFeature, storms: false }];
  return randomLab(seed, features[seed % 3]);
}

export function endOf(lab: Lab): number {
  return endOfTrafficUs(lab) + AFTERMATH_US;
}

/** The lab at its end, or when the budget had run out. */
export function run(lab: Lab): Network {
  const network = buildNetwork(lab);
  advance(network, endOf(lab), {}, BUDGET);
  return network;
}

/** The hashes of the labs of seeds 1 to `count`. */
export function hashes(count: number): string[] {
  return Array.from({ length: count }, (_, index) => stateHash(run(labOfSeed(index + 1))));
}

/** For a test's message: which lab differs first. */
export function firstDifference(ours: readonly string[], theirs: readonly string[]): string {
  const index = ours.findIndex((hash, at) => hash !== theirs[at]);
  if (index < 0 && ours.length === theirs.length) return 'none';
  return `seed ${index + 1}: ${ours[index]} here, ${theirs[index]} there`;
}
