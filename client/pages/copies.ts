/** What becomes of one broadcast, cable by cable, when every switch floods: counted on the map itself, by the rule of flooding alone. Pure. */
import type { MapView } from '../../shared/game/view.ts';

/** A copy that is on a cable, towards that device. */
export interface Copy {
  readonly link: string;
  readonly to: string;
}

/** More copies than this are not followed any further. */
export const COPIES_MAX = 200;

/** The copies on the cables after so many hops; the first hop is the sender's own cable. */
export function copiesAfter(map: MapView, sender: string, hops: number): readonly Copy[] {
  let copies = out(map, sender, null);
  for (let hop = 1; hop < hops && copies.length <= COPIES_MAX; hop++)
    copies = copies.flatMap(({ link, to }) => (isSwitch(map, to) ? out(map, to, link) : []));
  return copies;
}

/** Out of every other port. */
function out({ links }: MapView, device: string, cameInBy: string | null): readonly Copy[] {
  return links.flatMap(({ id, a, b }): readonly Copy[] => {
    if (id === cameInBy) return [];
    if (a.device === device) return [{ link: id, to: b.device }];
    return b.device === device ? [{ link: id, to: a.device }] : [];
  });
}

function isSwitch({ devices }: MapView, id: string): boolean {
  return devices.some((device) => device.id === id && device.kind === 'switch');
}
