/**
 * A match that is played and written: which input is carried out, when it is answered, and what is done when something cannot be written or throws.
 *
 * An input is accepted in memory and asked to be written in the same turn; it is answered, and what came of it is shown, only when it is written. While something is
 * being written new inputs wait, so what is shown always catches up.
 */
import { liveTime } from '../../shared/game/live.ts';
import { accept, advance, type Input } from '../../shared/game/match.ts';
import { nextAtUs } from '../../shared/game/run.ts';
import { hopUs } from '../../shared/game/storm.ts';
import type { Happening } from '../../shared/game/view.ts';
import type { Act } from '../../shared/messages.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { createPace, type Anchor, type Pace, type Simulation, type Timers } from '../rooms/pace.ts';
import { markKey, noteDecision, openRound, phaseOf, timeMarks, type Round } from '../rooms/round.ts';
import { StoreError, type Store, type StoredGame, type StoredRoom } from '../store/store.ts';
import { createRecovery, type Halt, type Recovery } from './recovery.ts';
import { readGame, SNAPSHOT_EVERY, snapshotOf } from './snapshot.ts';
import { writtenIn, type Written } from './written.ts';

/** What a match takes from around it. */
export interface Surroundings {
  readonly game: StoredGame;
  readonly store: Store;
  /** Names the program: whose snapshots can be read. */
  readonly madeBy: string;
  readonly timers: Timers;
  /** Something has changed that is to be shown as soon as it is written. */
  changed(): void;
  /** After a time in which nothing could be written. */
  goneOn(): void;
  /** Somebody else writes this match: it must not be served from here any more. */
  lost(): void;
  log(where: string, error: unknown): void;
}

/** What became of an input. `written` never rejects. */
export type Taken = { readonly refused: RefusalCode } | { readonly seq: number; readonly written: Promise<boolean> };

export abstract class PlayedMatch {
  readonly record: StoredRoom;
  readonly pace: Pace;
  readonly written: Written;
  round: Round;
  anchor: Anchor = { atUs: 0, ratePerMs: 0, untilUs: 0 };
  protected readonly recovery: Recovery;
  readonly #around: Surroundings;
  #happenings: Happening[] = [];
  #snapshotSeq: number;
  /** How far time had come when that was written. */
  #restedUs: number;

  /** Throws when the journal of the game was written by other rules. */
  constructor(around: Surroundings) {
    const { game, store, madeBy, timers } = around;
    this.#around = around;
    this.record = game.room;
    this.written = writtenIn(store, game.room.code, {
      failed: (error) => this.#couldNotWrite(error),
      settled: () => around.changed(),
    });
    this.recovery = createRecovery({
      store,
      timers,
      settled: () => this.settled(),
      read: () => readGame(store, game.room.code, madeBy),
      restore: (written) => this.restore(written),
      goOn: () => {
        this.goOn();
        around.goneOn();
      },
      lost: () => around.lost(),
      log: (where, error) => around.log(where, error),
    });
    const { round, failure } = openRound(game);
    this.round = round;
    this.#snapshotSeq = game.snapshot?.seq ?? 0;
    if (failure !== null) {
      around.log('match, journal', failure);
      this.recovery.halt = 'parked';
    }
    this.#restedUs = round.match.network.nowUs;
    this.pace = createPace(this.#simulation(), timers, (anchor) => {
      this.anchor = anchor;
      this.#keepRest();
      around.changed();
    });
  }

  /** The match of the round that is played now, as something that runs; what throws parks it. */
  #simulation(): Simulation {
    const match = () => this.round.match;
    return {
      nowUs: () => match().network.nowUs,
      nextAtUs: () => this.#guard('time', () => nextAtUs(match()), null),
      advance: (untilUs) => {
        if (this.halt === '') this.#guard('time', () => this.tell(advance(match(), untilUs)), undefined);
      },
      hopUs: () => this.#guard('time', () => hopUs(match()), 1),
      live: () => this.#guard('time', () => liveTime(match()), null),
    };
  }

  /** Why nothing is carried out; empty while it is. */
  get halt(): Halt {
    return this.recovery.halt;
  }

  /** May what is in memory be shown? */
  get isSettled(): boolean {
    return this.written.isSettled && !this.recovery.isRestoring;
  }

  /** Resolves when nothing is being written. */
  settled(): Promise<void> {
    return this.written.settled();
  }

  /** Runs it now, or as soon as nothing is being written. */
  whenSettled(run: () => void): void {
    if (this.written.isSettled) run();
    else void this.settled().then(() => this.whenSettled(run));
  }

  /** The one door for all inputs: accepted, written, then told. */
  take(input: Input, act?: Act): Taken {
    if (this.halt !== '') return { refused: this.halt };
    return this.#guard<Taken>('input', () => this.#accept(input, act), { refused: 'parked' });
  }

  #accept(input: Input, act?: Act): Taken {
    this.pace.catchUp();
    if (this.halt !== '') return { refused: this.halt };
    const { round } = this;
    const atUs = round.match.network.nowUs;
    const outcome = accept(round.match, input);
    if ('refused' in outcome) return outcome;
    noteDecision(round, input);
    const seq = round.seq++;
    this.#restedUs = atUs;
    const mark = act === undefined ? null : { outbox: act.outbox, number: act.number };
    if (mark !== null) round.marks.set(markKey(mark), seq);
    const written = this.written.input(round.number, seq, { atUs, input, mark });
    this.tell(outcome.happenings);
    this.pace.plan();
    this.#keepSnapshot();
    return { seq, written };
  }

  /** Where time has come to rest, it is written how far it has come: who comes back to that finds the letters that lie there now. */
  #keepRest(): void {
    const { nowUs } = this.round.match.network;
    if (this.halt !== '' || this.anchor.ratePerMs > 0 || nowUs <= this.#restedUs || !this.round.started) return;
    this.#restedUs = nowUs;
    this.written.round(this.round);
  }

  #keepSnapshot(): void {
    const { round } = this;
    if (round.seq - this.#snapshotSeq < SNAPSHOT_EVERY) return;
    this.#snapshotSeq = round.seq;
    this.written.snapshot(round.number, snapshotOf(round, this.#around.madeBy));
  }

  /** Another round is played from now on. A match that is parked is left behind by that. */
  protected play(round: Round): void {
    this.round = round;
    this.#snapshotSeq = round.seq;
    this.#restedUs = round.match.network.nowUs;
    this.recovery.halt = '';
  }

  /** The journal is told how far time has come. */
  markTime(): void {
    if (phaseOf(this.round) === 'play') for (const mark of timeMarks(this.round)) this.take(mark);
  }

  tell(happenings: readonly Happening[]): void {
    this.#happenings.push(...happenings);
    this.#around.changed();
  }

  /** What has happened since this was asked last. */
  takeHappenings(): readonly Happening[] {
    return this.#happenings.splice(0);
  }

  /** Time stands, or runs as far as the match lets it. */
  protected setStopped(isStopped: boolean): void {
    if (this.halt === '') this.pace.setStopped(isStopped);
  }

  /** Handles the match; if that throws, the match is parked. */
  #guard<Result>(where: string, run: () => Result, otherwise: Result): Result {
    try {
      return run();
    } catch (error) {
      this.park(where, error);
      return otherwise;
    }
  }

  /** The match has thrown and may be half changed: it goes back to what is written, and stands. */
  park(where: string, error: unknown): void {
    this.#around.log(`match, ${where}`, error);
    if (this.halt === '') this.#stop('parked');
  }

  #couldNotWrite(error: unknown): void {
    this.#around.log('journal', error);
    if (!(error instanceof StoreError) || error.failure === 'cannot-write') return this.#stop('cannot-save');
    this.end();
    this.#around.lost();
  }

  #stop(why: Exclude<Halt, ''>): void {
    this.pace.halt();
    this.recovery.stop(why);
  }

  /** Memory becomes what is written. */
  protected restore(game: StoredGame): void {
    this.#happenings = [];
    const before = this.round.match;
    this.round = openRound(game).round;
    // What people had been shown before somebody did something, they see again.
    if (this.halt === 'cannot-save') this.#guard('time', () => advance(this.round.match, before.network.nowUs), []);
    this.#snapshotSeq = game.snapshot?.seq ?? 0;
    this.written.goOn();
    this.pace.reset();
    this.#around.changed();
  }

  /** Something can be written again. */
  protected abstract goOn(): void;

  /** Nothing is written any more. */
  end(): void {
    this.recovery.end();
    this.written.stop();
  }
}
