import { describe, expect, test } from 'vitest';
import { ipv4FromNumber } from '../../../shared/address/ipv4.ts';
import { type Random, draw, drawOne, randomFrom } from '../../../shared/random.ts';
import type { Field, FieldValue } from '../../../shared/wire/field.ts';
import {
  type Frame,
  buildFrame,
  fieldRange,
  fieldsOf,
  layer,
  parseFrame,
  patchFrame,
  quotedLayer,
  readField,
} from '../../../shared/wire/frame.ts';
import { CAPTURES, readCapture } from './captures.ts';
import { B, arpRequest, echoRequest, ethernetToR, ipv4ToB, ping, withOctets } from './frames.ts';

describe('patchFrame does what a Linux router did', () => {
  const pairs = forwardedPairs();

  test('the captures hold forwarded packets in both directions', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(8);
  });

  test.each(pairs.map(([before, after], index) => [index + 1, before, after] as const))(
    'pair %i',
    (_, before, after) => {
      const there = layer(after, 'ethernet')!.header;
      const changes = {
        'ethernet.destination': there.destination,
        'ethernet.source': there.source,
        'ipv4.ttl': layer(before, 'ipv4')!.header.ttl - 1,
      };
      expect(patchFrame(before, changes)).toEqual(after);
    },
  );
});

describe('patchFrame', () => {
  test('equals writing the field and computing all again, for 20 000 drawn changes', () => {
    const random = randomFrom('patch');
    const captured = CAPTURES.flatMap((name) => readCapture(name).map((bytes) => parseFrame(bytes)));
    const samples = [...captured.filter((frame) => !frame.malformed), arpRequest(), ping()];
    const wrong = [];
    for (let round = 0; round < 20_000; round++) {
      const frame = drawOne(random, samples);
      const changes = drawChanges(random, frame);
      const patched = patchFrame(frame, changes);
      const isRight = JSON.stringify(patched) === JSON.stringify(parseFrame(patched.bytes));
      const isWritten = Object.entries(changes).every(([path, value]) => readField(patched, path) === value);
      if (!isRight || !isWritten || patched.malformed) wrong.push(changes);
    }
    expect(wrong).toEqual([]);
  });

  test('leaves the frame that it was given as it was', () => {
    const frame = ping();
    const copy = structuredClone(frame);
    patchFrame(frame, { 'ethernet.source': B.mac, 'ipv4.ttl': 1, 'icmp.sequence': 9 });
    expect(frame).toEqual(copy);
  });

  test('shares the layers that did not change', () => {
    const frame = ping();
    const patched = patchFrame(frame, { 'ethernet.source': B.mac });
    expect(patched.layers[1]).toBe(frame.layers[1]);
  });

  test('a quoted packet, its checksums and the error round it, as a NAT changes them, for 5 000 drawn addresses', () => {
    const random = randomFrom('nat');
    const errors = [parseFrame(readCapture('linux-udp')[7]!), parseFrame(readCapture('linux-router-inside')[7]!)];
    for (let round = 0; round < 5000; round++) {
      const error = errors[round % 2]!;
      const port = error === errors[0] ? 'quoted.udp.sourcePort' : 'quoted.icmp.identifier';
      const address = ipv4FromNumber(draw(random, 2 ** 32));
      const changes = { 'ipv4.destination': address, 'quoted.ipv4.source': address, [port]: draw(random, 0x10000) };
      const patched = patchFrame(error, changes);
      expect(patched.malformed).toBeUndefined();
      expect(patched).toEqual(parseFrame(patched.bytes));
      for (const [path, value] of Object.entries(changes)) expect(readField(patched, path)).toBe(value);
      // The quoted packet, whole as it is here, is well formed if it is put into a frame of its own.
      const quoted = quotedLayer(patched, 'ipv4')!;
      const end = quoted.offset + quoted.header.totalLength;
      const alone = Uint8Array.of(...patched.bytes.subarray(0, 14), ...patched.bytes.subarray(quoted.offset, end));
      expect(parseFrame(alone).malformed).toBeUndefined();
    }
  });

  test('a UDP checksum that comes out as zero is sent as all ones, and zero stays zero', () => {
    const with0 = parseFrame(readCapture('linux-udp')[4]!);
    expect(readField(patchFrame(with0, { 'udp.sourcePort': 9 }), 'udp.checksum')).toBe(0);
    const frame = parseFrame(readCapture('linux-udp')[2]!);
    const { sourcePort, checksum } = layer(frame, 'udp')!.header;
    // Ports and checksum add up to the same: this port leaves nothing for the checksum.
    const port = (sourcePort + checksum) % 0xffff;
    const patched = patchFrame(frame, { 'udp.sourcePort': port });
    expect(readField(patched, 'udp.checksum')).toBe(0xffff);
    expect(parseFrame(patched.bytes).malformed).toBeUndefined();
  });

  test('a quote is reached only by its own paths', () => {
    const error = parseFrame(readCapture('linux-udp')[7]!);
    expect(layer(error, 'udp')).toBeUndefined();
    expect(quotedLayer(error, 'udp')!.header.destinationPort).toBe(9999);
    expect(readField(error, 'udp.destinationPort')).toBeUndefined();
    expect(readField(error, 'quoted.udp.destinationPort')).toBe(9999);
    expect(readField(ping(), 'quoted.ipv4.source')).toBeUndefined();
  });

  test('changes the error, not the packet that it quotes', () => {
    const error = parseFrame(readCapture('linux-router-inside')[7]!);
    const patched = patchFrame(error, { 'ipv4.ttl': 9 });
    expect(patched.layers.filter((each) => each.protocol === 'ipv4').map((each) => each.header.ttl)).toEqual([9, 1]);
    expect(patched.malformed).toBeUndefined();
  });

  test('a checksum among the changes is written as it is', () => {
    const patched = patchFrame(ping(), { 'ipv4.ttl': 9, 'ipv4.checksum': 0x1234 });
    expect(readField(patched, 'ipv4.checksum')).toBe(0x1234);
    expect(patched.malformed).toEqual({ malformed: 'ipv4-checksum', at: 24 });
  });

  test('a wrong checksum stays wrong (RFC 1624)', () => {
    const damaged = parseFrame(withOctets(ping().bytes, { 24: 0 }));
    expect(patchFrame(damaged, { 'ipv4.ttl': 9 }).malformed?.malformed).toBe('ipv4-checksum');
    expect(parseFrame(patchFrame(damaged, { 'ipv4.ttl': 9 }).bytes).malformed?.malformed).toBe('ipv4-checksum');
  });

  test.each([
    ['ethernet.etherType', 0x88b5, 'ethernet data'],
    ['ipv4.protocol', 99, 'ethernet ipv4 data'],
    ['ipv4.fragmentOffset', 1, 'ethernet ipv4 data'],
    ['ipv4.totalLength', 42, 'ethernet ipv4 icmp data padding'],
    ['icmp.type', 0, 'ethernet ipv4 icmp data'],
  ])('%s = %i changes what the layers are', (path, value, expected) => {
    const patched = patchFrame(ping(), { [path]: value });
    expect(patched.layers.map((each) => each.protocol).join(' ')).toBe(expected);
    expect(patched.malformed?.malformed).toBe(path === 'ipv4.totalLength' ? 'icmp-checksum' : undefined);
  });

  test('a new frame has a right FCS', () => {
    const damaged = parseFrame(ping().bytes, 1);
    expect(damaged.fcs).toBe(1);
    expect(patchFrame(damaged, { 'ipv4.ttl': 9 })).not.toHaveProperty('fcs');
  });

  test.each(['ipv4.hops', 'arp.operation', 'ttl', 'data.bytes', 'icmp.unused', ''])(
    'has no field "%s" to patch',
    (path) => {
      expect(() => patchFrame(ping(), { [path]: 1 })).toThrow(RangeError);
      expect(readField(ping(), path)).toBeUndefined();
    },
  );
});

describe('fieldRange', () => {
  // RFC 791 and RFC 792 pictures, after 14 octets of Ethernet.
  test.each([
    [0, 'etherType', 96, 16],
    [1, 'version', 112, 4],
    [1, 'ttl', 176, 8],
    [1, 'fragmentOffset', 163, 13],
    [1, 'destination', 240, 32],
    [2, 'sequence', 320, 16],
  ])('layer %i, %s', (index, name, bitOffset, bits) => {
    expect(fieldRange(ping(), index, name)).toEqual({ bitOffset, bits });
  });

  test('of the quoted packet as well', () => {
    expect(fieldRange(parseFrame(readCapture('linux-router-inside')[7]!), 3, 'ttl')).toEqual({
      bitOffset: 400,
      bits: 8,
    });
  });

  test.each([
    [9, 'ttl'],
    [0, 'ttl'],
    [3, 'ttl'],
  ])('layer %i has no %s', (index, name) => {
    expect(() => fieldRange(ping(), index, name)).toThrow(RangeError);
  });
});

test('fieldsOf goes by the type of an ICMP message, and data has none', () => {
  const names = (frame: Frame, index: number) => fieldsOf(frame.layers[index]!).map((field) => field.name);
  expect(names(ping(), 2)).toEqual(['type', 'code', 'checksum', 'identifier', 'sequence']);
  expect(names(parseFrame(readCapture('linux-router-inside')[7]!), 2)).toEqual(['type', 'code', 'checksum', 'unused']);
  expect(names(ping(), 3)).toEqual([]);
  expect(names(buildFrame(ethernetToR, ipv4ToB, echoRequest), 3)).toEqual([]);
});

/** Packets seen on both sides of the router: the same identification, source and destination, one hop apart. */
function forwardedPairs(): (readonly [before: Frame, after: Frame])[] {
  const [inside, outside] = (['linux-router-inside', 'linux-router-outside'] as const).map((name) =>
    readCapture(name).map((bytes) => parseFrame(bytes)),
  );
  // Recorded routes are changed on the way; that is not the router's everyday work.
  const key = (frame: Frame) => {
    const ipv4 = layer(frame, 'ipv4')?.header;
    if (!ipv4 || ipv4.options) return undefined;
    return [ipv4.identification, ipv4.source, ipv4.destination, ipv4.fragmentOffset, ipv4.protocol].join();
  };
  return inside!.flatMap((here) => {
    const there = outside!.find((frame) => key(here) !== undefined && key(frame) === key(here));
    if (!there) return [];
    return readField(here, 'ipv4.ttl')! > readField(there, 'ipv4.ttl')! ? [[here, there]] : [[there, here]];
  });
}

const SHAPES =
  /etherType|Length|length|version|ipv4.flags|fragmentOffset|protocol$|checksum|type|llc|^udp.destinationPort/;

/** Fields of the frame itself and of a packet that it quotes, each by the first layer of its protocol. */
function drawChanges(random: Random, frame: Frame): Record<string, FieldValue> {
  const paths = new Map<string, Field>();
  let prefix = '';
  for (const each of frame.layers) {
    for (const field of fieldsOf(each)) {
      const path = `${prefix}${each.protocol}.${field.name}`;
      if (!paths.has(path) && !SHAPES.test(path)) paths.set(path, field);
    }
    if (each.protocol === 'vxlan') break;
    if (each.protocol === 'icmp') prefix = 'quoted.';
  }
  const plain = [...paths];
  return Object.fromEntries(
    Array.from({ length: 1 + draw(random, 4) }, () => {
      const [path, field] = drawOne(random, plain);
      return [path, drawValue(random, field)];
    }),
  );
}

function drawValue(random: Random, field: Field): FieldValue {
  if (field.kind === 'mac') return `02:00:00:00:00:${(16 + draw(random, 240)).toString(16)}`;
  return field.kind === 'ipv4' ? ipv4FromNumber(draw(random, 2 ** 32)) : draw(random, 2 ** field.bits);
}
