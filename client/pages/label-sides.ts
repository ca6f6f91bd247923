/** On which side of its device a name stands in a still picture: where it covers least of devices, frames, cables and other names. */
import { OUTLINE_BOXES, HALO_BOXES } from '../art/device.ts';
import { around, cut, outside, overlap, type Edges } from '../board/geometry.ts';
import { textWidth } from '../text-width.ts';
import type { MapDevice } from '../../shared/game/view.ts';
import type { IntroPicture } from './intro-picture.ts';
import { CARD } from './intro-picture.ts';

export type LabelSide = 'below' | 'above' | 'right' | 'left' | `${'below' | 'above'}-${'right' | 'left'}`;

export interface Labelled extends Pick<MapDevice, 'id' | 'kind' | 'x' | 'y'> {
  readonly label: string;
  readonly own: boolean;
}

export interface LabelSides {
  readonly sides: ReadonlyMap<string, LabelSide>;
  /** What the names cover, square CSS pixels on the card of a phone. */
  readonly covered: number;
}

const SIDES: readonly LabelSide[] = [
  'below',
  'above',
  'right',
  'left',
  'below-right',
  'below-left',
  'above-right',
  'above-left',
];
const ROUNDS = 3;
/** Square CSS pixels: what a later side has to save; what a part of a name costs that is cut off. */
const LATER_SIDE = 2;
const OUTSIDE_COST = 8;
/** Shares of width and height: there lies the button that shuts the card. */
const CLOSE = { from: 0.82, to: 0.42 };
/** CSS pixels of a cable, with a little air. */
const CABLE = 4;

/** Sizes are those on the card of a phone, where names are largest on the picture. */
export function labelSides(
  named: readonly Labelled[],
  { box, cables, frames }: Pick<IntroPicture, 'box' | 'cables' | 'frames'>,
): LabelSides {
  const unit = box.width / CARD.width;
  const whole = { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
  const corner = { ...whole, left: box.x + CLOSE.from * box.width, bottom: box.y + CLOSE.to * box.height };
  const places = new Map<string, { readonly side: LabelSide; readonly box: Edges; readonly covered: number }>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const device of named) {
      const others = named.filter((other) => other !== device);
      const seen = [
        ...others.map(bodyOf),
        ...others.flatMap(({ id }) => places.get(id)?.box ?? []),
        ...frames.map((frame) => around(frame, 29, 18)),
      ];
      const found = SIDES.map((side, order) => {
        const label = labelBox(device, side, unit);
        const onCables = cables.reduce((sum, points) => sum + cut(points, label), 0) * CABLE * unit;
        const area = seen.reduce(
          (sum, one) => sum + overlap(label, one),
          onCables + OUTSIDE_COST * (outside(label, whole) + overlap(label, corner)),
        );
        const covered = area / unit ** 2;
        return { side, box: label, covered, cost: covered + order * LATER_SIDE };
      });
      places.set(
        device.id,
        found.reduce((best, place) => (place.cost < best.cost ? place : best)),
      );
    }
  }
  return {
    sides: new Map([...places].map(([id, { side }]) => [id, side])),
    covered: [...places.values()].reduce((sum, place) => sum + place.covered, 0),
  };
}

/** Where a name begins, from its device, map units: as in map-picture.tsx. */
export function labelReach({ kind, own }: Pick<Labelled, 'kind' | 'own'>, side: LabelSide): number {
  const { x, y, width, height } = own ? HALO_BOXES[kind] : OUTLINE_BOXES[kind];
  if (side.startsWith('below')) return y + height + 4;
  if (side.startsWith('above')) return y - 4;
  return side === 'right' ? x + width + 6 : x - 6;
}

function bodyOf({ kind, own, x, y }: Labelled): Edges {
  const body = own ? HALO_BOXES[kind] : OUTLINE_BOXES[kind];
  return { left: x + body.x, top: y + body.y, right: x + body.x + body.width, bottom: y + body.y + body.height };
}

function labelBox(device: Labelled, side: LabelSide, unit: number): Edges {
  const { x, y } = device;
  const [width, height] = [textWidth(device.label, CARD.sign) * unit, CARD.sign * 1.2 * unit];
  const reach = labelReach(device, side);
  if (side === 'left' || side === 'right') {
    const left = side === 'right' ? x + reach : x + reach - width;
    return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
  }
  const left = { start: x + CORNER, middle: x - width / 2, end: x - CORNER - width }[labelAnchor(side)];
  const top = side.startsWith('below') ? y + reach : y + reach - height;
  return { left, right: left + width, top, bottom: top + height };
}

/** Map units from the middle of its device at which a name in a corner begins. */
export const CORNER = 12;

/** Which end of the name is at its place. */
export function labelAnchor(side: LabelSide): 'start' | 'middle' | 'end' {
  if (side.endsWith('right')) return 'start';
  return side.endsWith('left') ? 'end' : 'middle';
}
