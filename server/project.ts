/** Match → views → state. The only writer of a room's state; a text that has not changed is not sent again. */
import type { LessonView } from '../shared/class/view.ts';
import { runView } from '../shared/game/configuration-view.ts';
import { faultView } from '../shared/game/fault.ts';
import { goalViews } from '../shared/game/goal.ts';
import { logPlaces, splitLog } from '../shared/messages/log-pages.ts';
import type { Match } from '../shared/game/match.ts';
import { lettersOf, mapView, results, seatView } from '../shared/game/seat-view.ts';
import { wireView } from '../shared/game/seat-wire.ts';
import { stormView } from '../shared/game/storm-view.ts';
import type { SeatView } from '../shared/game/view.ts';
import type { Halt } from './match/recovery.ts';
import type { Anchor } from './rooms/pace.ts';
import type { Person } from './rooms/people.ts';
import { phaseOf, type Round } from './rooms/round.ts';
import { PlayerState, SeatState, type RoomState } from './state.ts';
import type { StoredRoom } from './store/store.ts';

/** All that a room is made of. */
export interface Scene {
  readonly room: StoredRoom;
  readonly round: Round;
  readonly people: readonly Person[];
  readonly anchor: Anchor;
  readonly paused: boolean;
  readonly speed: number;
  /** Null outside of a class. */
  readonly lesson: LessonView | null;
  /** Somebody looks on at every seat, also at those of bots. */
  readonly isWatched: boolean;
  readonly halt: Halt;
  /** The round before was left behind. */
  readonly leftBehind: boolean;
}

/** Writes what is different now. */
export function project(state: RoomState, scene: Scene): void {
  const { room, round, people, anchor } = scene;
  const isNewRound = state.round !== round.number;
  state.code = room.code;
  state.alone = room.alone;
  state.paused = scene.paused;
  state.speed = scene.speed;
  Object.assign(state.clock, anchor);
  projectPlayers(state, people);
  if (isNewRound) projectDeal(state, round);
  for (const seat of state.seats.values()) projectSeat(seat, scene);
  state.seq = round.seq;
  state.halt = scene.halt;
  state.leftBehind = scene.leftBehind;
  state.lesson = JSON.stringify(scene.lesson);
  state.phase = phaseOf(round);
  state.map = mapText(round.match);
  state.run = JSON.stringify(runView(round.match));
  state.wire = JSON.stringify(wireView(round.match));
  state.storm = JSON.stringify(stormView(round.match));
  state.fault = JSON.stringify(faultView(round.match));
  state.goals = JSON.stringify(goalViews(round.match));
  state.result = JSON.stringify(state.phase === 'result' ? resultLines(round, people) : []);
}

/** A cable that is moved gives a match other `links`; as long as they are the same, so is the map. */
const mapTexts = new WeakMap<Match['links'], string>();

function mapText(match: Match): string {
  const text = mapTexts.get(match.links) ?? JSON.stringify(mapView(match));
  mapTexts.set(match.links, text);
  return text;
}

function projectDeal(state: RoomState, { number, match }: Round): void {
  state.round = number;
  state.puzzle = match.puzzle.id;
  state.seats.clear();
  for (const device of match.puzzle.seats) state.seats.set(device, new SeatState({ device }));
}

function projectPlayers(state: RoomState, people: readonly Person[]): void {
  const gone = [...state.players.keys()].filter((id) => people.every((person) => person.id !== id));
  for (const id of gone) state.players.delete(id);
  for (const person of people) {
    const player = state.players.get(person.id) ?? new PlayerState({ id: person.id });
    player.name = person.name;
    player.colour = person.colour;
    player.number = person.number;
    player.isBot = person.isBot;
    player.connected = person.connected;
    player.device = person.device ?? '';
    if (!state.players.has(person.id)) state.players.set(person.id, player);
  }
}

function projectSeat(seat: SeatState, { round: { match }, people, isWatched }: Scene): void {
  const owner = people.find((person) => person.device === seat.device);
  const played = match.seats[seat.device];
  seat.player = owner?.id ?? '';
  seat.waiting = played === undefined ? 0 : lettersOf(played).length;
  seat.occupant = owner === undefined ? 'bot' : played?.occupant === 'person' ? 'person' : 'autopilot';
  // Nobody reads the letters of a seat without an owner, so they are not even written.
  writePrivate(seat, owner === undefined && !isWatched ? null : seatView(match, seat.device));
}

function writePrivate(seat: SeatState, view: SeatView | null): void {
  const text = (part: unknown) => (view === null ? '' : JSON.stringify(part));
  seat.cards = text(view?.cards);
  seat.tables = text(view?.tables);
  seat.verdict = text({ verdict: view?.verdict, verdictOpen: view?.verdictOpen });
  seat.score = text(view?.score);
  seat.predictions = text(view?.predictions);
  seat.configuration = text(view?.configuration);
  seat.wire = text(view?.wire);
  seat.storm = text(view?.storm);
  seat.faultHints = text(view?.faultHints);
  const pages = view === null ? [] : splitLog(view);
  for (const [index, place] of logPlaces.entries()) seat[place] = pages[index] ?? '';
}

function resultLines({ match }: Round, people: readonly Person[]): readonly unknown[] {
  return results(match).map((line) => {
    const owner = people.find((person) => person.device === line.device);
    return { ...line, player: owner?.id ?? '', isPerson: owner !== undefined };
  });
}
