/** A capture of everything: each frame once for the port that sends it and once for each port that receives it (rule 2 of the lab format). */
import { portsOf } from '../device/device.ts';
import type { Frame } from '../wire/frame.ts';
import type { CapturedPacket } from '../wire/pcapng.ts';
import type { Network, Observer } from './network.ts';

export interface NetworkCapture {
  /** "A.eth0": each port of each device, with or without a cable; behind them "A.lo" of each station that has said something to itself. */
  readonly interfaces: readonly string[];
  /** Those of now, in the order in which it happened; what `writePcapng` takes. Made when it is asked for. */
  readonly packets: readonly CapturedPacket[];
  /** How many packets there are by now. */
  readonly size: number;
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
  let sheet = emptySheet();
  const sheets = [sheet];
  let size = 0;
  const record =
    (isSent: 0 | 1) =>
    (device: string, port: string, frame: Frame, timeUs: number): void => {
      const row = size % SHEET_PACKETS;
      if (row === 0 && size > 0) sheets.push((sheet = emptySheet()));
      size++;
      sheet.places[row] = numbers.get(device)?.get(port) ?? add(device, port);
      sheet.timesUs[row] = timeUs;
      sheet.bytes[row] = frame.bytes;
      sheet.areSent[row] = isSent;
      sheet.areDamaged[row] = frame.fcs === undefined ? 0 : 1;
    };
  const packetAt = (place: number): CapturedPacket => {
    const { places, timesUs, bytes, areSent, areDamaged } = sheets[Math.floor(place / SHEET_PACKETS)]!;
    const row = place % SHEET_PACKETS;
    return {
      interface: places[row]!,
      timeUs: timesUs[row]!,
      direction: areSent[row] === 1 ? 'out' : 'in',
      bytes: bytes[row]!,
      isDamaged: areDamaged[row] === 1,
    };
  };
  return {
    interfaces,
    get packets() {
      return Array.from({ length: size }, (_, place) => packetAt(place));
    },
    get size() {
      return size;
    },
    observer: { sent: record(1), received: record(0) },
  };
}

/**
 * Packets in columns. A capture is most of what a long run leaves behind: with an object a packet, the garbage collector would have more to do with
 * it than with the run.
 */
interface Sheet {
  /** Numbers of interfaces. */
  readonly places: Uint32Array;
  readonly timesUs: Float64Array;
  readonly bytes: Uint8Array[];
  /** 1: the port sent it; 0: it arrived there. */
  readonly areSent: Uint8Array;
  readonly areDamaged: Uint8Array;
}
const SHEET_PACKETS = 1024;

function emptySheet(): Sheet {
  // With all its room from the beginning.
  const bytes: Uint8Array[] = [];
  bytes.length = SHEET_PACKETS;
  return {
    places: new Uint32Array(SHEET_PACKETS),
    timesUs: new Float64Array(SHEET_PACKETS),
    bytes,
    areSent: new Uint8Array(SHEET_PACKETS),
    areDamaged: new Uint8Array(SHEET_PACKETS),
  };
}
