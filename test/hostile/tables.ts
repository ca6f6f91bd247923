/** People who play together, for tests in which many do so at once: two with a browser's library, a raw socket, and some who only pass by. */
import type { Socket } from 'node:net';
import { expect } from 'vitest';
import { hashToken } from '../../server/secrets.ts';
import { type Random, draw, drawOne } from '../../shared/random.ts';
import { enterClass, studentNamed, teach, type Onlooker, type Taught } from '../server/classes/class-harness.ts';
import {
  cardsOf,
  join,
  makeRoom,
  meOf,
  newToken,
  rightAnswers,
  roomOf,
  until,
  type Guest,
  type TestServer,
} from '../server/harness.ts';
import { macsOf, takeRaw, type Ear, type RawClient, type Unit } from './ears.ts';
import { message, pack } from './pack.ts';
import { placeOf } from './targets.ts';

export interface Table {
  readonly name: string;
  /** The units of which everybody here may hear. */
  readonly mayKnow: readonly string[];
  readonly guests: readonly Guest[];
  readonly raws: RawClient[];
  /** Texts that somebody has chosen here, and that are nowhere else. */
  readonly nonces: string[];
  /** Who passes by plays along, under a name and at a console; else they look on. */
  readonly playsAlong: boolean;
  /** A place for somebody who passes by under this name. */
  readonly come: (name: string) => Promise<string | null>;
}

const SIGNS = 'BCDFGHKMNPQRSTVWXZ23456789';

/** A text that may be a name, and that nobody else has. */
export function drawNonce(random: Random): string {
  return `Q${Array.from({ length: 11 }, () => SIGNS[draw(random, SIGNS.length)]).join('')}`;
}

function newNonce(random: Random, nonces: string[]): string {
  const nonce = drawNonce(random);
  nonces.push(nonce);
  return nonce;
}

/** Nobody waits for somebody without a seat. */
const STAND_UP = message('sit', pack({ device: null }), 0);

/** Two friends in a room, and a third one at a raw socket. */
export async function friends({ base, app }: TestServer, random: Random, name: string): Promise<Table> {
  const code = await makeRoom(base, drawOne(random, ['two-routers', 'who-has', 'ping'] as const));
  const nonces = [code];
  const tokens = [newToken(), newToken(), newToken()];
  const come = (as: string) => placeOf(base, `/api/rooms/${code}/join`, { token: drawOne(random, tokens), name: as });
  const enter = () => join(base, code, newToken(), newNonce(random, nonces));
  const guests = [await enter(), await enter()];
  const place = await placeOf(base, `/api/rooms/${code}/join`, { token: newToken(), name: newNonce(random, nonces) });
  const raws = [takeRaw(app.port, place!)];
  await until(() => guests[0]!.room.state.players.size === 3);
  raws[0]!.send(STAND_UP);
  await guests[0]!.ask('start', { puzzle: guests[0]!.room.state.puzzle });
  return { name, mayKnow: [name], guests, raws, nonces, playsAlong: true, come };
}

/** Two students of a class for teams of two; a projector looks on at a raw socket. */
export async function team({ base, app }: TestServer, random: Random, name: string, taught: Taught): Promise<Table> {
  const teacher = await teach(taught);
  const nonces: string[] = [];
  const own = newNonce(random, nonces);
  const guests = [
    await enterClass(taught, { name: own }),
    await enterClass(taught, { name: newNonce(random, nonces) }),
  ];
  const { code } = guests[0]!.room.state;
  expect(guests[1]!.room.state.code).toBe(code);
  nonces.push(code);
  const id = await teamOf(teacher, own);
  await teacher.room.leave();
  const come = () =>
    placeOf(base, `/api/classes/${taught.code}/watch`, { secret: taught.secret, team: id, seats: true });
  return {
    name,
    mayKnow: [name, taught.code],
    guests,
    raws: [takeRaw(app.port, (await come())!)],
    nonces,
    playsAlong: false,
    come,
  };
}

async function teamOf(teacher: Onlooker, student: string): Promise<string> {
  await until(() => studentNamed(teacher, student).team !== null);
  return studentNamed(teacher, student).team!;
}

/** As if the network took nothing for a while: what is sent to those who are at the table now waits in the server until it is let go. */
function holdBack({ guests: [first] }: Table): () => void {
  const sockets = roomOf(first!).clients.map(({ ref }) => (ref as unknown as { _socket: Socket | null })._socket);
  for (const socket of sockets) socket?.cork();
  return () => {
    for (const socket of sockets) socket?.uncork();
  };
}

/** Comes in, says something, and is gone in the middle of an answer; meanwhile the others get nothing, and then all of it. */
export async function passBy(server: TestServer, random: Random, table: Table): Promise<void> {
  const letGo = holdBack(table);
  try {
    await comeAndGo(server, random, table);
  } finally {
    letGo();
  }
}

async function comeAndGo({ app }: TestServer, random: Random, table: Table): Promise<void> {
  const nonces = table.playsAlong ? table.nonces : [];
  const place = await table.come(newNonce(random, nonces));
  if (place === null) throw new Error(`no place at ${table.name}`);
  const client = takeRaw(app.port, place);
  table.raws.push(client);
  const line = newNonce(random, nonces);
  await until(() => client.heard().length > 200 || client.socket.destroyed);
  client.send(STAND_UP);
  client.send(message('rename', pack({ name: newNonce(random, nonces) }), 1));
  for (let asked = 2; asked < 12; asked++) client.send(message('console', pack({ line }), asked));
  const gone = client.heard().length + draw(random, 600);
  await until(() => client.heard().length >= gone || client.socket.destroyed || draw(random, 4) === 0);
  if (draw(random, 2) === 0) client.socket.resetAndDestroy();
  else client.socket.end();
}

/** Plays by the rules, talks and types until the puzzle is solved. */
export async function play(random: Random, table: Table): Promise<void> {
  const first = table.guests[0]!;
  const isOver = () => first.room.state.phase === 'result';
  for (;;) {
    roomOf(first).pace.setPace({ paused: false, speed: 20 });
    await until(() => isOver() || table.guests.some((guest) => cardsOf(guest).length > 0));
    const guest = table.guests.find((one) => cardsOf(one).length > 0);
    if (guest === undefined || isOver()) return;
    const move = rightAnswers(roomOf(guest), meOf(guest).device);
    expect(await guest.ask('play', move)).toBeNull();
    await guest.ask('say', { phrase: 'look', at: null });
    const line = newNonce(random, table.nonces);
    // No shell knows this line, and says so: its answer has it once more.
    expect(JSON.stringify(await guest.room.request('console' as never, { line } as never))).toContain(line);
    await until(() => isOver() || !cardsOf(guest).some((card) => card.id === move.card));
  }
}

/** What is of this table and of no other: chosen, or drawn for it. */
export function unitOf(table: Table, all: readonly Table[]): Unit {
  const { name, guests, nonces } = table;
  const macs = ({ guests: [one] }: Table) => macsOf(roomOf(one!).round.match.network.devices);
  const elsewhere = new Set(all.filter((other) => other !== table).flatMap(macs));
  const own = macs(table).filter((mac) => !elsewhere.has(mac));
  const keys = guests.flatMap(({ token, room }) => [token, hashToken(token), room.sessionId, room.roomId]);
  const ids = [...guests[0]!.room.state.players.keys()];
  const { seed } = roomOf(guests[0]!).round.match;
  return { name, secrets: [...new Set([...nonces, ...own, ...keys, ...ids, seed])] };
}

/** Every socket of the table. */
export function earsOf({ name, mayKnow, guests, raws }: Table): readonly Ear[] {
  const heardBy = (guest: Guest) => () => guest.received.join('\u0000');
  return [
    ...guests.map((guest, index): Ear => ({ name: `${name}, player ${index}`, mayKnow, heard: heardBy(guest) })),
    ...raws.map(({ heard }, index): Ear => ({ name: `${name}, raw ${index}`, mayKnow, heard })),
  ];
}
