/** A hub: has no table and reads nothing. What comes in goes out of every other port (IEEE 802.3 clause 27). */
import type { Hub } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';

export function decideHub(hub: Hub, event: DeviceEvent): readonly Action[] {
  if (event.kind !== 'frame') return [];
  const actions: Action[] = [];
  for (const port of hub.ports) if (port !== event.port) actions.push({ do: 'send', port, frame: event.frame });
  return actions;
}
