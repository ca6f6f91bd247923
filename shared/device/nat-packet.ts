/** Packets as translation sees them: which flow one belongs to, and the same packet with another end point (RFC 3022 section 4.1). */
import type { Ipv4 } from '../address/ipv4.ts';
import { patchFrame, type Frame } from '../wire/frame.ts';
import { ICMP_ECHO_REQUEST, isEcho, isError } from '../wire/icmp.ts';
import type { EndPoint, Tuple } from './nat-table.ts';

/** The flow to which the packet of a frame belongs; undefined for what has no identifier or port, and for errors. */
export function tupleOf(frame: Frame): Tuple | undefined {
  return tupleAt(frame, packetIndex(frame));
}

/** The flow to which the packet belongs that an ICMP error quotes (RFC 5508 section 4); undefined for everything but errors. */
export function quotedTupleOf(frame: Frame): Tuple | undefined {
  const index = packetIndex(frame) + 1;
  const error = frame.layers[index];
  if (index === 0 || error?.protocol !== 'icmp' || !isError(error.header)) return undefined;
  return tupleAt(frame, index + 1);
}

/** The packet with another sender. An echo's identifier is part of it. */
export function withSource(frame: Frame, { kind }: Tuple, { address, number }: EndPoint): Frame {
  if (kind === 'udp') return patchFrame(frame, { 'ipv4.source': address, 'udp.sourcePort': number });
  return patchFrame(frame, { 'ipv4.source': address, 'icmp.identifier': number });
}

/** The packet with another receiver. */
export function withDestination(frame: Frame, { kind }: Tuple, { address, number }: EndPoint): Frame {
  if (kind === 'udp') return patchFrame(frame, { 'ipv4.destination': address, 'udp.destinationPort': number });
  return patchFrame(frame, { 'ipv4.destination': address, 'icmp.identifier': number });
}

/** An error to another receiver, about a packet with another sender. */
export function withQuotedSource(frame: Frame, quoted: Tuple, { address, number }: EndPoint): Frame {
  return patchFrame(frame, {
    'ipv4.destination': address,
    'quoted.ipv4.source': address,
    [quoted.kind === 'udp' ? 'quoted.udp.sourcePort' : 'quoted.icmp.identifier']: number,
  });
}

/** An error from another sender, about a packet with another receiver. */
export function withQuotedDestination(frame: Frame, quoted: Tuple, { address, number }: EndPoint): Frame {
  return patchFrame(frame, {
    'ipv4.source': address,
    'quoted.ipv4.destination': address,
    [quoted.kind === 'udp' ? 'quoted.udp.destinationPort' : 'quoted.icmp.identifier']: number,
  });
}

/** The source and destination of the frame's own packet. */
export function addressesOf(frame: Frame): { readonly source: Ipv4; readonly destination: Ipv4 } | undefined {
  const packet = frame.layers[packetIndex(frame)];
  return packet?.protocol === 'ipv4' ? packet.header : undefined;
}

/** The place of the first IPv4 header, -1 if there is none. */
function packetIndex(frame: Frame): number {
  for (let index = 0; index < frame.layers.length; index++) if (frame.layers[index]!.protocol === 'ipv4') return index;
  return -1;
}

function tupleAt({ layers }: Frame, index: number): Tuple | undefined {
  const packet = layers[index];
  const message = layers[index + 1];
  if (packet?.protocol !== 'ipv4' || message === undefined) return undefined;
  const { source, destination } = packet.header;
  if (message.protocol === 'udp') {
    const { sourcePort, destinationPort } = message.header;
    return {
      kind: 'udp',
      from: { address: source, number: sourcePort },
      to: { address: destination, number: destinationPort },
    };
  }
  if (message.protocol !== 'icmp' || !isEcho(message.header)) return undefined;
  return {
    kind: message.header.type === ICMP_ECHO_REQUEST ? 'request' : 'reply',
    from: { address: source, number: message.header.identifier },
    to: { address: destination, number: 0 },
  };
}
