/** One broadcast in a network with loops, to be let go on from cable to cable: how many copies are there now? */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { MapView } from '../../shared/game/view.ts';
import { copiesAfter, COPIES_MAX, type Copy } from './copies.ts';
import { introPicture } from './intro-picture.ts';
import { MapPicture, type PictureFrame } from './map-picture.tsx';
import { usePage, useWords } from './page.tsx';

interface TryCopiesProps {
  readonly map: MapView;
  readonly puzzle: PuzzleId;
}

export function TryCopies({ map, puzzle }: TryCopiesProps): JSX.Element {
  const { names } = usePage().store.language.value.puzzles[puzzle];
  const words = useWords().panels.storm;
  const hop = useSignal(1);
  const sender = map.devices.find(({ kind }) => kind === 'host')?.id ?? '';
  const copies = copiesAfter(map, sender, hop.value);
  const counts = Array.from({ length: hop.value }, (_, index) => copiesAfter(map, sender, index + 1).length);
  const { box, devices, cables, namedAbove } = introPicture(map, { devices: map.devices.map(({ id }) => id) });
  const shown = devices.map(({ id, kind, x, y, ports }) => ({
    id,
    kind,
    x,
    y,
    ports: ports.length,
    eyes: 'bot' as const,
    colour: null,
    label: names[id]?.short ?? id,
    labelAt: namedAbove.has(id) ? ('above' as const) : ('below' as const),
  }));
  return (
    <div class="try-copies">
      <MapPicture class="intro-map" box={box} devices={shown} cables={cables} frames={framesOf(map, copies)} />
      <p class="small" role="status">
        <b>{words.copies(hop.value, copies.length)}</b>
        {counts.length > 1 && <span class="quiet">{` ${counts.join(' → ')}`}</span>}
      </p>
      <div class="row">
        <button type="button" class="btn s" disabled={copies.length > COPIES_MAX} onClick={() => hop.value++}>
          {words.copiesNext}
        </button>
        <button type="button" class="btn ghost s" disabled={hop.value === 1} onClick={() => (hop.value = 1)}>
          {words.copiesAgain}
        </button>
      </div>
    </div>
  );
}

/** One letter for each direction of a cable that carries any, a third of the way in. */
function framesOf(map: MapView, copies: readonly Copy[]): readonly PictureFrame[] {
  return map.links.flatMap(({ id, a, b, via }) =>
    [a, b].flatMap((to): readonly PictureFrame[] => {
      if (!copies.some((copy) => copy.link === id && copy.to === to.device)) return [];
      const from = placeOf(map, to === a ? b.device : a.device);
      const end = placeOf(map, to.device);
      const middle = via[0] ?? { x: (from.x + end.x) / 2, y: (from.y + end.y) / 2 };
      return [
        { x: middle.x + (end.x - middle.x) * 0.3, y: middle.y + (end.y - middle.y) * 0.3, look: 'arp', scale: 0.7 },
      ];
    }),
  );
}

function placeOf(map: MapView, id: string): { readonly x: number; readonly y: number } {
  return map.devices.find((device) => device.id === id) ?? { x: 0, y: 0 };
}
