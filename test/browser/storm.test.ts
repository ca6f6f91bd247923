/** Two people in a storm: one pulls the wrong cable, reads what became of it and plugs it in again; together they end it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWon } from '../../shared/game/match.ts';
import { isLive } from '../../shared/game/storm.ts';
import { english } from '../../shared/text/en/index.ts';
import { chinese } from '../../shared/text/zh/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { nextLetter, playByPointer, press } from './moves.ts';
import { closeStage, expectAccessible, matchOf, openStage, PHONE, roomOf, until, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noChromium)('a storm', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('is ended by two, on a laptop and on a phone, after a mistake that is read and mended', async () => {
    const ann = await visit(stage, '/');
    await ann.page.getByRole('button', { name: 'Play with friends' }).click();
    const room = await roomOf(ann.page);
    const ben = await visit(stage, new URL(ann.page.url()).pathname, PHONE);
    await ann.page.getByRole('radio', { name: /Broadcast storm/ }).check();
    await until(() => room.clients.length === 2, 'both are in the room');
    await ann.page.getByRole('button', { name: 'Start' }).click();
    for (const { page } of [ann, ben]) {
      await page.locator('dialog.intro').waitFor();
      await page.keyboard.press('Escape');
    }
    const match = await matchOf(ann.page);
    expect(Object.values(match.seats).map(({ occupant }) => occupant)).toEqual(['person', 'person', 'bot', 'bot']);
    room.pace.setPace({ paused: false, speed: 4 });
    for (;;) {
      const turn = await until(
        () => (isLive(match) ? 'live' : match.seats['A']?.inbox[0] ? 'A' : match.seats['B']?.inbox[0] && 'B'),
        'somebody has a letter, or it runs live',
      );
      if (turn === 'live') break;
      const page = turn === 'A' ? ann.page : ben.page;
      const card = await nextLetter(page, match, String(turn));
      if (card !== undefined) await playByPointer(page, match, String(turn), card);
    }
    for (const { page } of [ann, ben]) await page.locator('.own-cables').waitFor();
    expect(await ben.page.locator('.own-cable').first().isDisabled()).toBe(true);
    await until(() => match.storm?.filledUs !== null, 'every cable is full');

    // Ben pulls the cable of his machine.
    await turnCable(ben.page, 0);
    const verdict = ben.page.locator('.verdict');
    await verdict.waitFor();
    const { rules, puzzles } = chinese;
    expect(await verdict.textContent()).toContain(rules['switch.loop'].rule);
    expect(await verdict.locator('code').textContent()).toBe('switch.loop');
    expect(await verdict.locator('.values').textContent()).toContain(puzzles['broadcast-storm'].names['M2']?.name);
    expect(await ben.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(ben.page, axe);
    // Ann is told what Ben did, and sees who is cut off.
    await ann.page.locator('.toast', { hasText: english.words.panels.storm.pulled('Switch B', 'Machine 2') }).waitFor();
    await ann.page.locator('.board-load.out').waitFor();
    await press(ben.page, verdict.locator('.do .btn.main'));
    await verdict.waitFor({ state: 'detached' });
    await ann.page.locator('.board-load.out').waitFor({ state: 'detached' });
    expect(match.seats['B']).toMatchObject({ counts: { broken: 1 }, log: [{}, {}, {}, { mended: true }] });

    // Ann opens the ring. What is left is the bots' business.
    await turnCable(ann.page, 1);
    await until(() => isWon(match), 'the storm is over', 120_000);
    for (const { page, faults } of [ann, ben]) {
      await page.locator('.result-page h1').waitFor();
      expect(faults).toEqual([]);
    }
    expect(await ann.page.locator('.result-page h1').textContent()).toBe(english.puzzles['broadcast-storm'].won);
    expect(await ben.page.locator('.result-page').textContent()).toContain(rules['switch.loop'].name);
    await ann.close();
    await ben.close();
  });

  async function turnCable(page: Awaited<ReturnType<typeof visit>>['page'], place: number): Promise<void> {
    await press(page, page.locator('.own-cable').nth(place));
    await press(page, page.locator('.storm .do .btn.main'));
  }
});
