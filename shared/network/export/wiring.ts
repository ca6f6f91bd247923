/** Which ports have a cable, and which cables something happens to during the lab. */
import { endsOf, type Lab, splitEnd } from '../lab-format.ts';

/** A cable that is cut, mended or moved lies in a namespace of its own, so that both ends can lose their carrier. */
export interface Wiring {
  /** Cables that stay as they are. */
  readonly fixed: readonly (readonly [string, string])[];
  /** Cables that something happens to; `ends` as they are at the start. The number is the cable's place in `links`, from 1. */
  readonly loose: readonly { readonly number: number; readonly ends: readonly [string, string] }[];
  /** Every end that a loose cable is at some time in. */
  readonly looseEnds: readonly string[];
  /** All ends that have a cable when the lab begins. */
  readonly plugged: ReadonlySet<string>;
}

export function wiringOf(lab: Lab): Wiring {
  const links = (lab.links ?? []).map((link) => endsOf(link));
  const places = new Map(links.flatMap((ends, index) => ends.map((end): [string, number] => [end, index])));
  const plugged = new Set(places.keys());
  const loose = new Set<number>();
  const looseEnds = new Set<string>();
  for (const change of (lab.changes ?? []).toSorted((a, b) => a.at - b.at)) {
    const end = 'cut' in change ? change.cut : 'mend' in change ? change.mend : undefined;
    const [from, to] = 'move' in change ? change.move : [end, undefined];
    const index = from === undefined ? undefined : places.get(from);
    if (from === undefined || index === undefined) continue;
    loose.add(index);
    for (const own of links[index] ?? []) looseEnds.add(own);
    if (to === undefined) continue;
    looseEnds.add(to);
    places.delete(from);
    places.set(to, index);
  }
  return {
    fixed: links.filter((_, index) => !loose.has(index)),
    loose: links.flatMap((ends, index) => (loose.has(index) ? [{ number: index + 1, ends }] : [])),
    looseEnds: [...looseEnds],
    plugged,
  };
}

/** Whether the port exists on Linux as one end of a pair: it has a cable, or gets one later. */
export function hasPair(wiring: Wiring, id: string, port: string): boolean {
  const end = `${id}.${port}`;
  return wiring.plugged.has(end) || wiring.looseEnds.includes(end);
}

/** Whether the port has a carrier from the start: a cable, and cards that are on at both ends. */
export function hasCarrier(lab: Lab, id: string, port: string): boolean {
  const end = `${id}.${port}`;
  const ends = (lab.links ?? []).map((link) => endsOf(link)).find((both) => both.includes(end));
  return ends !== undefined && ends.every((own) => isSwitchedOn(lab, own));
}

/** Whether the port is on at the start; ports of switches and hubs always are. */
export function isSwitchedOn(lab: Lab, end: string): boolean {
  const [id, port] = splitEnd(end);
  const device = lab.devices[id];
  return device === undefined || !('interfaces' in device) || device.interfaces[port]?.up !== false;
}
