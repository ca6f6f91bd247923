/** A frame leaves by a port: onto a shared medium, or onto a cable of its own, behind what is still leaving there. */
import type { Frame } from '../wire/frame.ts';
import { bitTimesOf, timeOfBitsUs } from '../wire/physical.ts';
import { deliver } from './link.ts';
import { offer } from './medium.ts';
import type { Network, Observer } from './network.ts';

/** A frame leaves by a port. A port without a link sends into nothing and records nothing (rule 2 of the lab format). */
export function transmit(network: Network, id: string, port: string, frame: Frame, observer: Observer): void {
  const end = network.cables[id]?.[port];
  if (end === undefined || !end.up) return;
  if (end.medium !== undefined) {
    if (!offer(network, end, `${id}.${port}`, frame)) end.counts.sentDropped++;
    return;
  }
  if (end.underWay >= end.queueMax) {
    end.counts.sentDropped++;
    return;
  }
  if (end.bitsPerSecond === 0) {
    deliver(network, id, port, frame, end, network.nowUs, network.nowUs, observer);
    return;
  }
  const startUs = Math.max(network.nowUs, end.busyUntilUs);
  end.busyUntilUs = startUs + timeOfBitsUs(bitTimesOf(frame.bytes.length), end.bitsPerSecond);
  end.counts.busyUs += end.busyUntilUs - startUs;
  deliver(network, id, port, frame, end, startUs, end.busyUntilUs, observer);
}
