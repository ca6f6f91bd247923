/** The built page in a real browser, served by a real server in this process, so that a test can look at the match behind it. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { matchMaker } from '@colyseus/core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { buildIfNeeded } from '../../scripts/build-if-needed.ts';
import { createPages } from '../../server/pages.ts';
import { startApp, type App } from '../../server/app.ts';
import type { MatchRoom } from '../../server/rooms/match-room.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import type { Match } from '../../shared/game/match.ts';
import { launchChromium } from '../setup/chromium.ts';
import { config } from '../server/config-for-tests.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** A browser, and where it finds the server. */
export interface Scene {
  readonly base: string;
  readonly browser: Browser;
  /** What went wrong on any page of it. */
  readonly faults: string[];
  /** What the tests of this stage bring about on purpose. */
  readonly excused: RegExp | null;
}

export interface Stage extends Scene {
  readonly app: App;
  readonly store: Store;
}

export interface StageOptions {
  /** Address to listen on. */
  readonly host?: string;
  /** Faults that are meant to be. All others of any page end `closeStage` with an error, whether a test has looked at them or not. */
  readonly excused?: RegExp;
}

/** One for each test file: Colyseus keeps its rooms in a module. */
export async function openStage({ host = config.host, excused }: StageOptions = {}): Promise<Stage> {
  await buildIfNeeded({ always: false });
  const store = openSqlite(':memory:');
  const pages = () => createPages(join(root, 'dist/client'));
  const app = await startApp({ config: { ...config, host }, store, pages, dev: false });
  const base = `http://127.0.0.1:${app.port}`;
  return { base, browser: await launchChromium(), app, store, faults: [], excused: excused ?? null };
}

/** Throws when anything has gone wrong on a page that is not excused. */
export async function closeStage(stage: Stage): Promise<void> {
  const { browser, app, store } = stage;
  await browser.close();
  await app.close();
  await store.close();
  expect(unexcused(stage), 'faults on the pages of these tests').toEqual([]);
}

export function unexcused({ faults, excused }: Pick<Scene, 'faults' | 'excused'>): readonly string[] {
  return faults.filter((fault) => excused?.test(fault) !== true);
}

/** A person at a browser of their own, with everything that went wrong on their page. */
export interface Visitor {
  readonly page: Page;
  readonly faults: string[];
  close(): Promise<void>;
}

/** So much faster than usual frames fly in most of these tests: nobody looks on, and every move is still waited for. */
export const QUICK = 16;

export const LAPTOP = { viewport: { width: 1366, height: 768 }, locale: 'en-US' } as const;
export const PHONE = {
  viewport: { width: 360, height: 740 },
  locale: 'zh-CN',
  hasTouch: true,
  isMobile: true,
} as const;

/** Opens a page; violations of the content policy, errors, requests to anywhere else and tokens in addresses count as faults, there and on every page that it opens. */
export async function visit(stage: Scene, path: string, options: BrowserContextOptions = LAPTOP): Promise<Visitor> {
  const context = await stage.browser.newContext({ reducedMotion: 'reduce', ...options });
  const watched = new Map<Page, string[]>();
  context.on('page', (opened) => watched.set(opened, faultsOn(stage, opened)));
  const page = await context.newPage();
  const faults = watched.get(page);
  if (faults === undefined) throw new Error('a page that nobody watches');
  await page.goto(stage.base + path);
  return { page, faults, close: () => context.close() };
}

/** 128 bits in base64url, where no file is named. */
const TOKEN = /(?<![\w-])[\w-]{22}(?![\w.-])/;

/** What goes wrong on a page from now on; the stage notes it, too. */
export function faultsOn({ base, faults: all }: Pick<Scene, 'base' | 'faults'>, page: Page): string[] {
  const faults: string[] = [];
  const note = (fault: string): void => {
    faults.push(fault);
    all.push(fault);
  };
  const noteAddress = (url: string): void => {
    // The fragment stays in the browser.
    if (TOKEN.test(url.split('#')[0] ?? '')) note(`a token in the address ${url}`);
  };
  page.on('pageerror', (error) => note(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/.test(message.text())) note(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith('data:') || url.startsWith('blob:')) return;
    if (!url.startsWith(base)) note(`request to ${url}`);
    noteAddress(url);
  });
  page.on('websocket', (socket) => noteAddress(socket.url()));
  return faults;
}

/** Waits until it is true, without a clock of its own to race against. */
export function until<Value>(condition: () => Value | Promise<Value>, what: string, timeout = 60_000): Promise<Value> {
  return vi.waitUntil(condition, { timeout, interval: 25 }).catch((cause: unknown): never => {
    throw new Error(`this did not happen: ${what}`, { cause });
  });
}

/** The room whose page is open, and its match as it is now. */
export async function roomOf(page: Page): Promise<MatchRoom> {
  const code = await until(() => /\/room\/([A-Z0-9]{6})/.exec(page.url())?.[1], 'the address names a room');
  return roomWithCode(code);
}

/** The room with this code, in a class the room of a team. */
export async function roomWithCode(code: string | undefined): Promise<MatchRoom> {
  const found = await until(
    async () => (await liveRooms()).find((room) => room.record.code === code),
    `room ${code} is live`,
  );
  return found as MatchRoom;
}

export async function matchOf(page: Page): Promise<Match> {
  return (await roomOf(page)).round.match;
}

async function liveRooms(): Promise<MatchRoom[]> {
  const listings = await matchMaker.query({ name: 'match' });
  return listings.flatMap(({ roomId }) => {
    const room = matchMaker.getLocalRoomById(roomId);
    return room === undefined ? [] : [room as unknown as MatchRoom];
  });
}

/** axe finds nothing on the page as it is (WCAG 2.2 A and AA, and best practice). */
export async function expectAccessible(page: Page, axe: string): Promise<void> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const run = (
      globalThis as unknown as {
        axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      }
    ).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations: found } = await run.run({ runOnly: { type: 'tag', values: tags } });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  expect(violations).toEqual([]);
}
