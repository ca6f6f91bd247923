/** A puzzle that is toured in one of the four ways: its page with the match behind it, and what has to hold of every message on it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { MatchRoom } from '../../../server/rooms/match-room.ts';
import { isWon, type Match, type Seat } from '../../../shared/game/match.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import { refusalCodes } from '../../../shared/refusals.ts';
import { press } from '../moves.ts';
import { expectAccessible, roomOf, until, visit, type Stage } from '../stage.ts';
import { look, type Way } from '../tour.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Nobody has to wait for frames here: so many times the usual speed. */
const FAST = 400;

export interface Tour {
  readonly way: Way;
  readonly id: PuzzleId;
  readonly page: Page;
  readonly faults: readonly string[];
  readonly room: MatchRoom;
  readonly match: Match;
  /** The own seat as it is now. */
  own(): Seat;
  close(): Promise<void>;
}

/** Somebody with bots only, the introduction closed; the page's clock can be turned on. With `isOpen` others can join. */
export async function begin(stage: Stage, way: Way, id: PuzzleId, isOpen = false): Promise<Tour> {
  const { page, faults, close } = await visit(stage, '/', way.options);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.clock.install();
  await page.goto(`${stage.base}/${isOpen ? '' : `play/${id}`}`);
  if (isOpen) await startWithFriends(page, way, id);
  await page.locator('dialog.intro').waitFor();
  await page.keyboard.press('Escape');
  const room = await roomOf(page);
  room.pace.setPace({ paused: false, speed: FAST });
  const { match } = room.round;
  const device = Object.values(match.seats).find(({ occupant }) => occupant === 'person')?.device ?? '';
  const own = (): Seat => match.seats[device]!;
  return { way, id, page, faults, room, match, own, close };
}

async function startWithFriends(page: Page, { language }: Way, id: PuzzleId): Promise<void> {
  const { home, lobby } = language.words;
  await press(page, page.getByRole('button', { name: home.friends }));
  await page.getByRole('radio', { name: language.puzzles[id].title }).check();
  await press(page, page.getByRole('button', { name: lobby.start, exact: true }));
}

/** The result, with these sentences among the mistakes. */
export async function finish(tour: Tour, mistakes: readonly string[]): Promise<void> {
  const { page, way, id, match, faults } = tour;
  await until(() => isWon(match), `${id} is won`, 120_000);
  await page.locator('.result-page h1').waitFor();
  expect(await page.locator('.result-page h1').textContent()).toBe(way.language.puzzles[id].won);
  const list = page.locator('.result-page .mistakes');
  await read(tour, `${id}-result`, page.locator('.result-page h1'), []);
  for (const text of mistakes) expect(flat(await list.innerText())).toContain(flat(text));
  await expectAccessible(page, axe);
  expect(faults).toEqual([]);
  await tour.close();
}

/** A message with exactly these sentences is in sight, and everything on the page can be read. */
export async function read(tour: Tour, stop: string, message: Locator, texts: readonly string[]): Promise<void> {
  const { page, way } = tour;
  await message.waitFor();
  const shown = async (): Promise<string> => flat(await message.innerText());
  for (const text of texts)
    await until(async () => (await shown()).includes(flat(text)), `"${text}" is read (${way.name})`, 10_000).catch(
      async (cause: unknown): Promise<never> => {
        throw new Error(`"${text}" is not in "${await shown()}" (${way.name} ${stop})`, { cause });
      },
    );
  await look(page, way, stop);
  await until(() => isInSight(message), `${stop} is in sight (${way.name})`, 5_000);
  const { raw, cut } = await page.evaluate(faultsInText, idPattern.source);
  expect(raw, `no value or id of the program is read at ${stop} (${way.name})`).toEqual([]);
  expect(cut, `nothing is cut off at ${stop} (${way.name})`).toEqual([]);
}

/** axe has nothing to say about the page as it is. */
export const accessible = ({ page }: Tour): Promise<void> => expectAccessible(page, axe);

/** On a phone one part is shown at a time: opens this one. Does nothing on a laptop. */
export async function show({ page, way }: Tour, tab: keyof typeof way.language.words.play.tabs): Promise<void> {
  const bar = page.locator('.tabbar');
  if ((await bar.count()) === 0) return;
  const { play, panels } = way.language.words;
  const names = tab === 'frame' ? [play.tabs.frame, panels.configure.tab] : [play.tabs[tab]];
  for (const name of names) {
    const button = bar.locator('button', { hasText: name });
    if ((await button.count()) > 0) return press(page, button);
  }
  throw new Error(`no tab ${tab}`);
}

/** As one line, as a person reads it. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The first line of it is on the screen, and nothing lies over it. */
function isInSight(message: Locator): Promise<boolean> {
  return message.evaluate((element) => {
    const first = element.querySelector('h1, h3, p, li, b') ?? element;
    const box = [...first.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
    if (box === undefined || box.top < 0 || box.bottom > innerHeight) return false;
    const over = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), box.top + box.height / 2);
    return over !== null && (first.contains(over) || over.contains(first));
  });
}

/** What no person should read: values that are missing, and the names that things have inside the program. */
const ids = [...refusalCodes.filter((code) => code.includes('-')), 'wrong-way', 'wrong-cable', 'port-vlan', 'at-once'];
const idPattern = new RegExp(
  `undefined|NaN|Infinity|\\[object|\\bnull\\b|\\bl\\d\\b|\\blan\\d\\b|\\bcable-\\d\\d|\\b(?:${ids.join('|')})\\b`,
);

/** In the page: texts in sight with such a thing in them, and texts of which something is hidden. */
function faultsInText(pattern: string): { raw: string[]; cut: string[] } {
  const unwanted = new RegExp(pattern);
  // Pixels: the signs of a font are a little higher than their line.
  const HALF_LINE = 8;
  const raw: string[] = [];
  const cut: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const holder = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (holder === null || text === '' || holder.closest('script, style, code, .console, svg') !== null) continue;
    if (!holder.checkVisibility()) continue;
    if (unwanted.test(text)) raw.push(text);
    const { overflowX, overflowY } = getComputedStyle(holder);
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
    // The title of a bar ends in dots where there is no room; it stands in the tab and on the way here, too.
    const mayBeCut = holder.clientWidth <= 1 || holder.closest('.unseen, .hidden, option, .bar .title') !== null;
    const isWide = hides(overflowX) && holder.scrollWidth > holder.clientWidth + 1;
    const isTall = hides(overflowY) && holder.scrollHeight > holder.clientHeight + HALF_LINE;
    if (!mayBeCut && (isWide || isTall)) cut.push(text);
  }
  return { raw, cut };
}
