/** The division by hand on its card, done with the keyboard alone: tab, Enter, 0 and 1. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawTask, roundOf } from '../../client/pages/division.ts';
import { noChromium } from '../setup/chromium.ts';
import { tabTo } from './moves.ts';
import { closeStage, expectAccessible, openStage, roomOf, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noChromium)('the division behind the check sequence', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('goes on with right steps only, at the sender and for both frames at the receiver', async () => {
    const { page, faults, close } = await visit(stage, '/play/bad-bits');
    const enter = async (selector: string): Promise<void> => {
      await tabTo(page, selector);
      await page.keyboard.press('Enter');
    };
    /** To another card: its title gets the focus. */
    const turnTo = async (selector: string, card: number): Promise<void> => {
      await enter(selector);
      await page
        .locator('.intro-text', { hasText: `Card ${card} of 5` })
        .locator('h3:focus')
        .waitFor();
    };
    const choose = (place: number): Promise<void> => enter(`.division-do .two .btn:nth-child(${place})`);
    await page.locator('dialog.intro').waitFor();
    for (const card of [2, 3]) await turnTo('dialog.intro .btn.main', card);
    await page.locator('.division').waitFor();
    await expectAccessible(page, axe);
    const room = await roomOf(page);
    const task = drawTask(`${room.record.code} ${room.round.number}`);
    const fault = page.locator('.division-fault');
    const wrongJudged: string[] = [];
    for (const round of [0, 1, 2] as const) {
      const { steps, remainder } = roundOf(task, round);
      for (const { window, result } of steps) {
        const right = window.startsWith('1') ? 1 : 2;
        await choose(3 - right);
        expect(await fault.textContent()).toContain(`${window} begins with ${window[0]}`);
        await choose(right);
        if (right === 2 || round > 0) continue;
        // The focus is on the first bit of the row; each digit goes on to the next one, the last one to the button.
        await page.keyboard.type(result.replace(/.$/, (bit) => (bit === '1' ? '0' : '1')));
        await page.keyboard.press('Enter');
        expect(await fault.textContent()).toContain(`Column ${result.length}`);
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.type(result.at(-1)!);
        await page.keyboard.press('Enter');
      }
      if (round > 0) {
        const right = remainder.includes('1') ? 2 : 1;
        await choose(3 - right);
        wrongJudged.push((await fault.textContent()) ?? '');
        await choose(right);
      }
      await expectAccessible(page, axe);
      if (round < 2) await page.keyboard.press('Enter');
    }
    expect(wrongJudged.toSorted()).toEqual([
      expect.stringContaining('bits changed on the way'),
      expect.stringContaining('is all zeros'),
    ]);
    expect(await page.locator('.division-do').textContent()).toContain('only faster');
    // What was done is still there after a look at another card.
    await turnTo('dialog.intro .btn.main', 4);
    await turnTo('.intro-foot .btn:first-child', 3);
    expect(await page.locator('.division-do').textContent()).toContain('only faster');
    expect(faults).toEqual([]);
    await close();
  });
});
