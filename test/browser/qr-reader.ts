/** Reads a QR code as it is drawn on a page (ISO/IEC 18004), without mending: what a screen shows has no damage. One block of bytes is enough for an address. */
import type { Locator } from 'playwright-core';

/** Modules without their quiet zone, row by row; true is dark. */
type Modules = readonly (readonly boolean[])[];

/** Versions up to this one have at most one alignment pattern and no version information. */
const VERSION_MAX = 6;
/** The largest version of which all codewords are one block, by the two bits of the error correction level: M, L, H, Q. */
const ONE_BLOCK = [3, 5, 2, 2] as const;
/** Where the format stands around the finder at the top left, the highest bit first, as row and column. */
const FORMAT_AT = [
  ...[0, 1, 2, 3, 4, 5, 7, 8].map((column) => [8, column] as const),
  ...[7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8] as const),
];
const FORMAT_MASK = 0b101010000010010;
/** Where each mask turns a module over. */
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];
const BYTE_MODE = 0b0100;
/** Modules that have to be free on every side, the quiet zone. */
const QUIET_ZONE = 4;

/** The text in a picture. Throws where it is none that is read here. */
export async function readQr(picture: Locator): Promise<string> {
  const modules = await modulesOf(picture);
  const version = (modules.length - 17) / 4;
  const format = bitsToNumber(FORMAT_AT.map(([row, column]) => modules[row]![column]!)) ^ FORMAT_MASK;
  const [level, mask] = [format >> 13, (format >> 10) & 7];
  if (!Number.isInteger(version) || version > Math.min(VERSION_MAX, ONE_BLOCK[level]!))
    throw new Error(`a QR code of ${modules.length} modules with level ${level} is not read here`);
  const bits = dataBits(modules, MASKS[mask]!);
  if (bitsToNumber(bits.slice(0, 4)) !== BYTE_MODE) throw new Error('the QR code holds no bytes');
  const count = bitsToNumber(bits.slice(4, 12));
  const bytes = Array.from({ length: count }, (_, at) => bitsToNumber(bits.slice(12 + 8 * at, 20 + 8 * at)));
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes));
}

/** As the browser has drawn them: dark is where the path is filled. The finder at the top left says how large a module is. */
async function modulesOf(picture: Locator): Promise<Modules> {
  const { dark, quiet } = await picture.locator('svg').evaluate((element) => {
    const svg = element as SVGSVGElement;
    const path = svg.querySelector('path')!;
    const box = path.getBBox();
    const isDark = (x: number, y: number): boolean => path.isPointInFill(new DOMPoint(x, y));
    let finder = 0;
    while (isDark(box.x + finder + 0.5, box.y + 0.5)) finder++;
    const module = finder / 7;
    const size = Math.round(box.width / module);
    const rows = Array.from({ length: size }, (_row, row) =>
      Array.from({ length: size }, (_column, column) =>
        isDark(box.x + (column + 0.5) * module, box.y + (row + 0.5) * module),
      ),
    );
    const { width, height } = svg.viewBox.baseVal;
    const edges = [box.x, box.y, width - box.x - box.width, height - box.y - box.height];
    return { dark: rows, quiet: Math.min(...edges) / module };
  });
  if (quiet < QUIET_ZONE) throw new Error(`only ${quiet} modules are left free around the QR code`);
  return dark;
}

/** Upward and downward in columns of two, from the right; the vertical timing pattern is left out. */
function dataBits(modules: Modules, isTurned: (row: number, column: number) => boolean): boolean[] {
  const size = modules.length;
  const bits: boolean[] = [];
  let isUpward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const row = isUpward ? size - 1 - step : step;
      for (const column of [right, right - 1])
        if (!isFunction(size, row, column)) bits.push(modules[row]![column]! !== isTurned(row, column));
    }
    isUpward = !isUpward;
  }
  return bits;
}

/** Finders with what stands around them, timing, and the alignment pattern. */
function isFunction(size: number, row: number, column: number): boolean {
  const isFinder = (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9);
  const isTiming = row === 6 || column === 6;
  const isAlignment = size > 21 && Math.abs(row - (size - 7)) <= 2 && Math.abs(column - (size - 7)) <= 2;
  return isFinder || isTiming || isAlignment;
}

function bitsToNumber(bits: readonly boolean[]): number {
  return bits.reduce((number, bit) => 2 * number + Number(bit), 0);
}
