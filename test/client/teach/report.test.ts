/** Sheets and slides, from the server's own report of rounds that were really played. */
import { describe, expect, it } from 'vitest';
import { allRules, shareRight, studentSheet, teamSheet } from '../../../client/teach/report/sheets.ts';
import { slidesOf } from '../../../client/teach/slides.ts';
import { makeReport } from '../../../shared/class/make-report.ts';
import { afterWords } from '../../../shared/text/after.ts';
import { loadLanguage } from '../../../shared/text/index.ts';
import { teamName } from '../../../shared/text/team-names.ts';
import { but, play, reportOf, seated } from '../../shared/class/lesson.ts';

/** Ann loses the frame with number 7 and mends it; Bob makes no mistake; Cleo was never there. */
function report() {
  const match = seated('flood-forward-filter', 'x', { ann: 'A', bob: 'B' });
  play(match, (_seat, { id, tries }, right) => (id === 7 && tries === 0 ? but(right, 'ports', 'p2') : undefined));
  const student = (id: string, name: string) => ({ id, name, team: 0, isBot: id === 'bob' });
  return makeReport({
    code: 'BCDFGH',
    title: '9b',
    students: [student('ann', 'Ann'), student('bob', 'Bob'), student('cleo', 'Cleo')],
    teams: [{ id: 't1', name: 0, rounds: [reportOf(match, 'JKLMNP', 1)] }],
    unread: 0,
  });
}

describe('the sheets of a report', () => {
  it('have a line a student, with what is in the report', async () => {
    const made = report();
    const language = await loadLanguage('en');
    const sheet = { words: afterWords.en.report, language, teamName: (number: number) => teamName('en', number) };
    const [head, ...lines] = studentSheet(made, sheet);
    expect(lines.map((line) => line.length)).toEqual(lines.map(() => head?.length));
    const cell = (name: string, column: string) => lines.find(([first]) => first === name)?.[head!.indexOf(column)];
    const [mistaken] = made.rules;
    const name = language.rules[mistaken!.rule].name;
    const makers = ['Ann', 'Bob'].filter((who) => Number(cell(who, `${name}: Mistakes`)) > 0);
    expect(makers).toHaveLength(1);
    expect(cell(makers[0]!, `${name}: Mended`)).toBe(1);
    expect([cell('Bob', 'Bot'), cell('Ann', 'Bot')]).toEqual(['yes', 'no']);
    expect([cell('Ann', 'Rounds won'), cell('Cleo', 'Rounds won'), cell('Cleo', `${name}: Decisions`)]).toEqual([
      1,
      0,
      '',
    ]);
    const [ann] = made.students;
    expect(cell('Ann', 'Decisions')).toBe(ann?.rounds[0]?.decisions);
    expect(teamSheet(made, sheet)).toHaveLength(2);
  });

  it('round a share so that only all is 100 % and only none is 0 %', () => {
    expect(shareRight({ decisions: 1000, mistakes: 1, mended: 1 })).toBe(99);
    expect(shareRight({ decisions: 1000, mistakes: 999, mended: 0 })).toBe(1);
    expect(shareRight({ decisions: 3, mistakes: 0, mended: 0 })).toBe(100);
    expect(shareRight({ decisions: 3, mistakes: 3, mended: 3 })).toBe(0);
    expect(allRules({})).toBeUndefined();
  });
});

describe('the slides of a debrief', () => {
  it('go from the mistake over the moments to the question, its thought and an end', () => {
    const made = report();
    const slides = slidesOf(made);
    expect(slides.map(({ kind }) => kind)).toEqual([
      'mistake',
      ...made.debrief.moments.map(() => 'moment'),
      'question',
      'question',
      'closing',
    ]);
    expect(slides.at(-1)).toMatchObject({
      puzzles: 1,
      right: made.students.flatMap(({ rounds }) => rounds).reduce((sum, { right }) => sum + right, 0),
    });
    expect(JSON.stringify(slides)).not.toMatch(/Ann|Bob/);
  });

  it('are none where nothing was played', () => {
    const nobody = makeReport({ code: 'BCDFGH', title: '', students: [], teams: [], unread: 0 });
    expect(slidesOf(nobody)).toEqual([]);
  });
});
