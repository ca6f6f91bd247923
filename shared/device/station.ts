/**
 * Hosts and routers: what happens to a frame that comes in, from the card up (RFC 1122 3.2, RFC 1812 5.2), and to a packet that goes out,
 * from the route down. A router is a host that forwards.
 */
import type { Ipv4 } from '../address/ipv4.ts';
import { isBroadcast } from '../address/mac.ts';
import type { Frame } from '../wire/frame.ts';
import { fcsIsRight, layer, patchFrame } from '../wire/frame.ts';
import { arpReceived, arpTimer } from './arp.ts';
import type { Interface, Station } from './device.ts';
import { interfaceOf } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';
import { echoReplyTo, errorAbout } from './icmp.ts';
import { sendOnLink, sendPacket, originate } from './output.ts';
import { broadcastInterface, isOwnAddress, routeText } from './routes.ts';
import type { Mind } from './rule.ts';
import * as host from './rules/host.accept.ts';
import { fcs } from './rules/host.fcs.ts';
import * as router from './rules/router.ts';

export function decideStation(station: Station, event: DeviceEvent, mind: Mind): readonly Action[] {
  switch (event.kind) {
    case 'frame':
      return frameReceived(station, interfaceOf(station, event.port), event.frame, mind);
    case 'originate':
      return originate(station, event.datagram, mind);
    case 'resolved':
      return sendPacket(station, interfaceOf(station, event.interface), event.nextHop, event.held, mind);
    case 'transmit':
      return [{ do: 'send', port: event.port, frame: event.frame }];
    case 'arp-timer':
      return arpTimer(station, event);
  }
}

function frameReceived(station: Station, own: Interface, frame: Frame, mind: Mind): readonly Action[] {
  if (mind.ask(fcs, frame) === 'wrong') return [{ do: 'drop', why: 'bad-fcs' }];
  const accept = station.kind === 'router' ? router.accept : host.accept;
  if (mind.ask(accept, own, frame) === 'drop') return [{ do: 'drop', why: 'not-for-me' }];
  // A frame that was damaged and taken all the same carries no packet that could be trusted.
  if (frame.malformed !== undefined || !fcsIsRight(frame)) return [{ do: 'drop', why: 'not-understood' }];
  const arp = layer(frame, 'arp');
  if (arp !== undefined) return arpReceived(station, own, arp.header, mind);
  const packet = layer(frame, 'ipv4');
  if (packet === undefined) return [{ do: 'drop', why: 'not-understood' }];
  return packetReceived(station, frame, packet.header.destination, mind);
}

function packetReceived(station: Station, frame: Frame, destination: Ipv4, mind: Mind): readonly Action[] {
  const toEverybody = broadcastInterface(station, destination) !== undefined;
  if (isOwnAddress(station, destination) || toEverybody) return delivered(frame, toEverybody);
  if (station.kind === 'host') return [{ do: 'drop', why: 'read' }];
  // RFC 1812 5.3.4: what came as a link-layer broadcast is not forwarded.
  const ethernet = layer(frame, 'ethernet');
  if (ethernet !== undefined && isBroadcast(ethernet.header.destination)) return [{ do: 'drop', why: 'not-for-me' }];
  return forward(station, frame, destination, mind);
}

/** Hand it up; an echo request for an address of its own is answered (RFC 792), one to everybody is not (RFC 1122 3.2.2.6). */
function delivered(frame: Frame, toEverybody: boolean): readonly Action[] {
  const reply = toEverybody ? undefined : echoReplyTo(frame);
  const up: Action = { do: 'deliver', frame };
  return reply === undefined ? [up] : [up, { do: 'originate', datagram: reply }];
}

function forward(station: Station, frame: Frame, destination: Ipv4, mind: Mind): readonly Action[] {
  const choice = mind.ask(router.route, station, destination);
  const route = station.routes.find((row) => routeText(row) === choice);
  if (route === undefined) return [{ do: 'drop', why: 'no-route' }, ...errorAbout(station, frame, 'net-unreachable')];
  const ttl = mind.ask(router.ttl, frame);
  if (ttl === router.EXPIRED)
    return [{ do: 'drop', why: 'ttl-expired' }, ...errorAbout(station, frame, 'time-exceeded')];
  const packet = patchFrame(frame, { 'ipv4.ttl': Number(ttl) });
  return sendOnLink(station, route, destination, { packet, forwarded: true }, mind);
}
