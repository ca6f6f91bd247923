import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../shared/text/en/index.ts';
import type { Language } from '../../shared/text/language.ts';
import { chinese } from '../../shared/text/zh/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { tabTo } from './moves.ts';
import { closeStage, expectAccessible, LAPTOP, openStage, PHONE, until, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noChromium)('looking something up', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  /** As in a browser in which these puzzles have been finished. */
  async function visitWith(finished: readonly string[], path: string, options: BrowserContextOptions = LAPTOP) {
    const visitor = await visit(stage, '/', options);
    const progress = { version: 1, stars: Object.fromEntries(finished.map((id) => [id, 3])) };
    await visitor.page.evaluate((text) => localStorage.setItem('hop.progress', text), JSON.stringify(progress));
    await visitor.page.goto(stage.base + path);
    await visitor.page.locator('h1:not(.loading)').waitFor();
    return visitor;
  }

  const focused = (page: Page): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.textContent ?? '');
  /** The focus follows a moment after what it goes to is shown. */
  const focusComes = (page: Page, to: string | null): Promise<boolean> =>
    until(async () => (await focused(page)) === to, `the focus is on ${to}`);

  it('goes by keys alone from home to the glossary, to a term, to its puzzle, and back to the term', async () => {
    const { page, faults, close } = await visitWith(['learning-switch'], '/');
    await tabTo(page, 'a[href="/glossary"]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: english.words.glossary.title }).waitFor();
    await tabTo(page, 'input[type="search"]');
    await page.keyboard.type('flood');
    await page.getByText('flooding', { exact: true }).waitFor();
    expect(await page.locator('dt').count()).toBeLessThan(5);
    await tabTo(page, 'a[href="/reference/learning-switch"]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: english.puzzles['learning-switch'].title }).waitFor();
    await until(() => page.evaluate(() => document.activeElement?.id === 'content'), 'the focus is on the page');
    await tabTo(page, 'button.term');
    await page.keyboard.press('Enter');
    await tabTo(page, '.meaning a');
    await page.keyboard.press('Enter');
    await page.locator('.entry.on dt').waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/glossary#switch');
    await focusComes(page, 'switch');
    expect(await page.locator('.entry.on').isVisible()).toBe(true);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: english.puzzles['learning-switch'].title }).waitFor();
    await tabTo(page, 'a[href="/play/learning-switch"]');
    await page.keyboard.press('Enter');
    await page.locator('dialog.intro').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('opens over a match without leaving it, and gives the focus back', async () => {
    const { page, faults, close } = await visitWith([], '/play/first-frame');
    await page.locator('dialog.intro').waitFor();
    const address = page.url();
    await tabTo(page, 'dialog.intro .term');
    const word = await focused(page);
    await page.keyboard.press('Enter');
    await tabTo(page, '.meaning .more');
    await page.keyboard.press('Enter');
    await page.locator('dialog.glossary-window .entry.on').waitFor();
    await focusComes(page, await page.locator('.entry.on dt').textContent());
    await expectAccessible(page, axe);
    await page.keyboard.press('Escape');
    await page.locator('dialog.glossary-window').waitFor({ state: 'detached' });
    await focusComes(page, word);
    await page.keyboard.press('Escape');
    await page.locator('dialog.intro').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: english.words.play.menu, exact: true }).press('Enter');
    await page.getByRole('button', { name: english.words.menu.glossary }).press('Enter');
    await page.locator('dialog.glossary-window').waitFor();
    await until(
      () => page.evaluate(() => document.activeElement?.matches('input') === true),
      'the search has the focus',
    );
    await page.keyboard.type('arp');
    expect(await page.locator('dialog.glossary-window input').inputValue()).toBe('arp');
    expect(await page.locator('dialog.glossary-window a').count()).toBe(0);
    expect(page.url()).toBe(address);
    expect(faults).toEqual([]);
    await close();
  });

  it.each([
    ['en', english, chinese],
    ['zh-CN', chinese, english],
  ] as const)('fits a phone, in the language and switched to the other one (%s)', async (locale, language, other) => {
    for (const path of ['/glossary', '/reference/two-routers']) {
      const { page, faults, close } = await visitWith(['two-routers'], path, { ...PHONE, locale });
      if (path !== '/glossary') await page.locator('svg.reference-map').first().waitFor();
      for (const shown of [language, other]) {
        await page.getByRole('button', { name: shown.code === 'en' ? 'EN' : '中文' }).tap();
        await page.getByRole('heading', { level: 1, name: titleOf(path, shown) }).waitFor();
        await until(async () => (await page.title()).includes(titleOf(path, shown)), 'the title is in that language');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        await expectAccessible(page, axe);
      }
      expect(faults).toEqual([]);
      await close();
    }
  });

  const titleOf = (path: string, { words, puzzles }: Language): string =>
    path === '/glossary' ? words.glossary.title : puzzles['two-routers'].title;
});
