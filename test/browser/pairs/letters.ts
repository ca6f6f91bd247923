/** Two people play letter after letter by pointer; who waits predicts. */
import { isWon } from '../../../shared/game/match.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { isLive } from '../../../shared/game/storm.ts';
import { isToName, nextLetter, playByPointer, press } from '../moves.ts';
import { until } from '../stage.ts';
import { look } from '../tour.ts';
import type { Pair, Player } from './pair.ts';

/** For what may be gone before it is pressed, milliseconds. */
const PATIENCE_MS = 3_000;

/** Until the match is won, runs live, or waits for somebody to say what is broken. */
export async function playLetters({ match, players: [ann, mei] }: Pair): Promise<void> {
  const isOver = (): boolean => isWon(match) || isLive(match) || isToName(match);
  while (!isOver())
    await until(
      async () => isOver() || (await turn(ann, mei)) || (await turn(mei, ann)),
      'somebody has a letter, or there is none to come',
    );
}

/** Plays the letter of the one, after the other one, if idle, has predicted. */
async function turn(one: Player, other: Player): Promise<boolean> {
  const { match, page, way, seat } = one;
  const own = one.own();
  if (own.inbox[0] === undefined || own.verdictOpen) return false;
  const card = await nextLetter(page, match, seat);
  if (card === undefined) return false;
  const waiting = other.own();
  const isWaitedFor = seatView(match, other.seat)!.predictions.waiting.length > 0;
  if (isWaitedFor && waiting.inbox.length === 0 && waiting.predictions.open === null) await predict(other);
  await look(page, way, `pair-${match.puzzle.id}-${seat}-${own.counts.decisions}`);
  await playByPointer(page, match, seat, card);
  return true;
}

/** By the first cable or device: the answer costs nothing, so it need not be right. An own letter may arrive meanwhile, then there is nothing to predict. */
async function predict({ page, way, match, seat, own }: Player): Promise<void> {
  const { inbox, predictions } = own();
  const pick = page.locator('.predict .choices .pick').first();
  const say = page.locator('.predict .btn.s');
  const isOver = () => inbox.length > 0 || predictions.open !== null || isWon(match);
  const isAsked = async () => (await pick.count()) > 0;
  await until(async () => isOver() || (await isAsked()), `${seat} is asked`);
  if (isOver()) return;
  await look(page, way, `pair-${match.puzzle.id}-${seat}-predicts-${predictions.tested}`);
  const pressIfThere = (target: typeof pick) => press(page, target, PATIENCE_MS).catch(() => undefined);
  if ((await pick.getAttribute('aria-pressed', { timeout: PATIENCE_MS }).catch(() => null)) !== 'true')
    await pressIfThere(pick);
  if ((await say.count()) > 0) await pressIfThere(say);
  await until(async () => isOver() || !(await isAsked()), `the prediction of ${seat} arrives`);
}
