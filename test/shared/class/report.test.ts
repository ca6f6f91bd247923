import { expect, it } from 'vitest';
import { makeReport, type ReportedClass } from '../../../shared/class/make-report.ts';
import type { RoundReport } from '../../../shared/class/round-report.ts';
import { advance, isWon, type Match } from '../../../shared/game/match.ts';
import { momentOf, replayOf } from '../../../shared/game/replay.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { SAMPLE_US } from '../../../shared/game/storm.ts';
import {
  journalOf,
  must,
  nameRightly,
  nextCable,
  nextCard,
  playOut,
  rightAnswers,
  runTraffic,
  setUp,
} from '../game/play.ts';
import { but, play, reportOf, seated, sit } from './lesson.ts';

/**
 * The letters of this deal, from its cards in order. At A: 1 flood, 4 6 7 forward, 9 flood, 11 12 13 filter, 14 16 19 20 21 forward. At B: 2 flood, 3 5 8 forward,
 * 10 15 flood, 17 18 forward. To look up a known address is a thought of switch.forward, also where the frame is then filtered.
 */
const DEAL = ['flood-forward-filter', 'x'] as const;

/** Ann keeps a frame from its port, twice, and lets one through that should be filtered; Bob floods too little while he is guided, and Cid takes his seat after card 10. */
function firstTeam(): Match {
  const match = seated(...DEAL, { ann: 'A', bob: 'B' });
  const wrong = (seat: string, { id, tries }: { id: number; tries: number }, right: Parameters<typeof but>[0]) => {
    if (seat === 'A' && id === 7 && tries < 2) return but(right, 'ports', 'p2');
    if (seat === 'A' && id === 11) return but(right, 'ports', 'p1');
    return seat === 'B' && id === 2 && tries === 0 ? but(right, 'ports', 'p2') : undefined;
  };
  const isCard = (seat: string, card: number) => match.seats[seat]?.inbox[0]?.id === card;
  play(match, wrong, () => isCard('B', 15));
  sit(match, 'cid', 'B');
  play(match, wrong);
  expect(isWon(match)).toBe(true);
  return match;
}

/** Dan makes the first mistake, once, and never comes to the end. */
function secondTeam(): Match {
  const match = seated(...DEAL, { dan: 'A' });
  play(
    match,
    (_seat, { id, tries }, right) => (id === 7 && tries === 0 ? but(right, 'ports', 'p2') : undefined),
    () => (match.seats['A']?.inbox[0]?.id ?? 0) > 9,
  );
  return match;
}

const student = (id: string, team: number) => ({ id, name: id.toUpperCase(), team, isBot: false });

function lessonOf(one: readonly RoundReport[], two: readonly RoundReport[]): ReportedClass {
  const students = [student('ann', 4), student('bob', 4), student('cid', 4), student('dan', 9)];
  const teams = [
    { id: 't1', name: 4, rounds: one },
    { id: 't2', name: 9, rounds: two },
  ];
  return { code: 'BCDFGH', title: 'Networks', students, teams, unread: 0 };
}

it('counts each decision and each mistake, once a letter and rule, for who made it', () => {
  const report = makeReport(lessonOf([reportOf(firstTeam(), 'RRRRRR', 1)], [reportOf(secondTeam(), 'SSSSSS', 1)]));
  const [ann, bob, cid, dan] = report.students;
  expect(ann?.rules).toEqual({
    'switch.learn': { decisions: 13, mistakes: 0, mended: 0 },
    'switch.flood': { decisions: 2, mistakes: 0, mended: 0 },
    'switch.filter': { decisions: 3, mistakes: 1, mended: 0 },
    'switch.forward': { decisions: 11, mistakes: 1, mended: 1 },
  });
  expect(ann?.rounds).toMatchObject([
    {
      room: 'RRRRRR',
      round: 1,
      won: true,
      decisions: 13,
      par: 13,
      right: 11,
      wasteful: 1,
      broken: 1,
      hints: 0,
      stars: 2,
    },
  ]);
  // What was held back in a guided decision is told, but costs nothing.
  expect(bob?.rules).toEqual({
    'switch.learn': { decisions: 5, mistakes: 0, mended: 0 },
    'switch.flood': { decisions: 2, mistakes: 1, mended: 1 },
    'switch.forward': { decisions: 3, mistakes: 0, mended: 0 },
  });
  expect(bob?.rounds).toMatchObject([{ decisions: 5, par: 5, right: 5, broken: 0, stars: 3 }]);
  expect(cid?.rules).toEqual({
    'switch.learn': { decisions: 3, mistakes: 0, mended: 0 },
    'switch.flood': { decisions: 1, mistakes: 0, mended: 0 },
    'switch.forward': { decisions: 2, mistakes: 0, mended: 0 },
  });
  expect(dan?.rules['switch.forward']).toEqual({ decisions: 3, mistakes: 1, mended: 1 });
  expect(dan?.rounds).toMatchObject([{ won: false, stars: 0, decisions: 5 }]);
  expect(report.teams.map(({ rounds }) => rounds)).toMatchObject([
    [
      {
        decisions: 21,
        par: 21,
        right: 19,
        wasteful: 1,
        broken: 1,
        stars: 2.5,
        rules: { 'switch.learn': { decisions: 21 } },
      },
    ],
    [{ won: false, broken: 1 }],
  ]);
  // Of 3 letters one, of 5 + 1 floods one, of 19 forwardings two, of 26 rows none.
  expect(report.rules).toMatchObject([
    { rule: 'switch.filter', students: 1, decisions: 3, mistakes: 1 },
    { rule: 'switch.flood', students: 1, decisions: 7, mistakes: 1 },
    { rule: 'switch.forward', students: 2, decisions: 19, mistakes: 2, mended: 2 },
    { rule: 'switch.learn', students: 0, decisions: 26, mistakes: 0 },
  ]);
});

it('finds what is worth talking about: the commonest mistake, one that was mended at once, and the goal that took longest', () => {
  const [one, two] = [firstTeam(), secondTeam()];
  const { debrief } = makeReport(lessonOf([reportOf(one, 'RRRRRR', 1)], [reportOf(two, 'SSSSSS', 1)]));
  expect(debrief.commonest).toMatchObject({
    rule: 'switch.forward',
    students: 2,
    of: 4,
    puzzle: 'flood-forward-filter',
    device: 'A',
    mistake: { verdict: { card: 7, played: 'p2', expected: 'p3', quality: 'broken' } },
  });
  expect(debrief.question).toBe('flood-forward-filter');
  expect(debrief.moments).toMatchObject([
    { why: 'commonest-mistake', team: 4, room: 'RRRRRR', device: 'A', mistake: { verdict: { card: 7 } } },
    { why: 'mended', team: 4, device: 'B', mistake: { rule: 'switch.flood', verdict: { card: 2, refused: true } } },
    { why: 'goal', team: 4, mistake: null },
  ]);
  const { steps } = replayOf(one.puzzle, journalOf(one));
  const [mistake, mended, goal] = debrief.moments.map(({ step }) => steps[step]?.what);
  expect(mistake).toMatchObject({ kind: 'move', device: 'A', verdict: { card: 7 } });
  expect(mended).toMatchObject({ kind: 'move', device: 'B', verdict: { card: 2 } });
  expect(goal).toMatchObject({ kind: 'goal' });
  const seen = momentOf(one.puzzle, journalOf(one), debrief.moments[0]?.step ?? -1);
  expect(seen?.seats.find(({ device }) => device === 'A')?.verdict?.card).toBe(7);
});

it('a route that was left out is a finding, and the settings that stand at the end are decisions', () => {
  const match = seated('static-routes', 'x', { ann: 'R1', bob: 'R2', cid: 'R3' });
  setUp(match, (seat) => (seat === 'R3' ? match.settings['R3']?.slice(1) : undefined));
  runTraffic(match);
  setUp(match);
  runTraffic(match);
  expect(isWon(match)).toBe(true);
  const report = makeReport(lessonOf([reportOf(match, 'RRRRRR', 2)], []));
  expect(report.students.map(({ rules }) => rules)).toEqual([
    { 'router.lpm': { decisions: 3, mistakes: 0, mended: 0 } },
    { 'router.lpm': { decisions: 3, mistakes: 0, mended: 0 } },
    {
      'router.lpm': { decisions: 3, mistakes: 0, mended: 0 },
      'router.no-route': { decisions: 1, mistakes: 1, mended: 1 },
    },
    {},
  ]);
  expect(report.debrief.commonest).toMatchObject({
    device: 'R3',
    students: 1,
    of: 1,
    mistake: { finding: { why: 'no-route' } },
  });
  const [moment] = report.debrief.moments;
  expect(replayOf(match.puzzle, journalOf(match)).steps[moment?.step ?? -1]?.what.kind).toBe('found');
});

it('wrong names of a fault count once a place, for who said them', () => {
  const seats = ['M1', 'M2', 'M3'];
  const match = seated('boss-local', 'x', { ann: 'M1', bob: 'M2', cid: 'M3' });
  while (match.fault?.phase !== 'open') playOneLetter(match);
  const cables = match.links.map((_ends, place) => `l${place}`).filter((id) => id !== match.fault?.dealt.place.id);
  const name = (seat: string, fault: 'cut' | 'damages', id = '') =>
    must(match, { kind: 'name-fault', seat, fault, place: { kind: 'link', id } });
  name('M2', 'cut', cables[0]);
  name('M2', 'damages', cables[0]);
  name('M2', 'cut', cables[1]);
  name('M3', 'cut', cables[2]);
  nameRightly(match);
  playOut(match);
  const { students } = makeReport(lessonOf([reportOf(match, 'RRRRRR', 1)], []));
  expect(seats.map((_seat, index) => students[index]?.rules['fault.find'])).toEqual([
    { decisions: 1, mistakes: 0, mended: 0 },
    { decisions: 2, mistakes: 2, mended: 2 },
    { decisions: 1, mistakes: 1, mended: 1 },
  ]);
});

it('on a shared wire a frame is one decision, however often it is pressed; in a storm each cable is one', () => {
  const wire = seated('taking-turns', 'x', { ann: 'M1', bob: 'M2', cid: 'M3' });
  playOut(wire);
  const presses = journalOf(wire).inputs.filter(({ input }) => input.kind === 'play' && input.seat === 'M1').length;
  const [ann] = makeReport(lessonOf([reportOf(wire, 'RRRRRR', 1)], [])).students;
  expect(ann?.rules['medium.sense']?.decisions).toBe(wire.par['M1']);
  expect(presses).toBeGreaterThanOrEqual(wire.par['M1'] ?? 0);

  const storm = seated('broadcast-storm', 'storm', { ann: 'A', bob: 'B', cid: 'C', dan: 'D' });
  while (storm.storm?.filledUs === null) {
    if (nextCard(storm) === undefined) advance(storm, storm.network.nowUs + SAMPLE_US);
    else playOneLetter(storm);
  }
  // After A's cable nothing of a loop is left at B: this one cuts off a machine, and is plugged in again.
  must(storm, { kind: 'unplug', seat: 'A', port: 'p2' });
  must(storm, { kind: 'unplug', seat: 'B', port: 'p3' });
  must(storm, { kind: 'plug', seat: 'B', port: 'p3' });
  for (let next = nextCable(storm); next !== undefined; next = nextCable(storm)) must(storm, next);
  advance(storm, storm.network.nowUs + 20_000_000);
  expect(isWon(storm)).toBe(true);
  const [puller, cutter] = makeReport(lessonOf([reportOf(storm, 'SSSSSS', 1)], [])).students;
  expect(puller?.rules['switch.loop']).toEqual({ decisions: 1, mistakes: 0, mended: 0 });
  expect(cutter?.rules['switch.loop']).toMatchObject({ mistakes: 1, mended: 1 });
});

it('bots on free seats, and what they did in somebody’s absence, are nobody’s', () => {
  const match = seated(...DEAL, { ann: 'A' });
  play(
    match,
    () => undefined,
    () => match.seats['A']?.inbox[0]?.id === 9,
  );
  must(match, { kind: 'occupy', seat: 'A', occupant: 'bot', person: 'ann' });
  advance(match, match.network.nowUs + 20_000_000);
  expect(isWon(match)).toBe(true);
  must(match, { kind: 'occupy', seat: 'A', occupant: 'person', person: 'ann' });
  const { people } = reportOf(match, 'RRRRRR', 1);
  expect([...people.keys()]).toEqual(['ann']);
  expect(people.get('ann')?.rules['switch.learn']?.decisions).toBe(4);
  expect(seatView(match, 'A')?.score.decisions).toBe(4);
});

function playOneLetter(match: Match): void {
  const next = nextCard(match);
  if (next === undefined) {
    advance(match, match.network.nowUs + 100_000);
    return;
  }
  const { seat, card } = next;
  must(match, { kind: 'play', seat, card: card.id, answers: rightAnswers(match, seat, card) });
}
