/** Setting up devices in a configure puzzle: what is refused, who is ready, and what a run changes. */
import { describe, expect, it } from 'vitest';
import { configurationView, runView } from '../../../shared/game/configuration-view.ts';
import { accept, advance, isWon, type Match } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { runOnConsole, settingsTyped } from '../../../shared/game/seat-console.ts';
import { settingsOn, SETTINGS_MAX, type Setting } from '../../../shared/game/setting.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { matchWith, must, runTraffic, setUp } from './play.ts';

type Row = Extract<Setting, { set: 'route' }>;

const { 'static-routes': staticRoutes, vlan } = puzzles;
const routers = (people: readonly string[] = ['R1']): Match => matchWith(staticRoutes, 'set', people);
const rowOf = (match: Match, seat: string, at = 0): Row => match.settings[seat]![at] as Row;
const put = (match: Match, setting: Setting, seat = 'R1') => accept(match, { kind: 'configure', seat, setting });
const rows = (match: Match, seat = 'R1') => settingsOn(deviceOf(match.network, seat));

describe('a setting', () => {
  it('is written at once, and taken away again', () => {
    const match = routers();
    const row = rowOf(match, 'R1');
    expect(put(match, row)).toEqual({ happenings: [] });
    expect(rows(match)).toMatchObject([{ to: row.to, via: row.via, interface: 'eth1' }]);
    expect(put(match, { ...row, how: 'delete' })).toEqual({ happenings: [] });
    expect(rows(match)).toEqual([]);
  });

  it.each([
    ['a gateway that is on no cable', { via: '1.2.3.4' }, 'invalid-gateway'],
    ['a gateway behind another router', { via: '203.0.113.1' }, 'invalid-gateway'],
    ['an address that is none', { via: '10.0.0.256' }, 'bad-address'],
    ['a network that is none', { to: 'here/24' }, 'bad-address'],
    ['a length that is none', { to: '10.0.0.0/33' }, 'bad-address'],
    ['host bits that are set', { to: '10.1.2.3/8' }, 'host-bits-set'],
    ['a row that is not there', { how: 'delete' }, 'no-such-route'],
    ['an interface that is not there', { interface: 'eth9' }, 'no-such-setting'],
  ] as const)('is refused for %s, and changes nothing', (_what, change, code) => {
    const match = routers();
    const before = structuredClone(match);
    expect(put(match, { ...rowOf(match, 'R1'), ...change })).toEqual({ refused: code });
    expect(match).toEqual(before);
  });

  it('is refused twice, on another kind of device, for an own subnet, in a match without settings, and for a bot', () => {
    const match = routers();
    const row = rowOf(match, 'R1');
    must(match, { kind: 'configure', seat: 'R1', setting: row });
    expect(put(match, row)).toEqual({ refused: 'route-exists' });
    expect(put(match, { set: 'port-vlan', port: 'eth0', vlan: null })).toEqual({ refused: 'no-such-setting' });
    const router = deviceOf(match.network, 'R1');
    const own = 'routes' in router ? router.routes.find(({ from }) => from === 'connected') : undefined;
    expect(put(match, { set: 'route', how: 'delete', to: own?.to ?? '', via: null })).toEqual({
      refused: 'no-such-route',
    });
    expect(put(match, row, 'R2')).toEqual({ refused: 'not-seated' });
    expect(put(match, row, 'A')).toEqual({ refused: 'no-such-seat' });
    const plain = matchWith(puzzles['two-routers'], 'set', ['R1']);
    expect(put(plain, row)).toEqual({ refused: 'no-such-setting' });
    expect(accept(plain, { kind: 'ready', seat: 'R1', ready: true })).toEqual({ refused: 'no-such-setting' });
    const ports = matchWith(vlan, 'set', ['S1']);
    for (const [port, id] of [
      ['p9', 10],
      ['p1', 4095],
      ['p1', 1.5],
    ] as const) {
      const refused = port === 'p9' ? 'no-such-setting' : 'bad-vlan';
      expect(put(ports, { set: 'port-vlan', port, vlan: { mode: 'access', vlan: id } }, 'S1')).toEqual({ refused });
    }
  });

  it('is refused when there are too many', () => {
    const match = routers();
    const row = rowOf(match, 'R1');
    for (let at = 0; at < SETTINGS_MAX; at++)
      must(match, { kind: 'configure', seat: 'R1', setting: { ...row, to: `172.30.${at}.0/24` } });
    expect(put(match, { ...row, to: '172.29.0.0/24' })).toEqual({ refused: 'too-many-settings' });
  });

  it('typed at the console is the same as from the form; nothing else can be changed there', () => {
    const match = routers();
    const row = rowOf(match, 'R1');
    const line = `ip route add ${row.to} via ${row.via}`;
    expect(runOnConsole(match, 'R1', line)).toEqual({ output: '', status: 0, isCut: false });
    const typed = settingsTyped(match, 'R1', line);
    expect(typed).toMatchObject([{ set: 'route', how: 'add', to: row.to, via: row.via }]);
    expect(rows(match)).toEqual([]);
    for (const setting of typed) must(match, { kind: 'configure', seat: 'R1', setting });
    const form = routers();
    must(form, { kind: 'configure', seat: 'R1', setting: row });
    expect(deviceOf(match.network, 'R1')).toEqual(deviceOf(form.network, 'R1'));
    expect(runOnConsole(match, 'R1', `ip route add ${row.to} via 1.2.3.4`)).toMatchObject({
      output: 'Error: Nexthop has invalid gateway.\n',
      status: 2,
    });
    for (const other of ['ip link set eth0 down', 'ip addr flush dev eth0', 'ip route flush table main']) {
      expect(settingsTyped(match, 'R1', other)).toEqual([]);
      expect(runOnConsole(match, 'R1', other)).toMatchObject({ output: expect.stringMatching(/not permitted/) });
    }
    expect(settingsTyped(matchWith(puzzles['two-routers'], 'x', ['R1']), 'R1', line)).toEqual([]);
  });

  it('of a port typed at the console: `bridge vlan`', () => {
    const match = matchWith(vlan, 'set', ['S1']);
    for (const line of ['bridge vlan del dev p1 vid 1', 'bridge vlan add dev p1 vid 10 pvid untagged'])
      for (const setting of settingsTyped(match, 'S1', line)) must(match, { kind: 'configure', seat: 'S1', setting });
    expect(rows(match, 'S1')).toEqual([{ set: 'port-vlan', port: 'p1', vlan: { mode: 'access', vlan: 10 } }]);
  });
});

describe('being ready', () => {
  it('begins the traffic when the last one is, and not before; who sets something is not ready any more', () => {
    const match = routers(['R1', 'R2']);
    const ready = (seat: string, is = true) => must(match, { kind: 'ready', seat, ready: is });
    expect(runView(match)?.ready).toEqual(['R3']);
    ready('R1');
    expect(nextAtUs(match)).toBeNull();
    must(match, { kind: 'configure', seat: 'R1', setting: rowOf(match, 'R1') });
    expect(runView(match)?.ready).toEqual(['R3']);
    ready('R1');
    ready('R2');
    ready('R2', false);
    expect(nextAtUs(match)).toBeNull();
    ready('R2');
    advance(match, nextAtUs(match)!);
    expect(runView(match)).toMatchObject({ phase: 'running', runs: 1 });
    expect(put(match, rowOf(match, 'R1', 1))).toEqual({ refused: 'traffic-runs' });
    expect(accept(match, { kind: 'ready', seat: 'R1', ready: false })).toEqual({ refused: 'traffic-runs' });
  });

  it('is up to the people: a bot has set up its device by then, but leaves it alone while somebody may still sit down', () => {
    const match = routers(['R1']);
    expect(rows(match, 'R2')).toEqual([]);
    must(match, { kind: 'ready', seat: 'R1', ready: true });
    runTraffic(match);
    expect(rows(match, 'R2')).toHaveLength(3);
    expect(match.goalsMetUs.filter((metUs) => metUs !== null).length).toBeGreaterThan(0);
    // Whoever sits down finds what the bot has set; when the bot comes back, it sets what works.
    must(match, { kind: 'occupy', seat: 'R2', occupant: 'person' });
    expect(rows(match, 'R2')).toHaveLength(3);
    must(match, { kind: 'configure', seat: 'R2', setting: { ...rowOf(match, 'R2'), how: 'delete' } });
    must(match, { kind: 'occupy', seat: 'R2', occupant: 'bot' });
    setUp(match);
    runTraffic(match);
    expect(isWon(match)).toBe(true);
  });
});

describe('a run that failed', () => {
  it('goes back to setting up; the same cause costs once, and what is met stays met', () => {
    const match = routers(['R1', 'R2', 'R3']);
    const without = (seat: string) => (seat === 'R1' ? match.settings['R1']!.slice(1) : undefined);
    setUp(match, without);
    runTraffic(match);
    expect(runView(match)).toMatchObject({ phase: 'setting', ready: [], runs: 1 });
    const met = match.goalsMetUs.filter((metUs) => metUs !== null);
    expect(met.length).toBeGreaterThan(2);
    setUp(match, without);
    runTraffic(match);
    expect(match.seats['R1']?.counts.broken).toBe(1);
    expect(match.goalsMetUs.filter((metUs) => metUs !== null)).toEqual(met);
    setUp(match);
    runTraffic(match);
    expect(isWon(match)).toBe(true);
    expect(match.seats['R1']?.counts).toEqual({ decisions: 3, right: 3, wasteful: 0, broken: 1, unsafe: 0 });
  });

  it('tells of a ping that was answered in an earlier run, and not in this one: to show that nothing leaks all have to be', () => {
    const match = matchWith(vlan, 'set', ['S1']);
    setUp(match, () => []);
    runTraffic(match);
    expect(match.goalsMetUs.map((metUs) => metUs !== null)).toEqual([true, true, true, true, false]);
    // Two frames of the bakery came out at the bank by way of the same switch: others read that once.
    expect(match.configuration?.findings).toHaveLength(2);
    expect(runView(match)?.lost).toMatchObject([{ goal: 4, device: 'S1', why: 'leak' }]);
    // Bank 1 is at port 2; the cable of the bank at port 6 is forgotten.
    setUp(match, () => match.settings['S1']!.filter((setting) => setting.set !== 'port-vlan' || setting.port !== 'p6'));
    runTraffic(match);
    expect(match.configuration?.findings).toMatchObject([
      { goal: 4, device: 'S1', why: 'vlan', isAnswer: false, facts: { port: 'p2', vlan: 20, at: 'p6', atVlan: '1' } },
    ]);
    expect(runView(match)?.lost).toMatchObject([{ goal: 4, device: 'S1' }]);
  });

  it('is told in detail only where it happened, and to all others only where', () => {
    const match = routers(['R1', 'R2', 'R3']);
    setUp(match, (seat) => (seat === 'R1' ? [] : undefined));
    runTraffic(match);
    const told = (seat: string) => configurationView(match, match.seats[seat]!)?.findings ?? [];
    expect(told('R1').length).toBeGreaterThan(0);
    expect(told('R1').every(({ facts }) => 'destination' in facts)).toBe(true);
    expect([told('R2'), told('R3')]).toEqual([[], []]);
    for (const lost of runView(match)?.lost ?? [])
      expect(Object.keys(lost).sort()).toEqual(['device', 'goal', 'isAnswer', 'quality', 'why']);
    expect(JSON.stringify(runView(match))).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  });

  it('a bot tells its addresses, a person has to be asked', () => {
    const alone = routers(['R1']);
    expect(seatView(alone, 'R1')?.configuration?.told.map(({ device }) => device)).toEqual(['R2', 'R3']);
    const team = routers(['R1', 'R2', 'R3']);
    expect(seatView(team, 'R1')?.configuration?.told).toEqual([]);
  });
});

describe('a hint', () => {
  it('is given in order, and its last step names the next thing that is missing', () => {
    const match = routers(['R1']);
    const ask = (step: 1 | 2 | 3) => accept(match, { kind: 'hint', seat: 'R1', card: 0, part: 'route', step });
    expect(ask(2)).toEqual({ refused: 'no-such-hint' });
    for (const step of [1, 2, 3] as const) expect(ask(step)).toEqual({ happenings: [] });
    const next = () => seatView(match, 'R1')?.configuration?.hints.at(-1)?.expected;
    for (const at of [0, 1, 2]) {
      const row = rowOf(match, 'R1', at);
      expect(next()).toBe(`${row.to} via ${row.via}`);
      must(match, { kind: 'configure', seat: 'R1', setting: row });
    }
    expect(next()).toBe('');
    expect(seatView(match, 'R1')?.score.hintCost).toBe(1.5);
  });
});
