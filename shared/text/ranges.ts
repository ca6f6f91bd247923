/** Words for the ranges from which a waiting time after a collision is drawn (IEEE 802.3 4.2.3.2.5: it doubles with each collision, ten times). */

/** By the most slot times of each range: 1, 3, 7 … 1023. */
export function rangeChoices(text: (most: number) => string): Readonly<Record<string, string>> {
  const ranges = Array.from({ length: 10 }, (_, exponent) => 2 ** (exponent + 1) - 1);
  return Object.fromEntries(ranges.map((most) => [String(most), text(most)]));
}
