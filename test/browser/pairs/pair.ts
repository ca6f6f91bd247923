/** Two people in one room, an English laptop and a Chinese phone by touch: they come in, choose the puzzle and their seats, and read the cards. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { MatchRoom } from '../../../server/rooms/match-room.ts';
import type { Match } from '../../../shared/game/match.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import { chinese } from '../../../shared/text/zh/index.ts';
import { english } from '../../../shared/text/en/index.ts';
import { press } from '../moves.ts';
import { expectAccessible, matchOf, QUICK, roomOf, until, visit, type Stage, type Visitor } from '../stage.ts';
import { look, ways } from '../tour.ts';
import type { Tour } from '../tours/tour-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const laptopWay = ways.find(({ name }) => name === 'laptop-en')!;
const phoneWay = ways.find(({ name }) => name === 'phone-zh')!;

/** Somebody at a page of their own, with the one match behind both. */
export interface Player extends Visitor, Pick<Tour, 'way' | 'match' | 'own'> {
  readonly seat: string;
}

export interface Pair {
  readonly room: MatchRoom;
  readonly match: Match;
  readonly players: readonly [laptop: Player, phone: Player];
}

export interface PairRow {
  readonly id: PuzzleId;
  readonly laptop: string;
  readonly phone: string;
}

export async function startPair(stage: Stage, { id, laptop, phone }: PairRow): Promise<Pair> {
  const ann = await visit(stage, '/', laptopWay.options);
  await ann.page.getByRole('button', { name: english.words.home.friends }).click();
  await ann.page.getByRole('radio', { name: new RegExp(`^${literal(english.puzzles[id].title)}`) }).check();
  const room = await roomOf(ann.page);
  await until(() => room.round.match.puzzle.id === id, 'the puzzle is chosen');
  await sit(ann, english.puzzles[id].names[laptop]!.name);
  const mei = await visit(stage, new URL(ann.page.url()).pathname, phoneWay.options);
  await sit(mei, chinese.puzzles[id].names[phone]!.name);
  await ann.page.getByRole('button', { name: english.words.lobby.start }).click();
  const match = await matchOf(ann.page);
  await until(async () => (await ann.page.locator('dialog.intro').count()) > 0, 'the match begins');
  room.pace.setPace({ paused: false, speed: QUICK });
  const own = (seat: string) => () => match.seats[seat]!;
  const players: Pair['players'] = [
    { ...ann, way: laptopWay, seat: laptop, match, own: own(laptop) },
    { ...mei, way: phoneWay, seat: phone, match, own: own(phone) },
  ];
  for (const player of players.toReversed()) await readCards(player);
  return { room, match, players };
}

/** axe has nothing to say about the page as it is, and nothing is wider than the screen. */
export async function examine({ page, way, match, seat }: Player, stop: string): Promise<void> {
  await look(page, way, `pair-${match.puzzle.id}-${seat}-${stop}`);
  await expectAccessible(page, axe);
}

async function readCards(player: Player): Promise<void> {
  const { page, way, match } = player;
  await page.locator('dialog.intro').waitFor();
  for (const [at, { touch }] of way.language.puzzles[match.puzzle.id].intro.entries()) {
    for (const { text, says } of typeof touch === 'object' ? touch.choices : []) {
      await press(page, page.locator('.trial').getByRole('button', { name: text, exact: true }));
      await page.locator('.trial-says', { hasText: says }).waitFor();
    }
    await examine(player, `card-${at + 1}`);
    await press(page, page.locator('dialog.intro .btn.main'));
  }
  await page.locator('dialog.intro').waitFor({ state: 'detached' });
}

async function sit({ page }: Visitor, name: string): Promise<void> {
  const seat = page.locator('button.seat', { hasText: name }).first();
  await seat.waitFor();
  if ((await seat.getAttribute('aria-pressed')) !== 'true') await press(page, seat);
  await page.locator('button.seat.own', { hasText: name }).waitFor();
}

function literal(text: string): string {
  return text.replaceAll(/[.?]/g, String.raw`\$&`);
}
