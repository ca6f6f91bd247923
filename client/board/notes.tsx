/** Words on the map that cannot be pressed: names of areas, outcomes of others, what became of a frame. */
import { Icon } from '../art/components.tsx';
import { bubblePlaces } from './bubble-place.ts';
import { pointerBox } from './pointer.ts';
import { arrowPlace } from './seat.ts';
import './notes.css';
import type { CSSProperties, JSX } from 'preact';
import type { BubblePlace } from './bubble-place.ts';
import type { Fall } from './fall.ts';
import type { Bundle } from './flight.ts';
import type { BoardLayout } from './layout.ts';
import { loadPlaces } from './loads.ts';
import type { BoardModel, Bubble, CableLoad, Pointer } from './model.ts';

export function Areas({ layout }: { layout: BoardLayout }): JSX.Element {
  return (
    <>
      {layout.areas.map(({ area, left, top, right, bottom }) => {
        const place = { left: px(left), top: px(top), width: px(right - left), height: px(bottom - top) };
        return (
          <div key={area.id} class={`board-area ${area.labelAt}`} style={place}>
            <span>{area.label}</span>
          </div>
        );
      })}
    </>
  );
}

interface NotesProps {
  readonly layout: BoardLayout;
  readonly model: BoardModel;
  readonly shouldLeave: string;
  readonly falls: readonly Fall[];
  readonly bundles: readonly Bundle[];
}

export function Notes({ layout, model, shouldLeave, falls, bundles }: NotesProps): JSX.Element {
  const { scale } = layout;
  const bubbles = bubblePlaces(model.bubbles, layout, model.waiting);
  return (
    <>
      {bundles.map(({ link, count, x, y }) => (
        <span key={link} class="board-bundle" style={at(x, y)} aria-hidden="true">
          ×{count}
        </span>
      ))}
      {loadPlaces(layout, model.loads, model.compact).map(({ load, x, y }) => (
        <span key={load.link} class={loadClass(load)} style={at(x, y)} aria-hidden="true">
          {load.text}
        </span>
      ))}
      {!model.compact &&
        falls.map(({ fallen, to }) => (
          <span key={fallen.id} class="board-fallen" style={at(to.x + 38 * scale, to.y)}>
            {fallen.label}
          </span>
        ))}
      {!model.compact && <ShouldLeave layout={layout} model={model} text={shouldLeave} />}
      {model.pointers.map((pointer) => (
        <PointerRing key={pointer.id} pointer={pointer} layout={layout} />
      ))}
      {model.bubbles.map((bubble) => (
        <OutcomeBubble
          key={bubble.id}
          bubble={bubble}
          layout={layout}
          place={bubbles.get(bubble.id)}
          compact={model.compact}
        />
      ))}
    </>
  );
}

/** From here on a cable counts as full, per cent. */
const FULL_PERCENT = 90;

function loadClass({ percent, looseAt }: CableLoad): string {
  return `board-load${looseAt === null ? (percent >= FULL_PERCENT ? ' full' : '') : ' out'}`;
}

/** One label for all dashed arrows: it stands at the first. */
function ShouldLeave({
  layout,
  model,
  text,
}: {
  layout: BoardLayout;
  model: BoardModel;
  text: string;
}): JSX.Element | null {
  const own = [...layout.devices.values()].find(({ device }) => device.own);
  const place =
    own && model.shouldLeave.map((port) => arrowPlace(own, port, model, layout.scale)).find((found) => found !== null);
  if (!place) return null;
  return (
    <span class={`board-should ${place.side}`} style={at(place.x, place.y)}>
      {text}
    </span>
  );
}

/** In the speaker's colour; who it is stands in the bubble. */
function PointerRing({ pointer, layout }: { pointer: Pointer; layout: BoardLayout }): JSX.Element | null {
  const box = pointerBox(pointer, layout);
  if (box === null) return null;
  const { left, top, right, bottom } = box;
  const colour = `var(--p${pointer.seatColour})`;
  const place = { left: px(left), top: px(top), width: px(right - left), height: px(bottom - top) };
  return <span class="board-pointer" style={{ ...place, borderColor: colour }} aria-hidden="true" />;
}

interface BubbleProps {
  readonly bubble: Bubble;
  readonly layout: BoardLayout;
  readonly place: BubblePlace | undefined;
  readonly compact: boolean;
}

/** The space in "Machine 4" and "Server B", where no line should end. */
const NUMBER_OF_A_NAME = / (?=[0-9A-Z]\b)/g;
const SIGNS = { plain: 'envelope', broken: 'cross', right: 'check', said: 'talk' } as const;

/** Beside its device, where it covers least; its tail points back to it. A small board has room for its sign only. */
function OutcomeBubble({ bubble, layout, place, compact }: BubbleProps): JSX.Element | null {
  const placed = layout.devices.get(bubble.device);
  if (placed === undefined) return null;
  if (compact) {
    // Letters wait at the upper corners.
    const { right, bottom } = placed.outer;
    return (
      <span class={`board-badge ${bubble.tone}`} style={at(right, bottom)}>
        <Icon name={SIGNS[bubble.tone]} width={12} weight={3.4} label={bubble.text} />
      </span>
    );
  }
  if (place === undefined) return null;
  const { x, y, across, upright } = place;
  return (
    <span class={`board-bubble ${bubble.tone} ${across} ${upright}`} style={at(x, y)}>
      {bubble.text.replace(NUMBER_OF_A_NAME, '\u00a0')}
    </span>
  );
}

function at(x: number, y: number): CSSProperties {
  return { left: px(x), top: px(y) };
}

function px(value: number): string {
  return `${Math.round(value * 10) / 10}px`;
}
