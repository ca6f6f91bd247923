/** A lab becomes a network, ready to run, its traffic scheduled. */
import { type Ipv4, ipv4 } from '../address/ipv4.ts';
import { mac, type Mac } from '../address/mac.ts';
import { isMalformed } from '../address/malformed.ts';
import { broadcastAddressOf, contains, parseInterfaceAddress, prefix, prefixOf } from '../address/prefix.ts';
import type { Device, Interface, Neighbor, Route, Station } from '../device/device.ts';
import { randomFrom } from '../random.ts';
import type { Lab, LabDevice, LabInterface, LabStation, LabTraffic } from './lab-format.ts';
import { addPing, CABLE_DELAY_US, type CableEnd, type Network, schedulePing } from './network.ts';

/** The network of a lab that `readLab` accepts, at time 0. Throws RangeError on a value that it would refuse. */
export function buildNetwork(lab: Lab): Network {
  const network: Network = {
    nowUs: 0,
    nextOrder: 0,
    devices: Object.fromEntries(Object.entries(lab.devices).map(([id, device]) => [id, buildDevice(id, device)])),
    cables: cablesOf(lab),
    queue: [],
    pings: [],
  };
  for (const item of lab.traffic ?? []) {
    const ping = addPing(network, item.on, ipv4(item.ping.to), item.ping.ttl);
    for (let index = 0; index < countOf(item); index++)
      schedulePing(network, ping, index + 1, departureUs(item, index));
  }
  return network;
}

/** When the last echo request of the lab leaves, microseconds; 0 without traffic. */
export function endOfTrafficUs(lab: Lab): number {
  return (lab.traffic ?? []).reduce((end, item) => Math.max(end, departureUs(item, countOf(item) - 1)), 0);
}

function countOf(item: LabTraffic): number {
  return item.ping.count ?? 1;
}

/** Rule 3 of the lab format: on time, whether answers came or not. `index` counts from 0. */
function departureUs(item: LabTraffic, index: number): number {
  return Math.round((item.at ?? 0) * 1_000_000) + index * (item.ping.intervalMs ?? 1000) * 1000;
}

function buildDevice(id: string, device: LabDevice): Device {
  switch (device.kind) {
    case 'host':
    case 'router':
      return buildStation(id, device);
    case 'switch':
      return {
        kind: 'switch',
        id,
        mac: device.mac === undefined ? bridgeMac(id) : mac(device.mac),
        ports: Object.keys(device.ports),
        macs: {},
      };
    case 'hub':
      return { kind: 'hub', id, ports: Object.keys(device.ports) };
  }
}

function buildStation(id: string, station: LabStation): Station {
  const interfaces = Object.entries(station.interfaces).map(([name, card]) => buildInterface(name, card));
  const connected = interfaces.map((own): Route => ({ to: own.subnet, via: undefined, interface: own.name }));
  const routes = (station.routes ?? []).map((route): Route => {
    const via = ipv4(route.via);
    return {
      to: prefix(route.to === 'default' ? '0.0.0.0/0' : route.to),
      via,
      interface: interfaceTowards(interfaces, via).name,
    };
  });
  const neighbors: Record<string, Record<Ipv4, Neighbor>> = {};
  for (const [text, address] of Object.entries(station.neigh ?? {})) {
    const { name } = interfaceTowards(interfaces, ipv4(text));
    (neighbors[name] ??= {})[ipv4(text)] = { state: 'permanent', mac: mac(address) };
  }
  return {
    kind: station.kind,
    id,
    interfaces: Object.fromEntries(interfaces.map((own) => [own.name, own])),
    routes: [...connected, ...routes],
    neighbors,
    nextIdentification: 1,
    nextRound: 1,
  };
}

function buildInterface(name: string, card: LabInterface): Interface {
  const parsed = parseInterfaceAddress(card.ipv4);
  if (isMalformed(parsed)) throw new RangeError(`"${card.ipv4}" is no address with a length: ${parsed.malformed}`);
  const { address, length } = parsed;
  const subnet = prefixOf(address, length);
  return { name, mac: mac(card.mac), address, length, subnet, broadcast: broadcastAddressOf(subnet) };
}

/** The interface that the connected route to the address leads to: of two subnets that have it, the smaller one. */
function interfaceTowards(interfaces: readonly Interface[], address: Ipv4): Interface {
  let best: Interface | undefined;
  for (const own of interfaces) {
    if (contains(own.subnet, address) && (best === undefined || own.length > best.length)) best = own;
  }
  if (best === undefined) throw new RangeError(`${address} is in no subnet of the device`);
  return best;
}

/** A locally administered address (IEEE 802-2014 8.4: second bit of the first octet) that depends on the name alone. */
function bridgeMac(id: string): Mac {
  const hash = (randomFrom(id).state >>> 0).toString(16).padStart(8, '0');
  return mac(`02:5b:${hash.slice(0, 2)}:${hash.slice(2, 4)}:${hash.slice(4, 6)}:${hash.slice(6, 8)}`);
}

function cablesOf(lab: Lab): Network['cables'] {
  const cables: Record<string, Record<string, CableEnd>> = {};
  for (const [one, other] of lab.links ?? []) {
    addEnd(cables, one, other);
    addEnd(cables, other, one);
  }
  return cables;
}

function addEnd(cables: Record<string, Record<string, CableEnd>>, from: string, to: string): void {
  const [device = '', port = ''] = from.split('.');
  const [farDevice = '', farPort = ''] = to.split('.');
  (cables[device] ??= {})[port] = { device: farDevice, port: farPort, delayUs: CABLE_DELAY_US };
}
