/** Traffic of random labs: who sends what to whom, at times that a real machine, which is never exact, can keep apart. */
import { type Ipv4, ipv4 } from '../../shared/address/ipv4.ts';
import { isMalformed } from '../../shared/address/malformed.ts';
import { broadcastAddressOf, parseInterfaceAddress, prefixOf } from '../../shared/address/prefix.ts';
import { addressesOf, type LabTraffic } from '../../shared/network/lab-format.ts';
import { draw, drawOne } from '../../shared/random.ts';
import { UDP_PORTS } from './services.ts';
import { between, chance, stationOf, strangerOf, type Card, type Plan } from './plan.ts';

/** Two things that a real machine does are never nearer to each other, milliseconds. */
const APART_MS = 40;
/** Milliseconds after a packet has left when ARP may still stir: it asks again twice, then gives up (rules 4 and 5 of the lab format). */
const ECHOES_MS = [0, 1000, 2000, 3000] as const;
/** Traffic begins within so many milliseconds. */
const WINDOW_MS = 6000;
/** None of them, nor twice any of them, is near a whole second. */
const INTERVALS_MS = [400, 700, 1300, 1700] as const;

/** Times at which something of its own leaves some station, milliseconds. */
export type Departures = number[];

export function writeTraffic(plan: Plan): Departures {
  const departures: Departures = [];
  for (let items = between(plan, 2, 7); items > 0; items--) {
    const count = drawOne(plan.random, [1, 1, 1, 2, 2, 3]);
    const intervalMs = drawOne(plan.random, INTERVALS_MS);
    const times = timesOf(plan, departures, count, intervalMs);
    const first = times?.[0];
    if (times === undefined || first === undefined) continue;
    const [on, to] = drawTarget(plan);
    plan.traffic.push(drawItem(plan, { at: first / 1000, on }, to, count, intervalMs));
    departures.push(...times);
  }
  return departures;
}

/** Is nothing else near this time, nor near an echo of it, nor it near an echo of something else? */
export function isQuiet(timeMs: number, departures: readonly number[], apartMs = APART_MS): boolean {
  return departures.every((other) => {
    const distance = Math.abs(timeMs - other);
    return ECHOES_MS.every((echo) => Math.abs(distance - echo) >= apartMs);
  });
}

function timesOf(plan: Plan, departures: readonly number[], count: number, intervalMs: number): number[] | undefined {
  for (let tries = 0; tries < 60; tries++) {
    const start = plan.settledAt * 1000 + 10 * draw(plan.random, WINDOW_MS / 10);
    const times = Array.from({ length: count }, (_, index) => start + index * intervalMs);
    if (times.every((time) => isQuiet(time, departures))) return times;
  }
  return undefined;
}

function drawItem(
  plan: Plan,
  item: { readonly at: number; readonly on: string },
  to: Ipv4,
  count: number,
  intervalMs: number,
): LabTraffic {
  const repeated = count === 1 ? {} : { count, intervalMs };
  if (plan.features.udp === true && chance(plan, 40)) {
    const port = drawOne(plan.random, UDP_PORTS);
    return {
      ...item,
      udp: { to, port, ...repeated, ...(chance(plan, 50) ? { text: 'hop by hop '.repeat(draw(plan.random, 9)) } : {}) },
    };
  }
  if (plan.features.traceroute === true && chance(plan, 20))
    return { ...item, traceroute: { to, probes: between(plan, 1, 3), maxHops: between(plan, 1, 8) } };
  return { ...item, ping: { to, ...repeated, ...(chance(plan, 12) ? { ttl: between(plan, 1, 4) } : {}) } };
}

/** A station, mostly a host, and an address: mostly that of another one. */
function drawTarget(plan: Plan): [string, Ipv4] {
  const cards = plan.segments.flatMap((segment) => segment.cards);
  const hosts = cards.filter((card) => plan.hosts.includes(card.station));
  const from = drawOne(plan.random, hosts.length > 0 && chance(plan, 85) ? hosts : cards);
  const others = cards.filter((card) => card.station !== from.station);
  const drawn = draw(plan.random, 100);
  if (drawn < 4) return [from.station, from.address];
  if (drawn < 8) return [from.station, broadcastOf(plan, from) ?? from.address];
  if (drawn < 12) return [from.station, ipv4('203.0.113.77')];
  const nobody = drawn < 24 ? strangerOf(plan, drawOne(plan.random, plan.segments)) : undefined;
  if (nobody !== undefined && !isSpecial(plan, nobody)) return [from.station, nobody];
  return [from.station, others.length === 0 ? from.address : drawOne(plan.random, others).address];
}

/** The broadcast address of the card's subnet, as its own mask, right or wrong, says. */
function broadcastOf(plan: Plan, card: Card): Ipv4 | undefined {
  const own = ownSubnet(plan, card);
  return own === undefined ? undefined : broadcastAddressOf(own);
}

/** Does some card take the address, by its mask, for its network's own or for everybody's? */
export function isSpecial(plan: Plan, address: Ipv4): boolean {
  return plan.segments.some(({ cards }) =>
    cards.some((card) => {
      const own = ownSubnet(plan, card);
      return (
        own !== undefined &&
        !own.endsWith('/31') &&
        (own.startsWith(`${address}/`) || broadcastAddressOf(own) === address)
      );
    }),
  );
}

function ownSubnet(plan: Plan, card: Card) {
  const parsed = parseInterfaceAddress(addressesOf(stationOf(plan, card.station).interfaces[card.name] ?? {})[0] ?? '');
  return isMalformed(parsed) ? undefined : prefixOf(parsed.address, parsed.length);
}
