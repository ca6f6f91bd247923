/** `ip route`: shows the routing tables, and asks them (iproute2, ip/iproute.c). */
import { ipv4ToNumber } from '../../address/ipv4.ts';
import { contains, prefixLength, prefixOf } from '../../address/prefix.ts';
import type { Route } from '../../device/device.ts';
import {
  type Context,
  fails,
  type Grammar,
  isOutcome,
  type Outcome,
  prints,
  printsLines,
  rtnetlink,
} from './command.ts';
import type { IpOptions } from './ip.ts';
import { changeRoute, flushRoutes } from './ip-route-change.ts';
import { ipUsage } from './ip-usage.ts';
import { type Link, linksOf } from './links.ts';
import { routesOf, targetOf, wayTo } from './stack.ts';
import { duplicate, meant, readAddress, readPairs, readPrefix } from './words.ts';

const routeWords: Grammar = { via: { ADDRESS: { dev: { LINK: {} }, metric: { NUMBER: {} } } }, dev: { LINK: {} } };
export const routeGrammar: Grammar = {
  show: { dev: { LINK: {} }, default: {}, table: { local: {}, main: {} }, match: { ADDRESS: {} } },
  get: { ADDRESS: {} },
  add: { PREFIX: routeWords, default: routeWords },
  replace: { PREFIX: routeWords, default: routeWords },
  delete: { ROUTE: routeWords, default: {} },
  flush: { dev: { LINK: {} }, ROUTE: {} },
  help: {},
};

export function ipRoute(context: Context, options: IpOptions, words: readonly string[]): Outcome {
  const [command = 'show', ...rest] = words;
  const commands = [
    'list',
    'show',
    'lst',
    'get',
    'add',
    'change',
    'replace',
    'append',
    'delete',
    'flush',
    'help',
  ] as const;
  const wanted = meant(command, commands);
  switch (wanted) {
    case 'list':
    case 'show':
    case 'lst':
      return options.family === 'inet6' ? prints('') : show(context, rest);
    case 'get':
      return get(context, rest);
    case 'add':
    case 'change':
    case 'replace':
    case 'append':
    case 'delete':
      return changeRoute(context, wanted, rest);
    case 'flush':
      return flushRoutes(context, rest);
    case 'help':
      return { output: ipUsage.route, status: 255, changes: [] };
    case undefined:
      return fails(`Command "${command}" is unknown, try "ip route help".`, 255);
  }
}

function show({ network, machine }: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, [
    'dev',
    'oif',
    'table',
    'via',
    'match',
    'root',
    'exact',
    'proto',
    'scope',
    'metric',
    'to',
  ]);
  if (isOutcome(read)) return read;
  const [text = read.values.to ?? read.values.exact, garbage] = read.rest;
  if (garbage !== undefined) return duplicate('to', garbage);
  const { match, root, table = 'main', via } = read.values;
  const dev = read.values.dev ?? read.values.oif;
  const prefixText = text ?? match ?? root;
  const wanted = prefixText === undefined ? undefined : readPrefix(prefixText);
  if (prefixText !== undefined && wanted === undefined) {
    return fails(`Error: any valid prefix is expected rather than "${prefixText}".`, 1);
  }
  const links = linksOf(network, machine);
  if (dev !== undefined && !links.some((link) => link.name === dev)) return fails(`Cannot find device "${dev}"`, 1);
  const isDefault = prefixText === 'all' || prefixText === 'any';
  const fits = (to: Route['to']): boolean => {
    if (wanted === undefined || isDefault) return true;
    if (match !== undefined) return contains(to, wanted.address) && prefixLength(to) <= wanted.length;
    const own = prefixOf(wanted.address, wanted.length);
    return root === undefined
      ? to === own
      : prefixLength(to) >= wanted.length && contains(own, to.split('/')[0] as typeof wanted.address);
  };
  const routes = routesOf(machine).filter(
    (route) =>
      fits(route.to) && (dev === undefined || route.interface === dev) && (via === undefined || route.via === via),
  );
  const lines = [
    ...(table === 'local' || table === '255' || table === 'all' ? localLines(links, table === 'all') : []),
    ...(table === 'local' || table === '255' ? [] : routes.map((route) => routeLine(route, links, dev))),
  ];
  return printsLines(lines);
}

/** One row; what was asked for is not repeated. Every row ends with a blank. */
function routeLine(route: Route, links: readonly Link[], dev: string | undefined): string {
  const link = links.find((one) => one.name === route.interface);
  const to = targetText(route);
  const by =
    route.from === 'connected'
      ? `proto kernel scope link src ${link?.address} `
      : route.from === 'ospf'
        ? 'proto bird '
        : '';
  const scope = route.from === 'static' && route.via === undefined ? 'scope link ' : '';
  return [
    `${to} `,
    route.via === undefined ? '' : `via ${route.via} `,
    dev === undefined ? `dev ${route.interface} ` : '',
    by,
    scope,
    route.metric > 0 ? `metric ${route.metric} ` : '',
    link?.carrier === false ? 'linkdown ' : '',
  ].join('');
}

export function targetText(route: Route): string {
  const length = prefixLength(route.to);
  return length === 0 ? 'default' : length === 32 ? targetOf(route) : route.to;
}

/** The table "local", which the kernel writes by itself: own addresses, and broadcasts. */
function localLines(links: readonly Link[], withTable: boolean): readonly string[] {
  const table = withTable ? 'table local ' : '';
  const rows = links.flatMap(({ name, kind, up, carrier, address, length, broadcast }) => {
    if (!up || address === undefined) return [];
    const rest = `dev ${name} ${table}proto kernel scope`;
    const own = { at: ipv4ToNumber(address), line: `local ${address} ${rest} host src ${address} ` };
    const net = { at: ipv4ToNumber(address) - 1, line: `local 127.0.0.0/${length} ${rest} host src ${address} ` };
    const last = kind === 'loopback' ? '127.255.255.255' : broadcast;
    const toAll = {
      at: last === undefined ? 0 : ipv4ToNumber(last as typeof address),
      line: `broadcast ${last} ${rest} link src ${address} ${carrier ? '' : 'linkdown '}`,
    };
    return [...(kind === 'loopback' ? [net] : []), own, ...(last === undefined ? [] : [toAll])];
  });
  return rows.toSorted((a, b) => a.at - b.at).map((row) => row.line);
}

function get({ network, machine, allowed }: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['to', 'from', 'oif', 'iif', 'dev']);
  if (isOutcome(read)) return read;
  const [text = read.values.to, garbage] = read.rest;
  if (garbage !== undefined) return duplicate('to', garbage);
  if (text === undefined) return fails('need at least a destination address', 1);
  const address = readAddress(text.split('/')[0] ?? '');
  if (address === undefined) return fails(`Error: any valid prefix is expected rather than "${text}".`, 1);
  const way = wayTo(machine, linksOf(network, machine), address);
  const uid = allowed === 'change' ? 0 : 1000;
  switch (way?.kind) {
    case undefined:
      return rtnetlink('Network is unreachable');
    case 'local':
      return printsLines([`local ${address} dev lo src ${way.source} uid ${uid} `, '    cache <local> ']);
    case 'broadcast':
      return printsLines([
        `broadcast ${address} dev ${way.link.name} src ${way.source} uid ${uid} `,
        '    cache <local,brd> ',
      ]);
    case 'route': {
      const via = way.route.via === undefined ? '' : `via ${way.route.via} `;
      const source = way.source === undefined ? '' : `src ${way.source} `;
      return printsLines([`${address} ${via}dev ${way.route.interface} ${source}uid ${uid} `, '    cache ']);
    }
  }
}
