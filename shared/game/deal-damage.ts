/** Draws damage to frames: which bits turn over on the way. */
import { draw, drawOne, type Random } from '../random.ts';
import type { Puzzle, PuzzleDamage } from './puzzle.ts';

/** The next frame that comes out of the cable at this port has these bits turned over. */
export interface DealtDamage {
  /** "device.port". */
  readonly at: string;
  /** From the frame's first octet to the end of its FCS. */
  readonly flips: readonly number[];
}

/**
 * Octets of a ping in which bits turn over: both MAC addresses, the data behind the ICMP header, the FCS. The headers between them stay, so that
 * it can still be told which ping a frame belongs to.
 */
const DAMAGED_OCTETS = [
  { first: 0, end: 12 },
  { first: 42, end: 98 },
  { first: 98, end: 102 },
] as const;

/** Which bits of which frame turn over, drawn by the seed. Throws when the puzzle names a cable that it does not have. */
export function drawDamage(
  random: Random,
  puzzle: Puzzle,
  { cable, frame, bits }: PuzzleDamage,
  role: (id: string) => string,
): DealtDamage {
  const own = `${role(cable)}.eth0`;
  const ends = puzzle.links.find((link) => link.includes(own));
  const far = ends?.find((end) => end !== own);
  if (far === undefined) throw new Error(`no cable at ${own}`);
  const { first, end } = drawOne(random, DAMAGED_OCTETS);
  const flips = new Set<number>();
  while (flips.size < bits) flips.add(first * 8 + draw(random, (end - first) * 8));
  return { at: frame === 'to' ? own : far, flips: [...flips] };
}
