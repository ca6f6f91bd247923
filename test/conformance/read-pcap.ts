/** Reads what `tcpdump -w` writes on a little-endian machine (draft-ietf-opsawg-pcap sections 4 and 5). Only for tests. */

export interface ReadPacket {
  readonly timeNs: bigint;
  readonly bytes: Uint8Array;
}

const NANOSECONDS = 0xa1b23c4d;
const MICROSECONDS = 0xa1b2c3d4;

/** Throws on a file that is no such capture; a packet that is cut off at the end is left out. */
export function readPcap(file: Uint8Array): ReadPacket[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const magic = view.getUint32(0, true);
  if (magic !== NANOSECONDS && magic !== MICROSECONDS) throw new Error(`no capture: ${magic.toString(16)}`);
  const unit = magic === NANOSECONDS ? 1n : 1000n;
  const packets: ReadPacket[] = [];
  for (let at = 24; at + 16 <= file.length; at += 16 + view.getUint32(at + 8, true)) {
    const end = at + 16 + view.getUint32(at + 8, true);
    if (end > file.length) break;
    const timeNs = BigInt(view.getUint32(at, true)) * 1_000_000_000n + BigInt(view.getUint32(at + 4, true)) * unit;
    packets.push({ timeNs, bytes: file.slice(at + 16, end) });
  }
  return packets;
}
