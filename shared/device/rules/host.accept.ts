/** host.accept: a station takes frames for its own link-layer address or for broadcast and leaves the rest (IEEE 802.3 4.2.4.1.1). */
import { isBroadcast } from '../../address/mac.ts';
import type { Frame } from '../../wire/frame.ts';
import { layer } from '../../wire/frame.ts';
import type { Interface } from '../device.ts';
import type { Point, RuleId } from '../rule.ts';

export const accept = acceptPoint('host.accept');

/** The point "is this frame for you?", for hosts and routers alike. */
export function acceptPoint(rule: Extract<RuleId, 'host.accept' | 'router.accept'>): Point<[Interface, Frame]> {
  const expected = (own: Interface, frame: Frame): string => (isAddressedTo(own, frame) ? 'take' : 'drop');
  return {
    part: 'accept',
    branches: true,
    rule: () => rule,
    expected,
    choices: () => ['take', 'drop'],
    facts: (own, frame) => {
      const destination = layer(frame, 'ethernet')?.header.destination;
      return {
        destination: destination ?? '',
        own: own.mac,
        broadcast: destination !== undefined && isBroadcast(destination),
      };
    },
    quality: (played) => (played === 'take' ? 'unsafe' : 'broken'),
  };
}

function isAddressedTo(own: Interface, frame: Frame): boolean {
  const destination = layer(frame, 'ethernet')?.header.destination;
  return destination !== undefined && (destination === own.mac || isBroadcast(destination));
}
