/** UDP as traffic: datagrams from one station's port to another's, and what became of them. */
import type { Ipv4 } from '../address/ipv4.ts';
import { isStation } from '../device/device.ts';
import type { Action, Datagram } from '../device/event.ts';
import { OWN_TTL } from '../device/icmp.ts';
import { isOwnAddress } from '../device/routes.ts';
import { layer, quotedLayer, type Frame } from '../wire/frame.ts';
import type { UdpHeader } from '../wire/udp.ts';
import type { Network } from './network.ts';
import { deviceOf, schedule } from './schedule.ts';

/** One item of traffic: a program that sends from one port to one target, and reads what comes back to that port. */
export interface UdpFlow {
  readonly on: string;
  readonly to: Ipv4;
  readonly port: number;
  /** Source port. */
  readonly from: number;
  readonly text: string;
  /** Datagrams that the station took for sending: there was a route, and no filter forbade it (`send` did not fail). */
  sent: number;
  /** Datagrams that reached a listener at the target's port, known by the source port; a broadcast may reach several. */
  received: number;
  /** Datagrams that came back to the source port and were read there. */
  answered: number;
  /** ICMP errors about its datagrams that came back. */
  errors: number;
}

/** Adds an item of traffic; its datagrams still have to be scheduled. */
export function addUdpFlow(
  network: Network,
  { on, to, port, from, text }: Pick<UdpFlow, 'on' | 'to' | 'port' | 'from' | 'text'>,
): UdpFlow {
  const flow: UdpFlow = { on, to, port, from, text, sent: 0, received: 0, answered: 0, errors: 0 };
  network.udpFlows.push(flow);
  return flow;
}

/** The program starts at `atUs` and sends `count` datagrams, one every `intervalUs`; its port stays open after that. */
export function scheduleUdpFlow(
  network: Network,
  flow: UdpFlow,
  atUs: number,
  count: number,
  intervalUs: number,
): void {
  schedule(network, atUs, flow.on, { kind: 'configure', change: { set: 'socket', port: flow.from, open: true } });
  const datagram: Datagram = {
    destination: flow.to,
    source: undefined,
    ttl: OWN_TTL,
    dscp: 0,
    dontFragment: true,
    udp: { sourcePort: flow.from, destinationPort: flow.port },
    data: bytesOf(flow.text),
  };
  for (let index = 0; index < count; index++)
    schedule(network, atUs + index * intervalUs, flow.on, { kind: 'originate', datagram });
}

/** The station has dealt with a datagram of its own. */
export function countDatagramSent(network: Network, id: string, datagram: Datagram, actions: readonly Action[]): void {
  const { udp, destination } = datagram;
  if (udp === undefined || !actions.some((action) => action.do === 'number-packet')) return;
  const flow = network.udpFlows.find(
    ({ on, to, port, from }) =>
      on === id && from === udp.sourcePort && port === udp.destinationPort && to === destination,
  );
  if (flow !== undefined) flow.sent++;
}

/** A packet has come up to a program of the station. */
export function countDatagramDelivered(network: Network, id: string, packet: Frame): void {
  const udp = layer(packet, 'udp')?.header;
  if (udp === undefined) return countError(network, id, packet);
  const answered = network.udpFlows.find(({ on, from }) => on === id && from === udp.destinationPort);
  if (answered !== undefined) answered.answered++;
  const device = deviceOf(network, id);
  if (!isStation(device) || device.listeners[udp.destinationPort] === undefined) return;
  const flow = senderOf(network, packet, udp);
  if (flow !== undefined) flow.received++;
}

/** Of several flows between these ports that of the station which has the source address; behind NAT nobody has, and the first is meant. */
function senderOf(network: Network, packet: Frame, udp: UdpHeader): UdpFlow | undefined {
  const between = network.udpFlows.filter(({ from, port }) => from === udp.sourcePort && port === udp.destinationPort);
  const source = layer(packet, 'ipv4')?.header.source;
  const own = between.find(({ on }) => {
    const device = deviceOf(network, on);
    return source !== undefined && isStation(device) && isOwnAddress(device, source);
  });
  return own ?? between[0];
}

function countError(network: Network, id: string, packet: Frame): void {
  const quoted = quotedLayer(packet, 'udp')?.header;
  if (quoted === undefined) return;
  const flow = network.udpFlows.find(
    ({ on, from, port }) => on === id && from === quoted.sourcePort && port === quoted.destinationPort,
  );
  if (flow !== undefined) flow.errors++;
}

/** ASCII. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes;
}
