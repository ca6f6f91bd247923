/** What the board shows, made from the room and the words: pure, so it can be tested without a board. */
import type {
  BoardArea,
  BoardDevice,
  BoardModel,
  BoardPort,
  Bubble,
  CableLoad,
  Fallen,
  Flight,
  Pointer,
  Waiting,
} from '../board/model.ts';
import type { RoomModel, Seat } from '../model.ts';
import type { Happening, MapDevice } from '../../shared/game/view.ts';
import type { Language, PuzzleText } from '../../shared/text/language.ts';
import { eyesOf, playerName, portLabel } from '../panels/seat.ts';
import { isSaid, saidText } from '../said.ts';
import { spanOnBoard } from './board-clock.ts';
import type { Anchor } from './board-clock.ts';

export interface BoardScene {
  readonly room: RoomModel;
  readonly language: Language;
  readonly happenings: readonly Happening[];
  readonly anchor: Anchor;
  /** When each happening was first seen, on the board's clock, by `happeningKey`. */
  readonly seenUs: ReadonlyMap<string, number>;
  /** Happenings seen before this moment are not news any more. */
  readonly newSinceUs: number;
  readonly chosenPorts: readonly string[];
  /** The player chooses at what to point. */
  readonly pointing: boolean;
  readonly dark: boolean;
  readonly reducedMotion: boolean;
  readonly compact: boolean;
}

export function boardModel(scene: BoardScene): BoardModel {
  const { room, language } = scene;
  const text = language.puzzles[room.puzzle];
  const verdict = room.you?.verdictOpen === true ? room.you.verdict : null;
  return {
    size: room.map.size,
    devices: room.map.devices.map((device) => boardDevice(device, scene, text)),
    links: room.map.links,
    loads: cableLoads(scene),
    silent: silentMachines(room),
    areas: room.map.areas.map((area): BoardArea => ({ ...area, label: text.areas[area.id] ?? '' })),
    flights: flights(scene),
    waiting: room.seats.flatMap((seat) => waitingAt(seat, room)),
    fallen: fallen(scene),
    bubbles: bubbles(scene, text),
    pointers: pointers(scene),
    pointing: scene.pointing,
    chosenPorts: verdict === null ? scene.chosenPorts : [],
    shouldLeave: verdict?.shouldLeave ?? [],
    dark: scene.dark,
    reducedMotion: scene.reducedMotion,
    compact: scene.compact,
  };
}

/** One name for a happening as long as a round lasts. */
export function happeningKey(happening: Happening): string {
  switch (happening.kind) {
    case 'flight':
    case 'lost':
      return `${happening.kind} ${happening.id}`;
    case 'ping':
      return `ping ${happening.on} ${happening.to} ${happening.atUs}`;
    case 'collision':
      return `collision ${happening.device} ${happening.atUs}`;
    case 'cable':
      return `cable ${happening.link} ${happening.atUs}`;
    case 'disturbed':
      return `disturbed ${happening.how} ${happening.atUs}`;
    case 'goal':
      return `goal ${happening.goal}`;
    case 'said':
      return `said ${happening.number}`;
  }
}

function boardDevice(device: RoomModel['map']['devices'][number], scene: BoardScene, text: PuzzleText): BoardDevice {
  const { room, language } = scene;
  const names = text.names[device.id];
  const seat = room.seats.find((it) => it.device === device.id);
  const own = room.me.device === device.id;
  const isYou = own && !isOnlooker(room);
  return {
    id: device.id,
    kind: device.kind,
    x: device.x,
    y: device.y,
    drawAs: device.drawAs,
    name: names?.name ?? device.id,
    shortName: names?.short ?? device.id,
    note:
      seat === undefined
        ? noteOfMachine(device, scene, text)
        : isYou
          ? language.words.board.you
          : noteOf(seat, language),
    seatColour: seat?.player?.colour ?? null,
    eyes: eyesOf(seat),
    own,
    ports: device.ports.map(({ id, cabled }) => ({
      id,
      cabled,
      label: portLabel(id),
      ...(own ? ownRole(id, room) : {}),
    })),
  };
}

/** Somebody who looks over another one's shoulder. */
function isOnlooker({ me }: RoomModel): boolean {
  return me.id === '';
}

/** What the spanning tree makes of a port: a seat knows that of its own bridge only. */
function ownRole(port: string, { you }: RoomModel): Pick<BoardPort, 'role'> {
  const tree = you?.tables.kind === 'switch' ? you.tables.tree : undefined;
  const role = tree?.ports.find(({ name }) => name === port)?.role;
  return role === undefined ? {} : { role };
}

/** Beside a machine that nobody plays: whether it gets answers while everything runs live, or where it was before. */
function noteOfMachine(device: MapDevice, scene: BoardScene, text: PuzzleText): string {
  const words = scene.language.words.panels.storm;
  const machine = scene.room.storm?.machines.find((it) => it.device === device.id);
  if (machine === undefined || machine.isReached === null) return whereItWas(device, scene.language, text);
  return machine.isReached ? words.answered : words.noAnswer;
}

/** Machines that get no answer look as they feel. */
function silentMachines({ storm }: RoomModel): readonly string[] {
  return (storm?.machines ?? []).flatMap(({ device, isReached }) => (isReached === false ? [device] : []));
}

function cableLoads({ room: { storm, map }, language }: BoardScene): readonly CableLoad[] {
  const words = language.words.panels.storm;
  // Until then the first copies are drawn one by one.
  if (storm === null || !storm.isMeasured)
    return map.links.flatMap(({ id, looseAt }) =>
      looseAt === undefined ? [] : [{ link: id, percent: 0, looseAt, text: words.out }],
    );
  return storm.links.map(({ id, load, looseAt }) => ({
    link: id,
    percent: load,
    looseAt,
    text: looseAt === null ? words.percent(load) : words.out,
  }));
}

/** A machine that nobody plays says where it was before it was moved. */
function whereItWas({ movedFrom }: MapDevice, { words }: Language, text: PuzzleText): string {
  return movedFrom === undefined ? '' : words.board.movedFrom(text.names[movedFrom]?.name ?? movedFrom);
}

function noteOf(seat: Seat, { words }: Language): string {
  if (seat.player === null) return words.board.bot;
  const name = playerName(seat.player, words.seat);
  return seat.occupant === 'autopilot' ? words.board.autopilot(name) : name;
}

function flights({ happenings, anchor }: BoardScene): readonly Flight[] {
  return happenings.flatMap((it): Flight[] => {
    if (it.kind !== 'flight') return [];
    const span = spanOnBoard(it, anchor);
    return span === null ? [] : [{ id: String(it.id), link: it.link, from: it.from, look: it.look, ...span }];
  });
}

/** Own letters show their looks; of the others one sees only that something waits. */
function waitingAt(seat: Seat, { you }: RoomModel): readonly Waiting[] {
  if (you?.device === seat.device) {
    return you.cards.map(({ id, port, look }) => ({
      id: `card ${id}`,
      device: seat.device,
      port: port === '' ? null : port,
      look,
      own: true,
    }));
  }
  if (seat.waiting === 0) return [];
  return [{ id: `seat ${seat.device}`, device: seat.device, port: null, look: 'sealed', own: false }];
}

function fallen({ room, happenings, seenUs, language }: BoardScene): readonly Fallen[] {
  const lost = happenings.filter((it) => it.kind === 'lost').slice(-8);
  const own = lost.findLast((it) => it.device === room.you?.device);
  return lost.flatMap((it): Fallen[] => {
    const atUs = seenUs.get(happeningKey(it));
    if (atUs === undefined) return [];
    const stays = it === own && room.you?.verdictOpen === true;
    const port = it.port === '' ? null : it.port;
    const label = language.words.board[it.by === 'rule' ? 'ended' : 'fallen'];
    return [{ id: String(it.id), device: it.device, port, look: it.look, atUs, label, stays }];
  });
}

/** The latest outcome on each screen, or the latest phrase of its player, as long as it is new. */
function bubbles(scene: BoardScene, text: PuzzleText): readonly Bubble[] {
  const latest = new Map<string, Bubble>();
  for (const it of newsOf(scene)) {
    const id = happeningKey(it);
    // Whether the machines of a storm get answers stands under each of them all the time.
    if (it.kind === 'ping' && !isProbed(it.on, scene.room))
      latest.set(it.on, { id, device: it.on, text: pingText(it, scene, text), tone: TONES[it.outcome] });
    if (it.kind === 'collision') {
      const collision = scene.language.words.panels.wire.hears.collision;
      latest.set(it.device, { id, device: it.device, text: collision, tone: 'broken' });
    }
    if (it.kind === 'said')
      latest.set(it.device, { id, device: it.device, text: saidText(it, scene.room, scene.language), tone: 'said' });
  }
  return [...latest.values()];
}

function isProbed(device: string, { storm }: RoomModel): boolean {
  return storm?.isLive === true && storm.machines.some((machine) => machine.device === device);
}

/** What each player points at, as long as it is new. */
function pointers(scene: BoardScene): readonly Pointer[] {
  const latest = new Map<string, Pointer>();
  for (const it of newsOf(scene).filter(isSaid)) {
    latest.delete(it.player);
    if (it.at === null) continue;
    const seatColour = scene.room.players.find(({ id }) => id === it.player)?.colour ?? 1;
    latest.set(it.player, { id: happeningKey(it), kind: it.at.kind, at: it.at.id, seatColour });
  }
  return [...latest.values()];
}

function newsOf({ happenings, seenUs, newSinceUs }: BoardScene): readonly Happening[] {
  return happenings.filter((it) => (seenUs.get(happeningKey(it)) ?? -Infinity) >= newSinceUs);
}

type Ping = Extract<Happening, { kind: 'ping' }>;
type PingOutcome = Ping['outcome'];
type BoardTexts = Language['words']['board'];

/** News from a router is neither good nor bad: it may be just what was asked for. */
const TONES = {
  answered: 'right',
  'no-answer': 'broken',
  expired: 'plain',
  unreachable: 'plain',
} as const satisfies Record<PingOutcome, Bubble['tone']>;

function pingText(it: Ping, { room, language }: BoardScene, text: PuzzleText): string {
  const player = room.seats.find(({ device }) => device === it.on)?.player;
  // Where names are not told, a person has none.
  const on = [player?.name, text.names[it.on]?.name].find((name) => name !== undefined && name !== '') ?? it.on;
  const to = it.to === '' ? language.words.panels.notes.everybody : (text.names[it.to]?.name ?? it.to);
  const by = 'by' in it ? (text.names[it.by]?.name ?? it.by) : '';
  const words = language.words.board;
  const isOwn = it.on === room.me.device && !isOnlooker(room);
  return isOwn ? ownOutcome(it.outcome, to, by, words) : outcome(it.outcome, on, to, by, words);
}

function ownOutcome(kind: PingOutcome, to: string, by: string, words: BoardTexts): string {
  if (kind === 'expired') return words.yourExpired(to, by);
  if (kind === 'unreachable') return words.yourUnreachable(by);
  return kind === 'answered' ? words.yourAnswered(to) : words.yourNoAnswer(to);
}

function outcome(kind: PingOutcome, on: string, to: string, by: string, words: BoardTexts): string {
  if (kind === 'expired') return words.expired(on, to, by);
  if (kind === 'unreachable') return words.unreachable(on, by);
  return kind === 'answered' ? words.answered(on, to) : words.noAnswer(on, to);
}
