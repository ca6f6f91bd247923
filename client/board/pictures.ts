/** Which pictures a board needs in its atlas, and under which names the scene asks for them. */
import { BODY_BOXES, HALO_BOXES, bodyMarkup, deviceFaceMarkup, haloMarkup } from '../art/device.ts';
import { framePicture } from '../art/frame.ts';
import { centredBox } from '../art/picture.ts';
import type { Box, Picture } from '../art/picture.ts';
import type { Eyes, Look } from '../art/eyes.ts';
import type { FrameLook } from '../art/frame.ts';
import type { Palette } from '../art/palette.ts';
import type { BoardLayout, PlacedDevice } from './layout.ts';

/** A picture and its size on the board, in CSS pixels per art unit. */
export interface Sized {
  readonly picture: Picture;
  readonly scale: number;
}

export interface FrameScales {
  /** A frame that stands still. */
  readonly still: number;
  /** A frame on its way: 60 % of it. */
  readonly flying: number;
}

const LOOKS: readonly FrameLook[] = [
  'arp',
  'arp-tagged',
  'icmp',
  'icmp-tagged',
  'icmp-error',
  'udp',
  'ipv4',
  'bpdu',
  'damaged',
  'sealed',
];
const DIRECTIONS: readonly (Look | undefined)[] = [undefined, 'left', 'right', 'up', 'down'];

/** Everything that may be drawn while the map stays as it is: a frame that comes later is already there. */
export function picturesFor(layout: BoardLayout, compact: boolean, palette: Palette): Map<string, Sized> {
  const pictures = new Map<string, Sized>();
  for (const placed of layout.devices.values()) {
    if (placed.device.drawAs === 'device') addDevice(pictures, placed, palette);
  }
  const scales = frameScales(layout.scale, compact);
  for (const look of LOOKS) {
    pictures.set(frameName(look, false), { picture: framePicture({ look, palette }), scale: scales.still });
    pictures.set(frameName(look, true), {
      picture: framePicture({ look, cracked: true, palette }),
      scale: scales.still,
    });
    pictures.set(flyingName(look), { picture: framePicture({ look, palette }), scale: scales.flying });
  }
  for (const [name, picture] of Object.entries(marks(palette))) {
    pictures.set(name, { picture, scale: name === 'ring' ? scales.still : layout.scale });
  }
  return pictures;
}

/** Letters must stay readable on a phone, so frames shrink less than the map. */
export function frameScales(boardScale: number, compact: boolean): FrameScales {
  return compact ? { still: 0.72, flying: 0.56 } : { still: 1.1 * boardScale, flying: 0.72 * boardScale };
}

export function bodyName({ device }: PlacedDevice): string {
  return `body ${device.kind} ${device.seatColour} ${device.ports.length} ${device.eyes === 'bot'} ${device.own}`;
}

export function haloName({ device }: PlacedDevice): string {
  return `halo ${device.kind}`;
}

export function faceName({ device }: PlacedDevice, eyes: Eyes, look: Look | undefined): string {
  return `face ${device.kind} ${eyes} ${look ?? 'ahead'} ${device.seatColour === null} ${device.own}`;
}

export function frameName(look: FrameLook, cracked: boolean): string {
  return cracked ? `cracked ${look}` : `frame ${look}`;
}

export function flyingName(look: FrameLook): string {
  return `flying ${look}`;
}

function addDevice(pictures: Map<string, Sized>, placed: PlacedDevice, palette: Palette): void {
  const { device, scale } = placed;
  const body = { ...device, ports: device.ports.length, antenna: device.eyes === 'bot' };
  const box = aroundAnchor(BODY_BOXES[device.kind], 14);
  pictures.set(bodyName(placed), { picture: { box, markup: bodyMarkup(body, palette) }, scale });
  const face = (eyes: Eyes, look?: Look): Sized => {
    const markup = deviceFaceMarkup(device.kind, { eyes, look, square: device.seatColour === null }, palette);
    return { picture: { box: centredBox(64, 52), markup }, scale };
  };
  for (const look of DIRECTIONS) pictures.set(faceName(placed, device.eyes, look), face(device.eyes, look));
  pictures.set(faceName(placed, 'sad', undefined), face('sad'));
  if (device.own) {
    const halo = { box: aroundAnchor(HALO_BOXES[device.kind], 3), markup: haloMarkup(device.kind, palette) };
    pictures.set(haloName(placed), { picture: halo, scale });
  }
}

/** The smallest box with the anchor in its middle that holds `box` and `margin` around it. */
function aroundAnchor(box: Box, margin: number): Box {
  const halfWidth = Math.max(-box.x, box.x + box.width) + margin;
  const halfHeight = Math.max(-box.y, box.y + box.height) + margin;
  return centredBox(2 * halfWidth, 2 * halfHeight);
}

/** Width of an arrow beside a port, in art units; it begins at its anchor's left. */
export const ARROW_LENGTH = 40;

function marks(palette: Palette): Record<string, Picture> {
  const fill = (colour: string, box: Box): Picture => {
    return { box, markup: `<rect x="-99" y="-99" width="198" height="198" fill="${colour}"/>` };
  };
  const disc = (colour: string, radius: number): Picture => {
    return { box: centredBox(2 * radius + 2, 2 * radius + 2), markup: `<circle r="${radius}" fill="${colour}"/>` };
  };
  const arrow = (colour: string, more: string): Picture => {
    const line = `fill="none" stroke="${colour}" stroke-linecap="round" stroke-linejoin="round"`;
    return { box: centredBox(ARROW_LENGTH + 8, 22), markup: `<g ${line} ${more}</g>` };
  };
  return {
    wire: fill(palette.cable, centredBox(8, 4)),
    load: fill(palette['f-arp'], centredBox(8, 4)),
    joint: disc(palette.cable, 2),
    trail: disc(palette.broken, 1.5),
    tap: {
      box: centredBox(18, 18),
      markup: `<circle r="6" fill="${palette.board}" stroke="${palette.cable}" stroke-width="3"/>`,
    },
    shadow: {
      box: centredBox(96, 16),
      markup: `<ellipse rx="46" ry="6" fill="${palette.outline}" fill-opacity=".14"/>`,
    },
    ring: {
      box: centredBox(64, 44),
      markup: `<rect x="-28" y="-17" width="56" height="34" rx="17" fill="none" stroke="${palette.you}" stroke-width="2.8"/>`,
    },
    arrow: arrow(palette.you, 'stroke-width="3"><path d="M-20 0h40m-8 -7l8 7l-8 7"/>'),
    'arrow-should': arrow(
      palette.right,
      'stroke-width="3.5"><path d="M-20 0h38" stroke-dasharray="6 7"/><path d="M11 -7l8 7l-8 7"/>',
    ),
  };
}
