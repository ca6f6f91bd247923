/** host.on-link: own address and mask, not the look of the address, say whether the target is on the link (RFC 1122 3.3.1.1). */
import type { Ipv4 } from '../../address/ipv4.ts';
import { isInSubnet } from '../addresses.ts';
import type { Station } from '../device.ts';
import { interfaceOf } from '../device.ts';
import type { Point } from '../rule.ts';

export const onLink: Point<[Station, Ipv4]> = {
  part: 'on-link',
  rule: () => 'host.on-link',
  expected: (host, destination) => (isOnLink(host, destination) ? 'yes' : 'no'),
  choices: () => ['yes', 'no'],
  facts: (host, destination) => {
    const own = firstInterface(host);
    return {
      destination,
      address: own.address,
      length: own.length,
      subnet: own.subnet,
      onLink: isOnLink(host, destination),
    };
  },
  quality: () => 'wasteful',
};

/** Is the destination in one of the station's own subnets? */
export function isOnLink(station: Station, destination: Ipv4): boolean {
  return Object.values(station.interfaces).some((own) => isInSubnet(own, destination));
}

function firstInterface(host: Station) {
  return interfaceOf(host, Object.keys(host.interfaces)[0] ?? '');
}
