/**
 * Every point that a device comes to in the puzzles and in some harder cases, with everything that can be played there: the cases of which
 * the words have to speak.
 */
import { ipv4 } from '../../../shared/address/ipv4.ts';
import { decide, formOf, type Answers, type Asks, type Step, type Thinking } from '../../../shared/device/decision.ts';
import type { Device } from '../../../shared/device/device.ts';
import type { DeviceEvent } from '../../../shared/device/event.ts';
import { askedFields, ruleIds, thoughts } from '../../../shared/device/rule.ts';
import { createMatch } from '../../../shared/game/match.ts';
import { cableThought, cabledPorts } from '../../../shared/game/wiring.ts';
import { deal } from '../../../shared/game/deal.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import { buildNetwork, type Lab } from '../../../shared/network/lab.ts';
import { deviceOf, perform, takeNext, type Network } from '../../../shared/network/network.ts';
import { addPing, schedulePing } from '../../../shared/network/ping.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { parseFrame, type Frame } from '../../../shared/wire/frame.ts';

/** Everything is asked, whatever a puzzle asks. */
const everything: Asks = Object.fromEntries(ruleIds.map((rule) => [rule, [...thoughts, ...askedFields]]));

/** Time between two pings and after the last, microseconds: long enough for three questions that nobody answers. */
const PAUSE_US = 5_000_000;

/** A ping before the first ports of a spanning tree learn, one while they do, the others when they forward. */
const TREE_US = 31_000_000;
/** With other orders of the bridges other ports change their roles. */
const TREE_SEEDS = ['words', 'other words', 'more words', 'last words'];
/** A spanning tree never comes to rest; by then everything else has. */
const END_US = 120_000_000;

/** All points with all that can be played, each once. */
export function allDecisions(): readonly Thinking[] {
  const found = new Map<string, Thinking>();
  const keep = (device: Device, event: DeviceEvent): void => {
    for (const point of thoughtsAbout(device, event)) found.set(JSON.stringify(point), point);
  };
  for (const network of [...dealtPuzzles(), harderCases()]) {
    run(network, (device, event) => {
      keep(device, event);
      if (event.kind === 'frame') keep(device, { ...event, frame: damaged(event.frame) });
    });
  }
  for (const { device, event } of onASharedWire()) keep(device, event);
  for (const point of cableThoughts()) found.set(JSON.stringify(point), point);
  return [...found.values()];
}

/** A card on a shared wire, hearing all that it can hear, and after every number of collisions up to one more than the range grows for. */
function onASharedWire(): readonly { readonly device: Device; readonly event: DeviceEvent }[] {
  const { lab } = deal(puzzles['taking-turns'], 'words');
  const device = deviceOf(buildNetwork(lab), 'M1');
  const frame = parseFrame(new Uint8Array(60));
  const access = { kind: 'access', port: 'eth0', frame, forBits: 70 } as const;
  return [
    ...(['silence', 'onset', 'carrier'] as const).map(
      (hears) => ({ ...access, doing: 'listening', hears, collisions: 0 }) as const,
    ),
    ...Array.from(
      { length: 11 },
      (_, at) => ({ ...access, doing: 'collided', hears: 'silence', collisions: at + 1 }) as const,
    ),
  ].map((event) => ({ device, event }));
}

/** What the device thinks with every single choice, following those on which others depend. */
function thoughtsAbout(device: Device, event: DeviceEvent): readonly Thinking[] {
  const found: Thinking[] = [];
  const follow = (steps: readonly Step[], answers: Answers): void => {
    for (const step of steps) {
      for (const value of valuesOf(step)) {
        const played = { ...answers, [step.part]: value };
        found.push(...decide(device, event, played).thinking);
        follow(step.choices.find((choice) => choice.value === value)?.then ?? [], played);
      }
    }
  };
  follow(formOf(device, event, everything), {});
  return found;
}

/** What can be thought about cables: with all of them plugged in, and with some pulled out. */
function cableThoughts(): readonly Thinking[] {
  const match = createMatch(puzzles['broadcast-storm'], 'words');
  const pulled = [[], [4], [4, 7], [4, 5, 7], [4, 7, 8]];
  return pulled.flatMap((places) => {
    for (const place of match.links.keys()) match.storm!.out[place] = places.includes(place) ? 'A' : null;
    return match.puzzle.seats.flatMap((seat) =>
      cabledPorts(match, seat).flatMap(({ port }) =>
        ([undefined, 'in', 'out'] as const).map((played) => cableThought(match, seat, port, played)),
      ),
    );
  });
}

/** Everything that can be played at a step: for a set, every subset. */
function valuesOf(step: Step): readonly string[] {
  const values = step.choices.map((choice) => choice.value);
  if (!step.many) return values;
  return Array.from({ length: 2 ** values.length }, (_, bits) =>
    values.filter((_value, at) => bits & (1 << at)).join(' '),
  );
}

/** Not those whose devices have to be set up first: without that, a ring of switches never comes to rest. */
function dealtPuzzles(): readonly Network[] {
  const playable = [...Object.values(puzzles), withoutNative()].filter(({ configure }) => configure === undefined);
  const deals = playable.flatMap((puzzle) =>
    (puzzle.bridges === undefined ? ['words'] : TREE_SEEDS).map((seed) => ({ puzzle, seed })),
  );
  return deals.map(({ puzzle, seed }) => {
    const { lab, traffic } = deal(puzzle, seed);
    const network = buildNetwork(lab);
    const startUs = puzzle.bridges === undefined ? 0 : TREE_US;
    for (const [index, { on, address }] of traffic.entries()) {
      schedulePing(network, addPing(network, on, address), 1, startUs + index * PAUSE_US);
    }
    return network;
  });
}

/** A trunk with one VLAN and no native one: it does not take what comes untagged, nor the other tenant's frames. */
function withoutNative(): Puzzle {
  const { S, ...others } = puzzles.trunk.devices;
  if (S?.kind !== 'switch') throw new Error('S is no switch');
  return { ...puzzles.trunk, devices: { ...others, S: { ...S, vlans: { ...S.vlans, p1: { trunk: ['a'] } } } } };
}

/** What the first puzzles do not have: several matching routes, none, a TTL that runs out, an address that is there and changes. */
function harderCases(): Network {
  const card = (mac: string, address: string) => ({ mac: `02:00:00:00:00:${mac}`, ipv4: `${address}/24` });
  const lab: Lab = {
    name: 'harder cases',
    devices: {
      A: {
        kind: 'host',
        interfaces: { eth0: card('0a', '10.0.1.2') },
        routes: [{ to: 'default', via: '10.0.1.1' }],
        // Known before the switch has heard of it: an unknown unicast.
        neigh: { '10.0.1.3': '02:00:00:00:00:0c' },
      },
      C: { kind: 'host', interfaces: { eth0: card('0c', '10.0.1.3') }, routes: [{ to: 'default', via: '10.0.1.1' }] },
      S: { kind: 'switch', ports: { p1: {}, p2: {}, p3: {} } },
      R: {
        kind: 'router',
        interfaces: { eth0: card('11', '10.0.1.1'), eth1: card('12', '10.0.2.1') },
        routes: [
          { to: '10.0.0.0/8', via: '10.0.2.9' },
          { to: '10.0.3.0/24', via: '10.0.2.2' },
        ],
      },
      B: { kind: 'host', interfaces: { eth0: card('0b', '10.0.2.2') }, routes: [{ to: 'default', via: '10.0.2.1' }] },
    },
    links: [
      ['A.eth0', 'S.p1'],
      ['C.eth0', 'S.p2'],
      ['R.eth0', 'S.p3'],
      ['R.eth1', 'B.eth0'],
    ],
    traffic: [],
  };
  const network = buildNetwork(lab);
  const pings: readonly (readonly [on: string, to: string, ttl?: number])[] = [
    ['A', '10.0.1.3'],
    ['A', '10.0.2.2'],
    ['A', '10.0.2.2'],
    ['A', '10.0.2.2', 1],
    ['A', '10.0.3.7'],
    ['A', '172.16.0.1'],
    ['C', '10.0.1.9'],
  ];
  for (const [index, [on, to, ttl]] of pings.entries()) {
    schedulePing(network, addPing(network, on, ipv4(to), ttl), 1, index * PAUSE_US);
  }
  return network;
}

/** A loop would never come to rest; by then everything new has been seen. */
const EVENTS_MAX = 2000;

/** Runs the network by the rules and shows every device as it is before it acts. */
function run(network: Network, before: (device: Device, event: DeviceEvent) => void): void {
  let left = EVENTS_MAX;
  const happen = (id: string, event: DeviceEvent): void => {
    const device = deviceOf(network, id);
    before(device, event);
    for (const next of perform(network, id, event, decide(device, event).actions, {})) happen(id, next);
  };
  for (
    let next = takeNext(network, {});
    next !== undefined && network.nowUs < END_US && left-- > 0;
    next = takeNext(network, {})
  )
    happen(next.device, next.event);
}

/** The same frame, damaged on the way. */
function damaged(frame: Frame): Frame {
  return { ...frame, fcs: 0 };
}
