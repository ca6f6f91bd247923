import type { BoardDevice, BoardLink, BoardModel } from '../../../client/board/model.ts';

/** The five machines, three segments and two switches of the course notes, at the places of the design's play screen. */
export const fiveMachines: BoardModel = model({
  devices: [
    hub('s1', 168, 262),
    hub('s2', 478, 262),
    hub('s3', 694, 262),
    host('m1', 92, 126),
    host('m2', 92, 410),
    { ...box('A', 'switch', 328, 262, ['1', '2', '3', '4']), own: true, seatColour: 4, eyes: 'person' },
    host('m3', 478, 372),
    box('B', 'switch', 584, 262, ['1', '2', '3', '4']),
    host('m4', 764, 126),
    host('m5', 764, 410),
  ],
  links: [
    link('m1', 's1', 'm1', [{ x: 168, y: 130 }]),
    link('m2', 's1', 'm2', [{ x: 168, y: 414 }]),
    { id: 'a1', a: { device: 's1', port: '3' }, b: { device: 'A', port: '1' } },
    { id: 'a2', a: { device: 'A', port: '2' }, b: { device: 's2', port: '1' } },
    link('m3', 's2', 'm3'),
    { id: 'b1', a: { device: 's2', port: '3' }, b: { device: 'B', port: '1' } },
    { id: 'b2', a: { device: 'B', port: '2' }, b: { device: 's3', port: '1' } },
    link('m4', 's3', 'm4', [{ x: 694, y: 130 }]),
    link('m5', 's3', 'm5', [{ x: 694, y: 414 }]),
  ],
});

/** One hub in the middle, four hosts around it, your own below. */
export const star: BoardModel = model({
  devices: [
    box('h', 'hub', 421, 250, ['1', '2', '3', '4', '5']),
    host('h1', 150, 150),
    host('h2', 690, 150),
    host('h3', 160, 400),
    host('h4', 680, 400),
    { ...host('me', 421, 430), own: true },
  ],
  links: ['h1', 'h2', 'h3', 'h4', 'me'].map((id, index) => {
    return { id, a: { device: 'h', port: String(index + 1) }, b: { device: id, port: '1' } };
  }),
});

export function model(parts: Partial<BoardModel>): BoardModel {
  return {
    size: { width: 842, height: 588 },
    devices: [],
    links: [],
    areas: [],
    loads: [],
    silent: [],
    flights: [],
    waiting: [],
    fallen: [],
    bubbles: [],
    pointers: [],
    pointing: false,
    chosenPorts: [],
    shouldLeave: [],
    dark: false,
    reducedMotion: false,
    compact: false,
    ...parts,
  };
}

export function host(id: string, x: number, y: number): BoardDevice {
  return { ...box(id, 'host', x, y, ['1']), name: `Machine ${id}` };
}

export function box(
  id: string,
  kind: BoardDevice['kind'],
  x: number,
  y: number,
  ports: readonly string[],
): BoardDevice {
  return {
    id,
    kind,
    x,
    y,
    name: id,
    note: 'bot',
    seatColour: null,
    eyes: 'bot',
    own: false,
    ports: ports.map((port) => ({ id: port, label: port, cabled: true })),
    drawAs: 'device',
  };
}

function hub(id: string, x: number, y: number): BoardDevice {
  return { ...box(id, 'hub', x, y, ['1', '2', '3']), drawAs: 'segment' };
}

function link(id: string, segment: string, station: string, via?: BoardLink['via']): BoardLink {
  const ends = { id, a: { device: segment, port: id }, b: { device: station, port: '1' } };
  return via === undefined ? ends : { ...ends, via };
}
