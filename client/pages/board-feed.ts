/** Keeps the board's model and clock up to date with the store, for as long as a board is shown. */
import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { BoardModel, BoardWords } from '../board/model.ts';
import { chosenPorts } from '../panels/index.tsx';
import type { Language } from '../../shared/text/language.ts';
import type { RoomModel } from '../model.ts';
import type { PageStore } from '../store.ts';
import { createBoardClock, leftMs } from './board-clock.ts';
import type { Anchor } from './board-clock.ts';
import { boardModel, happeningKey } from './board-model.ts';

export interface BoardFeed {
  readonly model: ReadonlySignal<BoardModel>;
  readonly words: ReadonlySignal<BoardWords>;
  clockUs(): number;
  stop(): void;
}

/** How long the outcome on somebody's screen, or what somebody says, is shown, milliseconds. */
export const NEWS_MS = 6000;

/** `first`: the room as it is when the board opens; there is always one while a board is shown. */
export function createBoardFeed(
  store: PageStore,
  first: RoomModel,
  compact: ReadonlySignal<boolean>,
  pointing: ReadonlySignal<boolean>,
): BoardFeed {
  const clock = createBoardClock(performance.now());
  const clockUs = (): number => clock.nowUs(performance.now());
  const anchor = signal<Anchor>({ clock: store.clock.peek(), boardUs: 0, speed: first.speed, isOver: false });
  const seenUs = signal<ReadonlyMap<string, number>>(new Map());
  const newSinceUs = signal(-Infinity);
  const room = computed(() => store.room.value ?? first);
  const pace = computed(() => `${room.value.paused} ${room.value.speed}`);
  const stops = [
    effect(() => {
      void pace.value;
      const { paused, speed } = room.peek();
      const isMoving = store.clock.value.ratePerMs > 0;
      clock.set(performance.now(), { speed, isRunning: !paused || isMoving });
    }),
    effect(() => followClock(store, room.peek().speed, clockUs, (next) => (anchor.value = next))),
    effect(() => noteHappenings(store, seenUs, newSinceUs, clockUs)),
  ];
  return {
    clockUs,
    model: computed(() =>
      boardModel({
        room: room.value,
        language: store.language.value,
        happenings: store.happenings.value,
        anchor: anchor.value,
        seenUs: seenUs.value,
        newSinceUs: newSinceUs.value,
        chosenPorts: chosenPorts.value,
        pointing: pointing.value,
        dark: store.isDark.value,
        reducedMotion: store.calm.value,
        compact: compact.value,
      }),
    ),
    words: computed(() => boardWords(store.language.value)),
    stop: () => stops.forEach((end) => end()),
  };
}

/** Ties simulated time to the board's clock at each anchor of the server, and again when the stretch that it allowed is over. */
function followClock(
  store: PageStore,
  speed: number,
  clockUs: () => number,
  set: (anchor: Anchor) => void,
): (() => void) | undefined {
  const clock = store.clock.value;
  set({ clock, boardUs: clockUs(), speed, isOver: false });
  const delayMs = leftMs(clock, performance.now());
  if (delayMs === null) return undefined;
  const timer = setTimeout(() => set({ clock, boardUs: clockUs(), speed, isOver: true }), delayMs);
  return () => clearTimeout(timer);
}

function noteHappenings(
  store: PageStore,
  seenUs: { value: ReadonlyMap<string, number>; peek(): ReadonlyMap<string, number> },
  newSinceUs: { value: number },
  clockUs: () => number,
): (() => void) | undefined {
  const before = seenUs.peek();
  const now = clockUs();
  const keys = store.happenings.value.map(happeningKey);
  seenUs.value = new Map(keys.map((key) => [key, before.get(key) ?? now]));
  if (!keys.some((key) => /^(?:ping|said|collision) /.test(key) && !before.has(key))) return undefined;
  // Not called off by the next happening: each piece of news grows old by itself.
  setTimeout(() => (newSinceUs.value = Math.max(newSinceUs.value, now + 1)), NEWS_MS);
  return undefined;
}

export function boardWords({ words, kinds }: Language): BoardWords {
  return {
    board: words.board.board,
    ports: words.board.ports,
    shouldLeave: words.board.shouldLeave,
    device: (device, waiting) => {
      const cables = device.ports.filter(({ cabled }) => cabled).length;
      return words.board.device(device.name, kinds[device.kind], device.note, cables, waiting);
    },
    port: (port, waiting) =>
      words.board.port(port.label, port.role === undefined ? '' : words.panels.tree.roles[port.role], waiting),
  };
}
