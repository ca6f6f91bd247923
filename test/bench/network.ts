/**
 * `npm run bench`: how fast networks run that nobody plays, and whether a hop costs more in a large network than in a small one. Stars of hosts
 * round switches, joined by one router; every host pings a host in the next star. First everybody asks for everybody (ARP, learning, flooding:
 * "cold"), then packets are switched and routed by tables that are full ("warm"). A hop is one frame over one cable.
 *
 * Each figure is the median of some rounds, each with a network of its own, after rounds that do not count; next to it the fastest and the slowest.
 */
import { captureOf } from '../../shared/network/capture.ts';
import { buildNetwork } from '../../shared/network/lab.ts';
import { advance, type Network, type Observer } from '../../shared/network/network.ts';
import { FIRST_PINGS_US, hostsOf, stars } from './stars.ts';

const SIZES = [10, 100, 1000, 10_000];
const WARM_HOPS = 400_000;
/** Of small networks there are so many that their first pings make about so many hops. */
const COLD_HOPS = 10_000;
/** An echo and its reply: host, switch, router, switch, host. */
const HOPS_OF_A_PING = 8;
const ROUNDS = 5;
const ROUNDS_BARE = 3;
const ROUNDS_BEFORE = 2;

interface Phase {
  readonly hops: number;
  readonly us: number;
}
interface Round {
  readonly cold: Phase;
  readonly warm: Phase;
}

console.log(
  '                        µs a hop with capture: median (fastest to slowest)             hops a second   µs, no capture',
);
console.log(
  'devices  hops cold/warm       cold                  warm                  all               all             all',
);
for (const size of SIZES) {
  for (let round = 0; round < ROUNDS_BEFORE; round++) measure(Math.min(size, 1000), round % 2 === 0);
  const captured = Array.from({ length: ROUNDS }, () => measure(size, true));
  const bare = Array.from({ length: ROUNDS_BARE }, () => measure(size, false));
  console.log(line(size, captured, bare));
}

function line(size: number, captured: readonly Round[], bare: readonly Round[]): string {
  const [first] = captured;
  const all = spread(captured.map(costOfAll));
  return [
    String(size).padStart(7),
    `${first?.cold.hops ?? 0}/${first?.warm.hops ?? 0}`.padStart(15),
    text(spread(captured.map(({ cold }) => cold.us / cold.hops))),
    text(spread(captured.map(({ warm }) => warm.us / warm.hops))),
    text(all),
    (1_000_000 / all.median).toFixed(0).padStart(10),
    text(spread(bare.map(costOfAll))),
  ].join('  ');
}

function costOfAll({ cold, warm }: Round): number {
  return (cold.us + warm.us) / (cold.hops + warm.hops);
}

interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? 0, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

function text({ median, least, most }: Spread): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`.padStart(20);
}

/** One network from its first packet to its last, and the first packets of others. Throws unless every echo request was answered. */
function measure(size: number, withCapture: boolean): Round {
  const pings = 1 + Math.max(1, Math.round(WARM_HOPS / (hostsOf(size) * HOPS_OF_A_PING)));
  const others = coldInOthers(size, withCapture);
  const network = buildNetwork(stars(size, pings));
  const counter = withCapture ? capturing(network) : counting();
  const own = phase(network, FIRST_PINGS_US, counter);
  const cold = { hops: own.hops + others.hops, us: own.us + others.us };
  const warm = phase(network, Number.MAX_SAFE_INTEGER, counter);
  for (const { on, received } of network.pings)
    if (received !== pings) throw new Error(`${on}: ${received} answers to ${pings} pings`);
  return { cold, warm };
}

/** Everybody has asked for everybody in a small network before a clock can tell how long it took. So it is done in many, one after the other. */
function coldInOthers(size: number, withCapture: boolean): Phase {
  const networks = Math.ceil(COLD_HOPS / (hostsOf(size) * HOPS_OF_A_PING));
  const sum = { hops: 0, us: 0 };
  for (let index = 1; index < networks; index++) {
    const network = buildNetwork(stars(size, 1));
    const { hops, us } = phase(network, FIRST_PINGS_US, withCapture ? capturing(network) : counting());
    sum.hops += hops;
    sum.us += us;
  }
  return sum;
}

interface Counter {
  readonly observer: Observer;
  readonly hops: () => number;
}

function capturing(network: Network): Counter {
  const capture = captureOf(network);
  return { observer: capture.observer, hops: () => capture.size / 2 };
}

function counting(): Counter {
  let hops = 0;
  return { observer: { received: () => hops++ }, hops: () => hops };
}

function phase(network: Network, untilUs: number, { observer, hops }: Counter): Phase {
  const before = hops();
  const start = performance.now();
  if (!advance(network, untilUs, observer, 1e9)) throw new Error('the network did not come to rest');
  return { us: (performance.now() - start) * 1000, hops: hops() - before };
}
