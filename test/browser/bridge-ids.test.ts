/** Bridge IDs compared on a card, by keys alone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawBridgeIds } from '../../client/pages/bridge-ids.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { tabTo } from './moves.ts';
import { closeStage, expectAccessible, openStage, roomOf, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noChromium)('the bridge IDs on a card', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('says why another one is higher, and goes on when the lowest is pressed', async () => {
    const { page, faults, close } = await visit(stage, '/play/spanning-tree');
    const enter = async (selector: string): Promise<void> => {
      await tabTo(page, selector);
      await page.keyboard.press('Enter');
    };
    await page.locator('dialog.intro').waitFor();
    await enter('dialog.intro .btn.main');
    await page.locator('.bridge-ids').waitFor();
    await expectAccessible(page, axe);
    const room = await roomOf(page);
    const words = english.words.bridgeIds;
    const status = page.locator('.bridge-ids [role=status]');
    const choose = (ids: readonly string[], id: string): Promise<void> =>
      enter(`.bridge-ids .stack .btn:nth-child(${ids.indexOf(id) + 1})`);
    const [first, second] = drawBridgeIds(`${room.record.code} ${room.round.number}`);
    await choose(
      first.ids,
      first.ids.find((id) => id !== first.lowest)!,
    );
    expect(await status.textContent()).toContain('The address does not even count');
    await expectAccessible(page, axe);
    await choose(first.ids, first.lowest);
    expect(await status.textContent()).toBe(words.byPriority(Number.parseInt(first.lowest, 10)));
    await enter('.bridge-ids > .btn');
    await choose(
      second.ids,
      second.ids.find((id) => id !== second.lowest)!,
    );
    expect(await status.textContent()).toBe(words.higherAddress);
    await choose(second.ids, second.lowest);
    expect(await status.textContent()).toBe(words.byAddress);
    await expectAccessible(page, axe);
    expect(faults).toEqual([]);
    await close();
  });
});
