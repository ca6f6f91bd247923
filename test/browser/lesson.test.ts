/** A whole lesson in real browsers: a teacher with a projector, and six students, two of them at phones. What the report says is compared with what was pressed. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterWords } from '../../shared/text/after.ts';
import { english } from '../../shared/text/en/index.ts';
import { lessonWords } from '../../shared/text/lesson.ts';
import { teachWords } from '../../shared/text/teach.ts';
import { teamName } from '../../shared/text/team-names.ts';
import { noChromium } from '../setup/chromium.ts';
import {
  arrive,
  comeIn,
  lettersOf,
  makeClass,
  placeOf,
  playTeam,
  readCards,
  typeCode,
  type Classroom,
  type Student,
} from './classroom.ts';
import { DROPPED, expectReport, PLAN, THOUGHT_NEAR } from './lesson-report.ts';
import { nextLetter, press, tabTo } from './moves.ts';
import { readQr } from './qr-reader.ts';
import { closeStage, expectAccessible, faultsOn, openStage, PHONE, until, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const words = teachWords.en;
const after = afterWords.en;
const [en, zh] = [lessonWords.en, lessonWords['zh-CN']];
const { puzzles, rules } = english;

const ENGLISH_PHONE = { ...PHONE, locale: 'en-US' };
const WALL = { width: 1920, height: 1080 };

describe.skipIf(noChromium)('a lesson', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ excused: /status of 404/ });
  });
  afterAll(() => closeStage(stage), 60_000);

  it('of three puzzles: joined by code and late, moved, frozen, hinted, reloaded, talked about, reported and deleted', async () => {
    const teacher = await visit(stage, '/teach');
    const { page } = teacher;
    const button = (name: string | RegExp, on: Page = page) => on.getByRole('button', { name, exact: true });
    await makeClass(page, PLAN);
    const [, code = ''] = /\/teach\/(\w{6})#(.{22})$/.exec(page.url()) ?? [];
    const classroom: Classroom = { stage, code, done: [] };

    const opening = page.context().waitForEvent('page');
    await page.locator('.class-projector').click();
    const wall = await opening;
    const wallFaults = faultsOn(stage, wall);
    await wall.setViewportSize(WALL);
    await wall.locator('.join-code').waitFor();
    await expectAccessible(wall, axe);
    const shownCode = (await wall.locator('.join-code').textContent())!;
    expect(shownCode.replace(/\s/g, '')).toBe(code);
    const link = new URL(await page.getByRole('textbox', { name: words.share.studentLink }).inputValue());
    expect(link.origin + link.pathname).toBe(`${stage.base}/class/${code}`);

    // Five of the six are there in time: by the code, by the link, or by the picture on the wall.
    const home = { field: english.words.home.code, button: english.words.home.join };
    const ann = await arrive(classroom, '/', { name: 'Ann', words: en, mistakes: [DROPPED, THOUGHT_NEAR] });
    await typeCode(ann, shownCode, home);
    await comeIn(ann);
    const ben = await arrive(classroom, link.pathname, { name: 'Ben', words: en });
    await comeIn(ben);
    const mei = await arrive(classroom, link.pathname, { name: '小美', words: zh }, PHONE);
    await comeIn(mei);
    const dan = await arrive(classroom, '/', { name: 'Dan', words: en }, ENGLISH_PHONE);
    await typeCode(dan, shownCode.toLowerCase(), home);
    await comeIn(dan);
    const scanned = await readQr(wall.locator('.qr'));
    expect(scanned).toBe(link.href);
    const eva = await arrive(classroom, new URL(scanned).pathname, { name: 'Eva', words: en });
    await comeIn(eva);
    for (const one of [ann, ben, mei, dan, eva])
      await one.page.getByRole('heading', { name: one.words.gathering.title }).waitFor();
    await page.getByText(words.common.students(5)).first().waitFor();
    await wall.locator('.are-in b').getByText('5', { exact: true }).waitFor();
    await button(words.control.start(puzzles[PLAN[0]].title)).click();
    await readCards([ann, ben, mei, dan, eva]);
    const [first, second] = [
      [ann, ben, mei],
      [dan, eva],
    ] as Student[][];

    // Dan plays where he is, before he is moved; Fay comes late, and gets the place that is free.
    const decidedBy = ({ name }: Student): number => classroom.done.filter(({ who }) => who === name).length;
    await playTeam(classroom, second!, () => decidedBy(dan) > 0);
    const fay = await arrive(classroom, '/', { name: 'Fay', words: en });
    await typeCode(fay, (await wall.locator('.join-code').textContent())!, home);
    await comeIn(fay);
    await readCards([fay]);
    await page.getByText(words.common.students(6)).first().waitFor();
    const [one, two] = [await placeOf(classroom, ann), await placeOf(classroom, fay)];
    expect([one, two].map(({ room }) => room.people.length)).toEqual([3, 3]);
    const [firstName, secondName] = [one, two].map(({ team }) => teamName('en', team)) as [string, string];

    // Moved by keyboard alone.
    await tabTo(page, '.side-tabs button:last-child');
    await page.keyboard.press('Enter');
    await tabTo(page, `select[aria-label="${words.roster.moveTo('Dan')}"]`);
    await page.keyboard.press('ArrowUp');
    await dan.page.getByText(en.bar.moved(firstName)).waitFor();
    await until(() => one.room.people.length === 4 && two.room.people.length === 2, 'Dan is with the others');
    first!.push(dan);
    second!.splice(0, 2, eva, fay);

    await frozen(classroom, page, wall, ben, first!);
    await expectAccessible(page, axe);

    // A hint for the second team only, which costs nothing.
    const place = await placeOf(classroom, eva);
    await playTeam(classroom, second!, () => hasLetter(place));
    await button(words.tile.menu(secondName)).click();
    await button(words.tile.hint).click();
    await eva.page.getByText(english.words.panels.mission.fromTeacher).first().waitFor();
    expect(await ann.page.getByText(english.words.panels.mission.fromTeacher).count()).toBe(0);

    await reloaded(classroom, mei, first!);

    await raised(page, eva);

    // To the end of the first puzzle; the mistake is told to the teacher while it is fresh.
    await Promise.all([playTeam(classroom, first!), playTeam(classroom, second!)]);
    await button(/^Mistakes/)
      .first()
      .click();
    await page.locator('.wrongs').getByText(rules[DROPPED.rule].name, { exact: true }).waitFor();
    const all = [...first!, ...second!];
    await finished(all, 0);

    // On the wall the map of a team, without an address and without a name.
    await button(words.control.next(2, puzzles[PLAN[1]].title)).click();
    await readCards(all);
    await button(words.tile.menu(firstName)).click();
    await button(words.tile.show).click();
    await wall.getByText(after.projector.hidden).waitFor();
    await expectAccessible(wall, axe);
    for (const student of [ann, mei]) await expectAccessible(student.page, axe);
    expect(await mei.page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await Promise.all([playTeam(classroom, first!), playTeam(classroom, second!)]);
    await namesNobody(wall, all);
    expect(await wall.locator('body').textContent()).not.toMatch(
      /[0-9a-f]{2}(:[0-9a-f]{2}){5}|\d+\.\d+\.\d+\.\d+(?!:)/i,
    );
    await finished(all, 1);

    await button(words.control.next(3, puzzles[PLAN[2]].title)).click();
    await readCards(all);
    await Promise.all([playTeam(classroom, first!), playTeam(classroom, second!)]);
    await finished(all, 2);
    // Both were made.
    expect(ann.mistakes).toEqual([]);

    await talkedAbout(page, wall, all);

    await page.getByRole('link', { name: words.common.toReport, exact: true }).click();
    await page.locator('.by-student tbody tr').first().waitFor();
    await expectAccessible(page, axe);
    await expectReport(page, classroom, all);
    for (const { name, faults } of [
      ...all,
      { name: 'teacher', faults: teacher.faults },
      { name: 'wall', faults: wallFaults },
    ])
      expect({ name, faults }).toEqual({ name, faults: [] });

    // Everything is deleted; all are told so.
    const rooms = (await stage.store.class(code))!.classroom.teams.map(({ room }) => room);
    await page.getByRole('link', { name: after.report.toClass }).click();
    await button(words.control.more).click();
    await button(words.control.delete).click();
    await button(words.control.delete, page).last().click();
    await page.getByRole('heading', { name: words.make.title }).waitFor();
    for (const student of all) await student.page.getByText(student.words.gone.deletedText).waitFor();
    await wall.getByText(english.words.refusals['no-such-class']).waitFor();
    expect((await fetch(`${stage.base}/api/classes/${code}`)).status).toBe(404);
    const free = [code, ...rooms].map((gone) => stage.store.isFree(gone));
    expect(await Promise.all(free)).toEqual([true, true, true]);
    expect(await stage.store.class(code)).toBeNull();
    for (const room of rooms)
      expect([await stage.store.summary(room), await stage.store.rounds(room)]).toEqual([null, []]);
    // The browser itself writes down an answer that is no success: the class is gone.
    for (const { faults } of [...all, teacher, { faults: wallFaults }])
      expect(faults.filter((fault) => !/status of 404/.test(fault))).toEqual([]);
    for (const student of all) await student.close();
    await teacher.close();
  }, 240_000);
});

function hasLetter({ room, id }: Awaited<ReturnType<typeof placeOf>>): boolean {
  const seat = room.people.find((person) => person.id === id)?.device;
  return (room.round.match.seats[seat ?? '']?.inbox.length ?? 0) > 0;
}

/** All stand still: who presses all the same is told so, and nothing has happened. */
async function frozen(classroom: Classroom, page: Page, wall: Page, student: Student, team: readonly Student[]) {
  const place = await placeOf(classroom, student);
  const { room, seat } = place;
  await playTeam(classroom, team, () => hasLetter(place));
  const { match } = room.round;
  const card = (await nextLetter(student.page, match, seat))!;
  await page.getByRole('button', { name: words.control.freeze }).click();
  for (const one of team) await one.page.getByText(one.words.bar.frozen).waitFor();
  await wall.getByText(after.projector.frozen).waitFor();
  const before = { ...match.seats[seat]!.counts };
  await student.page.keyboard.press('t');
  await student.page.getByText(english.words.refusals.frozen).first().waitFor();
  expect([card.tries, match.seats[seat]!.counts]).toEqual([0, before]);
  await page.getByRole('button', { name: words.control.goOn }).click();
  for (const one of team) await one.page.locator('.frozen-note').waitFor({ state: 'detached' });
}

/** Who loads the page anew sits where they sat, with the same letters before them. */
async function reloaded(classroom: Classroom, student: Student, team: readonly Student[]): Promise<void> {
  const place = await placeOf(classroom, student);
  const { room, seat } = place;
  await playTeam(classroom, team, () => hasLetter(place));
  room.pace.setPace({ paused: true, speed: 1 });
  const { match } = room.round;
  const card = (await nextLetter(student.page, match, seat))!;
  const letters = await lettersOf(student.page);
  await student.page.reload();
  await student.page.locator(`[data-letter="${card.id}"].on`).waitFor();
  expect(await lettersOf(student.page)).toEqual(letters);
  const again = await placeOf(classroom, student);
  expect([again.room.record.code, again.seat]).toEqual([room.record.code, seat]);
}

/** A hand goes up on the student's page, and down again on the teacher's. */
async function raised(page: Page, student: Student): Promise<void> {
  const { bar } = student.words;
  await press(student.page, student.page.getByRole('button', { name: bar.raise, exact: true }));
  await student.page.getByRole('button', { name: bar.lower, exact: true }).waitFor();
  await page.getByRole('button', { name: words.roster.lower(student.name) }).click();
  await student.page.getByRole('button', { name: bar.raise, exact: true }).waitFor();
}

async function finished(all: readonly Student[], at: number): Promise<void> {
  for (const { page, words: own } of all) {
    await page.locator('.result-page h1').waitFor();
    await page.getByText(at + 1 < PLAN.length ? own.next.waits : own.next.last).waitFor();
  }
}

/** The end: students look up, the teacher turns the slides, the wall follows. */
async function talkedAbout(page: Page, wall: Page, all: readonly Student[]): Promise<void> {
  await page.getByRole('button', { name: words.control.debrief }).click();
  for (const student of all) await student.page.getByRole('heading', { name: student.words.debrief.title }).waitFor();
  await page.getByRole('link', { name: words.control.openDebrief }).click();
  await page.locator('.slide-count').or(page.locator('.debrief-turn')).first().waitFor();
  await until(async () => (await wall.locator('.slide').count()) === 1, 'the wall shows the debrief');
  for (const at of [0, 1]) {
    if (at > 0) await page.keyboard.press('ArrowRight');
    const heading = await page.locator('.slide h2').first().textContent();
    await until(async () => (await wall.locator('.slide h2').first().textContent()) === heading, `slide ${at + 1}`);
    await namesNobody(wall, all);
  }
  await expectAccessible(wall, axe);
}

async function namesNobody(wall: Page, all: readonly Student[]): Promise<void> {
  const text = (await wall.locator('body').textContent()) ?? '';
  expect(all.filter(({ name }) => text.includes(name))).toEqual([]);
}
