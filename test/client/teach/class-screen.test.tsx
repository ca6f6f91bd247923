// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommonMistake, TeamMistake } from '../../../shared/class/view.ts';
import { english } from '../../../shared/text/en/index.ts';
import { teachWords } from '../../../shared/text/teach.ts';
import { classView, report, student, team } from './class-data.ts';
import { showClass } from './show.tsx';

afterEach(cleanup);

const press = (name: string | RegExp): boolean => fireEvent.click(screen.getByRole('button', { name }));
const drop = (place: Element): boolean => fireEvent(place, new Event('drop', { cancelable: true }));
const toStudents = (): boolean =>
  fireEvent.click(
    within(document.querySelector<HTMLElement>('.side-tabs')!).getByRole('button', { name: /^Students/ }),
  );
const tileNames = (): (string | null)[] =>
  [...document.querySelectorAll('.tile:not(.new) h3')].map(({ textContent }) => textContent);

describe('control of the whole class', () => {
  it('says what it has done, to eyes and to ears', async () => {
    const { sent, page } = await showClass(classView());
    press('Freeze all');
    await waitFor(() => expect(page.spoken.value).toBe('All screens stand still.'));
    expect(document.querySelector('.act-note')?.textContent).toContain('All screens stand still.');
    expect(sent).toEqual([['freeze', { on: true }]]);
  });

  it('says why it has not', async () => {
    const shown = await showClass(classView());
    shown.refusal = 'cannot-disturb';
    press(/^Disturb/);
    press('Pull a cable');
    await waitFor(() => expect(shown.page.spoken.value).toBe(english.words.refusals['cannot-disturb']));
    expect(shown.sent).toEqual([['disturb', { team: null, how: 'cut' }]]);
  });

  it('steps only while frozen', async () => {
    const shown = await showClass(classView());
    expect(screen.queryByRole('button', { name: 'Step' })).toBe(null);
    await shown.tell(classView({ frozen: true }));
    press('Step');
    press('Go on');
    await waitFor(() =>
      expect(shown.sent).toEqual([
        ['step', {}],
        ['freeze', { on: false }],
      ]),
    );
  });

  it.each([
    ['gathering', { phase: 'gathering' }, 'Start “Is it for me?”', ['start', {}]],
    ['the first puzzle', {}, /^Open puzzle 2/, ['next', { team: null }]],
    ['the last puzzle', { at: 1 }, 'End and discuss', ['debrief', {}]],
    ['teams by themselves', { pacing: 'team' }, 'End and discuss', ['debrief', {}]],
  ] as const)('has one filled button, which says what comes next: %s', async (_when, changes, name, message) => {
    const { sent } = await showClass(classView(changes));
    const filled = [...document.querySelectorAll('.btn.main')];
    expect(filled).toEqual([screen.getByRole('button', { name })]);
    press(name);
    await waitFor(() => expect(sent).toEqual([message]));
  });

  it('takes a double press of what leads on for one', async () => {
    const { sent } = await showClass(classView());
    press(/^Open puzzle 2/);
    press(/^Open puzzle 2/);
    await waitFor(() => expect(sent).toEqual([['next', { team: null }]]));
  });

  it('shows how long the puzzle has run, and gives it more time', async () => {
    const shown = await showClass(classView({ seconds: 200 }));
    expect(document.querySelector('.control')?.textContent).toContain('3 of 6 min');
    await shown.tell(classView({ seconds: 400 }));
    expect(document.querySelector('.control')?.textContent).toContain('6 of 6 min: over time');
    press('+5 min');
    await waitFor(() => expect(shown.sent).toEqual([['extend', { minutes: 5 }]]));
  });

  it('says so when the line is broken', async () => {
    const shown = await showClass(classView());
    await act(() => void (shown.connection.value = 'lost'));
    expect(screen.getByRole('alert').textContent).toContain(english.words.connection.lost);
    await act(() => void (shown.connection.value = 'open'));
    expect(shown.page.spoken.value).toBe(english.words.connection.back);
    await act(() => void (shown.connection.value = 'restarting'));
    expect(screen.getByRole('alert').textContent).toContain(english.words.connection.restarting);
  });

  it('says so when the server cannot save anything', async () => {
    const shown = await showClass(classView());
    await shown.tell(classView(), 'cannot-save');
    const text = `${english.words.refusals['cannot-save']} ${teachWords.en.control.diskFull}`;
    expect(screen.getByRole('alert').textContent).toBe(text);
    await shown.tell(classView());
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the tiles', () => {
  const two = classView({
    teams: [team('t1', 0), team('t2', 1, { report: report({ stuck: { device: 'M1', tries: 4, seconds: 190 } }) })],
  });

  it('say what happens there, in words', async () => {
    await showClass(two);
    const stuck = document.querySelector('[data-team="t2"]')!;
    expect(stuck.textContent).toContain('Stuck 3 min');
    expect(stuck.textContent).toContain('Same frame, try 4: Machine 1');
    expect(within(stuck as HTMLElement).getByRole('img', { name: '0 of 1 goal met' })).toBeTruthy();
    const playing = document.querySelector('[data-team="t1"]')!;
    expect(playing.textContent).toContain('To decide: Machine 1');
    expect(playing.textContent).toContain('Machine 1: Mei, deciding');
    expect(playing.textContent).toContain('Machine 2: Tom, waiting for a frame');
  });

  it('say who is asked where no letters come, and draw a pulled cable with its gap', async () => {
    const seats = report().seats.map((seat) => ({ ...seat, doing: 'working' as const, waiting: 0 }));
    const plain = report();
    const [first, ...others] = plain.map.links;
    const cut = { ...plain.map, links: [{ ...first!, looseAt: first!.a.device }, ...others] };
    await showClass(classView({ teams: [team('t1', 0, { report: report({ seats, map: cut }) }), team('t2', 1)] }));
    const tile = document.querySelector('[data-team="t1"]')!;
    expect(tile.textContent).toContain('To decide: Machine 1 and Machine 2');
    const lengths = ['t1', 't2'].map((id) => {
      const points = document.querySelector(`[data-team="${id}"] .cable`)!.getAttribute('points')!;
      const [from, to] = points.split(' ').map((point) => point.split(',').map(Number));
      return Math.hypot(from![0]! - to![0]!, from![1]! - to![1]!);
    });
    expect(lengths[0]).toBeCloseTo(lengths[1]! / 2);
  });

  it('stand in the order of need, but do not jump from under the pointer', async () => {
    const shown = await showClass(two);
    expect(tileNames()).toEqual(['Herons', 'Otters']);
    fireEvent.pointerEnter(screen.getByRole('region', { name: 'Teams' }));
    await shown.tell(
      classView({ students: [student('a', { hand: true, doing: 'working' })], teams: [team('t1', 0), team('t2', 1)] }),
    );
    expect(tileNames()).toEqual(['Herons', 'Otters']);
    fireEvent.pointerLeave(screen.getByRole('region', { name: 'Teams' }));
    await waitFor(() => expect(tileNames()).toEqual(['Otters', 'Herons']));
  });

  it('act on one team only', async () => {
    const { sent } = await showClass(classView());
    press('For Otters only');
    press('Give a hint');
    await waitFor(() => expect(sent).toEqual([['hint', { team: 't1' }]]));
    press('For Otters only');
    press('Show on the projector');
    await waitFor(() => expect(sent).toContainEqual(['show', { shown: { what: 'team', team: 't1' } }]));
  });

  it('are dropped on', async () => {
    const { sent, page, desk } = await showClass(classView());
    desk.dragged.value = 'a';
    drop(document.querySelector('[data-team="t2"]')!);
    await waitFor(() => expect(page.spoken.value).toBe('Mei is with Herons now.'));
    desk.dragged.value = 'd';
    drop(document.querySelector('.tile.new')!);
    await waitFor(() =>
      expect(sent).toEqual([
        ['move', { student: 'a', team: 't2' }],
        ['move', { student: 'd', team: null }],
      ]),
    );
  });
});

describe('the students', () => {
  it('are moved by a list, which shows what the server says', async () => {
    const shown = await showClass(classView());
    toStudents();
    const list = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Team of Mei' });
    fireEvent.change(list, { target: { value: 't2' } });
    await waitFor(() => expect(shown.sent).toEqual([['move', { student: 'a', team: 't2' }]]));
    expect(list.value).toBe('t1');
    await shown.tell(classView({ students: [student('a', { name: 'Mei', team: 't2' })] }));
    expect(list.value).toBe('t2');
  });

  it('with a raised hand come first, and it can be lowered', async () => {
    const { sent } = await showClass(
      classView({ students: [student('a', { name: 'Ann' }), student('z', { name: 'Zoe', hand: true })] }),
    );
    toStudents();
    expect([...document.querySelectorAll('.student strong')].map(({ textContent }) => textContent)).toEqual([
      'Zoe',
      'Ann',
    ]);
    press('Lower the hand of Zoe');
    await waitFor(() => expect(sent).toEqual([['lower', { student: 'z' }]]));
  });

  it('are taken out only when it is meant', async () => {
    const { sent } = await showClass(classView());
    toStudents();
    press('For Mei');
    press('Take Mei out of the class');
    expect(sent).toEqual([]);
    const dialog = screen.getByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Take Mei out of the class' }));
    await waitFor(() => expect(sent).toEqual([['remove', { student: 'a' }]]));
  });

  it('are renamed, and a refusal stands in the window', async () => {
    const shown = await showClass(classView());
    toStudents();
    press('For Mei');
    press('Rename Mei');
    const field = screen.getByRole('textbox', { name: 'New name' });
    fireEvent.input(field, { target: { value: '!!' } });
    fireEvent.submit(field.closest('form')!);
    expect(screen.getByRole('dialog').textContent).toContain(english.words.name.bad);
    shown.refusal = 'name-taken';
    fireEvent.input(field, { target: { value: 'Tom' } });
    fireEvent.submit(field.closest('form')!);
    await waitFor(() => expect(screen.getByRole('dialog').textContent).toContain(english.words.refusals['name-taken']));
    shown.refusal = null;
    fireEvent.submit(field.closest('form')!);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBe(null));
    expect(shown.sent.at(-1)).toEqual(['rename', { student: 'a', name: 'Tom' }]);
  });
});

describe('what goes wrong', () => {
  const mistake: TeamMistake = { student: 'a', device: 'M1', mended: true, verdict: null, rule: 'host.accept' };
  const common: CommonMistake = {
    rule: 'host.accept',
    part: null,
    times: 3,
    students: ['a', 'b'],
    of: 4,
    example: { team: 't1', puzzle: 'first-frame', ...mistake },
  };

  it('stands there by rule, with an example of this class, and by student', async () => {
    await showClass(
      classView({
        mistakes: [common],
        teams: [team('t1', 0, { report: report({ wrongBy: { a: { 'host.accept': 2 } } }) })],
      }),
    );
    const side = document.querySelector('.side')!;
    expect(side.textContent).toContain(english.rules['host.accept'].name);
    expect(side.textContent).toContain('2 of 4');
    expect(side.textContent).toContain('Otters, Mei, Machine 1 was told:');
    press('By student');
    expect(side.querySelector('.wrongs')?.textContent).toContain(`2×Mei2× ${english.rules['host.accept'].name}`);
  });
});

it('the class is deleted only when it is meant, and forgotten in this browser', async () => {
  const { page } = await showClass(classView());
  page.keeper.write(
    'hop.taught',
    JSON.stringify([{ code: 'BCDFGH', secret: 'A-_bcdefghijklmnopqrst', title: '9b', day: '2026-11-26' }]),
  );
  press('More');
  press('Delete the class');
  const dialog = screen.getByRole('dialog');
  expect(dialog.textContent).toContain('Delete “9b Computing”?');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Delete the class' }));
  await waitFor(() => expect(page.router.route.value).toEqual({ page: 'teach' }));
  expect(page.keeper.read('hop.taught')).toBe('[]');
});

it('speaks Chinese', async () => {
  const { page } = await showClass(classView(), 'zh-CN');
  press('全班暂停');
  await waitFor(() => expect(page.spoken.value).toBe('所有屏幕都停住了。'));
  expect(tileNames()).toEqual(['水獭队', '苍鹭队']);
});
