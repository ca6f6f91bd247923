import { describe, expect, it } from 'vitest';
import { around, mix, outside, overlap, type Edges, type Point } from '../../../client/board/geometry.ts';
import {
  layoutBoard,
  type BoardLayout,
  type PlacedDevice,
  type PlacedPort,
  type Size,
} from '../../../client/board/layout.ts';
import { waitingPlaces } from '../../../client/board/letters.ts';
import type { BoardDevice, BoardModel } from '../../../client/board/model.ts';
import { createMatch } from '../../../shared/game/match.ts';
import { puzzleIds, type PuzzleId } from '../../../shared/game/puzzle.ts';
import { mapView } from '../../../shared/game/seat-view.ts';
import type { MapView } from '../../../shared/game/view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { english } from '../../../shared/text/en/index.ts';
import type { Language } from '../../../shared/text/language.ts';
import { chinese } from '../../../shared/text/zh/index.ts';
import { matchWith, playOut } from '../../shared/game/play.ts';
import { model } from './maps.ts';

/** The board beside a panel on a laptop, with few goals under it and with many. */
const boards = [
  { width: 842, height: 588 },
  { width: 842, height: 500 },
];
/** The strip over the panel of a phone. */
const strip = { width: 360, height: 166 };
/** Square CSS pixels that the box of a letter may share, for its ends are round: with a plate or a device, and with a name. */
const CORNER = 200;
const BRUSH = 40;
/** Height of a name of one line, CSS pixels. */
const NAME = 20;

const seats = puzzleIds.flatMap((id) => puzzles[id].seats.map((seat) => ({ id, seat })));

describe.each(seats)('the map of $id for $seat', ({ id, seat }) => {
  it.each(boards)('shows every device whole, apart from the others and clear of the tools ($height px)', (view) => {
    const layout = layoutBoard(boardOf(mapView(createMatch(puzzles[id], 'map')), seat), view);
    expect(faultsOf(layout)).toEqual([]);
  });
});

const languages = { english, chinese };
const strips = seats.flatMap(({ id, seat }) =>
  (['english', 'chinese'] as const).map((language) => ({ id, seat, language })),
);

describe.each(strips)('the strip of $id for $seat in $language', ({ id, seat, language }) => {
  const layout = layoutBoard(stripOf(id, seat, languages[language]), strip);

  it('shows every name whole and clear of devices, antennas, ports, cables and other names', () => {
    expect(namesOn(layout)).toEqual([]);
  });

  it('has no device on another one or over the edge, and the own one is the largest', () => {
    const shown = shownOn(layout);
    expect(devicesOn(shown, strip)).toEqual([]);
    const own = shown.find(({ device }) => device.own)!;
    const others = shown.filter((placed) => placed !== own);
    expect(own.scale).toBeGreaterThan(1.14 * Math.max(...others.map(({ scale }) => scale)));
  });
});

describe.each(strips)('a letter on the strip of $id for $seat in $language', ({ id, seat, language }) => {
  const layout = layoutBoard(stripOf(id, seat, languages[language]), strip);
  const { device, ports } = layout.devices.get(seat)!;
  // Hosts and routers have packets of their own to send, which are at no port yet.
  const sends = device.kind === 'host' || device.kind === 'router';
  const at = [...(sends ? [null] : []), ...ports.map((port) => port.id)];

  it.each(at)(
    'at port %s is seen whole, covers no name, and of ports and other devices no more than a corner',
    (port) => {
      const [place] = waitingPlaces(layout, [{ id: 'card 1', device: device.id, port, look: 'arp', own: true }], true);
      const box = around(place!, 18, 12);
      const shown = shownOn(layout);
      const others = shown.filter((other) => other.device !== device).map(({ outer }) => outer);
      const plates = shown.flatMap((other) => other.ports.filter(({ plate }) => plate).map(plateBox));
      expect(outside(box, { left: 0, top: 0, right: strip.width, bottom: strip.height })).toBe(0);
      expect(shown.filter((other) => overlap(box, textBox(other)) > BRUSH).map((other) => other.device.id)).toEqual([]);
      expect(Math.max(0, ...[...others, ...plates].map((other) => overlap(box, other)))).toBeLessThan(CORNER);
    },
  );
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

function stripOf(id: PuzzleId, own: string, language: Language): BoardModel {
  const board = boardOf(mapView(createMatch(puzzles[id], 'map')), own);
  const { names } = language.puzzles[id];
  const named = (device: BoardDevice): BoardDevice => ({
    ...device,
    shortName: names[device.id]?.short ?? device.id,
    note: device.own ? language.words.board.you : '',
  });
  return { ...board, compact: true, devices: board.devices.map(named) };
}

function shownOn({ devices }: BoardLayout): readonly PlacedDevice[] {
  return [...devices.values()].filter(({ device }) => device.drawAs === 'device');
}

function devicesOn(shown: readonly PlacedDevice[], { width, height }: Size): string[] {
  return shown.flatMap(({ device, outer }, index) => {
    const isWhole = outer.left >= 0 && outer.right <= width && outer.top >= 0 && outer.bottom <= height;
    const others = shown.slice(index + 1).filter((other) => overlap(outer, other.outer) > 0);
    return [
      ...(isWhole ? [] : [`${device.id} is not seen whole`]),
      ...others.map((other) => `${device.id} lies on ${other.device.id}`),
    ];
  });
}

/** On what each name lies. */
function namesOn(layout: BoardLayout): string[] {
  const shown = shownOn(layout);
  const names = shown.map((placed) => ({ id: placed.device.id, box: textBox(placed) }));
  return names.flatMap(({ id, box }, index) => {
    const isWhole = box.left >= 0 && box.right <= strip.width && box.top >= 0 && box.bottom <= strip.height;
    const under = [
      ...shown
        .filter(({ device, outer }) => device.id !== id && overlap(box, outer) > 0)
        .map(({ device }) => device.id),
      ...shown.flatMap((other) => platesUnder(box, other)),
      ...[...layout.links.values()]
        .filter(({ points }) => isCrossed(box, points))
        .map(({ link }) => `the cable ${link.a.device} - ${link.b.device}`),
      ...names
        .slice(index + 1)
        .filter((other) => overlap(box, other.box) > 0)
        .map((other) => `the name of ${other.id}`),
    ];
    return [
      ...(isWhole ? [] : [`the name of ${id} is cut off`]),
      ...under.map((what) => `the name of ${id} lies on ${what}`),
    ];
  });
}

/** The ink of a name as Chromium draws it in Noto Sans at 13 px: bold Latin letters about 8 px wide, Han 13 px, 11 px high; board.css keeps it 2 px off its device. */
function textBox({ device, outer, nameAt, nameShift }: PlacedDevice): Edges {
  const text = device.own ? `${device.shortName} · ${device.note}` : device.shortName!;
  const width = Array.from(text).reduce(
    (sum, sign) => sum + (sign > '\u2e80' ? 13 : sign === ' ' || sign === '·' ? 4 : 8),
    0,
  );
  const [x, y] = [(outer.left + outer.right) / 2 + nameShift, (outer.top + outer.bottom) / 2 + nameShift];
  const at = {
    top: { x, y: outer.top - 7 },
    bottom: { x, y: outer.bottom + 7 },
    left: { x: outer.left - 2 - width / 2, y },
    right: { x: outer.right + 2 + width / 2, y },
  }[nameAt];
  return { left: at.x - width / 2, right: at.x + width / 2, top: at.y - 5.5, bottom: at.y + 5.5 };
}

function platesUnder(box: Edges, { device, ports }: PlacedDevice): string[] {
  const under = ports.filter((port) => port.plate && overlap(box, plateBox(port)) > 0);
  return under.map((port) => `port ${port.label} of ${device.id}`);
}

function plateBox({ x, y, label }: PlacedPort): Edges {
  const half = Math.max(10, 4 + 4 * label.length);
  return { left: x - half, right: x + half, top: y - 10, bottom: y + 10 };
}

function cablesOf(map: MapView, device: string): string[] {
  return map.links.flatMap(({ a, b }) => (a.device === device ? [b.device] : b.device === device ? [a.device] : []));
}

/** Looks at many points of each straight piece. */
function isCrossed({ left, right, top, bottom }: Edges, points: readonly Point[]): boolean {
  return points.slice(1).some((to, index) =>
    Array.from({ length: 201 }, (_, step) => step / 200).some((share) => {
      const { x, y } = mix(points[index]!, to, share);
      return x > left && x < right && y > top && y < bottom;
    }),
  );
}
