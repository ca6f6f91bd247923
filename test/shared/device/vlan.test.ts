/**
 * 802.1Q in a switch. The frames are those that Open vSwitch 3.1 (userspace datapath, normal forwarding) sent by each port of a bridge with these
 * settings, when they were put in by raw sockets; payload type 88b5, filled up with zeros.
 */
import { describe, expect, it } from 'vitest';
import { apply } from '../../../shared/device/apply.ts';
import { decide, type Answers } from '../../../shared/device/decision.ts';
import type { Switch } from '../../../shared/device/device.ts';
import type { Change } from '../../../shared/device/change.ts';
import { judge } from '../../../shared/game/judge.ts';
import { macKey } from '../../../shared/device/macs.ts';
import { mac } from '../../../shared/address/mac.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { parseFrame, type Frame } from '../../../shared/wire/frame.ts';
import { acts, arrival } from './vocabulary.ts';

/** p1 and p2: access 10; p3: trunk 10, 20; p4: the same with native 10; p5: the same with native 20. */
function bridge(): Switch {
  const vlan = (native?: number) => ({
    vlan: native === undefined ? { trunk: [10, 20] } : { trunk: [10, 20], native },
  });
  const ports = { p1: { vlan: { access: 10 } }, p2: { vlan: { access: 10 } }, p3: vlan(), p4: vlan(10), p5: vlan(20) };
  const device = buildNetwork({ devices: { S: { kind: 'switch', ports } } }).devices['S'] as Switch;
  return { ...device, down: {} };
}

const ALL = 'ffffffffffff';
const [M1, M3, M4] = ['020000000101', '020000000301', '020000000401'];

function frameOf(hex: string): Frame {
  const bytes = new Uint8Array(64);
  bytes.set(hex.match(/../g)?.map((octet) => Number.parseInt(octet, 16)) ?? []);
  return parseFrame(bytes);
}

/** "p3 ffff…": the ports in their order, with the octets up to the zeros at the end. */
function sentBy(device: Switch, port: string, hex: string): string[] {
  const event = arrival(port, frameOf(hex));
  const { sends } = acts(device, event);
  // Asked point by point the switch does the same.
  expect(decide(device, event).actions.filter((action) => action.do === 'send')).toEqual(sends);
  return sends.map(textOf);
}

function textOf({ port, frame }: { readonly port: string; readonly frame: Frame }): string {
  const octets = Array.from(frame.bytes, (octet) => octet.toString(16).padStart(2, '0'));
  return `${port} ${octets.join('').replace(/(00)+$/, '')}`;
}

const withTag = (from: string, tag: string, rest = '88b501') => `${ALL}${from}8100${tag}${rest}`;
const without = (from: string) => `${ALL}${from}88b501`;

describe('frames leave as those of Open vSwitch do', () => {
  it.each<[what: string, port: string, hex: string, sent: string[]]>([
    [
      'untagged, by an access port',
      'p1',
      without(M1),
      [`p2 ${without(M1)}`, `p3 ${withTag(M1, '000a')}`, `p4 ${without(M1)}`, `p5 ${withTag(M1, '000a')}`],
    ],
    [
      'tagged with a priority only (VLAN 0, priority 5), by an access port: it is untagged, and the priority goes on',
      'p1',
      withTag(M1, 'a000'),
      [`p2 ${without(M1)}`, `p3 ${withTag(M1, 'a00a')}`, `p4 ${without(M1)}`, `p5 ${withTag(M1, 'a00a')}`],
    ],
    ['tagged with its own VLAN, by an access port', 'p1', withTag(M1, 'a00a'), []],
    ['tagged with a priority only, by a trunk without a native VLAN', 'p3', withTag(M3, 'a000'), []],
    ['untagged, by a trunk without a native VLAN', 'p3', without(M3), []],
    [
      'tagged with a priority only, by a trunk with native VLAN 10',
      'p4',
      withTag(M4, 'a000'),
      [`p1 ${without(M4)}`, `p2 ${without(M4)}`, `p3 ${withTag(M4, 'a00a')}`, `p5 ${withTag(M4, 'a00a')}`],
    ],
    [
      'tagged with the native VLAN, priority 3',
      'p4',
      withTag(M4, '600a'),
      [`p1 ${without(M4)}`, `p2 ${without(M4)}`, `p3 ${withTag(M4, '600a')}`, `p5 ${withTag(M4, '600a')}`],
    ],
    [
      'tagged with VLAN 20, priority 3, by a trunk',
      'p3',
      withTag(M3, '6014'),
      [`p4 ${withTag(M3, '6014')}`, `p5 ${without(M3)}`],
    ],
    ['tagged with a VLAN that is in no list', 'p3', withTag(M3, '601e'), []],
    [
      'tagged twice: only the outer tag counts',
      'p3',
      withTag(M3, '000a', '8100001488b501'),
      [
        `p1 ${withTag(M3, '0014')}`,
        `p2 ${withTag(M3, '0014')}`,
        `p4 ${withTag(M3, '0014')}`,
        `p5 ${withTag(M3, '000a', '8100001488b501')}`,
      ],
    ],
    ['to the address of bridges among themselves', 'p1', `0180c2000000${M1}88b501`, []],
  ])('%s', (_what, port, hex, sent) => {
    expect(sentBy(bridge(), port, hex)).toEqual(sent);
  });

  it('the same octets are the same frame, and a tag that stays is not made anew', () => {
    const came = frameOf(withTag(M3, '6014'));
    const { sends } = acts(bridge(), arrival('p3', came));
    expect(sends[0]?.frame).toBe(came);
    const all = acts(bridge(), arrival('p1', frameOf(without(M1)))).sends;
    expect(all[1]?.frame).toBe(all[3]?.frame);
    expect(all[0]?.frame).toBe(all[2]?.frame);
  });
});

describe('a table a VLAN', () => {
  /** The switch after these frames, a microsecond between them. */
  function heard(...frames: [port: string, hex: string][]): Switch {
    const device = bridge();
    for (const [at, [port, hex]] of frames.entries())
      apply(device, acts(device, arrival(port, frameOf(hex))).actions, at);
    return device;
  }

  it('writes the same address once a VLAN', () => {
    const device = heard(['p3', withTag(M3, '000a')], ['p3', withTag(M3, '0014')], ['p1', without(M3)]);
    expect(device.macs).toEqual({
      '10/02:00:00:00:03:01': { port: 'p1', heardUs: 2 },
      '20/02:00:00:00:03:01': { port: 'p3', heardUs: 1 },
    });
  });

  it('what is known in one VLAN is unknown in the other', () => {
    const device = heard(['p1', without(M1)], ['p4', withTag(M4, '0014')]);
    const toM1 = (tag: string) => `${M1}${M3}8100${tag}88b501`;
    expect(sentBy(device, 'p3', toM1('000a'))).toEqual([`p1 ${M1}${M3}88b501`]);
    expect(sentBy(device, 'p3', toM1('0014'))).toEqual([`p4 ${toM1('0014')}`, `p5 ${M1}${M3}88b501`]);
  });

  it('learns nothing from a frame that it does not take', () => {
    expect(heard(['p3', without(M3)], ['p1', withTag(M1, '000a')], ['p3', withTag(M3, '001e')]).macs).toEqual({});
    expect(acts(bridge(), arrival('p3', frameOf(without(M3)))).actions).toEqual([{ do: 'drop', why: 'wrong-vlan' }]);
  });

  it('forgets what was learned on a port whose VLAN changes', () => {
    const device = heard(['p1', without(M1)], ['p4', without(M4)]);
    configure(device, { set: 'port-vlan', port: 'p1', vlan: { mode: 'access', vlan: 20 } });
    expect(Object.keys(device.macs)).toEqual([macKey(mac('02:00:00:00:04:01'), 10)]);
    expect(sentBy(device, 'p1', without(M1))).toEqual([
      `p3 ${withTag(M1, '0014')}`,
      `p4 ${withTag(M1, '0014')}`,
      `p5 ${without(M1)}`,
    ]);
  });

  it('a switch that begins to look at tags begins with an empty table', () => {
    const device = { ...bridge(), vlans: undefined };
    apply(device, acts(device, arrival('p1', frameOf(without(M1)))).actions, 0);
    expect(Object.keys(device.macs)).toEqual(['02:00:00:00:01:01']);
    configure(device, { set: 'port-vlan', port: 'p3', vlan: { mode: 'trunk', vlans: [7], native: 1 } });
    expect(device.macs).toEqual({});
    expect(sentBy(device, 'p1', without(M1)).map((send) => send.slice(0, 2))).toEqual(['p2', 'p3', 'p4', 'p5']);
  });

  it('judges a way into another VLAN as unsafe, by the rule that keeps VLANs apart, and says which VLAN it was', () => {
    const played = decide(bridge(), arrival('p3', frameOf(withTag(M3, '0014'))), { ports: 'p1 p4 p5' });
    const point = played.thinking.find((one) => one.part === 'ports');
    expect(point).toMatchObject({
      expected: 'p4 p5',
      quality: 'unsafe',
      rule: 'switch.vlan',
      facts: { vlan: 20, others: ['p4', 'p5'] },
    });
  });
});

function configure(device: Switch, change: Change): void {
  apply(device, acts(device, { kind: 'configure', change }).actions, 0);
}

describe('[switch.vlan] what is answered is done', () => {
  const sent = (port: string, hex: string, answers: Answers): string[] =>
    decide(bridge(), arrival(port, frameOf(hex)), answers).actions.flatMap((action) =>
      action.do === 'send' ? [textOf(action)] : [],
    );

  it('a tag where none belongs, and none where one belongs: the bytes that a trunk and an access port would send', () => {
    expect(sent('p1', without(M1), { ports: 'p2 p3', tags: 'p2' })).toEqual([
      `p2 ${withTag(M1, '000a')}`,
      `p3 ${without(M1)}`,
    ]);
  });

  it('another VLAN: what follows is asked and done in that one', () => {
    const { thinking, actions } = decide(bridge(), arrival('p1', frameOf(without(M1))), { vlan: '20' });
    expect(actions).toContainEqual({ do: 'learn-mac', mac: mac('02:00:00:00:01:01'), port: 'p1', vlan: 20 });
    expect(thinking.find(({ part }) => part === 'ports')?.expected).toBe('p3 p4 p5');
    expect(thinking.find(({ part }) => part === 'tags')?.expected).toBe('p3 p4');
  });

  it('to no VLAN: dropped, and nothing more is asked', () => {
    const { thinking, actions } = decide(bridge(), arrival('p1', frameOf(without(M1))), { vlan: 'none' });
    expect(actions).toEqual([{ do: 'drop', why: 'wrong-vlan' }]);
    expect(thinking.map(({ part, quality }) => `${part} ${quality}`)).toEqual(['vlan broken']);
  });

  it.each<[what: string, answers: Answers, blamed: string]>([
    ['a port of another VLAN', { ports: 'p2 p3 p4 p5 p6' }, 'ports unsafe switch.vlan'],
    ['one port too few', { ports: 'p2 p3' }, 'ports broken switch.flood'],
    ['back out of the port it came in by', { ports: 'p1 p2 p3 p4 p5' }, 'ports wasteful switch.flood'],
    ['a tag to a host', { tags: 'p2 p3 p5' }, 'tags broken switch.vlan'],
    ['no tag on a trunk without a native VLAN', { tags: 'p5' }, 'tags broken switch.vlan'],
    ['no tag on a trunk with another native VLAN', { tags: 'p3' }, 'tags unsafe switch.vlan'],
    ['a tag in the native VLAN', { tags: 'p3 p4 p5' }, 'tags wasteful switch.vlan'],
    ['another VLAN', { vlan: '20' }, 'vlan unsafe switch.vlan'],
  ])('%s is blamed', (_what, answers, blamed) => {
    const device = bridge();
    const more = {
      ...device,
      ports: [...device.ports, 'p6'],
      vlans: { ...device.vlans, p6: { mode: 'access', vlan: 20 } },
    };
    const decision = decide(more as Switch, arrival('p1', frameOf(without(M1))), answers);
    const worst = judge(decision);
    expect(`${worst?.part} ${worst?.quality} ${worst?.rule}`).toBe(blamed);
  });
});
