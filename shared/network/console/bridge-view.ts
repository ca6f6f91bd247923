/** What Linux's bridge tells about a switch: identifiers, the states of its ports, its spanning tree, its timers (net/bridge). */
import type { Mac } from '../../address/mac.ts';
import type { MacRow } from '../../device/device.ts';
import { freshMacs } from '../../device/macs.ts';
import { freshTunnelRows } from '../../device/vxlan.ts';
import type { Network } from '../network.ts';
import { BRIDGE_PRIORITY, type BridgeId, PATH_COST, type SpanningTree, type StpPortState } from '../../device/stp.ts';
import type { Context, Machine } from './command.ts';
import type { Link } from './links.ts';

/** A port's priority is shown without its lower four bits: 0x80 is 32 of 63 (br_stp.c). */
export const PORT_PRIORITY = 32;

/** IEEE 802.1D-1998 table 8-3, microseconds. */
const USUAL_TIMES = { helloUs: 2_000_000, forwardDelayUs: 15_000_000, maxAgeUs: 20_000_000 } as const;
/** Linux's ageing time of a bridge, microseconds. */
const AGEING_US = 300_000_000;

export interface BridgeView {
  readonly stp: boolean;
  readonly priority: number;
  /** "8000.020000000500" */
  readonly id: string;
  readonly root: string;
  /** Number of the root port; 0: this bridge is the root. */
  readonly rootPort: number;
  readonly rootCost: number;
  /** Hundredths of a second, as the kernel counts. */
  readonly helloTime: number;
  readonly forwardDelay: number;
  readonly maxAge: number;
  /** What would hold if this bridge were the root. */
  readonly ownHelloTime: number;
  readonly ownForwardDelay: number;
  readonly ownMaxAge: number;
  readonly ageingTime: number;
  readonly topologyChange: boolean;
  readonly topologyChangeDetected: boolean;
}

export interface PortView {
  /** From 1. */
  readonly number: number;
  readonly state: StpPortState;
  readonly cost: number;
  readonly designatedRoot: string;
  readonly designatedCost: number;
  readonly designatedBridge: string;
  /** Port identifier, 0x8001. */
  readonly designatedPort: number;
  readonly topologyChangeAcknowledge: boolean;
  readonly configurationPending: boolean;
}

export function bridgeView(machine: Machine, bridge: Link): BridgeView {
  const tree = treeOf(machine);
  const id = bridgeId(tree?.id ?? { priority: BRIDGE_PRIORITY, mac: bridge.mac });
  const { helloUs, forwardDelayUs, maxAgeUs } = tree?.times ?? USUAL_TIMES;
  const own = tree?.ownTimes ?? USUAL_TIMES;
  return {
    stp: tree?.enabled === true,
    priority: tree?.id.priority ?? BRIDGE_PRIORITY,
    id,
    root: tree === undefined ? id : bridgeId(tree.root),
    rootPort: tree?.rootPort === undefined || machine.kind !== 'switch' ? 0 : machine.ports.indexOf(tree.rootPort) + 1,
    rootCost: tree?.rootPathCost ?? 0,
    helloTime: hundredths(helloUs),
    forwardDelay: hundredths(forwardDelayUs),
    maxAge: hundredths(maxAgeUs),
    ownHelloTime: hundredths(own.helloUs),
    ownForwardDelay: hundredths(own.forwardDelayUs),
    ownMaxAge: hundredths(own.maxAgeUs),
    ageingTime: hundredths(machine.kind === 'switch' ? machine.ageingUs : AGEING_US),
    topologyChange: tree?.topologyChange === true,
    topologyChangeDetected: tree?.topologyChangeDetected === true,
  };
}

function treeOf(machine: Machine): SpanningTree | undefined {
  return machine.kind === 'switch' ? machine.stp : undefined;
}

/** `port` is one of the ports of a bridge. */
export function portView(machine: Machine, links: readonly Link[], port: Link): PortView {
  const bridge = links.find((link) => link.name === port.master) as Link;
  const view = bridgeView(machine, bridge);
  const number = portsOfBridge(links, bridge).findIndex((link) => link.name === port.name) + 1;
  const own = treeOf(machine)?.ports[port.name];
  const isUp = port.up && port.carrier && bridge.up;
  return {
    number,
    state: own?.state ?? (isUp ? 'forwarding' : 'disabled'),
    cost: own?.pathCost ?? PATH_COST,
    designatedRoot: own === undefined ? view.root : bridgeId(own.designated.root),
    designatedCost: own?.designated.cost ?? view.rootCost,
    designatedBridge: own === undefined ? view.id : bridgeId(own.designated.bridge),
    designatedPort: own?.designated.port ?? 0x8000 + number,
    topologyChangeAcknowledge: own?.topologyChangeAcknowledge === true,
    configurationPending: own?.configurationPending === true,
  };
}

export function portsOfBridge(links: readonly Link[], bridge: Link): readonly Link[] {
  return links.filter((link) => link.master === bridge.name);
}

/** A row of a bridge's table of addresses. */
export interface MacView {
  readonly mac: Mac;
  readonly port: string;
  /** Undefined: the bridge does not look at VLANs. */
  readonly vlan: number | undefined;
  /** The other end point of a tunnel, if it is behind one. */
  readonly remote: string | undefined;
  /** Microseconds since it was last heard. */
  readonly ageUs: number;
}

export function macsOf({ network, machine }: Pick<Context, 'network' | 'machine'>, bridge: Link): readonly MacView[] {
  return freshRows(network, machine).flatMap(([key, row]): MacView[] => {
    const [number, address = key] = key.includes('/') ? key.split('/') : [undefined, key];
    // The number is a VLAN, or at a tunnel end point the bridge's VNI.
    if (machine.kind !== 'switch' && bridge.name !== `br${number}`) return [];
    const isRemote = machine.kind !== 'switch' && machine.tunnel?.ports[row.port] === undefined;
    return [
      {
        mac: address as Mac,
        port: isRemote ? `vxlan${number}` : row.port,
        vlan: machine.kind === 'switch' && number !== undefined ? Number(number) : undefined,
        remote: isRemote ? row.port : undefined,
        ageUs: network.nowUs - row.heardUs,
      },
    ];
  });
}

function freshRows({ nowUs }: Network, machine: Machine): readonly [key: string, row: MacRow][] {
  if (machine.kind === 'switch') return freshMacs(machine, nowUs);
  return machine.tunnel === undefined ? [] : freshTunnelRows(machine.tunnel, nowUs);
}

/** IEEE 802.1D-1998 9.2.5: priority and address, as Linux prints the eight octets. */
function bridgeId({ priority, mac }: BridgeId): string {
  return `${priority.toString(16).padStart(4, '0')}.${mac.replaceAll(':', '')}`;
}

/** "8000.2:0:0:0:5:0", as `ip -d link` prints it. */
export function shortBridgeId(id: string): string {
  const [priority = '', address = ''] = id.split('.');
  const octets = address.match(/../g) ?? [];
  return `${priority}.${octets.map((octet) => Number.parseInt(octet, 16).toString(16)).join(':')}`;
}

/** The number that stands in /sys/class/net/PORT/brport/state. */
export function stateNumber(state: StpPortState): number {
  return ['disabled', 'listening', 'learning', 'forwarding', 'blocking'].indexOf(state);
}

function hundredths(microseconds: number): number {
  return Math.round(microseconds / 10_000);
}
