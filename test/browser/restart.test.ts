/** A lesson in real browsers, in which the server is killed, and later restarted, while everybody plays: they come back by themselves, and the lesson is finished. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterWords } from '../../shared/text/after.ts';
import { english } from '../../shared/text/en/index.ts';
import { lessonWords } from '../../shared/text/lesson.ts';
import { teachWords } from '../../shared/text/teach.ts';
import { teamName } from '../../shared/text/team-names.ts';
import { chinese } from '../../shared/text/zh/index.ts';
import { noChromium } from '../setup/chromium.ts';
import {
  closeStageApart,
  letterOf,
  openStageApart,
  playRoom,
  roomsOf,
  seenOf,
  type ApartStage,
} from './apart/stage.ts';
import { arrive, comeIn, makeClass, readCards, type Student } from './classroom.ts';
import { sheet } from './lesson-report.ts';
import { answerByPointer } from './moves.ts';
import { faultsOn, PHONE, until, visit } from './stage.ts';

const PLAN = ['first-frame', 'who-has'] as const;
/** What a browser writes down by itself while there is no server. */
const UNREACHED = /net::ERR_(?:CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE)/;

const words = teachWords.en;
const after = afterWords.en;
const { puzzles } = english;
const ENGLISH_PHONE = { ...PHONE, locale: 'en-US' };

/** How a page says what is the matter. */
interface Watched {
  readonly page: Page;
  readonly lost: string;
  readonly restarting: string;
}

describe.skipIf(noChromium)('a lesson, in the middle of which the server ends', () => {
  let stage: ApartStage;
  beforeAll(async () => {
    stage = await openStageApart({ excused: UNREACHED, seed: 'restart' });
  });
  afterAll(() => closeStageApart(stage), 60_000);

  it('killed in one puzzle and restarted in the next: everybody is back without a click, and all that was done is in the report', async () => {
    const { page } = await visit(stage, '/teach');
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    await makeClass(page, PLAN);
    const address = page.url();
    const opening = page.context().waitForEvent('page');
    await page.locator('.class-projector').click();
    const wall = await opening;
    faultsOn(stage, wall);
    const students = await sixStudents(new URL(address).pathname.replace('/teach/', '/class/'));
    await page.getByText(words.common.students(6)).first().waitFor();
    await button(words.control.start(puzzles[PLAN[0]].title)).click();
    await readCards(students);

    const teams = await teamsOf(students);
    expect(teams.map(({ length }) => length)).toEqual([3, 3]);
    const done = new Map(students.map(({ name }) => [name, 0]));
    const count = ({ name }: Pick<Student, 'name'>) => done.set(name, done.get(name)! + 1);
    const playAll = (isEnough?: (team: readonly Student[]) => boolean | Promise<boolean>) =>
      Promise.all(teams.map((team) => playRoom(stage, team, () => isEnough?.(team) ?? false, count)));
    const hasMoved = (team: readonly Student[]) => team.some(({ name }) => done.get(name)! > 0);
    await playAll(hasMoved);

    const shoulder = await lookOver(page, address);
    const waiter = teams[0]![0]!;
    const all = [
      ...students.map((student) => ({ page: student.page, ...wordsOf(student) })),
      ...[page, shoulder].map((one) => ({ page: one, ...english.words.connection })),
      { page: wall, ...after.projector.troubles },
    ];

    // Killed while everybody plays; one makes a move all the same.
    await playRoom(stage, teams[0]!, async () => (await seenOf(stage, waiter)).letter !== null, count);
    const letter = await letterOf(stage, waiter);
    const lost = say(all, 'lost');
    await stage.program.end('SIGKILL');
    await lost;
    await answerByPointer(waiter.page, letter.form, letter.right);
    await waiter.page.getByText(english.words.connection.kept(1)).waitFor();
    await stage.program.start();
    await allBack(all, students, 'killed');
    await waiter.page.locator(`[data-letter="${letter.id}"]`).waitFor({ state: 'detached' });
    count(waiter);
    await playAll();
    await finished(students, 0);

    // Restarted in the next one.
    await button(words.control.next(2, puzzles[PLAN[1]].title)).click();
    await readCards(students);
    await page.locator('.tile-menu').first().click();
    await button(words.tile.show).click();
    await wall.getByText(after.projector.hidden).waitFor();
    const before = new Map(done);
    await playAll((team) => team.some(({ name }) => done.get(name)! > before.get(name)!));
    const restarting = say(all, 'restarting');
    expect(await stage.program.end('SIGTERM')).toBe(0);
    await restarting;
    await stage.program.start();
    await allBack(all, students, 'restarted');
    await playAll();
    await finished(students, 1);

    await button(words.control.debrief).click();
    for (const student of students)
      await student.page.getByRole('heading', { name: student.words.debrief.title }).waitFor();
    await page.getByRole('link', { name: words.control.openDebrief }).click();
    await wall.locator('.slide').waitFor();
    await page.getByRole('link', { name: words.common.toReport, exact: true }).click();
    await page.locator('.by-student tbody tr').first().waitFor();
    const lines = await sheet(page, after.report.saveStudents);
    const told = lines.map((line) =>
      [after.report.student, after.report.decisions, after.report.right].map((column) => line[column]),
    );
    const pressed = [...done].map(([name, times]) => [name, String(times), String(times)]);
    expect(new Set(told)).toEqual(new Set(pressed));
  }, 240_000);

  const sixStudents = async (path: string): Promise<Student[]> => {
    const [en, zh] = [lessonWords.en, lessonWords['zh-CN']];
    const six = [
      await arrive({ stage }, path, { name: 'Ann', words: en }),
      await arrive({ stage }, path, { name: 'Ben', words: en }),
      await arrive({ stage }, path, { name: '小美', words: zh }, PHONE),
      await arrive({ stage }, path, { name: 'Dan', words: en }, ENGLISH_PHONE),
      await arrive({ stage }, path, { name: 'Eva', words: en }),
      await arrive({ stage }, path, { name: 'Fay', words: en }),
    ];
    for (const student of six) {
      await comeIn(student);
      await student.page.getByRole('heading', { name: student.words.gathering.title }).waitFor();
    }
    return six;
  };

  /** By the rooms in which they sit. */
  const teamsOf = async (students: readonly Student[]): Promise<Student[][]> => {
    const rooms = await until(async () => {
      const seen = await roomsOf(stage);
      const seated = seen.flatMap(({ people }) => people).filter(({ seat }) => seat !== null);
      return seated.length === students.length ? seen : null;
    }, 'everybody sits');
    return rooms!.map(({ people }) => students.filter(({ name }) => people.some((person) => person.name === name)));
  };

  /** Another page of the teacher, which looks over somebody's shoulder. */
  const lookOver = async (page: Page, address: string): Promise<Page> => {
    const shoulder = await page.context().newPage();
    faultsOn(stage, shoulder);
    await shoulder.goto(address);
    await shoulder.getByRole('button', { name: words.tile.open(teamName('en', 1)) }).click();
    await shoulder.locator('.shoulder-seats input').nth(1).check();
    await shoulder.locator('.board').first().waitFor();
    return shoulder;
  };

  /** All pages are as they were, and all students known to be there. */
  const allBack = async (all: readonly Watched[], students: readonly Student[], how: string): Promise<void> => {
    const sinceMs = performance.now();
    const goneMs = await Promise.all(
      all.map(async ({ page }) => {
        await page.locator('.banner, .wall-note').waitFor({ state: 'detached' });
        return Math.round(performance.now() - sinceMs);
      }),
    );
    const seen = async () => Promise.all(students.map((student) => seenOf(stage, student)));
    await until(async () => (await seen()).every(({ connected }) => connected), 'all students are there', 30_000);
    console.log(`${how}: pages are back ${goneMs.toSorted((a, b) => a - b).join(', ')} ms after the server answers`);
  };
});

/** Every page says so. */
async function say(all: readonly Watched[], what: 'lost' | 'restarting'): Promise<void> {
  await Promise.all(all.map((one) => one.page.getByText(one[what]).waitFor()));
}

function wordsOf({ words: own }: Student) {
  return (own === lessonWords.en ? english : chinese).words.connection;
}

async function finished(students: readonly Student[], at: number): Promise<void> {
  for (const { page, words: own } of students) {
    await page.locator('.result-page h1').waitFor();
    await page.getByText(at + 1 < PLAN.length ? own.next.waits : own.next.last).waitFor();
  }
}
