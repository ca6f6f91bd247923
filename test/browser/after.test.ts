/** After a lesson: projector, debrief, replay and report of a class that was really played, against what was played. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClassReport, Replay } from '../../shared/class/report.ts';
import { askTshark, canAskTshark } from '../shared/wire/captures.ts';
import {
  call,
  enterClass,
  makeClass,
  projectedTo,
  seenBy,
  teach,
  type Onlooker,
  type Taught,
} from '../server/classes/class-harness.ts';
import { cardsOf, meOf, rightAnswers, roomOf as serverRoomOf, type Guest } from '../server/harness.ts';
import { lessonWords } from '../../shared/text/lesson.ts';
import { teamName } from '../../shared/text/team-names.ts';
import {
  closeStage,
  expectAccessible,
  LAPTOP,
  openStage,
  PHONE,
  roomOf,
  roomWithCode,
  until,
  visit,
  type Stage,
} from './stage.ts';
import { noChromium } from '../setup/chromium.ts';
import { downloaded, readCsv } from './downloads.ts';
import { nextLetter, playByKeys } from './moves.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WALL = { viewport: { width: 1920, height: 1080 }, locale: 'en-US' } as const;

/** What a student did, counted while it was done. */
interface Played {
  decisions: number;
  wrong: number;
}

interface Lesson {
  readonly taught: Taught;
  readonly teacher: Onlooker;
  readonly students: ReadonlyMap<string, { readonly guest: Guest; readonly played: Played }>;
}

let stage: Stage;
let lesson: Lesson;
beforeAll(async () => {
  if (noChromium) return;
  stage = await openStage();
  lesson = await playLesson();
}, 240_000);
afterAll(() => (noChromium ? undefined : closeStage(stage)), 60_000);

/** Four students in two teams; each makes a mistake once they are not guided any more, and mends it. */
async function playLesson(): Promise<Lesson> {
  const plan = [{ puzzle: 'the-gateway' as const, minutes: 10 }];
  const taught = await makeClass(stage.base, { plan, teamSize: 2, competition: 'teams', title: 'Networks 10b' });
  const teacher = await teach(taught);
  const students = new Map<string, { guest: Guest; played: Played }>();
  for (const name of ['Ann', '小鲍', 'Mia', 'Tom'])
    students.set(name, { guest: await enterClass(taught, { name }), played: { decisions: 0, wrong: 0 } });
  expect(await teacher.ask('start')).toBeNull();
  const playing = [...students.values()];
  await until(() => playing.every(({ guest }) => guest.room.state.phase === 'play'), 'all of them play');
  for (const room of new Set(playing.map(({ guest }) => guest.room.roomId)))
    await playTeam(playing.filter(({ guest }) => guest.room.roomId === room));
  return { taught, teacher, students };
}

type Playing = { readonly guest: Guest; readonly played: Played };

async function playTeam(team: readonly Playing[]): Promise<void> {
  const room = serverRoomOf(team[0]!.guest);
  const isOver = (): boolean => team.every(({ guest }) => guest.room.state.phase === 'result');
  for (;;) {
    room.pace.setPace({ paused: false, speed: 20 });
    await until(
      () => isOver() || team.some(({ guest }) => cardsOf(guest).length > 0),
      'somebody is asked, or all is over',
    );
    const one = team.find(({ guest }) => cardsOf(guest).length > 0);
    if (one === undefined || isOver()) return;
    await move(one, isOver);
  }
}

async function move({ guest, played }: Playing, isOver: () => boolean): Promise<void> {
  const room = serverRoomOf(guest);
  const right = rightAnswers(room, meOf(guest).device);
  const card = cardsOf(guest).find(({ id }) => id === right.card)!;
  const step = card.form.find(
    ({ many, choices }) => !many && choices.length > 1 && choices.every((one) => one.then.length === 0),
  );
  const isWrong = !card.guided && played.wrong === 0 && card.tries === 0 && step !== undefined;
  const other = step?.choices.find(({ value }) => value !== right.answers[step.part])?.value;
  const answers = isWrong && step !== undefined ? { ...right.answers, [step.part]: other } : right.answers;
  expect(await guest.ask('play', { card: right.card, answers })).toBeNull();
  if (!isWrong) {
    // A letter is decided once, however often it was tried.
    played.decisions++;
    await until(() => isOver() || !cardsOf(guest).some(({ id }) => id === card.id), 'the letter is gone');
    return;
  }
  played.wrong++;
  await until(() => room.round.match.seats[meOf(guest).device]?.verdictOpen === true, 'the verdict is open');
  expect(await guest.ask('retry', { card: card.id })).toBeNull();
}

/** With `SHOTS=DIR`: pictures for people to look at, light and dark, of a wall also on a small one. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder === undefined) return;
  const size = page.viewportSize();
  await page.screenshot({ path: `${folder}/${name}.png` });
  if (name.startsWith('wall')) {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.screenshot({ path: `${folder}/${name}-small.png` });
    if (size !== null) await page.setViewportSize(size);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `${folder}/${name}-dark.png` });
  await page.emulateMedia({ colorScheme: 'light' });
}

const path = (part: string): string => `/teach/${lesson.taught.code}/${part}?e2e#${lesson.taught.secret}`;

async function reportOf(): Promise<ClassReport> {
  return (await call(lesson.taught, 'report', { secret: lesson.taught.secret })) as unknown as ClassReport;
}

describe.skipIf(noChromium)('after a lesson', () => {
  it('the report has the figures of what was played, on the page and in its files', async () => {
    const { page, faults, close } = await visit(stage, path('report'), LAPTOP);
    await page.locator('.by-student tbody tr').first().waitFor();
    await shot(page, 'report-laptop');
    for (const [name, { played }] of lesson.students) {
      const row = page.locator('.by-student tbody tr', { has: page.getByText(name, { exact: true }) });
      const all = (await row.locator('td').nth(1).locator('.unseen').textContent()) ?? '';
      expect([name, /mistake/.test(all)]).toEqual([name, played.wrong > 0]);
    }
    await page.getByRole('button', { name: 'Student', exact: true }).click();
    const names = await page.locator('.by-student tbody .person-name').allTextContents();
    expect(names).toEqual([...names].toSorted(new Intl.Collator('en', { numeric: true }).compare).toReversed());
    const students = await downloaded(page, () => page.getByRole('button', { name: 'CSV: students' }).click());
    expect(students.name).toBe(`${lesson.taught.code}-students.csv`);
    expect(students.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const [head, ...lines] = readCsv(students.bytes);
    expect(head?.slice(0, 6)).toEqual(['Student', 'Team', 'Bot', 'Rounds won', 'Decisions', 'Par']);
    const told = new Map(lines.map((line) => [line[0], line]));
    for (const [name, { played }] of lesson.students) {
      const line = told.get(name);
      expect([name, line?.[3], line?.[4]]).toEqual([name, '1', String(played.decisions)]);
      const wrong = ['Wasteful', 'Broken', 'Unsafe'].map((column) => Number(line?.[head!.indexOf(column)]));
      expect([name, wrong.reduce((sum, one) => sum + one, 0)]).toEqual([name, played.wrong]);
    }
    const json = await downloaded(page, () => page.getByRole('button', { name: 'JSON' }).click());
    expect(JSON.parse(json.bytes.toString('utf8'))).toEqual(await reportOf());
    expect(
      readCsv((await downloaded(page, () => page.getByRole('button', { name: 'CSV: teams' }).click())).bytes),
    ).toHaveLength(3);
    await expectAccessible(page, axe);
    expect(faults).toEqual([]);
    await close();
  });

  it.skipIf(!canAskTshark())('the capture of a match is what tshark reads', async () => {
    const { page, close } = await visit(stage, path('report'), LAPTOP);
    const [team] = (await reportOf()).teams;
    const { room, round } = team!.rounds[0]!;
    const file = await downloaded(page, () =>
      page
        .getByRole('button', { name: `pcapng for Wireshark: ${teamName('en', team!.name)}, “The gateway”, round 1` })
        .click(),
    );
    expect(file.name).toBe(`${room}-${round}.pcapng`);
    const rows = askTshark(new Uint8Array(file.bytes), ['frame.protocols', '_ws.malformed']);
    const replay = (await call(lesson.taught, 'replay', {
      secret: lesson.taught.secret,
      room,
      round,
    })) as unknown as Replay;
    expect(rows).toHaveLength(2 * replay.frames.flatMap(({ hops }) => hops).length);
    expect(rows.filter((row) => row['_ws.malformed'] !== '')).toEqual([]);
    await close();
  });

  it('a replay is stepped by the keyboard, tells each wire, and is seen from every seat', async () => {
    const { rounds } = (await reportOf()).teams[0]!;
    const { room, round } = rounds[0]!;
    const replay = (await call(lesson.taught, 'replay', {
      secret: lesson.taught.secret,
      room,
      round,
    })) as unknown as Replay;
    const { page, faults, close } = await visit(stage, path(`replay/${room}/${round}`), LAPTOP);
    const current = page.locator('.step-mark[aria-current]');
    const stepNow = async (): Promise<number> =>
      Number(/^Step (\d+)/.exec((await current.getAttribute('aria-label')) ?? '')?.[1]) - 1;
    await current.waitFor();
    await drawn(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await until(async () => (await stepNow()) === 2, 'two steps on');
    await page.keyboard.press('End');
    expect(await stepNow()).toBe(replay.steps.length - 1);
    await page.keyboard.press('Home');
    expect(await stepNow()).toBe(0);
    await page.keyboard.press('Space');
    await until(async () => (await stepNow()) > 1, 'it plays by itself');
    await page.keyboard.press('Space');
    const wrong = replay.steps.findIndex(
      ({ what }) => what.kind === 'move' && what.quality !== 'right' && what.by !== null,
    );
    await page.locator('.step-mark').nth(wrong).click();
    expect(await page.locator('.replay-sentence').textContent()).toMatch(/Wasteful|Broken|Unsafe/);
    await page.locator('.life-table tbody tr').first().waitFor();
    await shot(page, 'replay-laptop');
    // A frame that a router has sent on: other MACs, the same IPs, a TTL that is one less.
    const routed = replay.frames.find(
      ({ hops }) =>
        new Set(hops.map(({ bytes }) => bytes.slice(0, 24))).size > 1 &&
        hops.every(({ bytes }) => bytes.slice(24, 28) === '0800'),
    )!;
    await page.locator('.life select').selectOption(String(routed.id));
    await until(async () => (await page.locator('.life-table .changed').count()) >= 3, 'changes are marked');
    expect(await page.locator('.life-table tbody tr').count()).toBe(routed.hops.length);
    await shot(page, 'replay-life');
    await page.locator('.wire-link').first().click();
    await page.locator('.frame-window .tree').waitFor();
    await expectAccessible(page, axe);
    await shot(page, 'replay-frame');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'At a seat' }).click();
    await page.locator('.seat-part select').selectOption({ index: 1 });
    await page.locator('.seat-part .card, .seat-part .quiet').first().waitFor();
    await page.locator('.seat-part .seg button').nth(1).click();
    await page.locator('.seat-part table').first().waitFor();
    await shot(page, 'replay-seat');
    await expectAccessible(page, axe);
    expect(faults).toEqual([]);
    await close();
  });

  it('the projector follows, and names nobody', async () => {
    const { taught, teacher } = lesson;
    const { page, faults, close } = await visit(stage, `/projector/${taught.code}?e2e#${taught.secret}`, WALL);
    await page.locator('.join-code').waitFor();
    expect((await page.locator('.join-code').textContent())?.replace(/\s/g, '')).toBe(taught.code);
    await shot(page, 'wall-join');
    await expectAccessible(page, axe);
    const [team] = (await reportOf()).teams;
    expect(await teacher.ask('show', { shown: { what: 'team', team: team!.id } })).toBeNull();
    await drawn(page);
    await page.getByText('Addresses stay hidden until the replay').waitFor();
    await shot(page, 'wall-team');
    await expectAccessible(page, axe);
    await expectNobody(page);
    for (let slide = 0; slide < 3; slide++) {
      expect(await teacher.ask('show', { shown: { what: 'debrief', slide } })).toBeNull();
      await until(async () => (await page.locator('.slide').count()) === 1, `slide ${slide}`);
      await shot(page, `wall-slide-${slide}`);
      await expectNobody(page);
    }
    await expectAccessible(page, axe);
    const { room, round } = team!.rounds[0]!;
    expect(await teacher.ask('show', { shown: { what: 'replay', room, round, step: 3 } })).toBeNull();
    await page.locator('.replay-count').waitFor();
    await page.waitForFunction(() => document.querySelector('.replay-stage canvas') !== null);
    expect(await page.locator('.replay-count').textContent()).toMatch(/^Step 4 of/);
    await drawn(page);
    await shot(page, 'wall-replay');
    expect(await teacher.ask('show', { shown: { what: 'replay', room, round, step: 5 } })).toBeNull();
    await until(
      async () => (await page.locator('.replay-count').textContent())?.startsWith('Step 6 of') === true,
      'it follows',
    );
    await expectNobody(page);
    await expectAccessible(page, axe);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('.projector *')]
        .filter((element) =>
          [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim() !== ''),
        )
        .filter((element) => element.closest('.unseen, [aria-hidden="true"]') === null)
        .filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 22)
        .map((element) => `${element.className} ${element.textContent}`),
    );
    expect(small).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it('the projector speaks the language of its class, and leaves that of the browser alone', async () => {
    const { code, secret } = await makeClass(stage.base, { language: 'zh-CN', title: '网络基础' });
    const { page, close } = await visit(stage, `/projector/${code}#${secret}`, WALL);
    await page.getByText('加入地址').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await page.goto(`${stage.base}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await close();
  });

  it('the debrief is turned by keys, here and on the projector', async () => {
    const { page, faults, close } = await visit(stage, path('debrief'), LAPTOP);
    await page.locator('.slide-count').waitFor();
    await shot(page, 'debrief-laptop');
    expect(await page.locator('.slide-count').textContent()).toMatch(/^\d of 4 students$/);
    await expectAccessible(page, axe);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Replay on the projector' }).click();
    await page.getByRole('button', { name: 'Step on' }).waitFor();
    const { room, round, step } = (await reportOf()).debrief.moments[0]!;
    await until(() => seenBy(lesson.teacher).shown.what === 'replay', 'the class is told');
    expect(seenBy(lesson.teacher).shown).toEqual({ what: 'replay', room, round, step });
    await page.getByRole('button', { name: 'Step on' }).click();
    await until(() => projectedTo(lesson.teacher).shown.what === 'replay', 'the projector replays');
    await page.getByText(`The projector shows step ${step + 2}.`).waitFor();
    await page.getByRole('button', { name: 'Back to the slide' }).click();
    await page
      .getByRole('button', { name: 'Show a thought' })
      .or(page.getByRole('button', { name: 'Next slide' }))
      .first()
      .waitFor();
    await expectNobody(page);
    expect(faults).toEqual([]);
    await close();
  });

  it('report and replay on a phone, in Chinese', async () => {
    const { page, faults, close } = await visit(stage, path('report'), PHONE);
    await page.locator('.by-student tbody tr').first().waitFor();
    await shot(page, 'report-phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(page, axe);
    await page.getByRole('link', { name: /^回放/ }).first().click();
    await page.locator('.step-mark[aria-current]').waitFor();
    await page.locator('.replay-stage canvas').waitFor();
    await shot(page, 'replay-phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await expectAccessible(page, axe);
    expect(faults).toEqual([]);
    await close();
  });

  it('a student of a class watches the own round again, by the own token', async () => {
    const taught = await makeClass(stage.base, { plan: [{ puzzle: 'first-frame', minutes: 5 }] });
    const teacher = await teach(taught);
    const { page, faults, close } = await visit(stage, `/class/${taught.code}`, LAPTOP);
    const words = lessonWords.en.comeIn;
    await page.getByLabel(words.name).fill('Ada');
    await page.getByRole('button', { name: words.comeIn, exact: true }).click();
    await until(() => seenBy(teacher).students.some(({ name }) => name === 'Ada'), 'Ada is in');
    expect(await teacher.ask('start')).toBeNull();
    await page.locator('dialog.intro').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.intro').waitFor({ state: 'detached' });
    const [team] = seenBy(teacher).teams;
    const room = await roomWithCode(team?.room);
    const { match } = room.round;
    const seat = Object.values(match.seats).find(({ occupant }) => occupant === 'person')!.device;
    for (;;) {
      room.pace.setPace({ paused: false, speed: 20 });
      const card = await nextLetter(page, match, seat);
      if (card === undefined) break;
      await playByKeys(page, match, seat, card);
    }
    await page.getByRole('button', { name: 'Watch it again' }).click();
    await page.locator('.result-replay .step-mark[aria-current]').waitFor();
    expect(await page.locator('.replay-sentence p').textContent()).toMatch(/\(bot\)|\(Ada\)/);
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Save for Wireshark' }).click());
    expect(file.name).toBe(`${team?.room}-1.pcapng`);
    expect(faults).toEqual([]);
    await close();
  });

  it('who has played a puzzle alone watches it again on the own result page', async () => {
    const { page, faults, close } = await visit(stage, '/play/first-frame?e2e', LAPTOP);
    const room = await roomOf(page);
    const { match } = room.round;
    const seat = await until(
      () => Object.values(match.seats).find(({ occupant }) => occupant === 'person')?.device,
      'somebody sits',
    );
    await page.locator('dialog.intro').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.intro').waitFor({ state: 'detached' });
    for (;;) {
      room.pace.setPace({ paused: false, speed: 20 });
      const card = await nextLetter(page, match, seat!);
      if (card === undefined) break;
      await playByKeys(page, match, seat!, card);
    }
    await page.getByRole('button', { name: 'Watch it again' }).click();
    await page.locator('.result-replay .step-mark[aria-current]').waitFor();
    await page.locator('.result-replay canvas').waitFor();
    await page.locator('.result-replay').scrollIntoViewIfNeeded();
    await shot(page, 'result-replay');
    await expectAccessible(page, axe);
    expect(faults).toEqual([]);
    await close();
  });
});

/** The map is there, with its pictures. */
async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => window.hopBoard !== undefined);
  await page.evaluate(() => window.hopBoard?.ready);
}

async function expectNobody(page: Page): Promise<void> {
  const text = (await page.locator('body').textContent()) ?? '';
  expect([...lesson.students.keys()].filter((name) => text.includes(name))).toEqual([]);
}
