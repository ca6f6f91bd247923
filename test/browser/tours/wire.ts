/** The mistakes at a shared wire: pressing while somebody sends, each wrong range after a collision, and no answer at all. What is pressed is pressed while time stands. */
import { expect } from 'vitest';
import { isWon } from '../../../shared/game/match.ts';
import type { Verdict } from '../../../shared/game/view.ts';
import { backOffMost } from '../../../shared/device/rules/medium.sense.ts';
import { isAsked } from '../../shared/game/play.ts';
import { playTheWire, press } from '../moves.ts';
import { until } from '../stage.ts';
import { askFor, offeredWhenIdle, offeredWhenRepeated } from './hints.ts';
import { accessible, finish, read, show, type Tour } from './tour-page.ts';

/** So many times the usual speed; what is waited for is then stopped at. */
const SPEED = 25;
/** The same where nothing can be missed. */
const FASTER = 200;
/** Microseconds for which another one has to be heard, so that nobody could take it for a moment's delay. */
const PLAINLY_US = 20;

const firstCard = (tour: Tour) => tour.own().inbox[0];

/** Lets time run until it is so, and stops it there. */
async function runUntil(tour: Tour, condition: () => boolean, what: string, speed = SPEED): Promise<void> {
  tour.room.pace.setPace({ paused: false, speed });
  await until(
    () => {
      tour.room.pace.catchUp();
      return condition() || isWon(tour.match);
    },
    what,
    120_000,
  );
  tour.room.pace.setPace({ paused: true, speed });
}

/** Does the own card hear another one while it has a frame to send? */
function hearsAnother(tour: Tour): boolean {
  const { match, own } = tour;
  const seat = own();
  const card = seat.inbox[0];
  const transceiver = match.network.mediums['M1.eth0']?.transceivers[`${seat.device}.eth0`];
  if (card?.event.kind !== 'access' || transceiver?.state !== 'listening' || transceiver.heard === 0) return false;
  return match.network.nowUs - transceiver.heardSinceUs > PLAINLY_US;
}

const hasCollided = (tour: Tour): boolean => {
  const card = firstCard(tour);
  return card?.event.kind === 'access' && card.event.doing === 'collided';
};

export async function tourWire(tour: Tour): Promise<void> {
  const { own, page, match, room, way } = tour;
  const rule = way.language.rules['medium.sense'];
  room.pace.setPace({ paused: true, speed: SPEED });
  await runUntil(tour, () => own().inbox.some(isAsked), 'there is something to send');
  await page.locator('.wire-doing .btn.main').waitFor();
  await offeredWhenIdle(tour);
  await askFor(tour, [rule.question('sense'), rule.rule]);
  await sendOverSomebody(tour, 'guided');
  await playTheWire(room, [{ page, seat: own().device }], () => own().guidedLeft === 0);
  await sendOverSomebody(tour, 'over-somebody');
  await wrongRanges(tour);
  await standIn(tour);
  await playTheWire(room, [{ page, seat: own().device }]);
  expect(isWon(match)).toBe(true);
  const told = own().log.flatMap(({ verdict }) => (verdict === null || verdict.refused ? [] : [verdict]));
  expect(told.length).toBeGreaterThan(1);
  await finish(
    tour,
    told.slice(0, 1).map((verdict) => happened(tour, verdict)),
  );
}

/** Presses while another one is heard plainly. A guided press is held back, any other one collides. */
async function sendOverSomebody(tour: Tour, stop: string): Promise<void> {
  const { page, own, id, way } = tour;
  await runUntil(tour, () => hearsAnother(tour), 'another one is heard');
  await page.locator('.hearing.carrier').waitFor();
  const isGuided = own().guidedLeft > 0;
  await press(page, page.locator('.wire-doing .btn.main'));
  await until(() => own().verdictOpen, 'the judge has spoken');
  const verdict = own().verdict!;
  expect(verdict).toMatchObject({ quality: 'broken', rule: 'medium.sense', part: 'sense', refused: isGuided });
  const { language } = way;
  const rule = language.rules['medium.sense'];
  const words = language.words.panels.verdict;
  const { part, expected, facts } = verdict;
  const texts = isGuided ? [words.refusedHead] : [rule.head(caseOf(tour, verdict)), happened(tour, verdict)];
  await read(tour, `${id}-${stop}`, page.locator('.verdict'), [
    ...texts,
    rule.rule,
    rule.reason({ part, expected, facts, port: String, name: String }),
    language.words.panels.wire.goOn,
  ]);
  await accessible(tour);
  await closeVerdict(tour);
}

type Range = 'too large' | 'too small' | 'at-once';

/** A collision each, made by sending over somebody; then another one of the wrong ranges, until each kind has been chosen, the widest one twice. */
async function wrongRanges(tour: Tour): Promise<void> {
  const open: Range[] = ['too large', 'too large', 'too small', 'at-once'];
  let isOffered = false;
  while (open.length > 0) {
    await runUntil(tour, () => hasCollided(tour) || hearsAnother(tour), 'the frame has collided, or can be made to');
    expect(isWon(tour.match), `${open.join()} could still be chosen`).toBe(false);
    if (hasCollided(tour)) {
      if (!isOffered && !open.includes('too large')) {
        await offeredWhenRepeated(tour);
        isOffered = true;
      }
      // After one collision no range is too small: another try at once makes it two.
      const { most } = collision(tour);
      const kind = open[0] === 'too small' && most === 1 ? 'at-once' : (open[0] ?? 'at-once');
      await chooseRange(tour, kind);
      if (open.includes(kind)) open.splice(open.indexOf(kind), 1);
    } else {
      await tour.page.locator('.hearing.carrier').waitFor();
      await press(tour.page, tour.page.locator('.wire-doing .btn.main'));
      await closeVerdict(tour);
    }
  }
}

/** How often the own frame has collided, and the most slot times that may be drawn then. */
function collision(tour: Tour): { readonly collisions: number; readonly most: number } {
  const event = firstCard(tour)?.event;
  if (event?.kind !== 'access') throw new Error('no frame for the wire');
  return { collisions: event.collisions, most: backOffMost(event.collisions) };
}

async function chooseRange(tour: Tour, kind: Range): Promise<void> {
  const { page, own, id, way } = tour;
  const { collisions, most } = collision(tour);
  const card = firstCard(tour)!;
  const value = { 'at-once': 'at-once', 'too small': '1', 'too large': String(2 * most + 1) }[kind];
  const ranges = page.locator('.ranges .btn');
  const question = way.language.words.panels.wire.collided(collisions);
  await page.locator('.wire-doing h3', { hasText: question }).waitFor();
  const values = [
    'at-once',
    ...Array.from({ length: (await ranges.count()) - 1 }, (_, at) => String(backOffMost(at + 1))),
  ];
  const { tries } = card;
  await press(page, ranges.nth(values.indexOf(value)));
  await until(() => card.tries > tries, 'the range arrives');
  const verdict = own().verdict!;
  expect(verdict).toMatchObject({
    quality: kind === 'at-once' ? 'broken' : 'wasteful',
    rule: 'medium.sense',
    part: 'back-off',
    played: value,
    facts: { collisions, most },
  });
  const isToMend = kind === 'at-once';
  const message = page.locator(isToMend ? '.verdict' : '.toast');
  await read(tour, `${id}-range-${kind.replace(' ', '-')}`, message, [happened(tour, verdict)]);
  if (isToMend) await closeVerdict(tour);
}

async function closeVerdict({ page, own }: Tour): Promise<void> {
  await until(() => own().verdictOpen, 'the judge has spoken');
  await press(page, page.locator('.verdict .btn.main'));
  await page.locator('.verdict').waitFor({ state: 'detached' });
}

/** Nothing is pressed for long: the card goes on by the rules, and says what it does. */
async function standIn(tour: Tour): Promise<void> {
  const { page, own, id, way } = tour;
  const { wire } = way.language.words.panels;
  await runUntil(tour, () => own().inbox.some(isAsked), 'the card asks');
  const { right, decisions } = own().counts;
  const card = firstCard(tour)!;
  const isBusy = (): boolean => card.event.kind === 'access' && card.event.doing === 'busy';
  await runUntil(tour, isBusy, 'the card goes on by itself', FASTER);
  await show(tour, 'frame');
  const doing = page.locator('.wire-doing');
  await doing.waitFor();
  await until(async () => !(await doing.innerText()).includes(wire.listen), 'nothing is asked any more');
  await read(tour, `${id}-stood-in`, doing, [wire.stoodIn]);
  expect(own().counts.right).toBe(right);
  expect(own().counts.decisions).toBeLessThanOrEqual(decisions + 1);
}

function caseOf(tour: Tour, { part, expected, played, quality, facts }: Verdict) {
  const { names } = tour.way.language.puzzles[tour.id];
  const name = (device: string): string => names[device]?.name ?? device;
  return { part, expected, played, quality, facts, port: String, name, ping: null };
}

const happened = (tour: Tour, verdict: Verdict): string =>
  tour.way.language.rules[verdict.rule].happened(caseOf(tour, verdict));
