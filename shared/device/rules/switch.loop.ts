/**
 * Where cables may be between switches that have no spanning tree (IEEE 802.1D 7.1: what bridges join has to be without loops).
 *
 * switch.loop: an Ethernet has exactly one way between any two devices. A second way is a loop, in which a broadcast goes round for ever, for an
 * Ethernet frame has no time to live; without any way somebody is cut off. So a cable belongs in exactly when nothing else joins its two ends.
 */
import type { Facts, Point } from '../rule.ts';

/** A cable of the map, by the devices at its ends. */
export interface Cable {
  readonly ends: readonly [string, string];
  /** Plugged in at both ends. */
  readonly isIn: boolean;
}

/** All cables, and which of the devices are machines: those that somebody has to reach. */
export interface Wiring {
  readonly cables: readonly Cable[];
  readonly machines: readonly string[];
}

/** The wiring, and the place of the cable in it. */
type AtCable = [wiring: Wiring, place: number];

/** "Does this cable belong in or out?" */
export const cable: Point<AtCable> = {
  part: 'cable',
  rule: () => 'switch.loop',
  expected: (wiring, place) => (otherWay(wiring, place) === undefined ? 'in' : 'out'),
  choices: () => ['in', 'out'],
  facts: cableFacts,
  // Out by mistake: somebody is cut off. In by mistake: the loop is closed, and the next broadcast is in every machine's face.
  quality: (played) => (played === 'out' ? 'broken' : 'unsafe'),
};

function cableFacts(wiring: Wiring, place: number): Facts {
  const [one, other] = endsAt(wiring, place);
  const way = otherWay(wiring, place);
  const machine = wiring.machines.find((id) => id === one || id === other);
  return {
    one,
    other,
    /** The way round from one end to the other, both included; empty if there is none. */
    way: way ?? [],
    /** Twice the same two switches, with nothing between. */
    isDouble: way?.length === 2,
    /** The machine that hangs on this cable, if it does. */
    machine: machine ?? '',
    /** Machines that nobody else reaches without this cable. */
    cutOff: way === undefined ? cutOff(wiring, place) : [],
  };
}

/** The shortest way between the ends of a cable without it, its ends included; undefined if there is none. */
export function otherWay(wiring: Wiring, place: number): readonly string[] | undefined {
  const [from, to] = endsAt(wiring, place);
  const open: (readonly string[])[] = [[from]];
  const seen = new Set([from]);
  for (let way = open.shift(); way !== undefined; way = open.shift()) {
    const at = way[way.length - 1] ?? '';
    if (at === to) return way;
    for (const next of neighbors(wiring, at, place)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push([...way, next]);
    }
  }
  return undefined;
}

/** Of the two sides of a cable, the machines of the one that has fewer; a side without any misses nobody. */
function cutOff(wiring: Wiring, place: number): readonly string[] {
  const [one, other] = endsAt(wiring, place);
  const sides = [one, other].map((end) => wiring.machines.filter((id) => reached(wiring, end, place).has(id)));
  const [fewer = []] = sides.filter((side) => side.length > 0).toSorted((near, far) => near.length - far.length);
  return fewer;
}

/** Everything that a device reaches without that cable. */
export function reached(wiring: Wiring, from: string, without?: number): ReadonlySet<string> {
  const seen = new Set([from]);
  for (const at of seen) for (const next of neighbors(wiring, at, without)) seen.add(next);
  return seen;
}

function neighbors({ cables }: Wiring, at: string, without: number | undefined): readonly string[] {
  return cables.flatMap(({ ends: [one, other], isIn }, place) => {
    if (!isIn || place === without) return [];
    return one === at ? [other] : other === at ? [one] : [];
  });
}

function endsAt({ cables }: Wiring, place: number): readonly [string, string] {
  const found = cables[place];
  if (found === undefined) throw new Error(`no cable ${place}`);
  return found.ends;
}
