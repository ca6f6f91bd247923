import { inlinePalette } from './palette.ts';
import { svgOf } from './picture.ts';
import type { Palette } from './palette.ts';
import type { Picture } from './picture.ts';

/** Line icons on a 20 x 20 grid: drawn with the text's colour, so they follow every theme and state. */
const LINES = {
  pause: 'M7 4v12M13 4v12',
  play: 'M6 4l10 6l-10 6z',
  step: 'M5 4l8 6l-8 6zM15.5 4v12',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  check: 'M4 10.5l4 4l8-9',
  cross: 'M5 5l10 10M15 5l-10 10',
  loop: 'M15.5 7A6 6 0 1 0 16 11M16 3v4.5h-4.5',
  eye: 'M2 10s3-5.5 8-5.5s8 5.5 8 5.5s-3 5.5-8 5.5s-8-5.5-8-5.5zM10 12.3a2.3 2.3 0 1 0 0-4.6a2.3 2.3 0 0 0 0 4.6z',
  'broken-envelope': 'M2.5 5h15v6M2.5 5v10h8M2.5 5l7.5 5.5l7.5-5.5M13 13.5l4.5 4.5M17.5 13.5l-4.5 4.5',
  envelope: 'M2.5 5h15v10h-15zM2.5 5l7.5 5.5l7.5-5.5',
  talk: 'M3 4h14v9.5h-7l-4 3.5v-3.5h-3z',
  flag: 'M5 18v-15M5 4h10l-2.5 3.5l2.5 3.5h-10',
  table: 'M3 5h2M8 5h9M3 10h2M8 10h9M3 15h2M8 15h9',
  board:
    'M4.5 6.5a2 2 0 1 0 0-4a2 2 0 0 0 0 4zM15.5 6.5a2 2 0 1 0 0-4a2 2 0 0 0 0 4zM10 17.5a2 2 0 1 0 0-4a2 2 0 0 0 0 4zM5.5 6.5l3.5 7.2M14.5 6.5l-3.5 7.2',
  hand: 'M6.5 10v-4.5M9 9v-6M11.5 9v-5.5M14 10v-4M6.5 10l-2-1.5c-1.5 1 1.5 8 5 8.5c4 0 5-3 4.5-7',
  link: 'M8.5 11.5a3.2 3.2 0 0 0 4.6 0l3-3a3.2 3.2 0 0 0-4.6-4.6l-1.3 1.3M11.5 8.5a3.2 3.2 0 0 0-4.6 0l-3 3a3.2 3.2 0 0 0 4.6 4.6l1.3-1.3',
  copy: 'M7 7h10v10h-10zM13 7v-4h-10v10h4',
  sun: 'M10 13a3 3 0 1 0 0-6a3 3 0 0 0 0 6zM10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M15.3 4.7l-1.4 1.4M6.1 13.9l-1.4 1.4',
  moon: 'M16.5 12.2a7 7 0 1 1-8.7-8.7a5.6 5.6 0 0 0 8.7 8.7z',
  'arrow-right': 'M4 10h12M11 5l5 5l-5 5',
  'arrow-left': 'M16 10h-12M9 5l-5 5l5 5',
  'arrow-up': 'M10 16v-12M5 9l5-5l5 5',
  dot: 'M8 10a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  'chevron-right': 'M8 5l5 5l-5 5',
  'chevron-down': 'M5 8l5 5l5-5',
  'chevron-up': 'M5 12l5-5l5 5',
  clock: 'M10 17.5a7.5 7.5 0 1 0 0-15a7.5 7.5 0 0 0 0 15zM10 5.5v5l3 2',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
  lock: 'M4.5 9h11v8h-11zM6.5 9v-2.5a3.5 3.5 0 0 1 7 0v2.5',
  projector: 'M2.5 4h15M4 4v9h12v-9M10 13v4M7 17h6',
  disturb: 'M11 2.5l-6 8.5h5l-1 6.5l6-8.5h-5z',
  question: 'M7.2 7.4a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.2-1.5 2.3M10 15.8v.01',
  bulb: 'M7.5 13.5a5 5 0 1 1 5 0v1.5h-5zM8.5 17.5h3',
  home: 'M3 10l7-6.5l7 6.5M5 8.5v8h4v-4.5h2v4.5h4v-8',
  wifi: 'M2.5 8a11 11 0 0 1 15 0M5.2 11a7 7 0 0 1 9.6 0M7.8 13.8a3.2 3.2 0 0 1 4.4 0M10 16.5v.01',
  'wifi-off': 'M2.5 8a11 11 0 0 1 5-2.7M12 5a11 11 0 0 1 5.5 3M5.2 11a7 7 0 0 1 3.3-1.8M10 16.5v.01M4 3l12.5 13.5',
  settings: 'M3 6h6M13 6h4M3 14h3M10 14h7M11 8a2 2 0 1 0 0-4a2 2 0 0 0 0 4zM8 16a2 2 0 1 0 0-4a2 2 0 0 0 0 4z',
  person: 'M10 9.5a3.2 3.2 0 1 0 0-6.4a3.2 3.2 0 0 0 0 6.4zM3.5 17a6.5 6.5 0 0 1 13 0',
  people:
    'M7.5 9.5a2.8 2.8 0 1 0 0-5.6a2.8 2.8 0 0 0 0 5.6zM2 16.5a5.5 5.5 0 0 1 11 0M13 4.2a2.8 2.8 0 0 1 0 5.2M15 11.6a5.5 5.5 0 0 1 3 4.9',
  terminal: 'M2.5 4h15v12h-15zM5.5 8l2.5 2l-2.5 2M10 12.5h4',
  download: 'M10 3v9.5M6 9l4 4l4-4M3.5 16.5h13',
  language: 'M10 17.5a7.5 7.5 0 1 0 0-15a7.5 7.5 0 0 0 0 15zM2.7 10h14.6M10 2.5c-5 5-5 10 0 15c5-5 5-10 0-15z',
  full: 'M3 8v-5h5M17 8v-5h-5M3 12v5h5M17 12v5h-5',
} as const;

const STAR = 'M12 2.5l2.9 6.1l6.6.8l-4.9 4.6l1.3 6.6l-5.9-3.3l-5.9 3.3l1.3-6.6l-4.9-4.6l6.6-.8z';
const STAR_LEFT_HALF = 'M12 2.5v14.8l-5.9 3.3l1.3-6.6l-4.9-4.6l6.6-.8z';
const STARS = ['star', 'half-star', 'star-off'] as const;

export type IconName = keyof typeof LINES | (typeof STARS)[number];

/** Every icon there is, for the page that shows them and for tests. */
export const ICON_NAMES: readonly IconName[] = [...(Object.keys(LINES) as (keyof typeof LINES)[]), ...STARS];

/** An icon as one `<svg>` element, `width` in CSS pixels. `weight` is the line's thickness on the 20 px grid. */
export function iconSvg(name: IconName, width = 20, weight = 2.2): string {
  return svgOf(iconPicture(name, weight), width);
}

export function iconPicture(name: IconName, weight = 2.2, palette: Palette = inlinePalette): Picture {
  if (name === 'star' || name === 'half-star' || name === 'star-off') return starPicture(name, palette);
  const line = `fill="none" stroke="currentColor" stroke-width="${weight}" stroke-linecap="round" stroke-linejoin="round"`;
  return { box: { x: 0, y: 0, width: 20, height: 20 }, markup: `<path d="${LINES[name]}" ${line}/>` };
}

/** Stars are counted by outline and filling, not by colour alone. */
function starPicture(name: (typeof STARS)[number], palette: Palette): Picture {
  const half = name === 'half-star' ? `<path d="${STAR_LEFT_HALF}" fill="${palette.star}"/>` : '';
  const fill = name === 'star' ? palette.star : 'none';
  const line = name === 'star-off' ? palette.edge : palette.outline;
  const star = `<path d="${STAR}" fill="${fill}" stroke="${line}" stroke-width="1.7" stroke-linejoin="round"/>`;
  return { box: { x: 0, y: 0, width: 24, height: 24 }, markup: half + star };
}
