import { describe, expect, test } from 'vitest';
import { canonicalText, fnv1a64, stateHash } from '../../../shared/network/hash.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { advance } from '../../../shared/network/network.ts';
import { isBefore, pending, push } from '../../../shared/network/queue.ts';
import { labOf } from './labs.ts';

describe('fnv1a64', () => {
  // The test vectors of draft-eastlake-fnv, appendix C.
  test.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['b', 'af63df4c8601f1a5'],
    ['fo', '08985907b541d342'],
    ['foobar', '85944171f73967e8'],
    ['chongo was here!\n', '46810940eff5f915'],
  ])('%j is %s', (text, hash) => {
    expect(fnv1a64(text)).toBe(hash);
  });
});

describe('canonicalText', () => {
  test('sorts keys and leaves out what is undefined', () => {
    expect(canonicalText({ b: [1, null, -0], a: undefined, A: { z: true, y: 'x' } })).toBe(
      '{"A":{"y":"x","z":true},"b":[1,null,0]}',
    );
  });
  test('is ASCII, and JSON that reads back', () => {
    const text = canonicalText({ 网: '"\\ ü\u0000😀' });
    expect(text).toMatch(/^[\x20-\x7e]*$/);
    expect(JSON.parse(text)).toEqual({ 网: '"\\ ü\u0000😀' });
  });
  test('writes bytes as digits, and of a frame no layers', () => {
    expect(canonicalText({ layers: [{ offset: 0 }], bytes: Uint8Array.of(0, 15, 255) })).toBe('{"bytes":"000fff"}');
  });
});

describe('stateHash', () => {
  const lab = labOf('labs/two-routers.json');
  const ran = (untilUs: number) => {
    const network = buildNetwork(lab);
    advance(network, untilUs);
    return network;
  };

  test('changes with anything that changes', () => {
    const before = stateHash(ran(10_000_000));
    const changes: ((network: ReturnType<typeof ran>) => void)[] = [
      (network) => network.nowUs++,
      (network) => network.nextOrder++,
      (network) => network.random.state++,
      (network) => network.pings[0]?.answered.push(9),
      (network) => {
        const end = Object.values(Object.values(network.cables)[0] ?? {})[0];
        if (end !== undefined) end.counts.sentFrames++;
      },
      (network) => {
        const station = Object.values(network.devices).find((device) => device.kind === 'host');
        if (station?.kind === 'host') station.nextIdentification++;
      },
      (network) => push(network.queue, { atUs: 1e9, order: 0, device: 'A', event: { kind: 'start' } }),
    ];
    const hashes = changes.map((change) => {
      const network = ran(10_000_000);
      change(network);
      return stateHash(network);
    });
    expect(new Set([before, ...hashes]).size).toBe(changes.length + 1);
  });

  test('does not change with the way in which the queue keeps its items', () => {
    const network = ran(1_000_150);
    expect(pending(network.queue).length).toBeGreaterThan(1);
    const other = structuredClone(network);
    other.queue.lane = pending(network.queue).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
    other.queue.next = 0;
    other.queue.heap.length = 0;
    expect(other.queue).not.toEqual(network.queue);
    expect(stateHash(other)).toBe(stateHash(network));
  });
});
