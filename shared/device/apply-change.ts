/** Writes settings and the state of links; called by apply.ts only. What Linux forgets with a link or an address is forgotten here, too. */
import type { Ipv4 } from '../address/ipv4.ts';
import {
  addressing,
  assigned,
  connectedRoutes,
  hasAddress,
  PROTOCOL_BOOT,
  SCOPE_GLOBAL,
  SCOPE_LINK,
  withAddress,
  withoutAddress,
} from './addresses.ts';
import { forgetOutside } from './apply-nat.ts';
import { forgetMacs, forgetPort, setPorts } from './apply-switch.ts';
import { setTunnelPort } from './apply-vxlan.ts';
import type { Change } from './change.ts';
import type { AssignedAddress, Device, Hub, Interface, Route, Station, Switch } from './device.ts';
import { forgetFailed } from './neighbors.ts';
import { interfaceOf, isStation } from './device.ts';
import type { Action } from './event.ts';
import { LOOPBACK, loopbackOf } from './loopback.ts';
import type { PortVlan } from './vlan.ts';
import { isOwnAddress } from './routes.ts';
import type { Effects } from './apply.ts';

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
    case 'ports':
      setPorts(device, change.ports);
      return;
    case 'macs-flush':
      forgetMacs(device);
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
  else forgetMacs(device);
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
      setInterface(station, { ...cardOrLoopback(station, change.port), mtu: change.mtu });
      return;
    case 'mac':
      setInterface(station, { ...interfaceOf(station, change.port), mac: change.mac });
      return;
    case 'address':
      setAddress(station, change);
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
  if (own.name === LOOPBACK.name) station.loopback = own;
  else station.interfaces = { ...station.interfaces, [own.name]: own };
}

/** Switched off: routes over it and neighbours on it are gone. On again: only its own subnet comes back (Linux: fib_disable_ip). */
function setLink(station: Station, port: string, up: boolean): void {
  const own = interfaceOf(station, port);
  if (own.up === up) return;
  const changed = { ...own, up };
  setInterface(station, changed);
  for (const each of Object.values(station.interfaces)) if (each.vlan?.of === port) setLink(station, each.name, up);
  if (up) station.routes = withConnected(station.routes, connectedRoutes(changed, changed.addresses));
  else {
    station.routes = station.routes.filter((route) => route.interface !== port);
    forgetNeighbors(station, port, true);
  }
}

function cardOrLoopback(station: Station, name: string): Interface {
  return name === LOOPBACK.name ? loopbackOf(station) : interfaceOf(station, name);
}

/** Those of `lo` are the station's own: they are in the table "local" alone. */
function routesToSubnets(own: Interface, addresses: readonly AssignedAddress[]): readonly Route[] {
  return own.name === LOOPBACK.name ? [] : connectedRoutes(own, addresses);
}

function setAddress(station: Station, change: Extract<Change, { set: 'address' }>): void {
  const own = cardOrLoopback(station, change.port);
  const wanted = assigned(own.name, change);
  const known = own.addresses.find(({ address, subnet }) => address === wanted.address && subnet === wanted.subnet);
  if (change.how !== 'add') {
    if (known === undefined) return;
    if (change.how === 'delete') removeAddress(station, own, known);
    else setAddressMetric(station, own, known, wanted.metric);
    return;
  }
  const changed = { ...own, ...addressing(withAddress(own.addresses, wanted)) };
  setInterface(station, changed);
  const added = changed.addresses.filter((one) => !own.addresses.includes(one));
  station.routes = withConnected(station.routes, routesToSubnets(changed, added));
}

/** With it that of the route to its subnet changes (Linux: fib_modify_prefix_metric). */
function setAddressMetric(station: Station, own: Interface, known: AssignedAddress, metric: number): void {
  const addresses = own.addresses.map((one) => (one === known ? { ...one, metric } : one));
  setInterface(station, { ...own, ...addressing(addresses) });
  const [before] = routesToSubnets(own, [known]);
  if (before === undefined) return;
  station.routes = station.routes.map((route) => (isSameConnected(route, before) ? { ...route, metric } : route));
}

/** Is it the route that the kernel has made for that subnet of that card? */
function isSameConnected(route: Route, one: Route): boolean {
  return (
    route.protocol === one.protocol &&
    route.to === one.to &&
    route.interface === one.interface &&
    route.source === one.source
  );
}

/**
 * With it go the route to its subnet, and the routes and translations that have it as source (Linux: fib_del_ifaddr, masq_inet_event); with the last
 * one all routes over the card and all neighbours on it (fib_disable_ip).
 */
function removeAddress(station: Station, own: Interface, address: AssignedAddress): void {
  const changed = { ...own, ...addressing(withoutAddress(own.addresses, address)) };
  setInterface(station, changed);
  const gone = own.addresses.filter((one) => !changed.addresses.includes(one));
  const subnets = routesToSubnets(own, gone);
  const left = gone.map((one) => one.address).filter((one) => !hasAddress(changed, one));
  const sources = left.filter((one) => !isOwnAddress(station, one));
  const isLast = changed.addresses.length === 0;
  station.routes = station.routes.filter(
    (route) =>
      !(isLast && route.interface === own.name) &&
      (route.source === undefined || !sources.includes(route.source)) &&
      !subnets.some((one) => isSameConnected(route, one)),
  );
  if (station.nat?.outside === own.name) forgetOutside(station.nat, left);
  if (isLast) forgetNeighbors(station, own.name, true);
}

/** The routes with others to connected subnets, which stand first. */
export function withConnected(routes: readonly Route[], connected: readonly Route[]): readonly Route[] {
  const place = routes.findIndex((route) => route.from !== 'connected');
  return place < 0 ? [...routes, ...connected] : [...routes.slice(0, place), ...connected, ...routes.slice(place)];
}

/** The route that such a change writes. */
export function routeOf(change: Extract<Change, { set: 'route' }>): Route {
  const { to, via, metric, protocol = PROTOCOL_BOOT, source, isOnlink = false, type, mtu } = change;
  const scope = change.scope ?? (via === undefined ? SCOPE_LINK : SCOPE_GLOBAL);
  return { to, via, interface: change.interface, metric, from: 'static', protocol, scope, source, isOnlink, type, mtu };
}

function setRoute(station: Station, change: Extract<Change, { set: 'route' }>): void {
  const { to, metric } = change;
  if (change.how === 'delete') {
    const gone = station.routes.find((route) => isMeant(route, change));
    station.routes = station.routes.filter((route) => route !== gone);
    return;
  }
  const isSame = (route: Route): boolean => route.to === to && route.metric === metric;
  const made = routeOf(change);
  // What is replaced keeps its place among those to the same prefix.
  const place = change.how === 'replace' ? station.routes.findIndex(isSame) : -1;
  station.routes = place < 0 ? [...station.routes, made] : station.routes.with(place, made);
}

/** What is not said may be anything (net/ipv4/fib_trie.c, `fib_table_delete`). */
function isMeant(route: Route, change: Extract<Change, { set: 'route' }>): boolean {
  return (
    route.to === change.to &&
    route.metric === change.metric &&
    (change.type === undefined || route.type === change.type) &&
    (change.mtu === undefined || route.mtu === change.mtu) &&
    (change.via === undefined || route.via === change.via) &&
    (change.interface === '' || route.interface === change.interface) &&
    (change.protocol === undefined || route.protocol === change.protocol) &&
    (change.scope === undefined || route.scope === change.scope) &&
    (change.source === undefined || route.source === change.source)
  );
}

function setNeighbor(station: Station, change: Extract<Change, { set: 'neighbor' }>): void {
  if (change.address === undefined) return forgetNeighbors(station, change.interface, false);
  const table = (station.neighbors[change.interface] ??= {});
  forgetFailed(station, change.interface, change.address);
  if (change.mac === undefined) delete table[change.address];
  else table[change.address] = { state: 'permanent', mac: change.mac };
}

function forgetNeighbors(station: Station, interfaceName: string, permanentToo: boolean): void {
  const table = station.neighbors[interfaceName] ?? {};
  delete station.failed[interfaceName];
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
  setInterface(station, {
    ...parent,
    name: change.name,
    ...addressing([]),
    up: false,
    vlan: { of: change.of, id: change.id },
  });
}
