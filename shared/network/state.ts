/** What a network knows at the end of a run, as the lab command writes it: tables and counts that can be compared with a real system. */
import { endPointText, translationRows } from '../device/nat.ts';
import { freshMacs } from '../device/macs.ts';
import { compareBridgeIds } from '../device/stp-compare.ts';
import type { BridgeId, StpPortState } from '../device/stp.ts';
import { isStation } from '../device/device.ts';
import { consoleOutputs } from './console-run.ts';
import { freshTunnelRows } from '../device/vxlan.ts';
import type { Network } from './network.ts';
import { hopsOf } from './traceroute.ts';

export interface NetworkState {
  /** MAC tables: switch, then MAC, gives the port; with VLANs the key is "10/02:…". */
  readonly fdb: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Neighbours whose MAC is known: station, then IPv4 address, gives the MAC. */
  readonly neigh: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** In the order of the lab's traffic. */
  readonly ping: readonly {
    readonly on: string;
    readonly to: string;
    readonly sent: number;
    readonly received: number;
  }[];
  /** Spanning tree: switch, then port. */
  readonly stp?: Readonly<Record<string, Readonly<Record<string, StpPortState>>>>;
  /** Whom each switch takes for the root, by the switch's name. */
  readonly stpRoot?: Readonly<Record<string, string>>;
  readonly udp?: readonly {
    readonly on: string;
    readonly to: string;
    readonly port: number;
    readonly sent: number;
    readonly received: number;
    readonly answered: number;
  }[];
  /** The first that answered at each hop, or "*". */
  readonly traceroute?: readonly { readonly on: string; readonly to: string; readonly hops: readonly string[] }[];
  /** What link-state routing has written into each router's table: prefix, then the way. */
  readonly routes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Each translating router's table, oldest row first: "10.0.0.2:5000" inside is "192.0.2.1:5000" outside. An echo's number is its identifier. */
  readonly nat?: Readonly<Record<string, readonly TranslationState[]>>;
  /** Commands of the lab in the order of their times, and what they printed; what still ran at the end is stopped. */
  readonly console?: readonly { readonly on: string; readonly run: string; readonly output: string }[];
  /** What left by each port whose cable has a rate, or is part of a shared medium. */
  readonly links?: Readonly<Record<string, LinkState>>;
}

export interface TranslationState {
  readonly protocol: 'icmp' | 'udp';
  readonly inside: string;
  readonly outside: string;
  readonly target: string;
}

export interface LinkState {
  readonly frames: number;
  readonly octets: number;
  /** Lost: the queue was full, or there were too many collisions. */
  readonly dropped: number;
  readonly collisions: number;
  /** Part of the time for which the port has been sending, 0 to 1. */
  readonly load: number;
}

export function stateOf(network: Network): NetworkState {
  const fdb: Record<string, Record<string, string>> = {};
  const neigh: Record<string, Record<string, string>> = {};
  for (const [id, device] of Object.entries(network.devices)) {
    if (device.kind === 'switch') {
      fdb[id] = Object.fromEntries(freshMacs(device, network.nowUs).map(([key, row]) => [key, row.port]));
    } else if (device.kind !== 'hub') {
      const rows = Object.values(device.neighbors).flatMap((table) => Object.entries(table));
      if (device.tunnel !== undefined)
        fdb[id] = Object.fromEntries(
          freshTunnelRows(device.tunnel, network.nowUs).map(([key, row]) => [key, row.port]),
        );
      neigh[id] = Object.fromEntries(rows.flatMap(([ip, row]) => (row.state === 'incomplete' ? [] : [[ip, row.mac]])));
    }
  }
  const ping = network.pings
    .filter(({ record }) => record === undefined)
    .map(({ on, to, sent, received }) => ({ on, to, sent, received }));
  return {
    fdb,
    neigh,
    ping,
    ...treeOf(network),
    ...udpOf(network),
    ...traceroutesOf(network),
    ...translationsOf(network),
    ...linksOf(network),
    ...routesOf(network),
    ...(network.console.length === 0 ? {} : { console: consoleOutputs(network) }),
  };
}

function routesOf({ devices }: Network): Pick<NetworkState, 'routes'> {
  const routers = Object.entries(devices).flatMap(([id, device]) => {
    if (!isStation(device) || device.ospf === undefined) return [];
    const learned = device.routes.filter((route) => route.from === 'ospf');
    return [
      [id, Object.fromEntries(learned.map((route) => [route.to, `via ${route.via} dev ${route.interface}`]))] as const,
    ];
  });
  return routers.length === 0 ? {} : { routes: Object.fromEntries(routers) };
}

/** Nothing where no switch has a spanning tree. */
function treeOf(network: Network): Pick<NetworkState, 'stp' | 'stpRoot'> {
  const stp: Record<string, Record<string, StpPortState>> = {};
  const stpRoot: Record<string, string> = {};
  for (const [id, device] of Object.entries(network.devices)) {
    if (device.kind !== 'switch' || device.stp === undefined) continue;
    const { ports, root } = device.stp;
    stp[id] = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, port.state]));
    stpRoot[id] = switchOf(network, root) ?? `${root.priority}/${root.mac}`;
  }
  return Object.keys(stp).length === 0 ? {} : { stp, stpRoot };
}

function switchOf(network: Network, id: BridgeId): string | undefined {
  for (const device of Object.values(network.devices)) {
    if (device.kind === 'switch' && device.stp !== undefined && compareBridgeIds(device.stp.id, id) === 0)
      return device.id;
  }
  return undefined;
}

function udpOf({ udpFlows }: Network): Pick<NetworkState, 'udp'> {
  if (udpFlows.length === 0) return {};
  return {
    udp: udpFlows.map(({ on, to, port, sent, received, answered }) => ({ on, to, port, sent, received, answered })),
  };
}

function traceroutesOf(network: Network): Pick<NetworkState, 'traceroute'> {
  // What was typed tells its own story in `console`.
  const typed = network.console.map(({ running }) => (running?.kind === 'traceroute' ? running.index : -1));
  const traceroutes = network.traceroutes.filter((_trace, index) => !typed.includes(index));
  if (traceroutes.length === 0) return {};
  return { traceroute: traceroutes.map((trace) => ({ on: trace.on, to: trace.to, hops: hopsOf(trace) })) };
}

/** Nothing where no cable has a rate. */
function linksOf(network: Network): Pick<NetworkState, 'links'> {
  const links: Record<string, LinkState> = {};
  for (const [device, ports] of Object.entries(network.cables)) {
    for (const [port, { counts, bitsPerSecond, medium }] of Object.entries(ports)) {
      if (bitsPerSecond === 0 && medium === undefined) continue;
      const { sentFrames, sentOctets, sentDropped, collisions, busyUs } = counts;
      const load = network.nowUs === 0 ? 0 : Math.min(1, busyUs / network.nowUs);
      links[`${device}.${port}`] = { frames: sentFrames, octets: sentOctets, dropped: sentDropped, collisions, load };
    }
  }
  return Object.keys(links).length === 0 ? {} : { links };
}

function translationsOf({ devices, nowUs }: Network): Pick<NetworkState, 'nat'> {
  const routers = Object.entries(devices).flatMap(([id, device]) => {
    if (!isStation(device) || device.nat === undefined) return [];
    const rows = translationRows(device, nowUs).map(({ protocol, inside, outside, target }): TranslationState => ({
      protocol,
      inside: endPointText(inside),
      outside: endPointText(outside),
      target: protocol === 'icmp' ? target.address : endPointText(target),
    }));
    return [[id, rows] as const];
  });
  return routers.length === 0 ? {} : { nat: Object.fromEntries(routers) };
}
