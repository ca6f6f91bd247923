/**
 * Predictions about a packet that waits at somebody's seat to be sent: to whom will the frame be addressed that leaves at once? What is told of the packet is
 * what goals and answers tell everybody, whose ping it is and for whom; of the frame only the name of a device, after it has left.
 */
import { isBroadcast } from '../address/mac.ts';
import { isStation } from '../device/device.ts';
import type { Action, DeviceEvent } from '../device/event.ts';
import { isLoopbackPort } from '../network/loopback.ts';
import { layer } from '../wire/frame.ts';
import { ICMP_ECHO_REPLY, ICMP_ECHO_REQUEST } from '../wire/icmp.ts';
import { pingOf, pingWith } from './look.ts';
import type { Match, Seat } from './match.ts';
import type { Addressee, WaitingPacket } from './predictions-view.ts';

/** The packet that waits first at a seat, so at a person's; undefined when something else waits there, or when nobody could know for whom it is. */
export function waitingPacket(match: Match, seat: Seat): WaitingPacket | undefined {
  const event = seat.inbox[0]?.event;
  if (event === undefined) return undefined;
  // A packet that goes astray would tell what is broken before anybody has looked for it.
  if (match.fault?.phase === 'broken' || match.fault?.phase === 'open') return undefined;
  const echo = echoIn(match, event);
  const dealt = echo && match.traffic[echo.ping];
  if (echo === undefined || dealt === undefined || dealt.to === null) return undefined;
  return { device: seat.device, packet: echo.packet, on: dealt.on, to: dealt.to };
}

/** May it be said, whatever is in the packet? Any station of the map but the sender itself. */
export function isAddressee({ network }: Match, sender: string, said: Addressee): boolean {
  if (said.kind !== 'device') return true;
  const device = Object.hasOwn(network.devices, said.id) ? network.devices[said.id] : undefined;
  return said.id !== sender && device !== undefined && isStation(device);
}

/** To whom the frame is addressed that leaves by these actions; undefined when no card has that address. */
export function addresseeOf({ network }: Match, actions: readonly Action[]): Addressee | undefined {
  const sent = actions.find((action) => action.do === 'send' && !isLoopbackPort(action.port));
  if (sent?.do !== 'send') return { kind: 'nobody' };
  const destination = layer(sent.frame, 'ethernet')?.header.destination;
  if (destination === undefined) return undefined;
  if (isBroadcast(destination)) return { kind: 'everybody' };
  const owner = Object.values(network.devices).find(
    (device) => isStation(device) && Object.values(device.interfaces).some((card) => card.mac === destination),
  );
  return owner && { kind: 'device', id: owner.id };
}

export function isSameAddressee(one: Addressee, other: Addressee): boolean {
  if (one.kind === 'device' && other.kind === 'device') return one.id === other.id;
  return one.kind === other.kind;
}

/** Which ping a packet to be sent belongs to, and which way it goes; undefined for all but echo messages. */
function echoIn({ network }: Match, event: DeviceEvent): Echo | undefined {
  if (event.kind === 'originate') {
    const { icmp } = event.datagram;
    const ping = icmp !== undefined && 'identifier' in icmp ? pingWith(network, icmp.identifier) : undefined;
    return echoOfType(icmp?.type, ping);
  }
  if (event.kind !== 'resolved') return undefined;
  const { packet } = event.held;
  return echoOfType(layer(packet, 'icmp')?.header.type, pingOf(network, packet));
}

interface Echo {
  readonly ping: number;
  readonly packet: WaitingPacket['packet'];
}

function echoOfType(type: number | undefined, ping: number | undefined): Echo | undefined {
  if (ping === undefined) return undefined;
  if (type === ICMP_ECHO_REQUEST) return { ping, packet: 'request' };
  return type === ICMP_ECHO_REPLY ? { ping, packet: 'answer' } : undefined;
}
