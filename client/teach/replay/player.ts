/** A replay that is being looked at: which step, what the board draws, what the seats saw, which frame is followed. */
import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Replay, ReplayMoment, ReplayStep } from '../../../shared/class/report.ts';
import type { RefusalCode } from '../../../shared/messages.ts';
import type { Connection, Outcome } from '../../model.ts';
import type { RoomSignals } from '../../session.ts';
import type { Surroundings } from '../../stay.ts';
import { createRoomSignals, type PageStore } from '../../store.ts';
import { endOf, happeningsIn, roomAt, stillAt, stretchesIn, type Stretch } from './film.ts';
import type { ReplaySource } from './source.ts';

export interface ReplayPlayer {
  /** The page's store, as if it were in the room that is replayed. */
  readonly store: PageStore;
  readonly replay: ReadonlySignal<Replay | null>;
  readonly refusal: ReadonlySignal<RefusalCode | null>;
  readonly step: ReadonlySignal<number>;
  readonly now: ReadonlySignal<ReplayStep | undefined>;
  readonly isPlaying: ReadonlySignal<boolean>;
  /** Over whose shoulder one looks. */
  readonly seat: Signal<string | null>;
  /** Id of the frame whose life is shown. */
  readonly frame: Signal<number | null>;
  load(): Promise<void>;
  /** Steps that there are not become the nearest one. */
  go(step: number): void;
  toggle(): void;
  stop(): void;
}

interface PlayerOptions {
  readonly store: PageStore;
  readonly around: Pick<Surroundings, 'nowMs' | 'later'>;
  readonly source: ReplaySource;
  readonly isNamed: boolean;
  /** The step to begin with. */
  readonly first: number;
}

/** So long a step is left to be read before the next one is played, milliseconds. */
const READ_MS = 1600;

export function createReplayPlayer({ store, around, source, isNamed, first }: PlayerOptions): ReplayPlayer {
  const replay = signal<Replay | null>(null);
  const refusal = signal<RefusalCode | null>(null);
  const step = signal(first);
  const isPlaying = signal(false);
  const seat = signal<string | null>(null);
  const frame = signal<number | null>(null);
  const moments = createMoments(source);
  const signals = { ...createRoomSignals(), connection: signal<Connection>('open') };
  const time = createTime(signals, around);
  const stopDrawing = effect(() => {
    const played = replay.value;
    const moment = moments.nearest.value;
    const looking = { seat: seat.value, isNamed };
    // Without a first moment nobody knows who sat where.
    if (played !== null && moment !== null) signals.room.value = roomAt(played, step.value, moment, looking);
  });
  const go = (wanted: number): void => {
    const played = replay.peek();
    if (played === null || played.steps.length === 0) return;
    const next = Math.max(0, Math.min(played.steps.length - 1, wanted));
    step.value = next;
    moments.want(next);
    const at = played.steps[next];
    if (at !== undefined && at.frame !== null) frame.value = at.frame;
    time.run(played, next, !store.calm.peek(), () => {
      if (!isPlaying.peek()) return;
      if (next + 1 < played.steps.length) go(next + 1);
      else isPlaying.value = false;
    });
  };
  const load = async (): Promise<void> => {
    refusal.value = null;
    const outcome = await source.replay().catch((): Outcome<Replay> => ({ refused: 'server-busy' }));
    if ('refused' in outcome) {
      refusal.value = outcome.refused;
      return;
    }
    replay.value = outcome.value;
    go(step.peek());
  };
  const toggle = (): void => {
    isPlaying.value = !isPlaying.peek();
    const last = (replay.peek()?.steps.length ?? 1) - 1;
    if (isPlaying.peek()) go(step.peek() >= last ? 0 : step.peek() + 1);
    else go(step.peek());
  };
  const stop = (): void => {
    time.stop();
    stopDrawing();
  };
  const now = computed(() => replay.value?.steps[step.value]);
  return {
    store: { ...store, ...signals },
    replay,
    refusal,
    step,
    now,
    isPlaying,
    seat,
    frame,
    load,
    go,
    toggle,
    stop,
  };
}

interface Time {
  /** Shows what a step has brought about, as it moved if wanted, then still; calls back when it has been there long enough to be read. */
  run(replay: Replay, step: number, isMoving: boolean, done: () => void): void;
  stop(): void;
}

function createTime(signals: Pick<RoomSignals, 'happenings' | 'clock'>, around: PlayerOptions['around']): Time {
  let cancel = (): void => {};
  return {
    run: (replay, step, isMoving, done) => {
      cancel();
      const at = replay.steps[step];
      const show = (fromUs: number, toUs: number, ratePerMs: number): void => {
        signals.happenings.value = happeningsIn(replay, at, fromUs, toUs);
        signals.clock.value = { atUs: fromUs, receivedMs: around.nowMs(), ratePerMs, untilUs: toUs };
      };
      const next = ([stretch, ...rest]: readonly Stretch[]): void => {
        if (stretch === undefined) {
          const stillUs = stillAt(replay, step);
          show(stillUs, stillUs, 0);
          cancel = around.later(READ_MS, done);
          return;
        }
        show(stretch.fromUs, stretch.toUs, stretch.ratePerMs);
        cancel = around.later((stretch.toUs - stretch.fromUs) / stretch.ratePerMs, () => next(rest));
      };
      next(isMoving ? stretchesIn(replay, at?.atUs ?? 0, endOf(replay, step)) : []);
    },
    stop: () => cancel(),
  };
}

interface Moments {
  /** That of the step that is wanted, or the last that has arrived. */
  readonly nearest: ReadonlySignal<ReplayMoment | null>;
  want(step: number): void;
}

/** Asks for what the seats saw, each step once; who goes quickly over many steps gets the one at which it ends. */
function createMoments(source: ReplaySource): Moments {
  const nearest = signal<ReplayMoment | null>(null);
  const known = new Map<number, ReplayMoment>();
  let wanted = -1;
  let isAsking = false;
  const ask = async (): Promise<void> => {
    isAsking = true;
    const step = wanted;
    const outcome = await source.moment(step).catch((): Outcome<ReplayMoment> => ({ refused: 'server-busy' }));
    isAsking = false;
    if ('value' in outcome) {
      known.set(step, outcome.value);
      if (step === wanted || nearest.peek() === null) nearest.value = outcome.value;
    }
    if (step !== wanted) want(wanted);
  };
  const want = (step: number): void => {
    wanted = step;
    const moment = known.get(step);
    if (moment !== undefined) nearest.value = moment;
    else if (!isAsking) void ask();
  };
  return { nearest, want };
}
