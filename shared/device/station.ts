/**
 * Hosts and routers: what happens to a frame that comes in, from the card up (RFC 1122 3.2, RFC 1812 5.2), and to a packet that goes out,
 * from the route down. A router is a host that forwards.
 */
import type { Ipv4 } from '../address/ipv4.ts';
import { isBroadcast } from '../address/mac.ts';
import type { Frame } from '../wire/frame.ts';
import { fcsIsRight, layer, patchFrame, tagFrame, untagFrame } from '../wire/frame.ts';
import { accessMedium } from './access.ts';
import { announce, arpReceived, arpTimer } from './arp.ts';
import type { Interface, Route, Station } from './device.ts';
import { interfaceOf } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';
import { filtered } from './filter.ts';
import { errorAbout, type IcmpError } from './icmp.ts';
import { loopedBack, receiveLocally } from './local.ts';
import { isLoopback, LOOPBACK } from './loopback.ts';
import { translateIn } from './nat.ts';
import { leaveBy, originate, sendPacket } from './output.ts';
import { broadcastRow, isOwnAddress, lookupRoute, refusalOf, routeText } from './routes.ts';
import { type Facts, type Mind, reference } from './rule.ts';
import {
  isForRoutersHere,
  isLinkStatePacket,
  linkStateReceived,
  linkStateStarts,
  linkStateTimer,
  reviewSoon,
} from './ospf-router.ts';
import * as host from './rules/host.accept.ts';
import { damaged, fcs } from './rules/host.fcs.ts';
import * as router from './rules/router.ts';
import { localFrameReceived } from './vxlan.ts';

export function decideStation(station: Station, event: DeviceEvent, mind: Mind): readonly Action[] {
  return toCards(station, decided(station, event, mind));
}

function decided(station: Station, event: DeviceEvent, mind: Mind): readonly Action[] {
  switch (event.kind) {
    case 'frame': {
      if (station.tunnel?.ports[event.port] !== undefined)
        return localFrameReceived(station.tunnel, event.port, event.frame);
      const card = station.interfaces[event.port];
      if (card === undefined && event.port === LOOPBACK.name) return loopedBack(station, event.frame, mind);
      return frameReceived(station, card ?? interfaceOf(station, event.port), event.frame, mind);
    }
    case 'originate':
      return originate(station, event.datagram, mind);
    case 'resolved':
      return sendPacket(station, interfaceOf(station, event.interface), event.nextHop, event.held, mind);
    case 'transmit':
      return [{ do: 'send', port: event.port, frame: event.frame }];
    case 'access':
      return accessMedium(event, mind);
    case 'arp-timer':
      return arpTimer(station, event, mind);
    case 'announce':
      return announce(interfaceOf(station, event.interface));
    case 'carrier':
      return [{ do: 'set-carrier', port: event.port, up: event.up }, ...reviewSoon(station)];
    case 'configure':
      return [{ do: 'configure', change: event.change }, ...reviewSoon(station)];
    case 'start':
      return linkStateStarts(station);
    case 'ospf-timer':
      return linkStateTimer(station, event.timer);
    case 'stp-timer':
      return [];
  }
}

function frameReceived(station: Station, card: Interface, frame: Frame, mind: Mind): readonly Action[] {
  mind.note?.('card', card.up ? 'passes' : 'dropped', { interface: card.name });
  if (!card.up) return [{ do: 'drop', why: 'link-down' }];
  const isSound = mind.ask(fcs, frame) !== 'wrong';
  mind.note?.('fcs', isSound ? 'passes' : 'dropped', { right: fcsIsRight(frame) });
  if (!isSound) {
    // It is gone, whatever somebody would like to do about it.
    mind.ask(damaged, frame);
    return [{ do: 'drop', why: 'bad-fcs' }];
  }
  const own = interfaceBehind(station, card, frame);
  const isTaken =
    isForRoutersHere(station, own ?? card, frame) ||
    mind.ask(station.kind === 'router' ? router.accept : host.accept, own ?? card, frame) !== 'drop';
  mind.note?.('mac', isTaken ? 'passes' : 'dropped', macValues(own ?? card, frame));
  if (!isTaken) return [{ do: 'drop', why: 'not-for-me' }];
  const tag = layer(frame, 'vlan');
  if (tag !== undefined)
    mind.note?.('vlan', own === undefined ? 'dropped' : 'passes', { id: tag.header.id, interface: own?.name ?? '' });
  if (own === undefined) return [{ do: 'drop', why: 'unknown-vlan' }];
  return stackReceived(station, own, tag === undefined ? frame : untagFrame(frame), mind);
}

/** 802.1Q: a tagged frame belongs to the interface of its VLAN on this card, if there is one; VLAN 0 is no VLAN, only a priority. */
function interfaceBehind(station: Station, card: Interface, frame: Frame): Interface | undefined {
  const tag = frame.layers[1];
  if (tag?.protocol !== 'vlan' || tag.header.id === 0) return card;
  for (const name in station.interfaces) {
    const own = interfaceOf(station, name);
    if (own.vlan?.of === card.name && own.vlan.id === tag.header.id && own.up) return own;
  }
  return undefined;
}

function stackReceived(station: Station, own: Interface, frame: Frame, mind: Mind): readonly Action[] {
  const arp = layer(frame, 'arp');
  const packet = layer(frame, 'ipv4');
  // A frame that was damaged and taken all the same carries no packet that could be trusted.
  if (!fcsIsRight(frame) || !isUnderstood(frame) || (arp === undefined && packet === undefined)) {
    mind.note?.('stack', 'dropped', { protocol: protocolOf(frame), malformed: frame.malformed?.malformed ?? '' });
    return [{ do: 'drop', why: 'not-understood' }];
  }
  mind.note?.('stack', 'passes', { protocol: arp === undefined ? 'ipv4' : 'arp' });
  if (arp !== undefined) return arpReceived(station, own, arp.header, mind);
  if (station.nat === undefined) {
    mind.note?.('prerouting', 'passes', {});
    return packetReceived(station, own, frame, mind);
  }
  const translated = translateIn(station, frame, mind);
  mind.note?.(
    'prerouting',
    translated.frame === undefined ? 'dropped' : 'passes',
    translation(frame, translated.frame),
  );
  if (translated.frame === undefined) return translated.actions;
  return [...translated.actions, ...packetReceived(station, own, translated.frame, mind)];
}

/** The routing decision: for the station itself, for everybody, or for somebody else (RFC 1812 5.2.3). */
function packetReceived(station: Station, inside: Interface, frame: Frame, mind: Mind): readonly Action[] {
  const header = layer(frame, 'ipv4')?.header;
  if (header === undefined) return [{ do: 'drop', why: 'not-understood' }];
  const { source, destination } = header;
  // Nobody but the station itself can have sent these (RFC 1122 3.2.1.3, RFC 1812 5.3.7).
  if (isLoopback(destination) || isLoopback(source) || isOwnAddress(station, source)) {
    mind.note?.('routing', 'dropped', { source, destination, decision: 'martian' });
    return [{ do: 'drop', why: 'martian' }];
  }
  if (isLinkStatePacket(station, inside, frame)) return linkStateReceived(station, inside, frame, mind);
  const toEverybody = broadcastRow(station, destination) !== undefined;
  if (toEverybody || isOwnAddress(station, destination)) {
    mind.note?.('routing', 'passes', { destination, decision: toEverybody ? 'broadcast' : 'local' });
    return receiveLocally(station, inside.name, frame, toEverybody, mind);
  }
  if (station.kind === 'host') {
    mind.note?.('routing', 'dropped', { destination, decision: 'no-forwarding' });
    return [{ do: 'drop', why: 'read' }];
  }
  // RFC 1812 5.3.4: what came as a link-layer broadcast is not forwarded.
  const ethernet = layer(frame, 'ethernet');
  if (ethernet !== undefined && isBroadcast(ethernet.header.destination)) {
    mind.note?.('routing', 'dropped', { destination, decision: 'link-broadcast' });
    return [{ do: 'drop', why: 'not-for-me' }];
  }
  return forward(station, inside, frame, destination, mind);
}

/** Route, time to live, forward chain, then out: the order of Linux (ip_forward). */
function forward(station: Station, inside: Interface, frame: Frame, destination: Ipv4, mind: Mind): readonly Action[] {
  const route = routeFor(station, destination, mind);
  if (route === undefined) {
    const error = errorWithoutRoute(station, destination);
    return [{ do: 'drop', why: 'no-route' }, ...(error === undefined ? [] : errorAbout(station, frame, error))];
  }
  const ttl = mind.ask(router.ttl, frame);
  mind.note?.('ttl', ttl === router.EXPIRED ? 'rejected' : 'passes', { ttl });
  if (ttl === router.EXPIRED)
    return [{ do: 'drop', why: 'ttl-expired' }, ...errorAbout(station, frame, 'time-exceeded')];
  const packet = patchFrame(frame, { 'ipv4.ttl': Number(ttl) });
  const stopped = filtered(station, 'forward', packet, inside.name, route.interface, mind);
  return stopped ?? leaveBy(station, route, destination, { packet, forwarded: true }, mind);
}

/** RFC 1812 5.2.7.1; a route that leads nowhere has its own answer, or none (net/ipv4/route.c, `ip_error`). */
function errorWithoutRoute(station: Station, destination: Ipv4): IcmpError | undefined {
  switch (refusalOf(station, destination)) {
    case 'blackhole':
      return undefined;
    case 'unreachable':
      return 'host-unreachable';
    case 'prohibit':
      return 'prohibited';
    default:
      return 'net-unreachable';
  }
}

/** What follows the rules alone need not be asked: every row of the table would be put into words, for each packet. */
function routeFor(station: Station, destination: Ipv4, mind: Mind): Route | undefined {
  if (mind === reference) return lookupRoute(station, destination);
  const choice = mind.ask(router.route, station, destination);
  const route = station.routes.find((row) => routeText(row) === choice);
  mind.note?.('routing', route === undefined ? 'rejected' : 'passes', { destination, decision: choice });
  return route;
}

/** A frame as it goes out by a VLAN's interface leaves by the card that this stands on, tagged. */
function toCards(station: Station, actions: readonly Action[]): readonly Action[] {
  for (const action of actions) {
    if (action.do === 'send' && station.interfaces[action.port]?.vlan !== undefined)
      return actions.map((each) => (each.do === 'send' ? tagged(station, each) : each));
  }
  return actions;
}

function tagged(station: Station, send: Extract<Action, { do: 'send' }>): Action {
  const vlan = station.interfaces[send.port]?.vlan;
  return vlan === undefined ? send : { do: 'send', port: vlan.of, frame: tagFrame(send.frame, vlan.id) };
}

/** A router does not look at what a packet carries, so only faults of what is around that count (its reason begins with the protocol's name). */
function isUnderstood(frame: Frame): boolean {
  const reason = frame.malformed?.malformed;
  return reason === undefined || !/^(ethernet|vlan|llc|arp|ipv4)-/.test(reason);
}

function macValues(own: Interface, frame: Frame): Facts {
  return { destination: layer(frame, 'ethernet')?.header.destination ?? '', own: own.mac };
}

function protocolOf(frame: Frame): string {
  const names = frame.layers.map((each) => each.protocol).filter((name) => name !== 'ethernet' && name !== 'vlan');
  return names[0] ?? '';
}

function translation(before: Frame, after: Frame | undefined): Facts {
  const [from, to] = [layer(before, 'ipv4')?.header.destination, after && layer(after, 'ipv4')?.header.destination];
  return to === undefined || from === to ? {} : { destination: String(from), becomes: to };
}
