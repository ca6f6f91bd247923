/** The spanning tree of a match, seen from above: for its goals. No seat sees it so. */
import { bridgeIdText } from '../device/stp-compare.ts';
import type { SpanningTree } from '../device/stp.ts';
import { splitEnd } from '../network/lab.ts';
import type { Match } from './match.ts';

export function treesOf(match: Match): readonly SpanningTree[] {
  return Object.values(match.network.devices).flatMap((device) =>
    device.kind === 'switch' && device.stp !== undefined ? [device.stp] : [],
  );
}

/** Do all take the same bridge for the root, and does every other one know a way to it? */
export function hasOneRoot(trees: readonly SpanningTree[]): boolean {
  const roots = new Set(trees.map((tree) => bridgeIdText(tree.root)));
  const withoutWay = trees.filter((tree) => tree.rootPort === undefined);
  return roots.size === 1 && withoutWay.length === 1 && roots.has(bridgeIdText(withoutWay[0]!.id));
}

/** How many cables between switches are blocked at one end; -1 while a port is on its way to forwarding, or a cable is blocked at both ends. */
export function spareCables(match: Match): number {
  let spare = 0;
  for (const ends of match.links) {
    const states = ends.map((end) => stateOf(match, end));
    if (states.some((state) => state === undefined)) continue;
    const blocked = states.filter((state) => state === 'blocking').length;
    if (states.some((state) => state !== 'blocking' && state !== 'forwarding') || blocked === 2) return -1;
    spare += blocked;
  }
  return spare;
}

/** Undefined at a device without spanning tree. */
function stateOf({ network }: Match, end: string) {
  const [id, port] = splitEnd(end);
  const device = network.devices[id];
  return device?.kind === 'switch' ? device.stp?.ports[port]?.state : undefined;
}
