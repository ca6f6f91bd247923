/**
 * 802.1Q in a switch. The frames are those that Open vSwitch 3.1 (userspace datapath, normal forwarding) sent by each port of a bridge with these
 * settings, when they were put in by raw sockets; payload type 88b5, filled up with zeros.
 */
import { describe, expect, it } from 'vitest';
import { apply } from '../../../shared/device/apply.ts';
import { decide } from '../../../shared/device/decision.ts';
import type { Switch } from '../../../shared/device/device.ts';
import type { Change } from '../../../shared/device/change.ts';
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
  return acts(device, arrival(port, frameOf(hex))).sends.map((send) => {
    const octets = Array.from(send.frame.bytes, (octet) => octet.toString(16).padStart(2, '0'));
    return `${send.port} ${octets.join('').replace(/(00)+$/, '')}`;
  });
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

  it('judges a way into another VLAN as broken or wasteful like any other, and says which VLAN it was', () => {
    const played = decide(bridge(), arrival('p3', frameOf(withTag(M3, '0014'))), { ports: 'p1 p4 p5' });
    const point = played.thinking.find((one) => one.part === 'ports');
    expect(point).toMatchObject({ expected: 'p4 p5', quality: 'wasteful', facts: { vlan: 20, others: ['p4', 'p5'] } });
  });
});

function configure(device: Switch, change: Change): void {
  apply(device, acts(device, { kind: 'configure', change }).actions, 0);
}
