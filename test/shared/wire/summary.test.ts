import { expect, test } from 'vitest';
import { type Frame, buildFrame, parseFrame, summary } from '../../../shared/wire/frame.ts';
import { readCapture } from './captures.ts';
import { arpRequest, data, ethernetToR, ping, withOctets } from './frames.ts';

const captured = (number: number) => parseFrame(readCapture('linux-router-inside')[number - 1]!);

// The wording is tcpdump's, which says of frame 3: "IP 192.168.1.101 > 192.168.2.102: ICMP echo request, id 6915, seq 1, length 64".
test.each<[Frame, string]>([
  [captured(1), 'ARP who-has 192.168.1.1 tell 192.168.1.101'],
  [captured(2), 'ARP 192.168.1.1 is-at 02:00:00:00:02:01'],
  [captured(3), '192.168.1.101 > 192.168.2.102: ICMP echo request, id 6915, seq 1, ttl 64'],
  [captured(4), '192.168.2.102 > 192.168.1.101: ICMP echo reply, id 6915, seq 1, ttl 63'],
  [captured(8), '192.168.1.1 > 192.168.1.101: ICMP time exceeded in-transit, ttl 64'],
  [captured(11), '192.168.1.1 > 192.168.1.101: ICMP host 192.168.2.77 unreachable, ttl 64'],
  [captured(15), '192.168.1.101 > 192.168.2.102: ip-proto-1, offset 1480, length 528, ttl 64'],
  [captured(23), '192.168.1.101 > 192.168.2.102: ip-proto-17, length 14, ttl 64'],
  [captured(24), '192.168.2.102 > 192.168.1.101: ICMP port 192.168.2.102 unreachable, ttl 63'],
  [buildFrame(ethernetToR, data(46)), '02:00:00:00:01:01 > 02:00:00:00:02:01, ethertype 0x88b5, length 60'],
  [
    parseFrame(withOctets(arpRequest().bytes, { 12: 0, 13: 38 })),
    '02:00:00:00:01:01 > ff:ff:ff:ff:ff:ff, 802.3, length 60',
  ],
  [parseFrame(withOctets(arpRequest().bytes, { 21: 9 })), 'ARP op 9 192.168.1.101 > 192.168.1.1'],
  [
    parseFrame(withOctets(ping().bytes, { 22: 1 }), 7),
    '192.168.1.101 > 192.168.2.102: ICMP echo request, id 7, seq 1, ttl 1 [ipv4-checksum] [bad-fcs]',
  ],
  [parseFrame(new Uint8Array(5)), 'frame, length 5 [ethernet-truncated]'],
])('summary %#', (frame, expected) => {
  expect(summary(frame)).toBe(expected);
});
