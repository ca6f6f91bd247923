import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStation } from '../../shared/device/device.ts';
import type { Match } from '../../shared/game/match.ts';
import { deviceOf } from '../../shared/network/network.ts';
import { chinese } from '../../shared/text/zh/index.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { nextLetter, playByPointer, tabTo } from './moves.ts';
import { closeStage, expectAccessible, matchOf, openStage, PHONE, roomOf, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the panel's neighbour table says: the address and the MAC address of each row, sorted. */
async function neighborsInTable(page: Page, name: string): Promise<string[]> {
  const rows = await page.getByRole('table', { name, exact: true }).locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('td').allTextContents()));
  return cells.map(([address, mac]) => `${address} ${mac}`).toSorted();
}

/** The same from what `ip neigh` has printed, which is the last thing on the screen. */
async function neighborsInConsole(page: Page): Promise<string[]> {
  const printed = await page.locator('.console-entry').last().locator('pre').textContent();
  const lines = (printed ?? '').split('\n');
  return lines
    .map((line) => line.replace(/^(\S+) dev eth0 lladdr (\S+) (?:PERMANENT|REACHABLE) $/, '$1 $2'))
    .toSorted();
}

/** Has somebody answered its question by now? */
function knows({ network }: Match, device: string): boolean {
  const station = deviceOf(network, device);
  const rows = isStation(station) ? Object.values(station.neighbors).flatMap((table) => Object.values(table)) : [];
  return rows.length > 0 && rows.every((row) => row.state === 'reachable');
}

describe.skipIf(noChromium)('the console', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('is reached and used by keyboard alone, and prints what the neighbour table shows', async () => {
    const { page, faults, close } = await visit(stage, '/play/first-frame');
    await page.locator('dialog.intro').waitFor();
    await page.keyboard.press('Escape');
    const match = await matchOf(page);
    await nextLetter(page, match, 'M1');
    await tabTo(page, '.dev-head input');
    await page.keyboard.press('ArrowRight');
    const expected = await neighborsInTable(page, english.words.panels.tables.neighbors);
    expect(expected).toHaveLength(3);
    await page.keyboard.press('ArrowRight');
    await tabTo(page, '.console-input');
    // Letters that would take, drop and flood beside the board.
    for (const key of ['t', 'd', 'f']) await page.keyboard.press(key);
    expect(await page.locator('.console-input').inputValue()).toBe('tdf');
    expect(match.seats['M1']?.counts.decisions).toBe(0);
    await page.keyboard.press('Control+c');
    await page.keyboard.type('ip nei');
    await page.keyboard.press('Tab');
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.console-input')?.value === 'ip neighbor ',
    );
    await page.keyboard.press('Enter');
    await page.locator('.console-entry pre').waitFor();
    expect(await neighborsInConsole(page)).toEqual(expected);
    await expectAccessible(page, axe);
    await page.keyboard.press('ArrowUp');
    expect(await page.locator('.console-input').inputValue()).toBe('ip neighbor ');
    await page.keyboard.press('Control+l');
    await page.locator('.console-empty').waitFor();
    await expectAccessible(page, axe);
    // Out with Escape, and past the input with Tab: nobody is caught in it.
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('console');
    await tabTo(page, '.console-try .btn');
    expect(faults).toEqual([]);
    await close();
  });

  it('在手机上用手指点，中文界面，与邻居表一致', async () => {
    const { page, faults, close } = await visit(stage, '/play/who-has', PHONE);
    await page.locator('dialog.intro').waitFor();
    await page.keyboard.press('Escape');
    (await roomOf(page)).pace.setPace({ paused: false, speed: 20 });
    const match = await matchOf(page);
    const [seat = ''] = match.puzzle.seats;
    for (let turn = 0; turn < 8; turn++) {
      const card = await nextLetter(page, match, seat);
      if (card === undefined || knows(match, seat)) break;
      await playByPointer(page, match, seat, card);
    }
    const { tabs } = chinese.words.play;
    await page.getByRole('button', { name: tabs.table, exact: true }).tap();
    const expected = await neighborsInTable(page, chinese.words.panels.tables.neighbors);
    await page.getByRole('button', { name: tabs.console, exact: true }).tap();
    await page.getByText(chinese.words.panels.console.empty).waitFor();
    await page.getByRole('button', { name: 'ip neigh', exact: true }).tap();
    await page.locator('.console-entry pre').waitFor();
    expect(await neighborsInConsole(page)).toEqual(expected);
    // No keyboard jumps up that nobody asked for.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(page, axe);
    await page.locator('.console-input').tap();
    await page.keyboard.type('hostname');
    await page.locator('.console-button.run').tap();
    await page.getByText(`${seat}:~$ hostname`).waitFor();
    expect(await page.locator('.console-entry').last().locator('pre').textContent()).toBe(seat);
    expect(faults).toEqual([]);
    await close();
  });
});
