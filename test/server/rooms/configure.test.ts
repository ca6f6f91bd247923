/** Configure play over the wire: who may set what, what comes back, what nobody else learns, and what a new server knows. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { advance } from '../../../shared/game/match.ts';
import { replay } from '../../../shared/game/journal.ts';
import type { ConfigurationView, RunView } from '../../../shared/game/configuration-view.ts';
import type { Setting } from '../../../shared/game/setting.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
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

const run = ({ room }: Guest): RunView => JSON.parse(room.state.run) as RunView;
const own = (guest: Guest): ConfigurationView =>
  JSON.parse(seatOf(guest, meOf(guest).device).configuration) as ConfigurationView;
const settingsOf = (guest: Guest): readonly Extract<Setting, { set: 'route' }>[] =>
  roomOf(guest).round.match.settings[meOf(guest).device] as readonly Extract<Setting, { set: 'route' }>[];
const typed = (guest: Guest, line: string) =>
  guest.room.request('console' as never, { line } as never) as Promise<{ output: string }>;

async function team(): Promise<[Guest, Guest, Guest, Guest]> {
  const code = await makeRoom(server.base, 'static-routes');
  const guests: Guest[] = [];
  for (let index = 0; index < 4; index++) guests.push(await join(server.base, code));
  await guests[0]!.ask('start', { puzzle: 'static-routes' });
  roomOf(guests[0]!).pace.setPace({ paused: false, speed: 20 });
  return guests as [Guest, Guest, Guest, Guest];
}

it('three people set up three routers, by form and by console, and all can reach all', async () => {
  const [one, two, three, watcher] = await team();
  const guests = [one, two, three];
  const [first, second, last] = settingsOf(one);
  const setting = (row: typeof first) => ({ set: 'route', how: 'add', to: row?.to, via: row?.via });
  expect(await one.ask('configure', { setting: setting(first) })).toBeNull();
  expect(await one.ask('configure', { setting: setting(first) })).toBe('route-exists');
  expect(await one.ask('configure', { setting: { ...setting(second), via: '1.2.3.4' } })).toBe('invalid-gateway');
  expect(await one.ask('configure', { setting: { ...setting(second), seat: 'R2' } })).toBe('bad-message');
  expect(await watcher.ask('configure', { setting: setting(second) })).toBe('not-seated');
  expect(await watcher.ask('ready', { ready: true })).toBe('not-seated');
  await until(() => own(one).routes.length === 1);
  for (const row of [second, last])
    expect((await typed(one, `ip route add ${row?.to} via ${row?.via}`)).output).toBe('');
  await until(() => own(one).routes.length === 3);
  expect((await typed(one, 'ip link set eth0 down')).output).toContain('Operation not permitted');

  // Nobody but Router 1 has what it has written, and a person tells nothing by itself.
  for (const guest of [two, three, watcher]) expect(seatOf(guest, 'R1').configuration ?? '').toBe('');
  expect(own(two).told).toEqual([]);
  // Once without the rest: it fails, and whose table it was is told to that seat only.
  for (const guest of guests) expect(await guest.ask('ready', { ready: true })).toBeNull();
  await until(() => run(one).phase === 'setting' && run(one).runs === 1);
  await until(() => own(two).findings.length > 0);
  expect(own(one).findings).toEqual([]);
  expect(JSON.stringify(run(watcher))).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  for (const guest of [two, three])
    for (const row of settingsOf(guest)) expect(await guest.ask('configure', { setting: setting(row) })).toBeNull();
  for (const guest of guests) expect(await guest.ask('ready', { ready: true })).toBeNull();
  await until(() => guests.every((guest) => guest.room.state.phase === 'result'));

  // What was written down gives the same match.
  const { match } = roomOf(one).round;
  const game = await keptOf(server, one.room.state.code);
  const again = replay(puzzles['static-routes'], { ...game.round, inputs: game.inputs });
  advance(again, match.network.nowUs);
  expect(again).toEqual(match);
});

it('a switch takes VLANs and nothing else; in another puzzle nothing can be set', async () => {
  const guest = await join(server.base, await makeRoom(server.base, 'vlan', true));
  const access = (port: string, id: number) => ({
    setting: { set: 'port-vlan', port, vlan: { mode: 'access', vlan: id } },
  });
  expect(await guest.ask('configure', access('p1', 10))).toBeNull();
  expect(await guest.ask('configure', access('p77', 10))).toBe('no-such-setting');
  expect(await guest.ask('configure', access('p1', 4095))).toBe('bad-message');
  const row = { set: 'route', how: 'add', to: '10.0.0.0/8', via: '10.9.0.1' };
  expect(await guest.ask('configure', { setting: row })).toBe('no-such-setting');
  expect(await guest.ask('configure', { setting: { set: 'link', port: 'p1', up: false } })).toBe('bad-message');
  await until(() => own(guest).ports[0]?.vlan !== null);
  const other = await join(server.base, await makeRoom(server.base, 'two-routers', true));
  expect(await other.ask('configure', { setting: row })).toBe('no-such-setting');
  expect(await other.ask('ready', { ready: true })).toBe('no-such-setting');
});
