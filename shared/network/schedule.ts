/** Putting things into the queue of a network, and finding its devices: what all parts of the network need and none of them owns. */
import type { Device } from '../device/device.ts';
import type { DeviceEvent } from '../device/event.ts';
import type { Network, NetworkEvent } from './network.ts';
import { push, type ToDevice } from './queue.ts';

/** Something will happen to a device. */
export function schedule(network: Network, atUs: number, device: string, event: DeviceEvent): void {
  const item: ToDevice = { atUs, order: network.nextOrder++, device, event };
  push(network.queue, item);
}

/**
 * Something happens to a device now, before everything else that is to happen at this time; of several such things the first one first. It goes
 * through the queue all the same, so that no answer to an answer can go on for ever without counting.
 */
export function scheduleFirst(network: Network, device: string, event: DeviceEvent): void {
  push(network.queue, { atUs: network.nowUs, order: network.nextOrder++ - AHEAD, device, event });
}

/** More than all orders of a run, and still a whole number. */
const AHEAD = 2 ** 52;

/** Something will happen to the network itself. */
export function scheduleOnNetwork(network: Network, atUs: number, event: NetworkEvent): void {
  push(network.queue, { atUs, order: network.nextOrder++, device: undefined, event });
}

/** Throws when there is none of that name. */
export function deviceOf(network: Network, id: string): Device {
  const device = network.devices[id];
  if (device === undefined) throw new Error(`no device ${id}`);
  return device;
}
