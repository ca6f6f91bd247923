/** The loopback interface that every station has: what a station says to itself goes out by it and comes in again (RFC 1122 3.2.1.3 (g)). */
import { ipv4, type Ipv4 } from '../address/ipv4.ts';
import { addressing, assigned, SCOPE_HOST } from './addresses.ts';
import { UNKNOWN_MAC } from './choices.ts';
import type { Interface } from './device.ts';

export const LOOPBACK: Interface = {
  name: 'lo',
  mac: UNKNOWN_MAC,
  ...addressing([assigned('lo', { address: ipv4('127.0.0.1'), length: 8, scope: SCOPE_HOST })]),
  up: true,
  carrier: true,
  mtu: 65_536,
  vlan: undefined,
};

/** In 127.0.0.0/8, which never appears outside a station. */
export function isLoopback(address: Ipv4): boolean {
  return address.startsWith('127.');
}
