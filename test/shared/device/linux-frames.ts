/**
 * Frames as Linux 6.18 has sent them (tcpdump on veth pairs, checksum offload off): a network of routers 10.0.1.0/24, 10.0.2.0/24 …, and the
 * addresses and cards that these tests give to their devices.
 */
import { type Frame, parseFrame } from '../../../shared/wire/frame.ts';

export function fromHex(hex: string): Frame {
  const octets = hex
    .trim()
    .split(/\s+/)
    .map((text) => parseInt(text, 16));
  return parseFrame(new Uint8Array(octets));
}

/** A (10.0.1.2) sends "is anybody there?" from port 40000 to port 11 of 10.0.2.2; the router has taken one from its TTL. */
export const datagramAtTarget = fromHex(`
  02 00 00 00 02 01 02 00 00 00 11 02 08 00 45 00 00 2d a9 af 40 00 3f 11 7b 0d 0a 00 01 02 0a 00
  02 02 9c 40 00 0b 00 19 52 f7 69 73 20 61 6e 79 62 6f 64 79 20 74 68 65 72 65 3f`);

/** What 10.0.2.2 says, where nobody listens; as it comes to A, one hop later. */
export const portUnreachable = fromHex(`
  02 00 00 00 01 01 02 00 00 00 11 01 08 00 45 c0 00 49 26 3f 00 00 3f 01 3d b2 0a 00 02 02 0a 00
  01 02 03 03 14 2b 00 00 00 00 45 00 00 2d a9 af 40 00 3f 11 7b 0d 0a 00 01 02 0a 00 02 02 9c 40
  00 0b 00 19 52 f7 69 73 20 61 6e 79 62 6f 64 79 20 74 68 65 72 65 3f`);

/** The first probe of traceroute 2.1.2 from 10.0.1.2 to 10.0.4.2. */
export const firstProbe = fromHex(`
  02 00 00 00 11 01 02 00 00 00 01 01 08 00 45 00 00 3c 9c 25 00 00 01 11 04 89 0a 00 01 02 0a 00
  04 02 a1 2f 82 9a 00 28 cd cb 40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50 51 52 53 54 55
  56 57 58 59 5a 5b 5c 5d 5e 5f`);

/** An echo request from 10.0.1.2 to 10.0.3.2, as it comes to the second router (10.0.2.3). */
export const pingAtSecondRouter = fromHex(`
  02 00 00 00 12 01 02 00 00 00 11 02 08 00 45 00 00 54 00 00 40 00 3f 01 23 a6 0a 00 01 02 0a 00
  03 02 08 00 59 da 00 01 00 01 4e 77 03 6b 00 00 00 00 86 6e 07 00 00 00 00 00 10 11 12 13 14 15
  16 17 18 19 1a 1b 1c 1d 1e 1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e 2f 30 31 32 33 34 35
  36 37`);

/** What that router says about it when its forward chain has "ip daddr 10.0.3.2 icmp type 8 reject". */
export const rejectedBySecondRouter = fromHex(`
  02 00 00 00 11 02 02 00 00 00 12 01 08 00 45 c0 00 70 3a be 00 00 40 01 28 0b 0a 00 02 03 0a 00
  01 02 03 03 fc fc 00 00 00 00 45 00 00 54 00 00 40 00 3e 01 24 a6 0a 00 01 02 0a 00 03 02 08 00
  59 da 00 01 00 01 4e 77 03 6b 00 00 00 00 86 6e 07 00 00 00 00 00 10 11 12 13 14 15 16 17 18 19
  1a 1b 1c 1d 1e 1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e 2f 30 31 32 33 34 35 36 37`);

/** The packet in a frame, octet by octet, without what every stack counts for itself: identification and header checksum; TTL as given. */
export function packetOctets(frame: Frame, ttl: number): string {
  const packet = frame.bytes.slice(14, 14 + ((frame.bytes[16] ?? 0) << 8) + (frame.bytes[17] ?? 0));
  packet.fill(0, 4, 6);
  packet.fill(0, 10, 12);
  packet[8] = ttl;
  return Array.from(packet, (octet) => octet.toString(16).padStart(2, '0')).join(' ');
}
