import { inlinePalette } from './palette.ts';
import { svgOf } from './picture.ts';
import type { Palette, PaletteName } from './palette.ts';
import type { Picture } from './picture.ts';

/** What a frame looks like from outside; `sealed` is somebody else's. Shape, letters and colour: each enough alone. */
export type FrameLook =
  'arp' | 'arp-tagged' | 'icmp' | 'icmp-tagged' | 'icmp-error' | 'udp' | 'ipv4' | 'bpdu' | 'damaged' | 'sealed';

export interface FramePaint {
  readonly look: FrameLook;
  /** Torn on the way: its check sequence no longer fits. */
  readonly damaged?: boolean;
  /** Lost: it has fallen and broken. */
  readonly cracked?: boolean;
  readonly palette?: Palette;
}

/** A frame as one `<svg>` element. */
export function frameSvg(paint: FramePaint, width?: number): string {
  return svgOf(framePicture(paint), width);
}

export function framePicture({ look, damaged, cracked, palette = inlinePalette }: FramePaint): Picture {
  const shown = damaged ? 'damaged' : look;
  const crack = `<path d="M6 -14l-5 8l7 5l-6 8l4 7" fill="none" stroke="${palette.broken}" stroke-width="3.5" stroke-linejoin="round"/>`;
  const markup = SHAPES[shown](palette) + (cracked ? crack : '');
  return { box: { x: -26, y: -17, width: 52, height: 35 }, markup };
}

const SHAPES: Readonly<Record<FrameLook, (palette: Palette) => string>> = {
  arp: (palette) => {
    const bubble = 'M-16 -13h32a6 6 0 0 1 6 6v10a6 6 0 0 1 -6 6h-20l-8 7v-7h-4a6 6 0 0 1 -6 -6v-10a6 6 0 0 1 6 -6z';
    return `<path d="${bubble}" ${paper('f-arp', palette)}/>${letters('ARP', 2, palette)}`;
  },
  'arp-tagged': (palette) => SHAPES.arp(palette) + vlanTag(palette),
  'icmp-tagged': (palette) => SHAPES.icmp(palette) + vlanTag(palette),
  icmp: (palette) => ball(palette) + letters('ICMP', 4, palette),
  'icmp-error': (palette) => ball(palette) + letters('ICMP!', 4, palette),
  udp: (palette) => envelope('UDP', palette),
  ipv4: (palette) => envelope('IP', palette),
  bpdu: (palette) => {
    const hexagon = 'M-14 -13h28l10 13l-10 13h-28l-10 -13z';
    return `<path d="${hexagon}" ${paper('f-bpdu', palette)}/>${letters('BPDU', 4, palette)}`;
  },
  damaged: (palette) => {
    const torn = `<path d="M-22 -13h36l-4 6l7 4l-6 5l6 5l-5 6h-34z" ${paper('f-damaged', palette)}/>`;
    const cross = `stroke="${palette['frame-ink']}" stroke-width="3" stroke-linecap="round"`;
    return `${torn}<path d="M-13 -6l12 12m0 -12l-12 12" ${cross}/>`;
  },
  sealed: (palette) => {
    return `<rect x="-22" y="-13" width="44" height="26" rx="3" ${paper('f-sealed', palette)}/>${flap(13, '', palette)}`;
  },
};

/** A luggage tag at the lower right corner: the frame says to which VLAN it belongs. */
function vlanTag(palette: Palette): string {
  const outline = `<path d="M5 5l5 -5h14a2 2 0 0 1 2 2v8a2 2 0 0 1 -2 2h-14l-5 -5z" ${paper('f-vlan', palette)}/>`;
  return `${outline}<circle cx="11" cy="6" r="1.8" fill="${palette['frame-ink']}"/>`;
}

function ball(palette: Palette): string {
  return `<rect x="-23" y="-13" width="46" height="26" rx="13" ${paper('f-icmp', palette)}/>`;
}

function envelope(text: string, palette: Palette): string {
  const sheet = `<rect x="-22" y="-13" width="44" height="26" rx="3" ${paper('f-udp', palette)}/>`;
  return sheet + flap(11, ' stroke-opacity=".45"', palette) + letters(text, 9, palette);
}

function flap(depth: number, more: string, palette: Palette): string {
  const line = `stroke="${palette['frame-ink']}" stroke-width="2" stroke-linejoin="round"${more}`;
  return `<path d="M-22 -11l22 ${depth}l22 -${depth}" fill="none" ${line}/>`;
}

function paper(fill: PaletteName, palette: Palette): string {
  return `fill="${palette[fill]}" stroke="${palette['frame-ink']}" stroke-width="2" stroke-linejoin="round"`;
}

/** Baked pictures see no style sheet, so the face of the letters is named here: the head of --font-ui. */
function letters(text: string, y: number, palette: Palette): string {
  const face = `font-family="-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"`;
  return `<text x="0" y="${y}" text-anchor="middle" font-size="11" font-weight="700" ${face} fill="${palette['frame-ink']}">${text}</text>`;
}
