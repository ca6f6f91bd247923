/** A class sees what goes wrong: worked out by hand from what seats have played, and from reports. */
import { describe, expect, it } from 'vitest';
import { commonMistakes } from '../../../shared/class/mistakes.ts';
import { IDLE_AFTER_MS, teamReport, type Situation } from '../../../shared/class/team-report.ts';
import type { TeamMistake, TeamReport } from '../../../shared/class/view.ts';
import { advance, isWon, type Match } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import type { Verdict } from '../../../shared/game/view.ts';
import { formFor, must, nextCard, rightAnswers } from '../game/play.ts';
import { seated, sit } from './lesson.ts';

const someone = { id: 'ann', device: 'M1', connected: true };

function situation(changes: Partial<Situation> = {}): Situation {
  return {
    round: 1,
    phase: 'play',
    halt: '',
    people: [someone],
    waitedMs: {},
    decided: new Map(),
    disturbed: [],
    ...changes,
  };
}

/** Runs until somebody is asked, and says where. */
function untilAsked(match: Match) {
  for (let steps = 0; steps < 1000; steps++) {
    const asked = nextCard(match);
    if (asked !== undefined) return asked;
    const atUs = nextAtUs(match);
    if (atUs === null || isWon(match)) break;
    advance(match, atUs);
  }
  throw new Error('nobody is asked');
}

/** Another choice than the right one at the first question. */
function playWrongly(match: Match): void {
  const { seat, card } = untilAsked(match);
  const [step] = formFor(match, seat, card);
  const right = rightAnswers(match, seat, card)[step!.part];
  const wrong = step!.choices.find(({ value, then }) => value !== right && then.length === 0)!;
  must(match, { kind: 'play', seat, card: card.id, answers: { [step!.part]: wrong.value } });
}

function playRightly(match: Match): void {
  const { seat, card } = untilAsked(match);
  must(match, { kind: 'play', seat, card: card.id, answers: rightAnswers(match, seat, card) });
}

describe('a seat', () => {
  const seatOf = (match: Match, changes: Partial<Situation> = {}) =>
    teamReport(match, situation(changes)).seats.find(({ device }) => device === 'M1')!;

  it('waits, works, is idle after 45 seconds, repeats a mistake, is away', () => {
    const match = seated('first-frame', 'doing', { ann: 'M1' });
    expect(seatOf(match)).toEqual({ device: 'M1', occupant: 'person', student: 'ann', doing: 'waiting', waiting: 0 });
    untilAsked(match);
    expect(seatOf(match)).toMatchObject({ doing: 'working', waiting: 1 });
    expect(seatOf(match, { waitedMs: { M1: IDLE_AFTER_MS } }).doing).toBe('working');
    expect(seatOf(match, { waitedMs: { M1: IDLE_AFTER_MS + 1 } }).doing).toBe('idle');
    expect(seatOf(match, { people: [{ ...someone, connected: false }] }).doing).toBe('away');
    expect(seatOf(match, { phase: 'lobby' }).doing).toBe('waiting');
    playWrongly(match);
    expect(seatOf(match).doing).toBe('working');
    must(match, { kind: 'retry', seat: 'M1', card: match.seats['M1']!.inbox[0]!.id });
    playWrongly(match);
    expect(seatOf(match).doing).toBe('repeating');
    expect(teamReport(match, situation({ waitedMs: { M1: 70_400 } })).stuck).toEqual({
      device: 'M1',
      tries: 3,
      seconds: 70,
    });
    must(match, { kind: 'retry', seat: 'M1', card: match.seats['M1']!.inbox[0]!.id });
    playRightly(match);
    expect(seatOf(match).doing).not.toBe('repeating');
    expect(teamReport(match, situation()).stuck).toBeNull();
  });

  it('of a bot is nobody\u2019s, and who stands is told apart', () => {
    const match = seated('first-frame', 'doing', { ann: 'M1' });
    const report = teamReport(match, situation({ people: [someone, { id: 'bob', device: null, connected: true }] }));
    expect(report.seats.filter(({ student }) => student === null).map(({ occupant }) => occupant)).toEqual(
      report.seats.slice(1).map(() => 'bot'),
    );
    expect(report.standing).toEqual(['bob']);
  });
});

it('a report counts a mistake once for each letter, and says whether it was mended', () => {
  const match = seated('first-frame', 'count', { ann: 'M1' });
  // In the guided decisions at the beginning a mistake costs nothing.
  while (match.seats['M1']!.guidedLeft > 0) playRightly(match);
  const before = teamReport(match, situation());
  expect(before).toMatchObject({ wrong: 0, mistakes: [] });
  playWrongly(match);
  must(match, { kind: 'retry', seat: 'M1', card: match.seats['M1']!.inbox[0]!.id });
  playWrongly(match);
  const decided = new Map([['ann', new Set(['host.accept'] as const)]]);
  const report = teamReport(match, situation({ decided }));
  expect(report.mistakes).toHaveLength(1);
  expect(report.mistakes[0]).toMatchObject({ student: 'ann', device: 'M1', mended: false });
  expect(report.deciders).toEqual({ 'host.accept': ['ann'] });
  expect(report.wrong).toBe(1);
  must(match, { kind: 'retry', seat: 'M1', card: match.seats['M1']!.inbox[0]!.id });
  playRightly(match);
  const later = teamReport(match, situation());
  expect(later.mistakes.map(({ mended }) => mended)).toEqual([true]);
  expect(later).toMatchObject({ decisions: before.decisions + 1, wrong: 1 });
});

it('mistakes follow who made them to another seat, and are not those of who sits there now', () => {
  const match = seated('first-frame', 'count', { ann: 'M1' });
  while (match.seats['M1']!.guidedLeft > 0) playRightly(match);
  for (const again of [true, false]) {
    playWrongly(match);
    if (again) must(match, { kind: 'retry', seat: 'M1', card: match.seats['M1']!.inbox[0]!.id });
  }
  sit(match, 'bob', 'M1');
  sit(match, 'ann', 'M2');
  const people = [
    { ...someone, device: 'M2' },
    { id: 'bob', device: 'M1', connected: true },
  ];
  const report = teamReport(
    match,
    situation({ people, decided: new Map([['ann', new Set(['host.accept'] as const)]]) }),
  );
  expect(report.seats[0]).toMatchObject({ device: 'M1', student: 'bob', doing: 'working' });
  expect(report.mistakes.map(({ student, device }) => [student, device])).toEqual([['ann', 'M1']]);
  expect(report.deciders).toEqual({ 'host.accept': ['ann'] });
});

describe('the commonest mistakes', () => {
  const verdict = (part: string) => ({ part }) as unknown as Verdict;
  const mistake = (student: string, rule: string, part: string, mended = false): TeamMistake =>
    ({ student, device: 'R1', mended, rule, verdict: part === '' ? null : verdict(part) }) as TeamMistake;
  const report = (mistakes: readonly TeamMistake[], deciders: Record<string, readonly string[]>): TeamReport =>
    ({ puzzle: 'two-routers', mistakes, deciders }) as unknown as TeamReport;

  it('by how many students make them, of those who have decided by the rule at all, with an example that is still open', () => {
    const reports = new Map([
      [
        't1',
        report(
          [
            mistake('ann', 'router.rewrite', 'ethernet.source'),
            mistake('ann', 'router.rewrite', 'ethernet.source', true),
            mistake('ann', 'router.route', 'route'),
            mistake('ann', 'router.route', 'route'),
            mistake('ann', 'router.route', 'route'),
          ],
          { 'router.rewrite': ['ann', 'cat'], 'router.route': ['ann'] },
        ),
      ],
      [
        't2',
        report([mistake('bob', 'router.rewrite', 'ethernet.source', true), mistake('bob', 'router.rewrite', 'ttl')], {
          'router.rewrite': ['bob', 'dan', 'eve'],
        }),
      ],
    ]);
    const common = commonMistakes(reports, 10);
    expect(common.map(({ rule, part, times, students, of }) => [rule, part, times, students, of])).toEqual([
      ['router.rewrite', 'ethernet.source', 3, ['ann', 'bob'], 5],
      ['router.route', 'route', 3, ['ann'], 1],
      ['router.rewrite', 'ttl', 1, ['bob'], 5],
    ]);
    expect(common[0]!.example).toMatchObject({ team: 't1', puzzle: 'two-routers', student: 'ann', mended: false });
  });

  it('who makes one counts as somebody who has decided, and there are no more than asked for', () => {
    const many = Array.from({ length: 14 }, (_, index) => mistake(`s${index}`, `rule.${index}`, ''));
    const common = commonMistakes(new Map([['t1', report(many, {})]]), 10);
    expect(common).toHaveLength(10);
    expect(common.every(({ of, part }) => of === 1 && part === null)).toBe(true);
  });

  it('none at all', () => expect(commonMistakes(new Map(), 10)).toEqual([]));
});
