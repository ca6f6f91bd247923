/** All kinds of traffic: who has to know that something was sent, or has arrived. */
import type { Action, Datagram } from '../device/event.ts';
import type { Frame } from '../wire/frame.ts';
import type { Network } from './network.ts';
import { countReceived, countSent } from './ping.ts';
import { probeAnswered, probeSent } from './traceroute.ts';
import { countDatagramDelivered, countDatagramSent } from './udp-flow.ts';

/** A station has dealt with something of its own to send. */
export function trafficSent(network: Network, id: string, datagram: Datagram, actions: readonly Action[]): void {
  if (datagram.udp === undefined) return countSent(network, id, datagram, actions);
  if (network.udpFlows.length > 0) countDatagramSent(network, id, datagram, actions);
  if (network.traceroutes.length > 0) probeSent(network, id, datagram, actions);
}

/** A packet has come up to a program of a station. */
export function trafficArrived(network: Network, id: string, packet: Frame): void {
  countReceived(network, id, packet);
  if (network.udpFlows.length > 0) countDatagramDelivered(network, id, packet);
  if (network.traceroutes.length > 0) probeAnswered(network, id, packet);
}
