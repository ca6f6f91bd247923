/** Tunnels of random labs: VXLAN end points on the segments that are there, and segments of their own that they carry. */
import { addressesOf } from '../../shared/network/lab-format.ts';
import { drawOne } from '../../shared/random.ts';
import { addCard, addStation, between, stationOf, type Plan, type Segment } from './plan.ts';
import { writeHostRoutes } from './routing.ts';
import { link, newSegment } from './segments.ts';

/** End points, and a segment a VNI on them; without a segment with room for them, none. */
export function newTunnels(plan: Plan, underlay: readonly Segment[]): Segment[] {
  const places = underlay.filter((segment) => segment.room - segment.cards.length >= 2 && segment.length <= 27);
  if (places.length === 0) return [];
  const points = Array.from({ length: between(plan, 2, 3) }, () => addPoint(plan, drawOne(plan.random, places)));
  const vnis = between(plan, 0, 1) === 0 ? [100] : [100, 7_000_000];
  return vnis.map((vni) => {
    let next = 0;
    const plug = (end: string): void => {
      // By turns, so that hosts of one segment stand at different end points.
      const { id } = points[next++ % points.length] as { id: string };
      const ports = (stationOf(plan, id).ports ??= {});
      const port = `p${Object.keys(ports).length + 1}`;
      ports[port] = { vni };
      link(plan, `${id}.${port}`, end);
    };
    return newSegment(plan, 5, 24, plug);
  });
}

/** Each end point sends what everybody should have to all others that have a port in the VNI. */
export function writeRemotes(plan: Plan): void {
  const points = Object.entries(plan.stations).filter(([, station]) => station.kind === 'vtep');
  for (const [id, station] of points) {
    const vnis = new Set(Object.values(station.ports ?? {}).map(({ vni }) => vni));
    const lists = [...vnis].map((vni): [string, string[]] => {
      const others = points.filter(
        ([other, { ports = {} }]) => other !== id && Object.values(ports).some((port) => port.vni === vni),
      );
      return [
        String(vni),
        others.map(([, other]) => addressesOf(other.interfaces['eth0'] ?? {})[0]?.split('/')[0] ?? ''),
      ];
    });
    if (lists.length > 0) station.remotes = Object.fromEntries(lists);
  }
}

function addPoint(plan: Plan, segment: Segment): { id: string; address: string } {
  const id = addStation(plan, 'vtep');
  const card = addCard(plan, id, segment);
  writeHostRoutes(plan, id, card);
  return { id, address: card.address };
}
