/** A station of a lab becomes a device: its cards, its routes, and what it does besides. */
import { type Ipv4, ipv4 } from '../address/ipv4.ts';
import { mac } from '../address/mac.ts';
import { isMalformed } from '../address/malformed.ts';
import {
  broadcastAddressOf,
  contains,
  prefixLength,
  parseInterfaceAddress,
  prefix,
  prefixOf,
} from '../address/prefix.ts';
import {
  addressing,
  assigned,
  connectedRoutes,
  PROTOCOL_BOOT,
  SCOPE_GLOBAL,
  SCOPE_LINK,
  withAddress,
} from '../device/addresses.ts';
import type { AssignedAddress, Interface, Neighbor, Route, Station } from '../device/device.ts';
import type { Filter, FilterChain, Hook } from '../device/filter.ts';
import { initialTranslations } from '../device/nat.ts';
import { initialLinkState } from '../device/ospf.ts';
import { initialTunnel } from '../device/vxlan.ts';
import {
  addressesOf,
  type LabFilterChain,
  type LabInterface,
  type LabRoute,
  type LabStation,
  type LabTunnelEndPoint,
} from './lab-format.ts';

/** `cabled`: the ends of all cables, "A.eth0". */
export function buildStation(id: string, lab: LabStation | LabTunnelEndPoint, cabled: ReadonlySet<string>): Station {
  const cards = Object.entries(lab.interfaces).map(([name, card]) => buildInterface(id, name, card, lab, cabled));
  const connected = cards.flatMap((own) => connectedRoutes(own, own.addresses));
  const routes = (lab.routes ?? []).map((route) => buildRoute(route, cards)).filter((route) => isUp(route, cards));
  const neighbors: Record<string, Record<Ipv4, Neighbor>> = {};
  for (const [text, address] of Object.entries(lab.neigh ?? {})) {
    const { name } = interfaceTowards(cards, ipv4(text));
    (neighbors[name] ??= {})[ipv4(text)] = { state: 'permanent', mac: mac(address) };
  }
  const services = lab.kind === 'vtep' ? undefined : lab;
  return {
    kind: lab.kind,
    id,
    inside: lab.inside,
    interfaces: Object.fromEntries(cards.map((own) => [own.name, own])),
    routes: [...connected, ...routes],
    neighbors,
    nextIdentification: 1,
    failed: {},
    loopback: undefined,
    nextRound: 1,
    listeners: services?.listen?.udp ?? {},
    sockets: {},
    filter: services?.filter === undefined ? undefined : buildFilter(services.filter),
    nat: services?.nat === undefined ? undefined : initialTranslations(services.nat.outside),
    ospf: services?.ospf === undefined ? undefined : initialLinkState(services.ospf, cards),
    tunnel: lab.kind === 'vtep' ? initialTunnel(id, lab, cabled) : undefined,
  };
}

/** IEEE 802.3 3.2.7: octets of payload. */
const MTU = 1500;

function buildInterface(
  id: string,
  name: string,
  card: LabInterface,
  lab: LabStation | LabTunnelEndPoint,
  cabled: ReadonlySet<string>,
): Interface {
  const parent = card.vlan === undefined ? undefined : lab.interfaces[card.vlan.of];
  const address = card.mac ?? parent?.mac;
  if (address === undefined) throw new RangeError(`${id}.${name} has no MAC address`);
  return {
    name,
    mac: mac(address),
    ...addressing(
      addressesOf(card).reduce<readonly AssignedAddress[]>((all, text) => withAddress(all, addressOf(name, text)), []),
    ),
    up: (card.up ?? true) && (parent?.up ?? true),
    carrier: cabled.has(`${id}.${card.vlan?.of ?? name}`),
    mtu: card.mtu ?? parent?.mtu ?? MTU,
    vlan: card.vlan,
  };
}

/** The exported script gives every address its subnet's broadcast address, too. */
function addressOf(name: string, text: string): AssignedAddress {
  const parsed = parseInterfaceAddress(text);
  if (isMalformed(parsed)) throw new RangeError(`"${text}" is no address with a length: ${parsed.malformed}`);
  return assigned(name, { ...parsed, broadcast: broadcastAddressOf(prefixOf(parsed.address, parsed.length)) });
}

function buildRoute(route: LabRoute, cards: readonly Interface[]): Route {
  const via = route.via === undefined ? undefined : ipv4(route.via);
  const out = route.dev ?? (via === undefined ? '' : interfaceTowards(cards, via).name);
  const to = prefix(route.to === 'default' ? '0.0.0.0/0' : route.to);
  return {
    to,
    via,
    interface: out,
    metric: route.metric ?? 0,
    from: 'static',
    protocol: PROTOCOL_BOOT,
    scope: via === undefined ? SCOPE_LINK : SCOPE_GLOBAL,
    source: undefined,
    isOnlink: false,
  };
}

/** Linux takes no route over a card that is switched off. */
function isUp(route: Route, cards: readonly Interface[]): boolean {
  return cards.some((own) => own.name === route.interface && own.up);
}

/** The interface that the connected route to the address leads to: of two subnets that have it, the smaller one. */
function interfaceTowards(interfaces: readonly Interface[], address: Ipv4): Interface {
  let best: { readonly own: Interface; readonly length: number } | undefined;
  for (const own of interfaces) {
    for (const { to } of connectedRoutes({ ...own, up: true }, own.addresses)) {
      const length = prefixLength(to);
      if (contains(to, address) && (best === undefined || length > best.length)) best = { own, length };
    }
  }
  if (best === undefined) throw new RangeError(`${address} is in no subnet of the device`);
  return best.own;
}

function buildFilter(lab: NonNullable<LabStation['filter']>): Filter {
  const hooks = (['input', 'forward', 'output'] as const).flatMap((hook): [Hook, FilterChain][] => {
    const chain = lab[hook];
    return chain === undefined ? [] : [[hook, buildChain(chain)]];
  });
  return Object.fromEntries(hooks);
}

function buildChain(chain: LabFilterChain): FilterChain {
  const rules = (chain.rules ?? []).map((rule) => ({
    in: rule.in,
    out: rule.out,
    from: rule.from === undefined ? undefined : prefix(rule.from),
    to: rule.to === undefined ? undefined : prefix(rule.to),
    protocol: rule.protocol,
    icmpType: rule.icmpType,
    port: rule.port,
    do: rule.do,
  }));
  return { policy: chain.policy ?? 'accept', rules };
}
