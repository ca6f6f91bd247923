/** How the choices of a point are made: each value once, sorted, so that their order never gives the answer away. */
import { BROADCAST_MAC, mac, type Mac } from '../address/mac.ts';
import type { Frame } from '../wire/frame.ts';
import { layer } from '../wire/frame.ts';
import type { Interface, Station } from './device.ts';
import { interfaceOf } from './device.ts';

/** "Nobody yet": the target MAC of a question (RFC 826). */
export const UNKNOWN_MAC: Mac = mac('00:00:00:00:00:00');

/** The values, each once, sorted as texts. */
export function choicesOf(...values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))].sort();
}

/** Every link-layer address that the station can see here: its own ones, those it knows, broadcast, and those in the frame. */
export function visibleMacs(station: Station, frame: Frame | undefined): readonly string[] {
  const seen: string[] = [BROADCAST_MAC];
  for (const name in station.interfaces) seen.push(interfaceOf(station, name).mac);
  for (const table of Object.values(station.neighbors))
    for (const row of Object.values(table)) if (row.state !== 'incomplete') seen.push(row.mac);
  const ethernet = frame && layer(frame, 'ethernet');
  if (ethernet) seen.push(ethernet.header.source, ethernet.header.destination);
  return choicesOf(...seen.filter((value) => value !== UNKNOWN_MAC));
}

/** Every IPv4 address that matters for a packet on its way: source, destination, gateways, and the own address where it leaves. */
export function visibleAddresses(
  station: Station,
  out: Interface,
  ...more: readonly (string | undefined)[]
): readonly string[] {
  return choicesOf(
    out.address,
    ...out.addresses.map(({ address }) => address),
    ...station.routes.map((route) => route.via),
    ...more,
  );
}
