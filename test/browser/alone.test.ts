import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWon } from '../../shared/game/match.ts';
import { puzzleIds } from '../../shared/game/puzzle.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { nextLetter, playByKeys, playTheWire, saveByKeys, tabTo } from './moves.ts';
import { closeStage, expectAccessible, matchOf, openStage, QUICK, roomOf, until, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noChromium)('somebody alone, with the keyboard only', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  // Where devices are set up there are no letters: see configure.test.ts. Where something breaks somebody has to say what: see fault.test.ts.
  const withLetters = puzzleIds.filter((id) => puzzles[id].configure === undefined && puzzles[id].fault === undefined);

  it.each(withLetters)('finishes %s, within par and with three stars', async (id) => {
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
    const { pace } = await roomOf(page);
    await until(() => pace.speed === 4, 'the fastest speed is set');
    // Which leaves nothing to see, but the keys still lead the way.
    pace.setPace({ paused: pace.paused, speed: QUICK });
    if (puzzles[id].live !== undefined) {
      await page.locator('.wire-card').waitFor();
      await expectAccessible(page, axe);
      await tabTo(page, '.dev input[type=radio]');
      await playTheWire(await roomOf(page), [{ page, seat }]);
    }
    let looked = false;
    for (
      let card = await nextLetter(page, match, seat);
      card !== undefined;
      card = await nextLetter(page, match, seat)
    ) {
      // Back from the speed to the letters, as a person would.
      await tabTo(page, '.letter.on');
      if (!looked) await expectAccessible(page, axe);
      looked = true;
      await playByKeys(page, match, seat, card);
    }
    if (match.storm !== null) {
      await page.locator('.own-cables').waitFor();
      await expectAccessible(page, axe);
      await saveByKeys(page, match);
    }
    expect(isWon(match)).toBe(true);
    await page.locator('.result-page h1').waitFor();
    expect(await page.locator('.result-page .nums b').allTextContents()).toEqual(
      Array(3).fill(String(match.par[seat])),
    );
    await expectAccessible(page, axe);
    expect(faults).toEqual([]);
    await close();
  });
});
