// @vitest-environment happy-dom
/** What a student sees of the teacher's hand, of the other teams, and of the bots of a demo class. */
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { HELD_REASON } from '../../../client/held.ts';
import { Gathering } from '../../../client/lesson/gathering.tsx';
import { LessonBar } from '../../../client/lesson/lesson-bar.tsx';
import { WhatNext } from '../../../client/lesson/what-next.tsx';
import { boardModel } from '../../../client/pages/board-model.ts';
import { SeatList } from '../../../client/pages/seat-list.tsx';
import { DevicePanel, Toast, toastNote, WhoSits } from '../../../client/panels/index.tsx';
import type { Player } from '../../../client/model.ts';
import type { Standing } from '../../../shared/class/view.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { chinese } from '../../../shared/text/zh/index.ts';
import { english } from '../../../shared/text/en/index.ts';
import { lessonWords } from '../../../shared/text/lesson.ts';
import { lesson } from '../snapshot.ts';
import { lessonStage, type LessonStage } from './stage.tsx';

const words = lessonWords.en;

afterEach(() => {
  cleanup();
  toastNote.value = null;
});

describe('where teams see each other', () => {
  const teams: readonly Standing[] = [
    { team: 0, at: 1, goals: { met: 1, count: 2 }, stars: 2.5 },
    { team: 1, at: 0, goals: { met: 0, count: 0 }, stars: null },
  ];
  const rows = () => [...document.querySelectorAll('.teams-table tbody tr')].map((row) => row.textContent);

  it('the bar opens a window with stars and goals by the names of teams', async () => {
    const { show } = await lessonStage({ competition: 'teams', teams });
    show(LessonBar);
    expect(document.querySelector('.teams-table')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: words.teams.title }));
    await screen.findByRole('table');
    expect(rows()).toEqual(['Otters · yours21 of 2', 'Herons1not begun']);
    expect(screen.getByRole('img', { name: english.words.puzzle.stars(2.5) })).toBeTruthy();
  });

  it('they stand on the page of results', async () => {
    const { show } = await lessonStage({ competition: 'teams', teams });
    show(WhatNext);
    expect(rows()).toHaveLength(2);
  });

  it.each(['off', 'class-goal'] as const)('with "%s" there is nothing of it', async (competition) => {
    const { show } = await lessonStage({ competition, teams: null });
    show(LessonBar);
    expect(screen.queryByText(words.teams.title)).toBeNull();
    cleanup();
    show(WhatNext);
    expect(screen.queryByText(words.teams.title)).toBeNull();
  });
});

describe('while the teacher holds everything', () => {
  it('what sends is marked so, says why, and can be reached', async () => {
    const { store, show } = await lessonStage({ frozen: true });
    render(<DevicePanel store={store} />);
    show(LessonBar);
    const sending = [...document.querySelectorAll('.btn.main, .btn.answer')];
    expect(sending.length).toBeGreaterThan(0);
    for (const button of sending) {
      expect(button.getAttribute('aria-disabled')).toBe('true');
      expect(button.getAttribute('aria-describedby')?.split(' ')).toContain(HELD_REASON);
    }
    expect(document.getElementById(HELD_REASON)?.textContent).toContain(words.bar.frozen);
    store.room.value = { ...store.room.value!, lesson: { ...lesson, frozen: false } };
    await waitFor(() => expect(document.querySelector('.btn[aria-disabled]')).toBeNull());
  });

  it('the next puzzle waits, too', async () => {
    const { show } = await lessonStage({ frozen: true, pacing: 'team' });
    show(WhatNext);
    expect(document.querySelector('.btn.main')?.getAttribute('aria-disabled')).toBe('true');
  });
});

describe('what the teacher does to the network', () => {
  const toastText = () => document.querySelector('.toast')?.textContent ?? '';
  const disturbed = (how: 'cut' | 'damage' | 'loop' | 'mend', atUs: number): Happening => ({
    kind: 'disturbed',
    how,
    between: how === 'mend' ? [] : ['A', 'R1'],
    atUs,
  });

  it.each(['cut', 'damage', 'loop', 'mend'] as const)('%s is told at the board and spoken', async (how) => {
    const { store } = await lessonStage();
    render(<Toast store={store} />);
    expect(toastText()).toBe('');
    store.happenings.value = [...store.happenings.value, disturbed(how, 7)];
    const { names } = english.puzzles['two-routers'];
    const [one, other] = how === 'mend' ? ['', ''] : [names['A']!.name, names['R1']!.name];
    const text = english.words.panels.log.disturbed[how](one, other);
    await waitFor(() => expect(toastText()).toContain(text));
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain(text), { timeout: 4000 });
  });

  it('what was done before the page was opened is no news', async () => {
    const { store } = await lessonStage();
    store.happenings.value = [...store.happenings.value, disturbed('cut', 7)];
    render(<Toast store={store} />);
    await act(() => Promise.resolve());
    expect(toastText()).toBe('');
  });

  it('a hint that is given is told in words, one that was asked for is not', async () => {
    const { store } = await lessonStage();
    const room = store.room.value!;
    const card = room.you!.cards[0]!;
    const { part } = card.form[0]!;
    const hint = { part, step: 1, rule: 'host.accept', expected: '', facts: {} } as const;
    const withHints = (...hints: readonly object[]) => {
      const cards = [{ ...card, hints: hints as typeof card.hints }];
      store.room.value = { ...room, you: { ...room.you!, cards } };
    };
    render(<Toast store={store} />);
    withHints(hint);
    await act(() => Promise.resolve());
    expect(toastText()).toBe('');
    withHints({ ...hint, given: true });
    const text = english.words.panels.mission.given(english.rules['host.accept'].question(part));
    await waitFor(() => expect(toastText()).toContain(text));
  });
});

describe('bots of a demo class', () => {
  const kestrel: Player = { id: 'k', name: 'Kestrel', colour: 3, connected: true, device: 'B', isBot: true };

  function withKestrel({ store }: LessonStage, name = 'Kestrel'): void {
    const room = store.room.value!;
    const player = { ...kestrel, name };
    const seats = room.seats.map((seat) =>
      seat.device === 'B' ? { ...seat, occupant: 'person' as const, player } : seat,
    );
    store.room.value = { ...room, seats, players: [...room.players, player] };
  }

  const noteAtB = ({ store }: LessonStage): readonly unknown[] => {
    const device = boardModel({
      room: store.room.value!,
      language: store.language.value,
      happenings: [],
      anchor: { clock: store.clock.value, boardUs: 0, speed: 1, isOver: false },
      seenUs: new Map(),
      newSinceUs: 0,
      chosenPorts: [],
      pointing: false,
      dark: false,
      reducedMotion: true,
      compact: false,
    }).devices.find(({ id }) => id === 'B');
    return [device?.note, device?.eyes];
  };

  it('are marked in the list of seats, among who sits where, in the team, and at their device', async () => {
    const stage = await lessonStage();
    withKestrel(stage);
    stage.show(SeatList);
    expect(document.body.textContent).toContain('Kestrel (bot)');
    cleanup();
    render(<WhoSits store={stage.store} />);
    expect(document.body.textContent).toContain('Kestrel (bot)');
    cleanup();
    stage.show(Gathering);
    expect(document.body.textContent).toContain('Kestrel (bot)');
    expect(noteAtB(stage)).toEqual(['Kestrel (bot)', 'bot']);
  });

  it('are marked in Chinese, and are bots like others where names are taken out', async () => {
    const stage = await lessonStage({}, {}, 'zh-CN');
    withKestrel(stage);
    expect(noteAtB(stage)).toEqual(['Kestrel（机器人）', 'bot']);
    withKestrel(stage, '');
    expect(noteAtB(stage)).toEqual([chinese.words.board.bot, 'bot']);
  });
});
