import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWon } from '../../shared/game/match.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { rightAnswers } from '../shared/game/play.ts';
import { nextLetter, playByPointer } from './moves.ts';
import { closeStage, matchOf, openStage, roomOf, until, visit, type Stage, type Visitor } from './stage.ts';

describe.skipIf(noChromium)('two bridges at the ends of two trunks', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('are played by two people: one sends a tag to a host, the other sees that no answer comes, and both finish', async () => {
    const ann = await visit(stage, '/');
    await ann.page.getByRole('button', { name: 'Play with friends' }).click();
    const { record } = await roomOf(ann.page);
    const ben = await visit(stage, '/');
    await ben.page.getByLabel('Class or room code').fill(record.code);
    await ben.page.getByRole('button', { name: 'Come in' }).click();
    await ann.page.getByRole('radio', { name: /Two machines, one cable/ }).check();
    const other = ben.page.getByRole('button', { name: /Bridge 2/ }).first();
    await other.waitFor();
    await until(async () => (await roomOf(ann.page)).clients.length === 2, 'both are in the room');
    await other.click();
    await ann.page.getByRole('button', { name: 'Start' }).click();
    for (const { page } of [ann, ben]) {
      await page.locator('dialog.intro').waitFor();
      await page.keyboard.press('Escape');
    }
    const match = await matchOf(ann.page);
    (await roomOf(ann.page)).pace.setPace({ paused: false, speed: 4 });
    await until(
      () => ['BR1', 'BR2'].every((seat) => match.seats[seat]?.occupant === 'person'),
      'Ann is Bridge 1, Ben is Bridge 2',
    );
    let mistakes = 0;
    const tagToHost = async ({ page }: Visitor, card: NonNullable<Awaited<ReturnType<typeof nextLetter>>>) => {
      const right = rightAnswers(match, 'BR2', card);
      await playByPointer(page, match, 'BR2', card, { tags: right.ports ?? '' });
      const verdict = page.locator('.verdict');
      await verdict.waitFor();
      expect(await verdict.textContent()).toContain(english.rules['switch.vlan'].rule);
      expect(match.seats['BR2']?.verdict).toMatchObject({ quality: 'broken', rule: 'switch.vlan', part: 'tags' });
      await ann.page.getByText(/A1 pings A2: no answer/).waitFor();
      await page.getByRole('button', { name: /Try this frame again/ }).click();
      await verdict.waitFor({ state: 'detached' });
      await page.locator(`[data-letter="${card.id}"].on`).waitFor();
    };
    const turn = async (visitor: Visitor, seat: string): Promise<boolean> => {
      const own = match.seats[seat];
      if (own?.inbox[0] === undefined || own.verdictOpen) return false;
      const card = await nextLetter(visitor.page, match, seat);
      if (card === undefined) return false;
      const { event } = card;
      if (seat === 'BR2' && mistakes === 0 && own.guidedLeft === 0 && event.kind === 'frame' && event.port === 'p3') {
        mistakes++;
        await tagToHost(visitor, card);
      }
      await playByPointer(visitor.page, match, seat, card);
      return true;
    };
    while (!isWon(match)) {
      await until(
        async () => isWon(match) || (await turn(ann, 'BR1')) || (await turn(ben, 'BR2')),
        'somebody has a letter, or all is done',
      );
    }
    expect(mistakes).toBe(1);
    for (const { page, faults } of [ann, ben]) {
      await page.locator('.result-page h1').waitFor();
      expect(await page.locator('.result-page h1').textContent()).toBe(english.puzzles.trunk.won);
      expect(faults).toEqual([]);
    }
    await ann.close();
    await ben.close();
  });
});
