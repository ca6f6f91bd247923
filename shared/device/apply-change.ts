/** Writes settings and the state of links; called by apply.ts only. What Linux forgets with a link or an address is forgotten here, too. */
import { type Ipv4, ipv4 } from '../address/ipv4.ts';
import { broadcastAddressOf, contains, prefixOf } from '../address/prefix.ts';
import { forgetPort } from './apply-switch.ts';
import { setTunnelPort } from './apply-vxlan.ts';
import type { Change } from './change.ts';
import type { Device, Hub, Interface, Route, Station, Switch } from './device.ts';
import { interfaceOf, isStation } from './device.ts';
import type { Action } from './event.ts';
import type { PortVlan } from './vlan.ts';
import type { Effects } from './apply.ts';

/** A card's address while it has none. */
export const NO_ADDRESS: Ipv4 = ipv4('0.0.0.0');

export function applyChange(
  device: Device,
  action: Extract<Action, { do: 'configure' | 'set-carrier' }>,
  _effects: Effects,
): void {
  if (device.kind === 'switch') {
    if (action.do === 'set-carrier') setPort(device, action.port, action.up);
    else changeSwitch(device, action.change);
  } else if (isStation(device)) {
    if (action.do === 'set-carrier') {
      if (device.tunnel?.ports[action.port] !== undefined) setTunnelPort(device.tunnel, action.port, action.up);
      else setCarrier(device, action.port, action.up);
    } else changeStation(device, action.change);
  } else if (action.do === 'set-carrier') setLinkOfHub(device, action.port, action.up);
}

function setLinkOfHub(hub: Hub, port: string, up: boolean): void {
  if (up) delete hub.down[port];
  else hub.down[port] = true;
}

/** A port without link forgets who was behind it (IEEE 802.1D 7.9.2, as a Linux bridge does at once). */
function setPort(device: Switch, port: string, up: boolean): void {
  if (up) {
    delete device.down[port];
    return;
  }
  device.down[port] = true;
  forgetPort(device, port);
}

function changeSwitch(device: Switch, change: Change): void {
  switch (change.set) {
    case 'link':
      setPort(device, change.port, change.up);
      return;
    case 'ageing':
      device.ageingUs = change.seconds * 1_000_000;
      return;
    case 'port-vlan':
      setPortVlan(device, change.port, change.vlan);
      return;
    default:
  }
}

/** What was learned on the port was learned in another VLAN; a switch that begins or ends to look at tags has other tables (as Open vSwitch does). */
function setPortVlan(device: Switch, port: string, vlan: PortVlan | undefined): void {
  const { [port]: _before, ...others } = device.vlans ?? {};
  const vlans = vlan === undefined ? others : { ...others, [port]: vlan };
  const hadVlans = device.vlans !== undefined;
  device.vlans = Object.keys(vlans).length === 0 ? undefined : vlans;
  if (hadVlans === (device.vlans !== undefined)) forgetPort(device, port);
  else for (const key of Object.keys(device.macs)) delete device.macs[key];
}

/** Without a link the neighbours on it are forgotten, but for permanent ones; addresses and routes stay (Linux: neigh_carrier_down). */
function setCarrier(station: Station, port: string, up: boolean): void {
  for (const own of Object.values(station.interfaces)) {
    if (own.name !== port && own.vlan?.of !== port) continue;
    setInterface(station, { ...own, carrier: up });
    if (!up) forgetNeighbors(station, own.name, false);
  }
}

function changeStation(station: Station, change: Change): void {
  switch (change.set) {
    case 'link':
      setLink(station, change.port, change.up);
      return;
    case 'mtu':
      setInterface(station, { ...interfaceOf(station, change.port), mtu: change.mtu });
      return;
    case 'mac':
      setInterface(station, { ...interfaceOf(station, change.port), mac: change.mac });
      return;
    case 'address':
      setAddress(station, change.port, change.address, change.length);
      return;
    case 'route':
      setRoute(station, change);
      return;
    case 'neighbor':
      setNeighbor(station, change);
      return;
    case 'vlan-interface':
      setVlanInterface(station, change);
      return;
    case 'socket':
      if (change.open) station.sockets[change.port] = true;
      else delete station.sockets[change.port];
      return;
    default:
  }
}

function setInterface(station: Station, own: Interface): void {
  station.interfaces = { ...station.interfaces, [own.name]: own };
}

/** Switched off: routes over it and neighbours on it are gone. On again: only its own subnet comes back (Linux: fib_disable_ip). */
function setLink(station: Station, port: string, up: boolean): void {
  const own = interfaceOf(station, port);
  if (own.up === up) return;
  const changed = { ...own, up };
  setInterface(station, changed);
  for (const each of Object.values(station.interfaces)) if (each.vlan?.of === port) setLink(station, each.name, up);
  if (up) station.routes = withConnected(station.routes, changed);
  else {
    station.routes = station.routes.filter((route) => route.interface !== port);
    forgetNeighbors(station, port, true);
  }
}

function setAddress(station: Station, port: string, address: Ipv4, length: number): void {
  const own = interfaceOf(station, port);
  const subnet = prefixOf(address, length);
  const changed: Interface = { ...own, address, length, subnet, broadcast: broadcastAddressOf(subnet) };
  setInterface(station, changed);
  // Routes whose gateway was only reachable by the old address go with it.
  const kept = station.routes.filter(
    (route) =>
      route.interface !== port ||
      (route.from !== 'connected' && (route.via === undefined || contains(changed.subnet, route.via))),
  );
  station.routes = withConnected(kept, changed);
}

/** The routes with that of the card's own subnet among the connected ones, which stand first. */
export function withConnected(routes: readonly Route[], own: Interface): readonly Route[] {
  if (own.address === NO_ADDRESS || !own.up) return routes;
  const connected: Route = { to: own.subnet, via: undefined, interface: own.name, metric: 0, from: 'connected' };
  const others = routes.filter((route) => route.from !== 'connected' || route.interface !== own.name);
  const place = others.findIndex((route) => route.from !== 'connected');
  return place < 0 ? [...others, connected] : [...others.slice(0, place), connected, ...others.slice(place)];
}

function setRoute(station: Station, change: Extract<Change, { set: 'route' }>): void {
  const { to, via, metric } = change;
  const isSame = (route: Route): boolean =>
    route.to === to && (change.how === 'delete' ? isMeant(route) : route.metric === metric);
  const isMeant = (route: Route): boolean =>
    (change.via === undefined || route.via === via) &&
    (change.interface === '' || route.interface === change.interface);
  if (change.how === 'delete') {
    const gone = station.routes.find(isSame);
    station.routes = station.routes.filter((route) => route !== gone);
    return;
  }
  const kept = change.how === 'replace' ? station.routes.filter((route) => !isSame(route)) : station.routes;
  station.routes = [...kept, { to, via, interface: change.interface, metric, from: 'static' }];
}

function setNeighbor(station: Station, change: Extract<Change, { set: 'neighbor' }>): void {
  if (change.address === undefined) return forgetNeighbors(station, change.interface, false);
  const table = (station.neighbors[change.interface] ??= {});
  if (change.mac === undefined) delete table[change.address];
  else table[change.address] = { state: 'permanent', mac: change.mac };
}

function forgetNeighbors(station: Station, interfaceName: string, permanentToo: boolean): void {
  const table = station.neighbors[interfaceName] ?? {};
  for (const [address, row] of Object.entries(table)) {
    if (permanentToo || row.state !== 'permanent') delete table[address as Ipv4];
  }
}

function setVlanInterface(station: Station, change: Extract<Change, { set: 'vlan-interface' }>): void {
  if (!change.exists) {
    setLink(station, change.name, false);
    const { [change.name]: _gone, ...others } = station.interfaces;
    station.interfaces = others;
    delete station.neighbors[change.name];
    return;
  }
  const parent = interfaceOf(station, change.of);
  const subnet = prefixOf(NO_ADDRESS, 0);
  setInterface(station, {
    ...parent,
    name: change.name,
    address: NO_ADDRESS,
    length: 0,
    subnet,
    broadcast: undefined,
    up: false,
    vlan: { of: change.of, id: change.id },
  });
}
