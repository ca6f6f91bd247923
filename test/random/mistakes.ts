/** What people get wrong on a single station: its mask, and neighbours that they have written down for good. */
import { isMalformed } from '../../shared/address/malformed.ts';
import { broadcastAddressOf, contains, parseInterfaceAddress, prefixOf } from '../../shared/address/prefix.ts';
import { addressesOf } from '../../shared/network/lab-format.ts';
import { drawOne } from '../../shared/random.ts';
import { between, chance, newMac, stationOf, type Card, type Plan } from './plan.ts';

/** Wrong masks on some hosts. What a host then cannot have (a gateway outside its subnet) is left out, as its system would refuse it. */
export function spoilMasks(plan: Plan): void {
  for (const card of plan.segments.flatMap((segment) => segment.cards)) {
    const station = stationOf(plan, card.station);
    const isPlain = station.kind === 'host' && Object.keys(station.interfaces).length === 1;
    if (!isPlain || card.segment.length >= 30 || !chance(plan, 9)) continue;
    const subnet = prefixOf(card.address, Math.min(29, Math.max(8, card.segment.length + between(plan, -8, 4))));
    // An address that is somebody's must not become the network's own, or everybody's.
    const edges: readonly (string | undefined)[] = [subnet.split('/')[0], broadcastAddressOf(subnet)];
    if (plan.segments.some((segment) => segment.cards.some((other) => edges.includes(other.address)))) continue;
    station.interfaces[card.name] = { mac: card.mac, ipv4: `${card.address}/${subnet.split('/')[1] ?? ''}` };
    const kept = station.routes.filter(
      (route) => route.to !== subnet && route.via !== undefined && contains(subnet, route.via as Card['address']),
    );
    station.routes.splice(0, Infinity, ...kept);
  }
}

/** Permanent neighbours: right ones, and addresses that belong to another station or to nobody. */
export function writeNeighbors(plan: Plan): void {
  for (const card of plan.segments.flatMap((segment) => segment.cards)) {
    if (!chance(plan, 8)) continue;
    const station = stationOf(plan, card.station);
    const parsed = parseInterfaceAddress(addressesOf(station.interfaces[card.name] ?? {})[0] ?? '');
    if (isMalformed(parsed)) continue;
    const subnet = prefixOf(parsed.address, parsed.length);
    const near = card.segment.cards.filter((other) => other !== card && contains(subnet, other.address));
    if (near.length === 0) continue;
    const mac = chance(plan, 70) ? undefined : chance(plan, 50) ? newMac(plan) : drawOne(plan.random, near).mac;
    const target = drawOne(plan.random, near);
    station.neigh[target.address] = mac ?? target.mac;
  }
}
