/** The way out, shared by own and forwarded packets: next hop, its link-layer address, then the frame (RFC 1122 3.3.1, RFC 826). */
import { BROADCAST_MAC, type Mac } from '../address/mac.ts';
import type { Ipv4 } from '../address/ipv4.ts';
import { type Frame, patchFrame, readField } from '../wire/frame.ts';
import { type LocalRow, SCOPE_GLOBAL, sourceBy, sourceTowards } from './addresses.ts';
import type { HeldPacket, Interface, Route, Station } from './device.ts';
import { interfaceOf } from './device.ts';
import type { Action, Datagram } from './event.ts';
import { filtered } from './filter.ts';
import { buildPacket } from './icmp.ts';
import { receiveLocally } from './local.ts';
import { isLoopback, LOOPBACK, loopbackFrame } from './loopback.ts';
import { translateOut, translateOwn } from './nat.ts';
import { isWaitingFor, knownMac } from './neighbors.ts';
import {
  broadcastRow,
  isOwnAddress,
  isToAllOnLoopback,
  lookupRoute,
  nextHopOf,
  routeText,
  sourceToOwn,
} from './routes.ts';
import { type Mind, reference } from './rule.ts';
import * as hostAsk from './rules/host.arp-ask.ts';
import { headers as hostHeaders, nextHop as hostNextHop } from './rules/host.next-hop.ts';
import { onLink } from './rules/host.on-link.ts';
import * as router from './rules/router.ts';
import { question } from './arp.ts';

const NUMBER_PACKET: Action = { do: 'number-packet' };

/** Something of the station's own goes out (rules 11 and 12 of the lab format). */
export function originate(station: Station, said: Datagram, mind: Mind): readonly Action[] {
  const datagram = station.nat === undefined ? said : translateOwn(station, said);
  const { destination } = datagram;
  if (isOwn(station, destination)) return toItself(station, datagram, mind);
  const everybody = broadcastRow(station, destination);
  if (everybody !== undefined) return toEverybody(station, datagram, everybody, mind);
  if (station.kind === 'host' && mind !== reference) mind.ask(onLink, station, destination);
  const route = lookupRoute(station, destination);
  mind.note?.('routing', route === undefined ? 'dropped' : 'passes', {
    destination,
    decision: route === undefined ? router.NO_ROUTE : routeText(route),
  });
  if (route === undefined) return [{ do: 'drop', why: 'no-route' }];
  const source = datagram.source ?? sourceBy(station, route);
  const packet = buildPacket(station, datagram, interfaceOf(station, route.interface), source);
  const stopped = filtered(station, 'output', packet, undefined, route.interface, mind);
  if (stopped !== undefined) return stopped;
  return [NUMBER_PACKET, ...leaveBy(station, route, destination, { packet, forwarded: false }, mind)];
}

/** Does what the station wants to say never leave it? */
export function isToItself(station: Station, said: Datagram): boolean {
  return isOwn(station, translateOwn(station, said).destination);
}

function isOwn(station: Station, address: Ipv4): boolean {
  return isOwnAddress(station, address) || isLoopback(address) || isToAllOnLoopback(station, address);
}

/** A packet to an own address never leaves: it goes out by the loopback interface, and the network hands it back (RFC 1122 3.3.4.1). */
function toItself(station: Station, datagram: Datagram, mind: Mind): readonly Action[] {
  const { destination } = datagram;
  const packet = buildPacket(station, datagram, LOOPBACK, datagram.source ?? sourceToOwn(station, destination));
  mind.note?.('routing', 'passes', { destination, decision: 'local' });
  const stopped = filtered(station, 'output', packet, undefined, LOOPBACK.name, mind);
  if (stopped !== undefined) return stopped;
  const { frame, actions } = translateOut(station, LOOPBACK, LOOPBACK.address, packet, mind);
  mind.note?.('postrouting', frame === undefined ? 'dropped' : 'passes', {});
  if (frame === undefined) return actions;
  mind.note?.('leave', 'leaves', { interface: LOOPBACK.name });
  return [NUMBER_PACKET, ...actions, { do: 'send', port: LOOPBACK.name, frame: loopbackFrame(frame) }];
}

/** To all on a subnet, without asking for anybody's link-layer address. Who sends it and listens at that port hears it, too (Linux: ip_mc_output). */
function toEverybody(station: Station, datagram: Datagram, row: LocalRow, mind: Mind): readonly Action[] {
  const out = row.interface;
  const built = buildPacket(station, datagram, out, datagram.source ?? row.source);
  mind.note?.('routing', 'passes', { destination: datagram.destination, decision: 'broadcast' });
  const stopped = filtered(station, 'output', built, undefined, out.name, mind);
  if (stopped !== undefined) return stopped;
  const frame = patchFrame(built, addresses(out.mac, BROADCAST_MAC));
  mind.note?.('leave', 'leaves', { interface: out.name, destination: BROADCAST_MAC });
  const sent: readonly Action[] = [NUMBER_PACKET, { do: 'send', port: out.name, frame }];
  const port = datagram.udp?.destinationPort;
  if (port === undefined || station.listeners[port] === undefined) return sent;
  return [...sent, ...receiveLocally(station, out.name, frame, true, mind)];
}

/** The route is chosen and the packet may leave: translation, next hop, link-layer address, cable. */
export function leaveBy(
  station: Station,
  route: Route,
  destination: Ipv4,
  held: HeldPacket,
  mind: Mind,
): readonly Action[] {
  if (station.nat === undefined) {
    mind.note?.('postrouting', 'passes', {});
    return sendOnLink(station, route, destination, held, mind);
  }
  const before = readField(held.packet, 'ipv4.source');
  const out = interfaceOf(station, route.interface);
  const outside = sourceTowards(station, out, nextHopOf(route, destination), SCOPE_GLOBAL);
  const { frame, actions } = translateOut(station, out, outside, held.packet, mind);
  const after = frame && readField(frame, 'ipv4.source');
  const values = before === after ? {} : { source: String(before), becomes: String(after ?? '') };
  mind.note?.('postrouting', frame === undefined ? 'dropped' : 'passes', values);
  if (frame === undefined) return actions;
  const packet: HeldPacket = { packet: frame, forwarded: held.forwarded };
  return [...actions, ...sendOnLink(station, route, destination, packet, mind)];
}

/** The route is chosen: to whom does the frame go, and is their link-layer address known? */
function sendOnLink(
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
  if (isWaitingFor(station, out.name, nextHop)) {
    mind.note?.('neighbor', 'waits', { interface: out.name, nextHop });
    return [{ do: 'hold', interface: out.name, nextHop, held, ask: false }];
  }
  const ask = station.kind === 'router' ? router.ask : hostAsk.ask;
  if (mind.ask(ask.resolve, station, out, nextHop, destination) === 'send')
    return sendPacket(station, out, nextHop, held, mind);
  mind.note?.('neighbor', 'waits', { interface: out.name, nextHop, asks: true });
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
  mind.note?.('neighbor', mac === undefined ? 'dropped' : 'passes', { interface: out.name, nextHop, mac: mac ?? '' });
  if (mac === undefined) return [{ do: 'drop', why: 'no-address' }];
  const { packet } = held;
  // What follows the rules alone need not be asked.
  const changes =
    mind === reference ? addresses(out.mac, mac) : chosenAddresses(station, out, nextHop, mac, packet, mind);
  return [{ do: 'send', port: out.name, frame: patchFrame(packet, changes) }];
}

function chosenAddresses(
  station: Station,
  out: Interface,
  nextHop: Ipv4,
  mac: Mac,
  packet: Frame,
  mind: Mind,
): Record<string, string> {
  const points = station.kind === 'router' ? router.headers : hostHeaders;
  const destination = mind.ask(points.destination, station, out, nextHop, mac, packet);
  const source = mind.ask(points.source, station, out, nextHop, mac, packet);
  const packetSource = mind.ask(points.packetSource, station, out, nextHop, mac, packet);
  const packetDestination = mind.ask(points.packetDestination, station, out, nextHop, mac, packet);
  const changes: Record<string, string> = addresses(source as Mac, destination as Mac);
  if (packetSource !== readField(packet, 'ipv4.source')) changes['ipv4.source'] = packetSource;
  if (packetDestination !== readField(packet, 'ipv4.destination')) changes['ipv4.destination'] = packetDestination;
  mind.note?.('leave', 'leaves', { interface: out.name, source, destination });
  return changes;
}

function addresses(source: Mac, destination: Mac): Record<string, string> {
  return { 'ethernet.source': source, 'ethernet.destination': destination };
}
