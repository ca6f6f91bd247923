/**
 * The network interfaces of a machine as Linux would have them: `lo`, the cards, and the virtual ones. A switch is a machine with the bridge br0;
 * a tunnel end point has a bridge and a VXLAN interface for each VNI.
 *
 * One usual Debian machine is the model: cards with a queue of 1000 frames and fq_codel, no IPv6, names and numbers in the order of the device.
 */
import { type Mac, mac } from '../../address/mac.ts';
import { type AssignedAddress, type Interface, isStation, type Station, type Switch } from '../../device/device.ts';
import { LOOPBACK, loopbackOf } from '../../device/loopback.ts';
import type { PortCounts } from '../link.ts';
import type { Network } from '../network.ts';
import type { Machine } from './command.ts';

export interface Link {
  /** Interface index, from 1. */
  readonly index: number;
  readonly name: string;
  readonly kind: 'loopback' | 'physical' | 'veth' | 'vlan' | 'bridge' | 'vxlan';
  readonly mac: Mac;
  readonly mtu: number;
  readonly up: boolean;
  readonly carrier: boolean;
  /** In their order. */
  readonly addresses: readonly AssignedAddress[];
  /** The bridge of which it is a port. */
  readonly master: string | undefined;
  /** The card below a VLAN interface, and the VLAN. */
  readonly vlan: { readonly of: string; readonly id: number } | undefined;
  /** The card below a VLAN interface is switched off. */
  readonly isBelowDown: boolean;
  /** The other end of a veth pair: its device, and its index there. */
  readonly peer:
    | { readonly device: string; readonly index: number; readonly isNeighbour: boolean; readonly netnsid: number }
    | undefined;
  readonly vni: number | undefined;
  readonly counts: Counts;
}

export type Counts = Omit<PortCounts, 'busyUs'>;

/** The name of a switch's bridge. */
export const BRIDGE = 'br0';
export const QUEUE_LENGTH = 1000;
/** A bridge and everything virtual has no queue of its own. */
export const QDISC = 'fq_codel';
/** RFC 7348 4.2 and 5: outer Ethernet, IPv4, UDP and VXLAN headers are 50 octets that the inner frame does not have. */
const VXLAN_OVERHEAD = 50;
const MTU = 1500;

/** All interfaces, in the order of their indexes. */
export function linksOf(network: Network, machine: Machine): readonly Link[] {
  const cards = isStation(machine) ? stationLinks(network, machine) : switchLinks(network, machine);
  return [loopbackLink(network, machine), ...cards].map((link, place) => ({
    ...link,
    index: place + 1,
  }));
}

export function linkNamed(network: Network, machine: Machine, name: string): Link | undefined {
  return linksOf(network, machine).find((link) => link.name === name);
}

/** The link that has this address. */
export function ownAddressOn(links: readonly Link[], address: string): Link | undefined {
  return links.find(({ addresses }) => addresses.some((own) => own.address === address));
}

/** The bridges of a machine. */
export function bridgesOf(links: readonly Link[]): readonly Link[] {
  return links.filter((link) => link.kind === 'bridge');
}

/** Where the interface's file is: under /sys/devices/virtual, or on a bus? */
export function isVirtual(link: Link): boolean {
  return link.kind !== 'physical';
}

const noCounts: Counts = {
  sentFrames: 0,
  sentOctets: 0,
  sentDropped: 0,
  collisions: 0,
  receivedFrames: 0,
  receivedOctets: 0,
  receivedErrors: 0,
};

const plain = {
  index: 0,
  mtu: MTU,
  up: true,
  carrier: true,
  addresses: [],
  master: undefined,
  vlan: undefined,
  isBelowDown: false,
  peer: undefined,
  vni: undefined,
  counts: noCounts,
} as const;

const loopback: Link = {
  ...plain,
  name: 'lo',
  kind: 'loopback',
  mac: LOOPBACK.mac,
};

function loopbackLink(network: Network, machine: Machine): Link {
  const { addresses, mtu } = isStation(machine) ? loopbackOf(machine) : LOOPBACK;
  return { ...loopback, addresses, mtu, counts: loopbackCounts(network, machine) };
}

function loopbackCounts({ loopbacks }: Network, { id }: Machine): Counts {
  const { packets, octets } = loopbacks[id] ?? { packets: 0, octets: 0 };
  return { ...noCounts, sentFrames: packets, sentOctets: octets, receivedFrames: packets, receivedOctets: octets };
}

function stationLinks(network: Network, station: Station): readonly Link[] {
  const cards = Object.values(station.interfaces).map((own) => cardLink(network, station, own));
  return station.tunnel === undefined ? cards : [...cards, ...tunnelLinks(network, station, station.tunnel)];
}

function cardLink(network: Network, station: Station, own: Interface): Link {
  const isBelowDown = own.vlan !== undefined && station.interfaces[own.vlan.of]?.up === false;
  return {
    ...plain,
    name: own.name,
    kind: own.vlan === undefined ? cableKind(network, station, own.name) : 'vlan',
    mac: own.mac,
    mtu: own.mtu,
    up: own.up,
    carrier: own.carrier && !isBelowDown,
    addresses: own.addresses,
    vlan: own.vlan,
    isBelowDown,
    peer: peerOf(network, station, own.name),
    counts: countsOf(network, station.id, own.name),
  };
}

function switchLinks(network: Network, machine: Switch): readonly Link[] {
  const ports = machine.ports.map((port, place) =>
    portLink(network, machine, port, portMac(machine.mac, place + 1), BRIDGE),
  );
  const bridge: Link = {
    ...plain,
    name: BRIDGE,
    kind: 'bridge',
    mac: machine.mac,
    carrier: ports.some((port) => port.up && port.carrier),
  };
  return [...ports, bridge];
}

function portLink(network: Network, machine: Machine, port: string, address: Mac, bridge: string): Link {
  const end = network.cables[machine.id]?.[port];
  const isDown = (machine.kind === 'switch' ? machine.down : machine.tunnel?.down)?.[port] === true;
  return {
    ...plain,
    name: port,
    kind: cableKind(network, machine, port),
    mac: address,
    up: end?.off !== true,
    carrier: !isDown,
    master: bridge,
    peer: peerOf(network, machine, port),
    counts: countsOf(network, machine.id, port),
  };
}

function tunnelLinks(network: Network, station: Station, tunnel: NonNullable<Station['tunnel']>): readonly Link[] {
  const base = Object.values(station.interfaces)[0]?.mac ?? loopback.mac;
  const names = Object.keys(tunnel.ports);
  const ports = names.map((port, place) =>
    portLink(network, station, port, portMac(base, 0x10 + place), `br${tunnel.ports[port]}`),
  );
  const vnis = [...new Set(Object.values(tunnel.ports))];
  const bridges = vnis.flatMap((vni, place): Link[] => [
    {
      ...plain,
      name: `br${vni}`,
      kind: 'bridge',
      mac: portMac(base, 0x40 + place),
      mtu: MTU - VXLAN_OVERHEAD,
      carrier: true,
    },
    {
      ...plain,
      name: `vxlan${vni}`,
      kind: 'vxlan',
      mac: portMac(base, 0x80 + place),
      mtu: MTU - VXLAN_OVERHEAD,
      master: `br${vni}`,
      vni,
    },
  ]);
  return [...ports, ...bridges];
}

/** The address of a port: a switch has a block of addresses, that of the bridge and one for each port. */
function portMac(base: Mac, place: number): Mac {
  const last = (Number.parseInt(base.slice(15), 16) + place) & 0xff;
  return mac(`${base.slice(0, 15)}${last.toString(16).padStart(2, '0')}`);
}

function countsOf(network: Network, id: string, port: string): Counts {
  return network.cables[id]?.[port]?.counts ?? noCounts;
}

function cableKind(network: Network, machine: Machine, port: string): 'physical' | 'veth' {
  return network.cables[machine.id]?.[port]?.veth === true ? 'veth' : 'physical';
}

function peerOf(network: Network, machine: Machine, port: string): Link['peer'] {
  const ends = network.cables[machine.id] ?? {};
  const end = ends[port];
  const far = end === undefined ? undefined : network.devices[end.device];
  if (end?.veth !== true || far === undefined) return undefined;
  const others = [...new Set(Object.values(ends).map((one) => one.device))];
  const names = isStation(far) ? [...Object.keys(far.interfaces), ...Object.keys(far.tunnel?.ports ?? {})] : far.ports;
  return {
    device: far.id,
    index: names.indexOf(end.port) + 2,
    isNeighbour: far.inside !== undefined && far.inside === machine.inside,
    netnsid: others.indexOf(far.id),
  };
}
