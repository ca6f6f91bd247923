/** Two people at one wire: one of them sends over somebody on purpose, everybody sees what comes of it, and both get their turns all the same. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatchRoom } from '../../server/rooms/match-room.ts';
import { isWon } from '../../shared/game/match.ts';
import { english } from '../../shared/text/en/index.ts';
import { noChromium } from '../setup/chromium.ts';
import { isAsked } from '../shared/game/play.ts';
import { playTheWire } from './moves.ts';
import { closeStage, expectAccessible, openStage, roomOf, until, visit, type Stage } from './stage.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(noChromium)('people at one wire', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => closeStage(stage));

  it('somebody alone pauses, goes on and asks for a hint by pointer: Space sends all the same', async () => {
    const { page, faults, close } = await visit(stage, '/play/taking-turns');
    await page.locator('dialog.intro').waitFor();
    await page.keyboard.press('Escape');
    const { round, pace } = await roomOf(page);
    const { match } = round;
    const own = match.seats[match.puzzle.seats[0]!]!;
    pace.setPace({ paused: false, speed: 10 });
    await until(() => own.inbox.some(isAsked), 'there is something to send');
    await page.locator('.wire-doing .btn.main').waitFor();
    await page.getByRole('button', { name: english.words.play.pause }).click();
    await until(() => pace.paused, 'time stands');
    await page.locator('.ladder button:enabled').first().click();
    await until(() => own.hints.length > 0, 'a hint is opened');
    await page.getByRole('button', { name: english.words.play.resume }).click();
    await until(() => !pace.paused, 'time runs');
    await page.keyboard.press('Space');
    await until(() => own.counts.decisions > 0, 'the frame is sent');
    expect(pace.paused).toBe(false);
    expect(own.counts).toMatchObject({ right: 1, broken: 0 });
    expect(faults).toEqual([]);
    await close();
  });

  it('one sends over somebody: a collision that both see; then both finish taking-turns', async () => {
    const ann = await visit(stage, '/');
    await ann.page.getByRole('button', { name: 'Play with friends' }).click();
    const { record } = await roomOf(ann.page);
    const ben = await visit(stage, '/');
    await ben.page.getByLabel('Class or room code').fill(record.code);
    await ben.page.getByRole('button', { name: 'Come in' }).click();
    await ann.page.getByRole('radio', { name: /Taking turns/ }).check();
    await until(() => ben.page.getByRole('radio', { name: /Taking turns/ }).isChecked(), 'Ben sees the choice');
    await until(async () => (await roomOf(ann.page)).clients.length === 2, 'both are in the room');
    await ann.page.getByRole('button', { name: 'Start' }).click();
    for (const { page } of [ann, ben]) {
      await page.locator('dialog.intro').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.wire-card').waitFor();
    }
    const room = await roomOf(ann.page);
    const { match } = room.round;
    const [annSeat = '', benSeat = ''] = match.puzzle.seats;
    // Guided frames cannot be sent over anybody: it would be refused.
    match.seats[benSeat]!.guidedLeft = 0;
    // Bots, or Ann by the rules, have the wire sooner or later while Ben has a frame.
    await playTheWire(room, [{ page: ann.page, seat: annSeat }], () => hearsAnother(room, benSeat));
    await ben.page.locator('.hearing.carrier').waitFor();
    await ben.page.keyboard.press('Space');
    await ben.page.locator('.verdict.broken').waitFor();
    expect(await ben.page.locator('.verdict').textContent()).toContain('medium.sense');
    expect(match.seats[benSeat]!.counts.broken).toBe(1);
    await expectAccessible(ben.page, axe);
    // It is on everybody's wire.
    room.pace.step();
    await ann.page.locator('.wire-line[aria-label*="collided"]').waitFor();
    await ben.page.keyboard.press('Enter');
    await ben.page.locator('.verdict').waitFor({ state: 'detached' });
    await playTheWire(room, [
      { page: ann.page, seat: annSeat },
      { page: ben.page, seat: benSeat },
    ]);
    expect(isWon(match)).toBe(true);
    for (const { page, faults } of [ann, ben]) {
      await page.locator('.result-page h1').waitFor();
      expect(faults).toEqual([]);
    }
    await ann.close();
    await ben.close();
  }, 300_000);
});

/** For long enough that nobody could take it for a moment's delay. */
function hearsAnother({ pace, round: { match } }: MatchRoom, seat: string): boolean {
  pace.catchUp();
  const card = match.seats[seat]!.inbox[0];
  const own = match.network.mediums['M1.eth0']?.transceivers[`${seat}.eth0`];
  if (card?.event.kind !== 'access' || own?.state !== 'listening' || own.heard === 0) return false;
  return match.network.nowUs - own.heardSinceUs > 20;
}
