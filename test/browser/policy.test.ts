/** What a page may do: whatever goes wrong is noticed in every test, and the game plays over plain http on an address of the room's network. */
import { globSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noChromium } from '../setup/chromium.ts';
import { skipReason } from '../setup/requirements.ts';
import { nextLetter, playByPointer } from './moves.ts';
import { closeStage, matchOf, openStage, QUICK, roomOf, unexcused, until, visit, type Stage } from './stage.ts';

/** This machine's own address in the room's network. */
const outside = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
const noAddress = skipReason(
  'the game on an address of the network',
  outside === undefined ? 'this machine has no address but its own 127.0.0.1' : undefined,
);

/** Done on purpose, each on a page that does nothing else. */
const wrongs: readonly (readonly [what: string, fault: RegExp, wrong: string])[] = [
  [
    'an inline script',
    /Content Security Policy/,
    `document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.bad = 1' }))`,
  ],
  ['an inline style', /Content Security Policy/, `document.body.setAttribute('style', 'color: red')`],
  ['a script made of text', /Content Security Policy/, `setTimeout('window.bad = 1')`],
  [
    'a script from elsewhere',
    /Content Security Policy/,
    `document.head.append(Object.assign(document.createElement('script'), { src: 'http://elsewhere.example/x.js' }))`,
  ],
  [
    'a picture from elsewhere',
    /Content Security Policy|request to/,
    `new Image().src = 'http://elsewhere.example/x.png'`,
  ],
  [
    'a frame',
    /Content Security Policy/,
    `document.body.append(Object.assign(document.createElement('iframe'), { src: '/' }))`,
  ],
  ['an error that nobody catches', /error: planted/, `setTimeout(() => { throw new Error('planted') })`],
  [
    'a token in the address of a request',
    /a token in the address/,
    `fetch('/api/rooms/BCDFGH?token=AAAAAAAAAAAAAAAAAAAAAA')`,
  ],
  [
    'a token in the address of a WebSocket',
    /a token in the address/,
    `new WebSocket(location.origin.replace('http', 'ws') + '/a/AAAAAAAAAAAAAAAAAAAAAA')`,
  ],
];

describe.skipIf(noChromium)('what goes wrong on a page', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => {
    // All that was planted below.
    if (unexcused(stage).length < wrongs.length) throw new Error('the stage has not noticed everything');
    return closeStage({ ...stage, faults: [] });
  });

  it.each(wrongs)('%s is noticed', async (_what, fault, wrong) => {
    const { page, faults, close } = await visit(stage, '/glossary');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(faults).toEqual([]);
    await page.evaluate(wrong);
    await until(() => faults.some((one) => fault.test(one)), `${fault.source} among ${faults.join(' | ')}`, 10_000);
    expect(await page.evaluate('window.bad')).toBeUndefined();
    await close();
  });

  it('is noticed on a page that was opened later, too, and by the end of the tests', async () => {
    const before = unexcused(stage).length;
    const { page, faults, close } = await visit(stage, '/glossary');
    const other = await page.context().newPage();
    await other.goto(stage.base);
    await other.evaluate(`document.body.setAttribute('style', 'color: red')`);
    await until(() => unexcused(stage).length > before, 'the stage knows of it', 10_000);
    expect(faults).toEqual([]);
    await close();
    const nothing = { close: () => Promise.resolve() };
    const another = { ...stage, browser: nothing, app: nothing, store: { close: () => {} } } as unknown as Stage;
    await expect(closeStage(another)).rejects.toThrow(/faults on the pages/);
    await expect(closeStage({ ...another, excused: /./ })).resolves.toBeUndefined();
  });

  it('no test opens a page past the stage', () => {
    const files = globSync('**/*.ts', { cwd: import.meta.dirname }).filter(
      (file) => !/^(?:stage|policy\.test|same-states\.test)\.ts$/.test(file),
    );
    expect(files.length).toBeGreaterThan(30);
    const opening = files.filter((file) =>
      /newContext\(|browser\.newPage\(/.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
    );
    expect(opening).toEqual([]);
  });
});

/** What a page of somebody else's tries. */
const FOREIGN = `
  const tries = [
    fetch(BASE + '/api/puzzles/who-has/map'),
    fetch(BASE + '/api/puzzles/who-has/map', { mode: 'no-cors' }),
    fetch(BASE + '/api/rooms', { method: 'POST', mode: 'no-cors', body: '{"puzzle":"who-has","alone":true}' }),
    fetch(BASE + '/api/rooms', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"puzzle":"who-has","alone":true}' }),
    ...['img', 'script', 'iframe'].map((tag) => new Promise((resolve) => {
      const element = document.createElement(tag);
      element.onload = element.onerror = resolve;
      element.src = BASE + '/favicon.svg?' + tag;
      document.body.append(element);
    })),
    new Promise((resolve) => {
      const socket = new WebSocket(BASE.replace('http', 'ws') + '/a/b?sessionId=c');
      socket.onopen = () => resolve('open');
      socket.onerror = () => resolve('refused');
    }),
  ];
  Promise.allSettled(tries).then((all) => all.map(({ status, value }) => typeof value === 'string' ? value : status))`;

describe.skipIf(noChromium)('a page of another origin', () => {
  let stage: Stage;
  let elsewhere: Server;
  beforeAll(async () => {
    stage = await openStage();
    elsewhere = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><title>elsewhere</title><a href="${stage.base}/glossary">there</a>`);
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    elsewhere.closeAllConnections();
    elsewhere.close();
    await closeStage(stage);
  });

  // "localhost" is another site, another port of the same host is another origin of the same site.
  it.each(['localhost', '127.0.0.1'])(
    '(%s) gets nothing and changes nothing, but its link leads here',
    async (host) => {
      const context = await stage.browser.newContext();
      const page = await context.newPage();
      await page.goto(`http://${host}:${(elsewhere.address() as AddressInfo).port}/`);
      // What the server has answered, also where the browser keeps it from the page.
      const answers: number[] = [];
      const devtools = await context.newCDPSession(page);
      devtools.on('Network.responseReceivedExtraInfo', ({ statusCode }) => answers.push(statusCode));
      await devtools.send('Network.enable');
      const tried = await page.evaluate(FOREIGN.replaceAll('BASE', JSON.stringify(stage.base)));
      expect(tried).toMatchObject({ 0: 'rejected', 3: 'rejected', 7: 'refused' });
      expect(answers.length).toBeGreaterThan(3);
      expect(answers.filter((status) => status !== 403 && status !== 405)).toEqual([]);
      await page.getByRole('link', { name: 'there' }).click();
      await page.waitForURL(`${stage.base}/glossary`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await context.close();
    },
  );
});

describe.skipIf(noChromium || noAddress !== undefined)('in a classroom, over http on an address of its network', () => {
  let stage: Stage;
  beforeAll(async () => {
    const local = await openStage({ host: '0.0.0.0' });
    stage = { ...local, base: local.base.replace('127.0.0.1', outside ?? '') };
  });
  afterAll(() => closeStage(stage));

  it('a move is played, and a friend comes in, without what browsers keep for secure pages', async () => {
    const { page, faults, close } = await visit(stage, '/play/first-frame');
    const has = await page.evaluate(() => [
      isSecureContext,
      'subtle' in crypto && crypto.subtle !== undefined,
      'locks' in navigator && navigator.locks !== undefined,
      'clipboard' in navigator && navigator.clipboard !== undefined,
    ]);
    expect(has).toEqual([false, false, false, false]);
    await page.locator('dialog.intro').waitFor();
    await page.keyboard.press('Escape');
    const room = await roomOf(page);
    room.pace.setPace({ paused: false, speed: QUICK });
    const match = await matchOf(page);
    const seat = room.people[0]?.device ?? '';
    const card = await nextLetter(page, match, seat);
    if (card === undefined) throw new Error('no letter has come');
    await playByPointer(page, match, seat, card);
    await until(() => match.seats[seat]!.inbox.every(({ id }) => id !== card.id), 'the letter is decided');
    const friends = await visit(stage, '/');
    await friends.page.getByRole('button', { name: 'Play with friends' }).click();
    await friends.page.getByRole('button', { name: 'Start' }).waitFor();
    expect([faults, friends.faults]).toEqual([[], []]);
    await close();
    await friends.close();
  });
});
