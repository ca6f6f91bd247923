/**
 * What a device is: plain data, one type a kind. No classes, closures or cycles, so a snapshot is a `structuredClone` and a match can be
 * saved, replayed and compared. Only `apply.ts` writes to it.
 */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import type { Prefix } from '../address/prefix.ts';
import type { Frame } from '../wire/frame.ts';
import type { Filter } from './filter.ts';
import type { Translations } from './nat.ts';
import type { LinkStateRouting } from './ospf.ts';
import type { SpanningTree } from './stp.ts';
import type { PortVlan } from './vlan.ts';
import type { Tunnel } from './vxlan.ts';

/** The kinds of device, in the order in which the lab format introduces them. */
export const deviceKinds = ['host', 'hub', 'switch', 'router', 'vtep'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** An address of a card (Linux: `struct in_ifaddr`); its own, with the length of the mask. */
export interface AssignedAddress {
  readonly address: Ipv4;
  /** Length of the subnet mask in bits, 0 to 32. */
  readonly length: number;
  /** The address at the other end of the link (`ip address add … peer`). */
  readonly peer: Ipv4 | undefined;
  /** The subnet that address, or peer, and length name. */
  readonly subnet: Prefix;
  /** As it was set and is shown; the subnet's own broadcast address is good without. */
  readonly broadcast: Ipv4 | undefined;
  /** The name of the card, or a name such as "eth0:1". */
  readonly label: string;
  /** How far it is good, 0 (global) to 254 (this host). */
  readonly scope: number;
  /** Of the route to the subnet. */
  readonly metric: number;
  /** Not the first in its subnet. */
  readonly isSecondary: boolean;
}

/** A network interface of a station ("card"): its link-layer address, and its IPv4 addresses. */
export interface Interface {
  readonly name: string;
  readonly mac: Mac;
  /** That of the first of its addresses, where only one is looked for; 0.0.0.0 while it has none. */
  readonly address: Ipv4;
  readonly length: number;
  readonly subnet: Prefix;
  /** In Linux's order: addresses.ts. */
  readonly addresses: readonly AssignedAddress[];
  /** Switched on (`ip link set … up`). */
  readonly up: boolean;
  /** There is a link: a cable, and somebody at its other end (LOWER_UP). */
  readonly carrier: boolean;
  /** Maximum transmission unit, octets; shown, not enforced. */
  readonly mtu: number;
  /** An 802.1Q interface on another card of the station: which card, and which VLAN. */
  readonly vlan: { readonly of: string; readonly id: number } | undefined;
}

/** Routes that lead nowhere: in silence; with an error to the source (host unreachable, prohibited); as if there was none (rtnetlink(7), rtm_type). */
export type RefusingType = 'blackhole' | 'unreachable' | 'prohibit' | 'throw';

/** A row of a routing table. A connected route has no `via`: the target itself is the next hop. */
export interface Route {
  readonly to: Prefix;
  readonly via: Ipv4 | undefined;
  /** Empty if it leads nowhere. */
  readonly interface: string;
  /** It leads nowhere. */
  readonly type?: RefusingType | undefined;
  /** Of two routes to the same prefix the one with the smaller metric is used. */
  readonly metric: number;
  /** Who wrote it: the subnet of a card, the administrator, or link-state routing. */
  readonly from: 'connected' | 'static' | 'ospf';
  /** As it is shown, and how far it leads (rtnetlink(7): rtm_protocol, rtm_scope). */
  readonly protocol: number;
  readonly scope: number;
  /** The source of the station's own packets by this route; undefined: that of the card towards the next hop. */
  readonly source: Ipv4 | undefined;
  /** The gateway is taken for a neighbour, whatever the subnets say. */
  readonly isOnlink: boolean;
  /** As it was given: "1400", or "lock 1400"; octets, shown, not enforced. */
  readonly mtu?: string | undefined;
}

/** A packet that waits for the link-layer address of its next hop; `forwarded` says that its sender will be told if none comes. */
export interface HeldPacket {
  readonly packet: Frame;
  readonly forwarded: boolean;
}

/**
 * A row of the neighbour table (ARP cache, RFC 826), one table an interface. `incomplete` is a question that nobody has answered yet,
 * with the packets that wait for the answer.
 */
export type Neighbor =
  | { readonly state: 'permanent' | 'reachable'; readonly mac: Mac }
  | { readonly state: 'incomplete'; readonly round: number; readonly held: readonly HeldPacket[] };

/** A host; a router: a host that forwards; a VXLAN tunnel end point: a host with bridges and a tunnel. */
export interface Station {
  readonly kind: 'host' | 'router' | 'vtep';
  readonly id: string;
  /** The machine in which this namespace lives; for display. */
  readonly inside: string | undefined;
  /** In their order; a change replaces the whole table. */
  interfaces: Readonly<Record<string, Interface>>;
  /** `lo` if it is not any more as every station's begins (loopback.ts). */
  loopback: Interface | undefined;
  /** Connected routes first; a change replaces the whole table. */
  routes: readonly Route[];
  /** Interface name, then IPv4 address. */
  readonly neighbors: Record<string, Record<Ipv4, Neighbor>>;
  /** By interface name, who has not answered and not been asked again: only shown, as Linux shows it. */
  readonly failed: Record<string, readonly Ipv4[]>;
  /** Identification of the next IPv4 packet of its own (RFC 791 3.1), 0 to 65535. */
  nextIdentification: number;
  /** Number of the next round of ARP questions; a timer of an older round means nothing. */
  nextRound: number;
  /** What listens at a UDP port: it reads, or reads and sends the same back. */
  readonly listeners: Readonly<Record<number, 'echo' | 'sink'>>;
  /** UDP ports at which a running program waits for answers to what it has sent. */
  readonly sockets: Record<number, true>;
  readonly filter: Filter | undefined;
  readonly nat: Translations | undefined;
  ospf: LinkStateRouting | undefined;
  readonly tunnel: Tunnel | undefined;
}

/** A row of a switch's MAC table (filtering database, IEEE 802.1D 7.9). */
export interface MacRow {
  port: string;
  /** Simulated time of the last frame from that address, microseconds. */
  heardUs: number;
}

/** A transparent bridge (IEEE 802.1D 7). */
export interface Switch {
  readonly kind: 'switch';
  readonly id: string;
  readonly inside: string | undefined;
  /** Its bridge address. */
  readonly mac: Mac;
  ports: readonly string[];
  /** By MAC, or with VLANs by "10/02:…": a table a VLAN. */
  readonly macs: Record<string, MacRow>;
  /** A row that was not heard for so long is forgotten, microseconds (IEEE 802.1D 7.9.2). */
  ageingUs: number;
  /** No row was last heard before this time, microseconds: until then, plus the ageing time, nothing can be too old. */
  oldestUs: number;
  /** Ports that are switched off or have no link. A port that is not named is up. */
  readonly down: Record<string, true>;
  /** 802.1Q: each port's setting, a port without one being an access port of VLAN 1. Undefined: a switch that does not look at tags. */
  vlans: Readonly<Record<string, PortVlan>> | undefined;
  stp: SpanningTree | undefined;
}

/** A plain repeater (IEEE 802.3 clause 27): every bit to every other port. */
export interface Hub {
  readonly kind: 'hub';
  readonly id: string;
  readonly inside: string | undefined;
  readonly ports: readonly string[];
  /** 0: an ideal repeater. Else its ports and all on them are one half-duplex medium of that rate. */
  readonly bitsPerSecond: number;
  /** Ports without a link. A port that is not named has one. */
  readonly down: Record<string, true>;
}

export type Device = Station | Switch | Hub;

/** The names of a device's ports or interfaces, in their order: the number of a port is its place here, from 1. */
export function portsOf(device: Device): readonly string[] {
  if (device.kind === 'switch' || device.kind === 'hub') return device.ports;
  const cards = Object.keys(device.interfaces);
  return device.tunnel === undefined ? cards : [...cards, ...Object.keys(device.tunnel.ports)];
}

/** The interface of that name. Throws when there is none: a link or route that names it was checked when the network was built. */
export function interfaceOf(station: Station, name: string): Interface {
  const found = station.interfaces[name];
  if (found === undefined) throw new Error(`${station.id} has no interface ${name}`);
  return found;
}

/** Has the device a network stack of its own? */
export function isStation(device: Device): device is Station {
  return device.kind !== 'switch' && device.kind !== 'hub';
}
