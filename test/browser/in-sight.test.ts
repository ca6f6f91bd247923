/** What only a browser can tell: which font is taken, where a letter begins, how far a line of a terminal goes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { nextLetter, playByPointer, press } from './moves.ts';
import { closeStage, LAPTOP, matchOf, openStage, PHONE, roomOf, visit, type Stage } from './stage.ts';
import { noChromium } from '../setup/chromium.ts';

describe.skipIf(noChromium)('on the screen', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('English quotes are narrow, whatever Chinese fonts there are', async () => {
    const { page, close } = await visit(stage, '/glossary');
    await page.locator('h1').waitFor();
    const widths = await page.evaluate(() => {
      const span = document.body.appendChild(document.createElement('span'));
      span.style.fontSize = '100px';
      return ['“', '”', '‘', '’'].map((mark) => {
        span.textContent = mark;
        return span.getBoundingClientRect().width;
      });
    });
    for (const width of widths) expect(width).toBeLessThan(70);
    await close();
  });

  it.each([
    ['low phone', { ...PHONE, viewport: { width: 360, height: 600 }, locale: 'en-US' }, '.phone-step > .scroll'],
    ['low laptop', { ...LAPTOP, viewport: { width: 1366, height: 600 } }, '.work'],
  ] as const)(
    'a new letter begins at its top on a %s, however far the one before was scrolled',
    async (_, options, part) => {
      const { page, close } = await visit(stage, '/play/near-or-far', options);
      await page.locator('dialog.intro').waitFor();
      while ((await page.locator('dialog.intro').count()) > 0)
        await press(page, page.locator('dialog.intro .btn.main'));
      const match = await matchOf(page);
      const [seat = ''] = match.puzzle.seats;
      const { pace } = await roomOf(page);
      pace.setPace({ paused: false, speed: 4 });
      for (let letter = 0; letter < 2; letter++) {
        const card = (await nextLetter(page, match, seat))!;
        await expect.poll(() => scrolled(page, part)).toBe(0);
        await page.locator(part).evaluate((element) => element.scrollTo(0, element.scrollHeight));
        await playByPointer(page, match, seat, card);
      }
      await close();
    },
  );

  it('on a phone a table of a program scrolls by itself, and its other lines go on below, further in', async () => {
    const { page, close } = await visit(stage, '/reference/trunk', { ...PHONE, locale: 'en-US' });
    await page.locator('.terminal-screen').first().waitFor();
    const table = page.locator('.terminal-screen pre.columns').first();
    expect(await table.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
    await table.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => table.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const starts = await page
      .locator('.terminal-screen pre:not(.columns) .terminal-line')
      .first()
      .evaluate((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        const [first, ...rest] = [...range.getClientRects()];
        const below = rest.filter(({ top }) => top > first!.top + 2).map(({ left }) => left);
        return [first!.left, Math.min(...below)] as const;
      });
    expect(starts[1]).toBeGreaterThan(starts[0] + 10);
    await close();
  });
});

function scrolled(page: Page, part: string): Promise<number> {
  return page.locator(part).evaluate((element) => element.scrollTop);
}
