/**
 * Why a match or a class stands still, and how it goes on. Whenever memory may be other than what is written, it goes back to that. While nothing can be written that is tried again
 * by itself; a match that has thrown stands until it is dealt anew.
 */
import type { Timers } from '../rooms/pace.ts';
import type { Store } from '../store/store.ts';

/** Why nothing is carried out; empty while it is. */
export type Halt = '' | 'cannot-save' | 'parked';

export interface Recovery {
  halt: Halt;
  /** Memory is not yet as it is written. */
  readonly isRestoring: boolean;
  /** From now on nothing is carried out, and memory goes back to what is written. */
  stop(why: Exclude<Halt, ''>): void;
  /** The room ends; nothing is tried any more. */
  end(): void;
}

export interface RecoveryOptions<Kept> {
  readonly store: Pick<Store, 'canWrite'>;
  readonly timers: Pick<Timers, 'later'>;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
  read(): Promise<Kept | null>;
  /** Makes memory of it; throws when that cannot be. */
  restore(kept: Kept): void;
  /** Something can be written again. */
  goOn(): void;
  /** What is kept is not there any more. */
  lost(): void;
  log(where: string, error: unknown): void;
}

/** How long after a failure it is tried again, milliseconds. */
const TRY_AGAIN_MS = 1000;

export function createRecovery<Kept>(options: RecoveryOptions<Kept>): Recovery {
  const { store, timers } = options;
  let isEnded = false;
  const state = { halt: '' as Halt, isRestoring: false };
  const again = (run: () => Promise<void>): void => {
    timers.later(TRY_AGAIN_MS, () => {
      if (!isEnded) void run();
    });
  };
  const restore = async (): Promise<void> => {
    try {
      await options.settled();
      const kept = await options.read();
      if (isEnded) return;
      if (kept === null) return options.lost();
      options.restore(kept);
      state.isRestoring = false;
      if (state.halt === 'cannot-save') again(tryWriting);
    } catch (error) {
      options.log('going back to what is written', error);
      again(restore);
    }
  };
  const tryWriting = async (): Promise<void> => {
    const can = await store.canWrite().catch(() => false);
    if (isEnded || state.halt !== 'cannot-save') return;
    if (!can) return again(tryWriting);
    state.halt = '';
    options.goOn();
  };
  return {
    get halt() {
      return state.halt;
    },
    set halt(halt) {
      state.halt = halt;
    },
    get isRestoring() {
      return state.isRestoring;
    },
    stop: (why) => {
      state.halt = why;
      if (state.isRestoring || isEnded) return;
      state.isRestoring = true;
      void restore();
    },
    end: () => {
      isEnded = true;
    },
  };
}
