/** The neighbour table (ARP cache): who has which link-layer address, a table an interface. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Mac } from '../address/mac.ts';
import type { Station } from './device.ts';

/** Silence after which a question is repeated, microseconds (rule 4 of the lab format). */
export const ARP_RETRY_US = 1_000_000;
/** Questions that are asked before the next hop is given up (rule 5 of the lab format). */
export const ARP_QUESTIONS = 3;

/** Most packets that wait for one next hop; the oldest makes room (Linux's unres_qlen; RFC 1122 2.3.2.2 asks for at least one). */
export const HELD_MAX = 101;

/** The link-layer address of a neighbour, if it is known. */
export function knownMac(station: Station, interfaceName: string, address: Ipv4): Mac | undefined {
  const row = station.neighbors[interfaceName]?.[address];
  return row === undefined || row.state === 'incomplete' ? undefined : row.mac;
}

/** Has somebody asked for it and not been answered yet? */
export function isWaitingFor(station: Station, interfaceName: string, address: Ipv4): boolean {
  return station.neighbors[interfaceName]?.[address]?.state === 'incomplete';
}

/** The known rows of one interface's table, "address mac" each. */
export function neighborRows(station: Station, interfaceName: string): readonly string[] {
  return Object.entries(station.neighbors[interfaceName] ?? {}).flatMap(([address, row]) =>
    row.state === 'incomplete' ? [] : [`${address} ${row.mac}`],
  );
}

/** Whoever has not answered, and is known again, or asked again, or to be forgotten. */
export function forgetFailed(station: Station, interfaceName: string, address: Ipv4): void {
  const failed = station.failed[interfaceName];
  if (failed?.includes(address) === true) station.failed[interfaceName] = failed.filter((one) => one !== address);
}
