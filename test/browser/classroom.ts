/** Students of a class in browsers of their own, played through their pages; what they did is counted here, by what was pressed. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { MatchRoom } from '../../server/rooms/match-room.ts';
import type { Part, RuleId } from '../../shared/device/rule.ts';
import { followUp } from '../../shared/game/form.ts';
import { isWon } from '../../shared/game/match.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { Card } from '../../shared/game/score.ts';
import { english } from '../../shared/text/en/index.ts';
import type { LessonWords } from '../../shared/text/lesson-words.ts';
import { teachWords } from '../../shared/text/teach.ts';
import { formFor, rightAnswers, type Answers } from '../shared/game/play.ts';
import { nextLetter, playByPointer, press } from './moves.ts';
import { roomWithCode, until, visit, type Scene, type Stage, type Visitor } from './stage.ts';

export interface Classroom {
  readonly stage: Stage;
  readonly code: string;
  /** Every letter that was decided, by whom and where. */
  readonly done: Decided[];
}

export interface Decided {
  readonly who: string;
  /** Code of the room. */
  readonly room: string;
  readonly puzzle: PuzzleId;
  readonly parts: readonly Part[];
  /** What a mistake is called in the report; null for none. */
  readonly mistake: 'wasteful' | 'broken' | null;
}

/** A mistake that somebody makes once, at the first letter that gives occasion. */
export interface Intended {
  readonly puzzle: PuzzleId;
  readonly part: Part;
  readonly right: string;
  readonly played: string;
  readonly rule: RuleId;
  readonly quality: 'wasteful' | 'broken';
}

export interface Student extends Visitor {
  readonly name: string;
  readonly words: LessonWords;
  /** What is still to be done wrong. */
  readonly mistakes: Intended[];
}

/** Faster than a teacher can ask for; time stands while somebody presses, so that a slow machine changes nothing. */
const SPEED = 20;

/** These puzzles in an own order, teams of three, own names; all together, as it is unless something else is chosen. */
export async function makeClass(page: Page, plan: readonly PuzzleId[]): Promise<void> {
  await page.getByLabel(teachWords.en.make.name).fill('Networks 10b');
  await page.getByRole('radio', { name: teachWords.en.make.planOwn }).check();
  const names = page.locator('.plan-name strong');
  for (const id of plan) {
    if ((await names.allTextContents()).includes(english.puzzles[id].title)) continue;
    await page.getByLabel(teachWords.en.make.addPuzzle).selectOption(id);
    await page.getByRole('button', { name: teachWords.en.make.add, exact: true }).click();
  }
  expect(await names.allTextContents()).toEqual(plan.map((id) => english.puzzles[id].title));
  await page.locator('.make-more summary').click();
  expect(await page.getByRole('radio', { name: teachWords.en.make.pacings.together.name }).isChecked()).toBe(true);
  await page.getByLabel(teachWords.en.make.teamSize).selectOption('3');
  await page.getByRole('checkbox', { name: teachWords.en.make.ownNames }).check();
  await page.getByRole('button', { name: teachWords.en.make.make }).click();
  await page.locator('.pin').waitFor();
}

/** Somebody before the door of the class. */
export async function arrive(
  { stage }: { readonly stage: Scene },
  path: string,
  student: Pick<Student, 'name' | 'words'> & { readonly mistakes?: readonly Intended[] },
  options?: BrowserContextOptions,
): Promise<Student> {
  const { mistakes = [], ...who } = student;
  return { ...(await visit(stage, path, options)), ...who, mistakes: [...mistakes] };
}

/** By the code, typed as it is read from the wall. */
export async function typeCode({ page }: Student, shown: string, words: { field: string; button: string }) {
  await page.getByLabel(words.field).fill(shown);
  await press(page, page.getByRole('button', { name: words.button, exact: true }));
}

/** Says a name and comes in. */
export async function comeIn({ page, name, words }: Student): Promise<void> {
  await page.getByLabel(words.comeIn.name).fill(name);
  await press(page, page.getByRole('button', { name: words.comeIn.comeIn, exact: true }));
}

export async function readCards(students: readonly Student[]): Promise<void> {
  await Promise.all(
    students.map(async ({ page }) => {
      const dialog = page.locator('dialog.intro');
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }),
  );
}

/** The room of the student's team, the student's id and seat in it, and the number of the team. */
export async function placeOf({ stage, code }: Classroom, { name }: Pick<Student, 'name'>) {
  const kept = (await stage.store.class(code))!.classroom;
  const student = kept.students.find((one) => one.name === name)!;
  const team = kept.teams.find(({ id }) => id === student.team)!;
  const room = await roomWithCode(team.room);
  const seatNow = (): string | null | undefined => room.people.find(({ id }) => id === student.id)?.device;
  const seat = (await until(seatNow, `${name} has a seat`))!;
  return { room, id: student.id, seat, team: team.name };
}

/** Until all goals are met, or until it is so: whoever of the team has a letter plays it. */
export async function playTeam(
  classroom: Classroom,
  team: readonly Student[],
  isEnough: () => boolean = () => false,
): Promise<void> {
  const players = await Promise.all(team.map(async (student) => ({ student, ...(await placeOf(classroom, student)) })));
  const { room } = players[0]!;
  const { match } = room.round;
  const hasLetter = ({ seat }: { readonly seat: string }): boolean =>
    match.seats[seat]!.inbox.length > 0 && !match.seats[seat]!.verdictOpen;
  for (;;) {
    room.pace.setPace({ paused: false, speed: SPEED });
    const player = await until(
      () => (isEnough() || isWon(match) ? 'done' : players.find(hasLetter)),
      'somebody of the team has a letter, or all is done',
    );
    if (player === 'done' || player === undefined) return;
    const { student, seat } = player;
    room.pace.setPace({ paused: true, speed: SPEED });
    const card = await nextLetter(student.page, match, seat);
    if (card !== undefined) await playLetter(classroom, student, player, card);
  }
}

async function playLetter(
  { done }: Classroom,
  student: Student,
  { room, seat }: { readonly room: MatchRoom; readonly seat: string },
  card: Card,
): Promise<void> {
  const { page, name, mistakes } = student;
  const { match } = room.round;
  const right = rightAnswers(match, seat, card);
  const isFree = match.seats[seat]!.guidedLeft === 0 && card.tries === 0;
  const intended = mistakes.find(({ puzzle, part, right: due }) => puzzle === match.puzzle.id && right[part] === due);
  const mistake = isFree ? intended : undefined;
  const parts = Object.keys(right) as Part[];
  const decided = { who: name, room: room.record.code, puzzle: match.puzzle.id, parts };
  if (mistake !== undefined) {
    mistakes.splice(mistakes.indexOf(mistake), 1);
    await playByPointer(page, match, seat, card, wrongly(formFor(match, seat, card), right, mistake));
  }
  if (mistake?.quality === 'broken') {
    const verdict = page.locator('.verdict');
    await press(page, verdict.locator('.do .btn.main'));
    await verdict.waitFor({ state: 'detached' });
    await page.locator(`[data-letter="${card.id}"].on`).waitFor();
  }
  if (mistake?.quality !== 'wasteful') await playByPointer(page, match, seat, card);
  done.push({ ...decided, mistake: mistake?.quality ?? null });
}

/** All answers with this one wrong; what is asked only because of it is answered somehow. */
function wrongly(form: ReturnType<typeof formFor>, right: Answers, { part, played }: Intended): Answers {
  const answers: Answers = { ...right, [part]: played };
  for (let steps = form; steps.length > 0;) {
    for (const step of steps) answers[step.part] ??= step.choices[0]?.value ?? '';
    steps = steps.flatMap((step) => followUp(step, answers[step.part] ?? ''));
  }
  return answers;
}

/** The letters that lie before a seat, and that its page shows. */
export async function lettersOf(page: Page): Promise<(string | null)[]> {
  const letters = await page.locator('[data-letter]').all();
  return Promise.all(letters.map((letter) => letter.getAttribute('data-letter')));
}
