/** What a bridge is asked about a message, by the order of IEEE 802.1D-1998 8.5.1: root, cost, bridge, port; written out by hand. */
import { describe, expect, it } from 'vitest';
import { mac } from '../../../shared/address/mac.ts';
import { apply } from '../../../shared/device/apply.ts';
import { decide } from '../../../shared/device/decision.ts';
import type { Switch } from '../../../shared/device/device.ts';
import { BRIDGE_GROUP_ADDRESS, configurationFrame } from '../../../shared/device/stp-bpdu.ts';
import { isRoutineBpdu } from '../../../shared/device/stp-routine.ts';
import type { BridgeId } from '../../../shared/device/stp.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { advance } from '../../../shared/network/network.ts';
import { isConfiguration } from '../../../shared/wire/bpdu.ts';
import { layer } from '../../../shared/wire/frame.ts';
import { arrival, echo } from './vocabulary.ts';

const SECOND = 1_000_000;
const id = (priority: number, end: string): BridgeId => ({ priority, mac: mac(`02:00:00:00:00:${end}`) });

/** The bridge that is asked: 32768.02:00:00:00:00:50, with three ports that have a link. */
const own = id(32_768, '50');
/** Lower by its priority, though its address is higher. */
const low = id(4096, 'f0');
/** Two neighbours with the usual priority: lower and higher than the own one. */
const lower = id(32_768, '20');
const higher = id(32_768, '90');
/** The lowest address of all, and a worse priority. */
const late = id(40_960, '01');

function bridge(): Switch {
  const ports = { p1: {}, p2: {}, p3: {} };
  const neighbour = (end: string) => ({ kind: 'switch' as const, mac: `02:00:00:00:0${end}:00`, ports: { p1: {} } });
  const network = buildNetwork({
    devices: {
      X: { kind: 'switch', mac: own.mac, ports, stp: { priority: own.priority } },
      N1: neighbour('1'),
      N2: neighbour('2'),
      N3: neighbour('3'),
    },
    links: [
      ['X.p1', 'N1.p1'],
      ['X.p2', 'N2.p1'],
      ['X.p3', 'N3.p1'],
    ],
  });
  advance(network, SECOND / 2);
  return network.devices['X'] as Switch;
}

/** A message: who is the root, at what cost, who says so, by which of its ports (from 1). */
function says(root: BridgeId, cost: number, sender: BridgeId, port = 1) {
  return configurationFrame(mac('02:00:00:00:99:00'), {
    vector: { root, cost, bridge: sender, port: 0x8000 + port },
    messageAge: cost === 0 ? 0 : 1,
    times: { maxAgeUs: 20 * SECOND, helloUs: 2 * SECOND, forwardDelayUs: 15 * SECOND },
    topologyChange: false,
    topologyChangeAcknowledgment: false,
  });
}

type Message = Parameters<typeof says>;

/** What is expected after the last of these messages, by part. */
function askedAfter(...messages: readonly (readonly [port: string, ...message: Message])[]) {
  const device = bridge();
  let asked: ReturnType<typeof decide>['thinking'] = [];
  for (const [port, ...message] of messages) {
    const { actions, thinking } = decide(device, arrival(port, says(...message)));
    apply(device, actions, SECOND / 2);
    asked = thinking;
  }
  return { device, asked, expected: Object.fromEntries(asked.map((point) => [point.part, point.expected])) };
}

describe('who is the root', () => {
  it.each([
    ['the lower priority, whatever the address', low, '4096.02:00:00:00:00:f0', 'root'],
    ['with the same priority the lower address', lower, '32768.02:00:00:00:00:20', 'root'],
    ['not the higher address', higher, '32768.02:00:00:00:00:50', 'designated'],
    ['not the lowest address with a worse priority', late, '32768.02:00:00:00:00:50', 'designated'],
  ] as const)('%s', (_what, sender, root, role) => {
    const { asked, expected } = askedAfter(['p1', sender, 0, sender]);
    expect(expected).toEqual({ 'stp-root': root, 'stp-role': role });
    expect(asked[0]?.facts).toMatchObject({ decidedBy: sender.priority === own.priority ? 'mac' : 'priority' });
  });

  it('is not asked again about the root that is known', () => {
    expect(askedAfter(['p1', low, 2, lower], ['p2', low, 4, higher]).expected).toEqual({ 'stp-role': 'designated' });
  });
});

describe('the role of a port', () => {
  const differs = (asked: ReturnType<typeof askedAfter>['asked'], part = 'stp-role') =>
    asked.find((point) => point.part === part)?.facts['differs'];

  it('cost decides before the bridge: the nearer one, though its ID is higher; the old way is blocked', () => {
    const { asked, expected } = askedAfter(['p1', low, 4, lower], ['p2', low, 2, higher]);
    // By p1 6, by p2 4. On p1 the neighbour says 4 and its ID is lower than the own one.
    expect(expected).toEqual({ 'stp-role': 'root', 'stp-former-role': 'blocked' });
    expect(differs(asked)).toBe('cost');
    expect(differs(asked, 'stp-former-role')).toBe('bridge');
  });

  it('the same cost: the lower bridge ID of the sender', () => {
    const { asked, expected } = askedAfter(['p1', low, 2, higher], ['p2', low, 2, lower]);
    expect(expected).toEqual({ 'stp-role': 'root', 'stp-former-role': 'blocked' });
    expect(differs(asked)).toBe('bridge');
  });

  it('the same sender: its lower port ID, not the own one', () => {
    const { asked, expected } = askedAfter(['p1', low, 0, low, 7], ['p3', low, 0, low, 4]);
    expect(expected).toEqual({ 'stp-role': 'root', 'stp-former-role': 'blocked' });
    expect(differs(asked)).toBe('port');
  });

  it('a neighbour that is as far from the root and has a higher ID: the own end is designated', () => {
    const { asked, expected } = askedAfter(['p1', low, 0, low], ['p2', low, 2, higher]);
    expect(expected).toEqual({ 'stp-role': 'designated' });
    expect(differs(asked)).toBe('bridge');
  });

  it('a neighbour that is as far from the root and has a lower ID: blocked', () => {
    expect(askedAfter(['p1', low, 0, low], ['p2', low, 2, lower]).expected).toEqual({ 'stp-role': 'blocked' });
  });

  it('a new root behind another port: the old root port becomes designated', () => {
    expect(askedAfter(['p1', lower, 0, lower], ['p2', low, 0, low]).expected).toEqual({
      'stp-root': '4096.02:00:00:00:00:f0',
      'stp-role': 'root',
      'stp-former-role': 'designated',
    });
  });
});

it('asks nothing about what it knows already, and only such a message is routine', () => {
  const { device } = askedAfter(['p1', low, 0, low], ['p2', low, 2, lower]);
  const again = says(low, 0, low);
  expect(decide(device, arrival('p1', again)).thinking).toEqual([]);
  expect(isRoutineBpdu(device, 'p1', again)).toBe(true);
  for (const news of [says(low, 2, low), says(id(0, '00'), 0, low)]) {
    const asks = decide(device, arrival('p2', news)).thinking.length > 0;
    expect(isRoutineBpdu(device, 'p2', news)).toBe(!asks);
  }
  expect(isRoutineBpdu(device, 'p2', says(id(0, '00'), 0, low))).toBe(false);
});

describe('a wrong answer', () => {
  /** The way to the root is by p1, at a cost of 4. At p2 somebody says what costs the own bridge so much. */
  const played = (cost: number, answers: Record<string, string> = {}) => {
    const { device } = askedAfter(['p1', low, 2, lower]);
    // A second later every port may speak again.
    for (const timer of Object.keys(device.stp!.running))
      if (timer.endsWith(' hold')) delete device.stp!.running[timer];
    return decide(device, arrival('p2', says(low, cost, higher)), answers).actions;
  };
  const treeOf = (actions: ReturnType<typeof played>) =>
    actions.find((action) => action.do === 'set-spanning-tree')?.tree;
  /** Where the bridge speaks, and at what cost it says that it reaches the root. */
  const told = (actions: ReturnType<typeof played>) =>
    actions.flatMap((action) => {
      const header = action.do === 'send' ? layer(action.frame, 'bpdu')?.header : undefined;
      if (action.do !== 'send' || header === undefined || !isConfiguration(header)) return [];
      return [`${action.port}: ${header.rootPriority} ${header.rootPathCost}`];
    });

  it('changes what the bridge takes for true', () => {
    expect(treeOf(played(2))).toMatchObject({ rootPort: 'p1', ports: { p2: { state: 'blocking' } } });
    expect(treeOf(played(2, { 'stp-role': 'root' }))).toMatchObject({ rootPort: 'p2' });
    expect(treeOf(played(2, { 'stp-role': 'designated' }))).toMatchObject({ ports: { p2: { state: 'listening' } } });
    expect(treeOf(played(0, { 'stp-role': 'blocked' }))).toMatchObject({ ports: { p2: { state: 'blocking' } } });
  });

  it('keeps the bridge silent, or it says the truth: nobody else is led astray', () => {
    // Who knows less is told; who thinks that this end is not the designated one tells nobody.
    expect(told(played(6))).toEqual(['p2: 4096 4']);
    expect(told(played(6, { 'stp-role': 'blocked' }))).toEqual([]);
    expect(told(played(6, { 'stp-role': 'root' }))).toEqual([]);
    // Nor does anybody hear of the better way by p2 from somebody who does not take it.
    expect(told(played(0))).toEqual(['p3: 4096 2']);
    expect(told(played(0, { 'stp-role': 'blocked' }))).toEqual([]);
  });
});

describe('a port', () => {
  const frame = echo({
    from: { mac: '02:00:00:00:00:0a', ip: '10.0.0.1' },
    toMac: '02:00:00:00:00:0b',
    to: '10.0.0.2',
  });
  const inState = (state: 'blocking' | 'listening' | 'learning' | 'forwarding', answers = {}) => {
    const { device } = askedAfter(['p1', low, 0, low], ['p2', low, 2, lower]);
    device.stp!.ports['p2']!.state = state;
    device.stp!.ports['p1']!.state = 'forwarding';
    const { actions, thinking } = decide(device, arrival('p2', frame), answers);
    return { does: actions.map((action) => action.do), intake: thinking[0]?.expected, quality: thinking[0]?.quality };
  };

  it.each([
    ['blocking', 'nothing', ['drop']],
    ['listening', 'nothing', ['drop']],
    ['learning', 'learn', ['learn-mac', 'drop']],
    ['forwarding', 'forward', ['learn-mac', 'send']],
  ] as const)('that is %s takes %s (8.4)', (state, intake, does) => {
    expect(inState(state)).toEqual({ does, intake, quality: 'right' });
  });

  it('that is blocked and learns all the same is broken', () => {
    expect(inState('blocking', { intake: 'learn' })).toEqual({
      does: ['learn-mac', 'drop'],
      intake: 'nothing',
      quality: 'broken',
    });
    expect(BRIDGE_GROUP_ADDRESS).toBe('01:80:c2:00:00:00');
  });
});
