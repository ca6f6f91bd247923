import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWon } from '../../shared/game/match.ts';
import { puzzleIds } from '../../shared/game/puzzle.ts';
import { settingsOn } from '../../shared/game/setting.ts';
import { deviceOf } from '../../shared/network/network.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { setUpByKeys, tabTo } from './moves.ts';
import { closeStage, expectAccessible, matchOf, openStage, PHONE, roomOf, until, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const configured = puzzleIds.filter((id) => puzzles[id].configure !== undefined);

describe.skipIf(noChromium)('devices are set up', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it.each(configured)(
    'alone and by keys only: %s fails with nothing set, says why, and is finished within par',
    async (id) => {
      const { page, faults, close } = await visit(stage, '/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await tabTo(page, `a[href="/play/${id}"]`);
      await page.keyboard.press('Enter');
      await page.locator('dialog.intro').waitFor();
      await expectAccessible(page, axe);
      for (let card = 0; card < 8 && (await page.locator('dialog.intro').count()) > 0; card++) {
        await tabTo(page, 'dialog.intro .btn.main');
        await page.keyboard.press('Enter');
      }
      const match = await matchOf(page);
      const [seat = ''] = puzzles[id].seats;
      await tabTo(page, 'select.speed');
      await page.keyboard.press('End');
      await tabTo(page, '.configure .field');
      await expectAccessible(page, axe);
      expect(await setUpByKeys(page, match, seat, [])).toBe(false);
      await page.locator('.run-failed').waitFor();
      await expectAccessible(page, axe);
      expect(await setUpByKeys(page, match, seat, match.settings[seat] ?? [])).toBe(true);
      await page.locator('.result-page h1').waitFor();
      expect(await page.locator('.result-page .nums b').allTextContents()).toEqual(
        Array(3).fill(String(match.par[seat])),
      );
      expect(await page.locator('.result-page .mistakes li').count()).toBeGreaterThan(0);
      await expectAccessible(page, axe);
      expect(faults).toEqual([]);
      await close();
    },
  );

  it('two people and a bot: one forgets a row and reads it, the other only where; both see who is ready', async () => {
    const ann = await visit(stage, '/');
    await ann.page.getByRole('button', { name: 'Play with friends' }).click();
    const { record } = await roomOf(ann.page);
    const ben = await visit(stage, `/room/${record.code}`, PHONE);
    await ann.page.getByRole('radio', { name: /Static routes/ }).check();
    await until(async () => (await roomOf(ann.page)).clients.length === 2, 'both are in the room');
    await ann.page.getByRole('button', { name: 'Start' }).click();
    for (const { page } of [ann, ben]) {
      await page.locator('dialog.intro').waitFor();
      await page.keyboard.press('Escape');
    }
    const match = await matchOf(ann.page);
    (await roomOf(ann.page)).pace.setPace({ paused: false, speed: 20 });
    expect(Object.values(match.seats).map(({ occupant }) => occupant)).toEqual(['person', 'person', 'bot']);
    // Only the bot tells: Ann has to ask Ben.
    await ann.page.locator('.told').getByText('Router 3 is a bot').waitFor();
    expect(await ann.page.locator('.told').getByText('Router 2 is a bot').count()).toBe(0);

    const write = async ({ page }: typeof ann, seat: string, at: number): Promise<void> => {
      const row = match.settings[seat]?.[at];
      if (row?.set !== 'route') throw new Error('no row');
      const [network = '', length = ''] = row.to.split('/');
      await page.locator('input[name="network"]').fill(network);
      await page.locator('input[name="length"]').fill(length);
      await page.locator('input[name="gateway"]').fill(row.via ?? '');
      const before = settingsOn(deviceOf(match.network, seat)).length;
      await page.locator('.route-form button').click();
      await until(async () => (await page.locator('tr.written').count()) > before, `${seat} has its row`);
      await until(
        async () => (await page.locator('input[name="network"]').inputValue()) === '',
        'a new row can be written',
      );
    };
    for (const at of [0, 1, 2]) await write(ann, 'R1', at);
    for (const at of [1, 2]) await write(ben, 'R2', at);
    await ann.page.locator('.step.ready .btn').click();
    await ben.page.locator('.ready-list li').first().locator('.tick.ok').waitFor();
    expect(match.configuration?.phase).toBe('setting');
    await ben.page.locator('.step.ready .btn').tap();
    await until(() => match.configuration?.runs === 1 && match.configuration.phase === 'setting', 'the run has failed');
    await ben.page.locator('.run-failed').waitFor();
    await ann.page.locator('.run-failed').waitFor();
    const [told, heard] = await Promise.all([ben, ann].map(({ page }) => page.locator('.run-failed').innerText()));
    expect(told).toMatch(/\d+\.\d+\.\d+\.\d+/);
    expect(heard).toContain('Router 2');
    expect(heard).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
    await write(ben, 'R2', 0);
    for (const { page } of [ben, ann]) await page.locator('.step.ready .btn').click();
    for (const { page } of [ann, ben]) await page.locator('.result-page h1').waitFor({ timeout: 60_000 });
    expect(isWon(match)).toBe(true);
    for (const { page } of [ann, ben]) await expectAccessible(page, axe);
    expect([...ann.faults, ...ben.faults]).toEqual([]);
    await ann.close();
    await ben.close();
  });

  it('on a phone: what comes of a new VLAN, of an address that is taken up, and of a row that is added, is in sight at once', async () => {
    /** Between the strip of the map and the tabs. */
    const isInSight = async (page: Page, selector: string): Promise<boolean> => {
      const [it, map, tabs] = await Promise.all(
        [selector, '.play > .board', '.tabbar'].map((one) => page.locator(one).first().boundingBox()),
      );
      if (!it || !map || !tabs) return false;
      return it.y >= map.y + map.height - 1 && it.y + it.height <= tabs.y + 1;
    };
    const open = async (id: string): Promise<Page> => {
      const { page } = await visit(stage, `/play/${id}`, { ...PHONE, locale: 'en-US' });
      await page.locator('dialog.intro').waitFor();
      await page.keyboard.press('Escape');
      return page;
    };
    const { ports, told, routes } = english.words.panels.configure;
    const vlan = await open('vlan');
    const create = async (id: string): Promise<void> => {
      await vlan.locator('input[name="new-vlan"]').fill(id);
      // The form ends where the screen ends.
      await vlan.locator('.vlan-form').evaluate((form) => form.scrollIntoView({ block: 'end' }));
      await vlan.locator('.vlan-form button').tap();
    };
    await create('5000');
    await vlan.locator('.field-error', { hasText: english.words.refusals['bad-vlan'] }).waitFor();
    await until(() => isInSight(vlan, '.field-error:not(:empty)'), 'the error is in sight');
    expect(await vlan.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('new-vlan');
    await create('20');
    expect(await vlan.locator('.vlan-note').textContent()).toBe(ports.known(20));
    await create('30');
    expect(await vlan.locator('.vlan-note[role=status]').textContent()).toBe(ports.created(30));
    await until(() => isInSight(vlan, '.vlan-note'), 'the effect is in sight');
    expect(await vlan.locator('.field-error:not(:empty)').count()).toBe(0);
    expect(await vlan.locator('select[name="p1"] option[value="30"]').count()).toBe(1);

    const page = await open('static-routes');
    const network = page.locator('.told button', { hasText: /Network/ }).last();
    const text = ((await network.textContent()) ?? '').replace('Network ', '');
    await network.tap();
    await until(() => isInSight(page, '.route-form'), 'the new row is in sight');
    await page.locator('.toast-place [aria-live]', { hasText: told.written(text) }).waitFor();
    const gateway = page.locator('.told button', { hasText: /Gateway/ }).first();
    const via = ((await gateway.textContent()) ?? '').replace('Gateway ', '');
    await gateway.tap();
    await page.locator('.route-form button').tap();
    await page.locator('tr.written').waitFor();
    await until(() => isInSight(page, 'tr.written'), 'the added row is in sight');
    await page.locator('.toast-place [aria-live]', { hasText: routes.added(`${text} via ${via}`) }).waitFor();
    await Promise.all([vlan, page].map((one) => one.context().close()));
  });
});
