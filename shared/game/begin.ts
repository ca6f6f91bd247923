/** Begins an item of traffic. */
import { changeHappens } from '../network/changes.ts';
import { endName } from '../network/lab.ts';
import { schedulePing } from '../network/ping.ts';
import { breakNow } from './fault.ts';
import type { Match } from './match.ts';
import type { Happening } from './view.ts';

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
  match.running = index;
  schedulePing(match.network, ping, ++trace.lastSequence, match.network.nowUs + inUs);
}

/** The next item, and those behind it that do not wait for quiet. */
export function beginTogether(match: Match, happenings: Happening[]): void {
  let inUs = trafficPauseUs(match);
  do {
    beginNext(match, inUs, happenings);
    inUs += match.puzzle.traffic[match.trafficBegun]?.afterUs ?? 0;
  } while (match.puzzle.traffic[match.trafficBegun]?.afterUs !== undefined);
}

function beginNext(match: Match, inUs: number, happenings: Happening[]): void {
  const { move, damage = [] } = match.traffic[match.trafficBegun] ?? {};
  if (move !== undefined) moveCable(match, ...move);
  for (const { at, flips } of damage)
    changeHappens(match.network, { change: 'damage', at: endName(at), frames: 1, flips });
  breakNow(match, match.trafficBegun, happenings);
  beginPing(match, match.trafficBegun++, inUs);
}

/** Somebody carries a machine to another place: the cable's other end stays where it is. */
function moveCable(match: Match, from: string, to: string): void {
  const place = match.links.findIndex((ends) => ends.includes(from));
  const ends = match.links[place];
  if (ends === undefined) throw new Error(`no cable at ${from}`);
  match.links = match.links.with(place, [ends[0] === from ? to : ends[0], ends[1] === from ? to : ends[1]]);
  changeHappens(match.network, { change: 'move', from: endName(from), to: endName(to), announce: false });
}
