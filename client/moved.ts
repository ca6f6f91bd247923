/** Machines that were carried elsewhere: the same cable with an end in another device. */
import type { MapView } from '../shared/game/view.ts';

type Links = MapView['links'];
type End = Links[number]['a'];

export interface Moved {
  readonly device: string;
  readonly from: string;
  readonly to: string;
}

export function movedMachines(before: Links, now: Links): readonly Moved[] {
  return now.flatMap(({ id, a, b }): Moved[] => {
    const old = before.find((link) => link.id === id);
    if (old === undefined) return [];
    return [...movedEnd(b.device, old.a, a), ...movedEnd(a.device, old.b, b)];
  });
}

function movedEnd(device: string, old: End, now: End): Moved[] {
  return old.device === now.device ? [] : [{ device, from: old.device, to: now.device }];
}
