/**
 * Every usual mistake of every puzzle that is played by letters, made once by pointer or finger: what the page says about it is read, then it is mended, and the puzzle
 * is played to its end. Which seats in which deals give an occasion for all of them is found by rehearsal. CI plays the first of them, of some puzzles, in one way
 * (see tour.ts); `TOUR=all npm test -- test/browser/mistakes` all, `TOUR=nat` those of one puzzle.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isWon, type Match } from '../../shared/game/match.ts';
import { puzzleIds, type PuzzleId } from '../../shared/game/puzzle.ts';
import type { Card } from '../../shared/game/score.ts';
import { isLive } from '../../shared/game/storm.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { followUp } from '../../shared/game/form.ts';
import { formFor, rightAnswers, type Answers } from '../shared/game/play.ts';
import {
  legsOf,
  mistakesToMake,
  nextMistake,
  note,
  nothingMade,
  rehearse,
  type Leg,
  type Made,
} from '../shared/puzzles/tour-plan.ts';
import { nextLetter, playByPointer, press, saveByKeys } from './moves.ts';
import {
  closeStage,
  expectAccessible,
  openStage,
  QUICK,
  roomOf,
  until,
  visit,
  type Stage,
  type Visitor,
} from './stage.ts';
import { isTour, look, waysOf, type Way } from './tour.ts';
import { checkVerdict, checkWasteful, cutOff, nothingRaw, visibleText } from './verdict-check.ts';

const deal = vi.hoisted(() => ({ seed: '' }));
vi.mock(import('../../server/secrets.ts'), async (original) => ({ ...(await original()), newSeed: () => deal.seed }));

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const byLetters = puzzleIds.filter((id) => puzzles[id].configure === undefined && puzzles[id].live === undefined);
/** In CI one of each way: a hub, a host, a router, VLANs. The tree, the storm and the fault take long. */
const usual: readonly PuzzleId[] = ['loud-hub', 'who-has', 'two-routers', 'trunk'];
const played = byLetters
  .filter((id) => isTour || usual.includes(id))
  .flatMap((id) => waysOf(id).map((way) => ({ id, way, name: way.name })));

interface Tourist extends Visitor {
  readonly way: Way;
  readonly match: Match;
  readonly seat: string;
  readonly made: Made;
  /** Of the verdicts one is looked at by axe. */
  isAxed: boolean;
  stops: number;
}

describe.skipIf(noChromium)('every usual mistake, made once and read', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it.each(played)('$id, $name', { timeout: 900_000 }, async ({ id, way }) => {
    const made = nothingMade();
    const legs = legsOf(puzzles[id]);
    const walked = isTour ? legs : legs.slice(0, 1);
    for (const [index, leg] of walked.entries()) await walk(stage, id, way, leg, made, index);
    const rehearsed = nothingMade();
    for (const leg of walked) rehearse(puzzles[id], leg, rehearsed);
    const isMade = ({ judged, held }: Made, name: string): boolean => judged.has(name) || held.has(name);
    // Those that the walked seats give an occasion for; in a tour these are all.
    const expected = mistakesToMake(puzzles[id]).filter((name) => isTour || isMade(rehearsed, name));
    expect(expected.filter((name) => !isMade(made, name))).toEqual([]);
    console.log(`${id} ${way.name}: ${made.judged.size} mistakes judged, ${made.held.size} held back`);
  });
});

async function walk(stage: Stage, id: PuzzleId, way: Way, leg: Leg, made: Made, index: number): Promise<void> {
  deal.seed = leg.seed;
  const visitor = await visit(stage, leg.seat === puzzles[id].seats[0] ? `/play/${id}` : '/', way.options);
  const { page, faults } = visitor;
  if (leg.seat !== puzzles[id].seats[0]) await sitDown(page, way, id, leg.seat);
  await readCards(page, way, id, index === 0);
  const { pace, round } = await roomOf(page);
  pace.setPace({ paused: pace.paused, speed: QUICK });
  const { match } = round;
  expect([match.seed, match.seats[leg.seat]?.occupant]).toEqual([leg.seed, 'person']);
  const tourist: Tourist = { ...visitor, way, match, seat: leg.seat, made, isAxed: index > 0, stops: 0 };
  await play(tourist);
  await readResult(tourist);
  expect(faults).toEqual([]);
  await visitor.close();
}

/** Into a room of one's own, to another seat than the first. */
async function sitDown(page: Page, { language }: Way, id: PuzzleId, seat: string): Promise<void> {
  const { title, names } = language.puzzles[id];
  await press(page, page.getByRole('button', { name: language.words.home.friends }));
  await page.getByRole('radio', { name: new RegExp(`^${title.replaceAll(/[.?]/g, String.raw`\$&`)}`) }).check();
  const room = await roomOf(page);
  await until(() => room.round.match.puzzle.id === id, 'the puzzle is chosen');
  const name = names[seat]!.name;
  const button = page.locator('button.seat', { hasText: name }).first();
  await button.waitFor();
  if ((await button.getAttribute('aria-pressed')) !== 'true') await press(page, button);
  await page.locator('button.seat.own', { hasText: name }).waitFor();
  await press(page, page.getByRole('button', { name: language.words.lobby.start }));
}

async function readCards(page: Page, way: Way, id: PuzzleId, withLook: boolean): Promise<void> {
  const dialog = page.locator('dialog.intro');
  await dialog.waitFor();
  for (const [index, { title }] of way.language.puzzles[id].intro.entries()) {
    await dialog.getByText(title, { exact: true }).first().waitFor();
    if (withLook) {
      await look(page, way, `${id}-0-card-${index + 1}`);
      expect.soft(await cutOff(dialog), `card ${index + 1} of ${id}, ${way.name}`).toEqual([]);
    }
    await press(page, dialog.locator('.btn.main'));
  }
  await dialog.waitFor({ state: 'detached' });
}

/** To the end: each letter with the mistakes that it is an occasion for, then rightly. */
async function play(tourist: Tourist): Promise<void> {
  const { page, match, seat } = tourist;
  while (!isWon(match)) {
    const card = await nextLetter(page, match, seat);
    if (card !== undefined) await playLetter(tourist, card);
    else if (isLive(match)) await saveByKeys(page, match);
    else if (match.fault?.phase === 'open') await nameFault(tourist);
  }
}

async function playLetter(tourist: Tourist, card: Card): Promise<void> {
  const { page, match, seat, made } = tourist;
  await stop(tourist, card.tries === 0 && match.seats[seat]!.log.length === 0 ? 'letter' : null);
  let kept: Answers = {};
  for (;;) {
    const mistake = nextMistake(match, seat, card, made);
    kept = await onDesk(tourist, card, mistake?.answers ?? rightAnswers(match, seat, card), kept);
    await playByPointer(page, match, seat, card, mistake?.answers, kept);
    const { verdict, verdictOpen } = match.seats[seat]!;
    if (mistake !== undefined) {
      note(made, verdict?.refused === true, mistake);
      expect(verdict).toMatchObject({ part: mistake.point.part, played: mistake.played });
      if (verdictOpen) await readVerdict(tourist);
      else await checkWasteful(page, tourist.way, match, seat);
      if (!verdictOpen) await stop(tourist, verdict!.rule);
    }
    if (!verdictOpen) return;
    // What was held back keeps its other answers.
    const { [verdict!.part]: _refused, ...others } = mistake?.answers ?? {};
    kept = verdict!.refused ? others : {};
    await page.locator(`[data-letter="${card.id}"].on`).waitFor();
  }
}

/** The answers that are chosen already. Where one of them would have to be taken back, the page is opened anew, which forgets them. */
async function onDesk({ page, match, seat }: Tourist, card: Card, wanted: Answers, kept: Answers): Promise<Answers> {
  const isFine = (form: ReturnType<typeof formFor>): boolean =>
    form.every(({ part }) => kept[part] === undefined || kept[part] === wanted[part]) &&
    form.every(
      (step) => followUp(step, wanted[step.part] ?? '').length === 0 || isFine(followUp(step, wanted[step.part] ?? '')),
    );
  const hasOldTags = kept.ports === undefined && (kept.tags ?? '') !== '';
  if (isFine(formFor(match, seat, card)) && !hasOldTags) return kept;
  await page.reload();
  await page.locator(`[data-letter="${card.id}"].on`).waitFor();
  return {};
}

async function readVerdict(tourist: Tourist): Promise<void> {
  const { page, way, match, seat } = tourist;
  await checkVerdict(page, way, match, seat);
  const { rule, refused } = match.seats[seat]!.verdict!;
  await stop(tourist, `${refused ? 'held-' : ''}${rule}`);
  if (!tourist.isAxed) await expectAccessible(page, axe);
  tourist.isAxed = true;
  const card = page.locator('.verdict');
  await endsOverButton(card, `${rule}, ${way.name}`);
  if (way.options.isMobile) await stop(tourist, `${refused ? 'held-' : ''}${rule}-end`);
  await press(page, card.locator('.do .btn.main'));
  await card.waitFor({ state: 'detached' });
  await until(() => match.seats[seat]?.verdictOpen === false, 'the verdict is closed');
}

/** The last line can be scrolled to, and the button, which may stay at the lower edge, does not hide it. */
async function endsOverButton(card: Locator, what: string): Promise<void> {
  const { end, button, screen } = await card.evaluate((element) => {
    for (let it: Element | null = element; it !== null; it = it.parentElement) it.scrollTop = it.scrollHeight;
    const [inside, row] = [element.querySelector('.inside')!, element.querySelector('.do')!];
    const box = row.getBoundingClientRect();
    return { end: inside.getBoundingClientRect().bottom, button: box.top, screen: window.innerHeight - box.bottom };
  });
  expect.soft(end, `${what}: its end is over the button`).toBeLessThanOrEqual(button + 1);
  expect.soft(screen, `${what}: the button is on the screen`).toBeGreaterThanOrEqual(0);
}

async function nameFault({ page, match }: Tourist): Promise<void> {
  const { place, fault } = match.fault!.dealt;
  await page.locator('select[name="fault-place"]').selectOption(`${place.kind} ${place.id}`);
  await page.locator('select[name="fault-kind"]').selectOption(fault);
  await press(page, page.locator('.name-fault button'));
  await until(() => match.fault?.phase === 'mended', 'the right name mends it');
}

async function readResult(tourist: Tourist): Promise<void> {
  const { page, way, match, seat } = tourist;
  await page.locator('.result-page h1').waitFor();
  const { rules, puzzles: texts } = way.language;
  expect(await page.locator('.result-page h1').textContent()).toBe(texts[match.puzzle.id].won);
  const own = page.locator('.result-own');
  const text = await visibleText(own);
  nothingRaw(text, way.language, match, `result of ${match.puzzle.id}, ${way.name}`);
  const blamed = match.seats[seat]!.log.flatMap(({ verdict }) => (verdict === null ? [] : [verdict.rule]));
  for (const rule of blamed) expect.soft(text).toContain(rules[rule].name);
  // What was held back did not happen.
  const wasHeld = match.seats[seat]!.log.some(({ verdict }) => verdict?.refused === true);
  expect.soft(text.includes(way.language.words.panels.verdict.refusedHead)).toBe(wasHeld);
  expect.soft(await cutOff(own)).toEqual([]);
  await stop(tourist, 'result');
}

async function stop(tourist: Tourist, what: string | null): Promise<void> {
  const { page, way, match, seat } = tourist;
  const place = String(++tourist.stops).padStart(2, '0');
  await look(page, way, what === null ? null : `${match.puzzle.id}-${seat}-${place}-${what}`);
}
