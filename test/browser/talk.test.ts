import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chinese } from '../../shared/text/zh/index.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { closeStage, expectAccessible, matchOf, openStage, PHONE, roomOf, until, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const en = english.words.talk;
const zh = chinese.words.talk;

/** Do two elements share any room on the screen? */
async function overlap(page: Page, one: string, other: string): Promise<boolean> {
  const boxes = await Promise.all([one, other].map((selector) => page.locator(selector).first().boundingBox()));
  const [a, b] = boxes;
  if (!a || !b) return false;
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  return across > 0.5 && Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 0.5;
}

describe.skipIf(noChromium)('what the team says', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('is pointed at on an English laptop and read on a Chinese phone, and the other way round', async () => {
    const ann = await visit(stage, '/');
    await ann.page.getByRole('button', { name: 'Play with friends' }).click();
    await ann.page.getByRole('radio', { name: /Two routers/ }).check();
    await until(async () => (await matchOf(ann.page)).puzzle.id === 'two-routers', 'the puzzle is chosen');
    await ann.page.getByRole('button', { name: 'Start' }).click();
    await ann.page.locator('dialog.intro').waitFor();
    await ann.page.keyboard.press('Escape');
    // Nobody is there who would hear it.
    expect(await ann.page.locator('#talk-open').count()).toBe(0);

    const mei = await visit(stage, new URL(ann.page.url()).pathname, PHONE);
    await mei.page.locator('dialog.intro').waitFor();
    await mei.page.keyboard.press('Escape');
    const room = await roomOf(ann.page);
    const names = [...room.state.players.values()].map(({ name }) => name);
    const [annName = '', meiName = ''] = names;

    // By keys for the phrase, by pointer for the device.
    await ann.page.locator('#talk-open').waitFor();
    await ann.page.locator('.board-device').first().waitFor();
    await ann.page.keyboard.press('s');
    await ann.page.getByRole('button', { name: en.phrases.look, exact: true }).waitFor();
    await expectAccessible(ann.page, axe);
    expect(await overlap(ann.page, '.talk', '.boardtools')).toBe(false);
    expect(await overlap(ann.page, '.talk', '.dev')).toBe(false);
    await ann.page.keyboard.press('1');
    await ann.page.locator('.board-pointing').waitFor();
    await expectAccessible(ann.page, axe);
    await ann.page
      .getByRole('button', { name: /^Router 2/ })
      .first()
      .click();
    await ann.page.locator('.talk').waitFor({ state: 'detached' });
    const said = zh.said(annName, zh.phrases.look, chinese.puzzles['two-routers'].names['R2']?.name ?? '');
    await mei.page.locator('.said-note').waitFor();
    expect(await mei.page.locator('.said-note').textContent()).toBe(said);
    expect(await mei.page.locator('p.unseen[role=status]:not([aria-live])').textContent()).toBe(said);
    expect(await mei.page.getByRole('img', { name: said }).count()).toBe(1);
    const ring = await mei.page.locator('.board-pointer').boundingBox();
    const device = await mei.page.locator('.board-device[data-spot="device R2"]').boundingBox();
    expect(ring !== null && device !== null).toBe(true);
    expect(Math.abs(ring!.x + ring!.width / 2 - device!.x - device!.width / 2)).toBeLessThan(3);
    await ann.page.locator('.board-bubble.said').getByText(en.phrases.look).waitFor();

    // The phone answers by touch, from another part of its screen; its list is as wide as its screen.
    await mei.page.getByRole('button', { name: chinese.words.play.tabs.table, exact: true }).tap();
    await mei.page.getByRole('button', { name: zh.open }).tap();
    await mei.page.getByRole('button', { name: zh.phrases['well-done'] }).waitFor();
    await expectAccessible(mei.page, axe);
    expect(await mei.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const targets = await mei.page
      .locator('.talk :is(button, label), #talk-open')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height]));
    expect(targets.flat().filter((size) => size < 44)).toEqual([]);
    await mei.page.getByRole('button', { name: zh.phrases['well-done'] }).tap();
    await mei.page.getByRole('button', { name: zh.pointAtNothing }).tap();
    const answer = en.said(meiName, en.phrases['well-done'], '');
    await ann.page.locator('.board-bubble.said').getByText(answer).waitFor();
    expect(await ann.page.locator('p.unseen[role=status]:not([aria-live])').textContent()).toBe(answer);
    await ann.page.getByRole('button', { name: english.words.panels.log.title }).click();
    await ann.page.locator('dialog .events').getByText(answer).waitFor();
    await ann.page.keyboard.press('Escape');
    expect(ann.faults.concat(mei.faults)).toEqual([]);
    await ann.close();
    await mei.close();
  });
});
