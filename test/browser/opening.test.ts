/** A browser opens one WebSocket to a server at a time: one on which nobody answers must not keep the next ones waiting. */
import { describe, expect, it } from 'vitest';
import { startProxy } from '../endurance/wire/proxy.ts';
import { noChromium } from '../setup/chromium.ts';
import { closeStage, openStage, roomOf, until, visit } from './stage.ts';

describe.skipIf(noChromium)('a line that is being opened', () => {
  it('is given up when nobody answers on it, and the next one is opened', async () => {
    // The line that is cut, and the one that is given up.
    const stage = await openStage({ excused: /net::ERR_|WebSocket/ });
    const proxy = startProxy(stage.app.port, 'opening');
    const line = await proxy.line();
    const { page, close } = await visit({ ...stage, base: line.origin }, '/play/first-frame');
    await page.locator('dialog.intro').waitFor();
    const room = await roomOf(page);
    const isHere = (): boolean => room.people.some(({ connected }) => connected);
    await until(isHere, 'the page is in the room');

    // Slow enough that what a connection is for is seen before the server sees it.
    line.poison({ latency: { ms: 300 } }, ['up']);
    line.cut();
    await until(() => !isHere(), 'the line is cut');
    const opening = () => line.connections.find((one) => /^Upgrade: websocket/im.test(one.opening));
    await until(() => opening() !== undefined, 'the page opens a line');
    const dead = opening()!;
    line.cure();
    dead.poison({ timeout: { ms: 0 } });
    await until(isHere, 'the page is in the room again');
    expect(dead.bytes).toEqual({ up: 0, down: 0 });

    await close();
    await proxy.close();
    await closeStage(stage);
  });
});
