/** The report of the lesson in `lesson.test.ts`: page and files have to say what was pressed. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ClassReport } from '../../shared/class/report.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { afterWords } from '../../shared/text/after.ts';
import { english } from '../../shared/text/en/index.ts';
import { teamName } from '../../shared/text/team-names.ts';
import type { Classroom, Decided, Intended, Student } from './classroom.ts';
import { downloaded, readCsv } from './downloads.ts';

const words = afterWords.en.report;
const { puzzles, rules } = english;

export const PLAN = ['first-frame', 'who-has', 'near-or-far'] as const satisfies readonly PuzzleId[];

/** A frame that was for one's own card, or for all, is dropped: it is lost, so it has to be tried again. */
export const DROPPED: Intended = {
  puzzle: 'first-frame',
  part: 'accept',
  right: 'take',
  played: 'drop',
  rule: 'host.accept',
  quality: 'broken',
};
/** A far target is taken for a near one, and the packet given to the gateway all the same: needless, but nothing is lost, and nothing is to be mended. */
export const THOUGHT_NEAR: Intended = {
  puzzle: 'near-or-far',
  part: 'on-link',
  right: 'no',
  played: 'yes',
  rule: 'host.on-link',
  quality: 'wasteful',
};

type Line = Readonly<Record<string, string>>;

export async function expectReport(page: Page, { stage, code, done }: Classroom, all: readonly Student[]) {
  const names = all.map(({ name }) => name);
  await expectPage(page, names);
  const students = await sheet(page, words.saveStudents);
  expectStudents(students, names, done);
  const { teams: kept } = (await stage.store.class(code))!.classroom;
  const teams = new Map(kept.map(({ room, name }) => [room, teamName('en', name)]));
  const told = (await sheet(page, words.saveTeams)).map((line) =>
    [words.team, words.puzzle, words.won, words.decisions].map((column) => line[column]),
  );
  expect(told).toEqual(
    [...teams].flatMap(([room, name]) =>
      PLAN.map((puzzle) => [name, puzzles[puzzle].title, words.yes, String(decidedIn(done, { room, puzzle }))]),
    ),
  );
  expectRules(await sheet(page, words.saveRules), done);
  await expectJson(page, [...teams.keys()], names, done);
}

/** The one who made mistakes, and nobody else. */
async function expectPage(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const row = page.locator('.by-student tbody tr', { has: page.getByText(name, { exact: true }) });
    const cell = (await row.locator('td').nth(1).locator('.unseen').textContent())!;
    expect([name, /; .*$/.exec(cell)?.[0]]).toEqual([name, name === 'Ann' ? '; 2 mistakes, 1 mended' : undefined]);
  }
}

function expectStudents(lines: readonly Line[], names: readonly string[], done: readonly Decided[]): void {
  const told = lines.map((line) => {
    const mistakes = Object.entries(line).filter(([column, value]) => isMistakes(column) && Number(value) > 0);
    const counted = [words.roundsWon, words.decisions, words.right, words.wasteful, words.broken, words.unsafe];
    return [
      line[words.student],
      ...[...counted, words.hints].map((column) => Number(line[column])),
      Number(line[`${rules['host.accept'].name}: ${words.decisions}`]),
      Object.fromEntries(mistakes),
    ];
  });
  const wanted = names.map((name) => {
    const own = done.filter(({ who }) => who === name);
    const [wasteful, broken] = [decidedIn(own, { mistake: 'wasteful' }), decidedIn(own, { mistake: 'broken' })];
    const rounds = new Set(own.map(({ room, puzzle }) => `${room} ${puzzle}`));
    const accepted = own.filter(({ parts }) => parts.includes('accept'));
    const mistakes = own.flatMap(({ mistake }) =>
      mistake === null ? [] : [[`${rules[ruleOf(mistake)].name}: ${words.mistakes}`, '1']],
    );
    const right = own.length - wasteful - broken;
    // The hint that the teacher gave is none that was taken.
    return [
      name,
      rounds.size,
      own.length,
      right,
      wasteful,
      broken,
      0,
      0,
      accepted.length,
      Object.fromEntries(mistakes),
    ];
  });
  expect(told.toSorted(byName)).toEqual(wanted.toSorted(byName));
}

function expectRules(lines: readonly Line[], done: readonly Decided[]): void {
  const told = [DROPPED, THOUGHT_NEAR].map(({ rule }) => {
    const line = lines.find((one) => one[words.rule] === rules[rule].name);
    return [words.mistakes, words.mended, words.students].map((column) => line?.[column]);
  });
  expect(told).toEqual([
    ['1', '1', '1'],
    ['1', '0', '1'],
  ]);
  const accept = lines.find((line) => line[words.rule] === rules['host.accept'].name);
  expect(Number(accept?.[words.decisions])).toBe(done.filter(({ parts }) => parts.includes('accept')).length);
}

/** By student, room and puzzle: who was moved has a round in both rooms. */
async function expectJson(page: Page, rooms: readonly string[], names: readonly string[], done: readonly Decided[]) {
  const press = () => page.getByRole('button', { name: words.saveJson, exact: true }).click();
  const { students } = JSON.parse((await downloaded(page, press)).bytes.toString('utf8')) as ClassReport;
  const told = students.flatMap(({ name, rounds }) =>
    rounds.map(({ room, puzzle, decisions }) => [name, room, puzzle, decisions].join(' ')),
  );
  const played = names.flatMap((who) => rooms.flatMap((room) => PLAN.map((puzzle) => ({ who, room, puzzle }))));
  const wanted = played.flatMap((one) => {
    const decisions = decidedIn(done, one);
    return decisions === 0 ? [] : [[one.who, one.room, one.puzzle, decisions].join(' ')];
  });
  expect(told.toSorted()).toEqual(wanted.toSorted());
}

/** The lines of a table that is saved by this button. */
export async function sheet(page: Page, name: string): Promise<readonly Line[]> {
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name }).click());
  const [head = [], ...lines] = readCsv(bytes);
  return lines.map((line) => Object.fromEntries(head.map((column, at) => [column, line[at] ?? ''])));
}

function decidedIn(done: readonly Decided[], wanted: Partial<Decided>): number {
  const entries = Object.entries(wanted);
  return done.filter((one) => entries.every(([key, value]) => one[key as keyof Decided] === value)).length;
}

function isMistakes(column: string): boolean {
  return column.endsWith(`: ${words.mistakes}`);
}

function ruleOf(quality: 'wasteful' | 'broken'): Intended['rule'] {
  return quality === 'broken' ? DROPPED.rule : THOUGHT_NEAR.rule;
}

function byName([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}
