import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parAt } from '../../shared/game/score.ts';
import { isWon, type Match } from '../../shared/game/match.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { nextCard } from '../shared/game/play.ts';
import { isToName, nextLetter, playByKeys, playByPointer, tabTo } from './moves.ts';
import { closeStage, expectAccessible, matchOf, openStage, roomOf, until, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const words = english.words.panels.fault;
const names = english.puzzles['boss-local'].names;

/** What a place is called where it is chosen. */
function placeText({ links }: Match, { kind, id }: { readonly kind: string; readonly id: string }): string {
  if (kind === 'device') return names[id]!.name;
  const [one = '', other = ''] = links[Number(id.slice(1))]!.map((end) => names[end.split('.')[0]!]!.name);
  return words.cable(one, other);
}

/** By keys: both lists by the first letters of what is wanted, then the button. */
async function nameByKeys(page: Page, match: Match, name: NonNullable<Match['fault']>['dealt']): Promise<void> {
  await tabTo(page, 'select[name="fault-place"]');
  await page.keyboard.type(placeText(match, name.place));
  await page.keyboard.press('Tab');
  await page.keyboard.type(words.kinds[name.fault]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
}

async function nameByPointer(page: Page, place: string, kind: string): Promise<void> {
  await page.locator('select[name="fault-place"]').selectOption(place);
  await page.locator('select[name="fault-kind"]').selectOption(kind);
  await page.locator('.name-fault button').click();
}

/** The device of whose panel the page says "you are". */
async function seatOf(page: Page): Promise<string> {
  const title = (await page.locator('.dev h2').textContent()) ?? '';
  return Object.keys(names).find((id) => title.includes(names[id]!.name)) ?? '';
}

describe.skipIf(noChromium)('something is broken', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('alone and by keys only: looks at another device, names what is broken, and finishes within par', async () => {
    const { page, faults, close } = await visit(stage, '/play/boss-local');
    await page.locator('dialog.intro').waitFor();
    await page.keyboard.press('Escape');
    const match = await matchOf(page);
    await tabTo(page, 'select.speed');
    await page.keyboard.press('End');
    const playAll = async (): Promise<void> => {
      for (
        let card = await nextLetter(page, match, 'A');
        card !== undefined;
        card = await nextLetter(page, match, 'A')
      ) {
        await tabTo(page, '.letter.on');
        await playByKeys(page, match, 'A', card);
      }
    };
    await playAll();
    const panel = page.locator('.whats-broken');
    await panel.waitFor();
    const { on, to } = match.traffic[4]!;
    expect(await panel.textContent()).toContain(words.lead(names[on]!.name, names[to ?? '']!.name));
    await page.locator('.waiting', { hasText: words.waits }).waitFor();
    await expectAccessible(page, axe);

    // To the machine that got no answer and back; the focus stays in the row.
    for (const device of [on, 'A']) {
      for (let presses = 0; presses < 80; presses++) {
        if ((await page.evaluate(() => document.activeElement?.textContent)) === names[device]!.name) break;
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      await until(() => match.seats[device]?.occupant === 'person', `somebody sits at ${device}`);
      await page.locator('.dev h2', { hasText: names[device]!.name }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(names[device]!.name);
    }
    expect(match.fault).toMatchObject({ phase: 'open', named: [] });

    await nameByKeys(page, match, match.fault!.dealt);
    await page.locator('.whats-broken.mended').waitFor();
    await expectAccessible(page, axe);
    await playAll();
    expect(isWon(match)).toBe(true);
    await page.locator('.result-page h1').waitFor();
    expect(await page.locator('.result-page .nums b').allTextContents()).toEqual(
      Array(3).fill(String(parAt(match, 'A'))),
    );
    expect(parAt(match, 'A')).toBe((match.par['A'] ?? 0) + 1);
    expect(faults).toEqual([]);
    await close();
  });

  it('two people: one names it wrongly, both read why not; the other names it rightly, and it is told to both', async () => {
    const ann = await visit(stage, '/');
    await ann.page.getByRole('button', { name: 'Play with friends' }).click();
    const { record } = await roomOf(ann.page);
    await ann.page.getByRole('radio', { name: new RegExp(english.puzzles['boss-local'].title) }).check();
    const ben = await visit(stage, `/room/${record.code}`);
    await until(async () => (await roomOf(ann.page)).clients.length === 2, 'both are in the room');
    await ann.page.getByRole('button', { name: 'Start' }).click();
    for (const { page } of [ann, ben]) {
      await page.locator('dialog.intro').waitFor();
      await page.keyboard.press('Escape');
    }
    const match = await matchOf(ann.page);
    expect(match.puzzle.id).toBe('boss-local');
    (await roomOf(ann.page)).pace.setPace({ paused: false, speed: 4 });
    const people = [
      { visitor: ann, seat: await seatOf(ann.page) },
      { visitor: ben, seat: await seatOf(ben.page) },
    ];
    const [annAt, benAt] = people.map(({ seat }) => seat) as [string, string];
    expect([annAt, benAt].toSorted()).toEqual(
      Object.values(match.seats)
        .flatMap(({ device, occupant }) => (occupant === 'person' ? [device] : []))
        .toSorted(),
    );
    const play = async (isOver: () => boolean): Promise<void> => {
      while (!isOver()) {
        await until(() => isOver() || nextCard(match) !== undefined, 'somebody has a letter, or there is none to come');
        for (const { visitor, seat } of people) {
          if (nextCard(match)?.seat !== seat) continue;
          const card = await nextLetter(visitor.page, match, seat);
          if (card !== undefined) await playByPointer(visitor.page, match, seat, card);
        }
      }
    };
    await play(() => isToName(match));
    for (const { page } of [ann, ben]) await page.locator('.whats-broken').waitFor();

    // Ben looks at his table meanwhile, and is told all the same.
    await ben.page.locator('.dev-head input[value="table"]').check({ force: true });
    await ben.page.locator('.whats-broken').waitFor({ state: 'detached' });
    // The cable between the switches is never at fault.
    await nameByPointer(ann.page, 'link l3', 'damages');
    const said = match.fault!.named;
    await until(() => said.length === 1, 'Ann has said it');
    const cable = placeText(match, { kind: 'link', id: 'l3' });
    const answer = words.answer(said[0]!, cable);
    await ben.page.locator('.toast.news', { hasText: answer }).waitFor();
    for (const { page } of [ann, ben]) await page.locator('.toast-place [aria-live]', { hasText: answer }).waitFor();
    await ben.page.locator('.dev-head input[value="frames"]').check({ force: true });
    for (const { page } of [ann, ben]) {
      await page.locator('.said-faults li').waitFor();
      const text = await page.locator('.said-faults').textContent();
      expect(text).toContain(words.said(names[annAt]!.name, cable, 'damages'));
      expect(text).toContain(answer);
    }
    expect([match.seats[annAt]?.counts.broken, match.seats[benAt]?.counts.broken]).toEqual([1, 0]);
    // The same once more is refused where it was said.
    await nameByPointer(ben.page, 'link l3', 'damages');
    await ben.page.getByText(english.words.refusals['named-already']).waitFor();

    const { fault, place } = match.fault!.dealt;
    await nameByPointer(ben.page, `${place.kind} ${place.id}`, fault);
    for (const { page } of [ann, ben]) {
      await page.locator('.whats-broken.mended').waitFor();
      expect(await page.locator('.whats-broken').textContent()).toContain(words.mended(placeText(match, place), fault));
    }
    await play(() => isWon(match));
    for (const { page, faults } of [ann, ben]) {
      await page.locator('.result-page h1').waitFor();
      expect(faults).toEqual([]);
    }
    expect(await ann.page.locator('.result-page .mistakes').textContent()).toContain(words.answer(said[0]!, cable));
    expect(await ben.page.locator('.result-page .mistakes').textContent()).not.toContain(cable);
    await ann.close();
    await ben.close();
  });
});
