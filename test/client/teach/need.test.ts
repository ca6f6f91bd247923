import { describe, expect, it } from 'vitest';
import { byNeed, inHeldOrder, needOf, progressOf } from '../../../client/teach/need.ts';
import type { TeamTold } from '../../../shared/class/view.ts';
import { report, student, team } from './class-data.ts';

const goal = (met: boolean) => ({ met }) as TeamTold['goals'][number];
const stuck = { device: 'M1', tries: 4, seconds: 190 };
const here = [student('a', { doing: 'working' })];

describe('what a team needs', () => {
  it.each([
    ['stuck', team('t', 0, { report: report({ stuck }) }), here],
    ['stuck', team('t', 0, { report: report({ stuck }) }), [student('a', { doing: 'working', hand: true })]],
    ['halted', team('t', 0, { report: report({ stuck, halt: 'parked' }) }), here],
    ['question', team('t', 0), [student('a', { doing: 'waiting', hand: true })]],
    ['playing', team('t', 0), here],
    ['out', team('t', 0), [student('a', { doing: 'away' })]],
    ['out', team('t', 0, { report: null }), here],
    ['won', team('t', 0, { report: report({ phase: 'result' }) }), [student('a', { doing: 'away', hand: true })]],
  ] as const)('%s', (need, one, members) => {
    expect(needOf(one, members)).toBe(need);
  });

  it('who makes the same mistake again is stuck, too', () => {
    const seats = [{ device: 'M1', occupant: 'person', student: 'a', doing: 'repeating', waiting: 1 }] as const;
    expect(needOf(team('t', 0, { report: report({ seats }) }), here)).toBe('stuck');
  });
});

it('progress goes by goals, then by decisions, and is whole at the end', () => {
  const goals = [goal(true), goal(true), goal(false)];
  expect(progressOf(report({ goals, decisions: 0, par: 10 }))).toBe(0.5);
  expect(progressOf(report({ goals, decisions: 10, par: 10 }))).toBe(0.75);
  expect(progressOf(report({ goals, decisions: 40, par: 10 }))).toBe(0.75);
  expect(progressOf(report({ phase: 'result' }))).toBe(1);
  // Not with every frame: tiles would change their places all the time.
  expect(progressOf(report({ goals: [goal(false)], decisions: 4, par: 10 }))).toBe(0);
  expect(progressOf(null)).toBe(0);
});

describe('the order of the tiles', () => {
  const far = team('far', 0, { report: report({ goals: [goal(true), goal(true), goal(false)] }) });
  const near = team('near', 1, { report: report({ goals: [goal(false), goal(false), goal(false)] }) });
  const asks = team('asks', 2);
  const halted = team('halted', 5, { report: report({ halt: 'parked' }) });
  const won = team('won', 3, { report: report({ phase: 'result' }) });
  const lost = team('lost', 4, { report: report({ stuck }) });
  const students = ['far', 'near', 'asks', 'won', 'lost', 'halted'].map((id) =>
    student(id, { team: id, doing: 'working', hand: id === 'asks' }),
  );

  it('is halted, stuck, raised hands, the least progress, done last', () => {
    const order = byNeed([won, far, near, asks, lost, halted], students).map((one) => one.team.id);
    expect(order).toEqual(['halted', 'lost', 'asks', 'near', 'far', 'won']);
  });

  it('stays while it is held: new teams come last, gone ones are left out', () => {
    const sorted = byNeed([won, far, near, lost], students);
    const held = inHeldOrder(sorted, ['won', 'gone', 'far', 'near']).map((one) => one.team.id);
    expect(held).toEqual(['won', 'far', 'near', 'lost']);
  });
});
