/** A still picture in the board's own art: devices, the cables between them, frames. */
import type { JSX } from 'preact';
import { devicePicture } from '../art/device.ts';
import { framePicture } from '../art/frame.ts';
import { CORNER, labelAnchor, labelReach, type LabelSide } from './label-sides.ts';
import type { DeviceKind, Eyes, FrameLook } from '../art/index.ts';

export interface PictureDevice {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly x: number;
  readonly y: number;
  readonly eyes: Eyes;
  /** 1 to 8; null for a bot. */
  readonly colour: number | null;
  readonly own?: boolean;
  /** Drawn as a shared wire: only its point is there, the cables meet in it. */
  readonly isWire?: boolean;
  readonly label?: string;
  /** In place of it on a phone. */
  readonly shortLabel?: string;
  /** Below it unless told. */
  readonly labelAt?: LabelSide;
  /** Times the usual size. */
  readonly scale?: number;
  readonly ports?: number;
}

export interface PictureFrame {
  readonly x: number;
  readonly y: number;
  readonly look: FrameLook;
  readonly turn?: number;
  readonly scale?: number;
  readonly ringed?: boolean;
  readonly cracked?: boolean;
  readonly class?: string;
}

interface PictureProps {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly devices: readonly PictureDevice[];
  readonly cables: readonly (readonly { readonly x: number; readonly y: number }[])[];
  readonly frames: readonly PictureFrame[];
  readonly class?: string;
}

/** Hidden from screen readers: the words beside it say the same. */
export function MapPicture({ box, devices, cables, frames, class: name = '' }: PictureProps): JSX.Element {
  return (
    <svg
      class={`map-picture ${name}`}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      // For names that keep their size however small the map is drawn.
      style={{ '--map-width': String(box.width) }}
      aria-hidden="true"
      focusable="false"
    >
      {cables.map((points, index) => (
        <polyline key={index} class="cable" points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      ))}
      {devices.map((device) => (
        <PictureOfDevice key={device.id} device={device} />
      ))}
      {frames.map((frame, index) => (
        <PictureOfFrame key={index} frame={frame} />
      ))}
    </svg>
  );
}

function PictureOfDevice({ device }: { readonly device: PictureDevice }): JSX.Element {
  const { x, y, kind, eyes, colour, own = false, scale = 1, ports = 4 } = device;
  if (device.isWire === true) return <circle class="tap" cx={x} cy={y} r="6" />;
  const { markup } = devicePicture({ kind, eyes, seatColour: colour, own, ports });
  return (
    <g transform={`translate(${x} ${y})`}>
      <g transform={`scale(${scale})`} dangerouslySetInnerHTML={{ __html: markup }} />
      {labelsOf(device).map(({ text, on }) => (
        <text key={on} class={`map-label ${levelOf(device.labelAt)}${on}`} {...labelPlace(device)}>
          {text}
        </text>
      ))}
    </g>
  );
}

function labelsOf({ label, shortLabel }: PictureDevice): readonly { text: string; on: string }[] {
  if (label === undefined) return [];
  if (shortLabel === undefined) return [{ text: label, on: '' }];
  return [
    { text: label, on: ' on-wide' },
    { text: shortLabel, on: ' on-narrow' },
  ];
}

/** How the name lies to its place: beside its device, or above it. */
function levelOf(side: LabelSide | undefined): string {
  if (side === 'right' || side === 'left') return 'beside';
  return side?.startsWith('above') === true ? 'above' : '';
}

interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly 'text-anchor': 'start' | 'middle' | 'end';
}

/** Where the name begins or ends, from the device. */
function labelPlace({ kind, own = false, labelAt = 'below', scale = 1 }: PictureDevice): LabelPlace {
  const reach = labelReach({ kind, own }, labelAt) * scale;
  const anchor = labelAnchor(labelAt);
  if (labelAt === 'right' || labelAt === 'left') return { x: reach, y: 0, 'text-anchor': anchor };
  return { x: { start: CORNER, middle: 0, end: -CORNER }[anchor], y: reach, 'text-anchor': anchor };
}

function PictureOfFrame({ frame }: { readonly frame: PictureFrame }): JSX.Element {
  const { x, y, look, turn = 0, scale = 1, ringed = false, cracked = false, class: name = '' } = frame;
  const { markup } = framePicture({ look, cracked });
  return (
    <g transform={`translate(${x} ${y})`}>
      <g class={name}>
        {ringed && <rect class="ring" x="-29" y="-18" width="58" height="36" rx="17" />}
        <g transform={`rotate(${turn}) scale(${scale})`} dangerouslySetInnerHTML={{ __html: markup }} />
      </g>
    </g>
  );
}
