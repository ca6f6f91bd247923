import { describe, expect, test } from 'vitest';
import { fallNow, fallsOf, isSeen } from '../../../client/board/fall.ts';
import { BUNDLE_FROM, trafficAt } from '../../../client/board/flight.ts';
import { layoutBoard } from '../../../client/board/layout.ts';
import { overlap } from '../../../client/board/geometry.ts';
import { picturesFor } from '../../../client/board/pictures.ts';
import { inlinePalette } from '../../../client/art/palette.ts';
import { movesBy, spritesAt } from '../../../client/board/scene.ts';
import { fiveMachines } from './maps.ts';
import type { BoardModel, Fallen, Flight } from '../../../client/board/model.ts';
import type { Sprite } from '../../../client/board/scene.ts';

const layout = layoutBoard(fiveMachines, { width: 842, height: 588 });
const flight: Flight = { id: 'f', link: 'm1', from: 'm1', departUs: 1_000_000, arriveUs: 2_000_000, look: 'icmp' };
const fallen: Fallen = { id: 'x', device: 'A', port: '1', look: 'icmp', atUs: 0, label: 'dropped by you' };

describe('frames on cables', () => {
  test('go from the end at which they set off', () => {
    // 40 from the machine to its tap, 132 down the wire
    const at = (share: number) => trafficAt(layout, [flight], 1_000_000 + share * 1_000_000, false).single[0];
    expect(at(0)).toMatchObject({ x: 128, y: 130 });
    expect(at(40 / 172)?.x).toBeCloseTo(168, 6);
    expect(at(106 / 172)?.y).toBeCloseTo(196, 6);
    const back = trafficAt(layout, [{ ...flight, from: 's1' }], 1_000_000, false).single[0];
    expect(back).toMatchObject({ x: 168, y: 262 });
  });

  test('are not there before and after', () => {
    expect(trafficAt(layout, [flight], 999_999, false).single).toEqual([]);
    expect(trafficAt(layout, [flight], 2_000_000, false).single).toEqual([]);
    expect(trafficAt(layout, [{ ...flight, link: 'gone' }], 1_500_000, false).single).toEqual([]);
  });

  test('do not glide where motion is reduced', () => {
    const places = [1_000_000, 1_900_000].map((nowUs) => trafficAt(layout, [flight], nowUs, true).single[0]);
    expect(places[0]).toMatchObject({ x: places[1]!.x, y: places[1]!.y });
  });

  test('become one bundle when there are more than twenty', () => {
    const many = (count: number): Flight[] =>
      Array.from({ length: count }, (_, index) => ({ ...flight, id: `${index}` }));
    expect(trafficAt(layout, many(20), 1_500_000, false)).toMatchObject({ bundles: [] });
    const crowd = trafficAt(layout, many(BUNDLE_FROM), 1_500_000, false);
    expect(crowd.single).toEqual([]);
    expect(crowd.bundles).toMatchObject([{ link: 'm1', count: 21 }]);
  });
});

describe('a lost frame', () => {
  test('falls from its port for 700 ms, ever faster, and ends turned by 18 degrees', () => {
    const [fall] = fallsOf(layout, [fallen]);
    const at = (ms: number) => fallNow(fall!, ms * 1000, false);
    expect(at(0)).toMatchObject({ turn: -0, landed: false });
    const [early, late] = [at(350).y - at(0).y, at(700).y - at(350).y];
    expect(late).toBeGreaterThan(2 * early);
    expect(at(700)).toMatchObject({ landed: true, x: fall!.to.x, y: fall!.to.y });
    expect((at(700).turn * 180) / Math.PI).toBeCloseTo(-18, 9);
    expect(fallNow(fall!, 0, true).landed).toBe(true);
  });

  test('lies four seconds, or until the model drops it', () => {
    expect(isSeen(fallen, 4_699_999)).toBe(true);
    expect(isSeen(fallen, 4_700_000)).toBe(false);
    expect(isSeen({ ...fallen, stays: true }, 60_000_000)).toBe(true);
    expect(isSeen({ ...fallen, atUs: 5 }, 4)).toBe(false);
  });

  test('lies on no device and on no other frame', () => {
    const all = ['1', '2', null].map((port, index) => ({ ...fallen, id: `${index}`, port }));
    const spots = fallsOf(layout, all).map(({ to }) => ({
      left: to.x - 30,
      right: to.x + 30,
      top: to.y - 20,
      bottom: to.y + 20,
    }));
    for (const [index, spot] of spots.entries()) {
      for (const { box } of layout.devices.values()) expect(overlap(spot, box)).toBe(0);
      for (const other of spots.slice(index + 1)) expect(overlap(spot, other)).toBe(0);
    }
  });
});

describe('the picture of a moment', () => {
  test('asks only for pictures that are in the atlas', () => {
    const busy = {
      waiting: [waiting('icmp')],
      flights: [flight],
      fallen: [fallen],
      chosenPorts: ['2'],
      shouldLeave: ['1'],
    };
    const bubbles = [{ id: 'b', device: 'm1', text: 'no answer', tone: 'broken' as const }];
    for (const compact of [false, true]) {
      const names = picturesFor(layout, compact, inlinePalette);
      for (const nowUs of [0, 350_000, 1_500_000, 9_000_000]) {
        for (const { name } of sprites({ ...busy, bubbles, compact }, nowUs)) expect([...names.keys()]).toContain(name);
      }
    }
  });

  test('a device looks to the port where a frame waits', () => {
    expect(faceOf('A', { waiting: [waiting('icmp')] }, 0)).toContain('left');
    expect(faceOf('A', {}, 0)).toContain('ahead');
  });

  test('a device is sad for 1.2 s about a frame that it lost', () => {
    expect(faceOf('A', { fallen: [fallen] }, 1_199_999)).toContain('sad');
    expect(faceOf('A', { fallen: [fallen] }, 1_200_000)).not.toContain('sad');
  });

  test('the ring of a waiting frame breathes up to 1.12 three times, then rests', () => {
    const ring = (nowUs: number, reducedMotion = false) => {
      return sprites({ waiting: [waiting('arp')], reducedMotion }, nowUs).find(({ name }) => name === 'ring')?.size;
    };
    expect(ring(0)).toBe(1);
    expect(ring(800_000)).toBeCloseTo(1.12, 9);
    expect(ring(4 * 800_000)).toBeCloseTo(1, 9);
    expect(ring(4_800_000)).toBe(1);
    expect(ring(800_000, true)).toBe(1);
  });

  test('frames of others wait without a ring', () => {
    const others = [{ ...waiting('sealed'), own: false }];
    expect(sprites({ waiting: others }, 0).map(({ name }) => name)).not.toContain('ring');
  });

  test('rests when nothing moves any more', () => {
    const model: BoardModel = {
      ...fiveMachines,
      flights: [flight],
      fallen: [{ ...fallen, stays: true }],
      waiting: [waiting('icmp')],
    };
    const seenUs = new Map([['w', 0]]);
    expect(movesBy({ model, nowUs: 1_999_999, seenUs })).toBe(true);
    expect(movesBy({ model, nowUs: 4_799_999, seenUs })).toBe(true);
    expect(movesBy({ model, nowUs: 4_800_000, seenUs })).toBe(false);
  });
});

function waiting(look: Flight['look']): BoardModel['waiting'][number] {
  return { id: 'w', device: 'A', port: '1', look, own: true };
}

function sprites(change: Partial<BoardModel>, nowUs: number): Sprite[] {
  const model = { ...fiveMachines, ...change };
  const traffic = trafficAt(layout, model.flights, nowUs, model.reducedMotion);
  const falls = fallsOf(layout, model.fallen);
  return spritesAt({ layout, model, nowUs, traffic, falls, seenUs: new Map([['w', 0]]) });
}

function faceOf(device: string, change: Partial<BoardModel>, nowUs: number): string {
  const { x, y } = layout.devices.get(device)!;
  const face = sprites(change, nowUs).find(
    (sprite) => sprite.name.startsWith('face') && sprite.x === x && sprite.y === y,
  );
  return face?.name ?? '';
}
