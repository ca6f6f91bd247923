/**
 * The rows of "your values": the same measured values in every language, only their labels are words. One function a group of points;
 * each gets the labels of a language.
 */
import { cableFacts, EVERYBODY, isTrue, portsIn, prefixOf, rowsOf, textOf, type OpenCase } from './facts.ts';
import type { Part } from '../device/rule.ts';
import type { RuleText, ValueRow } from './language.ts';

/** The labels and small words of the rows in one language. */
export interface ValueWords {
  readonly destination: string;
  readonly source: string;
  readonly target: string;
  readonly sender: string;
  readonly askedFor: string;
  readonly asker: string;
  readonly yourCard: string;
  readonly yourAddress: string;
  readonly yourNetwork: string;
  readonly yourTable: string;
  /** In place of a table: a hub has none. */
  readonly noTable: string;
  readonly cameInBy: string;
  readonly nextHop: string;
  readonly itsMac: string;
  readonly packetFrom: string;
  readonly packetTo: string;
  readonly fcsReceived: string;
  readonly fcsComputed: string;
  readonly ttl: string;
  readonly identifier: string;
  readonly inside: string;
  readonly outsideAddress: string;
  readonly type: string;
  readonly sequence: string;
  readonly waitingFor: string;
  /** In front of what follows from the rows above. */
  readonly so: string;
  readonly you: string;
  readonly everybody: string;
  readonly somebodyElse: string;
  readonly noEntry: string;
  readonly empty: string;
  readonly nowhere: string;
  /** Nowhere, because no other port is in the VLAN. */
  readonly noOtherPort: string;
  readonly matches: string;
  readonly cable: string;
  readonly otherWay: string;
  readonly noOtherWay: string;
  readonly secondCable: string;
  readonly cutOff: string;
  readonly nobody: string;
  readonly more: (rows: number) => string;
  readonly ports: (ports: readonly string[]) => string;
  /** Values that are words: 'take', 'drop', 'ask', 'fits' … */
  readonly choices: Readonly<Record<string, string>>;
}

type Values = RuleText['values'];

/** Most rows of a table that are shown beside the other values. */
const TABLE_ROWS = 3;

export const acceptValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => {
    const destination = textOf(facts, 'destination');
    const own = textOf(facts, 'own');
    const whose = destination === own ? words.you : isTrue(facts, 'broadcast') ? words.everybody : words.somebodyElse;
    return [
      { label: words.destination, value: destination, mark: 'overlooked', note: whose },
      { label: words.yourCard, value: own },
      conclusion(words, expected),
    ];
  };

export const fcsValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => [
    { label: words.fcsReceived, value: textOf(facts, 'received'), mark: 'overlooked' },
    {
      label: words.fcsComputed,
      value: textOf(facts, 'computed'),
      note: word(words, isTrue(facts, 'right') ? 'fits' : 'differs'),
    },
    conclusion(words, expected),
  ];

export const onLinkValues =
  (words: ValueWords): Values =>
  ({ facts }) => [
    { label: words.target, value: textOf(facts, 'destination'), mark: 'overlooked' },
    { label: words.yourAddress, value: `${textOf(facts, 'address')}/${textOf(facts, 'length')}` },
    { label: words.yourNetwork, value: textOf(facts, 'subnet') },
    conclusion(words, isTrue(facts, 'onLink') ? 'inside' : 'outside'),
  ];

/** The next hop of a host, found by network and routes. */
export const hostNextHopValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => [
    {
      label: words.target,
      value: textOf(facts, 'destination'),
      mark: 'overlooked',
      note: word(words, isTrue(facts, 'onLink') ? 'inside' : 'outside'),
    },
    { label: words.yourNetwork, value: textOf(facts, 'subnet') },
    ...tableRows(words, rowsOf(facts, 'routes')),
    { label: words.nextHop, value: expected, mark: 'right' },
  ];

/** The next hop of a router, found by the row that it has chosen. */
export const routerNextHopValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => [
    { label: words.packetTo, value: textOf(facts, 'destination') },
    { label: words.yourTable, value: textOf(facts, 'route'), mark: 'overlooked' },
    { label: words.nextHop, value: expected, mark: 'right' },
  ];

/** The four addresses of a frame that goes one hop on; the row of the field in question is marked. */
export const hopValues =
  (words: ValueWords): Values =>
  ({ facts, part }) => {
    const row = (label: string, value: string, of: string): ValueRow =>
      part === of ? { label, value, mark: 'right' } : { label, value };
    return [
      { label: words.nextHop, value: textOf(facts, 'nextHop') },
      row(words.itsMac, textOf(facts, 'nextHopMac'), 'ethernet.destination'),
      row(`${words.yourCard} ${textOf(facts, 'interface')}`, textOf(facts, 'own'), 'ethernet.source'),
      row(words.packetFrom, textOf(facts, 'source'), 'ipv4.source'),
      row(words.packetTo, textOf(facts, 'destination'), 'ipv4.destination'),
    ];
  };

export const askValues =
  (words: ValueWords): Values =>
  ({ facts, expected, part }) => {
    const nextHop = textOf(facts, 'nextHop');
    const known = textOf(facts, 'known');
    const destination = textOf(facts, 'destination');
    const table =
      known === ''
        ? tableRows(words, rowsOf(facts, 'table'))
        : [{ label: words.yourTable, value: `${nextHop} ${known}` }];
    return [
      ...(destination === nextHop ? [] : [{ label: words.packetTo, value: destination }]),
      { label: words.nextHop, value: nextHop, mark: 'overlooked', ...(known === '' ? { note: words.noEntry } : {}) },
      ...(part === 'resolve' ? table : [{ label: words.yourAddress, value: textOf(facts, 'own') }]),
      conclusion(words, expected),
    ];
  };

export const answerValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => [
    { label: words.askedFor, value: textOf(facts, 'target'), mark: 'overlooked' },
    { label: words.asker, value: textOf(facts, 'asker') },
    { label: '', value: textOf(facts, 'askerMac') },
    { label: words.yourAddress, value: textOf(facts, 'own') },
    { label: '', value: textOf(facts, 'ownMac') },
    conclusion(words, expected),
  ];

export const neighborValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => {
    const sender = textOf(facts, 'sender');
    const written = expected === 'sender' ? `${sender} ${textOf(facts, 'senderMac')}` : word(words, expected);
    return [
      { label: words.sender, value: sender },
      { label: words.target, value: textOf(facts, 'target'), mark: 'overlooked' },
      { label: words.yourAddress, value: textOf(facts, 'own') },
      ...(isTrue(facts, 'waiting') ? [{ label: words.waitingFor, value: sender }] : []),
      { label: words.so, value: written, mark: 'right' },
    ];
  };

export const learnValues =
  (words: ValueWords): Values =>
  ({ facts, port }) => {
    const source = textOf(facts, 'source');
    const cameInBy = words.ports([port(textOf(facts, 'port'))]);
    return [
      { label: words.source, value: source, mark: 'overlooked' },
      { label: words.destination, value: textOf(facts, 'destination') },
      { label: words.cameInBy, value: cameInBy },
      { label: words.so, value: `${source} · ${cameInBy}`, mark: 'right' },
    ];
  };

/** Where a frame has to go: the destination, the row that has it or the whole table, the way in, the way out. */
export const portsValues =
  (words: ValueWords): Values =>
  (it) => {
    const { facts, port } = it;
    const destination = textOf(facts, 'destination');
    const at = textOf(facts, 'at');
    const lookup = textOf(facts, 'lookup');
    const note = { known: words.ports([port(at)]), unknown: words.noEntry }[lookup] ?? words.everybody;
    // A row for the address in another VLAN is the one that misleads.
    const rows = rowsOf(facts, 'table').toSorted((one, other) => about(other, destination) - about(one, destination));
    const table = rows.map((row) => {
      const [mac = '', where = ''] = row.replace(/^(\d+)\//, 'VLAN $1, ').split(/ (?=\S+$)/);
      return `${mac} · ${words.ports([port(where)])}`;
    });
    return [
      { label: words.destination, value: destination, mark: 'overlooked', note },
      ...(lookup === 'unknown' ? tableRows(words, table) : []),
      { label: words.cameInBy, value: words.ports([port(textOf(facts, 'port'))]) },
      { label: words.so, value: wayOut(words, it), mark: 'right' },
    ];
  };

/** All that a hub knows: by which port it came in, and which others have a cable. */
export const repeatValues =
  (words: ValueWords): Values =>
  (it) => [
    { label: words.cameInBy, value: words.ports([it.port(textOf(it.facts, 'port'))]), mark: 'overlooked' },
    { label: words.yourTable, value: words.noTable },
    { label: words.so, value: wayOut(words, it), mark: 'right' },
  ];

/** Routes that have room in a verdict, besides the destination, how many there are more, and the conclusion. */
const ROUTES_SHOWN = 5;

export const routeValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => {
    const matching = rowsOf(facts, 'matching');
    const all = rowsOf(facts, 'routes');
    // A long table is shown without the rows that do not match.
    const shown = all.length > ROUTES_SHOWN && matching.length > 0 ? matching : all.slice(0, ROUTES_SHOWN);
    const hidden = all.length - shown.length;
    const rows = shown.map((row, at): ValueRow => ({
      label: at === 0 ? words.yourTable : '',
      value: row,
      ...(matching.includes(row) ? { note: words.matches } : {}),
      ...(row === expected ? { mark: 'right' } : {}),
    }));
    const best = expected === 'none' ? word(words, 'none') : prefixOf(expected);
    return [
      { label: words.packetTo, value: textOf(facts, 'destination'), mark: 'overlooked' },
      ...rows,
      ...(hidden > 0 ? [{ label: '', value: words.more(hidden) }] : []),
      { label: words.so, value: best, mark: 'right' },
    ];
  };

/** The request and what the answer takes from it. */
export const echoReplyValues =
  (words: ValueWords): Values =>
  ({ part, facts, expected }) => {
    const overlooked = {
      'icmp.type': { label: words.type, value: textOf(facts, 'type') },
      'icmp.identifier': { label: words.identifier, value: textOf(facts, 'identifier') },
      'icmp.sequence': { label: words.sequence, value: textOf(facts, 'sequence') },
      'ipv4.ttl': { label: words.ttl, value: textOf(facts, 'ttl') },
    } as const satisfies Partial<Record<Part, ValueRow>>;
    const own: ValueRow | undefined = overlooked[part as keyof typeof overlooked];
    return [
      { label: words.packetFrom, value: textOf(facts, 'asker') },
      { label: words.packetTo, value: textOf(facts, 'own') },
      ...(own === undefined ? [] : [{ ...own, mark: 'overlooked' as const }]),
      conclusion(words, expected),
    ];
  };

/** Who sent it inside, your address outside, and the rows of the table with the same target. */
export const natOutValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => [
    { label: words.inside, value: textOf(facts, 'inside'), mark: 'overlooked' },
    { label: words.packetTo, value: textOf(facts, 'target') },
    { label: words.outsideAddress, value: textOf(facts, 'outsideAddress') },
    conclusion(words, expected),
  ];

/** What came, and the table in which its receiver has to be found. */
export const natInValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => [
    { label: words.packetFrom, value: textOf(facts, 'source') },
    { label: words.packetTo, value: textOf(facts, 'outside'), mark: 'overlooked' },
    ...tableRows(words, rowsOf(facts, 'table').map(translationText)),
    conclusion(words, expected),
  ];

/** "10.0.0.2:7 203.0.113.5:7 198.51.100.9" of the facts, to be read. */
function translationText(row: string): string {
  const [inside, outside, target] = row.split(' ');
  return `${inside} → ${outside} · ${target}`;
}

export const ttlValues =
  (words: ValueWords): Values =>
  ({ facts, expected }) => [
    { label: words.ttl, value: textOf(facts, 'ttl'), mark: 'overlooked' },
    conclusion(words, expected),
  ];

function about(row: string, address: string): number {
  return row.includes(address) ? 1 : 0;
}

function wayOut(words: ValueWords, { part, expected, facts, port }: OpenCase): string {
  if (part === 'lookup') return word(words, expected);
  const out = portsIn(expected);
  if (out.length > 0) return words.ports(out.map(port));
  return textOf(facts, 'lookup') === 'known' ? words.nowhere : words.noOtherPort;
}

function tableRows(words: ValueWords, rows: readonly string[]): readonly ValueRow[] {
  if (rows.length === 0) return [{ label: words.yourTable, value: words.empty }];
  const hidden = rows.length - TABLE_ROWS;
  return rows.slice(0, TABLE_ROWS).map((value, at) => ({
    label: at === 0 ? words.yourTable : '',
    value,
    ...(hidden > 0 && at === TABLE_ROWS - 1 ? { note: words.more(hidden) } : {}),
  }));
}

function conclusion(words: ValueWords, value: string): ValueRow {
  const note = value === EVERYBODY ? { note: words.everybody } : {};
  return { label: words.so, value: word(words, value), mark: 'right', ...note };
}

function word(words: ValueWords, value: string): string {
  return words.choices[value] ?? value;
}

/** Where the cable leads, whether there is another way there, and so what belongs to be done. */
export const loopValues =
  (words: ValueWords): Values =>
  (it) => {
    const { own, far, between, cutOff } = cableFacts(it);
    const hasWay = rowsOf(it.facts, 'way').length > 0;
    const way = isTrue(it.facts, 'isDouble') ? words.secondCable : [own, ...between, far].join(' – ');
    return [
      { label: words.cable, value: `${own} – ${far}` },
      { label: words.otherWay, value: hasWay ? way : words.noOtherWay, mark: 'overlooked' },
      { label: words.cutOff, value: cutOff.length === 0 ? words.nobody : cutOff.join(' · ') },
      { label: words.so, value: words.choices[it.expected] ?? it.expected, mark: 'right' },
    ];
  };
