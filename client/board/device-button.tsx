/** One device of the mirror: its button with name and note, and the numbered plates of its ports. */
import { Icon } from '../art/components.tsx';
import { socketPlaces } from '../art/device.ts';
import { deviceSpot, portSpot } from './spots.ts';
import type { CSSProperties, JSX, TargetedMouseEvent } from 'preact';
import type { IconName } from '../art/icon.ts';
import type { MirrorProps } from './mirror.tsx';
import type { Edges } from './geometry.ts';
import type { PlacedDevice, PlacedPort } from './layout.ts';
import type { BoardDevice, BoardPort, PortRole } from './model.ts';

type DeviceProps = MirrorProps & { readonly placed: PlacedDevice; readonly current: string | null };

/** Towards the root; away from it; closed. Their words are in the button's name and its tip. */
const ROLE_SIGNS = { root: 'arrow-up', designated: 'dot', blocked: 'cross' } as const satisfies Record<
  PortRole,
  IconName
>;

/** CSS pixels: the smallest comfortable target. */
const TARGET = 44;

export function Device(props: DeviceProps): JSX.Element {
  const { placed, model, current } = props;
  const { device } = placed;
  const box = targetBox(placed.outer);
  const waiting = model.waiting.filter((one) => one.device === device.id).length;
  const press = (event: TargetedMouseEvent<HTMLButtonElement>): void => {
    const socket = (event.target as HTMLElement).closest<HTMLElement>('[data-port]')?.dataset['port'];
    if (socket === undefined) props.onDevice(device.id);
    else props.onOwnPort(socket);
  };
  return (
    <li>
      <button
        type="button"
        class={`board-device ${device.drawAs}`}
        style={rectStyle(box)}
        data-spot={deviceSpot(device.id)}
        tabIndex={current === deviceSpot(device.id) ? 0 : -1}
        aria-label={labelOf(props, waiting)}
        onClick={press}
      >
        {device.own && !model.compact && <Sockets placed={placed} box={box} />}
        {device.drawAs === 'device' && <Name placed={placed} box={box} compact={model.compact} />}
      </button>
      {device.drawAs === 'device' && <Plates {...props} />}
    </li>
  );
}

/** Whoever says what is to be seen means this button (WCAG 2.5.3), so a short name comes before the one that has it in full. */
function labelOf({ placed: { device }, model, words }: DeviceProps, waiting: number): string {
  const label = words.device(device, waiting);
  const seen = seenText(device, model.compact).join(' ');
  return device.drawAs !== 'device' || saysWord(label, seen) ? label : `${seen}, ${label}`;
}

/** As a word of its own: 北 is not said by 北机器. */
function saysWord(label: string, seen: string): boolean {
  return label.split(seen).some((rest, place, parts) => {
    const before = parts[place - 1] ?? '';
    return place > 0 && !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(rest);
  });
}

/** What stands under the device: its name, and a note where there is room for one. */
function seenText(device: BoardDevice, isCompact: boolean): readonly string[] {
  const name = isCompact ? (device.shortName ?? device.name) : device.name;
  return device.note !== '' && (!isCompact || device.own) ? [name, device.note] : [name];
}

function Name({ placed, box, compact }: { placed: PlacedDevice; box: Edges; compact: boolean }): JSX.Element {
  const { device, nameAt } = placed;
  const [name, note] = seenText(device, compact);
  return (
    <span class={`board-name ${nameAt} ${device.own ? 'own' : ''}`} style={nameStyle(placed, box)}>
      <b>{name}</b> {note !== undefined && <span class="board-note">{note}</span>}
    </span>
  );
}

/** The numbers on the sockets of the own device; pressing one is pressing its port. */
function Sockets({ placed, box }: { placed: PlacedDevice; box: Edges }): JSX.Element {
  const { device, x, y, scale } = placed;
  const places = socketPlaces(device.kind, device.ports.length);
  return (
    <>
      {places.map((place, index) => {
        const port = device.ports[index];
        if (port === undefined || port.label.length > 2) return null;
        const style = {
          left: px(x + place.x * scale - box.left),
          top: px(y + place.y * scale - box.top),
          width: px(place.width * scale),
          height: px(place.height * scale),
        };
        const pressed = port.cabled ? { 'data-port': port.id } : {};
        return (
          <span
            key={port.id}
            class={`board-socket ${port.cabled ? '' : 'empty'}`}
            style={style}
            aria-hidden="true"
            data-label={port.label}
            {...pressed}
          />
        );
      })}
    </>
  );
}

function Plates({ placed, model, words, current, onOwnPort }: DeviceProps): JSX.Element | null {
  const { device, ports } = placed;
  const plates = ports.filter(({ plate }) => plate);
  if (plates.length === 0) return null;
  if (!device.own)
    return (
      <>
        {plates.map((port) => (
          <Plate key={port.link} port={port} />
        ))}
      </>
    );
  return (
    <ul aria-label={words.ports}>
      {plates.map((port) => {
        const waiting = model.waiting.filter((one) => one.device === device.id && one.port === port.id).length;
        return (
          <li key={port.link}>
            <button
              type="button"
              class={`board-port ${model.shouldLeave.includes(port.id) ? 'should' : ''}`}
              style={{ left: px(port.x), top: px(port.y) }}
              data-spot={portSpot(port.id)}
              tabIndex={current === portSpot(port.id) ? 0 : -1}
              aria-pressed={model.chosenPorts.includes(port.id)}
              aria-label={words.port(portOf(placed, port), waiting)}
              {...(port.role === undefined ? {} : { title: words.port(portOf(placed, port), waiting) })}
              onClick={() => onOwnPort(port.id)}
            >
              <span class={`board-plate ${port.role ?? ''}`}>{port.label}</span>
              {port.role !== undefined && (
                <span class={`board-role ${port.side} ${port.role}`}>
                  <Icon name={ROLE_SIGNS[port.role]} width={9} weight={4} />
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Plate({ port }: { port: PlacedPort }): JSX.Element {
  return (
    <span class="board-plate placed" style={{ left: px(port.x), top: px(port.y) }} aria-hidden="true">
      {port.label}
    </span>
  );
}

function portOf({ device }: PlacedDevice, { id, label }: PlacedPort): BoardPort {
  return device.ports.find((port) => port.id === id) ?? { id, label, cabled: true };
}

function targetBox({ left, right, top, bottom }: Edges): Edges {
  const [moreX, moreY] = [Math.max(0, TARGET - (right - left)) / 2, Math.max(0, TARGET - (bottom - top)) / 2];
  return { left: left - moreX, right: right + moreX, top: top - moreY, bottom: bottom + moreY };
}

function nameStyle({ nameAt: at, nameShift: shift, outer }: PlacedDevice, box: Edges): CSSProperties {
  const middleX = px((outer.left + outer.right) / 2 + shift - box.left);
  const middleY = px((outer.top + outer.bottom) / 2 + shift - box.top);
  if (at === 'bottom') return { left: middleX, top: px(outer.bottom - box.top) };
  if (at === 'top') return { left: middleX, top: px(outer.top - box.top) };
  return { left: px((at === 'left' ? outer.left : outer.right) - box.left), top: middleY };
}

function rectStyle({ left, right, top, bottom }: Edges): CSSProperties {
  return { left: px(left), top: px(top), width: px(right - left), height: px(bottom - top) };
}

function px(value: number): string {
  return `${Math.round(value * 10) / 10}px`;
}
