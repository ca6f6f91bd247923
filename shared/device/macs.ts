/** The MAC table of a switch (filtering database, IEEE 802.1D 7.9), a table a VLAN, and what it says about a destination. */
import { isMulticast, mac, type Mac } from '../address/mac.ts';
import type { MacRow, Switch } from './device.ts';
import { NO_VLAN } from './vlan.ts';

/** What a switch knows about where a frame has to go. */
export type Lookup =
  | { readonly kind: 'known'; readonly port: string }
  | { readonly kind: 'unknown' }
  /** Broadcast, and any other group address: nobody's place, so everybody's. */
  | { readonly kind: 'broadcast' };

export function lookupMac(device: Switch, destination: Mac, vlan: number = NO_VLAN): Lookup {
  if (isMulticast(destination)) return { kind: 'broadcast' };
  const port = portOfMac(device, destination, vlan);
  return port === undefined ? { kind: 'unknown' } : { kind: 'known', port };
}

/** Behind which port is that address in that VLAN? Undefined: nobody knows, or it is a group's. */
export function portOfMac(device: Switch, destination: Mac, vlan: number): string | undefined {
  return isMulticast(destination) ? undefined : device.macs[macKey(destination, vlan)]?.port;
}

/**
 * How long a row is good since it was last heard, microseconds (IEEE 802.1D 7.9.2): while the tree changes, no longer than a forward delay. A Linux
 * bridge means the same, but clears its table only at the time that it had planned before the change: there an old row may stay.
 */
export function ageingTimeUs(device: Switch): number {
  const { stp } = device;
  return stp?.enabled === true && stp.topologyChange
    ? Math.min(stp.times.forwardDelayUs, device.ageingUs)
    : device.ageingUs;
}

/** The rows that are not too old at this time. A switch on which nothing happens does not clear its table by itself. */
export function freshMacs(device: Switch, nowUs: number): readonly [key: string, row: MacRow][] {
  const ageingUs = ageingTimeUs(device);
  return Object.entries(device.macs).filter(([, row]) => nowUs - row.heardUs < ageingUs);
}

/** The key of a row: the address, with VLANs "10/02:…". */
export function macKey(address: Mac, vlan: number): string {
  return vlan === NO_VLAN ? address : `${vlan}/${address}`;
}

/** The address and the VLAN of a row's key; NO_VLAN on a switch that does not look at tags. */
export function readMacKey(key: string): { readonly mac: string; readonly vlan: number } {
  const cut = key.indexOf('/');
  return { mac: key.slice(cut + 1), vlan: cut === -1 ? NO_VLAN : Number(key.slice(0, cut)) };
}

/** The rows of the table, "mac port" each; with VLANs "10/mac port". */
export function macRows(device: Switch): readonly string[] {
  return Object.entries(device.macs).map(([key, row]) => `${key} ${row.port}`);
}

/**
 * The switch's own address at the port of that number (from 1), by which its messages to its neighbours leave (IEEE 802.1D 7.12.2): a switch has a
 * block of addresses, first the bridge's, then one for each port.
 */
export function portMac(base: Mac, number: number): Mac {
  const last = (Number.parseInt(base.slice(15), 16) + number) & 0xff;
  return mac(`${base.slice(0, 15)}${last.toString(16).padStart(2, '0')}`);
}
