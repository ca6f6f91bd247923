/** What the words read from a decision: its facts, and how the ports played differ from those expected. No language here. */
import type { Facts } from '../device/rule.ts';
import type { RuleCase, RuleText } from './language.ts';

/** All cards of a link (the address itself is law, so it may stand in the words of every language). */
export const EVERYBODY = 'ff:ff:ff:ff:ff:ff';

/** What an ARP question writes in place of the MAC that it asks for. */
export const NOBODY_YET = '00:00:00:00:00:00';

/** The prefix of the default route. */
export const EVERYTHING = '0.0.0.0/0';

/** What a rule's reason and values can speak of: no move has been played yet. */
export type OpenCase = Parameters<RuleText['reason']>[0];

/** A fact as text; empty if the device does not give it. */
export function textOf(facts: Facts, name: string): string {
  const value = facts[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A fact that is true or not. */
export function isTrue(facts: Facts, name: string): boolean {
  return facts[name] === true;
}

/** A fact that is a table or a set. */
export function rowsOf(facts: Facts, name: string): readonly string[] {
  const value = facts[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** Is the ARP message a question (operation 1), not an answer? */
export function isQuestion(facts: Facts): boolean {
  return facts['operation'] === 1;
}

export function isQuestionForMe(facts: Facts): boolean {
  return isQuestion(facts) && isTrue(facts, 'forMe');
}

/** The ports in a value such as "p1 p3"; none in an empty one. */
export function portsIn(value: string): readonly string[] {
  return value === '' ? [] : value.split(' ');
}

/** The VLAN that a switch has taken the frame into; empty on one that does not look at tags. */
export function vlanIn(facts: Facts): string {
  return 'vlan' in facts ? textOf(facts, 'vlan') : '';
}

/** Has the table, of rows such as "mac port", with VLANs "10/mac port", one for this address? */
export function hasRow(facts: Facts, address: string): boolean {
  const vlan = vlanIn(facts);
  return rowsOf(facts, 'table').some((row) => row.startsWith(vlan === '' ? `${address} ` : `${vlan}/${address} `));
}

/** How the ports that were played differ from those that were expected. */
export interface PortsPlayed {
  readonly chosen: readonly string[];
  /** Expected, but not played. */
  readonly missed: readonly string[];
  /** Played, but not expected; without the port that the frame came in by. */
  readonly extra: readonly string[];
  /** Sent out of the port that it came in by. */
  readonly back: boolean;
}

export function portsPlayed(it: Pick<RuleCase, 'played' | 'expected' | 'facts'>): PortsPlayed {
  const chosen = portsIn(it.played);
  const expected = portsIn(it.expected);
  const cameInBy = textOf(it.facts, 'port');
  return {
    chosen,
    missed: expected.filter((port) => !chosen.includes(port)),
    extra: chosen.filter((port) => port !== cameInBy && !expected.includes(port)),
    back: chosen.includes(cameInBy),
  };
}

/** Ports that were played although the spanning tree has blocked them. */
export function intoBlocked(it: Pick<RuleCase, 'played' | 'facts'>): readonly string[] {
  const blocked = rowsOf(it.facts, 'blocked');
  return portsIn(it.played).filter((port) => blocked.includes(port));
}

/** Did it go to where it came from, and nowhere else? */
export function onlyBack(it: Parameters<typeof portsPlayed>[0]): boolean {
  const { chosen, back } = portsPlayed(it);
  return back && chosen.length === 1;
}

/** The one row that leads a host to its next hop, where it has several rows with gateways; undefined where it has one, or where two rows lead there. */
export function gatewayRow(facts: Facts): string | undefined {
  const rows = rowsOf(facts, 'routes').filter((row) => row.includes(' via '));
  const here = rows.filter((row) => row.includes(` via ${textOf(facts, 'nextHop')} `));
  return here.length === 1 && rows.length > 1 ? here[0] : undefined;
}

/** The prefix of a routing table's row: "192.168.4.0/24" of "192.168.4.0/24 via 192.168.56.2 dev eth1". */
export function prefixOf(route: string): string {
  return route.split(' ')[0] ?? '';
}

/** A cable as its switch sees it, in names: the device at the far end, what lies between on another way there, who is cut off without it. */
export function cableFacts({ facts, name }: OpenCase): {
  readonly own: string;
  readonly far: string;
  readonly between: readonly string[];
  readonly cutOff: readonly string[];
} {
  const device = textOf(facts, 'device');
  const [one, other] = [textOf(facts, 'one'), textOf(facts, 'other')];
  const between = rowsOf(facts, 'way').slice(1, -1).map(name);
  return {
    own: name(device),
    far: name(device === one ? other : one),
    between: device === one ? between : between.toReversed(),
    cutOff: rowsOf(facts, 'cutOff').map(name),
  };
}
