/** The server of a simulation: real cores of matches on a simulated disk, behind simulated lines. It can be killed and started again. */
import { MatchCore } from '../../../server/match/core.ts';
import { project } from '../../../server/project.ts';
import { moveKinds } from '../../../shared/messages.ts';
import { arrive, type Person, type Ticket } from '../../../server/rooms/people.ts';
import { withKnownRules } from '../../../server/rooms/round.ts';
import { choose, start } from '../../../server/rooms/beginning.ts';
import { hashToken } from '../../../server/secrets.ts';
import { RoomState } from '../../../server/state.ts';
import type { Store, StoredRound } from '../../../server/store/store.ts';
import type { RoomSnapshot } from '../../../client/room-reader.ts';
import type { Happening } from '../../../shared/game/view.ts';
import type { Act } from '../../../shared/messages.ts';
import type { RefusalCode } from '../../../shared/refusals.ts';
import type { Move } from '../../../shared/game/match.ts';
import type { World } from './world.ts';

/** What a browser gets. */
export interface Downlink {
  state(state: RoomSnapshot): void;
  happenings(happenings: readonly Happening[]): void;
  replaced(by: string | undefined): void;
  close(code: number): void;
}

export type Answer = RefusalCode | object | null;

const COALESCE_MS = 10;
/** Frames fly so much faster than for people, so that there is more to decide. */
const SPEED = 8;
const MADE_BY = 'simulation';
const REPLACED = 4101;
const JOURNAL = 4102;

export interface ServerOptions {
  readonly world: World;
  readonly store: Store;
  /** For mutants: shows what is not yet written. */
  readonly showsTooEarly?: boolean;
  log(where: string, error: unknown): void;
}

/** One process. After `kill` nothing of it happens any more. */
export class SimulatedServer {
  readonly rooms = new Map<string, Promise<SimulatedRoom | null>>();
  /** Those that are open by now. */
  readonly open = new Map<string, SimulatedRoom>();
  readonly options: ServerOptions;
  isAlive = true;
  readonly #killed = new Set<() => void>();

  constructor(options: ServerOptions) {
    this.options = options;
  }

  kill(): void {
    this.isAlive = false;
    for (const killed of this.#killed) killed();
  }

  whenKilled(callback: () => void): void {
    if (this.isAlive) this.#killed.add(callback);
    else callback();
  }

  /** A timer of this process. */
  later(delayMs: number, callback: () => void): () => void {
    return this.options.world.later(delayMs, () => this.isAlive && callback());
  }

  async join(
    code: string,
    token: string,
    name: string,
    page: string,
  ): Promise<{ refused: RefusalCode } | { value: Ticket }> {
    const ticket = { tokenHash: hashToken(token), name, page };
    const room = await this.room(code);
    if (room === null) return { refused: 'no-such-room' };
    const refused = room.core.refusalFor(ticket);
    return refused !== null ? { refused } : { value: ticket };
  }

  room(code: string): Promise<SimulatedRoom | null> {
    const known = this.rooms.get(code);
    if (known !== undefined) return known;
    const opened = this.#open(code);
    this.rooms.set(code, opened);
    void opened.catch(() => this.rooms.delete(code));
    return opened;
  }

  async #open(code: string): Promise<SimulatedRoom | null> {
    const game = await this.options.store.game(code, MADE_BY);
    if (game === null) return null;
    const room = new SimulatedRoom(this, await withKnownRules(game, this.options.store));
    this.open.set(code, room);
    return room;
  }
}

export class SimulatedRoom {
  readonly core: MatchCore;
  readonly #server: SimulatedServer;
  readonly #state = new RoomState();
  readonly #links = new Map<Person, Downlink>();
  #isDue = false;
  #isClosed = false;

  constructor(server: SimulatedServer, opened: Awaited<ReturnType<typeof withKnownRules>>) {
    this.#server = server;
    const { world, store, log } = server.options;
    this.core = new MatchCore({
      game: opened.game,
      store,
      madeBy: MADE_BY,
      timers: { nowMs: () => world.nowMs(), later: (delayMs, callback) => this.#later(delayMs, callback) },
      isPlayed: () => this.#links.size > 0,
      isFrozen: () => false,
      seat: () => false,
      changed: () => this.changed(),
      showNow: () => this.#show(),
      goneOn: () => {},
      lost: () => this.close(JOURNAL),
      log,
    });
    this.core.pace.setPace({ paused: false, speed: SPEED });
  }

  get code(): string {
    return this.core.record.code;
  }

  get round() {
    return this.core.round;
  }

  #later(delayMs: number, callback: () => void): () => void {
    return this.#server.later(delayMs, () => this.#isClosed || callback());
  }

  changed(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#later(COALESCE_MS, () => {
      this.#isDue = false;
      this.#show();
    });
  }

  /** As the room of Colyseus does: nothing that is not written. */
  #show(): void {
    if (!this.core.isSettled && this.#server.options.showsTooEarly !== true) return;
    this.#project();
    for (const [person, link] of this.#links) link.state(this.#snapshotFor(person));
    const happenings = this.core.takeHappenings();
    if (happenings.length > 0) for (const link of this.#links.values()) link.happenings(happenings);
  }

  #project(): void {
    const { core } = this;
    project(this.#state, {
      room: core.record,
      round: core.round,
      people: core.people,
      anchor: core.anchor,
      paused: false,
      speed: 1,
      lesson: null,
      isWatched: false,
      halt: core.halt,
      leftBehind: false,
    });
  }

  /** What a person's browser may read, as it is now. */
  snapshotFor(person: Person): RoomSnapshot {
    this.#project();
    return this.#snapshotFor(person);
  }

  #snapshotFor(person: Person): RoomSnapshot {
    const state = structuredClone(this.#state.toJSON()) as unknown as Omit<RoomSnapshot, 'players' | 'seats'> & {
      readonly players: Record<string, object>;
      readonly seats: Record<string, { device: string; occupant: 'person'; player: string; waiting: number }>;
    };
    const players = Object.entries(state.players).map(([id, player]) => ({ ...player, you: id === person.id }));
    const seats = Object.values(state.seats).map((seat) => {
      const { device, occupant, player, waiting } = seat;
      return device === person.device ? seat : { device, occupant, player, waiting };
    });
    return { ...state, players: { values: () => players }, seats: { values: () => seats } } as unknown as RoomSnapshot;
  }

  /** Takes up a place; null when it could not be written. */
  async enter(ticket: Ticket, link: Downlink): Promise<Person | null> {
    if (this.#isClosed || this.core.refusalFor(ticket) !== null) return null;
    const person = await this.core.comeIn(ticket);
    if (person === null || this.#isClosed) return null;
    const older = this.#links.get(person);
    this.#links.set(person, link);
    older?.replaced(ticket.page);
    older?.close(REPLACED);
    arrive(this.core.people, person, this.#server.options.world.nowMs());
    this.core.peopleChanged();
    await this.core.settled();
    this.#show();
    return person;
  }

  left(person: Person, link: Downlink): void {
    if (this.#isClosed || this.#links.get(person) !== link) return;
    this.#links.delete(person);
    person.connected = false;
    person.awaySinceMs = this.#server.options.world.nowMs();
    this.core.peopleChanged();
    if (this.#links.size === 0) this.core.markTime();
  }

  /** Carries out a message as the handlers of the room do. */
  async hear(person: Person, name: string, message: object): Promise<Answer> {
    const { core } = this;
    const kind = moveKinds.find((known) => known === name);
    if (kind !== undefined) {
      const { act, ...rest } = message as { act?: Act };
      return core.move(person, { kind, ...rest } as Move, act);
    }
    if (name === 'alive') return null;
    await core.settled();
    const refused = this.#carryOut(person, name, message);
    await core.settled();
    return refused ?? (core.halt === 'cannot-save' ? core.halt : null);
  }

  #carryOut(
    person: Person,
    name: string,
    { device = null, puzzle }: { device?: string | null; puzzle?: never },
  ): RefusalCode | null {
    const { core } = this;
    const room = {
      core,
      round: core.round,
      lesson: null,
      // All chance comes from the simulation's own seed.
      begin: (next: StoredRound | null) => core.begin(next && { ...next, seed: drawSeed(this.#server.options.world) }),
    };
    if (name === 'sit') return core.sit(person, device);
    if (name === 'start') return start(room, person, puzzle!);
    if (name === 'choose') return choose(room, person, puzzle!);
    return 'bad-message';
  }

  /** The room ends: everybody is told, and it is opened again when somebody comes back. */
  close(code: number): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.core.end();
    this.#server.rooms.delete(this.code);
    this.#server.open.delete(this.code);
    for (const link of this.#links.values()) link.close(code);
  }
}

/** The seed of a round. */
export function drawSeed(world: World): string {
  return world.between(0, 2 ** 30).toString(16);
}
