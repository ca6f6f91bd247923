/** A hub: has no table and reads nothing. What comes in goes out of every other port (IEEE 802.3 clause 27). */
import type { Hub } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';
import { floodPorts } from './rules/switch.ts';

export function decideHub(hub: Hub, event: DeviceEvent): readonly Action[] {
  if (event.kind !== 'frame') return [];
  return floodPorts(hub, event.port).map((port) => ({ do: 'send', port, frame: event.frame }));
}
