/**
 * An answer that does not come is a reason to doubt what is written in an ARP table (RFC 1122 2.3.2.1: the layer above says that delivery fails, and the row goes). Else one
 * wrong answer that somebody has given for another one would keep a ping from ever coming through.
 */
import { isStation, type Station } from '../device/device.ts';
import { isOwnAddress } from '../device/routes.ts';
import type { Ipv4 } from '../address/ipv4.ts';
import type { Match } from './match.ts';
import type { Happening } from './view.ts';
import { configureDevice, tellNoAnswer, type Awaited } from './watch.ts';

/** The answer to this request has not come in time: its sender is told, and what was learned wrong is forgotten. */
export function giveUp(match: Match, overdue: Awaited, happenings: Happening[]): void {
  tellNoAnswer(match, overdue, happenings);
  forgetFalseNeighbors(match, happenings);
}

/** Every station forgets the rows that it has learned and that are not true; what was written by hand stays. */
function forgetFalseNeighbors(match: Match, happenings: Happening[]): void {
  for (const station of stationsOf(match)) {
    for (const [name, table] of Object.entries(station.neighbors)) {
      for (const [key, row] of Object.entries(table)) {
        const address = key as Ipv4;
        if (row.state !== 'reachable' || stationsOf(match).some((other) => isAt(other, address, row.mac))) continue;
        configureDevice(match, station.id, { set: 'neighbor', interface: name, address, mac: undefined }, happenings);
      }
    }
  }
}

function stationsOf({ network }: Match): readonly Station[] {
  return Object.values(network.devices).filter(isStation);
}

function isAt(station: Station, address: Ipv4, mac: string): boolean {
  return isOwnAddress(station, address) && Object.values(station.interfaces).some((own) => own.mac === mac);
}
