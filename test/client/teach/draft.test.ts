import { expect, it } from 'vitest';
import * as v from 'valibot';
import {
  firstDraft,
  lookersOn,
  minutesInAll,
  planOf,
  withAdded,
  withMoved,
  withPacing,
} from '../../../client/teach/draft.ts';
import { createIdentity } from '../../../client/identity.ts';
import { pastClasses } from '../../../client/teach/past.ts';
import { classSettings, lessonPlans, PLAN_MAX } from '../../../shared/messages/class.ts';
import type { PlanItem } from '../../../shared/class/settings.ts';

const plan: readonly PlanItem[] = [
  { puzzle: 'ping', minutes: 1 },
  { puzzle: 'nat', minutes: 2 },
  { puzzle: 'vlan', minutes: 3 },
];
const order = (items: readonly PlanItem[]): string => items.map(({ puzzle }) => puzzle).join(' ');

it('a class can be made as it is found', () => {
  expect(v.safeParse(classSettings, firstDraft('My class', 'en')).success).toBe(true);
});

it('a puzzle moves up and down, and never out of the list', () => {
  expect(order(withMoved(plan, 0, 2))).toBe('nat vlan ping');
  expect(order(withMoved(plan, 2, 1))).toBe('ping vlan nat');
  expect(withMoved(plan, 0, -1)).toBe(plan);
  expect(withMoved(plan, 2, 3)).toBe(plan);
  expect(withMoved(plan, 7, 0)).toBe(plan);
});

it('a lesson takes no more puzzles than a class may have', () => {
  const full = Array.from({ length: PLAN_MAX }, () => plan[0]!);
  expect(withAdded(full, 'ttl')).toHaveLength(PLAN_MAX);
  expect(order(withAdded(plan, 'ttl'))).toBe('ping nat vlan ttl');
});

it('a changed lesson is not the ready-made one any more', () => {
  const { id, items } = lessonPlans[1]!;
  expect(planOf(items)).toBe(id);
  expect(planOf(items.map((item) => ({ ...item })))).toBe(id);
  expect(planOf(withMoved(items, 0, 1))).toBe(null);
  expect(planOf(items.map((item) => ({ ...item, minutes: 1 })))).toBe(null);
  expect(minutesInAll(items)).toBe(45);
});

it('who plays alone is a team of one, and teams come back', () => {
  const draft = firstDraft('x', 'en');
  const alone = withPacing(draft, 'alone');
  expect(alone).toEqual({ pacing: 'alone', teamSize: 1 });
  expect(withPacing({ ...draft, ...alone }, 'team')).toEqual({ pacing: 'team', teamSize: 4 });
  expect(withPacing({ ...draft, teamSize: 6 }, 'team').teamSize).toBe(6);
});

it('who looks on is counted', () => {
  expect(lookersOn('nat', 4)).toBe(2);
  expect(lookersOn('learning-switch', 6)).toBe(0);
});

it('classes are kept with their secrets, the latest first, and survive what somebody else wrote there', () => {
  const kept = new Map<string, string>();
  const keeper = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, text: string) => void kept.set(key, text),
  };
  const secret = 'A-_bcdefghijklmnopqrst';
  const one = { code: 'BCDFGH', secret, title: '9b', day: '2026-11-26' };
  const past = pastClasses(keeper);
  past.keep(one);
  past.keep({ ...one, code: 'JKLMNP', title: '10a' });
  past.keep({ ...one, title: '9b anew', day: '2026-12-01' });
  const again = pastClasses(keeper);
  expect(again.list.value.map(({ title, day }) => `${title} ${day}`)).toEqual(['9b anew 2026-11-26', '10a 2026-11-26']);
  expect(again.secretOf('BCDFGH')).toBe(secret);
  // Who teaches here may come into another class as a student, by the same browser.
  createIdentity(keeper, ['Ada']).setIn('QRSTVW', true);
  expect(pastClasses(keeper).list.value).toHaveLength(2);
  expect(createIdentity(keeper, ['Ada']).isIn('QRSTVW')).toBe(true);
  again.forget('BCDFGH');
  expect(pastClasses(keeper).secretOf('BCDFGH')).toBe(null);
  kept.set('hop.taught', '[{"code":"x"}]');
  expect(pastClasses(keeper).list.value).toEqual([]);
});
