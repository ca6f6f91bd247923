import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../shared/text/en/index.ts';
import { teamName } from '../../shared/text/team-names.ts';
import { teachWords } from '../../shared/text/teach.ts';
import { enterClass, lessonOf, type Taught } from '../server/classes/class-harness.ts';
import { cardsOf, meOf, roomOf, type Guest } from '../server/harness.ts';
import { noChromium } from '../setup/chromium.ts';
import { closeStage, expectAccessible, openStage, PHONE, until, visit, type Stage, type Visitor } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { en: words, 'zh-CN': chinese } = teachWords;

/** Every address that a browser asks for; a secret must be in none of them. */
function addressesOf({ page }: Visitor): string[] {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url().split('#')[0]!));
  return addresses;
}

/** Arrow down on the button that has the focus, before the browser has painted what was drawn last: the minutes of the last puzzle, changed just now. */
function moveDownUnpainted(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const minutes = [...document.querySelectorAll<HTMLInputElement>('.plan input[type=number]')].at(-1);
    if (minutes === undefined) throw new Error('no minutes');
    minutes.value = String(Number(minutes.value) + 1);
    minutes.dispatchEvent(new Event('change', { bubbles: true }));
    // The page draws in a microtask or a task, and paints later.
    await new Promise((resolve) => setTimeout(resolve));
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
  });
}

describe.skipIf(noChromium)('a teacher', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ excused: /status of 40[34]/ });
  });
  // Places that nobody takes up are waited for.
  afterAll(() => closeStage(stage), 60_000);

  /** Makes a class by keyboard alone, with the second puzzle of the lesson put first. */
  async function makeClass({ page }: Visitor): Promise<Taught> {
    await page.getByLabel(words.make.name).fill('Networks 10b');
    await page.getByRole('radio', { name: new RegExp(words.plans.switches.title) }).focus();
    await page.keyboard.press('Space');
    const first = english.puzzles['who-has'].title;
    await page.getByRole('button', { name: words.make.down(first) }).focus();
    await moveDownUnpainted(page);
    const names = page.locator('.plan-name strong');
    expect(await names.allTextContents()).toEqual(
      (['learning-switch', 'who-has', 'flood-forward-filter'] as const).map((id) => english.puzzles[id].title),
    );
    // The focus went along with the puzzle.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(words.make.down(first));
    expect(await page.getByRole('radio', { name: words.make.planOwn }).isChecked()).toBe(true);
    await page.getByLabel(words.make.name).focus();
    await page.keyboard.press('Enter');
    await page.locator('.pin').waitFor();
    const [, code = '', secret = ''] = /\/teach\/(\w{6})#(.{22})$/.exec(page.url()) ?? [];
    return { base: stage.base, code, secret, pin: (await page.locator('.pin').textContent()) ?? '' };
  }

  it('makes a class, joins it on a phone by the PIN, freezes, moves by keyboard, looks on, deletes', async () => {
    const laptop = await visit(stage, '/teach');
    const { page } = laptop;
    const addresses = addressesOf(laptop);
    await page.locator('.make').waitFor();
    await expectAccessible(page, axe);
    const taught = await makeClass(laptop);
    expect(taught.pin).toMatch(/^\d{6}$/);
    await expectAccessible(page, axe);

    const students: Guest[] = [];
    for (let at = 0; at < 5; at++) students.push(await enterClass(taught));
    await page.getByText(words.common.counts(5, 2)).waitFor();
    await page.getByRole('button', { name: words.control.start(english.puzzles['learning-switch'].title) }).click();
    await until(() => students.every((guest) => cameAlong(guest)), 'everybody plays');
    for (const [at, guest] of students.entries()) {
      if (guest.closed.code === 4103) students[at] = await enterClass(taught, { token: guest.token });
    }
    await page.locator('.tile:not(.new)').nth(1).waitFor();
    await expectAccessible(page, axe);

    // A phone without the secret: the PIN lets it in, with a secret of its own.
    const phone = await visit(stage, `/teach/${taught.code}`, PHONE);
    const pin = phone.page.getByLabel(chinese.door.pin);
    await pin.fill(taught.pin === '000000' ? '111111' : '000000');
    await phone.page.getByRole('button', { name: chinese.door.open }).click();
    await phone.page.getByText('这不是这个班的 PIN。').waitFor();
    await expectAccessible(phone.page, axe);
    await pin.fill(taught.pin);
    await phone.page.keyboard.press('Enter');
    await phone.page.locator('.tile').first().waitFor();
    expect(phone.page.url()).toMatch(/#.{22}$/);
    expect(phone.page.url()).not.toContain(taught.secret);
    await expectAccessible(phone.page, axe);
    for (const name of [chinese.control.tabs.students, chinese.control.tabs.wrong, chinese.control.tabs.teams]) {
      await phone.page.locator('.tabbar').getByRole('button', { name }).click();
      await expectAccessible(phone.page, axe);
    }
    await phone.page.getByRole('button', { name: new RegExp(`^${chinese.control.share}`) }).click();
    await phone.page.getByRole('dialog').waitFor();
    await expectAccessible(phone.page, axe);
    await phone.page.keyboard.press('Escape');
    const overflow = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBe(0);

    // In the dark, too.
    await page.getByRole('button', { name: english.words.settings.toDark }).click();
    await expectAccessible(page, axe);

    // From the phone all stand still, on the students' screens and on the laptop.
    await phone.page.getByRole('button', { name: chinese.control.freeze }).click();
    await until(() => students.every((guest) => lessonOf(guest).frozen), 'all are frozen');
    await page.getByRole('button', { name: words.control.goOn }).click();
    await until(() => students.every((guest) => !lessonOf(guest).frozen), 'all play on');
    await phone.page.getByRole('button', { name: chinese.control.freeze }).waitFor();

    // Moved by keyboard: the student is told so, and comes in again in the other team.
    await page
      .locator('.side-tabs')
      .getByRole('button', { name: /^Students/ })
      .focus();
    await page.keyboard.press('Enter');
    await expectAccessible(page, axe);
    const mover = students[0]!;
    const { name } = meOf(mover);
    const before = roomOf(mover).record.code;
    const list = page.getByRole('combobox', { name: words.roster.moveTo(name) });
    const [first] = await list.locator('option').all();
    const isInFirst = (await list.inputValue()) === (await first!.getAttribute('value'));
    await list.focus();
    await page.keyboard.press(isInFirst ? 'ArrowDown' : 'ArrowUp');
    await until(() => mover.closed.code === 4103, 'the student is moved');
    students[0] = await enterClass(taught, { token: mover.token });
    expect(roomOf(students[0]).record.code).not.toBe(before);
    await page
      .getByText(new RegExp(`^${name} is with `))
      .first()
      .waitFor();

    // A hand that is raised comes first, and is lowered.
    await students[0].ask('hand', { up: true });
    await page.getByRole('button', { name: words.roster.lower(name) }).click();
    await page.getByRole('button', { name: words.roster.lower(name) }).waitFor({ state: 'detached' });

    // Looking on: what the seat sees, and nobody there notices.
    const asked = () => students.find((guest) => meOf(guest).device !== '' && cardsOf(guest).length > 0);
    await until(() => asked() !== undefined, 'somebody has a letter');
    const watched = asked()!;
    const people = watched.room.state.players.size;
    const team = teamName('en', lessonOf(watched).team);
    await page.getByRole('button', { name: words.tile.open(team), exact: true }).click();
    await page.getByText(words.look.lead).waitFor();
    const device = english.puzzles['learning-switch'].names[meOf(watched).device]!.name;
    await page.getByRole('radio', { name: new RegExp(`^${device}`) }).check();
    await page.getByRole('heading', { name: words.look.over(device) }).waitFor();
    await page.locator('.shoulder [data-letter]').first().waitFor();
    await page.locator('.board canvas').waitFor();
    await expectAccessible(page, axe);
    expect(watched.room.state.players.size).toBe(people);
    expect(await page.locator('.shoulder .btn.main').count()).toBe(0);
    await page.getByRole('button', { name: words.look.back }).click();

    // The address of this browser's class works without the secret in it, after a reload as well.
    await page.reload();
    await page.locator('.tile').first().waitFor();
    expect(await page.locator('.pin').count()).toBe(0);

    await page.getByRole('button', { name: words.control.more, exact: true }).click();
    await page.getByRole('button', { name: words.control.delete }).click();
    await page.getByText(words.control.deleteWhat).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: words.control.delete }).click();
    await page.getByRole('heading', { name: words.make.title }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/teach');
    await page.getByText(words.past.none).waitFor();
    await phone.page.getByRole('heading', { name: chinese.door.gone }).waitFor();
    await until(() => students.every(({ closed }) => closed.code === 4105), 'the students are out');
    expect((await fetch(`${stage.base}/api/classes/${taught.code}`)).status).toBe(404);

    expect(addresses.filter((address) => address.includes(taught.secret))).toEqual([]);
    expect(laptop.faults).toEqual([]);
    // The browser itself writes down an answer that is no success: the wrong PIN, and the class that is gone.
    expect(phone.faults.filter((fault) => !/status of 40[34]/.test(fault))).toEqual([]);
    await laptop.close();
    await phone.close();
  }, 180_000);
});

function cameAlong({ room, closed }: Guest): boolean {
  return closed.code !== undefined || room.state.phase === 'play';
}
