/**
 * Two people at two seats play a puzzle to its end by pointer: an English laptop, and a Chinese phone by touch. Who waits predicts. CI plays one puzzle of each
 * kind; `PAIRS=all npm test -- test/browser/pairs` plays every row, so that each seat is sat on once; `PAIRS=nat` those of one puzzle.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWon, type Match } from '../../shared/game/match.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { seatView } from '../../shared/game/seat-view.ts';
import { chinese } from '../../shared/text/zh/index.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { nextLetter, playByPointer, press } from './moves.ts';
import {
  closeStage,
  expectAccessible,
  matchOf,
  openStage,
  PHONE,
  roomOf,
  until,
  visit,
  type Stage,
  type Visitor,
} from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Row {
  readonly id: PuzzleId;
  readonly laptop: string;
  readonly phone: string;
  /** Played by everybody, not only when all are asked for. */
  readonly isUsual?: true;
}

/** The first seat of each puzzle is played in alone.test.ts. A puzzle that is played in another way than by letters has a test of its own. */
const rows: readonly Row[] = [
  { id: 'first-frame', laptop: 'M2', phone: 'M4' },
  { id: 'bad-bits', laptop: 'M3', phone: 'M2' },
  { id: 'loud-hub', laptop: 'H', phone: 'M4', isUsual: true },
  { id: 'who-has', laptop: 'M4', phone: 'M2', isUsual: true },
  { id: 'learning-switch', laptop: 'B', phone: 'A' },
  { id: 'learning-switch', laptop: 'M5', phone: 'M3' },
  { id: 'flood-forward-filter', laptop: 'B', phone: 'A', isUsual: true },
  { id: 'ping', laptop: 'B', phone: 'C' },
  { id: 'near-or-far', laptop: 'A2', phone: 'C1' },
  { id: 'near-or-far', laptop: 'B', phone: 'D' },
  { id: 'the-gateway', laptop: 'W', phone: 'B' },
  { id: 'the-gateway', laptop: 'A', phone: 'F' },
  { id: 'two-routers', laptop: 'B', phone: 'R2' },
  { id: 'longest-prefix', laptop: 'N', phone: 'W' },
  { id: 'longest-prefix', laptop: 'S', phone: 'E' },
  { id: 'ttl', laptop: 'R2', phone: 'R3' },
  { id: 'nat', laptop: 'N2', phone: 'N1', isUsual: true },
];

/** For what may be gone before it is pressed. */
const PATIENCE_MS = 3_000;

const wanted = process.env['PAIRS'];
const played = rows.filter(({ id, isUsual }) => (wanted === undefined ? isUsual : wanted === 'all' || wanted === id));

interface Player extends Visitor {
  readonly seat: string;
}

describe.skipIf(noChromium)('two people, a laptop and a phone', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it.each(played)('finish $id on $laptop and $phone', async (row) => {
    const { ann, mei, match } = await start(stage, row);
    while (!isWon(match)) {
      await until(
        async () => isWon(match) || (await turn(match, ann, mei)) || (await turn(match, mei, ann)),
        'somebody has a letter, or all is done',
      );
    }
    for (const { page, seat, faults } of [ann, mei]) {
      await page.locator('.result-page h1').waitFor();
      const { right, decisions, broken, unsafe, wasteful } = match.seats[seat]!.counts;
      expect({ seat, right, broken, unsafe, wasteful }).toEqual({
        seat,
        right: decisions,
        broken: 0,
        unsafe: 0,
        wasteful: 0,
      });
      expect(decisions).toBeLessThanOrEqual(match.par[seat]!);
      expect(await page.locator('.result-own .nums b').first().textContent()).toBe(String(decisions));
      expect(faults).toEqual([]);
    }
    const tested = match.seats[ann.seat]!.predictions.tested + match.seats[mei.seat]!.predictions.tested;
    expect(tested).toBeGreaterThan(0);
    expect(await ann.page.locator('.result-page h1').textContent()).toBe(english.puzzles[row.id].won);
    expect(await mei.page.locator('.result-page h1').textContent()).toBe(chinese.puzzles[row.id].won);
    await ann.close();
    await mei.close();
  });
});

/** Both come into one room, choose the puzzle and their seats, read the cards. */
async function start(stage: Stage, { id, laptop, phone }: Row): Promise<{ ann: Player; mei: Player; match: Match }> {
  const ann: Player = { ...(await visit(stage, '/')), seat: laptop };
  await ann.page.getByRole('button', { name: english.words.home.friends }).click();
  await ann.page.getByRole('radio', { name: new RegExp(`^${literal(english.puzzles[id].title)}`) }).check();
  const room = await roomOf(ann.page);
  await until(() => room.round.match.puzzle.id === id, 'the puzzle is chosen');
  await sit(ann, english.puzzles[id].names[laptop]!.name);
  const mei: Player = { ...(await visit(stage, new URL(ann.page.url()).pathname, PHONE)), seat: phone };
  await sit(mei, chinese.puzzles[id].names[phone]!.name);
  await ann.page.getByRole('button', { name: english.words.lobby.start }).click();
  const match = await matchOf(ann.page);
  await until(async () => (await ann.page.locator('dialog.intro').count()) > 0, 'the match begins');
  room.pace.setPace({ paused: false, speed: 4 });
  for (const { page } of [mei, ann]) {
    await page.locator('dialog.intro').waitFor();
    for (const { touch } of (page === mei.page ? chinese : english).puzzles[id].intro) {
      for (const { text, says } of typeof touch === 'object' ? touch.choices : []) {
        await press(page, page.locator('.trial').getByRole('button', { name: text, exact: true }));
        await page.locator('.trial-says', { hasText: says }).waitFor();
      }
      await expectAccessible(page, axe);
      await nothingWider(page);
      await press(page, page.locator('dialog.intro .btn.main'));
    }
    await page.locator('dialog.intro').waitFor({ state: 'detached' });
  }
  return { ann, mei, match };
}

async function sit({ page }: Player, name: string): Promise<void> {
  const seat = page.locator('button.seat', { hasText: name }).first();
  await seat.waitFor();
  if ((await seat.getAttribute('aria-pressed')) !== 'true') await press(page, seat);
  await page.locator('button.seat.own', { hasText: name }).waitFor();
}

/** Plays the letter of the one, after the other one, if idle, has predicted. */
async function turn(match: Match, one: Player, other: Player): Promise<boolean> {
  const own = match.seats[one.seat]!;
  if (own.inbox[0] === undefined || own.verdictOpen) return false;
  const card = await nextLetter(one.page, match, one.seat);
  if (card === undefined) return false;
  const waiting = match.seats[other.seat]!;
  const isWaitedFor = seatView(match, other.seat)!.predictions.waiting.length > 0;
  if (isWaitedFor && waiting.inbox.length === 0 && waiting.predictions.open === null) await predict(match, other);
  await nothingWider(one.page);
  await playByPointer(one.page, match, one.seat, card);
  return true;
}

/** By the first cable or device: the answer costs nothing, so it need not be right. An own letter may arrive meanwhile, then there is nothing to predict. */
async function predict(match: Match, { page, seat }: Player): Promise<void> {
  const own = match.seats[seat]!;
  const pick = page.locator('.predict .choices .pick').first();
  const say = page.locator('.predict .btn.s');
  const isOver = () => own.inbox.length > 0 || own.predictions.open !== null || isWon(match);
  const isAsked = async () => (await pick.count()) > 0;
  await until(async () => isOver() || (await isAsked()), `${seat} is asked`);
  if (isOver()) return;
  await nothingWider(page);
  const pressIfThere = (target: typeof pick) => press(page, target, PATIENCE_MS).catch(() => undefined);
  if ((await pick.getAttribute('aria-pressed', { timeout: PATIENCE_MS }).catch(() => null)) !== 'true')
    await pressIfThere(pick);
  if ((await say.count()) > 0) await pressIfThere(say);
  await until(async () => isOver() || !(await isAsked()), `the prediction of ${seat} arrives`);
}

async function nothingWider(page: Visitor['page']): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(screen);
}

function literal(text: string): string {
  return text.replaceAll(/[.?]/g, String.raw`\$&`);
}
