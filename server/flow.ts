/**
 * What a WebSocket may send, counted at its octets, before anybody has to understand them: frames of every kind, whole messages or pieces of them, pings, what cannot be
 * read. Whoever sends far more than any browser of ours is cut off.
 */
import type { Duplex } from 'node:stream';
import { createTank, type Flow } from './limit.ts';

export interface FlowLimits {
  readonly frames: Flow;
  /** Octets with the headers of their frames. */
  readonly octets: Flow;
}

/** A browser sends 20 messages a second at most, seldom of more than 200 octets, and answers a ping every three seconds. */
export const FLOW_LIMITS: FlowLimits = {
  frames: { burst: 100, perSecond: 40 },
  octets: { burst: 64 * 1024, perSecond: 32 * 1024 },
};

/** Destroys the socket when more comes than that. */
export function cutOffFlood(socket: Duplex, limits: FlowLimits = FLOW_LIMITS, nowMs = () => performance.now()): void {
  const frames = createTank(limits.frames, nowMs);
  const octets = createTank(limits.octets, nowMs);
  const begun = createFrameCounter();
  socket.on('data', (chunk: Buffer) => {
    const count = begun(chunk);
    const isTooMuch = octets.take(chunk.length) > 0 || (count > 0 && frames.take(count) > 0);
    if (isTooMuch) socket.destroy();
  });
}

/** Says of each piece of a stream how many frames begin in it (RFC 6455, 5.2); pieces may end anywhere. */
export function createFrameCounter(): (piece: Uint8Array) => number {
  // Octets seen of the header, how long it is, where its extended length ends, and octets still to come of the payload.
  let [seen, headerLength, extendedEnd, payload] = [0, 2, 2, 0];
  const readHeader = (octet: number): void => {
    if (seen === 1) {
      const short = octet & 0x7f;
      const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
      headerLength = 2 + extended + (octet & 0x80 ? 4 : 0);
      payload = extended === 0 ? short : 0;
      extendedEnd = 2 + extended;
    } else if (seen > 1 && seen < extendedEnd) {
      payload = payload * 256 + octet;
    }
  };
  return (piece) => {
    let begun = 0;
    for (let at = 0; at < piece.length;) {
      if (seen === 0) begun++;
      if (seen < headerLength) {
        readHeader(piece[at] ?? 0);
        seen++;
        at++;
      } else {
        const taken = Math.min(payload, piece.length - at);
        payload -= taken;
        at += taken;
      }
      if (seen >= headerLength && payload === 0) [seen, headerLength, payload] = [0, 2, 0];
    }
    return begun;
  };
}
