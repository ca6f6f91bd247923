/** ARP as behaviour (RFC 826; the same for hosts and routers; a table an interface): what a station hears, asks, answers and gives up. */
import type { Ipv4 } from '../address/ipv4.ts';
import { BROADCAST_MAC, type Mac } from '../address/mac.ts';
import type { ArpHeader } from '../wire/arp.ts';
import { buildFrame, type Frame } from '../wire/frame.ts';
import { NO_ADDRESS } from './addresses.ts';
import type { Interface, Station } from './device.ts';
import { interfaceOf } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';
import { errorAbout } from './icmp.ts';
import { ARP_QUESTIONS } from './neighbors.ts';
import { reference, type Mind } from './rule.ts';
import * as hostAsk from './rules/host.arp-ask.ts';
import * as reply from './rules/host.arp-answer.ts';
import { learn } from './rules/host.arp-learn.ts';
import * as router from './rules/router.ts';

/** An ARP message came in: write the table, which releases what waited, then answer (rules 6 and 7 of the lab format). */
export function arpReceived(station: Station, own: Interface, arp: ArpHeader, mind: Mind): readonly Action[] {
  const actions: Action[] = [];
  const which = mind.ask(learn, station, own, arp);
  if (which === 'sender') actions.push(learnRow(own, arp.senderIp, arp.senderMac));
  if (which === 'target') actions.push(learnRow(own, arp.targetIp, arp.targetMac));
  if (arp.operation === reply.REQUEST) {
    if (mind.ask(reply.answer, own, arp) === 'answer')
      actions.push({ do: 'send', port: own.name, frame: answerFrame(own, arp, mind) });
  }
  mind.note?.('arp', actions.length === 0 ? 'dropped' : 'delivered', {
    operation: arp.operation,
    sender: arp.senderIp,
    target: arp.targetIp,
    learns: which !== 'nothing',
    answers: actions.some((action) => action.do === 'send'),
  });
  return actions.length === 0 ? [{ do: 'drop', why: arp.operation === reply.REQUEST ? 'not-asked' : 'read' }] : actions;
}

/** The question for a next hop: to everybody, from this interface. */
export function question(station: Station, out: Interface, nextHop: Ipv4, destination: Ipv4, mind: Mind): Frame {
  const points = station.kind === 'router' ? router.ask : hostAsk.ask;
  const frameDestination = mind.ask(points.frameDestination, station, out, nextHop, destination) as Mac;
  const senderMac = mind.ask(points.senderMac, station, out, nextHop, destination) as Mac;
  const senderIp = mind.ask(points.senderIp, station, out, nextHop, destination) as Ipv4;
  const targetMac = mind.ask(points.targetMac, station, out, nextHop, destination) as Mac;
  const targetIp = mind.ask(points.targetIp, station, out, nextHop, destination) as Ipv4;
  return arpFrame(out.mac, frameDestination, { operation: reply.REQUEST, senderMac, senderIp, targetMac, targetIp });
}

/** A second of silence: ask again, or give the next hop up and tell the senders of what waited (rules 4, 5 and 17). */
export function arpTimer(
  station: Station,
  event: Extract<DeviceEvent, { kind: 'arp-timer' }>,
  mind: Mind,
): readonly Action[] {
  const row = station.neighbors[event.interface]?.[event.nextHop];
  if (row === undefined || row.state !== 'incomplete' || row.round !== event.round) return [];
  const { nextHop } = event;
  if (event.asked < ARP_QUESTIONS) {
    const out = interfaceOf(station, event.interface);
    const frame = question(station, out, nextHop, nextHop, reference);
    return [
      { do: 'send', port: out.name, frame },
      { do: 'ask-again', interface: out.name, nextHop, asked: event.asked + 1 },
    ];
  }
  mind.note?.('neighbor', 'rejected', { interface: event.interface, nextHop, waiting: row.held.length });
  // The station's own programs are told, too: by an error from itself to itself.
  const errors = row.held.flatMap(({ packet }) => errorAbout(station, packet, 'host-unreachable'));
  return [{ do: 'forget-neighbor', interface: event.interface, nextHop }, { do: 'drop', why: 'no-answer' }, ...errors];
}

/**
 * A question about the own address, which nobody should answer: all who know it learn where it is now. Worded as `arping -U` does, with everybody
 * as the target; RFC 5227 3 and the kernel (arp_notify) write zeros there, and whoever reads it looks at neither.
 */
export function announce(own: Interface): readonly Action[] {
  if (own.address === NO_ADDRESS) return [];
  const header = {
    operation: reply.REQUEST,
    senderMac: own.mac,
    senderIp: own.address,
    targetMac: BROADCAST_MAC,
    targetIp: own.address,
  };
  return [{ do: 'send', port: own.name, frame: arpFrame(own.mac, BROADCAST_MAC, header) }];
}

function answerFrame(own: Interface, arp: ArpHeader, mind: Mind): Frame {
  const destination = mind.ask(reply.frameDestination, own, arp) as Mac;
  const senderMac = mind.ask(reply.senderMac, own, arp) as Mac;
  const senderIp = mind.ask(reply.senderIp, own, arp) as Ipv4;
  const targetMac = mind.ask(reply.targetMac, own, arp) as Mac;
  const targetIp = mind.ask(reply.targetIp, own, arp) as Ipv4;
  return arpFrame(own.mac, destination, { operation: reply.REPLY, senderMac, senderIp, targetMac, targetIp });
}

function arpFrame(
  source: Mac,
  destination: Mac,
  header: Pick<ArpHeader, 'operation' | 'senderMac' | 'senderIp' | 'targetMac' | 'targetIp'>,
): Frame {
  return buildFrame({ protocol: 'ethernet', header: { destination, source } }, { protocol: 'arp', header });
}

function learnRow(own: Interface, address: Ipv4, mac: Mac): Action {
  return { do: 'learn-neighbor', interface: own.name, address, mac };
}
