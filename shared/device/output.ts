/** The way out, shared by own and forwarded packets: next hop, its link-layer address, then the frame (RFC 1122 3.3.1, RFC 826). */
import { BROADCAST_MAC, type Mac } from '../address/mac.ts';
import type { Ipv4 } from '../address/ipv4.ts';
import { patchFrame, readField } from '../wire/frame.ts';
import type { HeldPacket, Interface, Route, Station } from './device.ts';
import { interfaceOf } from './device.ts';
import type { Action, Datagram } from './event.ts';
import { buildPacket } from './icmp.ts';
import { isWaitingFor, knownMac } from './neighbors.ts';
import { broadcastInterface, isOwnAddress, lookupRoute } from './routes.ts';
import type { Mind } from './rule.ts';
import * as hostAsk from './rules/host.arp-ask.ts';
import { headers as hostHeaders, nextHop as hostNextHop } from './rules/host.next-hop.ts';
import { onLink } from './rules/host.on-link.ts';
import * as router from './rules/router.ts';
import { question } from './arp.ts';

const NUMBER_PACKET: Action = { do: 'number-packet' };

/** Something of the station's own goes out (rules 11 and 12 of the lab format). */
export function originate(station: Station, datagram: Datagram, mind: Mind): readonly Action[] {
  const { destination } = datagram;
  if (isOwnAddress(station, destination)) return answeredInside(station, datagram);
  const everybody = broadcastInterface(station, destination);
  if (everybody !== undefined) {
    const frame = buildPacket(station, datagram, everybody);
    return [
      NUMBER_PACKET,
      { do: 'send', port: everybody.name, frame: patchFrame(frame, addresses(everybody.mac, BROADCAST_MAC)) },
    ];
  }
  if (station.kind === 'host') mind.ask(onLink, station, destination);
  const route = lookupRoute(station, destination);
  if (route === undefined) return [{ do: 'drop', why: 'no-route' }];
  const packet = buildPacket(station, datagram, interfaceOf(station, route.interface));
  return [NUMBER_PACKET, ...sendOnLink(station, route, destination, { packet, forwarded: false }, mind)];
}

/** The route is chosen: to whom does the frame go, and is their link-layer address known? */
export function sendOnLink(
  station: Station,
  route: Route,
  destination: Ipv4,
  held: HeldPacket,
  mind: Mind,
): readonly Action[] {
  const out = interfaceOf(station, route.interface);
  const nextHop = mind.ask(
    station.kind === 'router' ? router.nextHop : hostNextHop,
    station,
    destination,
    route,
  ) as Ipv4;
  if (isWaitingFor(station, out.name, nextHop)) return [{ do: 'hold', interface: out.name, nextHop, held, ask: false }];
  const ask = station.kind === 'router' ? router.ask : hostAsk.ask;
  if (mind.ask(ask.resolve, station, out, nextHop, destination) === 'send')
    return sendPacket(station, out, nextHop, held, mind);
  const hold: Action = { do: 'hold', interface: out.name, nextHop, held, ask: true };
  return [hold, { do: 'send', port: out.name, frame: question(station, out, nextHop, destination, mind) }];
}

/** The frame leaves: both link-layer addresses are those of this hop. Without an address to write there is no frame. */
export function sendPacket(
  station: Station,
  out: Interface,
  nextHop: Ipv4,
  held: HeldPacket,
  mind: Mind,
): readonly Action[] {
  const mac = knownMac(station, out.name, nextHop);
  if (mac === undefined) return [{ do: 'drop', why: 'no-address' }];
  const points = station.kind === 'router' ? router.headers : hostHeaders;
  const { packet } = held;
  const destination = mind.ask(points.destination, station, out, nextHop, mac, packet);
  const source = mind.ask(points.source, station, out, nextHop, mac, packet);
  const packetSource = mind.ask(points.packetSource, station, out, nextHop, mac, packet);
  const packetDestination = mind.ask(points.packetDestination, station, out, nextHop, mac, packet);
  const changes: Record<string, string> = addresses(source as Mac, destination as Mac);
  if (packetSource !== readField(packet, 'ipv4.source')) changes['ipv4.source'] = packetSource;
  if (packetDestination !== readField(packet, 'ipv4.destination')) changes['ipv4.destination'] = packetDestination;
  return [{ do: 'send', port: out.name, frame: patchFrame(packet, changes) }];
}

/** A packet to an own address never leaves: it is delivered, and a question is answered, inside. */
function answeredInside(station: Station, datagram: Datagram): readonly Action[] {
  const own = Object.values(station.interfaces).find((card) => card.address === datagram.destination);
  if (own === undefined) return [];
  const frame = patchFrame(buildPacket(station, datagram, own), addresses(own.mac, own.mac));
  const up: Action = { do: 'deliver', frame };
  if (datagram.icmp.type !== 8) return [up];
  const reply: Datagram = {
    ...datagram,
    source: own.address,
    destination: own.address,
    icmp: { ...datagram.icmp, type: 0 },
    dontFragment: false,
  };
  return [up, { do: 'originate', datagram: reply }];
}

function addresses(source: Mac, destination: Mac): Record<string, string> {
  return { 'ethernet.source': source, 'ethernet.destination': destination };
}
