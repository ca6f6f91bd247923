/** Figures of measurements: percentiles, medians of blocks, and how they are printed. */

/** The value that so many per cent are not above (nearest rank); NaN where nothing was measured. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Of the blocks of a run. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? NaN;
  return { median: (upper + lower) / 2, least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

/** Three digits that count: 0.42, 4.17, 41.7, 417, 4,170. */
export function number(value: number): string {
  if (Number.isNaN(value)) return '-';
  const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  return value.toLocaleString('en', {
    minimumFractionDigits: Math.min(2, Math.max(0, 2 - digits)),
    maximumFractionDigits: Math.min(2, Math.max(0, 2 - digits)),
  });
}

export function spreadText({ median, least, most }: Spread): string {
  return `${number(median)} (${number(least)} to ${number(most)})`;
}

/** A figure of the game beside the same of the echo, and the medians' ratio. */
export function compared(name: string, unit: string, game: readonly number[], echo: readonly number[]): string {
  const [own, bare] = [spread(game), spread(echo)];
  return row(name, unit, spreadText(own), spreadText(bare), `${number(own.median / bare.median)} x`);
}

/** A figure that the echo does not have. */
export function alone(name: string, unit: string, value: string): string {
  return row(name, unit, value, '', '');
}

export function row(name: string, unit: string, game: string, echo: string, ratio: string): string {
  return `${name.padEnd(40)} ${unit.padEnd(10)} ${game.padEnd(26)} ${echo.padEnd(26)} ${ratio}`.trimEnd();
}
