/**
 * How somebody's log goes to their browser: as texts of a few entries each, so that a decision sends the last few and not everything that was ever decided. Page n stands
 * in place n modulo the number of places, and takes it from the oldest page.
 */
import type { SeatView, ToldEntry } from '../game/view.ts';

/** The log of a view. */
export type Log = Pick<SeatView, 'log' | 'logged'>;

/** Entries of a page. */
const PAGE = 4;

/** Names of the texts. */
export const logPlaces = (
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25] as const
).map((place) => `log${place}` as const);
export type LogPlace = (typeof logPlaces)[number];

/** Most entries that are told, 100: those of one page less, for the first page and the last one are seldom full. */
const TOLD_MAX = PAGE * (logPlaces.length - 1);

/** Entries of one page; `from`: how many came before the first of them. */
interface LogPage {
  readonly from: number;
  readonly entries: readonly ToldEntry[];
}

/** The texts by their places; empty where there is no page. Of a longer log the latest hundred entries. */
export function splitLog({ log, logged }: Log): readonly string[] {
  const texts = logPlaces.map(() => '');
  for (let from = logged - Math.min(log.length, TOLD_MAX); from < logged;) {
    const page = Math.floor(from / PAGE);
    const end = Math.min((page + 1) * PAGE, logged);
    const entries = log.slice(from - logged, end === logged ? undefined : end - logged);
    texts[page % logPlaces.length] = JSON.stringify({ from, entries } satisfies LogPage);
    from = end;
  }
  return texts;
}

/** The log again, of what was parsed of the texts; null stands for an empty one. */
export function joinLog(parsed: readonly unknown[]): Log {
  const pages = (parsed as readonly (LogPage | null)[])
    .filter((page) => page !== null)
    .toSorted((one, other) => one.from - other.from);
  const last = pages.at(-1);
  return { log: pages.flatMap(({ entries }) => entries), logged: (last?.from ?? 0) + (last?.entries.length ?? 0) };
}
