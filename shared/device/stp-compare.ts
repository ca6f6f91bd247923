/** Who is better (IEEE 802.1D-1998 8.2, 8.5.1, 8.6.2.2, 8.6.8, 8.6.9): pure questions about a tree. Lower always wins. */
import type { BridgeId, PriorityVector, SpanningTree, StpPort } from './stp.ts';

/** What a port is for. A port that is neither root nor designated port is blocked. */
export type PortRole = 'disabled' | 'root' | 'designated' | 'blocked';

/** Negative if `a` is the better one, 0 if they are the same. Addresses have one way to be written, so their texts compare as their octets do. */
export function compareBridgeIds(a: BridgeId, b: BridgeId): number {
  if (a.priority !== b.priority) return a.priority - b.priority;
  if (a.mac === b.mac) return 0;
  return a.mac < b.mac ? -1 : 1;
}

/** Negative if `a` is the better one: the better root, then the lower cost, then the better bridge, then the lower port. */
export function compareVectors(a: PriorityVector, b: PriorityVector): number {
  return compareBridgeIds(a.root, b.root) || a.cost - b.cost || compareBridgeIds(a.bridge, b.bridge) || a.port - b.port;
}

/** The parts of a vector, in the order in which they are compared. */
export type VectorPart = 'root' | 'cost' | 'bridge' | 'port';

/** Where two vectors first differ, which decides between them; undefined: nowhere. */
export function firstDifference(a: PriorityVector, b: PriorityVector): VectorPart | undefined {
  if (compareBridgeIds(a.root, b.root) !== 0) return 'root';
  if (a.cost !== b.cost) return 'cost';
  if (compareBridgeIds(a.bridge, b.bridge) !== 0) return 'bridge';
  return a.port === b.port ? undefined : 'port';
}

/** 8.6.2.2: is what was heard at a port at least as good as what holds there? News from the very bridge that holds it counts, too. */
export function supersedes(heard: PriorityVector, port: StpPort, own: BridgeId): boolean {
  const holds = port.designated;
  const order =
    compareBridgeIds(heard.root, holds.root) || heard.cost - holds.cost || compareBridgeIds(heard.bridge, holds.bridge);
  if (order !== 0) return order < 0;
  return compareBridgeIds(heard.bridge, own) !== 0 || heard.port <= holds.port;
}

export function isRoot(tree: SpanningTree): boolean {
  return compareBridgeIds(tree.root, tree.id) === 0;
}

/** Is it this bridge that speaks to the port's segment, by this port? */
export function isDesignated(tree: SpanningTree, port: StpPort): boolean {
  return compareBridgeIds(port.designated.bridge, tree.id) === 0 && port.designated.port === port.id;
}

/**
 * 8.6.8: the port with the best way to a better root than this bridge itself; undefined: this bridge is the root. `but` leaves one port out: which would
 * be the next best?
 */
export function bestRootPort(tree: SpanningTree, but?: string): string | undefined {
  let best: string | undefined;
  for (const [name, port] of Object.entries(tree.ports)) {
    if (name === but || !leadsToRoot(tree, port)) continue;
    const before = best === undefined ? undefined : tree.ports[best];
    if (before === undefined || compareWays(port, before) < 0) best = name;
  }
  return best;
}

/** A port can only lead to the root if somebody else speaks there, and of a better root. */
function leadsToRoot(tree: SpanningTree, port: StpPort): boolean {
  if (port.state === 'disabled' || isDesignated(tree, port)) return false;
  return compareBridgeIds(port.designated.root, tree.id) < 0;
}

/** The ways to the root by two ports: as their vectors, with the cost of the last link, and at last the lower own port. */
function compareWays(a: StpPort, b: StpPort): number {
  return compareVectors(throughPort(a), throughPort(b)) || a.id - b.id;
}

/** What was heard at a port, with the cost of the way to whoever said it. */
export function throughPort(port: StpPort): PriorityVector {
  return { ...port.designated, cost: port.designated.cost + port.pathCost };
}

/** 8.6.9: is what this bridge can say there better than what was heard there, or is that about a root that does not count any more? */
export function shouldBeDesignated(tree: SpanningTree, port: StpPort): boolean {
  if (port.state === 'disabled') return false;
  if (isDesignated(tree, port)) return true;
  if (compareBridgeIds(port.designated.root, tree.root) !== 0) return true;
  return compareVectors(ownVector(tree, port), port.designated) < 0;
}

/** What the bridge says on a port. */
export function ownVector(tree: SpanningTree, port: StpPort): PriorityVector {
  return { root: tree.root, cost: tree.rootPathCost, bridge: tree.id, port: port.id };
}

export function roleOf(tree: SpanningTree, name: string): PortRole {
  const port = tree.ports[name];
  if (port === undefined || port.state === 'disabled') return 'disabled';
  if (tree.rootPort === name) return 'root';
  return isDesignated(tree, port) ? 'designated' : 'blocked';
}

/** "32768.02:5b:00:00:00:0a": the priority in decimal, as in the header, then the address. */
export function bridgeIdText({ priority, mac }: BridgeId): string {
  return `${priority}.${mac}`;
}

/** "0x8001": the priority and the number of a port, as in the header. */
export function portIdText(port: number): string {
  return `0x${port.toString(16).padStart(4, '0')}`;
}
