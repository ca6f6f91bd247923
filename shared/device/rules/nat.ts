/**
 * What a router does that translates (RFC 3022 section 2.2, traditional NAT).
 *
 * nat.out: what leaves by the outside interface gets the outside address as its sender, and a number by which its answer is known again; the row stays
 * in the table. nat.in: what comes for the outside address goes to whom the row names; without a row nobody inside is meant.
 */
import type { Ipv4 } from '../../address/ipv4.ts';
import { choicesOf } from '../choices.ts';
import { endPointText, type EndPoint, type Translations, type Tuple } from '../nat-table.ts';
import type { Facts, Point } from '../rule.ts';

/** The word for "nobody inside", played as a choice like the rows. */
export const NOBODY = 'nobody';

/** The table, the packet as it came, the outside address, who the sender shall be outside, and whether that stands in the table already. */
export type LeavingOutside = [nat: Translations, tuple: Tuple, address: Ipv4, outside: EndPoint, isKnown: boolean];

/** "As whom does it leave?": an address and a number, as in the table. */
export const out: Point<LeavingOutside> = {
  part: 'nat-out',
  rule: () => 'nat.out',
  expected: (_nat, _tuple, _address, outside) => endPointText(outside),
  choices: (nat, tuple, _address, outside) =>
    choicesOf(
      endPointText(outside),
      endPointText(tuple.from),
      endPointText({ address: tuple.to.address, number: tuple.from.number }),
      ...rows(nat).map((row) => endPointText(row.outside)),
    ),
  facts: (nat, tuple, address, _outside, isKnown) => ({
    inside: endPointText(tuple.from),
    outsideAddress: address,
    target: tuple.to.address,
    isKnown,
    table: tableOf(nat),
  }),
  quality: (played, _nat, tuple) => (played === endPointText(tuple.from) ? 'unsafe' : 'broken'),
};

/** The table, the packet as it came, and to whom inside it belongs. */
export type ComingIn = [nat: Translations, tuple: Tuple, inside: EndPoint | undefined];

/** "Whose answer is it?" */
export const into: Point<ComingIn> = {
  part: 'nat-in',
  branches: true,
  rule: () => 'nat.in',
  expected: (_nat, _tuple, inside) => (inside === undefined ? NOBODY : endPointText(inside)),
  choices: (nat) => [...choicesOf(...rows(nat).map((row) => endPointText(row.inside))), NOBODY],
  facts: (nat, tuple, inside) => ({
    source: tuple.from.address,
    // An echo has its number at its source, both ways.
    outside: endPointText(tuple.kind === 'udp' ? tuple.to : { address: tuple.to.address, number: tuple.from.number }),
    hasRow: inside !== undefined,
    table: tableOf(nat),
  }),
  quality: (played) => (played === NOBODY ? 'broken' : 'unsafe'),
};

/** "10.0.0.2:7" as a value again. */
export function endPointOf(text: string): EndPoint {
  const colon = text.lastIndexOf(':');
  return { address: text.slice(0, colon) as Ipv4, number: Number(text.slice(colon + 1)) };
}

function rows(nat: Translations) {
  return Object.values(nat.flows).filter((row) => row.isTranslated);
}

/** "inside outside target" each. */
function tableOf(nat: Translations): Facts[string] {
  return rows(nat).map((row) => `${endPointText(row.inside)} ${endPointText(row.outside)} ${row.target.address}`);
}
