/** A student of a simulation: the browser's own session, outbox and line, in a page that can be closed, frozen, loaded anew and cut off. */
import type { Line, LineEvents, Transport } from '../../../client/connection.ts';
import type { RoomSnapshot } from '../../../client/room-reader.ts';
import { beginPage, type Pages } from '../../../client/page-lives.ts';
import { createSession, type RoomSignals, type Session } from '../../../client/session.ts';
import type { Keeper } from '../../../client/storage.ts';
import { createRoomSignals } from '../../../client/store.ts';
import type { Person, Ticket } from '../../../server/rooms/people.ts';
import { logPlaces } from '../../../shared/messages/log-pages.ts';
import type { Act, Receipt } from '../../../shared/messages.ts';
import { SimulatedLine } from './line.ts';
import type { Answer, SimulatedServer } from './server.ts';
import type { World } from './world.ts';

/** What a student has been told, for good. */
export interface Told {
  readonly acknowledged: { readonly act: Act; readonly seq: number }[];
  /** States as they arrived. */
  readonly seen: Seen[];
  /** Inputs that the last state contained. */
  seq: number;
}

export interface Seen {
  readonly round: number;
  readonly seq: number;
  readonly atUs: number;
  readonly device: string;
  /** What the browser shows, as one text. */
  readonly shown: string;
}

export interface StudentOptions {
  readonly world: World;
  readonly name: string;
  readonly token: string;
  readonly code: string;
  /** The server that runs now; null while none does. */
  server(): SimulatedServer | null;
}

export class Student {
  readonly told: Told = { acknowledged: [], seen: [], seq: 0 };
  readonly #options: StudentOptions;
  readonly #tab: Keeper = memoryKeeper();
  #page: Page;

  constructor(options: StudentOptions) {
    this.#options = options;
    this.#page = new Page(options, this.#tab, this.told);
  }

  get name(): string {
    return this.#options.name;
  }

  get session(): Session {
    return this.#page.session;
  }

  get signals(): RoomSignals {
    return this.#page.signals;
  }

  /** The page is loaded anew, or closed and opened again. */
  reload(): void {
    this.#page.end();
    this.#page = new Page(this.#options, this.#tab, this.told, true);
  }

  /** For a while nothing happens on the page: the computer sleeps, or the tab is frozen. */
  freeze(forMs: number): void {
    this.#page.freeze(forMs);
  }

  /** The line breaks, and both sides hear of it. */
  cut(): void {
    this.#page.line?.cut();
  }

  /** The line is dead, and nobody says so. */
  vanish(): void {
    this.#page.line?.vanish();
  }

  /** The network is there again, says the browser. */
  wake(): void {
    this.#page.wake();
  }

  /** No network at all, or again one; latency in milliseconds. */
  network(state: { readonly isThere?: boolean; readonly latencyMs?: number }): void {
    this.#page.network(state);
  }
}

function memoryKeeper(): Keeper {
  const kept = new Map<string, string>();
  return { read: (key) => kept.get(key) ?? null, write: (key, value) => void kept.set(key, value) };
}

const SIGNS = 'abcdefghijklmnopqrstuvwxyz'.split('');

function drawId(world: World): string {
  return Array.from({ length: 11 }, () => world.oneOf(SIGNS)).join('');
}

/** One life of a page. */
class Page {
  readonly session: Session;
  readonly signals = createRoomSignals();
  line: SimulatedLine | null = null;
  readonly #options: StudentOptions;
  readonly #told: Told;
  readonly #pages: Pages;
  #isOver = false;
  /** 0 while it is not frozen. */
  #frozenUntilMs = 0;
  readonly #frozen: (() => void)[] = [];
  #isThere = true;
  #latencyMs = 20;
  readonly #wakes = new Set<() => void>();

  constructor(options: StudentOptions, tab: Keeper, told: Told, isLoadedAnew = false) {
    const { world, code, token, name } = options;
    this.#options = options;
    this.#told = told;
    this.#pages = beginPage(tab, drawId(world), isLoadedAnew);
    this.session = createSession(this.signals, this.#transport(), {
      nowMs: () => world.nowMs(),
      wallMs: () => world.nowMs(),
      random: () => world.random(),
      pages: this.#pages,
      later: (delayMs, callback) => world.later(delayMs, () => this.#happens(callback)),
      onWake: (callback) => {
        this.#wakes.add(callback);
        return () => void this.#wakes.delete(callback);
      },
      tokenFor: () => token,
      name: () => name,
      tab,
      drawOutbox: () => drawId(world),
    });
    this.session.enter(code);
  }

  end(): void {
    this.#isOver = true;
    this.line?.hangUp();
  }

  freeze(forMs: number): void {
    const { world } = this.#options;
    this.#frozenUntilMs = Math.max(this.#frozenUntilMs, world.nowMs() + forMs);
    world.later(forMs, () => this.#thaw());
  }

  /** What would have happened meanwhile happens now, in order. */
  #thaw(): void {
    if (this.#options.world.nowMs() < this.#frozenUntilMs) return;
    this.#frozenUntilMs = 0;
    for (const callback of this.#frozen.splice(0)) this.#happens(callback);
    this.wake();
  }

  wake(): void {
    if (!this.#isOver) for (const wake of this.#wakes) wake();
  }

  network({ isThere = this.#isThere, latencyMs = this.#latencyMs }): void {
    if (!isThere) this.line?.vanish();
    this.#isThere = isThere;
    this.#latencyMs = latencyMs;
  }

  /** Something happens on the page: now, after it has been frozen, or, when it is closed, never. */
  #happens(callback: () => void): void {
    if (this.#isOver) return;
    if (this.#frozenUntilMs > 0) this.#frozen.push(callback);
    else callback();
  }

  #delayMs(): number {
    return this.#latencyMs * (0.5 + this.#options.world.random());
  }

  #transport(): Transport {
    const nobody = () => Promise.reject(new Error('not in a simulation'));
    return {
      makeRoom: nobody,
      joinClass: nobody,
      classAt: nobody,
      placeAt: nobody,
      mapOf: nobody,
      join: (code, token, name, until) => this.#ask(until, (server) => server.join(code, token, name, this.#pages.own)),
      open: (reservation, events, until) => this.#open(reservation as Ticket, events, until),
    };
  }

  /** A request over HTTP: there and back, or lost. */
  #ask<Reply>(until: AbortSignal, ask: (server: SimulatedServer) => Promise<Reply>): Promise<Reply> {
    const { world } = this.#options;
    return new Promise((resolve, reject) => {
      until.addEventListener('abort', () => reject(new Error('given up')));
      world.later(this.#delayMs(), () => {
        const server = this.#isThere ? this.#options.server() : null;
        // Nobody listens there: that is told. Where there is no network, nobody says anything.
        if (server === null)
          return this.#isThere ? world.later(this.#delayMs(), () => reject(new Error('refused'))) : undefined;
        void ask(server).then(
          (reply) =>
            world.later(this.#delayMs(), () => this.#isThere && server.isAlive && this.#happens(() => resolve(reply))),
          (error: unknown) =>
            world.later(this.#delayMs(), () => reject(error instanceof Error ? error : new Error('failed'))),
        );
        return undefined;
      });
    });
  }

  async #open(ticket: Ticket, events: LineEvents<RoomSnapshot>, until: AbortSignal): Promise<Line> {
    let server: SimulatedServer | null = null;
    let person: Person | null = null;
    const waiting = new Set<(error: Error) => void>();
    const line = new SimulatedLine(this.#options.world, () => this.#delayMs(), {
      closedAtClient: (code) => {
        this.#happens(() => {
          for (const fail of waiting) fail(new Error('the line broke'));
          events.closed(code);
        });
      },
      closedAtServer: () => {
        if (server?.isAlive === true && person !== null)
          void this.#roomOf(server).then((room) => room?.left(person!, link));
      },
    });
    this.line = line;
    const down = (run: () => void) => line.carry('down', () => this.#happens(run));
    const link = {
      state: (state: RoomSnapshot) => down(() => this.#arrived(state, events, line)),
      happenings: (happenings: Parameters<typeof events.happenings>[0]) => down(() => events.happenings(happenings)),
      replaced: (by: string | undefined) => down(() => events.replaced(by)),
      close: (code: number) => line.close(code),
    };
    await this.#ask(until, async (asked) => {
      server = asked;
      const room = await this.#roomOf(asked);
      person = (await room?.enter(ticket, link)) ?? null;
      if (person === null) throw new Error('no place');
    });
    if (until.aborted || this.#isOver) line.hangUp();
    const at = server as SimulatedServer | null;
    // A server that is killed does not say good-bye: the machine does.
    at?.whenKilled(() => line.cut());
    return {
      request: (name, message) =>
        this.#request({ line, waiting, server: at!, person: person! }, name, message as object),
      close: () => line.hangUp(),
    };
  }

  #roomOf(server: SimulatedServer) {
    return server.room(this.#options.code);
  }

  #request({ line, waiting, server, person }: Connected, name: string, message: object): ReturnType<Line['request']> {
    return new Promise((resolve, reject) => {
      if (!line.isOpen) return reject(new Error('the line is closed'));
      waiting.add(reject);
      line.carry('up', () => {
        if (!server.isAlive) return;
        void this.#roomOf(server)
          .then((room) => room?.hear(person, name, structuredClone(message)) ?? 'no-such-room')
          .then((answer) => {
            if (!server.isAlive) return;
            line.carry('down', () =>
              this.#happens(() => {
                waiting.delete(reject);
                this.#note(message, answer);
                resolve(typeof answer === 'string' ? { refused: answer } : { value: answer });
              }),
            );
          });
      });
    });
  }

  #note(message: object, answer: Answer): void {
    const { act } = message as { act?: Act };
    if (act !== undefined && answer !== null && typeof answer === 'object' && 'seq' in answer)
      this.#told.acknowledged.push({ act, seq: (answer as Receipt).seq });
  }

  #arrived(state: RoomSnapshot, events: LineEvents<RoomSnapshot>, line: SimulatedLine): void {
    events.state(state);
    // What comes on a line that was given up is not shown.
    if (this.line !== null && this.line !== line) return;
    const { round, seq, clock, map, goals } = state as RoomSnapshot & { readonly seq: number };
    this.#told.seq = seq;
    const own = [...state.seats.values()].find(({ cards }) => cards !== undefined);
    // While time runs a state is of some moment after its clock; where it stands, of exactly that.
    if (own === undefined || state.phase === 'lobby' || clock.ratePerMs > 0) return;
    const { device, cards, tables, verdict, score } = own;
    const shown = [map, goals, cards, tables, verdict, score, ...logPlaces.map((place) => own[place])].join('\n');
    this.#told.seen.push({ round, seq, atUs: clock.atUs, device, shown });
  }
}

interface Connected {
  readonly line: SimulatedLine;
  readonly waiting: Set<(error: Error) => void>;
  readonly server: SimulatedServer;
  readonly person: Person;
}
