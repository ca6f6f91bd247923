/** What happens to pages in the middle of play: loaded anew, doubled, offline, frozen. Nobody has to do anything, and no move is lost or made twice. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { english } from '../../shared/text/en/index.ts';
import { chinese } from '../../shared/text/zh/index.ts';
import type { InterfaceWords } from '../../shared/text/interface-words.ts';
import { startProxy, type Connection, type Proxy, type ProxyLine } from '../endurance/wire/proxy.ts';
import { launchChromium, noChromium } from '../setup/chromium.ts';
import type { LetterSeen } from './apart/asked.ts';
import {
  closeStageApart,
  leftBy,
  letterOf,
  openStageApart,
  playRoom,
  seenOf,
  type ApartStage,
  type Player,
} from './apart/stage.ts';
import { answerByPointer, press } from './moves.ts';
import { LAPTOP, PHONE, until, visit } from './stage.ts';

/** Somebody at a line of their own. */
interface Guest extends Player {
  readonly line: ProxyLine;
  readonly words: InterfaceWords['connection'];
}

/** What a browser writes down by itself when it does not reach the server. */
const UNREACHED = /net::ERR_(?:INTERNET_DISCONNECTED|CONNECTION_RESET|EMPTY_RESPONSE)/;
const OFFLINE_MS = 90_000;
/** Longer than a page that is awake takes to notice that nobody answers. */
const FROZEN_MS = 15_000;

describe.skipIf(noChromium)('pages that lose touch', () => {
  let stage: ApartStage;
  let proxy: Proxy;
  beforeAll(async () => {
    stage = await openStageApart({ excused: UNREACHED, seed: 'resume' });
    proxy = startProxy(stage.port, 'resume');
  });
  afterAll(async () => {
    await closeStageApart(stage);
    await proxy.close();
  }, 60_000);

  it.concurrent('loaded anew in the middle of a move, doubled, frozen: the puzzle is finished', async () => {
    const phones = await launchChromium();
    const [ann, ben] = await twoInARoom(phones);
    const both = [ann, ben];
    await playRoom(stage, both, () => hasLetter(ann));
    await doubled(ann);
    for (const way of ['up', 'down'] as const) {
      await playRoom(stage, both, () => hasLetter(ann));
      await reloadedInMidMove(ann, way);
    }
    await playRoom(stage, both, () => hasLetter(ben));
    await frozen(ben);
    await playRoom(stage, both);
    for (const { page } of both) await page.locator('.result-page h1').waitFor();
    await phones.close();
  });

  it.concurrent(
    'overtaken by a bot; offline for 90 seconds: a move that was made meanwhile goes out by itself',
    async () => {
      const [ann, ben] = await twoInARoom(stage.browser);
      await playRoom(stage, [ann, ben], () => hasLetter(ann));
      await overtaken(ann);
      await playRoom(stage, [ann, ben], () => hasLetter(ben));
      await offline([ann, ben], ben);
      await playRoom(stage, [ann, ben]);
      for (const { page } of [ann, ben]) await page.locator('.result-page h1').waitFor();
    },
    OFFLINE_MS + 90_000,
  );

  it('each letter was played once', async () => {
    const rounds = (await leftBy(stage)).rounds.filter(({ puzzle }) => puzzle === 'who-has');
    expect(rounds).toHaveLength(2);
    for (const { rows } of rounds) {
      const marks = rows.flatMap(({ mark }) => mark ?? []);
      const played = rows.flatMap(({ input }) => (input.kind === 'play' ? [`${input.seat} ${input.card}`] : []));
      expect(played.length).toBeGreaterThan(4);
      for (const list of [marks, played]) expect(new Set(list).size).toBe(list.length);
    }
  });

  /** Two in a room of their own, who have read the card: one at a laptop in English, one at a phone in Chinese. */
  const twoInARoom = async (phones: Browser): Promise<[Guest, Guest]> => {
    const ann = await comeTo(stage.browser, '/', LAPTOP, english.words.connection);
    await ann.page.getByRole('radio', { name: english.puzzles['who-has'].title }).check();
    const ben = await comeTo(phones, new URL(ann.page.url()).pathname, PHONE, chinese.words.connection);
    await ben.page.getByRole('radio', { name: chinese.puzzles['who-has'].title, checked: true }).waitFor();
    await ann.page.getByRole('button', { name: english.words.lobby.start, exact: true }).click();
    for (const { page } of [ann, ben]) {
      await page.locator('dialog.intro').waitFor();
      await page.keyboard.press('Escape');
    }
    return [ann, ben];
  };

  const comeTo = async (
    browser: Browser,
    path: string,
    options: BrowserContextOptions,
    words: Guest['words'],
  ): Promise<Guest> => {
    const line = await proxy.line();
    const { page } = await visit({ ...stage, browser, base: line.origin }, path, options);
    if (path === '/') await page.getByRole('button', { name: english.words.home.friends }).click();
    await page.waitForURL(/\/room\/\w{6}/);
    const room = new URL(page.url()).pathname.slice(-6);
    const name = (await page.locator('.name-line .person-name').textContent()) ?? '';
    return { page, name, room, line, words };
  };

  const hasLetter = async (guest: Guest): Promise<boolean> => (await seenOf(stage, guest)).letter !== null;

  const isThere = (guest: Guest, connected: boolean): Promise<boolean> =>
    until(async () => (await seenOf(stage, guest)).connected === connected, `${guest.name} is there: ${connected}`);

  /** The one move of this letter has been carried out, and the page shows what comes of it. */
  const isCarriedOut = async (guest: Guest, letter: LetterSeen, decisions: number): Promise<void> => {
    const { page } = guest;
    await page.locator(`[data-letter="${letter.id}"]`).waitFor({ state: 'detached' });
    await until(async () => (await waitingAt(page)) === 0, 'the browser knows that it is done');
    expect((await seenOf(stage, guest)).decisions).toBe(decisions + 1);
  };

  /** The move does not come to the server, or its answer not to the browser: the page knows nothing of it when it is loaded anew. */
  const reloadedInMidMove = async (guest: Guest, way: 'up' | 'down'): Promise<void> => {
    const { page, line } = guest;
    const letter = await letterOf(stage, guest);
    const { decisions } = await seenOf(stage, guest);
    const held = await webSocketOf(line);
    held.poison({ clog: true }, [way]);
    await answerByPointer(page, letter.form, letter.right);
    await until(async () => (await waitingAt(page)) === 1, 'the move waits');
    const due = way === 'up' ? decisions : decisions + 1;
    await until(async () => (await seenOf(stage, guest)).decisions === due, 'it is on its way');
    await page.reload();
    held.cure();
    await isCarriedOut(guest, letter, decisions);
    // The server knew it again.
    expect(await tooLateOn(guest).count()).toBe(0);
  };

  /** The second tab is a copy of the first, with what waits in it; then the first is taken back, then the second once more. */
  const doubled = async (guest: Guest): Promise<void> => {
    const { page, line, words } = guest;
    const letter = await letterOf(stage, guest);
    const { decisions } = await seenOf(stage, guest);
    const held = await webSocketOf(line);
    held.poison({ clog: true }, ['up']);
    await answerByPointer(page, letter.form, letter.right);
    await until(async () => (await waitingAt(page)) === 1, 'the move waits');
    const opening = page.context().waitForEvent('page');
    // Opened by the page itself, a tab gets a copy of what it has kept, as "Duplicate tab" gives it.
    await page.evaluate(() => void window.open(location.href));
    const copy = await opening;
    await isCarriedOut({ ...guest, page: copy }, letter, decisions);
    held.cure();
    for (const [older, newer] of [
      [page, copy],
      [copy, page],
    ] as const) {
      await older.getByText(words.replaced).waitFor();
      await newer.locator('.board').first().waitFor();
      expect(await newer.getByText(words.replaced).count()).toBe(0);
      await press(older, older.getByRole('button', { name: words.takeBack }));
    }
    await page.getByText(words.replaced).waitFor();
    await press(page, page.getByRole('button', { name: words.takeBack }));
    await copy.getByText(words.replaced).waitFor();
    await isCarriedOut(guest, letter, decisions);
    await copy.close();
  };

  /** The line is cut while no code of the page runs: its processes are stopped. (Chrome freezes no page that is seen, and Playwright lets each page be seen.) */
  const frozen = async (guest: Guest): Promise<void> => {
    const { page, line } = guest;
    const letter = await letterOf(stage, guest);
    const pids = await renderersOf(guest);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    try {
      const sinceMs = performance.now();
      line.cut();
      await isThere(guest, false);
      await until(() => performance.now() - sinceMs > FROZEN_MS, 'time passes', 2 * FROZEN_MS);
      // Really frozen: a page that runs would be back by now.
      expect((await seenOf(stage, guest)).connected).toBe(false);
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    }
    const wakesMs = performance.now();
    await isThere(guest, true);
    console.log(`back ${Math.round(performance.now() - wakesMs)} ms after a page was frozen`);
    await page.locator('.banner').waitFor({ state: 'detached' });
    // Meanwhile somebody has stood in for the one who was away.
    await page.locator(`[data-letter="${letter.id}"]`).waitFor({ state: 'detached' });
  };

  /** One network is gone, not the team's: a bot stands in for whoever is away, and the move that was made meanwhile comes too late. */
  const overtaken = async (guest: Guest): Promise<void> => {
    const { page, line, words } = guest;
    const letter = await letterOf(stage, guest);
    await page.context().setOffline(true);
    line.poison({ clog: true });
    await page.getByText(words.lost).waitFor();
    await answerByPointer(page, letter.form, letter.right);
    await page.getByText(words.kept(1)).waitFor();
    await until(async () => (await seenOf(stage, guest)).letter?.id !== letter.id, 'a bot has played it');
    line.cure();
    await page.context().setOffline(false);
    await tooLateOn(guest).waitFor();
    expect(await waitingAt(page)).toBe(0);
    await page.locator('.banner').waitFor({ state: 'detached' });
  };

  /**
   * The network of the whole team is gone: browsers know it, and nothing of theirs comes through any more (a WebSocket that is open is left alone by Playwright). One of them makes a
   * move all the same.
   */
  const offline = async (guests: readonly Guest[], mover: Guest): Promise<void> => {
    const { page, words } = mover;
    const letter = await letterOf(stage, mover);
    const { decisions } = await seenOf(stage, mover);
    for (const guest of guests) {
      await guest.page.context().setOffline(true);
      guest.line.poison({ clog: true });
    }
    const sinceMs = performance.now();
    for (const guest of guests) await guest.page.getByText(guest.words.lost).waitFor();
    await answerByPointer(page, letter.form, letter.right);
    await page.getByText(words.kept(1)).waitFor();
    for (const guest of guests) await isThere(guest, false);
    await until(() => performance.now() - sinceMs > OFFLINE_MS, 'time passes', 2 * OFFLINE_MS);
    expect(await seenOf(stage, mover)).toMatchObject({ connected: false, decisions });
    expect(await page.getByText(words.kept(1)).count()).toBe(1);
    // The mover comes last: nobody has stood in for somebody who could not come.
    for (const guest of guests.toSorted((one, other) => Number(one === mover) - Number(other === mover))) {
      guest.line.cure();
      await guest.page.context().setOffline(false);
      if (guest !== mover) await isThere(guest, true);
    }
    const backMs = performance.now();
    await isCarriedOut(mover, letter, decisions);
    console.log(`a move is carried out ${Math.round(performance.now() - backMs)} ms after the network is back`);
    for (const guest of guests) await guest.page.locator('.banner').waitFor({ state: 'detached' });
  };
});

function tooLateOn({ page, words }: Guest): Locator {
  return page.locator('.toast', { hasText: words.tooLate });
}

/** All processes of pages of the guest's browser, in which there is no other page. */
async function renderersOf({ page }: Guest): Promise<readonly number[]> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pids = processInfo.flatMap(({ type, id }) => (type === 'renderer' ? [id] : []));
  if (pids.length === 0) throw new Error('a browser without a page');
  return pids;
}

/** Moves that the tab has kept because they are not answered. */
function waitingAt(page: Page): Promise<number> {
  return page.evaluate(() => (JSON.parse(sessionStorage.getItem('hop.outbox') ?? '[]') as unknown[]).length);
}

/** The one on which something goes to the server although nobody does anything. */
function webSocketOf(line: ProxyLine): Promise<Connection> {
  const before = new Map(line.connections.map((connection) => [connection, connection.bytes.up]));
  const isHeard = (connection: Connection): boolean => connection.bytes.up > (before.get(connection) ?? Infinity);
  return until(() => line.connections.find(isHeard), 'the line of the page is found') as Promise<Connection>;
}
