import { faceMarkup } from './eyes.ts';
import { inlinePalette, plateColour } from './palette.ts';
import { round, svgOf } from './picture.ts';
import type { Eyes, Face, FacePlace, Look } from './eyes.ts';
import type { Palette } from './palette.ts';
import type { Box, Picture } from './picture.ts';

export type DeviceKind = 'host' | 'hub' | 'switch' | 'router';

export interface DeviceBody {
  readonly kind: DeviceKind;
  /** 1 to 8; null where no player sits: a grey plate. */
  readonly seatColour: number | null;
  readonly own: boolean;
  /** How many sockets a switch or a hub shows; 4 unless told. */
  readonly ports?: number | undefined;
  readonly antenna?: boolean;
}

export interface DeviceLook extends DeviceBody {
  readonly eyes: Eyes;
  readonly look?: Look | undefined;
  readonly palette?: Palette;
}

/** A device as one `<svg>` element: silhouette, plate in the seat's colour, face, and the halo if it is yours. */
export function deviceSvg(device: DeviceLook, width?: number): string {
  return svgOf(devicePicture(device), width);
}

export function devicePicture(device: DeviceLook): Picture {
  const palette = device.palette ?? inlinePalette;
  const body = { ...device, antenna: device.eyes === 'bot' };
  const face = { eyes: device.eyes, look: device.look, square: device.seatColour === null };
  const markup = bodyMarkup(body, palette) + faceMarkup(FACES[device.kind], face, palette);
  const box = device.own ? { x: -62, y: -49, width: 124, height: 104 } : { x: -48, y: -47, width: 96, height: 92 };
  return { box, markup: device.own ? haloMarkup(device.kind, palette) + markup : markup };
}

/** The body without its face: on the board the two are drawn apart, because only the face changes. */
export function bodyMarkup(body: DeviceBody, palette: Palette): string {
  const plate = plateColour(palette, body.seatColour);
  const antenna = body.antenna && body.kind !== 'hub' ? antennaMarkup(ANTENNAS[body.kind], palette) : '';
  if (body.kind === 'host') return antenna + hostMarkup(plate, palette);
  if (body.kind === 'hub') return hubMarkup(plate, body.ports ?? 4, palette);
  if (body.kind === 'switch') return antenna + switchMarkup(plate, body.ports ?? 4, palette);
  return antenna + routerMarkup(plate, palette);
}

export function deviceFaceMarkup(kind: DeviceKind, face: Face, palette: Palette): string {
  return faceMarkup(FACES[kind], face, palette);
}

export function haloMarkup(kind: DeviceKind, palette: Palette): string {
  const { x, y, width, height } = HALO_BOXES[kind];
  const shape = `x="${x}" y="${y}" width="${width}" height="${height}" rx="20"`;
  return (
    `<rect ${shape} fill="${palette.you}" fill-opacity=".1"/>` +
    `<rect ${shape} fill="none" stroke="${palette.you}" stroke-width="3.5"/>`
  );
}

/** What a cable meets, in art units around the device's point: of a host the screen, cables pass behind its foot. */
export const BODY_BOXES: Readonly<Record<DeviceKind, Box>> = {
  host: { x: -36, y: -30, width: 72, height: 56 },
  hub: { x: -42, y: -20, width: 84, height: 42 },
  switch: { x: -44, y: -30, width: 88, height: 60 },
  router: { x: -42, y: -29, width: 84, height: 56 },
};

/** The silhouette: what names stay clear of. */
export const OUTLINE_BOXES: Readonly<Record<DeviceKind, Box>> = {
  ...BODY_BOXES,
  host: { x: -36, y: -30, width: 72, height: 71 },
};

/** How far the antenna of a bot rises over its box, art units. */
export const ANTENNA_RISE = 14;

export const HALO_BOXES: Readonly<Record<DeviceKind, Box>> = {
  host: { x: -51, y: -42, width: 102, height: 94 },
  hub: { x: -58, y: -33, width: 116, height: 68 },
  switch: { x: -56, y: -42, width: 112, height: 84 },
  router: { x: -54, y: -41, width: 108, height: 80 },
};

/** Middle of each socket of a switch or a hub, in art units: the port's number stands there. */
export function socketPlaces(kind: DeviceKind, ports: number): readonly Box[] {
  if (kind !== 'switch' && kind !== 'hub') return [];
  const row =
    kind === 'switch' ? { room: 76, wide: 15, high: 13, gap: 4, y: 9 } : { room: 64, wide: 11, high: 8, gap: 5, y: 10 };
  const gap = ports > 5 ? 2 : row.gap;
  const width = Math.min(row.wide, (row.room - gap * (ports - 1)) / ports);
  const left = -(width * ports + gap * (ports - 1)) / 2;
  return Array.from({ length: ports }, (_, index) => {
    return { x: round(left + index * (width + gap)), y: row.y, width: round(width), height: row.high };
  });
}

const FACES: Readonly<Record<DeviceKind, FacePlace>> = {
  host: { x: 0, y: -4, unit: 2.2, mouthY: 8, sadEyesY: -2.9, sadMouthY: 10 },
  hub: { x: 0, y: -4, unit: 1.4, mouthY: null, sadEyesY: -7, sadMouthY: 1.5 },
  switch: { x: 0, y: -12, unit: 1.7, mouthY: null, sadEyesY: -15.2, sadMouthY: -5 },
  router: { x: 0, y: 14.4, unit: 1.4, mouthY: null, sadEyesY: 11.8, sadMouthY: 20.4 },
};

const ANTENNAS = { host: { x: 0, y: -30 }, switch: { x: -18, y: -30 }, router: { x: -27, y: -24 } } as const;

function antennaMarkup(foot: { x: number; y: number }, palette: Palette): string {
  const rod = `<path d="M${foot.x} ${foot.y}v-9" stroke="${palette.outline}" stroke-width="2.4"/>`;
  return `${rod}<circle cx="${foot.x}" cy="${foot.y - 11}" r="3.3" fill="${palette.outline}"/>`;
}

function hostMarkup(plate: string, palette: Palette): string {
  return (
    `<path d="M-9 26h18l4 12h-26z" ${shell(palette)}/>` +
    `<path d="M-20 39h40" stroke="${palette.outline}" stroke-width="3.4" stroke-linecap="round"/>` +
    `<rect x="-36" y="-30" width="72" height="56" rx="9" ${shell(palette)}/>` +
    `<rect x="-29" y="-23" width="58" height="42" rx="5" fill="${plate}"/>`
  );
}

function hubMarkup(plate: string, ports: number, palette: Palette): string {
  return (
    `<path d="M-34 -20h68l12 42h-92z" ${shell(palette)}/>` +
    `<path d="M-29 -13h58l5 18h-68z" fill="${plate}"/>` +
    socketsMarkup('hub', ports, 1.4, palette)
  );
}

function switchMarkup(plate: string, ports: number, palette: Palette): string {
  return (
    `<rect x="-44" y="-30" width="88" height="60" rx="9" ${shell(palette)}/>` +
    `<rect x="-38" y="-24" width="76" height="26" rx="5" fill="${plate}"/>` +
    socketsMarkup('switch', ports, 1.6, palette)
  );
}

function routerMarkup(plate: string, palette: Palette): string {
  const arrows =
    '<path d="M-28 -12h18m-5 -4l5 4l-5 4"/><path d="M28 -12h-18m5 -4l-5 4l5 4"/>' +
    '<path d="M0 -16v-8m-4 3l4 -4l4 4"/><path d="M0 -8v8m-4 -3l4 4l4 -4"/>';
  const line = `stroke="${palette.outline}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"`;
  return (
    `<path d="M-42 -12v22a42 17 0 0 0 84 0v-22z" ${shell(palette)}/>` +
    `<ellipse cx="0" cy="-12" rx="42" ry="17" ${shell(palette)}/>` +
    `<g fill="none" ${line}>${arrows}</g><rect x="-21" y="6" width="42" height="17" rx="8" fill="${plate}"/>`
  );
}

function socketsMarkup(kind: DeviceKind, ports: number, stroke: number, palette: Palette): string {
  const paint = `fill="${palette.sunk}" stroke="${palette.outline}" stroke-width="${stroke}"`;
  return socketPlaces(kind, ports)
    .map(({ x, y, width, height }) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="2.5" ${paint}/>`)
    .join('');
}

function shell(palette: Palette): string {
  return `fill="${palette.body}" stroke="${palette.outline}" stroke-width="2.4" stroke-linejoin="round"`;
}
