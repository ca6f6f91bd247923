/**
 * What a device is: plain data, one type a kind. No classes, closures or cycles, so a snapshot is a `structuredClone` and a match can be
 * saved, replayed and compared. Only `apply.ts` writes to it.
 */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import type { Prefix } from '../address/prefix.ts';
import type { Frame } from '../wire/frame.ts';

/** The kinds of device, in the order in which the lab format introduces them. */
export const deviceKinds = ['host', 'hub', 'switch', 'router'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** A network interface of a host or router ("card"): its link-layer address and its one IPv4 address with the length of the mask. */
export interface Interface {
  readonly name: string;
  readonly mac: Mac;
  readonly address: Ipv4;
  /** Length of the subnet mask in bits, 0 to 32. */
  readonly length: number;
  /** The subnet that address and length name. */
  readonly subnet: Prefix;
  /** The subnet's broadcast address; a /31 or /32 has none (RFC 3021). */
  readonly broadcast: Ipv4 | undefined;
}

/** A row of a routing table. A connected route has no `via`: the target itself is the next hop. */
export interface Route {
  readonly to: Prefix;
  readonly via: Ipv4 | undefined;
  readonly interface: string;
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

/** A host, or a router: a host that forwards. */
export interface Station {
  readonly kind: 'host' | 'router';
  readonly id: string;
  readonly interfaces: Readonly<Record<string, Interface>>;
  readonly routes: readonly Route[];
  /** Interface name, then IPv4 address. */
  readonly neighbors: Record<string, Record<Ipv4, Neighbor>>;
  /** Identification of the next IPv4 packet of its own (RFC 791 3.1), 0 to 65535. */
  nextIdentification: number;
  /** Number of the next round of ARP questions; a timer of an older round means nothing. */
  nextRound: number;
}

/** A row of a switch's MAC table (filtering database, IEEE 802.1D 7.9). */
export interface MacRow {
  readonly port: string;
  /** Simulated time of the last frame from that address, microseconds. */
  readonly heardUs: number;
}

/** A transparent bridge (IEEE 802.1D 7). */
export interface Switch {
  readonly kind: 'switch';
  readonly id: string;
  /** Its bridge address. */
  readonly mac: Mac;
  readonly ports: readonly string[];
  readonly macs: Record<Mac, MacRow>;
}

/** A plain repeater (IEEE 802.3 clause 27): every bit to every other port. */
export interface Hub {
  readonly kind: 'hub';
  readonly id: string;
  readonly ports: readonly string[];
}

export type Device = Station | Switch | Hub;

/** The names of a device's ports or interfaces, in their order: the number of a port is its place here, from 1. */
export function portsOf(device: Device): readonly string[] {
  return device.kind === 'switch' || device.kind === 'hub' ? device.ports : Object.keys(device.interfaces);
}

/** The interface of that name. Throws when there is none: a link or route that names it was checked when the network was built. */
export function interfaceOf(station: Station, name: string): Interface {
  const found = station.interfaces[name];
  if (found === undefined) throw new Error(`${station.id} has no interface ${name}`);
  return found;
}
