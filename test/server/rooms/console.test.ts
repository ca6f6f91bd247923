/** The console over the wire: who may ask, what comes back, and to whom. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONSOLE_LINE_MAX_LENGTH, MESSAGES_PER_SECOND } from '../../../shared/messages.ts';
import type { CompletionReply, ConsoleReply } from '../../../shared/game/console-reply.ts';
import type { TablesView } from '../../../shared/game/view.ts';
import {
  join,
  makeRoom,
  meOf,
  roomOf,
  seatOf,
  startServer,
  stopServer,
  until,
  type Guest,
  type TestServer,
  keptOf,
} from '../harness.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => stopServer(server));

const run = (guest: Guest, line: string): Promise<ConsoleReply> =>
  guest.room.request('console' as never, { line } as never);
const complete = (guest: Guest, line: string): Promise<CompletionReply> =>
  guest.room.request('complete' as never, { line } as never);

async function alone(puzzle: Parameters<typeof makeRoom>[1]): Promise<Guest> {
  return join(server.base, await makeRoom(server.base, puzzle, true));
}

describe('the console', () => {
  it('answers from the own device, as its tables say', async () => {
    const guest = await alone('two-routers');
    const tables = JSON.parse(seatOf(guest, 'A').tables) as Extract<TablesView, { kind: 'host' | 'router' }>;
    const [card] = tables.interfaces;
    const { output, status, isCut } = await run(guest, 'ip addr show eth0');
    expect({ status, isCut }).toEqual({ status: 0, isCut: false });
    expect(output).toContain(`link/ether ${card?.mac}`);
    expect(output).toContain(`inet ${card?.addresses[0]?.address}/${card?.addresses[0]?.length}`);
    expect(await run(guest, 'hostname')).toEqual({ output: 'A\n', status: 0, isCut: false });
    expect(await run(guest, 'frobnicate')).toEqual({
      output: 'bash: frobnicate: command not found\n',
      status: 127,
      isCut: false,
    });
    expect(await complete(guest, 'ip nei')).toEqual({ line: 'ip neighbor ', choices: [] });
  });

  it('goes with the seat: no message names a device, and who stands has none', async () => {
    const guest = await alone('two-routers');
    expect(await guest.ask('console', { line: 'hostname', device: 'B' })).toBe('bad-message');
    expect(await guest.ask('sit', { device: 'R2' })).toBeNull();
    expect((await run(guest, 'hostname')).output).toBe('R2\n');
    expect(await guest.ask('sit', { device: null })).toBeNull();
    expect(await guest.ask('console', { line: 'hostname' })).toBe('not-seated');
    expect(await guest.ask('complete', { line: 'host' })).toBe('not-seated');
  });

  it('is none on a hub', async () => {
    const guest = await alone('first-frame');
    // No puzzle seats anybody at a hub yet, so the person is put there from inside.
    const { match } = roomOf(guest).round;
    Object.assign(match, { puzzle: { ...match.puzzle, seats: [...match.puzzle.seats, 'H'] } });
    expect(await guest.ask('sit', { device: 'H' })).toBeNull();
    expect(await guest.ask('console', { line: 'ip addr' })).toBe('no-console');
    expect(await guest.ask('complete', { line: 'ip ' })).toBe('no-console');
  });

  it.each([
    ['no line', {}],
    ['a line that is no text', { line: 7 }],
    ['a line that is too long', { line: 'a'.repeat(CONSOLE_LINE_MAX_LENGTH + 1) }],
    ['a line end', { line: 'ip addr\nip route' }],
    ['a control sequence', { line: 'ip \u001b[2J' }],
    ['a C1 control', { line: 'ip \u009b2J' }],
    ['nothing', null],
  ])('refuses %s', async (_what, message) => {
    const guest = await alone('two-routers');
    expect(await guest.ask('console', message)).toBe('bad-message');
    expect(await guest.ask('complete', message)).toBe('bad-message');
    expect(await guest.ask('console', { line: 'a'.repeat(CONSOLE_LINE_MAX_LENGTH) })).toBeNull();
  });

  it('counts among the messages of a second', async () => {
    const guest = await alone('two-routers');
    const asked = Array.from({ length: 2 * MESSAGES_PER_SECOND + 2 }, () => guest.ask('console', { line: 'hostname' }));
    const replies = await Promise.all(asked);
    expect(replies).toContain('too-many-messages');
    expect(replies.filter((reply) => reply === null).length).toBeGreaterThanOrEqual(MESSAGES_PER_SECOND);
  });

  it('is no input of the match, and nobody else hears of it', async () => {
    const code = await makeRoom(server.base, 'two-routers');
    const [ann, ben] = [await join(server.base, code), await join(server.base, code)];
    expect(await ann.ask('start', { puzzle: 'two-routers' })).toBeNull();
    await until(() => ben.room.state.phase === 'play' && meOf(ben).device === 'R1');
    const inputs = async () => (await keptOf(server, code)).inputs.length;
    const before = await inputs();
    const heard = ben.received.length;
    const { output } = await run(ann, 'ip addr');
    expect(await ann.ask('console', { line: 'ip link set eth0 down' })).toBeNull();
    const mac = /link\/ether (\S+)/.exec(output)?.[1] ?? 'none';
    expect(await inputs()).toBe(before);
    // Asked after, so whatever the commands had sent would be here by now.
    await run(ben, 'hostname');
    expect(ben.received.slice(heard).join('\n')).not.toContain(mac);
    expect((await run(ben, 'ip addr')).output).not.toContain(mac);
  });
});
