/** Frames by hand, for tests. */
import { ipv4 } from '../../../shared/address/ipv4.ts';
import { BROADCAST_MAC, mac } from '../../../shared/address/mac.ts';
import { type Frame, type LayerSpec, buildFrame } from '../../../shared/wire/frame.ts';

export const A = { mac: mac('02:00:00:00:01:01'), ip: ipv4('192.168.1.101') };
export const B = { mac: mac('02:00:00:00:03:01'), ip: ipv4('192.168.2.102') };
export const R = { mac: mac('02:00:00:00:02:01'), ip: ipv4('192.168.1.1') };

export const ethernetToR: LayerSpec = { protocol: 'ethernet', header: { destination: R.mac, source: A.mac } };
export const ipv4ToB: LayerSpec = { protocol: 'ipv4', header: { source: A.ip, destination: B.ip } };
export const echoRequest: LayerSpec = { protocol: 'icmp', header: { type: 8, identifier: 7, sequence: 1 } };

export function data(octets: number): LayerSpec {
  return { protocol: 'data', bytes: Uint8Array.from({ length: octets }, (_, at) => at & 255) };
}

export function arpRequest(): Frame {
  return buildFrame(
    { protocol: 'ethernet', header: { destination: BROADCAST_MAC, source: A.mac } },
    {
      protocol: 'arp',
      header: { operation: 1, senderMac: A.mac, senderIp: A.ip, targetMac: mac('00:00:00:00:00:00'), targetIp: R.ip },
    },
  );
}

export function ping(): Frame {
  return buildFrame(ethernetToR, ipv4ToB, echoRequest, data(56));
}

/** A copy of a frame's bytes with some octets changed. */
export function withOctets(bytes: Uint8Array, changes: Readonly<Record<number, number>>): Uint8Array {
  const copy = bytes.slice();
  for (const [at, octet] of Object.entries(changes)) copy[Number(at)] = octet;
  return copy;
}

/** The ARP request in VLAN 10, as a station that tags sends it: not more than the 60 octets of any frame. */
export function buildTagged(): Frame {
  const [ethernet, arp] = arpRequest().layers;
  if (ethernet?.protocol !== 'ethernet' || arp?.protocol !== 'arp') throw new Error('no ARP');
  const { destination, source } = ethernet.header;
  return buildFrame(
    { protocol: 'ethernet', header: { destination, source } },
    { protocol: 'vlan', header: { id: 10 } },
    arp,
  );
}
