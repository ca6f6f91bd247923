/** The MAC table of a switch (filtering database, IEEE 802.1D 7.9), and what it says about a destination. */
import { isMulticast, type Mac } from '../address/mac.ts';
import type { Switch } from './device.ts';

/** What a switch knows about where a frame has to go. */
export type Lookup =
  | { readonly kind: 'known'; readonly port: string }
  | { readonly kind: 'unknown' }
  /** Broadcast, and any other group address: nobody's place, so everybody's. */
  | { readonly kind: 'broadcast' };

export function lookupMac(device: Switch, destination: Mac): Lookup {
  if (isMulticast(destination)) return { kind: 'broadcast' };
  const row = device.macs[destination];
  return row === undefined ? { kind: 'unknown' } : { kind: 'known', port: row.port };
}

/** The rows of the table, "mac port" each. */
export function macRows(device: Switch): readonly string[] {
  return Object.entries(device.macs).map(([address, row]) => `${address} ${row.port}`);
}
