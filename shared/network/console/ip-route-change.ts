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
import { selectRoutes } from './route-rows.ts';
import { linkOfGateway, routesOf } from './stack.ts';
import { duplicate, numberIn, readAddress, readPairs, readPrefix } from './words.ts';

export type How = 'add' | 'change' | 'replace' | 'append' | 'delete';

export interface WantedRoute {
  readonly to: { readonly address: Ipv4; readonly length: number };
  readonly via: Ipv4 | undefined;
  readonly dev: Link | undefined;
  readonly metric: number | undefined;
  /** In the main table; there is no other that can be changed. */
  readonly isMain: boolean;
  /** `src` is no address of this machine. */
  readonly isSourceForeign: boolean;
  /** The gateway is taken for a neighbour, whatever the routes say. */
  readonly isOnlink: boolean;
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
    return isOutcome(answer) ? answer : doesChanges(...answer);
  });
}

function readRoute({ network, machine }: Context, words: readonly string[]): WantedRoute | Outcome {
  // One next hop can be written as a list of one.
  const only =
    words.filter((word) => word === 'nexthop').length === 1 ? words.filter((word) => word !== 'nexthop') : words;
  const read = readPairs(only, VALUES, ['onlink', 'pervasive']);
  if (isOutcome(read)) return read;
  const { values } = read;
  if (only.filter((word) => word === 'via').length > 1)
    return fails('Error: argument "via" is wrong: use nexthop syntax to specify multiple via\n', 255);
  const [text = values.to, garbage] = read.rest;
  if (text === undefined && Object.keys(values).length === 0)
    return { output: ipUsage.route, status: 255, changes: [] };
  const to = text === undefined ? readPrefix('default') : readPrefix(text);
  if (to === undefined) return fails(`Error: any valid prefix is expected rather than "${text}".`, 1);
  const via = values.via === undefined ? undefined : readAddress(values.via);
  if (values.via !== undefined && via === undefined) {
    // "default" does not say of which family it is.
    const expected = text === undefined || text === 'default' ? 'any valid' : 'inet';
    return fails(`Error: ${expected} address is expected rather than "${values.via}".`, 1);
  }
  if (garbage !== undefined) return duplicate('to', garbage);
  const metricText = values.metric ?? values.preference ?? values.priority;
  const metric = numberIn(metricText, 0, 0xffff_ffff);
  if (metricText !== undefined && metric === undefined) {
    return fails(`Error: argument "${metricText}" is wrong: "metric" value is invalid\n`, 255);
  }
  const { table = 'main', src } = values;
  if (!/^(?:main|local|default|all|\d+|0x[\da-f]+)$/.test(table))
    return fails(`Error: argument "${table}" is wrong: "table" value is invalid\n`, 255);
  const source = src === undefined ? undefined : readAddress(src);
  if (src !== undefined && source === undefined)
    return fails(`Error: inet address is expected rather than "${src}".`, 1);
  const name = values.dev ?? values.oif;
  const links = linksOf(network, machine);
  const dev = links.find((link) => link.name === name);
  if (name !== undefined && dev === undefined) return fails(`Cannot find device "${name}"`, 1);
  const isOwn = source === undefined || links.some((link) => link.address === source);
  const isOnlink = read.flags.has('onlink');
  return { to, via, dev, metric, isMain: table === 'main' || table === '254', isSourceForeign: !isOwn, isOnlink };
}

/** The changes, or why the kernel refuses them. */
export function kernelChanges(machine: Machine, how: How, wanted: WantedRoute): readonly Change[] | Outcome {
  const to = prefixOf(wanted.to.address, wanted.to.length);
  if (how === 'delete') return deleted(machine, to, wanted);
  if (!to.startsWith(`${wanted.to.address}/`)) return fails('Error: Invalid prefix for given prefix length.', 2);
  const out = nextHopOf(machine, wanted);
  if (isOutcome(out)) return out;
  if (wanted.isSourceForeign) return fails('Error: Invalid prefsrc address.', 2);
  if (out.name === 'lo' || machine.kind === 'switch' || !wanted.isMain) return NOT_SUPPORTED;
  const metric = wanted.metric ?? 0;
  const equals = routesOf(machine).filter((route) => route.to === to && route.metric === metric);
  const twin = equals.findIndex((route) => route.via === wanted.via && route.interface === out.name);
  if (how === 'add' ? equals.length > 0 : how === 'append' && twin >= 0) return rtnetlink('File exists');
  if (how === 'change' && equals.length === 0) return rtnetlink('No such file or directory');
  const isNew = how === 'add' || how === 'append';
  const change = { set: 'route', to, via: wanted.via, interface: out.name, metric } as const;
  if (isNew || equals.length < 2) return [{ ...change, how: isNew ? 'add' : 'replace' }];
  // Of several to the same place the first is replaced, and no two may be the same.
  if (twin > 0) return rtnetlink('File exists');
  return [{ ...change, how: 'replace' }, ...equals.slice(1).map(addition)];
}

/** The card by which the next hop is reached. */
function nextHopOf(machine: Machine, { via, dev, isOnlink }: WantedRoute): { readonly name: string } | Outcome {
  if (isOnlink && dev === undefined) return fails('Error: Nexthop device required for onlink.', 2);
  if (via === undefined) {
    if (dev === undefined) return rtnetlink('No such device');
    return dev.up ? dev : fails('Error: Device for nexthop is not up.', 2);
  }
  const name = linkOfGateway(machine, via, dev?.name);
  if (name !== undefined) return { name };
  return isOnlink ? NOT_SUPPORTED : fails('Error: Nexthop has invalid gateway.', 2);
}

/** Of several that fit, the kernel deletes the first. */
function deleted(machine: Machine, to: Prefix, wanted: WantedRoute): readonly Change[] | Outcome {
  const found = routesOf(machine).find(
    (route) =>
      route.to === to &&
      (wanted.via === undefined || route.via === wanted.via) &&
      (wanted.dev === undefined || route.interface === wanted.dev.name) &&
      (wanted.metric === undefined || route.metric === wanted.metric),
  );
  return found === undefined ? rtnetlink('No such process') : [deletion(found)];
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
  if (words.length === 0) return fails('"ip route flush" requires arguments.', 1);
  const selection = selectRoutes(context, words);
  if (isOutcome(selection)) return selection;
  const gone = selection.rows.flatMap((row) => (row.route === undefined ? [] : [deletion(row.route)]));
  const denied = fails('Failed to send flush request: Operation not permitted', 2);
  return gone.length === 0 ? doesChanges() : asRoot(context, denied, () => doesChanges(...gone));
}
