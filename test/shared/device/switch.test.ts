/** What a switch does besides learning and forwarding: ports that are down, rows that age, machines that move, settings that change. */
import { describe, expect, it } from 'vitest';
import { ageTables, apply } from '../../../shared/device/apply.ts';
import { act, decide } from '../../../shared/device/decision.ts';
import type { Switch } from '../../../shared/device/device.ts';
import { freshMacs } from '../../../shared/device/macs.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { advance, deviceOf, type Network } from '../../../shared/network/network.ts';
import { stateOf } from '../../../shared/network/state.ts';
import { labOf } from '../network/labs.ts';
import { A, acts, arrival, B, echo, switchOf, whoHas } from './vocabulary.ts';

const fromAToAll = whoHas(A, B.ip);
const fromAToB = echo({ from: A, toMac: B.mac, to: B.ip });

describe('a port that is down', () => {
  const withoutP2 = (): Switch => ({ ...switchOf('p1', 'p2', 'p3'), down: { p2: true } });

  it('is no way out, and nothing comes in by it', () => {
    expect(acts(withoutP2(), arrival('p1', fromAToAll)).ports).toEqual(['p3']);
    expect(acts(withoutP2(), arrival('p2', fromAToAll)).actions).toEqual([{ do: 'drop', why: 'link-down' }]);
  });

  it('forgets who was behind it when it goes down', () => {
    const device = switchOf('p1', 'p2', 'p3');
    apply(device, acts(device, arrival('p1', fromAToAll)).actions, 0);
    apply(device, acts(device, { kind: 'carrier', port: 'p1', up: false }).actions, 1);
    expect(device.macs).toEqual({});
    expect(device.down).toEqual({ p1: true });
    apply(device, acts(device, { kind: 'carrier', port: 'p1', up: true }).actions, 2);
    expect(device.down).toEqual({});
  });
});

describe('ageing', () => {
  const rowsAt = (network: Network, seconds: number) => {
    advance(network, seconds * 1_000_000);
    return Object.keys(stateOf(network).fdb['S'] ?? {}).length;
  };

  it('a row is gone when it was not heard for the ageing time, also on a switch on which nothing happens', () => {
    const network = buildNetwork(labOf('test/fixtures/labs/ageing-forgotten.json'));
    expect([0.5, 2.7, 2.9].map((seconds) => rowsAt(network, seconds))).toEqual([2, 2, 0]);
  });

  it('what is forgotten is flooded for again', () => {
    const network = buildNetwork(labOf('test/fixtures/labs/ageing-forgotten.json'));
    const atC: number[] = [];
    const received = (device: string, _port: string, _frame: unknown, atUs: number) => {
      if (device === 'C') atC.push(Math.floor(atUs / 100_000));
    };
    advance(network, 6_000_000, { received });
    // The first request, unknown as yet; and the one after the silence.
    expect(atC).toEqual([0, 45]);
  });

  it('a row that is heard again stays, and the others go', () => {
    const network = buildNetwork(labOf('test/fixtures/labs/ageing-kept.json'));
    expect([0.5, 2.5, 9.5, 11.5].map((seconds) => rowsAt(network, seconds))).toEqual([2, 2, 2, 0]);
    expect(deviceOf(network, 'S')).toMatchObject({ kind: 'switch' });
  });

  it('each row has its own time, whenever the table was looked through before', () => {
    const device = switchOf('p1', 'p2');
    apply(device, acts(device, arrival('p1', fromAToAll)).actions, 0);
    apply(device, acts(device, arrival('p2', whoHas(B, A.ip))).actions, 200_000_000);
    ageTables(device, 300_000_000);
    expect(Object.keys(device.macs)).toEqual([B.mac]);
    ageTables(device, 499_999_999);
    expect(Object.keys(device.macs)).toEqual([B.mac]);
    ageTables(device, 500_000_000);
    expect(device.macs).toEqual({});
  });

  it('can be changed, and holds for what is there already', () => {
    const device = switchOf('p1', 'p2');
    apply(device, acts(device, arrival('p1', fromAToAll)).actions, 0);
    expect(freshMacs(device, 299_999_999)).toHaveLength(1);
    expect(freshMacs(device, 300_000_000)).toHaveLength(0);
    apply(device, acts(device, { kind: 'configure', change: { set: 'ageing', seconds: 5 } }).actions, 0);
    expect(freshMacs(device, 5_000_000)).toHaveLength(0);
  });
});

it('a group address as source makes no row, or it would catch every broadcast (IEEE 802.1D 7.8)', () => {
  const fromGroup = echo({ from: { mac: '03:00:00:00:00:0a', ip: A.ip }, toMac: B.mac, to: B.ip });
  expect(acts(switchOf('p1', 'p2'), arrival('p1', fromGroup)).actions.map((action) => action.do)).toEqual(['send']);
});

it('what it does by the rules and what it thinks out point by point are the same', () => {
  const device = switchOf('p1', 'p2', 'p3');
  for (const [port, frame] of [
    ['p1', fromAToAll],
    ['p2', fromAToB],
    ['p3', fromAToB],
    ['p1', fromAToB],
  ] as const) {
    expect(act(device, arrival(port, frame))).toEqual(decide(device, arrival(port, frame)).actions);
    apply(device, act(device, arrival(port, frame)), 0);
  }
});

it('without VLANs, the facts behind a decision say nothing of them', () => {
  for (const { facts } of decide(switchOf('p1', 'p2'), arrival('p1', fromAToAll)).thinking) {
    expect(facts).not.toHaveProperty('vlan');
  }
});
