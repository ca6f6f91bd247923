/** What a packet that passed a device was, and what the device would have been in the puzzle's own configuration. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import { routeOf } from '../device/apply-change.ts';
import { isStation, type Route, type Station, type Switch } from '../device/device.ts';
import { isOwnAddress } from '../device/routes.ts';
import type { PortVlan } from '../device/vlan.ts';
import { layer, type Frame } from '../wire/frame.ts';
import type { Passage } from './configuration.ts';
import type { Match } from './match.ts';
import { changesOf } from './setting.ts';

/** A request, its answer, or what a router tells the sender. */
export type Message = 'request' | 'answer' | 'error' | 'other';

/** The packet that the passage is about: that of a frame, or one that waited in vain. */
export function packetOf({ event, held }: Passage): Frame | undefined {
  return event.kind === 'frame' ? event.frame : held[0]?.packet;
}

export function messageOf(passage: Passage): Message {
  const own = passage.event.kind === 'originate' ? passage.event.datagram.icmp : undefined;
  const frame = packetOf(passage);
  const type = own?.type ?? (frame === undefined ? undefined : layer(frame, 'icmp')?.header.type);
  if (type === undefined) return 'other';
  return type === 8 ? 'request' : type === 0 ? 'answer' : 'error';
}

export function destinationOf(passage: Passage): Ipv4 | undefined {
  if (passage.event.kind === 'originate') return passage.event.datagram.destination;
  const frame = packetOf(passage);
  return frame === undefined ? undefined : layer(frame, 'ipv4')?.header.destination;
}

/** The router at which it passed; undefined at other devices. */
export function routerAt({ network }: Match, { device }: Passage): Station | undefined {
  const found = network.devices[device];
  return found !== undefined && isStation(found) && found.kind === 'router' ? found : undefined;
}

export function switchAt({ network }: Match, { device }: Passage): Switch | undefined {
  const found = network.devices[device];
  return found?.kind === 'switch' ? found : undefined;
}

/** The station that has this address. */
export function ownerOfIp({ network }: Match, address: Ipv4): string | undefined {
  return Object.values(network.devices).find((device) => isStation(device) && isOwnAddress(device, address))?.id;
}

export function ownerOfMac({ network }: Match, mac: Mac): string | undefined {
  return Object.values(network.devices).find(
    (device) => isStation(device) && Object.values(device.interfaces).some((own) => own.mac === mac),
  )?.id;
}

/** The router as the puzzle's own configuration has it. */
export function referenceRouter(match: Match, router: Station): Station {
  const connected = { ...router, routes: router.routes.filter((route) => route.from === 'connected') };
  const written = (match.settings[router.id] ?? []).flatMap((setting): Route[] => {
    const changes = changesOf(match.network, connected, setting);
    if (typeof changes === 'string') return [];
    return changes.flatMap((change) => (change.set === 'route' ? [routeOf(change)] : []));
  });
  return { ...connected, routes: [...connected.routes, ...written] };
}

/** The switch as the puzzle's own configuration has it, with nothing learned yet. */
export function referenceSwitch(match: Match, device: Switch): Switch {
  const settings = match.settings[device.id] ?? [];
  const vlans = settings.flatMap((setting): [string, PortVlan][] =>
    setting.set === 'port-vlan' && setting.vlan !== null ? [[setting.port, setting.vlan]] : [],
  );
  return { ...device, macs: {}, vlans: vlans.length === 0 ? device.vlans : Object.fromEntries(vlans) };
}
