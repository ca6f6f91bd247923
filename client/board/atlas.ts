/** All pictures of a board in one image, baked from SVG at exactly the size at which they are shown. */
import { viewBox } from '../art/picture.ts';
import type { Sized } from './pictures.ts';

export interface Cell {
  readonly name: string;
  /** Device pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Sheet {
  /** Device pixels per CSS pixel: what was asked for, or less where that would be too large for a texture. */
  readonly pixels: number;
  readonly width: number;
  readonly height: number;
  readonly cells: readonly Cell[];
  readonly svg: string;
}

/** Old phones refuse larger textures. */
const SHEET_WIDTH = 2048;
const SHEET_HEIGHT_MAX = 4096;
/** Room between pictures, so that smoothing never takes from a neighbour. */
const GAP = 2;

/** Lays the pictures out in rows. `pixels` is device pixels per CSS pixel, zoom included. */
export function packSheet(pictures: ReadonlyMap<string, Sized>, pixels: number): Sheet {
  const sized = [...pictures].map(([name, { picture, scale }]) => {
    const factor = scale * pixels;
    return {
      name,
      picture,
      factor,
      width: even(picture.box.width * factor),
      height: even(picture.box.height * factor),
    };
  });
  const cells: Cell[] = [];
  const parts: string[] = [];
  let [x, y, rowHeight] = [GAP, GAP, 0];
  for (const { name, picture, factor, width, height } of sized.toSorted((one, other) => other.height - one.height)) {
    if (x + width + GAP > SHEET_WIDTH) [x, y, rowHeight] = [GAP, y + rowHeight + GAP, 0];
    cells.push({ name, x, y, width, height });
    parts.push(cellMarkup({ name, x, y, width, height }, picture.markup, picture.box, factor));
    rowHeight = Math.max(rowHeight, height);
    x += width + GAP;
  }
  const size = { width: SHEET_WIDTH, height: y + rowHeight + GAP };
  if (size.height > SHEET_HEIGHT_MAX) return packSheet(pictures, pixels * 0.8);
  const root = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">`;
  return { ...size, pixels, cells, svg: `${root}${parts.join('')}</svg>` };
}

/** The sheet as pixels. Rejects when the browser cannot draw it. */
export async function drawSheet(sheet: Sheet): Promise<HTMLImageElement> {
  const image = new Image(sheet.width, sheet.height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sheet.svg)}`;
  await image.decode();
  return image;
}

/** The picture's middle lies in the middle of its cell; the cell's whole pixels are a little more than the picture. */
function cellMarkup(cell: Cell, markup: string, box: Sized['picture']['box'], factor: number): string {
  const [width, height] = [cell.width / factor, cell.height / factor];
  const shown = { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
  const place = `x="${cell.x}" y="${cell.y}" width="${cell.width}" height="${cell.height}"`;
  return `<svg ${place} viewBox="${viewBox(shown)}">${markup}</svg>`;
}

function even(pixels: number): number {
  return 2 * Math.max(1, Math.ceil(pixels / 2));
}
