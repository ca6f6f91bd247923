import { inlinePalette } from './palette.ts';
import { svgOf } from './picture.ts';
import type { Palette } from './palette.ts';
import type { Picture } from './picture.ts';

/** Two hops over three nodes, with a letter on the way. */
export function logoSvg(width?: number, palette?: Palette): string {
  return svgOf(logoPicture(palette), width);
}

export function logoPicture(palette: Palette = inlinePalette): Picture {
  const { you, ink, star, outline } = palette;
  const markup =
    `<path d="M5 20C7 5 17 5 20 20C23 5 33 5 35 20" fill="none" stroke="${you}" stroke-width="3" stroke-linecap="round"/>` +
    [5, 20, 35].map((x) => `<circle cx="${x}" cy="21" r="4" fill="${ink}"/>`).join('') +
    `<g transform="rotate(-10 12 6)"><rect x="6.5" y="1.5" width="12" height="8.5" rx="2" fill="${star}" stroke="${outline}" stroke-width="1.6"/>` +
    `<path d="M7.2 3.2l5.3 3.6l5.3 -3.6" fill="none" stroke="${outline}" stroke-width="1.5"/></g>`;
  return { box: { x: 0, y: 0, width: 40, height: 26 }, markup };
}
