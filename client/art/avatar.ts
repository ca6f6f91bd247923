import { faceMarkup } from './eyes.ts';
import { inlinePalette, plateColour } from './palette.ts';
import { escapeText, svgOf } from './picture.ts';
import type { Eyes } from './eyes.ts';
import type { Palette } from './palette.ts';
import type { Picture } from './picture.ts';

export interface AvatarLook {
  /** 1 to 8; null for a bot or an empty seat: grey. */
  readonly colour: number | null;
  /** First letter of the nickname; an empty text leaves the badge out. */
  readonly letter: string;
  readonly eyes: Eyes;
  readonly palette?: Palette;
}

/** A seat as one `<svg>` element: face on a plate and, in a badge, the first letter of the nickname. */
export function avatarSvg(avatar: AvatarLook, width?: number): string {
  return svgOf(avatarPicture(avatar), width);
}

export function avatarPicture({ colour, letter, eyes, palette = inlinePalette }: AvatarLook): Picture {
  const plate = `<rect x="1.5" y="1.5" width="37" height="37" rx="11" fill="${plateColour(palette, colour)}" stroke="${palette.outline}" stroke-width="2"/>`;
  // The badge covers no eye.
  const [left, up] = letter === '' ? [0, 0] : [3, 3];
  const place = { x: 20 - left, y: 18 - up, unit: 2.1, mouthY: 28 - up, sadEyesY: 18 - up, sadMouthY: 31 - up };
  const face = faceMarkup(place, { eyes, square: colour === null }, palette);
  return { box: { x: 0, y: 0, width: 42, height: 42 }, markup: plate + face + badge(letter, palette) };
}

function badge(letter: string, palette: Palette): string {
  if (letter === '') return '';
  // A letter may be several code points: an accent, an emoji.
  const [first] = new Intl.Segmenter().segment(letter);
  return (
    `<circle cx="32.5" cy="31.5" r="8.5" fill="${palette.surface}" stroke="${palette.outline}" stroke-width="1.8"/>` +
    `<text x="32.5" y="36" text-anchor="middle" font-size="12.5" font-weight="700" fill="${palette.ink}">${escapeText(first?.segment ?? '')}</text>`
  );
}
