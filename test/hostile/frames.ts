/** WebSocket frames (RFC 6455 section 5.2), right ones and such that no client may send. */
import { type Random, draw, drawOne } from '../../shared/random.ts';
import { noise } from './pack.ts';

export interface FrameForm {
  readonly fin?: boolean;
  readonly rsv?: number;
  readonly isMasked?: boolean;
  /** What the length field says in place of the truth. */
  readonly claims?: number;
}

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const MASK = Buffer.of(0x5a, 0x13, 0xc7, 0x88);

export function frame(opcode: number, payload: Buffer, form: FrameForm = {}): Buffer {
  const { fin = true, rsv = 0, isMasked = true, claims = payload.length } = form;
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  const bit = isMasked ? 0x80 : 0;
  if (!isMasked) return Buffer.concat([lengthHead(first, bit, claims), payload]);
  const masked = Buffer.from(payload);
  for (let index = 0; index < masked.length; index++) masked[index]! ^= MASK[index & 3]!;
  return Buffer.concat([lengthHead(first, bit, claims), MASK, masked]);
}

function lengthHead(first: number, bit: number, length: number): Buffer {
  if (length < 126) return Buffer.of(first, bit | length);
  if (length < 65536) return Buffer.of(first, bit | 126, length >> 8, length & 255);
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = bit | 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** Some frames in a row. */
export interface Burst {
  readonly bytes: Buffer;
  readonly frames: number;
}

/** A whole message in pieces, with control frames between them, as it is allowed. */
export function inPieces(random: Random, payload: Buffer): Burst {
  const pieces = 1 + draw(random, 5);
  const size = Math.ceil(payload.length / pieces);
  const parts: Buffer[] = [];
  for (let piece = 0; piece < pieces; piece++) {
    const opcode = piece === 0 ? OPCODE.binary : OPCODE.continuation;
    const fin = piece === pieces - 1;
    parts.push(frame(opcode, payload.subarray(piece * size, (piece + 1) * size), { fin }));
    if (!fin && draw(random, 3) === 0) parts.push(frame(OPCODE.ping, noise(random, 20)));
  }
  return { bytes: Buffer.concat(parts), frames: parts.length };
}

/** Frames that a server has to let pass, or to end the connection for. */
export function oddFrame(random: Random): Burst {
  const payload = noise(random, 60);
  const one = (bytes: Buffer): Burst => ({ bytes, frames: 1 });
  switch (draw(random, 12)) {
    case 0:
      return one(frame(OPCODE.text, Buffer.from(drawOne(random, ['', 'hello', '{}', '网络', '\u0000']))));
    case 1:
      return one(frame(OPCODE.text, payload));
    case 2:
      return one(frame(drawOne(random, [OPCODE.ping, OPCODE.pong]), noise(random, 125)));
    case 3:
      return one(frame(OPCODE.close, closing(random)));
    case 4:
      return one(frame(drawOne(random, [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload));
    case 5:
      return one(frame(OPCODE.binary, payload, { rsv: 1 + draw(random, 7) }));
    case 6:
      return one(frame(OPCODE.binary, payload, { isMasked: false }));
    case 7:
      return one(frame(OPCODE.binary, payload, { claims: drawOne(random, [2049, 65_536, 2 ** 31, 2 ** 40, 2 ** 53]) }));
    case 8:
      return one(frame(OPCODE.continuation, payload, { fin: draw(random, 2) === 0 }));
    case 9:
      return one(frame(OPCODE.ping, Buffer.alloc(126 + draw(random, 300)), { fin: draw(random, 2) === 0 }));
    case 10:
      return tinyPieces(random);
    default:
      return one(noise(random, 120));
  }
}

function closing(random: Random): Buffer {
  const code = drawOne(random, [0, 999, 1000, 1001, 1005, 1006, 1015, 4000, 4101, 65_535]);
  return Buffer.concat([Buffer.of(code >> 8, code & 255), noise(random, 120)]).subarray(0, draw(random, 124));
}

/** A message that never ends, in pieces of one octet or none. */
function tinyPieces(random: Random): Burst {
  const frames = 2 + draw(random, 300);
  const piece = frame(OPCODE.continuation, Buffer.alloc(draw(random, 2)), { fin: false });
  const bytes = Buffer.concat([
    frame(OPCODE.binary, Buffer.of(13), { fin: false }),
    ...Array.from({ length: frames - 1 }, () => piece),
  ]);
  return { bytes, frames };
}
