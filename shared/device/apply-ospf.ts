/** Writes what link-state routing knows, and its routes into the routing table; called by apply.ts only. */
import type { Station } from './device.ts';
import type { Action } from './event.ts';
import type { LinkStateRouting } from './ospf.ts';
import { sameRoutes } from './ospf-routes.ts';

export function applyLinkState(station: Station, action: Extract<Action, { do: 'set-link-state' }>): void {
  station.ospf = action.routing;
  if (action.routes === undefined) return;
  const before = station.routes.filter((route) => route.from === 'ospf');
  if (sameRoutes(before, action.routes)) return;
  station.routes = [...station.routes.filter((route) => route.from !== 'ospf'), ...action.routes];
}

/** Before every event: ages and intervals are counted by this clock, microseconds. */
export function setLinkStateClock(routing: LinkStateRouting, nowUs: number): void {
  routing.nowUs = nowUs;
}
