/** Makes the views of `view.ts`: the only functions that turn a match into something that leaves the server. */
import { sourceBy } from '../device/addresses.ts';
import { formOf } from '../device/decision.ts';
import { interfaceOf, portsOf, type Device, type Station, type Switch } from '../device/device.ts';
import type { DeviceEvent } from '../device/event.ts';
import { buildPacket } from '../device/icmp.ts';
import { readMacKey } from '../device/macs.ts';
import { endPointText, translationRows } from '../device/nat.ts';
import { lookupRoute } from '../device/routes.ts';
import { blockedPorts } from '../device/rules/switch.ts';
import { NO_VLAN, portVlan } from '../device/vlan.ts';
import { deviceOf, type Network } from '../network/network.ts';
import { pending } from '../network/queue.ts';
import { flightUs } from '../network/transmit.ts';
import { fcsOf, type Frame } from '../wire/frame.ts';
import { fcsText } from '../wire/physical.ts';
import { configurationView } from './configuration-view.ts';
import { isCut } from './disturb.ts';
import { loopBends } from './disturb-loop.ts';
import { faultHints } from './fault.ts';
import { asksForFcs, frameOf, hexOf, linkId, linkOf, lookInLetter, lookUndecided, readsFrames } from './look.ts';
import type { Match, Seat } from './match.ts';
import { toldLog } from './mistakes.ts';
import { hintedPoint } from './move.ts';
import { openedHint } from './opened-hint.ts';
import type { Puzzle } from './puzzle.ts';
import { predictionsView } from './predict.ts';
import { settingsOn } from './setting.ts';
import { logBy, loggedBy, predictionsBy, scoreBy, type Card, whoseSeat } from './score.ts';
import { ownWireView } from './seat-wire.ts';
import { stormSeatView } from './storm-view.ts';
import { treeView } from './tree-view.ts';
import type { PredictionsView } from './predictions-view.ts';
import type {
  CardView,
  Happening,
  HintView,
  MapDevice,
  MapView,
  PortView,
  ScoreView,
  SeatView,
  TablesView,
} from './view.ts';

/** Everything that the person on this seat may know, and nothing else. */
export function seatView(match: Match, device: string): SeatView | null {
  const seat = match.seats[device];
  if (seat === undefined) return null;
  const who = whoseSeat(seat);
  return {
    device,
    cards: lettersOf(seat).map((card, index) => cardView(match, seat, card, index === 0)),
    tables: tablesView(match.network, deviceOf(match.network, device)),
    verdict: seat.verdict,
    verdictOpen: seat.verdictOpen,
    score: scoreNow(match, seat),
    log: toldLog(logBy(match, who)),
    logged: loggedBy(match, who),
    predictions: { ...predictionsView(match, seat), ...predictionsBy(match, who) },
    configuration: configurationView(match, seat),
    wire: ownWireView(match, device),
    storm: stormSeatView(match, seat),
    faultHints: faultHints(match, who),
  };
}

/** While devices are set up, what stands there by now counts as decided; whether it was right, the traffic shows. */
function scoreNow(match: Match, seat: Seat): ScoreView {
  const score = scoreBy(match, whoseSeat(seat));
  const isOpen = match.configuration !== null && match.configuration.phase !== 'done';
  return isOpen ? { ...score, decisions: settingsOn(deviceOf(match.network, seat.device)).length } : score;
}

/** The cards that somebody reads; a frame that only waits until those before it have left asks nothing. */
export function lettersOf(seat: Seat): readonly Card[] {
  return seat.inbox.filter((card) => card.event.kind !== 'transmit');
}

interface SeatResult {
  readonly device: string;
  readonly predictions: Pick<PredictionsView, 'tested' | 'right'>;
}

/** What everybody gets when the match is over, in the order of the seats: whoever sits there, with all that they did on any seat. */
export function results(match: Match): readonly (ScoreView & SeatResult)[] {
  return Object.values(match.seats).map((seat) => ({
    device: seat.device,
    predictions: predictionsBy(match, whoseSeat(seat)),
    ...scoreBy(match, whoseSeat(seat)),
  }));
}

/** The happening as this seat sees it: only who is at an end of the cable, and reads frames, sees what kind of frame it is. */
export function seenBy(match: Match, happening: Happening, device: string | null): Happening {
  if ('look' in happening && device !== null && !readsFrames(match, device)) return { ...happening, look: 'sealed' };
  if (happening.kind === 'flight') {
    const ends = match.links[Number(happening.link.slice(1))]?.map((end) => end.split('.')[0]);
    return device !== null && ends?.includes(device) === true ? happening : { ...happening, look: 'sealed' };
  }
  if (happening.kind === 'lost') return happening.device === device ? happening : { ...happening, look: 'sealed' };
  return happening;
}

/** Frames that are under way now, for somebody who comes late. */
export function flightsNow(match: Match): readonly Happening[] {
  const look = (frame: Frame) => lookUndecided(match, frame);
  return pending(match.network.queue).flatMap(({ device, event, atUs, order }): Happening[] => {
    if (device === undefined || event.kind !== 'frame') return [];
    const from = match.network.cables[device]?.[event.port];
    if (from === undefined) return [];
    const link = linkOf(match, device, event.port);
    const departUs = atUs - flightUs(from, event.frame.bytes.length);
    return [
      { kind: 'flight', id: -order - 1, link, from: from.device, departUs, arriveUs: atUs, look: look(event.frame) },
    ];
  });
}

/** The map: the same for every seat, and without anything that was drawn by the seed. */
export function mapView(of: MapOf): MapView {
  const { puzzle, links } = of;
  const cabled = new Set(links.flat());
  return {
    size: puzzle.map.size,
    devices: Object.entries(puzzle.devices).map(([id, device]) => {
      const { x = 0, y = 0, drawAs = 'device' as const } = puzzle.map.devices[id] ?? {};
      const ports = portNames(id, device, links).map((port) => ({ id: port, cabled: cabled.has(`${id}.${port}`) }));
      const seat = puzzle.seats.includes(id);
      return { id, kind: device.kind, x, y, drawAs, ports, seat, ...movedFrom(id, puzzle.links, links) };
    }),
    links: links.map(([a, b], index) => ({
      id: linkId(index),
      a: end(a),
      b: end(b),
      via: index < puzzle.links.length ? (puzzle.map.bends?.[index] ?? []) : addedBends(puzzle, a, b),
      ...(isOut(of, index) ? { looseAt: end(a).device } : {}),
    })),
    areas: puzzle.map.areas ?? [],
  };
}

/** The map of a match, or of a puzzle that nobody plays. */
type MapOf = Pick<Match, 'puzzle' | 'links'> & Partial<Pick<Match, 'disturbed' | 'network'>>;

/** Has the teacher pulled the cable? One that is broken by the puzzle has to be found. */
function isOut({ links, disturbed, network }: MapOf, place: number): boolean {
  return disturbed !== undefined && network !== undefined && isCut({ links, disturbed, network }, place);
}

function addedBends({ map }: Puzzle, one: string, other: string): MapView['links'][number]['via'] {
  const [a, b] = [map.devices[end(one).device], map.devices[end(other).device]];
  return a === undefined || b === undefined ? [] : loopBends(a, b);
}

function end(text: string): { device: string; port: string } {
  const [device = '', port = ''] = text.split('.');
  return { device, port };
}

/** A cable of the device has its other end in another device than the puzzle says. */
function movedFrom(device: string, before: Puzzle['links'], now: Puzzle['links']): Pick<MapDevice, 'movedFrom'> {
  for (const [index, pair] of now.entries()) {
    const far = pair.map(end).findIndex((it) => it.device === device) === 0 ? 1 : 0;
    if (before[index] === undefined || end(pair[1 - far] ?? '').device !== device) continue;
    const was = end(before[index]?.[far] ?? '').device;
    if (was !== end(pair[far] ?? '').device) return { movedFrom: was };
  }
  return {};
}

/** With those that it got for a cable of the teacher's. */
function portNames(id: string, device: Puzzle['devices'][string], links: Match['links']): readonly string[] {
  const names = ownPorts(device);
  const added = links.flat().flatMap((at) => (end(at).device === id ? [end(at).port] : []));
  return [...names, ...added.filter((port) => !names.includes(port))];
}

function ownPorts(device: Puzzle['devices'][string]): readonly string[] {
  if (device.kind === 'host') return ['eth0'];
  if (device.kind === 'router') return device.cards.map((_card, index) => `eth${index}`);
  return Array.from({ length: device.ports }, (_, index) => `p${index + 1}`);
}

function cardView(match: Match, seat: Seat, card: Card, isFirst: boolean): CardView {
  const device = deviceOf(match.network, seat.device);
  const packet = frameOf(card.event) ?? packetToCome(device, card.event);
  return {
    id: card.id,
    ...eventView(device, card.event),
    bytes: hexOf(packet),
    unaddressed: card.event.kind !== 'frame' && card.event.kind !== 'access',
    fcs: card.event.kind === 'frame' && asksForFcs(match.puzzle) ? fcsText(fcsOf(card.event.frame), '') : '',
    look: packet === undefined ? 'icmp' : lookInLetter(match, seat.device, packet),
    form: isFirst && !seat.verdictOpen ? formOf(device, card.event, match.puzzle.asks) : [],
    guided: seat.guidedLeft > 0,
    tries: card.tries,
    hints: isFirst ? hintViews(match, seat, card) : [],
  };
}

function eventView(device: Device, event: DeviceEvent): Pick<CardView, 'kind' | 'port' | 'destination' | 'nextHop'> {
  switch (event.kind) {
    case 'frame':
      return { kind: 'frame', port: event.port, destination: '', nextHop: '' };
    case 'resolved':
      return { kind: 'resolved', port: event.interface, destination: '', nextHop: event.nextHop };
    case 'access':
      return { kind: 'access', port: event.port, destination: '', nextHop: '' };
    case 'originate':
      return { kind: 'originate', port: '', destination: event.datagram.destination, nextHop: '' };
    default:
      throw new Error(`${device.id}: ${event.kind} asks nothing`);
  }
}

/** The packet that a station is about to send, as far as it stands before anybody has decided anything. */
function packetToCome(device: Device, event: DeviceEvent): Frame | undefined {
  if (event.kind !== 'originate' || (device.kind !== 'host' && device.kind !== 'router')) return undefined;
  const route = lookupRoute(device, event.datagram.destination);
  if (route === undefined) return undefined;
  const { datagram } = event;
  const out = interfaceOf(device, route.interface);
  return buildPacket(device, datagram, out, datagram.source ?? sourceBy(device, route));
}

function hintViews(match: Match, seat: Seat, card: Card): readonly HintView[] {
  return seat.hints.flatMap((hint): HintView[] => {
    if (hint.card !== card.id) return [];
    const point = hint.step === 3 ? hintedPoint(match, seat, card.event, hint.part) : undefined;
    return [{ ...openedHint(hint), expected: point?.expected ?? '', facts: point?.facts ?? {} }];
  });
}

function tablesView(network: Network, device: Device): TablesView {
  const isCabled = (port: string): boolean => network.cables[device.id]?.[port] !== undefined;
  if ('interfaces' in device) return { ...stationTables(device, isCabled), ...translationTable(device, network.nowUs) };
  const ports = portsOf(device).map((name) => ({ name, cabled: isCabled(name) }));
  if (device.kind === 'hub') return { kind: 'hub', ports };
  const closed = blockedPorts(device);
  const tree = device.stp === undefined ? {} : { tree: treeView(device.stp) };
  return {
    kind: 'switch',
    ports: ports.map((port) => withVlan(device, closed.includes(port.name) ? { ...port, blocked: true } : port)),
    macs: macTable(device),
    ...tree,
  };
}

function withVlan(device: Switch, port: PortView): PortView {
  const vlan = portVlan(device, port.name);
  return vlan === undefined ? port : { ...port, vlan };
}

function macTable({ macs }: Switch): Extract<TablesView, { kind: 'switch' }>['macs'] {
  return Object.entries(macs).map(([key, row]) => {
    const { mac, vlan } = readMacKey(key);
    return vlan === NO_VLAN ? { mac, ...row } : { mac, vlan, ...row };
  });
}

function translationTable(station: Station, nowUs: number): Pick<StationTables, 'translations'> {
  if (station.nat === undefined) return {};
  return {
    translations: translationRows(station, nowUs).map(({ inside, outside, target }) => ({
      inside: endPointText(inside),
      outside: endPointText(outside),
      target: target.address,
    })),
  };
}

type StationTables = Extract<TablesView, { interfaces: unknown }>;

function stationTables(station: Station, isCabled: (port: string) => boolean): StationTables {
  return {
    kind: station.kind === 'host' ? 'host' : 'router',
    interfaces: Object.values(station.interfaces).map(({ name, mac, addresses }) => ({
      name,
      mac,
      addresses: addresses.map(({ address, length }) => ({ address, length })),
      cabled: isCabled(name),
    })),
    routes: station.routes.map((route) => ({
      to: route.to,
      via: route.type ?? route.via ?? '',
      interface: route.interface,
    })),
    neighbors: Object.entries(station.neighbors).flatMap(([name, table]) =>
      Object.entries(table).map(([address, row]) => ({
        interface: name,
        address,
        mac: row.state === 'incomplete' ? '' : row.mac,
        state: row.state,
      })),
    ),
  };
}
