/** ICMP as behaviour (RFC 792, RFC 1122 3.2.2, RFC 1812 4.3): echo replies and errors, and the packet around them. */
import type { Ipv4 } from '../address/ipv4.ts';
import type { Interface, Station } from './device.ts';
import type { Action, Datagram } from './event.ts';
import { isBroadcast } from '../address/mac.ts';
import { buildFrame, layer, type Frame, type Layer, type LayerSpec } from '../wire/frame.ts';
import { ICMP_ECHO_REQUEST, isEcho } from '../wire/icmp.ts';
import { UNKNOWN_MAC } from './choices.ts';
import { isLoopback } from './loopback.ts';
import { broadcastRow, isOwnAddress } from './routes.ts';

/** IANA protocol number of ICMP. */
const PROTOCOL_ICMP = 1;
/** Time to live of a station's own packets, hops (rule 11 of the lab format; Linux's default). */
export const OWN_TTL = 64;
/** Most octets of a packet that an error quotes: 576 less its own IP and ICMP headers (RFC 1812 4.3.2.3). */
const QUOTE_MAX_BYTES = 548;
/** DSCP of 0xc0, "internetwork control", which routers give to ICMP errors (RFC 1812 4.3.2.5). */
const DSCP_CONTROL = 0xc0 >> 2;

const errors = {
  'net-unreachable': { type: 3, code: 0 },
  'host-unreachable': { type: 3, code: 1 },
  'port-unreachable': { type: 3, code: 3 },
  prohibited: { type: 3, code: 13 },
  'time-exceeded': { type: 11, code: 0 },
} as const;
export type IcmpError = keyof typeof errors;

/** The packet of an own datagram that leaves by `out` with that source; both link-layer addresses are still open. */
export function buildPacket(station: Station, datagram: Datagram, out: Interface, source: Ipv4): Frame {
  const { icmp, udp } = datagram;
  const ethernet: LayerSpec = { protocol: 'ethernet', header: { destination: UNKNOWN_MAC, source: out.mac } };
  const packet: LayerSpec = {
    protocol: 'ipv4',
    header: {
      dscp: datagram.dscp,
      identification: station.nextIdentification,
      flags: datagram.dontFragment ? 0b010 : 0,
      ttl: datagram.ttl,
      source,
      destination: datagram.destination,
    },
  };
  const data: LayerSpec = { protocol: 'data', bytes: datagram.data };
  if (icmp !== undefined) return buildFrame(ethernet, packet, { protocol: 'icmp', header: icmp }, data);
  if (udp !== undefined) return buildFrame(ethernet, packet, { protocol: 'udp', header: udp }, data);
  return buildFrame(ethernet, packet, data);
}

/** The answer to an echo request: addresses swapped, same identifier, sequence and data, a fresh TTL. Undefined for anything else. */
export function echoReplyTo(frame: Frame): Datagram | undefined {
  const packet = layer(frame, 'ipv4');
  const icmp = layer(frame, 'icmp');
  if (packet === undefined || icmp === undefined || !isEcho(icmp.header) || icmp.header.type !== ICMP_ECHO_REQUEST) {
    return undefined;
  }
  const { identifier, sequence } = icmp.header;
  const end = packet.offset + packet.header.totalLength;
  return {
    destination: packet.header.source,
    source: packet.header.destination,
    ttl: OWN_TTL,
    dscp: packet.header.dscp,
    dontFragment: false,
    icmp: { type: 0, code: 0, identifier, sequence },
    data: frame.bytes.subarray(icmp.offset + icmp.length, end),
  };
}

/**
 * The error to the packet's source, if one may be sent: never about an error, a broadcast, or from nobody (RFC 1122 3.2.2). About a packet to
 * the station itself it comes from the address that was asked, otherwise from that of the way out (Linux: icmp_send).
 */
export function errorAbout(station: Station, frame: Frame, error: IcmpError): readonly Action[] {
  const packet = layer(frame, 'ipv4');
  if (packet === undefined || isErrorMessage(frame)) return [];
  const ethernet = layer(frame, 'ethernet');
  if (ethernet !== undefined && isBroadcast(ethernet.header.destination)) return [];
  const { destination } = packet.header;
  if (broadcastRow(station, destination) !== undefined) return [];
  const isForItself = isOwnAddress(station, destination) || isLoopback(destination);
  const end = packet.offset + Math.min(packet.header.totalLength, QUOTE_MAX_BYTES);
  return [
    {
      do: 'originate',
      datagram: {
        destination: packet.header.source,
        source: isForItself ? destination : undefined,
        ttl: OWN_TTL,
        dscp: DSCP_CONTROL,
        dontFragment: false,
        icmp: errors[error],
        data: frame.bytes.slice(packet.offset, end),
      },
    },
  ];
}

function isErrorMessage(frame: Frame): boolean {
  const packet: Extract<Layer, { protocol: 'ipv4' }> | undefined = layer(frame, 'ipv4');
  if (packet?.header.protocol !== PROTOCOL_ICMP) return false;
  const type = layer(frame, 'icmp')?.header.type;
  return type !== 0 && type !== 8;
}
