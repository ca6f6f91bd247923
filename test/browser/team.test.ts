import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWon } from '../../shared/game/match.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { rightAnswers } from '../shared/game/play.ts';
import { nextLetter, playByPointer } from './moves.ts';
import { closeStage, matchOf, openStage, roomOf, until, visit, type Stage } from './stage.ts';

describe.skipIf(noChromium)('a team', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('two players and two bots finish two-routers: one makes a mistake, reads why and mends it; one predicts, reloads and is back in the seat', async () => {
    const ann = await visit(stage, '/');
    await ann.page.getByRole('button', { name: 'Play with friends' }).click();
    const { record } = await roomOf(ann.page);
    const ben = await visit(stage, '/');
    await ben.page
      .getByLabel('Class or room code')
      .fill(`${record.code.slice(0, 3)} ${record.code.slice(3).toLowerCase()}`);
    await ben.page.getByRole('button', { name: 'Come in' }).click();
    await ann.page.getByRole('radio', { name: /Two routers/ }).check();
    // What one chooses the other sees, with the seats of that puzzle.
    await until(() => ben.page.getByRole('radio', { name: /Two routers/ }).isChecked(), 'Ben sees the choice');
    await ben.page
      .getByRole('button', { name: /Router 2/ })
      .first()
      .waitFor();
    await until(async () => (await roomOf(ann.page)).clients.length === 2, 'both are in the room');
    await ann.page.getByRole('button', { name: 'Start' }).click();
    for (const { page } of [ann, ben]) {
      await page.locator('dialog.intro').waitFor();
      await page.keyboard.press('Escape');
    }
    const match = await matchOf(ann.page);
    (await roomOf(ann.page)).pace.setPace({ paused: false, speed: 4 });
    expect(match.puzzle.id).toBe('two-routers');
    const seats = { ann: 'A', ben: 'R1' };
    let mistakes = 0;
    let reloads = 0;
    let predictions = 0;
    const turn = async (visitor: typeof ann, seat: string): Promise<boolean> => {
      const own = match.seats[seat];
      if (own?.inbox[0] === undefined || own.verdictOpen) return false;
      const card = await nextLetter(visitor.page, match, seat);
      if (card === undefined) return false;
      const right = rightAnswers(match, seat, card);
      if (seat === 'R1' && mistakes === 0 && own.guidedLeft === 0 && right['ethernet.source'] !== undefined) {
        mistakes++;
        await makeMistake(visitor, card);
      }
      if (seat === 'A' && reloads === 0 && own.counts.decisions >= 2) {
        reloads++;
        await reload(visitor, card.id);
      }
      const isSeen = seat === 'R1' && card.event.kind === 'frame' && match.seats['A']?.inbox.length === 0;
      if (isSeen && predictions++ === 0) await predictAnswer(ann);
      await playByPointer(visitor.page, match, seat, card);
      return true;
    };
    // The packet is for Server B, so Router 1 looks for Router 2.
    const predictAnswer = async ({ page }: typeof ann) => {
      await page.getByRole('group', { name: /A frame from Server A waits at Router 1/ }).waitFor();
      await page.getByRole('button', { name: /^to Router 2/ }).click();
      await page.getByRole('button', { name: 'I predict: out to Router 2' }).click();
      await page.getByText('You predicted for Router 1: out to Router 2. Let us see.').waitFor();
    };
    const makeMistake = async ({ page }: typeof ann, card: NonNullable<Awaited<ReturnType<typeof nextLetter>>>) => {
      const right = rightAnswers(match, 'R1', card);
      // Not the own card's address, but the next hop's.
      const wrong = right['ethernet.destination'] ?? '';
      await playByPointer(page, match, 'R1', card, { 'ethernet.source': wrong });
      const verdict = page.locator('.verdict');
      await verdict.waitFor();
      expect(await verdict.textContent()).toContain(english.rules['router.rewrite'].rule);
      expect(await verdict.locator('code').textContent()).toBe('router.rewrite');
      expect(await verdict.locator('.values').textContent()).toContain(right['ethernet.source']);
      expect(match.seats['R1']?.counts).toMatchObject({ broken: 1 });
      await page.getByRole('button', { name: /Try this frame again/ }).click();
      await verdict.waitFor({ state: 'detached' });
      await page.locator(`[data-letter="${card.id}"].on`).waitFor();
    };
    const reload = async ({ page }: typeof ann, letter: number) => {
      const before = structuredClone(match.seats['A']?.counts);
      await page.reload();
      await page.locator(`[data-letter="${letter}"].on`).waitFor();
      expect(match.seats['A']).toMatchObject({ occupant: 'person', counts: before });
      expect(await page.locator('.dev, .devhead').first().textContent()).toContain('Server A');
    };
    while (!isWon(match)) {
      await until(
        async () => isWon(match) || (await turn(ann, seats.ann)) || (await turn(ben, seats.ben)),
        'somebody has a letter, or all is done',
      );
    }
    expect({ mistakes, reloads }).toEqual({ mistakes: 1, reloads: 1 });
    expect(match.seats['A']?.predictions).toMatchObject({ tested: 1, right: 1 });
    for (const { page, faults } of [ann, ben]) {
      await page.locator('.result-page h1').waitFor();
      expect(await page.locator('.result-page h1').textContent()).toBe(english.puzzles['two-routers'].won);
      expect(faults).toEqual([]);
    }
    expect(await ann.page.locator('.result-own').textContent()).toContain('1 of 1 predictions right');
    expect(await ben.page.locator('.result-page').textContent()).toContain(english.rules['router.rewrite'].name);
    await ann.close();
    await ben.close();
  });

  it('who comes late gets a free seat; a second tab of the same person takes over, and the first one says so', async () => {
    const ann = await visit(stage, '/');
    await ann.page.getByRole('button', { name: 'Play with friends' }).click();
    await ann.page.getByRole('button', { name: 'Start' }).click();
    await ann.page.locator('dialog.intro').waitFor();
    await ann.page.keyboard.press('Escape');
    const late = await visit(stage, new URL(ann.page.url()).pathname);
    await late.page.locator('dialog.intro').waitFor();
    const match = await matchOf(ann.page);
    await until(() => Object.values(match.seats).filter((seat) => seat.occupant === 'person').length === 2, 'both sit');
    const tab = await ann.page.context().newPage();
    await tab.goto(ann.page.url());
    await tab.locator('.board').first().waitFor();
    await ann.page.getByText(english.words.connection.replaced).waitFor();
    expect(Object.values(match.seats).filter((seat) => seat.occupant === 'person')).toHaveLength(2);
    await ann.close();
    await late.close();
  });
});
