/**
 * One run of a simulation: teams play while lines break, pages are frozen and loaded anew, the disk is full and the server is killed; then the faults stop, and everything
 * that was promised has to be so. The same seed gives the same run.
 */
import { newRound } from '../../../server/rooms/round.ts';
import type { Store } from '../../../server/store/store.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import { createMemoryStore, type MemoryStore } from '../../server/store/memory-store.ts';
import { Student } from './client.ts';
import { act } from './play.ts';
import { brokenPromises, keptOf, notThere, type Kept } from './promises.ts';
import { drawSeed, SimulatedServer, type SimulatedRoom } from './server.ts';
import { World } from './world.ts';

export interface RunOptions {
  readonly seed: string;
  /** For mutants: what the server takes for its store. */
  readonly wrap?: (store: Store, world: World) => Store;
  /** How long the disk takes at first, milliseconds. */
  readonly slowMs?: number;
  /** For mutants: the server shows what is not yet written. */
  readonly showsTooEarly?: boolean;
}

export interface Run {
  /** What was promised and is not so; empty for a run as it should be. */
  readonly broken: readonly string[];
  readonly inputs: number;
  readonly acknowledged: number;
  readonly seen: number;
  readonly kills: number;
  readonly faults: number;
  readonly simulatedMs: number;
}

const PUZZLES: readonly PuzzleId[] = ['first-frame', 'two-routers', 'who-has', 'learning-switch'];
const ROOMS = 2;
const STUDENTS_PER_ROOM = 3;
const FAULTS_UNTIL_MS = 12_000;
/** After the faults, until everybody has to be there again: as long as a dead line may look alive, and a little more. */
const CALM_MS = 20_000;
const LOOK_EVERY_MS = 1000;
const LOOK_MS = 100;
const LOOKS = 10;
const USUAL = { latencyMs: 20, slowMs: 2 } as const;

export async function simulate(options: RunOptions): Promise<Run> {
  const simulation = new Simulation(options);
  await simulation.play();
  return simulation.judge();
}

interface Seat {
  readonly room: number;
  readonly student: Student;
}

class Simulation {
  readonly #options: RunOptions;
  readonly #world: World;
  readonly #errors: string[] = [];
  readonly #puzzles: readonly PuzzleId[];
  readonly #codes: readonly string[];
  readonly #counts = { kills: 0, faults: 0 };
  #disk = { isFull: false, slowMs: USUAL.slowMs as number };
  #store: MemoryStore;
  #server: SimulatedServer | null = null;
  #students: readonly Seat[] = [];
  #isCalm = false;

  constructor(options: RunOptions) {
    const world = new World(options.seed);
    this.#options = options;
    this.#world = world;
    this.#puzzles = Array.from({ length: ROOMS }, () => world.oneOf(PUZZLES));
    this.#codes = this.#puzzles.map((_puzzle, room) => `ROOM${room}`);
    this.#store = createMemoryStore({
      later: (flush) => void world.later(0, flush),
      nowMs: () => world.nowMs(),
      commit: (_group, onDisk) => this.#commit(onDisk),
    });
  }

  async play(): Promise<void> {
    const world = this.#world;
    this.#boot();
    const made = this.#codes.map((code, room) =>
      this.#store.addRoom(
        { code, alone: false },
        { ...newRound(1, this.#puzzles[room]!, true), seed: drawSeed(world) },
      ),
    );
    await world.run(100);
    await Promise.all(made);
    this.#disk.slowMs = this.#options.slowMs ?? USUAL.slowMs;
    this.#students = this.#codes.flatMap((code, room) =>
      Array.from({ length: STUDENTS_PER_ROOM }, (_, index) => {
        const who = { name: `Student ${index}`, token: `${code} ${index}` };
        return { room, student: new Student({ world, code, ...who, server: () => this.#server }) };
      }),
    );
    for (const seat of this.#students) this.#live(seat);
    this.#strike();
    await world.run(FAULTS_UNTIL_MS);
    this.#calm();
    while (world.nowMs() < FAULTS_UNTIL_MS + CALM_MS && !this.#isEverybodyThere())
      await world.run(world.nowMs() + LOOK_EVERY_MS);
  }

  async judge(): Promise<Run> {
    let [kept, found] = await this.#look();
    // Something may just be on its way to a page.
    for (let again = 0; again < LOOKS && found.length > 0; again++) [kept, found] = await this.#look();
    const told = this.#students.map(({ student }) => student.told);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    return {
      broken: [...this.#errors, ...found],
      inputs: sum(kept.flatMap(({ rounds }) => rounds.map(({ inputs }) => inputs.length))),
      acknowledged: sum(told.map(({ acknowledged }) => acknowledged.length)),
      seen: sum(told.map(({ seen }) => seen.length)),
      ...this.#counts,
      simulatedMs: this.#world.nowMs(),
    };
  }

  /** What is kept, and which promises are broken at this moment. */
  async #look(): Promise<[readonly Kept[], readonly string[]]> {
    const server = this.#server!;
    const reading = Promise.all([
      Promise.all(this.#codes.map((code) => server.room(code))),
      Promise.all(this.#codes.map((code) => keptOf(this.#store, code))),
    ]);
    await this.#world.run(this.#world.nowMs() + LOOK_MS);
    const [rooms, kept] = await reading;
    const found = this.#codes.flatMap((code, room) =>
      brokenPromises(rooms[room] as SimulatedRoom, kept[room] as Kept, this.#in(room)).map(
        (what) => `${code}: ${what}`,
      ),
    );
    return [kept, found];
  }

  #isEverybodyThere(): boolean {
    return this.#codes.every((code, index) => {
      const room = this.#server?.open.get(code);
      return room !== undefined && this.#in(index).every((student) => notThere(room, student).length === 0);
    });
  }

  #in(room: number): readonly Student[] {
    return this.#students.filter((seat) => seat.room === room).map(({ student }) => student);
  }

  #boot(): void {
    const { wrap = (store: Store) => store, showsTooEarly = false } = this.#options;
    this.#server = new SimulatedServer({
      world: this.#world,
      store: wrap(this.#store, this.#world),
      showsTooEarly,
      log: (where, error) => this.#log(where, error),
    });
  }

  /** What is to be expected of a full disk is no finding. */
  #log(where: string, error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    if (!/full|closed/.test(text)) this.#errors.push(`${where}: ${text}`);
  }

  #commit(onDisk: () => void): Promise<void> {
    const world = this.#world;
    return new Promise((resolve, reject) => {
      if (this.#disk.isFull) return void world.later(1, () => reject(new Error('full')));
      const ms = this.#disk.slowMs * (0.5 + world.random());
      // What a crash leaves of a group that is under way is for chance to say.
      if (world.isDrawn(50)) world.later(ms / 2, onDisk);
      world.later(ms, resolve);
      return undefined;
    });
  }

  #kill(): void {
    if (this.#server === null) return;
    this.#counts.kills++;
    this.#server.kill();
    this.#server = null;
    this.#store = this.#store.crash();
    this.#world.later(this.#world.between(50, 2000), () => this.#server ?? this.#boot());
  }

  /** A student thinks and acts for as long as the lesson goes on. */
  #live(seat: Seat): void {
    this.#world.later(this.#world.between(100, 900), () => {
      if (this.#isCalm) return;
      const opened = this.#server?.room(this.#codes[seat.room]!) ?? Promise.resolve(null);
      const go = (room: SimulatedRoom | null) =>
        act(this.#world, seat.student, this.#puzzles[seat.room]!, room?.round.match ?? null);
      void opened.then(go, () => go(null));
      this.#live(seat);
    });
  }

  /** About twice a second something goes wrong. */
  #strike(): void {
    this.#world.later(this.#world.between(150, 900), () => {
      if (this.#isCalm) return;
      this.#counts.faults++;
      this.#fault(this.#world.oneOf(this.#students).student);
      this.#strike();
    });
  }

  #fault(student: Student): void {
    const world = this.#world;
    const forMs = world.between(100, 5000);
    const faults = [
      () => student.cut(),
      () => student.vanish(),
      () => student.reload(),
      () => student.freeze(forMs),
      () => student.network({ latencyMs: world.between(5, 1500) }),
      () => {
        student.network({ isThere: false });
        world.later(forMs, () => {
          student.network({ isThere: true });
          if (world.isDrawn(50)) student.wake();
        });
      },
      () => this.#students.forEach((seat) => world.isDrawn(50) && seat.student.cut()),
      () => {
        this.#disk = { isFull: true, slowMs: this.#disk.slowMs };
        world.later(forMs / 2, () => (this.#disk.isFull = false));
      },
      () => {
        this.#disk.slowMs = world.between(1, 400);
      },
      () => this.#kill(),
      () => this.#kill(),
    ];
    world.oneOf(faults)();
  }

  #calm(): void {
    this.#isCalm = true;
    this.#disk = { isFull: false, slowMs: USUAL.slowMs };
    if (this.#server === null) this.#boot();
    for (const { student } of this.#students) student.network({ isThere: true, latencyMs: USUAL.latencyMs });
  }
}
