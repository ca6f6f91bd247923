/**
 * A class as it is kept: its changes are carried out one after the other, each on what the one before has left, and none counts before it is written. While nothing can be
 * written nothing is changed, and the class stays readable.
 */
import { accept, type Change, type Classroom } from '../../shared/class/classroom.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { newRoomsOf } from '../classes/draws.ts';
import type { Timers } from '../rooms/pace.ts';
import { StoreError, type Store, type StoredClass } from '../store/store.ts';
import { createRecovery, type Recovery } from './recovery.ts';

export interface KeptClassOptions {
  readonly kept: StoredClass;
  readonly store: Store;
  readonly timers: Pick<Timers, 'later'>;
  /** It is another class now, or something can be written again, or cannot. */
  changed(): void;
  /** Somebody else writes this class: it must not be served from here any more. */
  lost(): void;
  log(where: string, error: unknown): void;
}

/** A change, or how it follows from the class as it is when its turn comes; a code when nothing can be changed, null when nothing has to be. */
export type Wish = Change | ((classroom: Classroom) => Change | RefusalCode | null);

export class KeptClass {
  readonly #options: KeptClassOptions;
  readonly #recovery: Recovery;
  #kept: StoredClass;
  #isEnded = false;
  /** The last change that was asked for. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: KeptClassOptions) {
    const { kept, store, timers } = options;
    this.#options = options;
    this.#kept = kept;
    this.#recovery = createRecovery<StoredClass>({
      store,
      timers,
      settled: () => Promise.resolve(),
      read: () => store.class(this.classroom.code),
      restore: (written) => this.#set(written),
      goOn: () => options.changed(),
      lost: () => options.lost(),
      log: (where, error) => options.log(where, error),
    });
  }

  get classroom(): Classroom {
    return this.#kept.classroom;
  }

  get halt(): '' | 'cannot-save' {
    return this.#recovery.halt === '' ? '' : 'cannot-save';
  }

  /** Resolves when it is written with null, else with why not; never rejects. */
  change(wish: Wish): Promise<RefusalCode | null> {
    const outcome = this.#last.then(() => this.#carryOut(wish));
    this.#last = outcome;
    return outcome;
  }

  async #carryOut(wish: Wish): Promise<RefusalCode | null> {
    if (this.#isEnded) return 'no-such-class';
    if (this.halt !== '') return this.halt;
    const { classroom, version } = this.#kept;
    try {
      const change = typeof wish === 'function' ? wish(classroom) : wish;
      if (change === null || typeof change === 'string') return change;
      const outcome = accept(classroom, change);
      if ('refused' in outcome) return outcome.refused;
      if (outcome.classroom === classroom) return null;
      const next = { classroom: outcome.classroom, version: version + 1 };
      await this.#options.store.putClass(next.classroom, next.version, newRoomsOf(classroom, next.classroom));
      this.#set(next);
      return null;
    } catch (error) {
      return this.#failed(error);
    }
  }

  #set(kept: StoredClass): void {
    this.#kept = kept;
    this.#options.changed();
  }

  #failed(error: unknown): RefusalCode {
    this.#options.log('class', error);
    if (!(error instanceof StoreError)) return 'internal';
    if (error.failure === 'cannot-write') {
      this.#recovery.stop('cannot-save');
      this.#options.changed();
      return 'cannot-save';
    }
    this.end();
    this.#options.lost();
    return 'server-busy';
  }

  /** Nothing is written any more. */
  end(): void {
    this.#isEnded = true;
    this.#recovery.end();
  }
}
