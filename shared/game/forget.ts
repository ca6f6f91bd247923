/** What stations forget, so that nothing that somebody has told falsely stops a puzzle for good. */
import { isStation } from '../device/device.ts';
import type { Match } from './match.ts';
import type { Happening } from './view.ts';
import { configureDevice } from './watch.ts';

/**
 * Before a ping is repeated, every row of a neighbour table goes that gives an address a card which has it no more, or never had: somebody has answered for others.
 * Nobody confirms such a row, so it would run out (RFC 1122 2.3.2.1, RFC 4861 7.3.3). What was set by hand stays.
 */
export function forgetUntrueNeighbors(match: Match, happenings: Happening[]): void {
  const cards = cardsByAddress(match);
  for (const station of Object.values(match.network.devices)) {
    if (!isStation(station)) continue;
    for (const [name, table] of Object.entries(station.neighbors))
      for (const [text, row] of Object.entries(table)) {
        if (row.state !== 'reachable' || cards.has(`${text} ${row.mac}`)) continue;
        const address = text as keyof typeof table;
        configureDevice(match, station.id, { set: 'neighbor', interface: name, address, mac: undefined }, happenings);
      }
  }
}

/** "address mac" of all cards. */
function cardsByAddress({ network }: Match): ReadonlySet<string> {
  return new Set(
    Object.values(network.devices).flatMap((device) =>
      isStation(device)
        ? Object.values(device.interfaces).flatMap(({ mac, addresses }) =>
            addresses.map(({ address }) => `${address} ${mac}`),
          )
        : [],
    ),
  );
}
