import { expect, test } from 'vitest';
import { MALFORMED_FRAME_REASONS, malformedFrame } from '../../../shared/wire/reasons.ts';

test('each reason starts with the protocol whose rule is broken', () => {
  const others = MALFORMED_FRAME_REASONS.filter(
    (reason) => !/^(ethernet|vlan|llc|bpdu|arp|ipv4|icmp|udp|vxlan|ospf|lsa)(-[a-z]+)+$/.test(reason),
  );
  expect(others).toEqual([]);
  expect(malformedFrame('arp-truncated', 20)).toEqual({ malformed: 'arp-truncated', at: 20 });
});
