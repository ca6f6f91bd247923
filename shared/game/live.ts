/** Time that waits for nobody. Elsewhere it follows the frames, and stands while people think. */
import type { Match } from './match.ts';
import { liveFrames } from './storm.ts';

/**
 * evenly: at one rate, and a press is judged by the moment at which it comes. in-stretches: much more happens than can be told one by one; so many
 * frames have been sent since it began.
 */
export type LiveTime =
  | { readonly runs: 'evenly'; readonly usPerSecond: number }
  | { readonly runs: 'in-stretches'; readonly frames: number };

export function liveTime(match: Match): LiveTime | null {
  const { live } = match.puzzle;
  if (live !== undefined) return { runs: 'evenly', usPerSecond: live.usPerSecond };
  const frames = liveFrames(match);
  return frames === null ? null : { runs: 'in-stretches', frames };
}
