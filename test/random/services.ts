/** What stations of random labs do besides: listen at UDP ports, filter, translate addresses, speak OSPF. */
import type { LabFilterChain, LabFilterRule } from '../../shared/network/lab-format.ts';
import { drawOne } from '../../shared/random.ts';
import { between, chance, stationOf, type Card, type Plan } from './plan.ts';
import { subnetOf } from './routing.ts';

/** UDP ports at which somebody may listen: echo, discard (RFC 862, 863), and others. */
export const UDP_PORTS = [7, 9, 53, 5000] as const;

export function writeListeners(plan: Plan): void {
  if (plan.features.udp !== true) return;
  for (const id of [...plan.hosts, ...plan.routers]) {
    const ports = UDP_PORTS.filter(() => chance(plan, 40));
    if (ports.length === 0) continue;
    stationOf(plan, id).listen = {
      udp: Object.fromEntries(ports.map((port) => [String(port), chance(plan, 70) ? 'echo' : 'sink'])),
    };
  }
}

export function writeFilters(plan: Plan): void {
  if (plan.features.filter !== true) return;
  for (const id of plan.routers) {
    if (chance(plan, 50)) stationOf(plan, id).filter = { forward: drawChain(plan, id, ['in', 'out']) };
    if (chance(plan, 20))
      stationOf(plan, id).filter = { ...stationOf(plan, id).filter, output: drawChain(plan, id, ['out']) };
  }
  for (const id of [...plan.hosts, ...plan.routers]) {
    if (!chance(plan, 20)) continue;
    stationOf(plan, id).filter = { ...stationOf(plan, id).filter, input: drawChain(plan, id, ['in']) };
  }
}

function drawChain(plan: Plan, id: string, sides: readonly ('in' | 'out')[]): LabFilterChain {
  const rules = Array.from({ length: between(plan, 1, 4) }, () => drawRule(plan, id, sides));
  return { ...(chance(plan, 30) ? { policy: 'drop' as const } : {}), rules };
}

function drawRule(plan: Plan, id: string, sides: readonly ('in' | 'out')[]): LabFilterRule {
  const names = Object.keys(stationOf(plan, id).interfaces);
  const side = drawOne(plan.random, sides);
  const prefix = (): string =>
    chance(plan, 50) ? subnetOf(drawOne(plan.random, plan.segments)) : `${anyCard(plan).address}/32`;
  const what = drawOne(plan.random, [
    {},
    { protocol: 'icmp' as const },
    { protocol: 'icmp' as const, icmpType: drawOne(plan.random, [0, 8, 3, 11]) },
    { protocol: 'udp' as const },
    { protocol: 'udp' as const, port: drawOne(plan.random, UDP_PORTS) },
  ]);
  return {
    ...(chance(plan, 40) ? { [side]: drawOne(plan.random, names) } : {}),
    ...(chance(plan, 40) ? { from: prefix() } : {}),
    ...(chance(plan, 40) ? { to: prefix() } : {}),
    ...what,
    do: drawOne(plan.random, ['accept', 'accept', 'drop', 'reject'] as const),
  };
}

function anyCard(plan: Plan): Card {
  return drawOne(
    plan.random,
    plan.segments.flatMap((segment) => segment.cards),
  );
}

/** One router at the edge translates what leaves by one of its cards. */
export function writeNat(plan: Plan): boolean {
  const edges = plan.routers.filter((id) => Object.keys(stationOf(plan, id).interfaces).length > 1);
  if (plan.features.nat !== true || edges.length === 0 || !chance(plan, 60)) return false;
  const router = stationOf(plan, drawOne(plan.random, edges));
  const outside = Object.entries(router.interfaces).filter(([, card]) => card.ipv4 !== undefined);
  router.nat = { outside: drawOne(plan.random, outside)[0] };
  return true;
}

/** BIRD and we have found every route by then: a hello is due every 10 s, and there is no waiting for a designated router. */
const ROUTES_STAND_SECONDS = 50;

/**
 * All routers speak OSPF, on segments with one other router as on a cable, on all others in silence. Costs are drawn from so many that no two ways
 * are equally long: which one of those is used would be up to the implementation.
 */
export function writeOspf(plan: Plan): boolean {
  if (plan.features.ospf !== true || plan.routers.length < 2 || !chance(plan, 60)) return false;
  for (const router of plan.routers) {
    const cards = plan.segments.flatMap((segment) => segment.cards.filter((card) => card.station === router));
    const settings = cards.map((card) => {
      const others = card.segment.cards.filter((other) => other !== card);
      const isLink = others.length === 1 && others.every((other) => plan.routers.includes(other.station));
      return [card.name, { cost: between(plan, 1, 5000), ...(isLink ? {} : { passive: true }) }];
    });
    stationOf(plan, router).ospf = { interfaces: Object.fromEntries(settings) };
  }
  plan.settledAt = Math.max(plan.settledAt, ROUTES_STAND_SECONDS);
  return true;
}
