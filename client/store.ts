/** The store of a page: signals that pages and panels read. Language, theme and progress are kept in this browser. */
import { computed, effect, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { languageCodes, type Language, type LanguageCode } from '../shared/text/language.ts';
import type { Clock, Connection, Intents, RoomModel, Store } from './model.ts';
import { keepProgress, readProgress, withStars } from './progress.ts';
import type { RoomSignals } from './session.ts';
import type { Keeper } from './storage.ts';
import type { Happening } from '../shared/game/view.ts';

type Theme = 'light' | 'dark' | 'system';

const THEME_KEY = 'hop.theme';
const LANGUAGE_KEY = 'hop.language';
const PHRASES_KEY = 'hop.phrases';

/** What the store takes from the page around it. */
export interface StoreSurroundings {
  readonly keeper: Keeper;
  /** The words of the language that the page begins with. */
  readonly language: Language;
  load(code: LanguageCode): Promise<Language>;
  readonly systemIsDark: ReadonlySignal<boolean>;
  readonly calm: ReadonlySignal<boolean>;
}

export interface PageStore extends Store {
  /** The theme as it is seen. */
  readonly isDark: ReadonlySignal<boolean>;
  stop(): void;
}

export function createRoomSignals(): RoomSignals {
  return {
    connection: signal<Connection>('idle'),
    room: signal<RoomModel | null>(null),
    clock: signal<Clock>({ atUs: 0, receivedMs: 0, ratePerMs: 0, untilUs: 0 }),
    happenings: signal<readonly Happening[]>([]),
    muted: signal(false),
  };
}

export function createStore(room: RoomSignals, intents: Intents, around: StoreSurroundings): PageStore {
  const { keeper, calm, systemIsDark } = around;
  const theme = signal<Theme>(readTheme(keeper));
  room.muted.value = keeper.read(PHRASES_KEY) === 'off';
  const progress = signal(readProgress(keeper));
  const { languageCode, language, stop } = followLanguage(around);
  const stops = [
    stop,
    effect(() => keeper.write(THEME_KEY, theme.value)),
    effect(() => keeper.write(PHRASES_KEY, room.muted.value ? 'off' : 'on')),
    effect(() => keepProgress(keeper, progress.value)),
    effect(() => {
      const stars = starsWon(room.room.value);
      if (stars !== null) progress.value = withStars(progress.peek(), stars.puzzle, stars.stars);
    }),
  ];
  return {
    ...room,
    languageCode,
    language,
    theme,
    calm,
    progress,
    intents,
    isDark: computed(() => theme.value === 'dark' || (theme.value === 'system' && systemIsDark.value)),
    stop: () => stops.forEach((end) => end()),
  };
}

/** The language that was chosen here before, else the first of the browser's that we have, else English. */
export function firstLanguage(keeper: Keeper, wanted: readonly string[]): LanguageCode {
  const chosen = languageCodes.find((code) => code === keeper.read(LANGUAGE_KEY));
  if (chosen !== undefined) return chosen;
  for (const tag of wanted) {
    const [language] = tag.toLowerCase().split('-');
    const code = languageCodes.find((known) => known.split('-')[0] === language);
    if (code !== undefined) return code;
  }
  return 'en';
}

/** Stars of the own seat when the puzzle is won. */
function starsWon(room: RoomModel | null): { puzzle: RoomModel['puzzle']; stars: number } | null {
  if (room?.phase !== 'result') return null;
  const own = room.result.find(({ device }) => device === room.me.device);
  return own === undefined ? null : { puzzle: room.puzzle, stars: own.stars };
}

/** A new language shows when its words are there; until then, and if they do not come, the old one stays. */
function followLanguage({ keeper, language: first, load }: StoreSurroundings): {
  languageCode: Signal<LanguageCode>;
  language: ReadonlySignal<Language>;
  stop: () => void;
} {
  const languageCode = signal<LanguageCode>(first.code);
  const language = signal(first);
  const stop = effect(() => {
    const code = languageCode.value;
    if (code === language.peek().code) return;
    load(code).then(
      (loaded) => {
        if (languageCode.peek() !== code) return;
        keeper.write(LANGUAGE_KEY, code);
        language.value = loaded;
      },
      () => {
        if (languageCode.peek() === code) languageCode.value = language.peek().code;
      },
    );
  });
  return { languageCode, language, stop };
}

function readTheme(keeper: Keeper): Theme {
  const kept = keeper.read(THEME_KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}
