/** The loopback interface that every station has: what a station says to itself goes out by it and comes in again (RFC 1122 3.2.1.3 (g)). */
import { ipv4, type Ipv4 } from '../address/ipv4.ts';
import { layer, parseFrame, type Frame } from '../wire/frame.ts';
import { addressing, assigned, SCOPE_HOST } from './addresses.ts';
import { UNKNOWN_MAC } from './choices.ts';
import type { Interface, Station } from './device.ts';

export const LOOPBACK: Interface = {
  name: 'lo',
  mac: UNKNOWN_MAC,
  ...addressing([assigned('lo', { address: ipv4('127.0.0.1'), length: 8, scope: SCOPE_HOST })]),
  up: true,
  carrier: true,
  mtu: 65_536,
  vlan: undefined,
};

/** The station's `lo`, with the addresses that it has been given. */
export function loopbackOf(station: Pick<Station, 'loopback'>): Interface {
  return station.loopback ?? LOOPBACK;
}

/** In 127.0.0.0/8, which never appears outside a station. */
export function isLoopback(address: Ipv4): boolean {
  return address.startsWith('127.');
}

/** The packet as a frame of `lo`: both link-layer addresses are zeros, and nothing is padded, for there is no cable that asks for it. */
export function loopbackFrame(packet: Frame): Frame {
  const ip = layer(packet, 'ipv4');
  const end = ip === undefined ? packet.bytes.length : ip.offset + ip.header.totalLength;
  return end < packet.bytes.length ? parseFrame(packet.bytes.slice(0, end)) : packet;
}
