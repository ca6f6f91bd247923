import { describe, expect, test } from 'vitest';
import { bubblePlaces, type BubblePlace } from '../../../client/board/bubble-place.ts';
import { layoutBoard } from '../../../client/board/layout.ts';
import type { Bubble, Waiting } from '../../../client/board/model.ts';
import { box, fiveMachines, host, model } from './maps.ts';

const TEXT = 'Machine 1 pings Machine 4: answered';
const row = model({
  devices: [{ ...host('a', 96, 300), own: true }, box('r', 'router', 312, 300, ['1', '2']), host('b', 746, 300)],
  links: [
    { id: 'ar', a: { device: 'a', port: '1' }, b: { device: 'r', port: '1' } },
    { id: 'rb', a: { device: 'r', port: '2' }, b: { device: 'b', port: '1' } },
  ],
});

describe('an outcome', () => {
  test('stands at the upper corner towards the middle, where nothing is there', () => {
    expect(placeOf(row, 'a')).toMatchObject({ across: 'to-right', upright: 'above' });
    expect(placeOf(row, 'b')).toMatchObject({ across: 'to-left', upright: 'above' });
    expect(placeOf(fiveMachines, 'm4')).toMatchObject({ across: 'to-left', upright: 'above' });
  });

  test('leaves a frame that waits at that corner in sight', () => {
    const letter: Waiting = { id: 'card 1', device: 'a', port: null, look: 'icmp', own: true };
    expect(placeOf(row, 'a', [letter])).toMatchObject({ across: 'to-right', upright: 'below' });
  });

  test('never lies under the tools at the foot of the map', () => {
    const low = model({ devices: [host('a', 96, 470)], links: [] });
    const letters = ['above', 'below'].map((id): Waiting => ({ id, device: 'a', port: null, look: 'icmp', own: true }));
    expect(placeOf(low, 'a', letters)?.y).toBeLessThanOrEqual(layoutBoard(low, view).foot);
  });

  test('leaves the outcome at another device in sight', () => {
    const near = model({ ...row, devices: [{ ...host('a', 200, 300) }, host('b', 560, 300)], links: [] });
    const places = bubblePlaces([bubble('a'), bubble('b')], layoutBoard(near, view), []);
    expect(places.get('bubble a')).toMatchObject({ across: 'to-right', upright: 'above' });
    expect(places.get('bubble b')).not.toMatchObject({ across: 'to-left', upright: 'above' });
  });
});

const view = { width: 842, height: 588 };

function bubble(device: string): Bubble {
  return { id: `bubble ${device}`, device, text: TEXT, tone: 'right' };
}

function placeOf(map: typeof row, device: string, waiting: readonly Waiting[] = []): BubblePlace | undefined {
  return bubblePlaces([bubble(device)], layoutBoard(map, view), waiting).get(`bubble ${device}`);
}
