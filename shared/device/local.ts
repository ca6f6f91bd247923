/** The way up inside a station: a packet that is for itself passes the input chain and comes to a socket (RFC 1122 3.2, 3.3.4). */
import { layer, type Frame } from '../wire/frame.ts';
import type { Station } from './device.ts';
import type { Action } from './event.ts';
import { filtered } from './filter.ts';
import { echoReplyTo } from './icmp.ts';
import { LOOPBACK } from './loopback.ts';
import { trackDelivered } from './nat.ts';
import { isToAllOnLoopback } from './routes.ts';
import { reference, type Mind } from './rule.ts';
import { filledIn } from './rules/host.echo-reply.ts';
import { datagramReceived } from './udp.ts';
import { isForTunnel, tunnelledFrameReceived } from './vxlan.ts';

/**
 * What the station has said to itself comes in again by `lo`. Where it goes and what flow it belongs to was found out on its way out, and is
 * not asked twice (Linux: the packet keeps its route and its connection).
 */
export function loopedBack(station: Station, frame: Frame, mind: Mind): readonly Action[] {
  mind.note?.('card', 'passes', { interface: LOOPBACK.name });
  mind.note?.('stack', 'passes', { protocol: 'ipv4' });
  mind.note?.('prerouting', 'passes', {});
  const destination = layer(frame, 'ipv4')?.header.destination;
  const toEverybody = destination !== undefined && isToAllOnLoopback(station, destination);
  return receiveLocally(station, LOOPBACK.name, frame, toEverybody, mind);
}

/** `inside` is the interface by which it came in; `toEverybody`: to a subnet's broadcast address. */
export function receiveLocally(
  station: Station,
  inside: string,
  packet: Frame,
  toEverybody: boolean,
  mind: Mind,
): readonly Action[] {
  const stopped = filtered(station, 'input', packet, inside, undefined, mind);
  if (stopped !== undefined) return stopped;
  const actions = toSocket(station, packet, toEverybody, mind);
  const tracked = trackDelivered(station, packet);
  return tracked.length === 0 ? actions : [...tracked, ...actions];
}

/** An echo request to an address of its own is answered (RFC 792), one to everybody is not (RFC 1122 3.2.2.6). */
function toSocket(station: Station, packet: Frame, toEverybody: boolean, mind: Mind): readonly Action[] {
  if (packet.malformed !== undefined) {
    mind.note?.('socket', 'dropped', { malformed: packet.malformed.malformed });
    return [{ do: 'drop', why: 'not-understood' }];
  }
  if (station.tunnel !== undefined && isForTunnel(station, packet)) {
    mind.note?.('socket', 'delivered', { protocol: 'vxlan' });
    return tunnelledFrameReceived(station.tunnel, packet);
  }
  if (layer(packet, 'udp') !== undefined) return datagramReceived(station, packet, toEverybody, mind);
  const reply = toEverybody ? undefined : echoReplyTo(packet);
  mind.note?.('socket', 'delivered', socketOf(packet));
  const up: Action = { do: 'deliver', frame: packet };
  if (reply === undefined) return [up];
  // What follows the rules alone need not be asked.
  return [up, { do: 'originate', datagram: mind === reference ? reply : filledIn(station, packet, reply, mind) }];
}

function socketOf(packet: Frame): { readonly protocol: string; readonly type?: number; readonly code?: number } {
  const icmp = layer(packet, 'icmp')?.header;
  if (icmp !== undefined) return { protocol: 'icmp', type: icmp.type, code: icmp.code };
  return { protocol: String(layer(packet, 'ipv4')?.header.protocol ?? '') };
}
