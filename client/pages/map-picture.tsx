/** A still picture in the board's own art: devices, the cables between them, frames. */
import type { JSX } from 'preact';
import { devicePicture } from '../art/device.ts';
import { framePicture } from '../art/frame.ts';
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
  /** A cable leaves downward. */
  readonly labelAbove?: boolean;
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
        <text
          key={on}
          class={`map-label${device.labelAbove === true ? ' above' : ''}${on}`}
          x="0"
          y={labelPlace(device) * scale}
          text-anchor="middle"
        >
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

/** Where the name begins under the device, or ends over it. */
function labelPlace({ kind, own = false, labelAbove = false }: PictureDevice): number {
  if (labelAbove) return own ? -46 : -34;
  if (own) return 58;
  return kind === 'host' ? 44 : 32;
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
