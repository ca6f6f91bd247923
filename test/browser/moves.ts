/** Plays letters on the page: by keys alone, or by pressing what a person would press. What is right is asked of the match behind the page. */
import type { Page } from 'playwright-core';
import type { MatchRoom } from '../../server/rooms/match-room.ts';
import type { Step } from '../../shared/device/decision.ts';
import { followUp } from '../../shared/game/form.ts';
import { isWon, type Match } from '../../shared/game/match.ts';
import { deviceOf } from '../../shared/network/network.ts';
import { settingsOn, type Setting } from '../../shared/game/setting.ts';
import { nextAtUs } from '../../shared/game/run.ts';
import type { Card } from '../../shared/game/score.ts';
import { isLive } from '../../shared/game/storm.ts';
import { formFor, isAsked, nextCable, nextCard, rightAnswers, type Answers } from '../shared/game/play.ts';
import { until } from './stage.ts';

/**
 * The first letter of a seat, once the page shows it; undefined when the match is won, runs live (then there are no letters any more), or nothing goes on until
 * somebody names what is broken.
 */
export async function nextLetter(page: Page, match: Match, seat: string): Promise<Card | undefined> {
  const card = await until<Card | 'none' | undefined>(() => {
    const own = match.seats[seat];
    if (own?.inbox[0] !== undefined && !own.verdictOpen) return own.inbox[0];
    return isWon(match) || isLive(match) || isToName(match) ? 'none' : undefined;
  }, `${seat} gets a letter, or there is none to come`);
  if (card === undefined || card === 'none') return undefined;
  await page.locator(`[data-letter="${card.id}"].on`).waitFor();
  return card;
}

/** Something is broken, and nothing goes on until somebody has said what. */
export function isToName(match: Match): boolean {
  return match.fault?.phase === 'open' && nextAtUs(match) === null && nextCard(match) === undefined;
}

/** Saves a network that runs live, by keys alone: a digit chooses the cable, Enter pulls it out. */
export async function saveByKeys(page: Page, match: Match): Promise<void> {
  await page.locator('.own-cables').waitFor();
  for (;;) {
    const cable = await until(
      () => (isWon(match) ? 'won' : nextCable(match)),
      'a cable closes a loop, or the match is won',
      120_000,
    );
    if (cable === 'won' || cable === undefined) return;
    const pulled = match.storm?.actedUs;
    // The page knows a moment later.
    await page.locator(`[data-cable="${cable.port}"]:enabled`).waitFor();
    await page.keyboard.press(cable.port.replace('p', ''));
    await page.locator('.storm .btn.main:enabled').waitFor();
    await page.keyboard.press('Enter');
    await until(() => match.storm?.actedUs !== pulled, `${cable.port} is pulled`);
  }
}

/** By keys alone: digits choose, T and D take and drop, Enter sends. */
export async function playByKeys(page: Page, match: Match, seat: string, card: Card): Promise<void> {
  const form = formFor(match, seat, card);
  const answers = rightAnswers(match, seat, card);
  const tries = card.tries;
  const [only] = form;
  const isQuick =
    form.length === 1 &&
    only !== undefined &&
    !only.many &&
    only.choices.every((choice) => choice.then.length === 0) &&
    only.choices.length === 2;
  for (const key of keysFor(form, answers, isQuick)) await page.keyboard.press(key);
  if (!isQuick) await page.keyboard.press('Enter');
  await until(() => card.tries > tries, `the move of letter ${card.id} arrives`);
}

/** In a configure puzzle by keys alone: sets what is wanted, says "ready", and waits until the traffic has run. Says whether it is won then. */
export async function setUpByKeys(
  page: Page,
  match: Match,
  seat: string,
  wanted: readonly Setting[],
): Promise<boolean> {
  for (const setting of wanted) {
    const before = settingsOn(deviceOf(match.network, seat)).length;
    if (setting.set === 'route') {
      const [network = '', length = ''] = setting.to.split('/');
      for (const [name, text] of Object.entries({ network, length, gateway: setting.via ?? '' })) {
        await tabTo(page, `input[name="${name}"]`);
        await page.keyboard.press('Control+A');
        await page.keyboard.type(text);
      }
      await page.keyboard.press('Enter');
    } else if (setting.vlan?.mode === 'access') {
      await tabTo(page, `select[name="${setting.port}"]`);
      await page.keyboard.type(`VLAN ${setting.vlan.vlan}`);
    }
    await until(() => settingsOn(deviceOf(match.network, seat)).length > before, `${seat} has its setting`);
  }
  const runs = match.configuration?.runs ?? 0;
  await tabTo(page, '.step.ready .btn');
  await page.keyboard.press('Enter');
  await until(
    () => (match.configuration?.runs ?? 0) > runs && match.configuration?.phase !== 'running',
    'the traffic has run',
    120_000,
  );
  return isWon(match);
}

/** By pointer or finger: the choices one after the other, then the filled button. `other` replaces right answers; `kept` are chosen already. */
export async function playByPointer(
  page: Page,
  match: Match,
  seat: string,
  card: Card,
  other: Answers = {},
  kept: Answers = {},
): Promise<void> {
  const answers = { ...rightAnswers(match, seat, card), ...other };
  const tries = card.tries;
  await answerByPointer(page, formFor(match, seat, card), answers, kept);
  await until(() => card.tries > tries, `the move of letter ${card.id} arrives`);
}

/** Fills in the form that the page shows, and sends it. */
export async function answerByPointer(
  page: Page,
  questions: readonly Step[],
  answers: Answers,
  kept: Answers = {},
): Promise<void> {
  let form = questions;
  const [only] = form;
  if (
    form.length === 1 &&
    only !== undefined &&
    !only.many &&
    only.choices.length === 2 &&
    only.choices.every((choice) => choice.then.length === 0)
  ) {
    const place = only.choices.findIndex((choice) => choice.value === answers[only.part]);
    await press(page, page.locator('button.answer').nth(place));
    return;
  }
  while (form.length > 0) {
    for (const step of form) if (kept[step.part] === undefined) await choose(page, step, answers[step.part] ?? '');
    form = form.flatMap((step) => followUp(step, answers[step.part] ?? ''));
  }
  await press(page, page.locator('.step.last .do .btn.main'));
}

/** Tab until the focus is where it is wanted: as somebody without a mouse gets there. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached with Tab`);
}

/** `timeout` in milliseconds for what may vanish meanwhile. */
export async function press(page: Page, target: ReturnType<Page['locator']>, timeout?: number): Promise<void> {
  const isTouch = await page.evaluate(() => navigator.maxTouchPoints > 0);
  const options = timeout === undefined ? {} : { timeout };
  if (isTouch) await target.tap(options);
  else await target.click(options);
}

async function choose(page: Page, step: Step, answer: string): Promise<void> {
  if (step.many) {
    for (const [index, { value }] of step.choices.entries()) {
      if (answer.split(' ').includes(value)) await press(page, page.locator('.ports .port').nth(index));
    }
    if (answer === '' && step.part === 'ports') await press(page, page.locator('.do .btn.s').last());
    return;
  }
  const choice = page.locator(`label.pick:has(input[name="step-${step.part}"][value="${answer}"])`);
  // On a phone one question is shown at a time; "Next" shows the one after it.
  if (!(await choice.isVisible())) await press(page, page.locator('.sheet .btn.wide').or(choice).first());
  await press(page, choice);
}

function keysFor(form: readonly Step[], answers: Answers, isQuick: boolean): string[] {
  const keys: string[] = [];
  let steps = form;
  while (steps.length > 0) {
    for (const step of steps) keys.push(...keysOf(step, answers[step.part] ?? '', isQuick));
    steps = steps.flatMap((step) => followUp(step, answers[step.part] ?? ''));
  }
  return keys;
}

function keysOf(step: Step, answer: string, isQuick: boolean): string[] {
  const values = step.choices.map((choice) => choice.value);
  const digits = answer === '' ? [] : answer.split(' ').map((port) => String(values.indexOf(port) + 1));
  // A port that is pressed once more gives the frame its tag.
  if (step.part === 'tags') return digits;
  if (step.many) return answer === '' ? ['d'] : digits;
  if (isQuick && step.part === 'accept') return [answer === 'take' ? 't' : 'd'];
  return [String(values.indexOf(answer) + 1)];
}

/** Who plays a card on a shared wire, and on which page. */
export interface AtTheWire {
  readonly page: Page;
  readonly seat: string;
  /** Presses the buttons, by mouse or finger, in place of keys. */
  readonly byPointer?: true;
}

/** Faster than anybody can ask for; what is pressed is pressed while time stands, so that a slow machine makes no mistakes. */
const SPEED = 10;

/** A live round by keys or by pointer, to its end or until it is so: Space while the card hears nobody, the number of the right range after a collision. Time stands then. */
export async function playTheWire(
  room: MatchRoom,
  players: readonly AtTheWire[],
  so: () => boolean = () => false,
): Promise<void> {
  const { pace, round } = room;
  const { match } = round;
  const asked = (): AtTheWire | undefined => players.find(({ seat }) => match.seats[seat]?.inbox.some(isAsked));
  while (!isWon(match)) {
    pace.setPace({ paused: false, speed: SPEED });
    await until(() => isWon(match) || so() || asked() !== undefined, 'somebody may send, or the match is won');
    pace.setPace({ paused: true, speed: SPEED });
    if (so()) return;
    const player = asked();
    if (player !== undefined) await pressOnWire(match, player);
  }
}

async function pressOnWire(match: Match, { page, seat, byPointer }: AtTheWire): Promise<void> {
  const card = match.seats[seat]!.inbox.find(isAsked)!;
  const { tries } = card;
  const range = rightAnswers(match, seat, card)['back-off'];
  const buttons = page.locator(range === undefined ? '.wire-doing .btn.main' : '.ranges .btn');
  await buttons.first().waitFor();
  const ranges = formFor(match, seat, card)[0]?.choices.map(({ value }) => value) ?? [];
  const place = range === undefined ? 0 : ranges.indexOf(range);
  if (byPointer) await press(page, buttons.nth(place));
  else await page.keyboard.press(range === undefined ? ' ' : String(place + 1));
  await until(() => card.tries > tries, `the press for frame ${card.id} arrives`);
}
