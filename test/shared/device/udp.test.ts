import { describe, expect, it } from 'vitest';
import type { Station } from '../../../shared/device/device.ts';
import type { Action } from '../../../shared/device/event.ts';
import { buildNetwork, type LabStation } from '../../../shared/network/lab.ts';
import { layer, parseFrame, patchFrame, type Frame } from '../../../shared/wire/frame.ts';
import { datagramAtTarget, packetOctets, portUnreachable } from './linux-frames.ts';
import { acts, arrival, does } from './vocabulary.ts';

/** 10.0.2.2, behind the router whose card there is 02:00:00:00:11:02. */
function target(more: Partial<LabStation> = {}): Station {
  const lab: LabStation = {
    kind: 'host',
    interfaces: { eth0: { mac: '02:00:00:00:02:01', ipv4: '10.0.2.2/24' } },
    routes: [{ to: 'default', via: '10.0.2.1' }],
    neigh: { '10.0.2.1': '02:00:00:00:11:02' },
    ...more,
  };
  return buildNetwork({ devices: { B: lab } }).devices['B'] as Station;
}

/** What leaves for the datagrams that the actions ask for. */
function saidBy(station: Station, actions: readonly Action[]): Frame | undefined {
  const [told] = does(actions, 'originate');
  return told && acts(station, { kind: 'originate', datagram: told.datagram }).frame;
}

describe('a datagram for a port', () => {
  it('where nobody listens: port unreachable, octet by octet as Linux words it', () => {
    const { actions } = acts(target(), arrival('eth0', datagramAtTarget));
    expect(does(actions, 'deliver')).toEqual([]);
    expect(does(actions, 'drop')).toEqual([{ do: 'drop', why: 'no-listener' }]);
    const said = saidBy(target(), actions);
    expect(said && packetOctets(said, 63)).toBe(packetOctets(portUnreachable, 63));
  });

  it('at another card of a router: the address that was asked says so, not that of the way back (Linux: icmp_send)', () => {
    const station = target({
      kind: 'router',
      interfaces: {
        eth0: { mac: '02:00:00:00:02:01', ipv4: '10.0.3.2/24' },
        eth1: { mac: '02:00:00:00:02:02', ipv4: '10.0.2.2/24' },
      },
      routes: [{ to: '10.0.1.0/24', via: '10.0.3.1' }],
      neigh: { '10.0.3.1': '02:00:00:00:11:02' },
    });
    const said = saidBy(station, acts(station, arrival('eth0', datagramAtTarget)).actions);
    expect(said && packetOctets(said, 63)).toBe(packetOctets(portUnreachable, 63));
  });

  it('where a sink listens: read, and nothing else', () => {
    const { actions } = acts(target({ listen: { udp: { 11: 'sink' } } }), arrival('eth0', datagramAtTarget));
    expect(actions.map((action) => action.do)).toEqual(['deliver']);
  });

  it('where an echo service listens: the same octets back, ports and addresses changed round (RFC 862)', () => {
    const station = target({ listen: { udp: { 11: 'echo' } } });
    const said = saidBy(station, acts(station, arrival('eth0', datagramAtTarget)).actions);
    if (said === undefined) throw new Error('no answer');
    expect(parseFrame(said.bytes).malformed).toBeUndefined();
    expect(layer(said, 'ipv4')?.header).toMatchObject({
      source: '10.0.2.2',
      destination: '10.0.1.2',
      ttl: 64,
      flags: 0b010,
    });
    expect(layer(said, 'udp')?.header).toMatchObject({ sourcePort: 11, destinationPort: 40_000, length: 25 });
    // RFC 768: a checksum does not change when source and destination change places.
    expect(layer(said, 'udp')?.header.checksum).toBe(0x52f7);
  });

  it('to everybody: never an error (RFC 1122 3.2.2), but read by who listens, who answers with an address of its own', () => {
    const toAll = parseFrame(
      patchFrame(datagramAtTarget, { 'ipv4.destination': '10.0.2.255', 'ethernet.destination': 'ff:ff:ff:ff:ff:ff' })
        .bytes,
    );
    expect(toAll.malformed).toBeUndefined();
    expect(acts(target(), arrival('eth0', toAll)).actions).toEqual([{ do: 'drop', why: 'no-listener' }]);
    const station = target({ listen: { udp: { 11: 'echo' } } });
    const said = saidBy(station, acts(station, arrival('eth0', toAll)).actions);
    expect(said && layer(said, 'ipv4')?.header.source).toBe('10.0.2.2');
  });

  it('to one address, but in a frame to everybody: no error either (RFC 1122 3.2.2)', () => {
    const toAll = patchFrame(datagramAtTarget, { 'ethernet.destination': 'ff:ff:ff:ff:ff:ff' });
    expect(acts(target(), arrival('eth0', toAll)).actions).toEqual([{ do: 'drop', why: 'no-listener' }]);
  });

  it('with a wrong checksum: dropped in silence (RFC 1122 4.1.3.4)', () => {
    const bytes = datagramAtTarget.bytes.slice();
    bytes[bytes.length - 1] = 0x21;
    const station = target({ listen: { udp: { 11: 'echo' } } });
    expect(acts(station, arrival('eth0', parseFrame(bytes))).actions).toEqual([{ do: 'drop', why: 'not-understood' }]);
  });

  it('with a wrong checksum, on its way: forwarded, for a router does not look at what a packet carries', () => {
    const bytes = datagramAtTarget.bytes.slice();
    bytes[bytes.length - 1] = 0x21;
    const station = target({
      kind: 'router',
      interfaces: { eth0: { mac: '02:00:00:00:02:01', ipv4: '10.0.3.2/24' } },
      routes: [{ to: '10.0.2.0/24', via: '10.0.3.1' }],
      neigh: { '10.0.3.1': '02:00:00:00:11:02' },
    });
    const { frame } = acts(station, arrival('eth0', parseFrame(bytes)));
    expect(frame && layer(frame, 'ipv4')?.header.ttl).toBe(62);
    expect(frame && parseFrame(frame.bytes).malformed?.malformed).toBe('udp-checksum');
  });

  it('from an address that only the station itself can have: dropped (Linux: martian source)', () => {
    const own = parseFrame(patchFrame(datagramAtTarget, { 'ipv4.source': '10.0.2.2' }).bytes);
    const looped = parseFrame(patchFrame(datagramAtTarget, { 'ipv4.destination': '127.0.0.1' }).bytes);
    for (const frame of [own, looped])
      expect(acts(target(), arrival('eth0', frame)).actions).toEqual([{ do: 'drop', why: 'martian' }]);
  });

  it('at which a program waits that has sent from there: delivered to it', () => {
    const station = target();
    station.sockets[11] = true;
    expect(acts(station, arrival('eth0', datagramAtTarget)).actions.map((action) => action.do)).toEqual(['deliver']);
  });
});
