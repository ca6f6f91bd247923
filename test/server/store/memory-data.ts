/** What the store in memory keeps: plain data that is never changed, and what each write makes of it. */
import {
  StoreError,
  type Mark,
  type NewRoom,
  type Snapshot,
  type StoredClass,
  type StoredGame,
  type StoredInput,
  type StoredPlayer,
  type StoredRoom,
  type StoredRound,
  type StoredSummary,
} from '../../../server/store/store.ts';

interface Round {
  readonly round: StoredRound;
  readonly inputs: readonly StoredInput[];
}

interface Room {
  readonly room: StoredRoom;
  readonly usedMs: number;
  readonly players: readonly StoredPlayer[];
  readonly rounds: readonly Round[];
  readonly snapshot: (Snapshot & { readonly round: number }) | null;
}

/** Never changed: each write makes it anew. */
export interface Data {
  readonly rooms: ReadonlyMap<string, Room>;
  readonly classes: ReadonlyMap<string, StoredClass & { readonly usedMs: number }>;
}

export interface Written<Result> {
  readonly data: Data;
  readonly result: Result;
}

export const EMPTY: Data = { rooms: new Map(), classes: new Map() };

export function secondWriter(what: string): StoreError {
  return new StoreError('second-writer', `${what} is not as it was`);
}

export function isFreeIn({ rooms, classes }: Data, code: string): boolean {
  return !rooms.has(code) && !classes.has(code);
}

export function withRoom(data: Data, code: string, change: (room: Room) => Room): Data {
  const room = data.rooms.get(code);
  if (room === undefined) throw new StoreError('no-such', `no room ${code}`);
  return { ...data, rooms: new Map(data.rooms).set(code, change(room)) };
}

export function withNewRoom(data: Data, { room, round }: NewRoom, usedMs: number): Data {
  if (room.class !== undefined && !data.classes.has(room.class)) throw new StoreError('no-such', `no class`);
  const fresh: Room = { room, usedMs, players: [], rounds: [{ round, inputs: [] }], snapshot: null };
  return { ...data, rooms: new Map(data.rooms).set(room.code, fresh) };
}

export function withNewRooms(data: Data, rooms: readonly NewRoom[], usedMs: number): Data {
  return rooms.reduce((now, one) => {
    if (!isFreeIn(now, one.room.code)) throw secondWriter(`code ${one.room.code}`);
    return withNewRoom(now, one, usedMs);
  }, data);
}

export function withPlayer(room: Room, player: StoredPlayer): Room {
  if (room.players.some(({ id, tokenHash }) => id !== player.id && tokenHash === player.tokenHash))
    throw secondWriter('the player of a token');
  const isKnown = room.players.some(({ id }) => id === player.id);
  if (!isKnown) return { ...room, players: [...room.players, player] };
  return { ...room, players: room.players.map((one) => (one.id === player.id ? player : one)) };
}

export function withRound(room: Room, round: StoredRound, usedMs: number): Room {
  const inputs = room.rounds.find((one) => one.round.number === round.number)?.inputs ?? [];
  const others = room.rounds.filter((one) => one.round.number !== round.number);
  const rounds = [...others, { round, inputs }].sort((one, other) => one.round.number - other.round.number);
  return { ...room, usedMs, rounds };
}

function roundIn(room: Room, number: number): Round {
  const found = room.rounds.find(({ round }) => round.number === number);
  if (found === undefined) throw new StoreError('no-such', `no round ${number} of room ${room.room.code}`);
  return found;
}

export function withInput(
  data: Data,
  { code, round: number, seq }: { readonly code: string; readonly round: number; readonly seq: number },
  input: StoredInput,
  usedMs: number,
): Data {
  return withRoom(data, code, (room) => {
    const found = roundIn(room, number);
    const isTwice = found.inputs.some(({ mark }) => isSame(mark, input.mark));
    if (seq !== found.inputs.length || isTwice) throw secondWriter(`input ${seq} of round ${number} of room ${code}`);
    const longer = { ...found, inputs: [...found.inputs, structuredClone(input)] };
    return { ...room, usedMs, rounds: room.rounds.map((one) => (one === found ? longer : one)) };
  });
}

function isSame(one: Mark | null, other: Mark | null): boolean {
  return one !== null && other !== null && one.outbox === other.outbox && one.number === other.number;
}

export function withSnapshot(data: Data, code: string, round: number, snapshot: Snapshot): Data {
  return withRoom(data, code, (room) => {
    if (snapshot.seq > roundIn(room, round).inputs.length) throw secondWriter(`a snapshot of room ${code}`);
    return { ...room, snapshot: { ...structuredClone(snapshot), round } };
  });
}

export function withoutClasses({ rooms, classes }: Data, codes: readonly string[]): Data {
  return {
    rooms: new Map([...rooms].filter(([, { room }]) => room.class === undefined || !codes.includes(room.class))),
    classes: new Map([...classes].filter(([code]) => !codes.includes(code))),
  };
}

export function withoutOld(data: Data, beforeMs: number): Written<number> {
  const usedIn = (code: string) => [...data.rooms.values()].filter(({ room }) => room.class === code);
  const isOld = ({ usedMs }: { readonly usedMs: number }) => usedMs < beforeMs;
  const classes = [...data.classes].filter(([code, kept]) => isOld(kept) && usedIn(code).every(isOld));
  const left = withoutClasses(
    data,
    classes.map(([code]) => code),
  );
  const rooms = [...left.rooms].filter(([, kept]) => kept.room.class !== undefined || !isOld(kept));
  const result = classes.length + left.rooms.size - rooms.length;
  return { data: { ...left, rooms: new Map(rooms) }, result };
}

export function summaryIn({ rooms }: Data, code: string): StoredSummary | null {
  const kept = rooms.get(code);
  const last = kept?.rounds.at(-1);
  if (kept === undefined || last === undefined) return null;
  return { room: kept.room, players: kept.players, round: last.round };
}

export function gameIn(data: Data, code: string, madeBy: string): StoredGame | null {
  const summary = summaryIn(data, code);
  const kept = data.rooms.get(code);
  if (summary === null || kept === undefined) return null;
  const all = roundIn(kept, summary.round.number).inputs;
  const isReadable = kept.snapshot?.madeBy === madeBy && kept.snapshot.round === summary.round.number;
  const snapshot = isReadable && kept.snapshot !== null ? plainSnapshot(kept.snapshot) : null;
  const marks = all.flatMap(({ mark }, seq) => (mark === null ? [] : [{ ...mark, seq }]));
  return { ...summary, snapshot, inputs: all.slice(snapshot?.seq ?? 0), marks };
}

function plainSnapshot({ seq, madeBy, bytes }: Snapshot): Snapshot {
  return { seq, madeBy, bytes };
}
