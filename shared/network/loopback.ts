/** The loopback interface of a station: what goes out by it comes in again at the same time, before anything else happens (Linux: in the same softirq). */
import { layer, type Frame } from '../wire/frame.ts';
import type { Network, Observer } from './network.ts';
import { scheduleFirst } from './schedule.ts';
import { LOOPBACK } from '../device/loopback.ts';

/** What `lo` counts: each packet is sent once and received once. */
export interface LoopbackCounts {
  packets: number;
  /** Of the packets alone: the Ethernet header is off before the kernel counts (drivers/net/loopback.c). */
  octets: number;
}

export function isLoopbackPort(port: string): boolean {
  return port === LOOPBACK.name;
}

/** A station says something to itself. */
export function loopBack(network: Network, id: string, frame: Frame, observer: Observer): void {
  const counts = (network.loopbacks[id] ??= { packets: 0, octets: 0 });
  counts.packets++;
  counts.octets += frame.bytes.length - (layer(frame, 'ethernet')?.length ?? 0);
  observer.sent?.(id, LOOPBACK.name, frame, network.nowUs);
  scheduleFirst(network, id, { kind: 'frame', port: LOOPBACK.name, frame });
}
