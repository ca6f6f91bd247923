import { expect, it } from 'vitest';
import { layoutBoard } from '../../../client/board/layout.ts';
import { cablePoints, loadPlaces, loadWidth } from '../../../client/board/loads.ts';
import type { CableLoad } from '../../../client/board/model.ts';
import { polylineLength } from '../../../client/board/geometry.ts';
import { box, host, model } from './maps.ts';

const map = model({
  devices: [box('A', 'switch', 200, 200, ['1', '2']), box('B', 'switch', 600, 200, ['1', '2']), host('m', 200, 400)],
  links: [
    { id: 'l0', a: { device: 'A', port: '1' }, b: { device: 'B', port: '1' } },
    { id: 'l1', a: { device: 'm', port: '1' }, b: { device: 'A', port: '2' } },
  ],
});
const layout = layoutBoard(map, { width: 842, height: 588 });
const load = (link: string, looseAt: string | null): CableLoad => ({ link, percent: 50, looseAt, text: '50 %' });

it('a cable ends in front of the port out of which it has been pulled, and goes on to the other', () => {
  const placed = layout.links.get('l0')!;
  const [nearA, nearB] = [placed.points[0]!, placed.points.at(-1)!];
  const atA = cablePoints(placed, [load('l0', 'A')]);
  const atB = cablePoints(placed, [load('l0', 'B')]);
  expect(atA.at(-1)).toEqual(nearB);
  expect(atB.at(-1)).toEqual(nearA);
  for (const points of [atA, atB]) expect(polylineLength(points)).toBeCloseTo(0.8 * polylineLength(placed.points));
  expect(cablePoints(placed, [load('l0', null)])).toEqual(placed.points);
});

it('widens from 4 to 16 pixels with the load', () => {
  expect([0, 50, 100].map((percent) => loadWidth(percent, 1))).toEqual([4, 10, 16]);
});

it('puts the number in the middle of each cable; where there is little room, of those between switches', () => {
  const loads = [load('l0', null), load('l1', null)];
  expect(loadPlaces(layout, loads, false).map(({ load: { link } }) => link)).toEqual(['l0', 'l1']);
  expect(loadPlaces(layout, loads, false)[0]!.x).toBeCloseTo(400 * layout.scale, -1);
  const strip = layoutBoard({ ...map, compact: true }, { width: 360, height: 166 });
  expect(loadPlaces(strip, loads, true).map(({ load: { link } }) => link)).toEqual(['l0']);
});
