/** A capture of everything: each frame once for the port that sends it and once for each port that receives it (rule 2 of the lab format). */
import { portsOf } from '../device/device.ts';
import type { Frame } from '../wire/frame.ts';
import type { CapturedPacket } from '../wire/pcapng.ts';
import type { Network, Observer } from './network.ts';

export interface NetworkCapture {
  /** "A.eth0": each port of each device, with or without a cable; behind them "A.lo" of each station that has said something to itself. */
  readonly interfaces: readonly string[];
  /** In the order in which it happened; what `writePcapng` takes. */
  readonly packets: CapturedPacket[];
  readonly observer: Observer;
}

/** A capture that fills while its observer watches a run of the network. */
export function captureOf(network: Network): NetworkCapture {
  const interfaces: string[] = [];
  const numbers = new Map<string, Map<string, number>>();
  const add = (id: string, port: string): number => {
    const number = interfaces.push(`${id}.${port}`) - 1;
    const ports = numbers.get(id) ?? new Map<string, number>();
    numbers.set(id, ports.set(port, number));
    return number;
  };
  for (const [id, device] of Object.entries(network.devices)) {
    for (const port of portsOf(device)) add(id, port);
  }
  const packets: CapturedPacket[] = [];
  const record =
    (direction: 'in' | 'out') =>
    (device: string, port: string, frame: Frame, timeUs: number): void => {
      const number = numbers.get(device)?.get(port) ?? add(device, port);
      packets.push({ interface: number, timeUs, direction, bytes: frame.bytes, isDamaged: frame.fcs !== undefined });
    };
  return { interfaces, packets, observer: { sent: record('out'), received: record('in') } };
}
