/** The mistakes in a storm: the cable of a machine, a second cable of the ring, the ring closed again, and nothing at all. */
import { expect } from 'vitest';
import { isWon } from '../../../shared/game/match.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { isLive, standsStill } from '../../../shared/game/storm.ts';
import type { Verdict } from '../../../shared/game/view.ts';
import { nextLetter, playByPointer, press, saveByKeys } from '../moves.ts';
import { until } from '../stage.ts';
import { askFor, offeredWhenIdle, offeredWhenRepeated } from './hints.ts';
import { accessible, finish, read, type Tour } from './tour-page.ts';

/** Time runs evenly here, whatever happens in it: so many times the usual speed. */
const SPEED = 20;

export async function tourStorm(tour: Tour): Promise<void> {
  const { match, room, page, own, way, id } = tour;
  const { device } = own();
  const words = way.language.words.panels.storm;
  const rule = way.language.rules['switch.loop'];
  for (let card = await nextLetter(page, match, device); card !== undefined;) {
    await playByPointer(page, match, device, card);
    card = await nextLetter(page, match, device);
  }
  expect(isLive(match)).toBe(true);
  room.pace.setPace({ paused: false, speed: 2 });
  const panel = page.locator('.storm');
  if (match.storm?.filledUs === null) await read(tour, `${id}-watch`, panel, [words.watch, words.notYet]);
  room.pace.setPace({ paused: false, speed: SPEED });
  await until(() => match.storm?.filledUs !== null, 'every cable is full');
  await page.locator('.own-cable:enabled').first().waitFor();
  await offeredWhenIdle(tour);
  await askFor(tour, [rule.question('cable')]);
  await until(() => standsStill(match), 'nobody has touched anything for a minute');
  await read(tour, `${id}-nothing-done`, panel, [words.stands]);

  const [machine, ring, other] = ['p1', 'p2', 'p3'] as const;
  for (const time of [1, 2]) {
    await mistake(tour, machine, `machine-${time}`, { quality: 'broken', played: 'out' });
    if (time === 1) await accessible(tour);
    if (time === 2) await offeredWhenRepeated(tour);
    await mend(tour);
  }
  const reason = (): string => {
    const { part, expected, facts } = seatView(match, device)!.storm!.hints.at(-1)!;
    return rule.reason({ part, expected, facts, port: portText, name: nameIn(tour) });
  };
  await askFor(tour, [rule.rule, reason], 2);
  await turn(tour, ring);
  expect(own().verdict).toMatchObject({ quality: 'right', rule: 'switch.loop' });
  await mistake(tour, other, 'second-cable', { quality: 'broken', played: 'out' });
  await mend(tour);
  await mistake(tour, ring, 'ring-again', { quality: 'unsafe', played: 'in' });
  await mend(tour);
  const told = own().log.flatMap(({ verdict }) => (verdict?.rule === 'switch.loop' ? [verdict] : []));
  if (!isWon(match)) await saveByKeys(page, match);
  await finish(
    tour,
    told.slice(0, 1).map((verdict) => happened(tour, verdict)),
  );
}

/** Turns the cable over, and reads what the judge says to it. */
async function mistake(tour: Tour, port: string, stop: string, like: Partial<Verdict>): Promise<void> {
  const { page, own, id, way } = tour;
  await turn(tour, port);
  const verdict = own().verdict!;
  expect(verdict).toMatchObject({ rule: 'switch.loop', part: 'cable', port, ...like });
  const rule = way.language.rules['switch.loop'];
  const { part, expected, facts } = verdict;
  const it = { part, expected, facts, port: portText, name: nameIn(tour) };
  await read(tour, `${id}-${stop}`, page.locator('.verdict'), [
    rule.head({ ...it, played: verdict.played, quality: verdict.quality, ping: null }),
    happened(tour, verdict),
    rule.rule,
    rule.reason(it),
    ...rule.values(it).map(({ value }) => value),
  ]);
}

/** With the button that stands in the verdict. */
async function mend({ page }: Tour): Promise<void> {
  await press(page, page.locator('.verdict .btn.main'));
  await page.locator('.verdict').waitFor({ state: 'detached' });
}

/** Chooses one of the own cables, and pulls it out or plugs it in. */
export async function turn({ page, match }: Pick<Tour, 'page' | 'match'>, port: string): Promise<void> {
  const before = match.storm?.actedUs;
  await press(page, page.locator(`[data-cable="${port}"]:enabled`));
  await press(page, page.locator('.storm .do .btn.main'));
  await until(() => match.storm?.actedUs !== before, `${port} is turned over`);
}

const portText = (port: string): string => port.replace(/^p/, '');

const nameIn =
  (tour: Tour) =>
  (device: string): string =>
    tour.way.language.puzzles[tour.id].names[device]?.name ?? device;

const happened = (tour: Tour, { part, expected, played, quality, facts, rule }: Verdict): string =>
  tour.way.language.rules[rule].happened({
    part,
    expected,
    played,
    quality,
    facts,
    port: portText,
    name: nameIn(tour),
    ping: null,
  });
