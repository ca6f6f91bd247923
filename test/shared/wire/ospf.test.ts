/** OSPF packets against BIRD's own conversation (test/fixtures/wire/bird-ospf.sh) and against tshark. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ipv4 } from '../../../shared/address/ipv4.ts';
import { buildFrame, layer, parseFrame, readField, summary, type Frame } from '../../../shared/wire/frame.ts';
import { linksOf, lsaIsWhole, routerLsa } from '../../../shared/wire/ospf-lsa.ts';
import { ospfBytes, readOspf } from '../../../shared/wire/ospf-packet.ts';
import { readPcap } from '../../conformance/read-pcap.ts';

const frames = readPcap(readFileSync(new URL('../../fixtures/wire/bird-ospf.pcap', import.meta.url))).map(({ bytes }) =>
  parseFrame(new Uint8Array(bytes)),
);

/** The same frame, written again from the values that were read. */
function rebuilt(frame: Frame): Frame {
  const packet = readOspf(frame)!;
  return buildFrame(
    { protocol: 'ethernet', header: layer(frame, 'ethernet')!.header },
    { protocol: 'ipv4', header: layer(frame, 'ipv4')!.header },
    { protocol: 'data', bytes: ospfBytes(packet) },
  );
}

describe('what two BIRDs said to each other', () => {
  test('all five kinds of packet are among it', () => {
    const kinds = new Set(frames.map((frame) => readOspf(frame)?.message.kind));
    expect(kinds).toEqual(new Set(['acknowledgment', 'description', 'hello', 'request', 'update']));
  });

  test('nothing is malformed, and the layers cover every octet', () => {
    for (const frame of frames) {
      expect(frame.malformed).toBeUndefined();
      let at = 0;
      for (const one of frame.layers) {
        expect(one.offset).toBe(at);
        at += one.length;
      }
      expect(at).toBe(frame.bytes.length);
    }
  });

  test('read and written again, every octet is the same', () => {
    for (const frame of frames) expect(rebuilt(frame).bytes).toEqual(frame.bytes);
  });

  test('every damaged octet of a packet is noticed, but for the authentication, which nothing covers', () => {
    const update = frames.find((frame) => readOspf(frame)?.message.kind === 'update')!;
    const start = layer(update, 'ospf')!.offset;
    for (let at = start; at < update.bytes.length; at++) {
      const bytes = update.bytes.slice();
      bytes[at] = bytes[at]! ^ 0x10;
      const isAuthentication = at >= start + 16 && at < start + 24;
      expect(parseFrame(bytes).malformed !== undefined, `octet ${at}`).toBe(!isAuthentication);
    }
  });

  test('cut short anywhere, it is malformed and never throws', () => {
    for (const frame of frames.slice(0, 20)) {
      const end = layer(frame, 'ipv4')!.offset + layer(frame, 'ipv4')!.header.totalLength;
      for (let octets = 0; octets < end; octets++) {
        expect(parseFrame(frame.bytes.slice(0, octets)).malformed).toBeDefined();
      }
    }
  });

  test('a line of a trace', () => {
    expect(summary(frames[0]!)).toBe('10.0.12.1 > 224.0.0.5: OSPFv2 hello of 10.1.0.1, ttl 1');
    expect(readField(frames[0]!, 'ospf.helloInterval')).toBe(2);
  });
});

describe('an LSA', () => {
  const links = [
    { id: ipv4('10.0.23.1'), data: ipv4('10.0.12.1'), type: 1, tosCount: 0, metric: 10 },
    { id: ipv4('10.0.12.0'), data: ipv4('255.255.255.252'), type: 3, tosCount: 0, metric: 10 },
    { id: ipv4('10.1.0.0'), data: ipv4('255.255.255.0'), type: 3, tosCount: 0, metric: 10 },
  ];

  test('of our own has the checksum that BIRD gave to the same', () => {
    const theirs = frames
      .flatMap((frame) => {
        const message = readOspf(frame)!.message;
        return message.kind === 'update' ? message.lsas : [];
      })
      .find(({ header }) => header.advertisingRouter === '10.1.0.1' && header.sequence === 0x80000002)!;
    const ours = routerLsa(ipv4('10.1.0.1'), 0x80000002, theirs.header.options, links);
    expect(linksOf(theirs)).toEqual(links);
    expect(ours).toEqual({ ...theirs, header: { ...theirs.header, age: 0 } });
  });

  test('keeps its checksum while it grows older, and loses it when anything else changes', () => {
    const update = frames.find((frame) => readOspf(frame)?.message.kind === 'update')!;
    const { offset } = layer(update, 'lsa')!;
    const octets = Number(readField(update, 'lsa.length'));
    for (let at = 0; at < octets; at++) {
      const bytes = update.bytes.slice();
      bytes[offset + at] = bytes[offset + at]! ^ 0x04;
      if (at === 18 || at === 19) continue;
      expect(lsaIsWhole(bytes, offset, octets), `octet ${at}`).toBe(at < 2);
    }
  });
});
