/** Names on the pictures of all cards: measured again here, with a sign 13 px high on a card 248 px wide. */
import { describe, expect, it } from 'vitest';
import { cut, overlap, type Edges } from '../../../client/board/geometry.ts';
import { introPicture } from '../../../client/pages/intro-picture.ts';
import {
  labelAnchor,
  labelReach,
  labelSides,
  type Labelled,
  type LabelSide,
} from '../../../client/pages/label-sides.ts';
import { createMatch } from '../../../shared/game/match.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { mapView } from '../../../shared/game/seat-view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { english } from '../../../shared/text/en/index.ts';
import { chinese } from '../../../shared/text/zh/index.ts';

/** One name brushes a cable there: its other sides are under the button that shuts the card, or taken. */
const BRUSHED = { 'the-gateway': 1 } as Readonly<Record<string, number>>;

const cards = puzzleIds.flatMap((id) =>
  [english, chinese].flatMap((language) =>
    language.puzzles[id].intro.map(({ picture, title }) => ({ id, title, picture, names: language.puzzles[id].names })),
  ),
);

describe.each(cards)('the card "$title" of $id', ({ id, picture, names }) => {
  const part = introPicture(mapView(createMatch(puzzles[id], 'map')), picture);
  const unit = part.box.width / 248;
  const named = (by: 'name' | 'short'): Labelled[] =>
    part.devices
      .filter(({ drawAs }) => drawAs === 'device')
      .map((device) => ({ ...device, own: false, label: names[device.id]?.[by] ?? device.id }));

  it('has no name, short where it has to be, on a cable, on another name or over the edge', () => {
    const [long, short] = (['name', 'short'] as const).map((by) => faults(named(by)));
    expect(Math.min(long!.length, short!.length)).toBeLessThanOrEqual(BRUSHED[id] ?? 0);
  });

  function faults(devices: readonly Labelled[]): string[] {
    const { sides } = labelSides(devices, part);
    const labels = devices.map((device) => ({ device, box: inkOf(device, sides.get(device.id)!, unit) }));
    const { x, y, width, height } = part.box;
    return labels.flatMap(({ device, box }, index) => [
      ...(box.left < x || box.right > x + width || box.top < y || box.bottom > y + height
        ? [`${device.label} is cut off`]
        : []),
      ...part.cables.filter((points) => cut(points, box) > 0).map(() => `${device.label} lies on a cable`),
      ...labels
        .slice(index + 1)
        .filter((other) => overlap(box, other.box) > 0)
        .map((other) => `${device.label} lies on ${other.device.label}`),
    ]);
  }
});

/** The ink of a name: Latin letters about half as wide as high, Han signs as wide; 10 px high. */
function inkOf(device: Labelled, side: LabelSide, unit: number): Edges {
  const { x, y, label } = device;
  const width =
    Array.from(label).reduce((sum, sign) => sum + (sign > '\u2e80' ? 12.5 : sign === ' ' ? 3.5 : 7), 0) * unit;
  const [height, reach] = [10 * unit, labelReach(device, side)];
  const anchor = labelAnchor(side);
  if (side === 'left' || side === 'right') {
    const left = side === 'right' ? x + reach : x + reach - width;
    return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
  }
  const middle = side.startsWith('below') ? y + reach + 8 * unit : y + reach - 8 * unit;
  const left = { start: x + 12, middle: x - width / 2, end: x - 12 - width }[anchor];
  return { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
}
