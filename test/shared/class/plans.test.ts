import { expect, it } from 'vitest';
import { BEGIN_MINUTES, DEBRIEF_MINUTES, lessonPlans, planIds, seatCounts } from '../../../shared/class/plans.ts';
import { puzzleIds } from '../../../shared/game/puzzle.ts';
import { classSettings } from '../../../shared/messages/class.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import * as v from 'valibot';

it('fill their lesson to the minute, with time to begin and to talk', () => {
  for (const { id, minutes, items } of lessonPlans) {
    const spent = items.reduce((sum, item) => sum + item.minutes, 0);
    expect(`${id} ${BEGIN_MINUTES + spent + DEBRIEF_MINUTES}`).toBe(`${id} ${minutes}`);
  }
  expect(lessonPlans.map(({ id }) => id)).toEqual(planIds);
});

it('go through the campaign forwards, each puzzle once', () => {
  for (const { id, items } of lessonPlans) {
    const places = items.map(({ puzzle }) => puzzleIds.indexOf(puzzle));
    expect([id, ...places]).toEqual([id, ...[...new Set(places)].toSorted((a, b) => a - b)]);
  }
});

it('are accepted as the plan of a class', () => {
  const settings = { title: 'x', language: 'en', teamSize: 4, pacing: 'together', competition: 'off', ownNames: false };
  for (const { items } of lessonPlans)
    expect(v.safeParse(classSettings, { ...settings, plan: items }).success).toBe(true);
});

it('know how many seats each puzzle has', () => {
  const counts = Object.fromEntries(puzzleIds.map((id) => [id, puzzles[id].seats.length]));
  expect(seatCounts).toEqual(counts);
});
