/**
 * What a bridge has to find out from a configuration message (IEEE 802.1D-1998 8.6.7 to 8.6.9). What is right comes from the procedures themselves: each point
 * looks at the tree after they have worked on the message.
 *
 * stp.root: the bridge with the lowest identifier is the root.
 * stp.port: the port with the best way to the root is the root port; on each segment one port is designated; every other one is blocked.
 */
import type { Facts, Part, Point } from '../rule.ts';
import {
  bestRootPort,
  bridgeIdText,
  compareBridgeIds,
  firstDifference,
  isRoot,
  ownVector,
  portIdText,
  roleOf,
  throughPort,
} from '../stp-compare.ts';
import type { BridgeId, PriorityVector, SpanningTree } from '../stp.ts';
import { portOf } from '../stp-procedures.ts';

/** What a bridge believed before the message came. */
export interface Belief {
  readonly root: BridgeId;
  readonly rootPort: string | undefined;
}

/** The tree after the message, the port by which it came, what it says, and what held before. */
type Heard = [tree: SpanningTree, port: string, heard: PriorityVector, before: Belief];

export const root: Point<Heard> = {
  part: 'stp-root',
  rule: () => 'stp.root',
  expected: (tree) => bridgeIdText(tree.root),
  choices: (tree, _port, heard, before) =>
    [...new Set([tree.id, heard.root, before.root].map(bridgeIdText))].sort(byNumber),
  facts: (tree, port, heard, before) => ({
    port,
    own: bridgeIdText(tree.id),
    heard: bridgeIdText(heard.root),
    believed: bridgeIdText(before.root),
    decidedBy: deciding(tree.root, [tree.id, heard.root, before.root]),
  }),
  quality: () => 'broken',
};

/** Sorted as texts are, the lower one would always come first: sorted by the end of the address, the order tells nothing. */
function byNumber(a: string, b: string): number {
  const one = a.slice(-2);
  const other = b.slice(-2);
  return one === other ? (a < b ? -1 : 1) : one < other ? -1 : 1;
}

/** What sets the best identifier apart from the next best: its priority, or its address. */
function deciding(best: BridgeId, ids: readonly BridgeId[]): 'priority' | 'mac' {
  const others = ids.filter((id) => compareBridgeIds(id, best) !== 0);
  return others.some((id) => id.priority === best.priority) ? 'mac' : 'priority';
}

const ROLES = ['root', 'designated', 'blocked'] as const;

/** The role of the port by which the message came. */
export const role: Point<Heard> = rolePoint('stp-role', (_before, port) => port);

/** The role of the port that was root port until then. */
export const formerRole: Point<Heard> = rolePoint('stp-former-role', (before, port) => before.rootPort ?? port);

function rolePoint(part: Part, portAsked: (before: Belief, port: string) => string): Point<Heard> {
  return {
    part,
    rule: () => 'stp.port',
    expected: (tree, port, _heard, before) => roleOf(tree, portAsked(before, port)),
    choices: () => ROLES,
    facts: (tree, port, heard, before) => {
      const asked = portAsked(before, port);
      return roleFacts(tree, asked, asked === port ? heard : portOf(tree, asked).designated);
    },
    quality: () => 'broken',
  };
}

/**
 * The two vectors between which it is decided. Root port: the way by this port against the next best one. Any other port: what was heard there against what the
 * bridge itself can say there.
 */
function roleFacts(tree: SpanningTree, name: string, heard: PriorityVector): Facts {
  const port = portOf(tree, name);
  const isWay = tree.rootPort === name;
  const next = isWay ? bestRootPort(tree, name) : undefined;
  const rival = isWay ? (next === undefined ? undefined : throughPort(portOf(tree, next))) : ownVector(tree, port);
  const said = isWay ? throughPort(port) : heard;
  return {
    port: name,
    isRoot: isRoot(tree),
    rootPort: tree.rootPort ?? '',
    pathCost: port.pathCost,
    /** Whose vector the other one is: the own one, or that of another port; empty if there is none. */
    rival: isWay ? (next ?? '') : 'own',
    differs: rival === undefined ? '' : (firstDifference(said, rival) ?? 'own-port'),
    heard: vectorRows(said),
    against: rival === undefined ? [] : vectorRows(rival),
  };
}

/** Root, cost, bridge and port, each as people write it. */
export function vectorRows({ root: rootId, cost, bridge, port }: PriorityVector): readonly string[] {
  return [bridgeIdText(rootId), String(cost), bridgeIdText(bridge), portIdText(port)];
}
