/** The board at one moment as a list of pictures, back to front: a pure function of layout, model and clock. */
import { SAD_US, fallCurve, fallNow, isSeen } from './fall.ts';
import { stepFrom } from './geometry.ts';
import { cablePoints, loadWidth } from './loads.ts';
import { waitingPlaces } from './letters.ts';
import { arrowPlace, dangling, lookOf } from './seat.ts';
import { bodyName, faceName, flyingName, frameName, haloName } from './pictures.ts';
import type { BoardLayout, PlacedDevice } from './layout.ts';
import type { BoardModel } from './model.ts';
import type { Fall } from './fall.ts';
import type { Point } from './geometry.ts';
import type { Traffic } from './flight.ts';

/** One picture of the atlas on the board; places and sizes in CSS pixels at zoom 1. */
export interface Sprite extends Point {
  readonly name: string;
  /** Radians, clockwise. */
  readonly turn?: number;
  /** On the baked size; 1 unless told. */
  readonly size?: number;
  readonly alpha?: number;
  /** Drawn to this size instead of its own. */
  readonly stretch?: { readonly width: number; readonly height: number };
}

export interface Moment {
  readonly layout: BoardLayout;
  readonly model: BoardModel;
  readonly nowUs: number;
  readonly traffic: Traffic;
  readonly falls: readonly Fall[];
  /** When the board first saw a waiting frame, by its id: its ring breathes three times from then on. */
  readonly seenUs: ReadonlyMap<string, number>;
}

export function spritesAt(moment: Moment): Sprite[] {
  const { layout } = moment;
  const devices = [...layout.devices.values()].filter(({ device }) => device.drawAs === 'device');
  return [
    ...loads(moment),
    ...[...layout.links.values()].flatMap((placed) =>
      cable(cablePoints(placed, moment.model.loads), cableWidth(moment, placed.link.id), layout.scale),
    ),
    ...layout.taps.map((tap) => ({ name: 'tap', ...tap })),
    ...devices.flatMap((placed) => deviceSprites(placed, moment)),
    ...arrows(moment),
    ...waitingSprites(moment),
    ...moment.traffic.single.map(({ flight, x, y }) => ({ name: flyingName(flight.look), x, y })),
    ...moment.falls.flatMap((fall) => fallSprites(fall, moment)),
  ];
}

/** CSS pixels; never thinner than a finger of light on a small board. */
function cableWidth({ layout, model, traffic }: Moment, link: string): number {
  const width = Math.max(4 * layout.scale, 2.5);
  return model.reducedMotion && traffic.load.has(link) ? Math.max(7 * layout.scale, 5) : width;
}

function cable(points: readonly Point[], width: number, scale: number): Sprite[] {
  const joints = points.map((point) => ({ name: 'joint', ...point, size: width / (4 * scale) }));
  return [...pieces('wire', points, width), ...joints];
}

function pieces(name: string, points: readonly Point[], width: number, alpha = 1): Sprite[] {
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const stretch = { width: Math.hypot(dx, dy), height: width };
    return { name, x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, turn: Math.atan2(dy, dx), stretch, alpha };
  });
}

/** A cable that carries more than a few frames widens with its load. */
function loads({ layout, traffic, model }: Moment): Sprite[] {
  if (model.loads.length > 0)
    return model.loads.flatMap(({ link, percent, looseAt }) => {
      const points = looseAt === null && percent > 0 ? (layout.links.get(link)?.points ?? []) : [];
      return pieces('load', points, loadWidth(percent, layout.scale), 0.35);
    });
  return [...traffic.load].flatMap(([link, count]) => {
    const points = layout.links.get(link)?.points ?? [];
    const width = (4 + 12 * Math.min(count / 20, 1)) * layout.scale;
    return count > 3 ? pieces('load', points, width, 0.35) : [];
  });
}

function deviceSprites(placed: PlacedDevice, moment: Moment): Sprite[] {
  const { x, y, device } = placed;
  const halo = device.own ? [{ name: haloName(placed), x, y }] : [];
  const isSad = device.eyes !== 'asleep' && hasLost(device.id, moment);
  const face = isSad ? faceName(placed, 'sad', undefined) : faceName(placed, device.eyes, lookOf(placed, moment));
  return [...halo, { name: bodyName(placed), x, y }, { name: face, x, y }];
}

/** A device is sad for a moment about a frame that it lost, and as long as its player's screen shows a failure. */
function hasLost(id: string, { model, nowUs }: Moment): boolean {
  const justNow = model.fallen.some(({ device, atUs }) => device === id && nowUs >= atUs && nowUs < atUs + SAD_US);
  return (
    justNow || model.silent.includes(id) || model.bubbles.some(({ device, tone }) => device === id && tone === 'broken')
  );
}

function arrows({ layout, model }: Moment): Sprite[] {
  const own = [...layout.devices.values()].find(({ device }) => device.own);
  if (own === undefined) return [];
  const draw = (port: string, name: string): Sprite[] => {
    const place = arrowPlace(own, port, model, layout.scale);
    return place === null ? [] : [{ name, ...place }];
  };
  const should = model.shouldLeave.flatMap((port) => draw(port, 'arrow-should'));
  return [
    ...should,
    ...model.chosenPorts.filter((port) => !model.shouldLeave.includes(port)).flatMap((port) => draw(port, 'arrow')),
  ];
}

function waitingSprites(moment: Moment): Sprite[] {
  return waitingPlaces(moment.layout, moment.model.waiting, moment.model.compact).flatMap(
    ({ waiting, x, y, front }) => {
      const frame: Sprite = { name: frameName(waiting.look, false), x, y, ...(waiting.own ? {} : { size: 0.85 }) };
      if (!waiting.own || !front) return [frame];
      const still = moment.model.reducedMotion;
      return [
        frame,
        {
          name: 'ring',
          x,
          y,
          size: still ? 1 : breath(moment.nowUs - (moment.seenUs.get(waiting.id) ?? moment.nowUs)),
        },
      ];
    },
  );
}

export const BREATHS_US = 3 * 1_600_000;

/** Grows from 1 to 1.12 and back in 1.6 s, three times, then rests. */
function breath(sinceUs: number): number {
  if (sinceUs < 0 || sinceUs >= BREATHS_US) return 1;
  return 1 + 0.06 * (1 - Math.cos((sinceUs / 1_600_000) * 2 * Math.PI));
}

function fallSprites(fall: Fall, moment: Moment): Sprite[] {
  if (!isSeen(fall.fallen, moment.nowUs)) return [];
  const { scale } = moment.layout;
  const now = fallNow(fall, moment.nowUs, moment.model.reducedMotion);
  const frame = { name: frameName(fall.fallen.look, now.landed), x: now.x, y: now.y, turn: now.turn };
  const shadow = { name: 'shadow', ...stepFrom(fall.to, 'bottom', 24 * scale) };
  return [...(now.landed ? [shadow] : []), ...trail(fall, now, scale), frame];
}

/** Dots along the way so far, up to the frame's edge. */
function trail(fall: Fall, now: Point, scale: number): Sprite[] {
  const height = fall.to.y - fall.from.y;
  const dots = Math.floor(height / (10 * scale));
  const way = Array.from({ length: Math.max(dots, 0) }, (_, index) => fallCurve(fall, (index + 1) / (dots + 1)));
  return way.filter(({ y }) => y < now.y - 20 * scale).map((dot) => ({ name: 'trail', ...dot }));
}

/** Whether the picture will change by time alone from `nowUs` on. */
export function movesBy({ model, nowUs, seenUs }: Pick<Moment, 'model' | 'nowUs' | 'seenUs'>): boolean {
  return (
    model.flights.some(({ arriveUs }) => arriveUs > nowUs) ||
    model.fallen.some((fallen) => dangling(fallen, nowUs)) ||
    (!model.reducedMotion && model.waiting.some(({ id, own }) => own && nowUs - (seenUs.get(id) ?? nowUs) < BREATHS_US))
  );
}
