import { describe, expect, test } from 'vitest';
import { innerFrameOf, layer, parseFrame, summary, tagFrame, untagFrame } from '../../../shared/wire/frame.ts';
import { CAPTURES, readCapture } from './captures.ts';
import { arpRequest, buildTagged, ping } from './frames.ts';

describe('tagging does what Open vSwitch did between a trunk and an access port', () => {
  const isOfVlan10 = (bytes: Uint8Array) => layer(parseFrame(bytes), 'vlan')?.header.id === 10;
  const trunk = readCapture('ovs-trunk').filter(isOfVlan10);
  const access = readCapture('ovs-access');

  test('the captures hold the same frames', () => {
    expect(trunk.length).toBeGreaterThanOrEqual(10);
    expect(access.length).toBeGreaterThanOrEqual(10);
  });

  test('each tagged frame is an untagged one with a tag, and the other way round', () => {
    for (const bytes of access) {
      const tagged = trunk.find((other) => other.length === bytes.length + 4 && isSame(other, bytes));
      if (!tagged) continue;
      expect(tagFrame(parseFrame(bytes), 10)).toEqual(parseFrame(tagged));
      const untagged = untagFrame(parseFrame(tagged)).bytes;
      expect(untagged.subarray(0, bytes.length)).toEqual(bytes);
      expect(untagged.length).toBe(Math.max(bytes.length, 60));
    }
    const found = access.filter((bytes) => trunk.some((other) => isSame(other, bytes)));
    // The host's own datagram is seen at the trunk only: the filter of that capture lets ARP and ICMP through.
    expect(found.length).toBeGreaterThanOrEqual(9);
  });

  function isSame(tagged: Uint8Array, untagged: Uint8Array): boolean {
    return String([...tagged.subarray(0, 12), ...tagged.subarray(16)]) === String([...untagged]);
  }
});

test('tag and untag are each other’s inverse, and equal parsing anew', () => {
  for (const bytes of CAPTURES.flatMap((name) => readCapture(name))) {
    const frame = parseFrame(bytes);
    const tagged = tagFrame(frame, 4094, 7);
    expect(tagged).toEqual(parseFrame(tagged.bytes));
    expect(tagged.layers[1]).toMatchObject({ protocol: 'vlan', header: { id: 4094, priority: 7 } });
    const untagged = untagFrame(tagged);
    expect(untagged).toEqual(parseFrame(untagged.bytes));
    expect(untagged.bytes.subarray(0, bytes.length)).toEqual(bytes);
  }
});

test('a frame without a tag stays as it is; the outermost of two goes first', () => {
  const frame = ping();
  expect(untagFrame(frame)).toBe(frame);
  const twice = tagFrame(tagFrame(frame, 10), 20);
  expect(summary(twice)).toMatch(/^vlan 20, vlan 10, 192/);
  expect(summary(untagFrame(twice))).toMatch(/^vlan 10, 192/);
  expect(untagFrame(untagFrame(twice))).toEqual(frame);
});

test('what comes out is never shorter than 60 octets, and stays well formed', () => {
  const short = buildTagged();
  expect(short.bytes.length).toBe(60);
  const untagged = untagFrame(short);
  expect(untagged.bytes.length).toBe(60);
  expect(untagged).toEqual(parseFrame(untagged.bytes));
  expect(untagged.malformed).toBeUndefined();
  expect(untagged).toEqual(arpRequest());
});

test('bytes without a whole header have no place for a tag', () => {
  expect(() => tagFrame(parseFrame(new Uint8Array(13)), 10)).toThrow(RangeError);
  expect(innerFrameOf(ping())).toBeUndefined();
});
