import { expect, test } from 'vitest';
import { WHOLE, ZOOM_MAX, panned, showing, zoomed } from '../../../client/board/view.ts';
import { packSheet } from '../../../client/board/atlas.ts';
import { inlinePalette } from '../../../client/art/palette.ts';
import { layoutBoard } from '../../../client/board/layout.ts';
import { picturesFor } from '../../../client/board/pictures.ts';
import { overlap } from '../../../client/board/geometry.ts';
import { fiveMachines } from './maps.ts';

const size = { width: 800, height: 600 };

test('zooming keeps the place under the pointer', () => {
  const view = zoomed(WHOLE, 2, { x: 300, y: 200 }, size);
  expect(view).toEqual({ zoom: 2, x: -300, y: -200 });
  // The board's (300, 200) is at 300 * 2 - 300.
  expect(300 * view.zoom + view.x).toBe(300);
});

test('zoom ends at the whole map and at its closest', () => {
  expect(zoomed(WHOLE, 0.2, { x: 0, y: 0 }, size)).toEqual(WHOLE);
  expect(zoomed(WHOLE, 100, { x: 0, y: 0 }, size).zoom).toBe(ZOOM_MAX);
});

test('panning stops at the edges', () => {
  const close = zoomed(WHOLE, 2, { x: 400, y: 300 }, size);
  expect(panned(close, 9000, 9000, size)).toMatchObject({ x: 0, y: 0 });
  expect(panned(close, -9000, -9000, size)).toMatchObject({ x: -800, y: -600 });
  expect(panned(WHOLE, 50, 50, size)).toEqual(WHOLE);
});

test('what gets the focus comes into sight, and only as far as needed', () => {
  const close = { zoom: 2, x: -800, y: -600 };
  const shown = showing(close, { left: 20, right: 60, top: 320, bottom: 350 }, size);
  expect(20 * shown.zoom + shown.x).toBe(12);
  expect(shown.y).toBe(-600);
  expect(showing(WHOLE, { left: -50, right: 0, top: 0, bottom: 1 }, size)).toEqual(WHOLE);
});

test.each([1, 2, 8])('an atlas at %d pixels per pixel fits into a texture, its pictures apart', (pixels) => {
  const layout = layoutBoard(fiveMachines, { width: 842, height: 588 });
  const pictures = picturesFor(layout, false, inlinePalette);
  const sheet = packSheet(pictures, pixels);
  expect(sheet.cells).toHaveLength(pictures.size);
  expect(sheet.height).toBeLessThanOrEqual(4096);
  const boxes = sheet.cells.map(({ x, y, width, height }) => ({
    left: x,
    top: y,
    right: x + width,
    bottom: y + height,
  }));
  for (const [index, one] of boxes.entries()) {
    expect(one.right).toBeLessThanOrEqual(sheet.width);
    expect(one.bottom).toBeLessThanOrEqual(sheet.height);
    for (const other of boxes.slice(index + 1)) expect(overlap(one, other)).toBe(0);
  }
});
