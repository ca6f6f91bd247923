/**
 * The spanning tree protocol (IEEE 802.1D-1998 clause 8): what a bridge remembers. Bridges agree on a root, and each keeps one shortest way to
 * it; ports that would close a loop are blocked. How it is done stands in stp-compare.ts (who is better), stp-procedures.ts (8.6),
 * stp-operation.ts (8.7, 8.8) and stp-bpdu.ts (the bytes); where the standard leaves something open, it is done as the Linux bridge does it.
 */
import type { Mac } from '../address/mac.ts';

/** A bridge's identifier (8.5.1.3): the lower priority is better, then the lower address. */
export interface BridgeId {
  /** 0 to 65535. */
  readonly priority: number;
  readonly mac: Mac;
}

/** What a port can say, or has heard, about the tree (8.5.1, 8.5.5.4 to 8.5.5.7). Of two, the one that is lower in this order is better. */
export interface PriorityVector {
  /** Who is the root. */
  readonly root: BridgeId;
  /** What the way to the root costs the bridge that says this. */
  readonly cost: number;
  /** The bridge that says this, */
  readonly bridge: BridgeId;
  /** and the identifier of the port by which it says it. */
  readonly port: number;
}

/** Table 8-3: microseconds. The root's hold for the whole tree. */
export interface TreeTimes {
  readonly maxAgeUs: number;
  readonly helloUs: number;
  readonly forwardDelayUs: number;
}

/**
 * 8.4. disabled: no link. blocking: takes part in the tree, but neither learns nor forwards. listening: about to forward, nothing yet.
 * learning: writes the MAC table already. forwarding: all.
 */
export type StpPortState = 'disabled' | 'blocking' | 'listening' | 'learning' | 'forwarding';

/** 8.5.5. Only the procedures write to it. */
export interface StpPort {
  /** Its priority, 0x80, and its number, which is its place among the bridge's ports, from 1. */
  readonly id: number;
  readonly pathCost: number;
  state: StpPortState;
  /** The best that was heard or can be said on this segment. */
  designated: PriorityVector;
  /** Simulated time at which the root sent what was heard here (now less the message age), microseconds. */
  bornUs: number;
  /** The next configuration message tells that a change has been noticed. */
  topologyChangeAcknowledge: boolean;
  /** One more configuration message is to be sent when the hold time is over. */
  configurationPending: boolean;
}

export type BridgeTimer = 'hello' | 'topology-change-notification' | 'topology-change';
export type PortTimer = 'message-age' | 'forward-delay' | 'hold';

/** A timer that runs out. One that was stopped or started anew in the meantime has another number, and means nothing. */
export interface StpTimer {
  readonly name: BridgeTimer | PortTimer;
  readonly port: string | undefined;
  readonly run: number;
}

/** 8.5.3. Plain data; only the procedures write to it, and to a copy of their own. */
export interface SpanningTree {
  /** Off: no messages. What is blocked stays so until what was heard there is too old, as in Linux. */
  enabled: boolean;
  /** The bridge's clock: the time of what it deals with, microseconds. */
  nowUs: number;
  id: BridgeId;
  /** What would hold if this bridge were the root. */
  readonly ownTimes: TreeTimes;
  root: BridgeId;
  rootPathCost: number;
  /** Undefined: this bridge takes itself for the root. */
  rootPort: string | undefined;
  /** What holds: the root's. */
  times: TreeTimes;
  /** This bridge has noticed a change, and the root does not know yet; or it is the root. */
  topologyChangeDetected: boolean;
  /** The tree is changing: the MAC tables age fast (7.9.2). */
  topologyChange: boolean;
  readonly ports: Record<string, StpPort>;
  /** Timers that run, "hello" or "p1 hold", each with its number. */
  readonly running: Record<string, number>;
  nextRun: number;
}

/** 8.5.5.1, table 8-5: the usual priority of a port. */
const PORT_PRIORITY = 0x80;
/** Every link costs the same: what Linux takes for 10 Gbit/s, and so for a veth pair. */
export const PATH_COST = 2;
/** 8.10.2, table 8-4. */
export const BRIDGE_PRIORITY = 32_768;

interface TreeSettings {
  readonly priority: number;
  readonly helloSeconds?: number;
  readonly forwardDelaySeconds?: number;
  readonly maxAgeSeconds?: number;
}

/** A bridge that has heard nobody and takes itself for the root; nothing has started yet. Times in seconds; those of table 8-3 if not given. */
export function initialSpanningTree(mac: Mac, ports: readonly string[], settings: TreeSettings): SpanningTree {
  const { priority, helloSeconds = 2, forwardDelaySeconds = 15, maxAgeSeconds = 20 } = settings;
  const id: BridgeId = { priority, mac };
  const times: TreeTimes = {
    maxAgeUs: maxAgeSeconds * 1_000_000,
    helloUs: helloSeconds * 1_000_000,
    forwardDelayUs: forwardDelaySeconds * 1_000_000,
  };
  return {
    enabled: true,
    nowUs: 0,
    id,
    ownTimes: times,
    root: id,
    rootPathCost: 0,
    rootPort: undefined,
    times,
    topologyChangeDetected: false,
    topologyChange: false,
    ports: Object.fromEntries(ports.map((name, index) => [name, initialPort(id, index + 1)])),
    running: {},
    nextRun: 1,
  };
}

function initialPort(id: BridgeId, number: number): StpPort {
  const portId = (PORT_PRIORITY << 8) | number;
  return {
    id: portId,
    pathCost: PATH_COST,
    state: 'disabled',
    designated: { root: id, cost: 0, bridge: id, port: portId },
    bornUs: 0,
    topologyChangeAcknowledge: false,
    configurationPending: false,
  };
}

/** A copy that can be written to without changing this one. */
export function copyOfTree(tree: SpanningTree): SpanningTree {
  const ports: Record<string, StpPort> = {};
  for (const [name, port] of Object.entries(tree.ports)) ports[name] = { ...port };
  return { ...tree, ports, running: { ...tree.running } };
}
