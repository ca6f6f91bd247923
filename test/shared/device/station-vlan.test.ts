/** VLAN interfaces of a station (802.1Q), compared with what internal ports of Open vSwitch 3.1 ("tag=10") put on the cable in the same network. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Station } from '../../../shared/device/device.ts';
import { apply } from '../../../shared/device/apply.ts';
import { buildNetwork, endOfTrafficUs, isLabMistake, readLab } from '../../../shared/network/lab.ts';
import { advance } from '../../../shared/network/network.ts';
import { type Frame, layer, tagFrame } from '../../../shared/wire/frame.ts';
import { A, acts, arrival, echo, whoHas } from './vocabulary.ts';

const file = join(import.meta.dirname, '../../fixtures/labs/interface-router-on-a-stick.json');

function run(untilUs?: number) {
  const lab = readLab(JSON.parse(readFileSync(file, 'utf8')));
  if (isLabMistake(lab)) throw new Error(`${lab.path}: ${lab.mistake}`);
  const network = buildNetwork(lab);
  const seen: { way: 'in' | 'out'; port: string; frame: Frame }[] = [];
  const see = (way: 'in' | 'out') => (device: string, port: string, frame: Frame) => {
    if (device === 'R1') seen.push({ way, port, frame });
  };
  advance(network, untilUs ?? endOfTrafficUs(lab) + 2_000_000, { sent: see('out'), received: see('in') });
  return { network, seen };
}

/** As tshark printed the capture of the trunk. */
function line(frame: Frame): string {
  const vlan = layer(frame, 'vlan')?.header.id ?? '-';
  const arp = layer(frame, 'arp')?.header;
  if (arp !== undefined) return `${vlan} arp ${arp.operation} ${arp.senderIp} ${arp.targetIp}`;
  const [ip, icmp] = [layer(frame, 'ipv4')?.header, layer(frame, 'icmp')?.header];
  return `${vlan} ${ip?.source} ${ip?.destination} ttl ${ip?.ttl} icmp ${icmp?.type}`;
}

describe('a router on a stick', () => {
  it('takes what is tagged with a VLAN of its own, and sends tagged into the other', () => {
    const { seen } = run(100_000);
    expect(seen.map(({ frame }) => line(frame))).toEqual([
      '10 arp 1 10.0.10.2 10.0.10.1',
      '10 arp 2 10.0.10.1 10.0.10.2',
      '10 10.0.10.2 10.0.20.2 ttl 64 icmp 8',
      '20 arp 1 10.0.20.1 10.0.20.2',
      '20 arp 2 10.0.20.2 10.0.20.1',
      '20 10.0.10.2 10.0.20.2 ttl 63 icmp 8',
      '20 10.0.20.2 10.0.10.2 ttl 64 icmp 0',
      '10 10.0.20.2 10.0.10.2 ttl 63 icmp 0',
    ]);
  });

  it('what is untagged belongs to the card itself; a VLAN without an interface to nobody', () => {
    const { network, seen } = run();
    expect(network.pings.map((ping) => ping.received)).toEqual([1, 1, 1, 0, 0]);
    const strange = seen.filter(({ frame }) => layer(frame, 'vlan')?.header.id === 30);
    expect(strange.length).toBeGreaterThan(0);
    expect(strange.every(({ way }) => way === 'in')).toBe(true);
    expect(seen.every(({ port }) => port === 'eth0')).toBe(true);
    const untagged = seen.filter(({ frame }) => layer(frame, 'vlan') === undefined);
    expect(untagged.map(({ way }) => way)).toEqual(['in', 'out', 'in', 'out']);
  });

  it('the neighbours stand in the table of the VLAN’s interface', () => {
    const router = run().network.devices['R1'] as Station;
    expect(Object.keys(router.neighbors['eth0.20'] ?? {})).toEqual(['10.0.20.2']);
    expect(Object.keys(router.neighbors['eth0'] ?? {})).toEqual(['10.0.1.2']);
  });
});

describe('an interface of a VLAN', () => {
  const interfaces = { eth0: { mac: A.mac }, 'eth0.10': { vlan: { of: 'eth0', id: 10 }, ipv4: `${A.ip}/24` } };
  const host = (): Station => buildNetwork({ devices: { A: { kind: 'host', interfaces } } }).devices['A'] as Station;
  const B = { mac: '02:00:00:00:00:0b', ip: '192.168.1.2' };

  it('answers tagged, by the card', () => {
    const { ports, frame } = acts(host(), arrival('eth0', tagFrame(whoHas(B, A.ip), 10)));
    expect(ports).toEqual(['eth0']);
    expect(frame && line(frame)).toBe(`10 arp 2 ${A.ip} ${B.ip}`);
  });

  it('hears nothing untagged; VLAN 0 counts as untagged (IEEE 802.1Q 9.6)', () => {
    expect(acts(host(), arrival('eth0', whoHas(B, A.ip))).sends).toEqual([]);
    const onCard = buildNetwork({
      devices: { A: { kind: 'host', interfaces: { eth0: { mac: A.mac, ipv4: `${A.ip}/24` } } } },
    }).devices['A'] as Station;
    const { frame } = acts(onCard, arrival('eth0', tagFrame(whoHas(B, A.ip), 0, 5)));
    expect(frame && line(frame)).toBe(`- arp 2 ${A.ip} ${B.ip}`);
  });

  it('goes down and up with its card', () => {
    const station = host();
    apply(station, [{ do: 'configure', change: { set: 'link', port: 'eth0', up: false } }], 0);
    expect(station.interfaces['eth0.10']?.up).toBe(false);
    expect(station.routes).toEqual([]);
    apply(station, [{ do: 'configure', change: { set: 'link', port: 'eth0', up: true } }], 0);
    expect(station.routes).toMatchObject([{ interface: 'eth0.10', to: '192.168.1.0/24' }]);
    const request = echo({ from: { mac: B.mac, ip: B.ip }, toMac: A.mac, to: A.ip });
    expect(acts(station, arrival('eth0', tagFrame(request, 10))).actions[0]?.do).toBe('deliver');
  });
});
