import { round } from './picture.ts';
import type { Palette } from './palette.ts';

/** Who is behind a device, and how it is for them: round eyes a person, square a bot, closed an absent player. */
export type Eyes = 'person' | 'bot' | 'asleep' | 'sad' | 'smile';
export type Look = 'left' | 'right' | 'up' | 'down';

/** Where a face sits on its plate. `unit` scales everything; the mouth is left out where a plate is too low for one. */
export interface FacePlace {
  readonly x: number;
  readonly y: number;
  readonly unit: number;
  readonly mouthY: number | null;
  readonly sadEyesY: number;
  readonly sadMouthY: number;
}

export interface Face {
  readonly eyes: Eyes;
  readonly look?: Look | undefined;
  /** A device without a player keeps its square eyes when it is sad. */
  readonly square?: boolean;
}

/** The eyes, and the mouth where there is room for one. */
export function faceMarkup(place: FacePlace, face: Face, palette: Palette): string {
  const ink = palette['frame-ink'];
  const [lookX, lookY] = lookShift(face.look, place.unit);
  const moved = { ...place, x: place.x + lookX, y: place.y + lookY };
  if (face.eyes === 'asleep') return pair(place, (x) => lid(x, place, 2.25, ink));
  if (face.eyes === 'smile') return pair(place, (x) => lid(x, place, -2.6, ink)) + smile(place, ink);
  if (face.eyes === 'bot') return pair(moved, (x) => square(x, moved, moved.y, ink));
  if (face.eyes === 'sad') return sadFace(place, face.square === true, ink);
  return pair(moved, (x) => roundEye(x, moved, ink)) + smile(place, ink);
}

function sadFace(place: FacePlace, isSquare: boolean, ink: string): string {
  const { unit } = place;
  const eye = (x: number): string =>
    isSquare
      ? square(x, place, place.sadEyesY, ink)
      : rect(x - 1.6 * unit, place.sadEyesY - 2 * unit, 3.2 * unit, 4 * unit, 1.6 * unit, `fill="${ink}"`);
  return pair(place, eye) + arc(place.x - 3 * unit, place.sadMouthY, 6 * unit, -2.5 * unit, 1.1 * unit, ink);
}

function roundEye(x: number, place: FacePlace, ink: string): string {
  const { y, unit } = place;
  const glint = `<circle cx="${round(x + unit / 2)}" cy="${round(y - 1.2 * unit)}" r="${round(0.77 * unit)}" fill="#fff"/>`;
  return rect(x - 1.6 * unit, y - 2.75 * unit, 3.2 * unit, 5.5 * unit, 1.6 * unit, `fill="${ink}"`) + glint;
}

function square(x: number, place: FacePlace, y: number, ink: string): string {
  const { unit } = place;
  const stroke = `fill="none" stroke="${ink}" stroke-width="${round(1.1 * unit)}"`;
  return rect(x - 2 * unit, y - 2 * unit, 4 * unit, 4 * unit, 0.6 * unit, stroke);
}

function lid(x: number, place: FacePlace, bend: number, ink: string): string {
  const { unit } = place;
  return arc(x - 2.25 * unit, place.y, 4.5 * unit, bend * unit, 1.1 * unit, ink);
}

function smile(place: FacePlace, ink: string): string {
  if (place.mouthY === null) return '';
  return arc(place.x - 2.27 * place.unit, place.mouthY, 4.54 * place.unit, 2.27 * place.unit, place.unit * 0.95, ink);
}

function arc(x: number, y: number, width: number, bend: number, stroke: number, ink: string): string {
  const curve = `M${round(x)} ${round(y)}q${round(width / 2)} ${round(bend)} ${round(width)} 0`;
  return `<path d="${curve}" fill="none" stroke="${ink}" stroke-width="${round(stroke)}" stroke-linecap="round"/>`;
}

function rect(x: number, y: number, width: number, height: number, radius: number, paint: string): string {
  const size = `width="${round(width)}" height="${round(height)}"`;
  return `<rect x="${round(x)}" y="${round(y)}" ${size} rx="${round(radius)}" ${paint}/>`;
}

function pair(place: FacePlace, eye: (x: number) => string): string {
  return eye(place.x - 4.5 * place.unit) + eye(place.x + 4.5 * place.unit);
}

function lookShift(look: Look | undefined, unit: number): [number, number] {
  const reach = 1.1 * unit;
  if (look === 'left') return [-reach, 0];
  if (look === 'right') return [reach, 0];
  if (look === 'up') return [0, -reach];
  if (look === 'down') return [0, reach];
  return [0, 0];
}
