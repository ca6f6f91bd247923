/** Begins an item of traffic. */
import { schedulePing } from '../network/ping.ts';
import type { Match } from './match.ts';

/** Pause before new traffic, simulated time, microseconds. */
export const TRAFFIC_PAUSE_US = 500_000;

/** The next request of that item leaves after a pause. */
export function beginPing(match: Match, index: number): void {
  const ping = match.network.pings[index];
  const trace = match.traces[index];
  if (ping === undefined || trace === undefined) return;
  schedulePing(match.network, ping, ++trace.lastSequence, match.network.nowUs + TRAFFIC_PAUSE_US);
}
