/**
 * A cable that closes a loop between switches. What goes round in it is bounded: the cable takes only so many frames at once, and a seat that has enough to read passes
 * on by itself what comes on top. When it is taken out, what went round goes with it, and what the tables learned from it.
 */
import type { Switch } from '../device/device.ts';
import type { DeviceEvent } from '../device/event.ts';
import { changeHappens } from '../network/changes.ts';
import { endName, splitEnd } from '../network/lab.ts';
import { cableAt } from '../network/link.ts';
import { isLoopbackPort } from '../network/loopback.ts';
import { pending, take } from '../network/queue.ts';
import { drawOne } from '../random.ts';
import type { Match, Seat } from './match.ts';
import type { MapPlace } from './puzzle.ts';
import type { Happening } from './view.ts';
import { configureDevice } from './watch.ts';

/** Most frames under way on the cable in one direction. */
const LOOP_FRAMES_MAX = 4;
/** While a loop is closed, a seat with so many letters reads no further ones. */
export const LOOP_LETTERS_MAX = 4;

export function isLooped({ disturbed }: Pick<Match, 'disturbed'>): boolean {
  return disturbed.loop !== null;
}

/**
 * Plugs the cable into ports of a module that the switches get for it: between two switches of one network if there are two, else from a switch to itself. The tree of
 * switches that speak the spanning tree protocol would cut the loop at once, and with VLANs its ports would belong to nobody: there it cannot be.
 */
export function plugLoop(match: Match, happenings: Happening[]): boolean {
  if (isLooped(match)) return false;
  const switches = Object.values(match.network.devices).filter(canLoop);
  const pairs = switches.flatMap((one, place) =>
    switches
      .slice(place + 1)
      .flatMap((other) => (isOneNetwork(match, one.id, other.id) ? [[one, other] as const] : [])),
  );
  const among = pairs.length > 0 ? pairs : switches.map((one) => [one, one] as const);
  if (among.length === 0) return false;
  const [one, other] = drawOne(match.network.random, among);
  const at = addPort(match, one, happenings);
  const to = addPort(match, other, happenings);
  changeHappens(match.network, { change: 'plug', at: endName(at), to: endName(to), queueMax: LOOP_FRAMES_MAX });
  match.disturbed.loop = [at, to];
  match.links = [...match.links, [at, to]];
  happenings.push({ kind: 'disturbed', how: 'loop', between: [one.id, other.id], atUs: match.network.nowUs });
  return true;
}

function canLoop(device: Match['network']['devices'][string]): device is Switch {
  return device.kind === 'switch' && device.stp === undefined && device.vlans === undefined;
}

/** Are two devices joined by cables with a link, and by nothing but switches and hubs? */
function isOneNetwork(match: Match, from: string, to: string): boolean {
  const reached = new Set([from]);
  for (const at of reached) {
    if (match.network.devices[at]?.kind !== 'switch' && match.network.devices[at]?.kind !== 'hub') continue;
    for (const end of Object.values(match.network.cables[at] ?? {})) if (end.up) reached.add(end.device);
  }
  return reached.has(to);
}

/** The port that is added, as "device.port". */
function addPort(match: Match, device: Switch, happenings: Happening[]): string {
  const port = `p${device.ports.length + 1}`;
  setPorts(match, device.id, [...device.ports, port], happenings);
  return `${device.id}.${port}`;
}

function setPorts(match: Match, id: string, ports: readonly string[], happenings: Happening[]): void {
  configureDevice(match, id, { set: 'ports', ports }, happenings);
}

/** Takes the cable out, and with it the frames that switches have before them, for they would teach them wrong again; a ping is sent again. */
export function unplugLoop(match: Match): void {
  const { loop } = match.disturbed;
  if (loop === null) return;
  match.disturbed.loop = null;
  match.links = match.links.slice(0, -1);
  loseFrames(match);
  changeHappens(match.network, { change: 'unplug', at: endName(loop[0]) });
  for (const device of Object.values(match.network.devices)) {
    if (!canLoop(device)) continue;
    const added = loop.map(splitEnd).flatMap(([id, port]) => (id === device.id ? [port] : []));
    const ports = device.ports.filter((port) => !added.includes(port));
    if (added.length > 0) setPorts(match, device.id, ports, []);
    // A row that was learned from a copy points the wrong way, and whoever is behind it would not be reached until it is too old.
    configureDevice(match, device.id, { set: 'macs-flush' }, []);
  }
}

function loseFrames(match: Match): void {
  const { network } = match;
  for (const item of pending(network.queue)) {
    if (item.device === undefined || item.event.kind !== 'frame' || isLoopbackPort(item.event.port)) continue;
    const far = cableAt(network, { device: item.device, port: item.event.port });
    const from = far === undefined ? undefined : cableAt(network, far);
    if (from !== undefined && from.underWay > 0) from.underWay--;
    take(network.queue, item);
  }
  for (const seat of Object.values(match.seats))
    if (match.network.devices[seat.device]?.kind === 'switch') loseLetters(seat);
}

function loseLetters(seat: Seat): void {
  const kept = seat.inbox.filter(({ event }) => event.kind !== 'frame');
  if (kept[0] !== seat.inbox[0]) seat.verdictOpen = false;
  seat.inbox.splice(0, seat.inbox.length, ...kept);
}

/** Does a seat deal with this by itself, because it has enough to read of what goes round? */
export function isTooMuch(match: Match, seat: Seat, event: DeviceEvent): boolean {
  return isLooped(match) && event.kind === 'frame' && seat.inbox.length >= LOOP_LETTERS_MAX;
}

/** So far an added cable keeps off the straight line between its ends, or off its own device, in map units. */
const BEND = 70;

/** Where it bends on the map, so that it does not lie on another cable. */
export function loopBends(one: MapPlace, other: MapPlace): readonly MapPlace[] {
  const { x, y } = one;
  if (x === other.x && y === other.y) {
    const beside = y > 2 * BEND ? y - BEND : y + BEND;
    return [
      { x: x - BEND / 2, y: beside },
      { x: x + BEND / 2, y: beside },
    ];
  }
  const [right, down] = [other.x - x, other.y - y];
  const length = Math.sqrt(right * right + down * down);
  const middle = { x: x + right / 2, y: y + down / 2 };
  return [{ x: Math.round(middle.x + (down / length) * BEND), y: Math.round(middle.y - (right / length) * BEND) }];
}
