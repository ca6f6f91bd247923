/** MessagePack and Colyseus's messages, written by hand: also what no library would write. */
import { type Random, draw, drawOne } from '../../shared/random.ts';

/** Protocol bytes of @colyseus/shared-types 0.18. */
export const CODE = { join: 10, leave: 12, data: 13, bytes: 17, ping: 18, request: 21 } as const;

/** A value as MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md), each number as a float. */
export function pack(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.of(0xc0);
  if (typeof value === 'boolean') return Buffer.of(value ? 0xc3 : 0xc2);
  if (typeof value === 'number') return packNumber(value);
  if (typeof value === 'string') return packString(value);
  if (value instanceof Uint8Array) return Buffer.concat([Buffer.of(0xc6), uint32(value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([Buffer.of(0xdd), uint32(value.length), ...value.map(pack)]);
  const entries = Object.entries(value);
  const octets = entries.flatMap(([key, one]) => [packString(key), pack(one)]);
  return Buffer.concat([Buffer.of(0xdf), uint32(entries.length), ...octets]);
}

function packNumber(value: number): Buffer {
  if (Number.isInteger(value) && value >= 0 && value < 128) return Buffer.of(value);
  const octets = Buffer.alloc(9, 0xcb);
  octets.writeDoubleBE(value, 1);
  return octets;
}

function packString(value: string): Buffer {
  const octets = Buffer.from(value);
  if (octets.length < 32) return Buffer.concat([Buffer.of(0xa0 | octets.length), octets]);
  return Buffer.concat([Buffer.of(0xdb), uint32(octets.length), octets]);
}

function uint32(value: number): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(value >>> 0);
  return octets;
}

/** A message of a kind, or, with a number, a request that is to be answered. */
export function message(kind: string | number, payload: Buffer, request?: number): Buffer {
  const head = request === undefined ? Buffer.of(CODE.data) : Buffer.concat([Buffer.of(CODE.request), count(request)]);
  const name = typeof kind === 'number' ? count(kind) : packString(kind);
  return Buffer.concat([head, name, payload]);
}

/** A number as @colyseus/schema encodes it: 0 to 127 in one octet, else a uint32. */
function count(value: number): Buffer {
  if (value < 128) return Buffer.of(value);
  const octets = Buffer.alloc(5, 0xce);
  octets.writeUInt32LE(value >>> 0, 1);
  return octets;
}

/** MessagePack that promises more than it holds, goes too deep, or is none. */
export function brokenPack(random: Random): Buffer {
  const claim = Buffer.concat([
    Buffer.of(drawOne(random, [0xdd, 0xdf, 0xdb, 0xc6, 0xc9])),
    uint32(draw(random, 2 ** 32)),
  ]);
  switch (draw(random, 6)) {
    case 0:
      return Buffer.concat([claim, noise(random, 40)]);
    case 1:
      return Buffer.alloc(1 + draw(random, 1900), drawOne(random, [0x91, 0x81, 0xdd, 0xc1, 0xdc]));
    case 2:
      return Buffer.concat([Buffer.of(0xd4 + draw(random, 5), draw(random, 256)), noise(random, 20)]);
    case 3:
      return Buffer.concat([Buffer.of(0xdc, 0xff, 0xff), noise(random, 8)]);
    case 4:
      // Times and other extensions that libraries make objects of.
      return Buffer.concat([Buffer.of(0xc7, draw(random, 256), draw(random, 256)), noise(random, 60)]);
    default:
      return noise(random, 200);
  }
}

/** Octets of chance, at most so many. */
export function noise(random: Random, most: number): Buffer {
  return Buffer.from(Array.from({ length: draw(random, most + 1) }, () => draw(random, 256)));
}
