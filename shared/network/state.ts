/** What a network knows at the end of a run, as the lab command writes it: tables and counts that can be compared with a real system. */
import type { Network } from './network.ts';

export interface NetworkState {
  /** MAC tables: switch, then MAC, gives the port. */
  readonly fdb: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Neighbours whose MAC is known: station, then IPv4 address, gives the MAC. */
  readonly neigh: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** In the order of the lab's traffic. */
  readonly ping: readonly {
    readonly on: string;
    readonly to: string;
    readonly sent: number;
    readonly received: number;
  }[];
}

export function stateOf(network: Network): NetworkState {
  const fdb: Record<string, Record<string, string>> = {};
  const neigh: Record<string, Record<string, string>> = {};
  for (const [id, device] of Object.entries(network.devices)) {
    if (device.kind === 'switch') {
      fdb[id] = Object.fromEntries(Object.entries(device.macs).map(([address, row]) => [address, row.port]));
    } else if (device.kind !== 'hub') {
      const rows = Object.values(device.neighbors).flatMap((table) => Object.entries(table));
      neigh[id] = Object.fromEntries(rows.flatMap(([ip, row]) => (row.state === 'incomplete' ? [] : [[ip, row.mac]])));
    }
  }
  return { fdb, neigh, ping: network.pings.map(({ on, to, sent, received }) => ({ on, to, sent, received })) };
}
