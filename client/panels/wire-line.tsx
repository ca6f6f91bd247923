/** The shared wire as a picture: machines on a straight line, signals that run along it, and where they lie over each other. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { mixedNow, signalsNow, type SignalOnWire, type WireSignal, type WireStation } from './wire-shape.ts';

const WIDTH = 400;
const HEIGHT = 92;
const MARGIN = 46;
const WIRE_Y = 56;
/** Thickness of a signal on the wire. */
const SIGNAL = 14;
/** A shorter piece has no room for its sender's name. */
const NAMED_FROM = 70;
/** With reduced motion the picture changes so often, milliseconds. */
const CALM_MS = 500;

export interface WireLineProps {
  readonly stations: readonly WireStation[];
  readonly signals: readonly WireSignal[];
  /** The simulated time that is shown now, microseconds. */
  readonly nowUs: number;
  readonly own: string;
  readonly nameOf: (device: string) => string;
  readonly label: (senders: readonly string[], collided: boolean) => string;
}

export function WireLine({ stations, signals, nowUs, own, nameOf, label }: WireLineProps): JSX.Element {
  const covered = signalsNow(stations, signals, nowUs);
  const mixed = mixedNow(covered);
  const senders = [...new Set(covered.map(({ sender }) => sender))];
  const length = Math.max(1, ...stations.map(({ atUs }) => atUs));
  const x = (atUs: number): number => MARGIN + (atUs / length) * (WIDTH - 2 * MARGIN);
  return (
    <svg
      class="wire-line"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label(senders.map(nameOf), mixed.length > 0)}
    >
      <line class="wire" x1={x(0)} x2={x(length)} y1={WIRE_Y} y2={WIRE_Y} />
      {covered.map((signal, index) => (
        <SignalPiece
          key={index}
          signal={signal}
          x={x}
          name={mixed.length > 0 ? '' : nameOf(signal.sender)}
          isOwn={signal.sender === own}
        />
      ))}
      {mixed.map(({ fromUs, toUs }, index) => (
        <Mixed key={index} left={x(fromUs)} right={x(toUs)} />
      ))}
      {stations.map(({ device, atUs }) => (
        <g key={device} class={`station${device === own ? ' own' : ''}${senders.includes(device) ? ' sends' : ''}`}>
          <line x1={x(atUs)} x2={x(atUs)} y1={28} y2={WIRE_Y} />
          <circle cx={x(atUs)} cy={WIRE_Y} r={5} />
          <text x={x(atUs)} y={20} text-anchor="middle">
            {nameOf(device)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function SignalPiece(props: {
  readonly signal: SignalOnWire;
  readonly x: (atUs: number) => number;
  readonly name: string;
  readonly isOwn: boolean;
}): JSX.Element {
  const { signal, x, name, isOwn } = props;
  const [left, right] = [x(signal.fromUs), x(signal.toUs)];
  return (
    <g class={`signal-piece${isOwn ? ' own' : ''}`}>
      <rect x={left} y={WIRE_Y - SIGNAL / 2} width={right - left} height={SIGNAL} rx={3} />
      {name !== '' && right - left > NAMED_FROM && (
        <text x={(left + right) / 2} y={WIRE_Y + 26} text-anchor="middle">
          {name}
        </text>
      )}
    </g>
  );
}

/** A zigzag besides the colour: this is no signal any more. */
function Mixed({ left, right }: { readonly left: number; readonly right: number }): JSX.Element {
  const teeth = Math.max(2, Math.round((right - left) / 8));
  const points = Array.from({ length: teeth + 1 }, (_, tooth) => {
    const y = WIRE_Y + (tooth % 2 === 0 ? SIGNAL / 2 + 2 : -SIGNAL / 2 - 2);
    return `${left + ((right - left) * tooth) / teeth},${y}`;
  });
  return (
    <g class="mixed">
      <rect x={left} y={WIRE_Y - SIGNAL / 2} width={right - left} height={SIGNAL} />
      <polyline points={points.join(' ')} />
    </g>
  );
}

/** A time that is read again for every picture; with reduced motion twice a second. */
export function useNow(read: () => number, calm: boolean): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    if (calm) {
      const timer = setInterval(() => setNow(read()), CALM_MS);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function draw() {
      setNow(read());
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [calm]);
  return now;
}
