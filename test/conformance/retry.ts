/** On a busy machine Linux is late now and then, and what a lab puts 100 ms apart changes places. Then the lab runs again. */
import { isDeepStrictEqual } from 'node:util';
import type { Lab } from '../../shared/network/lab.ts';
import { type Both, type Leniency, runBothWays } from './compare.ts';

/** A difference in what the network does is there every time; one of timing is not. */
const TRIES = 3;

/** Runs the lab until both sides agree, `TRIES` times at most; the last comparison. */
export async function runUntilSame(lab: Lab, leniency: Leniency = {}): Promise<Both> {
  let both = await runBothWays(lab, leniency);
  for (let again = 1; again < TRIES && !isDeepStrictEqual(both.simulated, both.real); again++) {
    both = await runBothWays(lab, leniency);
  }
  return both;
}
