/**
 * Two people at two seats play a puzzle to its end by pointer: an English laptop, and a Chinese phone by touch. Who waits predicts. CI plays one puzzle of each
 * kind; `PAIRS=all npm test -- test/browser/pairs` plays every row, so that each seat is sat on once; `PAIRS=nat` those of one puzzle. `SHOTS=DIR` leaves pictures.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWon } from '../../shared/game/match.ts';
import { puzzleIds } from '../../shared/game/puzzle.ts';
import { parAt } from '../../shared/game/score.ts';
import { noChromium } from '../setup/chromium.ts';
import { playToTheEnd } from './pairs/other-ways.ts';
import { examine, startPair, type PairRow, type Player } from './pairs/pair.ts';
import { closeStage, openStage, type Stage } from './stage.ts';

interface Row extends PairRow {
  /** Played by everybody, not only when all are asked for. */
  readonly isUsual?: true;
  /** Nothing can be predicted here: there are no letters, or others cannot see what they say. */
  readonly isUnforeseen?: true;
}

/** The first seat of each puzzle is played in alone.test.ts, or where its kind of play has a test of its own. */
const rows: readonly Row[] = [
  { id: 'first-frame', laptop: 'M2', phone: 'M4' },
  { id: 'bad-bits', laptop: 'M3', phone: 'M2' },
  { id: 'loud-hub', laptop: 'H', phone: 'M4', isUsual: true },
  { id: 'taking-turns', laptop: 'M2', phone: 'M3', isUnforeseen: true },
  { id: 'taking-turns', laptop: 'M1', phone: 'M4', isUnforeseen: true },
  { id: 'who-has', laptop: 'M4', phone: 'M2', isUsual: true },
  { id: 'learning-switch', laptop: 'B', phone: 'A' },
  { id: 'learning-switch', laptop: 'M5', phone: 'M3' },
  { id: 'flood-forward-filter', laptop: 'B', phone: 'A', isUsual: true },
  { id: 'ping', laptop: 'B', phone: 'C' },
  { id: 'boss-local', laptop: 'B', phone: 'M2' },
  { id: 'boss-local', laptop: 'M1', phone: 'M4' },
  { id: 'boss-local', laptop: 'M5', phone: 'M3' },
  { id: 'broadcast-storm', laptop: 'B', phone: 'A' },
  { id: 'broadcast-storm', laptop: 'D', phone: 'C' },
  { id: 'spanning-tree', laptop: 'A', phone: 'D' },
  { id: 'spanning-tree', laptop: 'C', phone: 'B' },
  { id: 'near-or-far', laptop: 'A2', phone: 'C1' },
  { id: 'near-or-far', laptop: 'B', phone: 'D' },
  { id: 'the-gateway', laptop: 'W', phone: 'B' },
  { id: 'the-gateway', laptop: 'A', phone: 'F' },
  { id: 'two-routers', laptop: 'B', phone: 'R2' },
  { id: 'longest-prefix', laptop: 'N', phone: 'W' },
  { id: 'longest-prefix', laptop: 'S', phone: 'E' },
  { id: 'ttl', laptop: 'R2', phone: 'R3' },
  { id: 'static-routes', laptop: 'R3', phone: 'R2', isUnforeseen: true },
  { id: 'static-routes', laptop: 'R1', phone: 'R3', isUnforeseen: true },
  { id: 'nat', laptop: 'N2', phone: 'N1', isUsual: true },
  { id: 'vlan', laptop: 'S2', phone: 'S1', isUnforeseen: true },
  { id: 'trunk', laptop: 'S', phone: 'BR2' },
  { id: 'trunk', laptop: 'BR2', phone: 'BR1' },
];

const wanted = process.env['PAIRS'];
const played = rows.filter(({ id, isUsual }) => (wanted === undefined ? isUsual : wanted === 'all' || wanted === id));

it('every puzzle has a row', () => {
  expect(puzzleIds.filter((id) => rows.every((row) => row.id !== id))).toEqual([]);
});

describe.skipIf(noChromium)('two people, a laptop and a phone', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it.each(played)(
    'finish $id on $laptop and $phone',
    async (row) => {
      const pair = await startPair(stage, row);
      await playToTheEnd(pair);
      expect(isWon(pair.match)).toBe(true);
      for (const player of pair.players) await expectResult(player);
      const hasPredicted = pair.players.some(({ own }) => own().predictions.tested > 0);
      expect(hasPredicted).toBe(!row.isUnforeseen);
      for (const { close } of pair.players) await close();
    },
    300_000,
  );
});

/** The page says that it is won, and how many decisions were right, made, and needed: all of them without a mistake. */
async function expectResult(player: Player): Promise<void> {
  const { page, way, match, seat, own, faults } = player;
  await page.locator('.result-page h1').waitFor();
  expect(await page.locator('.result-page h1').textContent()).toBe(way.language.puzzles[match.puzzle.id].won);
  const { right, decisions, broken, unsafe, wasteful } = own().counts;
  expect({ seat, right, broken, unsafe, wasteful }).toEqual({
    seat,
    right: decisions,
    broken: 0,
    unsafe: 0,
    wasteful: 0,
  });
  const par = parAt(match, seat);
  expect(decisions).toBeLessThanOrEqual(par);
  expect(await page.locator('.result-own .nums b').allTextContents()).toEqual([right, decisions, par].map(String));
  await examine(player, 'result');
  expect(faults).toEqual([]);
}
