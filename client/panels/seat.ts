/** Small questions that many panels ask about the own seat and the map. */
import type { Player, RoomModel, Seat, Store } from '../model.ts';
import type { SeatKind } from '../../shared/game/puzzle.ts';
import type { TablesView } from '../../shared/game/view.ts';
import type { SeatWords } from '../../shared/text/interface-words.ts';
import type { PanelWords } from '../../shared/text/panel-words.ts';

export function wordsOf(store: Store): PanelWords {
  return store.language.value.words.panels;
}

/** The name of a device in the language that is shown. */
export function nameOf(store: Store, device: string): string {
  const room = store.room.value;
  if (room === null) return device;
  return store.language.value.puzzles[room.puzzle].names[device]?.name ?? device;
}

/** Round eyes for a person, square for a bot, also for one of a demo class, closed for somebody who is away. */
export function eyesOf(seat: Pick<Seat, 'occupant' | 'player'> | undefined): 'person' | 'bot' | 'asleep' {
  if (seat === undefined || seat.occupant === 'bot') return 'bot';
  if (seat.occupant === 'autopilot') return 'asleep';
  return seat.player?.isBot === true ? 'bot' : 'person';
}

/** Bots of a demo class have names like people and are told apart by this. Where names are taken out they are bots like others. */
export function playerName({ name, isBot }: Player, words: SeatWords): string {
  if (isBot !== true) return name;
  return name === '' ? words.bot : words.demoBot(name);
}

/** "1" for a switch's p1, "eth0" for a card. */
export function portLabel(port: string): string {
  return port.replace(/^p(?=\d+$)/, '');
}

/** Has the own device a cable in this port? */
export function isCabled(tables: TablesView, port: string): boolean {
  const ports = 'ports' in tables ? tables.ports : tables.interfaces;
  return ports.some((row) => row.name === port && row.cabled);
}

/** Has the spanning tree closed this port? */
export function isBlocked(tables: TablesView, port: string): boolean {
  return tables.kind === 'switch' && tables.ports.some((row) => row.name === port && row.blocked === true);
}

/** Can a frame go out there: has the port a cable, and is it not closed? */
export function isWayOut(tables: TablesView, port: string): boolean {
  return isCabled(tables, port) && !isBlocked(tables, port);
}

/** The device at the other end of the cable in a port. */
export function farEnd(room: RoomModel, device: string, port: string): string | undefined {
  for (const { a, b } of room.map.links) {
    if (a.device === device && a.port === port) return b.device;
    if (b.device === device && b.port === port) return a.device;
  }
  return undefined;
}

/** Its name; undefined where no cable is. */
export function farName(store: Store, device: string, port: string): string | undefined {
  const room = store.room.value;
  const far = room === null ? undefined : farEnd(room, device, port);
  return far === undefined ? undefined : nameOf(store, far);
}

/** "…07:11": the end of a MAC address, enough to tell two apart. */
export function macTail(mac: string): string {
  return `…${mac.slice(-5)}`;
}

/** Has the own device a console? A hub is no computer. */
export function hasConsole(store: Store): boolean {
  return kindOfSeat(store) !== 'hub';
}

/** What kind of device the own seat is; 'host' while nobody sits. */
export function kindOfSeat(store: Store): SeatKind {
  const room = store.room.value;
  const own = room?.you?.device;
  return room?.map.devices.find((device) => device.id === own)?.kind ?? 'host';
}
