/** `ip route add`, `replace`, `delete` … (iproute2, ip/iproute.c), and what the kernel says to it (net/ipv4/fib_frontend.c, fib_semantics.c). */
import type { Ipv4 } from '../../address/ipv4.ts';
import { type Prefix, prefixOf } from '../../address/prefix.ts';
import type { Change } from '../../device/change.ts';
import { PROTOCOL_BOOT, SCOPE_GLOBAL, SCOPE_LINK } from '../../device/addresses.ts';
import { isStation, type RefusingType, type Route } from '../../device/device.ts';
import { broadcastRow, isOwnAddress } from '../../device/routes.ts';
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
import { readProtocol, readScope } from './route-names.ts';
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
  readonly source: Ipv4 | undefined;
  readonly protocol: number | undefined;
  readonly scope: number | undefined;
  /** The gateway is taken for a neighbour, whatever the routes say. */
  readonly isOnlink: boolean;
  /** It leads nowhere. */
  readonly type?: RefusingType | undefined;
  readonly mtu?: string | undefined;
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
const refusing: readonly RefusingType[] = ['blackhole', 'unreachable', 'prohibit', 'throw'];
const types = [...refusing, 'local', 'broadcast', 'multicast', 'nat'];

export function changeRoute(context: Context, how: How, words: readonly string[]): Outcome {
  const isOfType = types.includes(words[0] ?? '');
  const wanted = readRoute(context, isOfType || words[0] === 'unicast' ? words.slice(1) : words);
  if (isOutcome(wanted)) return wanted;
  return asRoot(context, NOT_PERMITTED, () => {
    const type = refusing.find((one) => one === words[0]);
    if (isOfType && type === undefined) return NOT_SUPPORTED;
    const answer = kernelChanges(context.machine, how, { ...wanted, type });
    return isOutcome(answer) ? answer : doesChanges(...answer);
  });
}

function readRoute({ network, machine }: Context, words: readonly string[]): WantedRoute | Outcome {
  // One next hop can be written as a list of one.
  const hops = words.filter((word) => word === 'nexthop').length;
  const only = withLock(hops === 1 ? words.filter((word) => word !== 'nexthop') : words);
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
  const protocolName = values.protocol ?? values.proto;
  const protocol = protocolName === undefined ? undefined : readProtocol(protocolName);
  if (protocolName !== undefined && protocol === undefined)
    return fails(`Error: argument "${protocolName}" is wrong: "protocol" value is invalid\n`, 255);
  const scope = values.scope === undefined ? undefined : readScope(values.scope);
  if (values.scope !== undefined && scope === undefined)
    return fails(`Error: argument "${values.scope}" is wrong: invalid "scope" value\n`, 255);
  const { mtu } = values;
  if (mtu !== undefined && numberIn(mtu.replace(/^lock /, ''), 0, 0xffff_ffff) === undefined)
    return fails(`Error: argument "${mtu.replace(/^lock /, '')}" is wrong: "mtu" value is invalid\n`, 255);
  const name = values.dev ?? values.oif;
  const links = linksOf(network, machine);
  const dev = links.find((link) => link.name === name);
  if (name !== undefined && dev === undefined) return fails(`Cannot find device "${name}"`, 1);
  const isOnlink = read.flags.has('onlink');
  const isMain = table === 'main' || table === '254';
  return { to, via, dev, metric, isMain, source, protocol, scope, isOnlink, mtu };
}

/** "mtu lock 1400" as one word and its value. */
function withLock(words: readonly string[]): readonly string[] {
  const at = words.indexOf('lock');
  if (at < 1 || words[at - 1] !== 'mtu') return words;
  const value = words[at + 1];
  return [...words.slice(0, at), ...(value === undefined ? [] : [`lock ${value}`]), ...words.slice(at + 2)];
}

/** The changes, or why the kernel refuses them. */
export function kernelChanges(machine: Machine, how: How, wanted: WantedRoute): readonly Change[] | Outcome {
  const to = prefixOf(wanted.to.address, wanted.to.length);
  if (how === 'delete') return deleted(machine, to, wanted);
  if (!to.startsWith(`${wanted.to.address}/`)) return fails('Error: Invalid prefix for given prefix length.', 2);
  const out = wanted.type === undefined ? nextHopOf(machine, wanted) : nowhere(wanted);
  if (isOutcome(out)) return out;
  const { source, protocol = PROTOCOL_BOOT, isOnlink, type, mtu } = wanted;
  if (source !== undefined && !(isStation(machine) && isOwnAddress(machine, source)))
    return fails('Error: Invalid prefsrc address.', 2);
  const scope = scopeOf(wanted);
  if (out.name === 'lo' || machine.kind === 'switch' || !wanted.isMain) return NOT_SUPPORTED;
  const metric = wanted.metric ?? 0;
  const equals = routesOf(machine).filter((route) => route.to === to && route.metric === metric);
  const twin = equals.findIndex(
    (route) =>
      route.via === wanted.via &&
      route.interface === out.name &&
      route.protocol === protocol &&
      route.scope === scope &&
      route.source === source &&
      route.isOnlink === isOnlink &&
      route.type === type &&
      route.mtu === mtu,
  );
  if (how === 'add' ? equals.length > 0 : how === 'append' && twin >= 0) return rtnetlink('File exists');
  if (how === 'change' && equals.length === 0) return rtnetlink('No such file or directory');
  const isNew = how === 'add' || how === 'append';
  // Of several to the same place the first is replaced, and no two may be the same.
  if (!isNew && twin > 0) return rtnetlink('File exists');
  const made = { to, via: wanted.via, interface: out.name, metric, protocol, scope, source, isOnlink, type, mtu };
  return [{ set: 'route', how: isNew ? 'add' : 'replace', ...made }];
}

/** The card by which the next hop is reached. */
function nextHopOf(machine: Machine, wanted: WantedRoute): { readonly name: string } | Outcome {
  const { via, dev, isOnlink } = wanted;
  if (isOnlink && dev === undefined) return fails('Error: Nexthop device required for onlink.', 2);
  if (isOnlink && via === undefined)
    return fails('Error: Invalid flags for nexthop - PERVASIVE and ONLINK can not be set.', 2);
  if (via === undefined) {
    if (dev === undefined) return rtnetlink('No such device');
    return dev.up ? dev : fails('Error: Device for nexthop is not up.', 2);
  }
  const gone = fails('Error: Nexthop has invalid gateway.', 2);
  if (scopeOf(wanted) >= SCOPE_LINK) return gone;
  if (isOnlink && dev !== undefined) return dev.up ? dev : fails('Error: Nexthop device is not up.', 2);
  const isToAll = isStation(machine) && broadcastRow(machine, via) !== undefined;
  const name = isToAll ? undefined : linkOfGateway(machine, via, dev?.name);
  return name === undefined ? gone : { name };
}

/** A route that leads nowhere has no card. */
function nowhere({ via, dev }: WantedRoute): { readonly name: string } | Outcome {
  if (via === undefined && dev === undefined) return { name: '' };
  return fails('Error: Gateway, device and multipath can not be specified for this route type.', 2);
}

/** iproute2 takes a route without a gateway for one to the link. */
function scopeOf({ scope, via, type }: WantedRoute): number {
  return scope ?? (via === undefined && type === undefined ? SCOPE_LINK : SCOPE_GLOBAL);
}

/** Of several that fit, the kernel deletes the first. */
function deleted(machine: Machine, to: Prefix, wanted: WantedRoute): readonly Change[] | Outcome {
  const found = routesOf(machine).find(
    (route) =>
      route.to === to &&
      (wanted.type === undefined || route.type === wanted.type) &&
      (wanted.mtu === undefined || route.mtu === wanted.mtu) &&
      (wanted.via === undefined || route.via === wanted.via) &&
      (wanted.dev === undefined || route.interface === wanted.dev.name) &&
      (wanted.metric === undefined || route.metric === wanted.metric) &&
      (wanted.source === undefined || route.source === wanted.source) &&
      (wanted.protocol === undefined || route.protocol === wanted.protocol) &&
      (wanted.scope === undefined || route.scope === wanted.scope),
  );
  return found === undefined ? rtnetlink('No such process') : [deletion(found)];
}

export function deletion(route: Route): Change {
  const { to, via, metric, protocol, scope, source, isOnlink, type, mtu } = route;
  return {
    set: 'route',
    how: 'delete',
    to,
    via,
    interface: route.interface,
    metric,
    protocol,
    scope,
    source,
    isOnlink,
    type,
    mtu,
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
