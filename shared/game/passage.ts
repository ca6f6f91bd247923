/** Notes what passes a device while the traffic of a configure puzzle runs, and which settings it has needed. */
import type { Ipv4 } from '../address/ipv4.ts';
import { isStation, type Device } from '../device/device.ts';
import type { Action, DeviceEvent } from '../device/event.ts';
import { lookupRoute } from '../device/routes.ts';
import { deviceOf } from '../network/network.ts';
import { layer } from '../wire/frame.ts';
import type { Configuration, Passage } from './configuration.ts';
import type { Match } from './match.ts';

/** Keeps it; nothing is kept while people set up their devices. */
export function notePassage(
  match: Match,
  configuration: Configuration,
  id: string,
  event: DeviceEvent,
  actions: readonly Action[],
): void {
  if (configuration.phase !== 'running' || event.kind === 'configure') return;
  const device = deviceOf(match.network, id);
  const drop = actions.find((action) => action.do === 'drop');
  const { item } = configuration;
  configuration.passages.push({ device: id, event, item, lost: drop?.why ?? null, held: heldBy(device, event) });
  for (const key of usedBy(device, event, actions)) configuration.used[`${id} ${key}`] = true;
}

/** What a question that is given up has kept waiting. */
function heldBy(device: Device, event: DeviceEvent): Passage['held'] {
  if (event.kind !== 'arp-timer' || !isStation(device)) return [];
  const row = device.neighbors[event.interface]?.[event.nextHop];
  return row?.state === 'incomplete' ? row.held : [];
}

/** The keys of settings, as `settingKey` makes them. */
function usedBy(device: Device, event: DeviceEvent, actions: readonly Action[]): readonly string[] {
  if (device.kind === 'switch') {
    const sent = actions.flatMap((action) => (action.do === 'send' ? [action.port] : []));
    return event.kind === 'frame' ? [event.port, ...sent] : sent;
  }
  const destination = destinationOf(event);
  const route = isStation(device) && destination !== undefined ? lookupRoute(device, destination) : undefined;
  return route === undefined ? [] : [`${route.to} ${route.via ?? 'direct'}`];
}

function destinationOf(event: DeviceEvent): Ipv4 | undefined {
  if (event.kind === 'originate') return event.datagram.destination;
  return event.kind === 'frame' ? layer(event.frame, 'ipv4')?.header.destination : undefined;
}
