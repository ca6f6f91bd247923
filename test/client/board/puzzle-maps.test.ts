import { describe, expect, it } from 'vitest';
import { overlap, type Edges } from '../../../client/board/geometry.ts';
import { layoutBoard, type BoardLayout } from '../../../client/board/layout.ts';
import type { BoardModel } from '../../../client/board/model.ts';
import { createMatch } from '../../../shared/game/match.ts';
import { puzzleIds, type PuzzleId } from '../../../shared/game/puzzle.ts';
import { mapView } from '../../../shared/game/seat-view.ts';
import type { MapView } from '../../../shared/game/view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { matchWith, playOut } from '../../shared/game/play.ts';
import { model } from './maps.ts';

/** The board beside a panel on a laptop, with few goals under it and with many. */
const boards = [
  { width: 842, height: 588 },
  { width: 842, height: 500 },
];
/** The strip over the panel of a phone. */
const strip = { width: 360, height: 166 };
/** Height of a name of one line, CSS pixels; and of the smaller one on the strip of a phone. */
const NAME = 20;
const STRIP_NAME = 14;

const seats = puzzleIds.flatMap((id) => puzzles[id].seats.map((seat) => ({ id, seat })));

describe.each(seats)('the map of $id for $seat', ({ id, seat }) => {
  it.each(boards)('shows every device whole, apart from the others and clear of the tools ($height px)', (view) => {
    const layout = layoutBoard(boardOf(mapView(createMatch(puzzles[id], 'map')), seat), view);
    expect(faultsOf(layout)).toEqual([]);
  });

  it('has room for the own name on the strip of a phone', () => {
    const board = boardOf(mapView(createMatch(puzzles[id], 'map')), seat);
    const { nameAt, outer } = layoutBoard({ ...board, compact: true }, strip).devices.get(seat)!;
    const room = {
      top: outer.top,
      bottom: strip.height - outer.bottom,
      left: outer.left,
      right: strip.width - outer.right,
    };
    expect(room[nameAt]).toBeGreaterThanOrEqual(STRIP_NAME);
  });
});

describe.each(seats)('the strip of $id for $seat', ({ id, seat }) => {
  it('has no short name of another device on a device', () => {
    const layout = layoutBoard({ ...boardOf(mapView(createMatch(puzzles[id], 'map')), seat), compact: true }, strip);
    expect(namesOnDevices(layout)).toEqual([]);
  });
});

describe('a machine that has moved', () => {
  const id: PuzzleId = 'flood-forward-filter';
  const match = matchWith(puzzles[id], 'map', ['A']);
  const before = mapView(match);
  playOut(match);
  const after = mapView(match);

  it.each(puzzles[id].seats)('hangs on the other switch, and its cable runs through nothing (for %s)', (seat) => {
    const [was, is] = [before, after].map((map) => layoutBoard(boardOf(map, seat), boards[1]!));
    expect(cablesOf(before, 'M5')).toEqual(['B']);
    expect(cablesOf(after, 'M5')).toEqual(['A']);
    expect(after.devices.flatMap((it) => (it.movedFrom === undefined ? [] : [[it.id, it.movedFrom]]))).toEqual([
      ['M5', 'B'],
    ]);
    expect(before.devices.some((it) => it.movedFrom !== undefined)).toBe(false);
    expect(is!.devices.get('M5')).toMatchObject({ x: was!.devices.get('M5')!.x, y: was!.devices.get('M5')!.y });
    expect(faultsOf(is!)).toEqual([]);
    for (const layout of [was!, is!]) {
      const ends = ['M5', cablesOf(layout === was ? before : after, 'M5')[0]];
      const others = [...layout.devices.values()].filter(({ device }) => !ends.includes(device.id));
      const link = [...layout.links.values()].find(({ link: { a, b } }) => a.device === 'M5' || b.device === 'M5')!;
      for (const { box } of others) expect(isCrossed(box, link.points)).toBe(false);
    }
  });
});

function boardOf(map: MapView, own: string): BoardModel {
  return model({
    ...map,
    areas: [],
    devices: map.devices.map((device) => ({
      ...device,
      name: device.id,
      note: '',
      seatColour: device.id === own ? 1 : null,
      eyes: device.id === own ? 'person' : 'bot',
      own: device.id === own,
      ports: device.ports.map((port) => ({ ...port, label: port.id })),
    })),
  });
}

/** What is cut off, under the tools or over something else. */
function faultsOf({ devices, view, foot }: BoardLayout): string[] {
  const shown = [...devices.values()].filter(({ device }) => device.drawAs === 'device');
  return shown.flatMap(({ device, outer, nameAt }) => {
    const top = outer.top - (nameAt === 'top' ? NAME : 0);
    const bottom = outer.bottom + (nameAt === 'bottom' ? NAME : 0);
    const isWhole = outer.left >= 0 && outer.right <= view.width && top >= 0 && bottom <= foot;
    const touched = shown.filter((other) => other.device !== device && overlap(outer, other.outer) > 0);
    return [
      ...(isWhole ? [] : [`${device.id} is not seen whole`]),
      ...touched.map((other) => `${device.id} touches ${other.device.id}`),
    ];
  });
}

/** A short name, about 20 by 12 CSS pixels, beside its device. */
function namesOnDevices({ devices }: BoardLayout): string[] {
  const shown = [...devices.values()].filter(({ device }) => device.drawAs === 'device');
  return shown.flatMap(({ device, x, y, outer, nameAt }) => {
    const at = {
      top: { x, y: outer.top - 6 },
      bottom: { x, y: outer.bottom + 6 },
      left: { x: outer.left - 10, y },
      right: { x: outer.right + 10, y },
    }[nameAt];
    const name = { left: at.x - 10, right: at.x + 10, top: at.y - 6, bottom: at.y + 6 };
    const on = device.own ? [] : shown.filter((other) => other.device !== device && overlap(name, other.outer) > 0);
    return on.map((other) => `the name of ${device.id} lies on ${other.device.id}`);
  });
}

function cablesOf(map: MapView, device: string): string[] {
  return map.links.flatMap(({ a, b }) => (a.device === device ? [b.device] : b.device === device ? [a.device] : []));
}

/** Looks at many points of the straight way. */
function isCrossed({ left, right, top, bottom }: Edges, points: readonly { x: number; y: number }[]): boolean {
  const [from, to] = [points[0]!, points.at(-1)!];
  return Array.from({ length: 101 }, (_, step) => step / 100).some((share) => {
    const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
    return x > left && x < right && y > top && y < bottom;
  });
}
