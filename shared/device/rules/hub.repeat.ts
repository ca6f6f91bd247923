/**
 * hub.repeat: a repeater has no table and reads nothing. What comes in by one port goes out of every other port that has a link, unchanged and
 * never back (IEEE 802.3 clause 27).
 */
import type { Hub } from '../device.ts';
import type { Point, Quality } from '../rule.ts';

/** All that a hub knows of what comes in: by which port. */
type Heard = [hub: Hub, port: string];

export const repeat: Point<Heard> = {
  part: 'ports',
  many: true,
  rule: () => 'hub.repeat',
  expected: (hub, port) => otherPorts(hub, port).join(' '),
  choices: (hub) => hub.ports,
  facts: (hub, port) => ({ port, others: otherPorts(hub, port) }),
  quality: (played, hub, port): Quality => {
    const chosen = played.split(' ');
    // What goes back is a collision to whoever is still sending there, so nobody gets the frame whole.
    const isLost = chosen.includes(port) || otherPorts(hub, port).some((needed) => !chosen.includes(needed));
    return isLost ? 'broken' : 'wasteful';
  },
};

/** Every port with a link but the one that it came in by, in the device's order. */
export function otherPorts(hub: Hub, cameInBy: string): readonly string[] {
  return hub.ports.filter((port) => port !== cameInBy && hub.down[port] !== true);
}
