/** A match as a capture that Wireshark opens: every frame at every port, in simulated time from 0. */
import { captureOf, type NetworkCapture } from '../network/capture.ts';
import { writePcapng } from '../wire/pcapng.ts';
import type { Journal } from './journal.ts';
import { isKnown, playback } from './playback.ts';
import type { Puzzle } from './puzzle.ts';
import { blind, ignore } from './spectator.ts';

/** Most packets of a file, about 15 MB. Only a storm that nobody stops has more; the file says then how many there were. */
export const CAPTURE_PACKETS_MAX = 100_000;

/** The pcapng file. Throws when the journal was written by other rules or names an input that these rules refuse. */
export function captureOfMatch(puzzle: Puzzle, journal: Journal): Uint8Array {
  let capture: NetworkCapture | undefined;
  let known = 0;
  const pieces = playback(puzzle, journal, ({ network }) => {
    capture = captureOf(network);
    const { sent, received } = capture.observer;
    return { ...blind, sent: sent ?? ignore, received: received ?? ignore };
  });
  for (const piece of pieces) if (!piece.isAfterwards || isKnown(piece)) known = capture?.size ?? 0;
  const { interfaces = [], packets = [] } = capture ?? {};
  if (known <= CAPTURE_PACKETS_MAX) return writePcapng({ interfaces, packets: packets.slice(0, known) });
  const comment = `The first ${CAPTURE_PACKETS_MAX} of ${known} packets.`;
  return writePcapng({ interfaces, packets: packets.slice(0, CAPTURE_PACKETS_MAX), comment });
}
