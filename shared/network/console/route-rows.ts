/** The rows of the routing tables, which of them are asked for, and how they are printed (iproute2, ip/iproute.c, `filter_nlmsg` and `print_route`). */
import { type Ipv4, ipv4ToNumber } from '../../address/ipv4.ts';
import { contains, type Prefix, prefixLength, prefixOf } from '../../address/prefix.ts';
import {
  localRows,
  PROTOCOL_BOOT,
  PROTOCOL_KERNEL,
  SCOPE_GLOBAL,
  SCOPE_HOST,
  SCOPE_LINK,
} from '../../device/addresses.ts';
import { isStation, type RefusingType, type Route } from '../../device/device.ts';
import { LOOPBACK, loopbackOf } from '../../device/loopback.ts';
import { subnetsOfLoopback } from '../../device/routes.ts';
import { type Context, fails, isOutcome, type Machine, type Outcome } from './command.ts';
import { type Link, linksOf } from './links.ts';
import { protocolText, readProtocol, readScope, scopeText } from './route-names.ts';
import { routesOf } from './stack.ts';
import { numberIn, readPairs, readPrefix } from './words.ts';

export interface Row {
  readonly type: 'unicast' | 'local' | 'broadcast' | RefusingType;
  readonly table: 'main' | 'local';
  readonly to: Prefix;
  readonly via: Ipv4 | undefined;
  readonly dev: string;
  readonly protocol: number;
  readonly scope: number;
  readonly source: Ipv4 | undefined;
  readonly metric: number;
  readonly isOnlink: boolean;
  readonly isLinkDown: boolean;
  readonly mtu: string | undefined;
  /** The device's own row; undefined in the table "local", which the kernel writes. */
  readonly route: Route | undefined;
}

type Column = 'dev' | 'via' | 'protocol' | 'scope' | 'source' | 'metric';

/** What was asked for: the rows, and the columns that are not repeated in each of them. */
export interface Selection {
  readonly rows: readonly Row[];
  readonly asked: ReadonlySet<Column>;
  readonly withTable: boolean;
}

const tables: Readonly<Record<string, 'main' | 'local' | 'all' | 'none'>> = {
  main: 'main',
  local: 'local',
  all: 'all',
  default: 'none',
};
const tableNumbers: Readonly<Record<number, string>> = { 0: 'all', 253: 'default', 254: 'main', 255: 'local' };
const types = ['unicast', 'local', 'broadcast', 'multicast', 'throw', 'unreachable', 'prohibit', 'blackhole', 'nat'];

const VALUES = ['dev', 'oif', 'table', 'via', 'match', 'root', 'exact', 'proto', 'protocol', 'scope', 'metric'];

/** Reads the words behind `ip route show` or `flush`. */
export function selectRoutes({ network, machine }: Context, words: readonly string[]): Selection | Outcome {
  const read = readPairs(words, [...VALUES, 'to', 'type', 'src'], ['cache', 'cached', 'cloned']);
  if (isOutcome(read)) return read;
  const { match, root, exact, to, via, src, type, metric, table = 'main' } = read.values;
  const tableText = Object.hasOwn(tables, table) ? table : tableNumbers[numberIn(table, 0, 0xffff_ffff) ?? -1];
  const which = tables[tableText ?? ''];
  if (which === undefined && numberIn(table, 0, 0xffff_ffff) === undefined) {
    return fails(`Error: argument "${table}" is wrong: table id value is invalid\n`, 255);
  }
  const protocolName = read.values.protocol ?? read.values.proto;
  const protocol = protocolName === undefined ? undefined : readProtocol(protocolName);
  if (protocolName !== undefined && protocol === undefined) {
    return fails(`Error: argument "${protocolName}" is wrong: invalid "protocol"\n`, 255);
  }
  const scope = read.values.scope === undefined ? undefined : readScope(read.values.scope);
  if (read.values.scope !== undefined && scope === undefined) {
    return fails(`Error: argument "${read.values.scope}" is wrong: invalid "scope"\n`, 255);
  }
  if (type !== undefined && !types.includes(type)) {
    return fails(`Error: argument "${type}" is wrong: node type value is invalid\n`, 255);
  }
  // Of several targets, the last is meant.
  const targets = [...[to, exact, match, root, via, src].filter((text) => text !== undefined), ...read.rest];
  const wrong = targets.find((text) => readPrefix(text) === undefined);
  if (wrong !== undefined) return fails(`Error: any valid prefix is expected rather than "${wrong}".`, 1);
  const dev = read.values.dev ?? read.values.oif;
  const links = linksOf(network, machine);
  if (dev !== undefined && !links.some((link) => link.name === dev)) return fails(`Cannot find device "${dev}"`, 1);
  if (which === undefined || which === 'none') {
    return fails('Error: ipv4: FIB table does not exist.\nDump terminated', 2);
  }
  const fits = targetFilter({ own: read.rest.at(-1) ?? exact ?? to, match, root });
  const rows = tableRows(machine, links, which).filter(
    (row) =>
      read.flags.size === 0 &&
      fits(row.to) &&
      (dev === undefined || row.dev === dev) &&
      (via === undefined || row.via === via) &&
      (src === undefined || row.source === src) &&
      (type === undefined || row.type === type) &&
      (protocol === undefined || row.protocol === protocol) &&
      (scope === undefined || row.scope === scope) &&
      (metric === undefined || row.metric === Number(metric)),
  );
  const columns: Readonly<Record<Column, unknown>> = { dev, via, protocol, scope, source: src, metric };
  const asked = Object.entries(columns).flatMap(([column, value]) => (value === undefined ? [] : [column as Column]));
  return { rows, asked: new Set(asked), withTable: which === 'all' };
}

function targetFilter(texts: {
  readonly own: string | undefined;
  readonly match: string | undefined;
  readonly root: string | undefined;
}): (to: Prefix) => boolean {
  const text = texts.own ?? texts.match ?? texts.root;
  const wanted = text === undefined ? undefined : readPrefix(text);
  if (wanted === undefined || text === 'all' || text === 'any') return () => true;
  const prefix = prefixOf(wanted.address, wanted.length);
  if (texts.own !== undefined) return (to) => to === prefix;
  if (texts.match !== undefined) return (to) => contains(to, wanted.address) && prefixLength(to) <= wanted.length;
  return (to) => prefixLength(to) >= wanted.length && contains(prefix, addressOf(to));
}

function addressOf(to: Prefix): Ipv4 {
  return to.slice(0, to.indexOf('/')) as Ipv4;
}

function tableRows(machine: Machine, links: readonly Link[], table: 'main' | 'local' | 'all'): readonly Row[] {
  return [
    ...(table === 'local' ? [] : routesOf(machine).map((route) => mainRow(route, links))),
    ...(table === 'main' ? [] : localTable(machine, links)),
  ];
}

function mainRow(route: Route, links: readonly Link[]): Row {
  const link = links.find((one) => one.name === route.interface);
  const { to, via, protocol, scope, source, metric, isOnlink } = route;
  const isLinkDown = link?.carrier === false;
  return {
    type: route.type ?? 'unicast',
    table: 'main',
    to,
    via,
    dev: route.interface,
    protocol,
    scope,
    source,
    metric,
    isOnlink,
    isLinkDown,
    mtu: route.mtu,
    route,
  };
}

/** The table "local", which the kernel writes by itself: own addresses, and broadcasts. */
function localTable(machine: Machine, links: readonly Link[]): readonly Row[] {
  const cards = isStation(machine) ? Object.values(machine.interfaces) : [];
  const loopback = isStation(machine) ? loopbackOf(machine) : LOOPBACK;
  const rows = [loopback, ...cards].flatMap(localRows).map((row): Row => {
    const isLocal = row.type === 'local';
    const link = links.find((one) => one.name === row.interface.name);
    return {
      type: row.type,
      table: 'local',
      to: prefixOf(row.to, 32),
      via: undefined,
      dev: row.interface.name,
      protocol: PROTOCOL_KERNEL,
      scope: isLocal ? SCOPE_HOST : SCOPE_LINK,
      source: row.source,
      metric: 0,
      isOnlink: false,
      isLinkDown: !isLocal && link?.carrier === false,
      mtu: undefined,
      route: undefined,
    };
  });
  // On `lo` whole subnets are the machine's own.
  const subnets = subnetsOfLoopback(loopback).flatMap(({ subnet, source }) => {
    const like = rows.find((row) => row.dev === LOOPBACK.name && row.type === 'local' && row.source === source);
    return like === undefined ? [] : [{ ...like, to: subnet }];
  });
  return [...subnets, ...rows].toSorted((a, b) => ipv4ToNumber(addressOf(a.to)) - ipv4ToNumber(addressOf(b.to)));
}

export function targetText({ to }: Pick<Row, 'to'>): string {
  const length = prefixLength(to);
  return length === 0 ? 'default' : length === 32 ? addressOf(to) : to;
}

/** One row; what was asked for is not repeated, unless details are, and what is usual is not said. Every row ends with a blank. */
export function rowText(row: Row, { asked, withTable }: Omit<Selection, 'rows'>, details: boolean): string {
  const part = (column: Column, usual: boolean, text: string): string =>
    asked.has(column) || (usual && !details) ? '' : `${text} `;
  return [
    row.type === 'unicast' && !details ? '' : `${row.type} `,
    `${targetText(row)} `,
    row.via === undefined ? '' : part('via', false, `via ${row.via}`),
    row.dev === '' ? '' : part('dev', false, `dev ${row.dev}`),
    withTable && (row.table === 'local' || details) ? `table ${row.table} ` : '',
    part('protocol', row.protocol === PROTOCOL_BOOT, `proto ${protocolText(row.protocol)}`),
    part('scope', row.scope === SCOPE_GLOBAL, `scope ${scopeText(row.scope)}`),
    row.source === undefined ? '' : part('source', false, `src ${row.source}`),
    row.metric === 0 ? '' : part('metric', false, `metric ${row.metric}`),
    row.isOnlink ? 'onlink ' : '',
    row.isLinkDown ? 'linkdown ' : '',
    row.mtu === undefined ? '' : `mtu ${row.mtu} `,
  ].join('');
}
