/** Deals a puzzle: draws every address from the seed, so that two teams never have the same answers. Equal seeds give equal deals. */
import { ipv4FromNumber, ipv4ToNumber, type Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import { broadcastAddressOf, prefix, prefixLength, prefixOf, type Prefix } from '../address/prefix.ts';
import type { LabInterface } from '../network/lab-format.ts';
import type { Lab, LabLink } from '../network/lab.ts';
import { draw, drawOne, randomFrom, shuffled, type Random } from '../random.ts';
import { drawDamage, type DealtDamage } from './deal-damage.ts';
import { drawBridges, drawMac } from './deal-bridge.ts';
import { drawVlans, labPorts, numberOf, type VlanNumbers } from './deal-vlan.ts';
import type { PingTarget, Puzzle, PuzzleDevice, PuzzleRoute, PuzzleSettings, RouteTarget } from './puzzle.ts';
import { dealFault, type DealtFault } from './deal-fault.ts';
import type { Setting } from './setting.ts';

/** One item of traffic with its addresses; `to` is the device it is for, or null for everybody. */
export interface DealtPing {
  readonly on: string;
  readonly to: string | null;
  readonly address: Ipv4;
  readonly ttl: number | undefined;
  readonly move: readonly [from: string, to: string] | undefined;
  readonly damage: readonly DealtDamage[];
}

export interface Deal {
  readonly lab: Lab;
  readonly traffic: readonly DealtPing[];
  /** Of a configure puzzle: by device, the settings of a right configuration. */
  readonly settings: Readonly<Record<string, readonly Setting[]>>;
  /** Null in a puzzle in which nothing breaks. */
  readonly fault: DealtFault | null;
}

interface Card {
  readonly device: string;
  readonly name: string;
  readonly subnet: string;
  readonly mac: Mac;
  readonly address: Ipv4;
}

export function deal(puzzle: Puzzle, seed: string): Deal {
  const random = randomFrom(`${puzzle.id} ${seed}`);
  const roles = shuffled(random, puzzle.roles ?? []);
  const subnets = drawSubnets(random, puzzle);
  const cards = drawCards(random, puzzle, subnets);
  const vlans = drawVlans(random, puzzle);
  const bridges = drawBridges(random, puzzle);
  const devices = Object.fromEntries(
    Object.entries(puzzle.devices).map(([id, device]) => [
      id,
      { ...labDevice(id, device, cards, subnets, vlans), ...bridges[id] },
    ]),
  );
  const role = (id: string): string => (id.startsWith('$') ? (roles[Number(id.slice(1)) - 1] ?? id) : id);
  return {
    // What chance decides in a network is drawn by the lab's name.
    lab: { name: `${seed} ${puzzle.id}`, devices, links: labLinks(puzzle), traffic: [] },
    traffic: puzzle.traffic.map(({ on, to, ttl, move, damage }) => ({
      on: role(on),
      ...target(random, to, role, cards, subnets),
      ttl,
      move,
      damage: drawOne(random, damage ?? [[]]).map((one) => drawDamage(random, puzzle, one, role)),
    })),
    settings: Object.fromEntries(
      Object.entries(puzzle.configure ?? {}).map(([id, wanted]) => [id, settingsOf(id, wanted, cards, subnets)]),
    ),
    fault: dealFault(
      random,
      puzzle,
      role,
      cards.map((card) => ({ ...card, length: lengthOf(subnets, card.subnet) })),
      () => drawMac(random),
    ),
  };
}

function drawSubnets(random: Random, puzzle: Puzzle): Record<string, Prefix> {
  const taken = new Set<string>();
  /** Families of subnets (names that begin alike before a hyphen), and the place that was drawn for each. */
  const places = new Map<string, number>();
  return Object.fromEntries(
    Object.entries(puzzle.subnets).map(([name, pool]) => {
      const family = name.includes('-') ? name.slice(0, name.indexOf('-')) : undefined;
      if (family !== undefined) {
        const place = places.get(family) ?? draw(random, pool.length);
        places.set(family, place);
        return [name, prefix(pool[place] ?? '')];
      }
      const drawn = drawOne(
        random,
        pool.filter((candidate) => !taken.has(candidate)),
      );
      taken.add(drawn);
      return [name, prefix(drawn)];
    }),
  );
}

function drawCards(random: Random, puzzle: Puzzle, subnets: Record<string, Prefix>): readonly Card[] {
  const cards: Card[] = [];
  const wanted = (device: PuzzleDevice) =>
    device.kind === 'host' ? [device] : device.kind === 'router' ? device.cards : [];
  const fixed = new Set(
    Object.values(puzzle.devices)
      .flatMap(wanted)
      .flatMap(({ subnet, host }) => (host === undefined ? [] : [hostAddress(subnets, subnet, host)])),
  );
  for (const [id, device] of Object.entries(puzzle.devices)) {
    for (const [index, want] of wanted(device).entries()) {
      const taken = new Set(cards.map((card) => card.address));
      const usualGateway = hostAddress(subnets, want.subnet, 1);
      let address = want.host === undefined ? usualGateway : hostAddress(subnets, want.subnet, want.host);
      while (want.host === undefined && (address === usualGateway || fixed.has(address) || taken.has(address))) {
        address = hostAddress(subnets, want.subnet, 2 + draw(random, hostsIn(subnets, want.subnet) - 1));
      }
      cards.push({ device: id, name: `eth${index}`, subnet: want.subnet, mac: drawMac(random), address });
    }
  }
  return cards.map((card) => asTwin(card, puzzle.devices, cards));
}

/** A copy of another host has the addresses of that one. */
function asTwin(card: Card, devices: Puzzle['devices'], cards: readonly Card[]): Card {
  const device = devices[card.device];
  const of = device?.kind === 'host' ? device.twin : undefined;
  const twin = of === undefined ? undefined : cards.find((candidate) => candidate.device === of);
  return twin === undefined ? card : { ...card, mac: twin.mac, address: twin.address };
}
function labDevice(
  id: string,
  device: PuzzleDevice,
  cards: readonly Card[],
  subnets: Record<string, Prefix>,
  vlans: VlanNumbers,
): Lab['devices'][string] {
  if (device.kind === 'switch') {
    const { ageingSeconds } = device;
    const ports = labPorts(device, vlans);
    return ageingSeconds === undefined ? { kind: 'switch', ports } : { kind: 'switch', ports, ageingSeconds };
  }
  if (device.kind === 'hub') {
    const ports = Object.fromEntries(Array.from({ length: device.ports }, (_, index) => [`p${index + 1}`, {}]));
    return device.rateMbps === undefined ? { kind: 'hub', ports } : { kind: 'hub', ports, rateMbps: device.rateMbps };
  }
  const interfaces = Object.fromEntries(
    cards
      .filter((card) => card.device === id)
      .map((card) => [card.name, { mac: card.mac, ipv4: `${card.address}/${lengthOf(subnets, card.subnet)}` }]),
  );
  const routes = routesOf(device).map((route) => dealtRoute(id, route, cards, subnets));
  if (device.kind === 'router') {
    const nat = device.outside === undefined ? {} : { nat: { outside: device.outside } };
    return { kind: 'router', interfaces, routes, ...nat };
  }
  const neigh = Object.fromEntries(
    cards.filter((card) => device.knows?.includes(card.device)).map((card) => [card.address, card.mac]),
  );
  return { kind: 'host', interfaces: taggedCards(device.tag, interfaces, vlans), routes, neigh };
}

/** The cards of a host that tags what it sends: the address is that of the VLAN interface on its card. */
function taggedCards(
  tag: string | undefined,
  cards: Readonly<Record<string, LabInterface>>,
  vlans: VlanNumbers,
): Readonly<Record<string, LabInterface>> {
  if (tag === undefined) return cards;
  const id = numberOf(vlans, tag);
  return Object.fromEntries(
    Object.entries(cards).flatMap(([name, { mac = '', ipv4 = '' }]) => [
      [name, { mac }],
      [`${name}.${id}`, { ipv4, vlan: { of: name, id } }],
    ]),
  );
}

function labLinks({ links, delaysUs, storm }: Puzzle): LabLink[] {
  return links.map(([a, b], place) => {
    const delayUs = delaysUs?.[place];
    if (storm !== undefined) return { ends: [a, b], ...storm.cable };
    return delayUs === undefined ? [a, b] : { ends: [a, b], delayUs };
  });
}

function routesOf(device: Exclude<PuzzleDevice, { ports: number }>): readonly PuzzleRoute[] {
  const gateway = device.kind === 'host' ? device.gateway : undefined;
  return [...(device.routes ?? []), ...(gateway === undefined ? [] : [{ to: 'default', via: gateway }])];
}

function dealtRoute(
  id: string,
  { to, via }: PuzzleRoute,
  cards: readonly Card[],
  subnets: Record<string, Prefix>,
): { readonly to: string; readonly via: Ipv4 } {
  return { to: routeTarget(to, subnets), via: sharedAddress(cards, id, via) };
}

function settingsOf(
  id: string,
  wanted: PuzzleSettings,
  cards: readonly Card[],
  subnets: Record<string, Prefix>,
): readonly Setting[] {
  if ('vlans' in wanted) return Object.entries(wanted.vlans).map(([port, vlan]) => ({ set: 'port-vlan', port, vlan }));
  return wanted.routes.map((route) => ({ set: 'route', how: 'add', ...dealtRoute(id, route, cards, subnets) }));
}

function routeTarget(to: RouteTarget, subnets: Record<string, Prefix>): string {
  if (to === 'default') return to;
  if (typeof to === 'string') return subnetOf(subnets, to);
  return prefixOf(firstAddress(subnetOf(subnets, to.around)), to.length);
}

/** The other device's address in a subnet that both are in. */
function sharedAddress(cards: readonly Card[], own: string, other: string): Ipv4 {
  const mine = new Set(cards.filter((card) => card.device === own).map((card) => card.subnet));
  const found = cards.find((card) => card.device === other && mine.has(card.subnet));
  if (found === undefined) throw new Error(`${own} and ${other} share no subnet`);
  return found.address;
}

function target(
  random: Random,
  to: PingTarget,
  role: (id: string) => string,
  cards: readonly Card[],
  subnets: Record<string, Prefix>,
): Pick<DealtPing, 'to' | 'address'> {
  if (typeof to !== 'string' && 'everybodyIn' in to) {
    const everybody = broadcastAddressOf(subnets[to.everybodyIn] as Prefix);
    if (everybody === undefined) throw new Error(`${to.everybodyIn} has no broadcast address`);
    return { to: null, address: everybody };
  }
  if (typeof to !== 'string' && 'nobodyIn' in to)
    return { to: null, address: hostAddress(subnets, to.nobodyIn, 1 + draw(random, hostsIn(subnets, to.nobodyIn))) };
  const id = role(typeof to === 'string' ? to : to.device);
  const card = cards.find(
    (candidate) => candidate.device === id && (typeof to === 'string' || candidate.subnet === to.subnet),
  );
  if (card === undefined) throw new Error(`${id} has no address to ping`);
  return { to: id, address: card.address };
}

function hostAddress(subnets: Record<string, Prefix>, name: string, host: number): Ipv4 {
  return ipv4FromNumber(ipv4ToNumber(firstAddress(subnetOf(subnets, name))) + host);
}

/** How many addresses hosts can have: all but the first and the last. */
function hostsIn(subnets: Record<string, Prefix>, name: string): number {
  return 2 ** (32 - lengthOf(subnets, name)) - 2;
}

function lengthOf(subnets: Record<string, Prefix>, name: string): number {
  return prefixLength(subnetOf(subnets, name));
}

function firstAddress(subnet: Prefix): Ipv4 {
  return subnet.split('/')[0] as Ipv4;
}

function subnetOf(subnets: Record<string, Prefix>, name: string): Prefix {
  const subnet = subnets[name];
  if (subnet === undefined) throw new Error(`no subnet ${name}`);
  return subnet;
}
