/** Names of the colour tokens (style/tokens.css, without the two dashes) that pictures may use. */
export const PALETTE_NAMES = [
  'board',
  'segment',
  'surface',
  'sunk',
  'ink',
  'ink-3',
  'edge',
  'cable',
  'body',
  'outline',
  'you',
  'on-you',
  'right',
  'broken',
  'star',
  'star-off',
  'frame-ink',
  'f-arp',
  'f-icmp',
  'f-udp',
  'f-vlan',
  'f-bpdu',
  'f-damaged',
  'f-sealed',
  'p1',
  'p2',
  'p3',
  'p4',
  'p5',
  'p6',
  'p7',
  'p8',
] as const;

export type PaletteName = (typeof PALETTE_NAMES)[number];

/** What stands in a picture's fill and stroke attributes. */
export type Palette = Readonly<Record<PaletteName, string>>;

/** For pictures inside the page: the colours stay custom properties and follow the theme by themselves. */
export const inlinePalette: Palette = paletteOf((name) => `var(--${name})`);

/**
 * For pictures baked into the board's atlas, where no style sheet reaches: the values as they are at `element` now.
 * Read it after the theme was set on the page.
 */
export function resolvePalette(element: Element): Palette {
  const style = getComputedStyle(element);
  return paletteOf((name) => style.getPropertyValue(`--${name}`).trim());
}

/** The plate of a seat: p1 to p8, grey where nobody sits. */
export function plateColour(palette: Palette, seatColour: number | null): string {
  if (seatColour === null) return palette['f-sealed'];
  return palette[SEATS[(((seatColour - 1) % 8) + 8) % 8] ?? 'p1'];
}

const SEATS = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'] as const;

function paletteOf(value: (name: PaletteName) => string): Palette {
  return Object.fromEntries(PALETTE_NAMES.map((name) => [name, value(name)])) as Record<PaletteName, string>;
}
