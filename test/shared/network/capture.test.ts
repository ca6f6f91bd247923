import { expect, it } from 'vitest';
import { captureOf } from '../../../shared/network/capture.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { advance } from '../../../shared/network/network.ts';
import type { Frame } from '../../../shared/wire/frame.ts';
import { stars } from '../../bench/stars.ts';

it('keeps every packet of a long run, in the order in which an observer sees them', () => {
  const network = buildNetwork(stars(30, 5));
  // Some frames arrive damaged.
  const damaged = network.cables['S0']?.['up'];
  if (damaged === undefined) throw new Error('no cable');
  damaged.toDamage = 3;
  const capture = captureOf(network);
  const seen: unknown[] = [];
  const see =
    (direction: 'in' | 'out') =>
    (device: string, port: string, frame: Frame, timeUs: number): void => {
      const packet = { interface: capture.interfaces.indexOf(`${device}.${port}`), timeUs, direction };
      seen.push({ ...packet, bytes: frame.bytes, isDamaged: frame.fcs !== undefined });
      capture.observer[direction === 'in' ? 'received' : 'sent']?.(device, port, frame, timeUs, frame);
    };
  advance(network, 200_000_000, { sent: see('out'), received: see('in') });
  expect(capture.size).toBeGreaterThan(2048);
  expect(capture.size).toBe(seen.length);
  expect(capture.packets.filter(({ isDamaged }) => isDamaged)).toHaveLength(3);
  expect(capture.packets).toEqual(seen);
});
