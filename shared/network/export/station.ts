/** A host, a router or a tunnel end point: its cards, addresses, routes and permanent neighbours, as `ip` commands. */
import { type Ipv4, ipv4 } from '../../address/ipv4.ts';
import { isMalformed } from '../../address/malformed.ts';
import { contains, parseInterfaceAddress, prefixOf } from '../../address/prefix.ts';
import {
  addressesOf,
  type Lab,
  type LabDevice,
  type LabInterface,
  type LabRoute,
  type LabStation,
  type LabTunnelEndPoint,
} from '../lab-format.ts';
import { interfaceOf, ipBatch, spaceOf } from './names.ts';
import { needsWholeChecksums } from './prologue.ts';
import { hasPair, type Wiring } from './wiring.ts';

type WithCards = LabStation | LabTunnelEndPoint;

/** The `ip` commands that make a namespace this station. */
export function stationLines(lab: Lab, wiring: Wiring, id: string, station: WithCards): string[] {
  const cards = Object.entries(station.interfaces);
  // A card is there before the interfaces that stand on it.
  const ordered = [...cards.filter(([, card]) => card.vlan === undefined), ...cards.filter(([, card]) => card.vlan)];
  const space = spaceOf(id, station);
  return [
    ...(station.kind === 'router' ? [`on ${id} sysctl -qw net.ipv4.ip_forward=1`] : []),
    ...wholeChecksums(lab, wiring, id, station),
    ...ipBatch(space, [
      'link set lo up',
      ...ordered.flatMap(([name, card]) => cardCommands(wiring, id, station, name, card)),
      ...(station.routes ?? []).flatMap((route) => routeCommand(id, station, route)),
      ...neighbourCommands(id, station),
    ]),
  ];
}

const DAY_MS = 86_400_000;

function cardCommands(wiring: Wiring, id: string, device: WithCards, name: string, card: LabInterface): string[] {
  const own = interfaceOf(id, device, name);
  const isUp = card.up !== false;
  const settings = [
    ...(card.mac === undefined ? [] : [`address ${card.mac}`]),
    ...(card.mtu === undefined ? [] : [`mtu ${card.mtu}`]),
    isUp ? 'up' : 'down',
  ];
  return [
    ...makingOf(wiring, id, device, name, card),
    `link set ${own} ${settings.join(' ')}`,
    // Linux would ask a neighbour again, in a while, whether it is still there; here entries stay as they are.
    `ntable change name arp_cache dev ${own} delay_probe ${DAY_MS}`,
    ...addressesOf(card).map((address) => `address add ${address} ${broadcastOf(address)}dev ${own}`),
  ];
}

function makingOf(wiring: Wiring, id: string, device: WithCards, name: string, card: LabInterface): string[] {
  const own = interfaceOf(id, device, name);
  if (card.vlan !== undefined) {
    return [`link add link ${interfaceOf(id, device, card.vlan.of)} name ${own} type vlan id ${card.vlan.id}`];
  }
  // A card without a cable: a pair whose other end is down.
  const place = Object.keys(device.interfaces).indexOf(name) + 1;
  return hasPair(wiring, id, name) ? [] : [`link add name ${own} type veth peer name unplugged~${place}`];
}

/** iproute2 would leave the broadcast address out. A /31 and a /32 have none. */
function broadcastOf(address: string): string {
  return Number(address.split('/')[1]) < 31 ? 'broadcast + ' : '';
}

/** Linux refuses a route through a card that is switched off. */
function routeCommand(id: string, station: WithCards, route: LabRoute): string[] {
  const card = route.dev ?? (route.via === undefined ? undefined : cardTowards(station, ipv4(route.via)));
  const isOff = card !== undefined && station.interfaces[card]?.up === false;
  if (isOff) return [`# not while ${card} is down: route add ${route.to}`];
  const words = [
    `route add ${route.to}`,
    ...(route.via === undefined ? [] : [`via ${route.via}`]),
    ...(route.dev === undefined ? [] : [`dev ${interfaceOf(id, station, route.dev)}`]),
    ...(route.metric === undefined ? [] : [`metric ${route.metric}`]),
  ];
  return [words.join(' ')];
}

function neighbourCommands(id: string, station: WithCards): string[] {
  return Object.entries(station.neigh ?? {}).map(([address, mac]) => {
    const card = cardTowards(station, ipv4(address)) ?? '';
    return `neigh add ${address} lladdr ${mac} dev ${interfaceOf(id, station, card)} nud permanent`;
  });
}

/** The card whose subnet has the address: of two, the smaller one. */
function cardTowards(station: WithCards, address: Ipv4): string | undefined {
  let best: { readonly name: string; readonly length: number } | undefined;
  for (const [name, card] of Object.entries(station.interfaces)) {
    for (const text of addressesOf(card)) {
      const own = parseInterfaceAddress(text);
      if (isMalformed(own) || !contains(prefixOf(own.address, own.length), address)) continue;
      if (best === undefined || own.length > best.length) best = { name, length: own.length };
    }
  }
  return best?.name;
}

/** `ethtool` is once a card: only where a checksum that is left to hardware would be seen. */
function wholeChecksums(lab: Lab, wiring: Wiring, id: string, device: LabDevice): string[] {
  if (!needsWholeChecksums(lab) || !('interfaces' in device)) return [];
  const cards = Object.keys(device.interfaces).filter((name) => hasPair(wiring, id, name));
  return cards.map((name) => `on ${id} ethtool -K ${interfaceOf(id, device, name)} tx off > /dev/null`);
}
