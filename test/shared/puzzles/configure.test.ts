import { describe, expect, it, vi } from 'vitest';
import { createMatch, isWon, type Match } from '../../../shared/game/match.ts';
import { puzzleIds, type Puzzle } from '../../../shared/game/puzzle.ts';
import type { Setting } from '../../../shared/game/setting.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { mistakeIsBlamed, played, wrongConfigurations } from './configure-proof.ts';
import { runTraffic, setUp } from '../game/play.ts';
import { botsWin, seeds } from './proof.ts';

vi.setConfig({ testTimeout: 180_000 });

const configured = puzzleIds.filter((id) => puzzles[id].configure !== undefined);
const { 'static-routes': staticRoutes, vlan } = puzzles;

describe.each(configured)('%s', (id) => {
  const puzzle = puzzles[id];

  it('blames every usual mistake on its seat, rule and field, and counts it once, over 100 seeds', () => {
    const wrong = seeds(100).flatMap((seed, index) => {
      const all = wrongConfigurations(createMatch(puzzle, seed));
      // Every mistake of every seat in five seeds at least; together they have all of them at all places.
      return all.filter((_one, at) => at % 20 === index % 20).flatMap((one) => mistakeIsBlamed(puzzle, seed, one));
    });
    expect(wrong).toEqual([]);
  });

  it('has an occasion for every usual mistake', () => {
    const made = seeds(20).flatMap((seed) =>
      wrongConfigurations(createMatch(puzzle, seed)).map(({ mistake }) => mistake),
    );
    const usual =
      id === 'vlan'
        ? [
            'a port left in VLAN 1',
            'a port in the wrong VLAN',
            'an uplink left in VLAN 1',
            'an uplink in the wrong VLAN',
            'the uplinks swapped',
            'both tenants in one VLAN',
            'nothing set',
          ]
        : ['a missing route', 'a prefix that is too long', 'a gateway that nobody has', 'a gateway that is no router'];
    expect(usual.filter((mistake) => !made.includes(mistake))).toEqual([]);
  });

  it('has settings for every seat', () => {
    expect(Object.keys(puzzle.configure ?? {})).toEqual(puzzle.seats);
  });

  it('has a par of exactly the settings of its configuration, and every one of them is needed', () => {
    for (const seed of seeds(10)) {
      const { par, settings } = createMatch(puzzle, seed);
      expect(par).toEqual(Object.fromEntries(Object.entries(settings).map(([seat, wanted]) => [seat, wanted.length])));
    }
  });

  it('is not won with one setting of the configuration fewer', () => {
    for (const seat of puzzle.seats) {
      const wanted = createMatch(puzzle, 'fewer').settings[seat] ?? [];
      for (const left of wanted) {
        const match = played(puzzle, 'fewer', { [seat]: wanted.filter((setting) => setting !== left) });
        expect([left, isWon(match)]).toEqual([left, false]);
      }
    }
  });
});

describe('what works is accepted', () => {
  const of = (match: Match, seat: string) => match.settings[seat] as readonly Extract<Setting, { set: 'route' }>[];

  it('routes over the other neighbour, over 10 seeds', () => {
    for (const seed of seeds(10)) {
      const match = createMatch(staticRoutes, seed);
      const [two, three, cable] = of(match, 'R1');
      const other = { [`${two!.via}`]: three!.via, [`${three!.via}`]: two!.via };
      for (const turned of [two, three, cable]) {
        const settings = of(match, 'R1').map((row) => (row === turned ? { ...row, via: other[`${row.via}`]! } : row));
        expect(isWon(played(staticRoutes, seed, { R1: settings }))).toBe(true);
      }
    }
  });

  it('a default route on one router, and wider prefixes, with fewer rows than par', () => {
    const [two, three] = of(createMatch(staticRoutes, 'd'), 'R1');
    const match = played(staticRoutes, 'd', { R1: [{ ...two!, to: 'default' }, three!] });
    expect(isWon(match)).toBe(true);
    expect(match.seats['R1']?.counts).toEqual({ decisions: 2, right: 2, wasteful: 0, broken: 0, unsafe: 0 });
  });

  it('other numbers of VLANs, one tenant in VLAN 1, and the other cable for each', () => {
    const access = (port: string, id: number): Setting => ({
      set: 'port-vlan',
      port,
      vlan: { mode: 'access', vlan: id },
    });
    const set = (...ids: readonly (readonly [string, number])[]) => ids.map(([port, id]) => access(port, id));
    const numbers = {
      S1: set(['p1', 7], ['p3', 7], ['p5', 7], ['p2', 4094], ['p6', 4094]),
      S2: set(['p2', 300], ['p5', 300], ['p1', 8], ['p3', 8], ['p6', 8]),
    };
    const half = { S1: set(['p2', 20], ['p6', 20]), S2: set(['p1', 20], ['p3', 20], ['p6', 20]) };
    const crossed = {
      S1: set(['p1', 10], ['p3', 10], ['p6', 10], ['p2', 20], ['p5', 20]),
      S2: set(['p2', 10], ['p6', 10], ['p1', 20], ['p3', 20], ['p5', 20]),
    };
    for (const settings of [numbers, half, crossed]) {
      const match = played(vlan, 'other', settings);
      expect([match.configuration?.findings, isWon(match)]).toEqual([[], true]);
    }
  });

  it('but a setting that nothing needs is wasteful, and is told', () => {
    const [row] = of(createMatch(staticRoutes, 'w'), 'R2');
    const match = played(staticRoutes, 'w', {
      R2: [...of(createMatch(staticRoutes, 'w'), 'R2'), { ...row!, to: '172.31.99.0/24' }],
    });
    expect(isWon(match)).toBe(true);
    expect(match.seats['R2']?.counts).toMatchObject({ decisions: 4, right: 3, wasteful: 1 });
    expect(match.seats['R2']?.log.at(-1)?.finding).toMatchObject({ why: 'unused', facts: { to: '172.31.99.0/24' } });
    const free: Setting = { set: 'port-vlan', port: 'p4', vlan: { mode: 'access', vlan: 10 } };
    const ports = played(vlan, 'w', { S2: [...(createMatch(vlan, 'w').settings['S2'] ?? []), free] });
    expect(ports.seats['S2']?.counts).toMatchObject({ decisions: 6, right: 5, wasteful: 1 });
  });
});

describe('what goes wrong between two devices', () => {
  const routesOf = (match: Match, seat: string) =>
    match.settings[seat] as readonly Extract<Setting, { set: 'route' }>[];

  it('a ring of default routes answers every ping but the one to nowhere, which goes round: unsafe', () => {
    const match = createMatch(staticRoutes, 'ring');
    const via = (seat: string, row: number): Setting => ({ ...routesOf(match, seat)[row]!, to: 'default' });
    const ring = { R1: [via('R1', 0)], R2: [via('R2', 1)], R3: [via('R3', 0)] };
    const done = played(staticRoutes, 'ring', ring);
    expect(done.goalsMetUs.map((metUs) => metUs !== null)).toEqual([true, true, true, true, true, true, false]);
    expect(done.configuration?.findings).toMatchObject([
      { goal: 6, device: 'R1', why: 'loop', quality: 'unsafe', rule: 'router.no-route', part: 'route' },
    ]);
    expect(done.seats['R1']?.counts.unsafe).toBe(1);
  });

  it('two rows that lead to each other: whose row is meant otherwise is to blame', () => {
    const match = createMatch(staticRoutes, 'two');
    // R1 goes to LAN 2 by way of R3, which would do; but R3 sends it back.
    const [two, three, cable] = routesOf(match, 'R1');
    const back = routesOf(match, 'R3').map((row) =>
      row.to === two!.to ? { ...row, via: routesOf(match, 'R3')[0]!.via } : row,
    );
    const done = played(staticRoutes, 'two', {
      R1: [{ ...two!, via: three!.via }, three!, cable!],
      R3: back,
    });
    const found = done.configuration?.findings.filter(({ goal }) => goal === 0);
    expect(found).toMatchObject([
      { why: 'loop', quality: 'unsafe', part: 'route', facts: { destination: expect.any(String) } },
    ]);
    expect(['R1', 'R3']).toContain(found?.[0]?.device);
  });

  it('a way there without a way back: the answer is lost, and where', () => {
    const match = createMatch(staticRoutes, 'back');
    const [one, ...others] = routesOf(match, 'R2');
    const done = played(staticRoutes, 'back', { R2: others });
    const found = done.configuration?.findings.find(({ goal }) => goal === 0);
    expect(found).toMatchObject({ device: 'R2', why: 'no-route', rule: 'router.no-route', isAnswer: true });
    expect(one!.to).not.toBe('');
  });

  it('two switches that do not agree on their cables: a seat is told what its cable carries', () => {
    const match = createMatch(vlan, 'agree');
    const swap: Readonly<Record<string, string>> = { p5: 'p6', p6: 'p5' };
    const swapped = (match.settings['S1'] ?? []).map((setting) =>
      setting.set === 'port-vlan' ? { ...setting, port: swap[setting.port] ?? setting.port } : setting,
    );
    const done = played(vlan, 'agree', { S1: swapped });
    expect(new Set(done.configuration?.findings.map(({ device }) => device))).toEqual(new Set(['S1']));
    expect(done.configuration?.findings.map(({ why }) => why)).toContain('wrong-cable');
    expect(done.seats['S2']?.counts).toMatchObject({ broken: 0, unsafe: 0 });
  });

  it('all in one VLAN on both switches: a broadcast goes round, the run is stopped, and both cables are named', () => {
    const done = played(vlan, 'circle', { S1: [], S2: [] });
    expect(done.configuration?.phase).toBe('setting');
    const [circle] = done.configuration?.findings ?? [];
    expect(circle).toMatchObject({ why: 'circle', quality: 'unsafe', rule: 'switch.vlan', part: 'port-vlan' });
    expect(new Set([circle?.facts['port'], circle?.facts['at']])).toEqual(new Set(['p5', 'p6']));
  });
});

it('cutting everybody off after the pings were answered does not show that the tenants are apart', () => {
  const match = played(vlan, 'cheat', { S1: [] });
  expect(match.goalsMetUs.map((metUs) => metUs !== null)).toEqual([true, true, true, true, false]);
  const alone = ['p1', 'p2', 'p3', 'p5', 'p6'].map((port, at): Setting => ({
    set: 'port-vlan',
    port,
    vlan: { mode: 'access', vlan: 100 + at },
  }));
  setUp(match, (seat) => (seat === 'S1' ? alone : undefined));
  runTraffic(match);
  expect(isWon(match)).toBe(false);
});

describe('a sabotaged configure puzzle fails its proof', () => {
  it('a configuration with a row fewer: bots do not win', () => {
    const { R1, ...others } = staticRoutes.configure!;
    if (R1 === undefined || !('routes' in R1)) throw new Error('R1 is no router');
    const broken = { ...staticRoutes, configure: { ...others, R1: { routes: R1.routes.slice(1) } } };
    expect(botsWin(broken, 'x')).not.toEqual([]);
  });

  it('a tenant whose port is in the VLAN of the other: bots do not win', () => {
    const { S2, ...others } = vlan.configure!;
    if (S2 === undefined || !('vlans' in S2)) throw new Error('S2 is no switch');
    const vlans = { ...S2.vlans, p2: { mode: 'access', vlan: 20 } as const };
    expect(botsWin({ ...vlan, configure: { ...others, S2: { vlans } } }, 'x')).not.toEqual([]);
  });

  it('a twist that is taken away: the ring of default routes goes unnoticed', () => {
    const tame = { ...staticRoutes, traffic: staticRoutes.traffic.slice(0, 6), goals: staticRoutes.goals.slice(0, 6) };
    const match = createMatch(tame, 'ring');
    const via = (seat: string, row: number): Setting => ({
      ...(match.settings[seat]![row] as Extract<Setting, { set: 'route' }>),
      to: 'default',
    });
    expect(isWon(played(tame, 'ring', { R1: [via('R1', 0)], R2: [via('R2', 1)], R3: [via('R3', 0)] }))).toBe(true);
  });
});

describe('routers and switches in one puzzle', () => {
  /** A machine behind a switch, and a router that leads to it. */
  const mixed: Puzzle = {
    ...staticRoutes,
    devices: {
      A: { kind: 'host', subnet: 'lan1', gateway: 'R1' },
      R1: {
        kind: 'router',
        cards: [
          { subnet: 'lan1', host: 1 },
          { subnet: 'cable-12', host: 1 },
        ],
      },
      R2: {
        kind: 'router',
        cards: [
          { subnet: 'cable-12', host: 2 },
          { subnet: 'lan2', host: 1 },
        ],
      },
      S: { kind: 'switch', ports: 2 },
      B: { kind: 'host', subnet: 'lan2', gateway: 'R2' },
    },
    links: [
      ['A.eth0', 'R1.eth0'],
      ['R1.eth1', 'R2.eth0'],
      ['R2.eth1', 'S.p1'],
      ['S.p2', 'B.eth0'],
    ],
    traffic: [{ on: 'A', to: 'B' }],
    goals: [{ kind: 'answered', ping: 0 }],
    seats: ['R1', 'R2', 'S'],
    configure: {
      R1: { routes: [{ to: 'lan2', via: 'R2' }] },
      R2: { routes: [{ to: 'lan1', via: 'R1' }] },
      S: { vlans: { p1: { mode: 'access', vlan: 10 }, p2: { mode: 'access', vlan: 10 } } },
    },
  };

  it('bots win, and a router is not blamed for a question that a switch has kept back', () => {
    expect(botsWin(mixed, 'mixed')).toEqual([]);
    const port: Setting = { set: 'port-vlan', port: 'p1', vlan: { mode: 'access', vlan: 10 } };
    const match = played(mixed, 'mixed', { S: [port] });
    expect(match.configuration?.findings).toMatchObject([
      { device: 'S', why: 'vlan', rule: 'switch.vlan', facts: { port: 'p1', vlan: 10, at: 'p2', atVlan: '1' } },
    ]);
  });
});
