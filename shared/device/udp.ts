/** UDP as behaviour (RFC 768, RFC 1122 4.1): who listens at a port, and what becomes of a datagram for which nobody does. */
import { layer, type Frame } from '../wire/frame.ts';
import type { Station } from './device.ts';
import type { Action, Datagram } from './event.ts';
import { errorAbout, OWN_TTL } from './icmp.ts';
import type { Mind } from './rule.ts';

/**
 * A datagram has come up to the sockets. Somebody listens at its port: it is read, and an echo service sends the same back. Nobody does: port
 * unreachable (RFC 1122 4.1.3.1), but never about what was sent to everybody (3.2.2).
 */
export function datagramReceived(station: Station, packet: Frame, toEverybody: boolean, mind: Mind): readonly Action[] {
  const udp = layer(packet, 'udp');
  const port = udp?.header.destinationPort ?? 0;
  const listener = station.listeners[port];
  if (listener === undefined && station.sockets[port] === undefined) {
    mind.note?.('socket', toEverybody ? 'dropped' : 'rejected', { protocol: 'udp', port });
    const drop: Action = { do: 'drop', why: 'no-listener' };
    return toEverybody ? [drop] : [drop, ...errorAbout(station, packet, 'port-unreachable')];
  }
  mind.note?.('socket', 'delivered', { protocol: 'udp', port, listener: listener ?? 'sender' });
  const up: Action = { do: 'deliver', frame: packet };
  const reply = listener === 'echo' ? echoOf(packet, toEverybody) : undefined;
  return reply === undefined ? [up] : [up, { do: 'originate', datagram: reply }];
}

/** The same back (RFC 862), from the address that was asked; asked as everybody, from that of the way out. */
function echoOf(packet: Frame, toEverybody: boolean): Datagram | undefined {
  const ip = layer(packet, 'ipv4');
  const udp = layer(packet, 'udp');
  if (ip === undefined || udp === undefined) return undefined;
  const { sourcePort, destinationPort, length } = udp.header;
  return {
    destination: ip.header.source,
    source: toEverybody ? undefined : ip.header.destination,
    ttl: OWN_TTL,
    dscp: 0,
    // Linux' sockets look for the path's MTU unless told otherwise (ip(7), IP_MTU_DISCOVER).
    dontFragment: true,
    udp: { sourcePort: destinationPort, destinationPort: sourcePort },
    data: packet.bytes.slice(udp.offset + udp.length, udp.offset + length),
  };
}
