import { expect, test } from 'vitest';
import { type Frame, buildFrame, parseFrame, summary } from '../../../shared/wire/frame.ts';
import { type CaptureName, readCapture } from './captures.ts';
import { arpRequest, data, ethernetToR, ping, withOctets } from './frames.ts';

const captured = (number: number, name: CaptureName = 'linux-router-inside') =>
  parseFrame(readCapture(name)[number - 1]!);

// The wording is tcpdump's, which says of frame 3: "IP 192.168.1.101 > 192.168.2.102: ICMP echo request, id 6915, seq 1, length 64".
test.each<[Frame, string]>([
  [captured(1), 'ARP who-has 192.168.1.1 tell 192.168.1.101'],
  [captured(2), 'ARP 192.168.1.1 is-at 02:00:00:00:02:01'],
  [captured(3), '192.168.1.101 > 192.168.2.102: ICMP echo request, id 6915, seq 1, ttl 64'],
  [captured(4), '192.168.2.102 > 192.168.1.101: ICMP echo reply, id 6915, seq 1, ttl 63'],
  [captured(8), '192.168.1.1 > 192.168.1.101: ICMP time exceeded in-transit, ttl 64'],
  [captured(11), '192.168.1.1 > 192.168.1.101: ICMP host 192.168.2.77 unreachable, ttl 64'],
  [captured(15), '192.168.1.101 > 192.168.2.102: ip-proto-1, offset 1480, length 528, ttl 64'],
  [captured(23), '192.168.1.101.55236 > 192.168.2.102.9999: UDP, length 6, ttl 64 [udp-checksum]'],
  [captured(24), '192.168.2.102 > 192.168.1.101: ICMP 192.168.2.102 udp port 9999 unreachable, ttl 63'],
  [captured(3, 'linux-udp'), '10.0.0.1.40000 > 10.0.0.2.7: UDP, length 5, ttl 64'],
  [captured(15, 'linux-udp'), '10.0.0.1 > 10.0.0.2: ip-proto-99, length 12, ttl 64'],
  [captured(16, 'linux-udp'), '10.0.0.2 > 10.0.0.1: ICMP 10.0.0.2 protocol 99 unreachable, ttl 64'],
  [captured(10, 'ovs-trunk'), 'vlan 10, ARP who-has 10.0.0.2 tell 10.0.0.1'],
  [captured(12, 'ovs-trunk'), 'vlan 10, 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7179, seq 1, ttl 64'],
  [
    captured(1, 'ovs-trunk'),
    'STP 802.1w, Rapid STP, Flags [Proposal], bridge-id 8000.0a:b8:2e:84:00:4c.8002, root-id 8000.0a:b8:2e:84:00:4c, root-pathcost 0',
  ],
  [
    captured(1, 'linux-stp'),
    'STP 802.1d, Config, Flags [none], bridge-id 7000.02:00:00:00:05:01.8002, root-id 7000.02:00:00:00:05:01, root-pathcost 0',
  ],
  [captured(10, 'linux-stp'), 'STP 802.1d, Topology Change'],
  [
    captured(3, 'linux-vxlan-inside'),
    '192.168.1.101.35214 > 192.168.2.102.4789: VXLAN, flags [I] (0x08), vni 100, ttl 64: ARP who-has 10.0.0.2 tell 10.0.0.1',
  ],
  [buildFrame(ethernetToR, data(46)), '02:00:00:00:01:01 > 02:00:00:00:02:01, ethertype 0x88b5, length 60'],
  [parseFrame(withOctets(arpRequest().bytes, { 12: 0, 13: 38 })), 'LLC, dsap 0x00, ssap 0x01, ctrl 0x08, length 60'],
  [parseFrame(withOctets(arpRequest().bytes, { 21: 9 })), 'ARP op 9 192.168.1.101 > 192.168.1.1'],
  [
    parseFrame(withOctets(ping().bytes, { 22: 1 }), 7),
    '192.168.1.101 > 192.168.2.102: ICMP echo request, id 7, seq 1, ttl 1 [ipv4-checksum] [bad-fcs]',
  ],
  [parseFrame(new Uint8Array(5)), 'frame, length 5 [ethernet-truncated]'],
])('summary %#', (frame, expected) => {
  expect(summary(frame)).toBe(expected);
});
