/**
 * What the tours of mistakes share: the four ways in which each puzzle is looked at, and what has to hold of every page on the way. CI walks through each puzzle in one
 * of the four ways; `TOUR=all` walks in all of them, `TOUR=nat` through one puzzle in all of them. `SHOTS=DIR` leaves a picture of every stop there.
 */
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { puzzleIds, type PuzzleId } from '../../shared/game/puzzle.ts';
import type { Language } from '../../shared/text/language.ts';
import { chinese } from '../../shared/text/zh/index.ts';
import { english } from '../../shared/text/en/index.ts';
import { LAPTOP, PHONE } from './stage.ts';

export interface Way {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly language: Language;
}

/** Both sizes in both languages, each language once by day and once by night. */
export const ways: readonly Way[] = [
  { name: 'laptop-en', options: { ...LAPTOP, colorScheme: 'light' }, language: english },
  { name: 'phone-zh', options: { ...PHONE, colorScheme: 'light' }, language: chinese },
  { name: 'phone-en', options: { ...PHONE, locale: 'en-US', colorScheme: 'dark' }, language: english },
  { name: 'laptop-zh', options: { ...LAPTOP, locale: 'zh-CN', colorScheme: 'dark' }, language: chinese },
];

const wanted = process.env['TOUR'];
const shots = process.env['SHOTS'];

/** Whether all of a puzzle is looked at, and not only as much of it as CI has time for. */
export const isTour = wanted !== undefined;

/** The ways in which a puzzle is walked through in this run: one of the four in turn, or what `TOUR` asks for. */
export function waysOf(id: PuzzleId): readonly Way[] {
  if (wanted === undefined) return [ways[puzzleIds.indexOf(id) % ways.length]!];
  return wanted === 'all' || wanted === id ? ways : [];
}

/** Nothing on the page is wider than the screen; a picture of it is left where one is wanted and the stop has a name. */
export async function look(page: Page, way: Way, stop: string | null): Promise<void> {
  if (shots !== undefined && stop !== null) await page.screenshot({ path: join(shots, `${stop}-${way.name}.png`) });
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(content, `${stop} is not wider than the screen`).toBeLessThanOrEqual(screen);
}
