// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { Gathering } from '../../../client/lesson/gathering.tsx';
import { LessonBar } from '../../../client/lesson/lesson-bar.tsx';
import { LessonNews } from '../../../client/lesson/lesson-news.tsx';
import { WhatNext } from '../../../client/lesson/what-next.tsx';
import { Mistakes } from '../../../client/pages/mistakes.tsx';
import { DevicePanel } from '../../../client/panels/index.tsx';
import { english } from '../../../shared/text/en/index.ts';
import { lessonWords } from '../../../shared/text/lesson.ts';
import { lesson } from '../snapshot.ts';
import { lessonStage } from './stage.tsx';

const words = lessonWords.en;

afterEach(cleanup);

it('who has decided nothing is not told that all was right', async () => {
  const { show, store } = await lessonStage({ phase: 'debrief' });
  const you = store.room.value!.you!;
  const { noDecisions, noMistakes } = english.words.result;
  store.room.value = { ...store.room.value!, you: { ...you, log: [], score: { ...you.score, decisions: 0 } } };
  show(({ room }) => <Mistakes room={room} log={room.you!.log} />);
  expect(screen.getByText(noDecisions)).toBeTruthy();
  cleanup();
  store.room.value = { ...store.room.value, you: { ...you, log: [], score: { ...you.score, decisions: 1 } } };
  show(({ room }) => <Mistakes room={room} log={room.you!.log} />);
  expect(screen.getByText(noMistakes)).toBeTruthy();
});

describe('the bar of a lesson', () => {
  it('tells class, team and puzzle, raises the hand, and keeps the number for who asks', async () => {
    const { show, sent } = await lessonStage();
    show(LessonBar);
    const bar = screen.getByRole('region', { name: words.bar.label });
    for (const text of ['Networks 10b', 'Team Otters', 'Puzzle 2 of 3']) expect(bar.textContent).toContain(text);
    expect(document.body.textContent).not.toContain('4821');
    expect(document.body.textContent).not.toContain(words.bar.halfSpeed);
    fireEvent.click(screen.getByRole('button', { name: words.bar.raise }));
    expect(sent).toEqual([{ hand: true }]);
    fireEvent.click(screen.getByRole('button', { name: words.bar.number }));
    await screen.findByText('4821');
    expect(screen.getByText(words.bar.numberText)).toBeTruthy();
  });

  it('shows a raised hand, half speed, the number of the class and stopped time', async () => {
    const classGoal = { done: 12, goal: 48 };
    const { show, sent } = await lessonStage({ hands: ['me'], speed: 0.5, classGoal, frozen: true });
    show(LessonBar);
    for (const text of [words.bar.halfSpeed, words.bar.classGoal(12, 48), words.bar.frozen]) {
      expect(screen.getByText(text)).toBeTruthy();
    }
    fireEvent.click(screen.getByRole('button', { name: words.bar.lower }));
    expect(sent).toEqual([{ hand: false }]);
  });

  it('holds nothing in the debrief, and names no team where everybody plays alone', async () => {
    const { show } = await lessonStage({ phase: 'debrief', frozen: true, pacing: 'alone' });
    show(LessonBar);
    expect(screen.queryByText(words.bar.frozen)).toBeNull();
    expect(screen.queryByText('Team Otters')).toBeNull();
  });

  it('is Chinese for who reads Chinese, the name of the team, too', async () => {
    const { show } = await lessonStage({}, {}, 'zh-CN');
    show(LessonBar);
    expect(screen.getByRole('region').textContent).toContain('水獭队第 2 关，共 3 关');
  });
});

it('what the teacher has changed about oneself is said once, and can be put away', async () => {
  const { store, show } = await lessonStage();
  show(LessonNews);
  expect(screen.getByRole('status').textContent).toBe('');
  const room = store.room.value!;
  store.room.value = { ...room, lesson: { ...lesson, team: 1 } };
  await screen.findByText(words.bar.moved('Herons'));
  store.room.value = { ...store.room.value, me: { ...room.me, name: 'Anna' } };
  await screen.findByText(words.bar.renamed('Anna'));
  fireEvent.click(screen.getByRole('button', { name: english.words.app.close }));
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe(''));
});

describe('before the teacher starts', () => {
  it('says that one is in, with which device, and has nothing to press', async () => {
    const { show } = await lessonStage({ phase: 'gathering', at: 0 });
    show(Gathering);
    expect(screen.getByText('Team Otters. Your teacher starts.')).toBeTruthy();
    expect(screen.getByText('Server A')).toBeTruthy();
    expect(screen.getByText(words.gathering.number('4821'))).toBeTruthy();
    expect(screen.getByText(words.gathering.alone)).toBeTruthy();
    expect(document.querySelector('main button')).toBeNull();
  });

  it('tells who gets no device when that changes', async () => {
    const { show, store } = await lessonStage({ phase: 'gathering', at: 0 });
    const room = store.room.value!;
    store.room.value = { ...room, me: { ...room.me, device: '' }, you: null };
    show(Gathering);
    expect(screen.getByText(words.gathering.standing)).toBeTruthy();
  });
});

describe('after a puzzle', () => {
  it('where all go together the teacher opens the next one', async () => {
    const { show } = await lessonStage();
    show(WhatNext);
    expect(screen.getByText(words.next.waits)).toBeTruthy();
    expect(document.querySelector('.btn.main')).toBeNull();
  });

  it.each(['team', 'alone'] as const)('pacing "%s": one button opens the next one of the plan', async (pacing) => {
    const { show, sent } = await lessonStage({ pacing });
    show(WhatNext);
    const next = english.words.result.next(english.puzzles['two-routers'].title);
    fireEvent.click(screen.getByRole('button', { name: next }));
    expect(sent).toEqual([{ start: 'two-routers' }]);
  });

  it.each(['together', 'team'] as const)('pacing "%s": the last one is an end', async (pacing) => {
    const { show } = await lessonStage({ pacing, next: null });
    show(WhatNext);
    expect(screen.getByText(words.next.last)).toBeTruthy();
    expect(document.querySelector('.btn.main')).toBeNull();
  });
});

describe('the panel in a lesson', () => {
  it('of who stands tells when a device comes', async () => {
    const { store } = await lessonStage();
    const room = store.room.value!;
    const seats = room.seats.map((seat) => ({ ...seat, player: room.me }));
    store.room.value = { ...room, seats, you: null, me: { ...room.me, device: '' } };
    render(<DevicePanel store={store} />);
    expect(screen.getByText(english.words.panels.watching.full)).toBeTruthy();
    expect(screen.getByText(english.words.panels.watching.later)).toBeTruthy();
  });

  it('says who has stopped the time', async () => {
    const { store } = await lessonStage({ frozen: true }, { paused: true });
    const room = store.room.value!;
    store.room.value = { ...room, you: { ...room.you!, cards: [] } };
    render(<DevicePanel store={store} />);
    expect(screen.getByText(english.words.refusals.frozen)).toBeTruthy();
    expect(screen.queryByText(english.words.panels.waiting.paused)).toBeNull();
  });
});
