/** The picture of a card: its part of the puzzle's map. */
import type { JSX } from 'preact';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { MapView } from '../../shared/game/view.ts';
import type { CardPicture } from '../../shared/text/language.ts';
import type { Player } from '../model.ts';
import { introPicture } from './intro-picture.ts';
import { labelSides } from './label-sides.ts';
import { MapPicture } from './map-picture.tsx';
import type { PictureDevice } from './map-picture.tsx';
import { usePage } from './page.tsx';

const SEAT_COLOURS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Square CSS pixels that names may cover. */
const TIGHT = 12;

interface CardOnMapProps {
  readonly map: MapView;
  readonly puzzle: PuzzleId;
  /** Who sits on one of the devices; null for somebody who only reads. */
  readonly me: Pick<Player, 'device' | 'colour'> | null;
  readonly picture: CardPicture;
  readonly class: string;
}

export function CardOnMap({ map, puzzle, me, picture, class: name }: CardOnMapProps): JSX.Element {
  const { names } = usePage().store.language.value.puzzles[puzzle];
  const part = introPicture(map, picture);
  const { box, devices, cables, frames } = part;
  const named = (by: 'name' | 'short') =>
    devices
      .filter(({ drawAs }) => drawAs === 'device')
      .map((device) => ({ ...device, own: device.id === me?.device, label: names[device.id]?.[by] ?? device.id }));
  const whole = labelSides(named('name'), part);
  // Names that would lie on each other or on a cable are short ones on a phone.
  const isTight = whole.covered > TIGHT;
  const { sides } = isTight ? labelSides(named('short'), part) : whole;
  const others = SEAT_COLOURS.filter((colour) => colour !== me?.colour);
  const shown = devices.map((device, index): PictureDevice => {
    const isOwn = device.id === me?.device;
    const colour = device.kind === 'hub' ? null : isOwn ? me.colour : (others[index % others.length] ?? null);
    return {
      id: device.id,
      kind: device.kind,
      x: device.x,
      y: device.y,
      eyes: device.kind === 'hub' ? 'bot' : 'person',
      colour,
      own: isOwn,
      isWire: device.drawAs === 'segment',
      ...(device.drawAs === 'segment'
        ? {}
        : {
            label: names[device.id]?.name ?? device.id,
            ...(isTight ? { shortLabel: names[device.id]?.short ?? device.id } : {}),
            labelAt: sides.get(device.id) ?? 'below',
          }),
    };
  });
  return <MapPicture class={name} box={box} devices={shown} cables={cables} frames={frames} />;
}
