/** `ip route add`, `replace`, `delete` … (iproute2, ip/iproute.c), and what the kernel says to it (net/ipv4/fib_frontend.c, fib_semantics.c). */
import type { Ipv4 } from '../../address/ipv4.ts';
import { type Prefix, prefixOf } from '../../address/prefix.ts';
import type { Change } from '../../device/change.ts';
import type { Route } from '../../device/device.ts';
import {
  asRoot,
  type Context,
  doesChanges,
  fails,
  isOutcome,
  type Machine,
  NOT_PERMITTED,
  NOT_SUPPORTED,
  type Outcome,
  rtnetlink,
} from './command.ts';
import { ipUsage } from './ip-usage.ts';
import { type Link, linksOf } from './links.ts';
import { linkOfGateway, routesOf } from './stack.ts';
import { duplicate, numberIn, readAddress, readPairs, readPrefix } from './words.ts';

export type How = 'add' | 'change' | 'replace' | 'append' | 'delete';

export interface WantedRoute {
  readonly to: { readonly address: Ipv4; readonly length: number };
  readonly via: Ipv4 | undefined;
  readonly dev: Link | undefined;
  readonly metric: number | undefined;
}

const VALUES = [
  'to',
  'via',
  'dev',
  'oif',
  'metric',
  'preference',
  'priority',
  'src',
  'proto',
  'protocol',
  'scope',
  'table',
  'mtu',
];
const types = ['blackhole', 'unreachable', 'prohibit', 'throw', 'local', 'broadcast', 'multicast', 'nat'];

export function changeRoute(context: Context, how: How, words: readonly string[]): Outcome {
  const isOfType = types.includes(words[0] ?? '');
  const wanted = readRoute(context, isOfType || words[0] === 'unicast' ? words.slice(1) : words);
  if (isOutcome(wanted)) return wanted;
  return asRoot(context, NOT_PERMITTED, () => {
    if (isOfType) return NOT_SUPPORTED;
    const answer = kernelChanges(context.machine, how, wanted);
    return isOutcome(answer) ? answer : doesChanges(answer);
  });
}

function readRoute({ network, machine }: Context, words: readonly string[]): WantedRoute | Outcome {
  const read = readPairs(words, VALUES, ['onlink', 'pervasive']);
  if (isOutcome(read)) return read;
  const { values } = read;
  const [text = values.to, garbage] = read.rest;
  if (text === undefined && Object.keys(values).length === 0)
    return { output: ipUsage.route, status: 255, changes: [] };
  const to = text === undefined ? readPrefix('default') : readPrefix(text);
  if (to === undefined) return fails(`Error: any valid prefix is expected rather than "${text}".`, 1);
  const via = values.via === undefined ? undefined : readAddress(values.via);
  if (values.via !== undefined && via === undefined) {
    return fails(`Error: inet address is expected rather than "${values.via}".`, 1);
  }
  if (garbage !== undefined) return duplicate('to', garbage);
  const metricText = values.metric ?? values.preference ?? values.priority;
  const metric = numberIn(metricText, 0, 0xffff_ffff);
  if (metricText !== undefined && metric === undefined) {
    return fails(`Error: argument "${metricText}" is wrong: "metric" value is invalid\n`, 255);
  }
  const name = values.dev ?? values.oif;
  const dev = linksOf(network, machine).find((link) => link.name === name);
  if (name !== undefined && dev === undefined) return fails(`Cannot find device "${name}"`, 1);
  return { to, via, dev, metric };
}

/** The change, or why the kernel refuses it. */
export function kernelChanges(machine: Machine, how: How, wanted: WantedRoute): Change | Outcome {
  const to = prefixOf(wanted.to.address, wanted.to.length);
  if (how === 'delete') return deleted(machine, to, wanted);
  if (!to.startsWith(`${wanted.to.address}/`)) return fails('Error: Invalid prefix for given prefix length.', 2);
  if (wanted.dev === undefined && wanted.via === undefined) return rtnetlink('No such device');
  if (wanted.dev?.up === false) return fails('Error: Device for nexthop is not up.', 2);
  const out = wanted.via === undefined ? wanted.dev?.name : linkOfGateway(machine, wanted.via, wanted.dev?.name);
  if (out === undefined) return fails('Error: Nexthop has invalid gateway.', 2);
  if (out === 'lo' || machine.kind === 'switch') return NOT_SUPPORTED;
  const metric = wanted.metric ?? 0;
  const equals = routesOf(machine).filter((route) => route.to === to && route.metric === metric);
  const isTwin = equals.some((route) => route.via === wanted.via && route.interface === out);
  if (how === 'add' ? equals.length > 0 : how === 'append' && isTwin) return rtnetlink('File exists');
  if (how === 'change' && equals.length === 0) return rtnetlink('No such file or directory');
  const isNew = how === 'add' || how === 'append';
  return { set: 'route', how: isNew ? 'add' : 'replace', to, via: wanted.via, interface: out, metric };
}

/** Of several that fit, the kernel deletes the first. */
function deleted(machine: Machine, to: Prefix, wanted: WantedRoute): Change | Outcome {
  const found = routesOf(machine).find(
    (route) =>
      route.to === to &&
      (wanted.via === undefined || route.via === wanted.via) &&
      (wanted.dev === undefined || route.interface === wanted.dev.name) &&
      (wanted.metric === undefined || route.metric === wanted.metric),
  );
  return found === undefined ? rtnetlink('No such process') : deletion(found);
}

export function deletion(route: Route): Change {
  return {
    set: 'route',
    how: 'delete',
    to: route.to,
    via: route.via,
    interface: route.interface,
    metric: route.metric,
  };
}

export function addition(route: Route): Change {
  return { ...deletion(route), how: 'add' } as Change;
}

export function flushRoutes(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'via', 'table', 'exact', 'to', 'proto']);
  if (isOutcome(read)) return read;
  if (words.length === 0) return fails('"ip route flush" requires arguments.', 1);
  const [text = read.values.to ?? read.values.exact] = read.rest;
  const { dev, via } = read.values;
  const wanted = text === undefined || text === 'all' || text === 'cache' ? undefined : readPrefix(text);
  if (text !== undefined && text !== 'all' && text !== 'cache' && wanted === undefined) {
    return fails(`Error: any valid prefix is expected rather than "${text}".`, 1);
  }
  if (dev !== undefined && !linksOf(context.network, context.machine).some((link) => link.name === dev)) {
    return fails(`Cannot find device "${dev}"`, 1);
  }
  const gone = routesOf(context.machine).filter(
    (route) =>
      text !== 'cache' &&
      (wanted === undefined || route.to === prefixOf(wanted.address, wanted.length)) &&
      (dev === undefined || route.interface === dev) &&
      (via === undefined || route.via === via),
  );
  const denied = fails('Failed to send flush request: Operation not permitted', 2);
  return gone.length === 0 ? doesChanges() : asRoot(context, denied, () => doesChanges(...gone.map(deletion)));
}
