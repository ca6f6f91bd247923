/** What can be guessed is counted, by address and by class; who is known is not held up. Rooms of a class are entered by the class only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meOf, newToken, post, roomOf, startServer, stopServer, until, type TestServer } from '../harness.ts';
import { GUESSES_PER_ADDRESS } from '../../../server/guesses.ts';
import { call, enterClass, makeClass } from './class-harness.ts';

let server: TestServer;
/** The proxy's header gives every test an address of its own, so that their limits are apart. */
beforeAll(async () => {
  server = await startServer({ trustProxy: true, roomsMax: 100 });
});
// Places that nobody takes up are waited for.
afterAll(() => stopServer(server), 30_000);

const from = (address: string) => ({ 'x-forwarded-for': address });
const none = (base: string) => ({ base, code: 'BBBBBB' });

async function times(count: number, what: (index: number) => Promise<unknown>): Promise<readonly unknown[]> {
  const replies = [];
  for (let index = 0; index < count; index++) replies.push(await what(index));
  return replies;
}

describe('guesses', () => {
  it('codes that are none are counted by address; another address, and who is known, goes on', async () => {
    const taught = await makeClass(server.base);
    const token = newToken();
    await call(taught, 'join', { token }, from('10.1.0.1'));
    const replies = await times(GUESSES_PER_ADDRESS + 1, () =>
      call(none(server.base), 'join', { token: newToken() }, from('10.1.0.1')),
    );
    expect(replies.slice(0, -1)).toEqual(Array.from({ length: GUESSES_PER_ADDRESS }, () => '404 no-such-class'));
    expect(replies.at(-1)).toBe('429 too-many-messages');
    expect(await call(taught, 'join', { token: newToken() }, from('10.1.0.1'))).toBe('429 too-many-messages');
    expect(await call(taught, 'join', { token: newToken() }, from('10.1.0.2'))).toHaveProperty('reservation');
    expect(await call(taught, 'join', { token }, from('10.1.0.1'))).toHaveProperty('reservation');
    expect(await call(taught, 'teach', { secret: taught.secret }, from('10.1.0.1'))).toHaveProperty('reservation');
    const summary = await fetch(`${server.base}/api/classes/${taught.code}`, { headers: from('10.1.0.1') });
    expect(summary.status).toBe(429);
  });

  it('PINs are counted by class, from whatever address', async () => {
    const taught = await makeClass(server.base);
    const pin = taught.pin === '000000' ? '000001' : '000000';
    const guess = (index: number) => call(taught, 'teach', { secret: newToken(), pin }, from(`10.2.0.${index}`));
    expect(await times(11, guess)).toEqual([
      ...Array.from({ length: 10 }, () => '403 wrong-pin'),
      '429 too-many-messages',
    ]);
    const right = { secret: newToken(), pin: taught.pin };
    expect(await call(taught, 'teach', right, from('10.2.1.1'))).toBe('429 too-many-messages');
    expect(await call(taught, 'teach', { secret: taught.secret }, from('10.2.1.1'))).toHaveProperty('reservation');
  });

  it('right PINs and numbers are not counted', async () => {
    const taught = await makeClass(server.base);
    const right = { pin: taught.pin };
    const replies = await times(11, () => call(taught, 'teach', { secret: newToken(), ...right }, from('10.7.0.1')));
    expect(replies.filter((reply) => typeof reply === 'string')).toEqual([]);
  });

  it('numbers of students are counted by class, from whatever address', async () => {
    const taught = await makeClass(server.base);
    const ann = await enterClass(taught);
    const number = meOf(ann).number === '0000' ? '0001' : '0000';
    const guess = (index: number) => call(taught, 'join', { token: newToken(), number }, from(`10.3.0.${index}`));
    expect(await times(6, guess)).toEqual([
      ...Array.from({ length: 5 }, () => '403 wrong-number'),
      '429 too-many-messages',
    ]);
    expect(await call(taught, 'join', { token: newToken() }, from('10.3.1.1'))).toHaveProperty('reservation');
  });
});

describe('rooms of a class', () => {
  it('are entered by the class only, and say nothing at the door of rooms', async () => {
    const taught = await makeClass(server.base);
    const ann = await enterClass(taught);
    const { code } = roomOf(ann).record;
    expect(await post(server.base, `/api/rooms/${code}/join`, { token: ann.token }, from('10.4.0.1'))).toEqual({
      status: 404,
      body: { error: 'no-such-room' },
    });
    expect((await fetch(`${server.base}/api/rooms/${code}`, { headers: from('10.4.0.1') })).status).toBe(404);
    expect((await fetch(`${server.base}/api/rooms/${taught.code}`, { headers: from('10.4.0.1') })).status).toBe(404);
    expect(await call({ base: server.base, code }, 'join', { token: newToken() }, from('10.4.0.1'))).toBe(
      '404 no-such-class',
    );
  });

  it('a place that was given is worth nothing to who was moved in the meantime', async () => {
    const taught = await makeClass(server.base);
    const ann = await enterClass(taught, { name: 'Ann' });
    const room = roomOf(ann);
    expect(
      room.refusalFor({ tokenHash: 'x', student: { id: 'stranger', name: 'X', colour: 1, number: '1', isBot: false } }),
    ).toBe('no-such-room');
    expect(room.refusalFor({ tokenHash: 'x' })).toBe('no-such-room');
    await until(() => ann.room.state.players.size === 1);
  });
});
