import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { isWon } from '../../shared/game/match.ts';
import { chinese } from '../../shared/text/zh/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { nextLetter, playByPointer, press } from './moves.ts';
import { closeStage, expectAccessible, openStage, PHONE, QUICK, roomOf, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noChromium)('在手机上，用中文', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it.each(['who-has', 'learning-switch', 'spanning-tree', 'trunk'] as const)(
    '%s is finished by touch at 360 × 740, nothing is wider than the screen',
    async (id) => {
      const { page, faults, close } = await visit(stage, `/play/${id}`, PHONE);
      const text = chinese.puzzles[id];
      await page.locator('dialog.intro').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      expect(await page.locator('dialog.intro').textContent()).toContain(text.intro[0]?.title);
      for (const _card of text.intro) await press(page, page.locator('dialog.intro .btn.main'));
      const { pace, round } = await roomOf(page);
      pace.setPace({ paused: pace.paused, speed: QUICK });
      const { match } = round;
      const [seat = ''] = match.puzzle.seats;
      let moves = 0;
      for (
        let card = await nextLetter(page, match, seat);
        card !== undefined;
        card = await nextLetter(page, match, seat)
      ) {
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(360);
        if (moves++ === 0) await expectAccessible(page, axe);
        await answersAreInSight(page);
        await playByPointer(page, match, seat, card);
      }
      expect(isWon(match)).toBe(true);
      await page.locator('.result-page h1').waitFor();
      expect(await page.locator('.result-page h1').textContent()).toBe(text.won);
      await expectAccessible(page, axe);
      expect(faults).toEqual([]);
      await close();
    },
  );
});

/** However long the comparisons above them are, the answers stand over the button. */
async function answersAreInSight(page: Page): Promise<void> {
  const answer = page.locator('.sheet .vectors + .choices .pick').last();
  if ((await answer.count()) === 0) return;
  const [box, button] = [await answer.boundingBox(), await page.locator('.sheet .do').boundingBox()];
  expect(box!.y + box!.height).toBeLessThanOrEqual(button!.y + 1);
}
