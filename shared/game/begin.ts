/** Begins an item of traffic. */
import { schedulePing } from '../network/ping.ts';
import type { Match } from './match.ts';

/** Pause before new traffic, simulated time, microseconds, unless the puzzle says otherwise. */
const USUAL_PAUSE_US = 500_000;

/** Quiet before new traffic, simulated time, microseconds. */
export function trafficPauseUs({ puzzle }: Pick<Match, 'puzzle'>): number {
  return puzzle.live?.pauseUs ?? USUAL_PAUSE_US;
}

/** The next request of that item leaves after a pause. */
export function beginPing(match: Match, index: number, inUs: number = trafficPauseUs(match)): void {
  const ping = match.network.pings[index];
  const trace = match.traces[index];
  if (ping === undefined || trace === undefined) return;
  schedulePing(match.network, ping, ++trace.lastSequence, match.network.nowUs + inUs);
}
