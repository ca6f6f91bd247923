/** The three ways to a hint: offered to who sits over a question for long, offered after the same mistake twice, and asked for; the third rung only after a second press. */
import { expect } from 'vitest';
import { press } from '../moves.ts';
import { until } from '../stage.ts';
import { read, show, type Tour } from './tour-page.ts';

/** Longer than anybody is left alone with a question, milliseconds. */
const LONG_MS = 61_000;

const countOf = (tour: Tour): number => tour.own().hints.length;

/** Nobody has pressed anything for a minute: a hint is offered, and none is opened. On a phone the way to it says so, whatever is looked at. */
export async function offeredWhenIdle(tour: Tour): Promise<void> {
  const { page } = tour;
  const before = countOf(tour);
  const offer = page.locator('.hints .about.offer').or(page.locator('.tabbar .hint-waits'));
  await until(async () => {
    await page.clock.fastForward(LONG_MS);
    return (await offer.count()) > 0;
  }, 'a hint is offered');
  await show(tour, 'goals');
  await expectOffer(tour, 'idle');
  expect(countOf(tour)).toBe(before);
  await show(tour, 'frame');
}

/** The same mistake has just been made for the second time. */
export async function offeredWhenRepeated(tour: Tour): Promise<void> {
  if ((await tour.page.locator('.tabbar').count()) > 0) await tour.page.locator('.tabbar .hint-waits').waitFor();
  await show(tour, 'goals');
  await expectOffer(tour, 'repeated');
  await show(tour, 'frame');
}

async function expectOffer(tour: Tour, offer: 'idle' | 'repeated'): Promise<void> {
  const { page, way, id } = tour;
  const text = way.language.words.panels.mission.offers[offer];
  await read(tour, `${id}-hint-${offer}`, page.locator('.hints .about'), [text]);
  await page.locator('.hints .rung.next.offered').waitFor();
}

/** Opens the rungs from `first` on by pressing them; each has to be read as given here; a function is asked when the rung is open. */
export async function askFor(tour: Tour, texts: readonly (string | (() => string))[], first = 1): Promise<void> {
  const { page, way, id } = tour;
  const { mission } = way.language.words.panels;
  await show(tour, 'goals');
  const next = page.locator('.hints .rung.next');
  for (const [at, text] of texts.entries()) {
    const step = first + at;
    const before = countOf(tour);
    await press(page, next);
    if (step === 3) {
      await read(tour, `${id}-hint-confirm`, next, [mission.confirm, mission.confirmPrice]);
      expect(countOf(tour)).toBe(before);
      await press(page, next);
    }
    await until(() => countOf(tour) === before + 1, `hint ${step} is opened`);
    await read(tour, `${id}-hint-${step}`, page.locator('.hints .rung.text'), [
      mission.rungs[step - 1] ?? '',
      typeof text === 'string' ? text : text(),
    ]);
  }
  await show(tour, 'frame');
}
