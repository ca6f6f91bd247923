/** `ip route`: shows the routing tables, and asks them (iproute2, ip/iproute.c). */
import { type Context, fails, type Grammar, isOutcome, type Outcome, prints, printsLines } from './command.ts';
import type { IpOptions } from './ip.ts';
import { changeRoute, flushRoutes } from './ip-route-change.ts';
import { getRoute } from './ip-route-get.ts';
import { ipUsage } from './ip-usage.ts';
import { rowText, selectRoutes } from './route-rows.ts';
import { meant } from './words.ts';

const more: Grammar = { metric: { NUMBER: {} }, src: { ADDRESS: {} }, proto: { static: {} } };
const routeWords: Grammar = {
  via: { ADDRESS: { dev: { LINK: { onlink: {}, ...more } }, ...more } },
  dev: { LINK: { scope: { link: {} }, ...more } },
};
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
      return options.family === 'inet6' ? prints('') : show(context, options, rest);
    case 'get':
      return getRoute(context, options, rest);
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

function show(context: Context, options: IpOptions, words: readonly string[]): Outcome {
  const selection = selectRoutes(context, words);
  if (isOutcome(selection)) return selection;
  return printsLines(selection.rows.map((row) => rowText(row, selection, options.details)));
}
