/** Students of a class in real browsers, over the real server; the teacher is driven by the server's own messages. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWon } from '../../shared/game/match.ts';
import { english } from '../../shared/text/en/index.ts';
import { lessonWords } from '../../shared/text/lesson.ts';
import { teamName } from '../../shared/text/team-names.ts';
import {
  call,
  enterClass,
  makeClass,
  seenBy,
  studentNamed,
  teach,
  type Onlooker,
} from '../server/classes/class-harness.ts';
import { noChromium } from '../setup/chromium.ts';
import { nextLetter, playByPointer } from './moves.ts';
import {
  closeStage,
  expectAccessible,
  openStage,
  PHONE,
  roomWithCode,
  until,
  visit,
  type Stage,
  type Visitor,
} from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const en = lessonWords.en;
const zh = lessonWords['zh-CN'];

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Everybody has read the cards. */
async function readCards(...visitors: Visitor[]): Promise<void> {
  for (const { page } of visitors) {
    await page.locator('dialog.intro').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.intro').waitFor({ state: 'detached' });
  }
}

/** What went wrong, but for the refusals that the test has asked for. */
const faultsOf = ({ faults }: Visitor) => faults.filter((fault) => !/status of 40[034]/.test(fault));

const roomOfStudent = async (teacher: Onlooker, name: string) => {
  const { team } = studentNamed(teacher, name);
  return roomWithCode(seenBy(teacher).teams.find(({ id }) => id === team)!.room);
};

const seatOfStudent = async (teacher: Onlooker, name: string): Promise<string> =>
  (await until(() => studentNamed(teacher, name).seat, `the teacher sees where ${name} sits`))!;

describe.skipIf(noChromium)('students of a class', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ excused: /status of 40[034]/ });
  });
  afterAll(() => closeStage(stage));

  it('come in by the code, wait, play, are frozen, moved, removed and handed their seat; at a laptop in English, at a phone in Chinese', async () => {
    const taught = await makeClass(stage.base, { competition: 'class-goal' });
    const teacher = await teach(taught);

    // The door: by the code box of the home page, and by the link.
    const ann = await visit(stage, '/');
    await ann.page
      .getByLabel('Class or room code')
      .fill(`${taught.code.slice(0, 3)} ${taught.code.slice(3).toLowerCase()}`);
    await button(ann.page, 'Come in').click();
    await ann.page.getByRole('heading', { name: 'Networks 10b' }).waitFor();
    expect(new URL(ann.page.url()).pathname).toBe(`/class/${taught.code}`);
    const ben = await visit(stage, `/class/${taught.code}`, PHONE);
    await ben.page.getByRole('heading', { name: 'Networks 10b' }).waitFor();
    for (const { page } of [ann, ben]) await expectAccessible(page, axe);
    const name = ann.page.getByLabel(en.comeIn.name);
    await name.fill('Teacher');
    await button(ann.page, en.comeIn.comeIn).click();
    await ann.page.getByText(english.words.refusals['name-not-allowed']).waitFor();
    expect(await name.getAttribute('aria-invalid')).toBe('true');
    await until(() => name.evaluate((field) => field === document.activeElement), 'the field has the focus');
    await name.fill('Ann');
    await button(ann.page, en.comeIn.comeIn).click();
    const drawn = await ben.page.getByLabel(zh.comeIn.name).inputValue();
    await button(ben.page, zh.comeIn.another).click();
    const own = await ben.page.getByLabel(zh.comeIn.name).inputValue();
    expect(own).not.toBe(drawn);
    await button(ben.page, zh.comeIn.comeIn).click();

    // Gathering: who is in the team, the own device, nothing to start.
    const gathered = async ({ page }: Visitor, words: typeof en) => {
      await page.getByRole('heading', { name: words.gathering.title }).waitFor();
      await page.getByText('Ann', { exact: true }).waitFor();
      await page.getByText(own, { exact: true }).waitFor();
      expect(await page.locator('.btn.main').count()).toBe(0);
      await expectAccessible(page, axe);
    };
    await gathered(ann, en);
    await gathered(ben, zh);
    await ann.page.getByText(en.bar.team(teamName('en', 0)), { exact: true }).waitFor();

    expect(await teacher.ask('start')).toBeNull();
    await readCards(ann, ben);
    await ann.page.getByText(en.bar.puzzle(1, 3), { exact: true }).waitFor();
    for (const { page } of [ann, ben]) await expectAccessible(page, axe);

    // Frozen: it says so, and nothing is sent; then time goes on, at half speed.
    const { match } = (await roomOfStudent(teacher, 'Ann')).round;
    const [seat, other] = [await seatOfStudent(teacher, 'Ann'), await seatOfStudent(teacher, own)];
    const first = (): string | undefined =>
      [seat, other].find((one) => match.seats[one]!.inbox.length > 0 && !match.seats[one]!.verdictOpen);
    while ((await until(first, 'somebody has a letter')) !== seat) {
      await playByPointer(ben.page, match, other, (await nextLetter(ben.page, match, other))!);
    }
    const card = (await nextLetter(ann.page, match, seat))!;
    expect(await teacher.ask('freeze', { on: true })).toBeNull();
    await ann.page.getByText(en.bar.frozen).waitFor();
    await ben.page.getByText(zh.bar.frozen).waitFor();
    for (const { page } of [ann, ben]) await expectAccessible(page, axe);
    const counts = { ...match.seats[seat]!.counts };
    await ann.page.keyboard.press('t');
    await ann.page.getByText(english.words.refusals.frozen).first().waitFor();
    expect(match.seats[seat]!.counts).toEqual(counts);
    expect(await teacher.ask('speed', { speed: 0.5 })).toBeNull();
    expect(await teacher.ask('freeze', { on: false })).toBeNull();
    await ann.page.getByText(en.bar.halfSpeed, { exact: true }).waitFor();
    await ann.page.locator('.frozen-note').waitFor({ state: 'detached' });
    await playByPointer(ann.page, match, seat, card);
    expect(match.seats[seat]!.counts.decisions).toBe(counts.decisions + 1);

    // A hand, which the teacher takes down again.
    await button(ben.page, zh.bar.raise).click();
    await button(ben.page, zh.bar.lower).waitFor();
    await until(() => studentNamed(teacher, own).hand, 'the teacher sees the hand');
    expect(await teacher.ask('lower', { student: studentNamed(teacher, own).id })).toBeNull();
    await button(ben.page, zh.bar.raise).waitFor();

    // A reload asks nothing.
    await ann.page.reload();
    await ann.page.getByText(en.bar.puzzle(1, 3), { exact: true }).waitFor();
    await until(() => studentNamed(teacher, 'Ann').seat === seat, 'Ann sits where she sat');

    // Moved, without a click; renamed.
    const { id } = studentNamed(teacher, own);
    expect(await teacher.ask('move', { student: id, team: null })).toBeNull();
    await ben.page.getByText(zh.bar.moved(teamName('zh-CN', 1))).waitFor();
    await ben.page.getByText(teamName('zh-CN', 1), { exact: true }).waitFor();
    expect(await teacher.ask('rename', { student: id, name: 'Benjamin' })).toBeNull();
    await ben.page.getByText(zh.bar.renamed('Benjamin')).waitFor();
    await until(() => studentNamed(teacher, 'Benjamin').doing !== 'away', 'Ben is in the other room');
    // The board of the new room is drawn as large as its place.
    await until(
      () =>
        ben.page.evaluate(() => {
          const [canvas, place] = [
            document.querySelector('.board-canvas canvas'),
            document.querySelector('.board-place'),
          ];
          return canvas !== null && canvas.clientWidth > 1 && canvas.clientWidth === place?.clientWidth;
        }),
      'the board fills its place',
    );
    await expectAccessible(ben.page, axe);

    // The seat goes to a third browser by its number; the first one is told, and does not come in as somebody new.
    await button(ann.page, en.bar.number).click();
    const number = (await ann.page.locator('.own-number').textContent())!;
    await expectAccessible(ann.page, axe);
    const third = await visit(stage, `/class/${taught.code}`);
    await button(third.page, en.comeIn.before).click();
    const field = third.page.getByLabel(en.comeIn.number);
    await field.fill(number === '0000' ? '0001' : '0000');
    await button(third.page, en.comeIn.giveBack).click();
    await third.page.getByText(english.words.refusals['wrong-number']).waitFor();
    await expectAccessible(third.page, axe);
    await field.fill(number);
    await button(third.page, en.comeIn.giveBack).click();
    await third.page.getByText(en.bar.puzzle(1, 3), { exact: true }).waitFor();
    await ann.page.getByText(en.comeIn.unknown).waitFor();
    expect(seenBy(teacher).students).toHaveLength(2);

    // Removed is no ban.
    expect(await teacher.ask('remove', { student: studentNamed(teacher, 'Ann').id })).toBeNull();
    await third.page.getByText(en.comeIn.removed).waitFor();
    await expectAccessible(third.page, axe);
    await third.page.reload();
    await third.page.getByLabel(en.comeIn.name).waitFor();
    await until(() => seenBy(teacher).students.length === 1, 'nobody slips in again');
    await third.page.getByLabel(en.comeIn.name).fill('Ann');
    await button(third.page, en.comeIn.comeIn).click();
    await third.page.getByText(en.bar.puzzle(1, 3), { exact: true }).waitFor();

    expect(await teacher.ask('debrief')).toBeNull();
    for (const [{ page }, words] of [[third, en] as const, [ben, zh] as const]) {
      await page.getByRole('heading', { name: words.debrief.title }).waitFor();
      await expectAccessible(page, axe);
    }
    await call(taught, 'delete', { secret: taught.secret });
    await third.page.getByText(en.gone.deletedText).waitFor();
    await ben.page.getByText(zh.gone.deletedText).waitFor();
    for (const visitor of [ann, ben, third]) {
      expect(faultsOf(visitor)).toEqual([]);
      await visitor.close();
    }
  });

  it('who has no device looks on and may take one that a bot plays; a locked door and a wrong code say so', async () => {
    const taught = await makeClass(stage.base, { teamSize: 6 });
    const teacher = await teach(taught);
    const others = await Promise.all(['Bo', 'Cy', 'Di', 'Ed'].map((name) => enterClass(taught, { name })));
    const ann = await visit(stage, `/class/${taught.code}`);
    await button(ann.page, en.comeIn.comeIn).click();
    await ann.page.getByText(en.gathering.standing).waitFor();
    expect(await teacher.ask('start')).toBeNull();
    await readCards(ann);
    await ann.page.getByText(english.words.panels.watching.full).waitFor();
    await expectAccessible(ann.page, axe);
    expect(await others[0]!.room.request('sit' as never, { device: null } as never)).toBeNull();
    await ann.page.locator('.watching .btn').click();
    await ann.page.locator('.dev-head').waitFor();

    expect(await teacher.ask('lock', { on: true })).toBeNull();
    const late = await visit(stage, `/class/${taught.code}`, PHONE);
    await late.page.getByText(zh.comeIn.locked).waitFor();
    await expectAccessible(late.page, axe);
    const lost = await visit(stage, '/');
    const wrong = taught.code === 'BBBBBB' ? 'CCCCCC' : 'BBBBBB';
    await lost.page.getByLabel('Class or room code').fill(wrong);
    await button(lost.page, 'Come in').click();
    await lost.page.getByText(english.words.refusals['no-such-room']).waitFor();
    await lost.page.goto(`${stage.base}/class/${wrong}`);
    await lost.page.getByRole('heading', { name: en.gone.title }).waitFor();
    for (const visitor of [ann, late, lost]) {
      expect(faultsOf(visitor)).toEqual([]);
      await visitor.close();
    }
  });

  it('who goes alone finishes a puzzle, opens the next one by one button, and finds a good end after the last', async () => {
    const plan = [
      { puzzle: 'first-frame', minutes: 5 },
      { puzzle: 'first-frame', minutes: 5 },
    ] as const;
    const taught = await makeClass(stage.base, { pacing: 'alone', plan });
    const teacher = await teach(taught);
    const ann = await visit(stage, `/class/${taught.code}`);
    await ann.page.getByLabel(en.comeIn.name).fill('Ann');
    await button(ann.page, en.comeIn.comeIn).click();
    await ann.page.getByText(en.gathering.lead(null), { exact: true }).waitFor();
    expect(await teacher.ask('start')).toBeNull();
    await readCards(ann);
    const finish = async () => {
      const room = await roomOfStudent(teacher, 'Ann');
      room.pace.setPace({ paused: false, speed: 4 });
      const { match } = room.round;
      const seat = await seatOfStudent(teacher, 'Ann');
      while (!isWon(match)) {
        const card = await nextLetter(ann.page, match, seat);
        if (card !== undefined) await playByPointer(ann.page, match, seat, card);
      }
      await ann.page.getByRole('heading', { name: english.puzzles['first-frame'].won }).waitFor();
      await expectAccessible(ann.page, axe);
      return seat;
    };
    const first = await finish();
    await ann.page.locator('.btn.main').click();
    await ann.page.getByText(en.bar.puzzle(2, 2), { exact: true }).waitFor();
    await until(() => studentNamed(teacher, 'Ann').seat !== first, 'the device goes round');
    await finish();
    await ann.page.getByText(en.next.last).waitFor();
    expect(await ann.page.locator('.btn.main').count()).toBe(0);
    expect(faultsOf(ann)).toEqual([]);
    await ann.close();
  });
});
