/** `ip address`: shows, adds and takes away addresses (iproute2, ip/ipaddress.c; net/ipv4/devinet.c). */
import type { Change } from '../../device/change.ts';
import { isStation } from '../../device/device.ts';
import { NO_ADDRESS } from '../../device/apply-change.ts';
import {
  asRoot,
  type Context,
  doesChanges,
  fails,
  type Grammar,
  isOutcome,
  type Machine,
  NOT_PERMITTED,
  NOT_SUPPORTED,
  type Outcome,
  rtnetlink,
} from './command.ts';
import type { IpOptions } from './ip.ts';
import { show } from './ip-link.ts';
import { deletion } from './ip-route-change.ts';
import { ipUsage } from './ip-usage.ts';
import { type Link, linkNamed } from './links.ts';
import { neighborsOf, routesOf } from './stack.ts';
import { duplicate, meant, readPairs, readPrefix } from './words.ts';

export const addressGrammar: Grammar = {
  show: { LINK: {}, dev: { LINK: {} }, up: {} },
  add: { PREFIX: { dev: { LINK: {} } } },
  delete: { PREFIX: { dev: { LINK: {} } } },
  flush: { dev: { LINK: {} } },
  help: {},
};

export function ipAddress(context: Context, options: IpOptions, words: readonly string[]): Outcome {
  const [command = 'show', ...rest] = words;
  switch (meant(command, ['add', 'change', 'replace', 'delete', 'show', 'lst', 'list', 'flush', 'help'])) {
    case 'show':
    case 'lst':
    case 'list':
      return show(context, options, rest, 'addr');
    case 'add':
      return modify(context, rest, 'add');
    case 'change':
    case 'replace':
      return modify(context, rest, 'replace');
    case 'delete':
      return modify(context, rest, 'delete');
    case 'flush':
      return flush(context, rest);
    case 'help':
      return { output: ipUsage.address, status: 255, changes: [] };
    case undefined:
      return fails(`Command "${command}" is unknown, try "ip address help".`, 255);
  }
}

const VALUES = ['dev', 'local', 'broadcast', 'brd', 'label', 'scope', 'metric', 'peer'];

function modify(context: Context, words: readonly string[], how: 'add' | 'replace' | 'delete'): Outcome {
  const read = readPairs(words, VALUES);
  if (isOutcome(read)) return read;
  const [text = read.values.local, garbage] = read.rest;
  if (garbage !== undefined) return duplicate('local', garbage);
  const wanted = text === undefined ? undefined : readPrefix(text);
  if (text !== undefined && (wanted === undefined || /^[a-z]/.test(text))) {
    return fails(`Error: any valid prefix is expected rather than "${text}".`, 1);
  }
  const { dev } = read.values;
  if (dev === undefined) return fails('Not enough information: "dev" argument is required.', 1);
  const link = linkNamed(context.network, context.machine, dev);
  if (link === undefined) return fails(`Cannot find device "${dev}"`, 1);
  if (wanted === undefined)
    return asRoot(context, NOT_PERMITTED, () => (how === 'delete' ? rtnetlink('Invalid argument') : NOT_SUPPORTED));
  return asRoot(context, NOT_PERMITTED, () =>
    how !== 'delete' ? added(context, link, wanted, how) : removed(context, link, wanted, text?.includes('/') === true),
  );
}

type Wanted = NonNullable<ReturnType<typeof readPrefix>>;

function added({ machine }: Context, link: Link, wanted: Wanted, how: 'add' | 'replace'): Outcome {
  const has = link.address === wanted.address && link.length === wanted.length;
  if (has) return how === 'replace' ? doesChanges() : fails('Error: ipv4: Address already assigned.', 2);
  // A card of this network has one address; a bridge, and `lo`, no other.
  const isFree = link.address === undefined && isStation(machine) && machine.interfaces[link.name] !== undefined;
  return isFree ? doesChanges({ set: 'address', port: link.name, ...wanted }) : NOT_SUPPORTED;
}

const WILDCARD = (address: string): string =>
  [
    'Warning: Executing wildcard deletion to stay compatible with old scripts.',
    `         Explicitly specify the prefix length (${address}/32) to avoid this warning.`,
    '         This special behaviour is likely to disappear in further releases,',
    '         fix your scripts!',
    '',
  ].join('\n');

/** With a card's last address all routes over it and all neighbours on it are gone (net/ipv4/fib_frontend.c, `fib_disable_ip`). */
export function withoutAddress(machine: Machine, { name }: Link): readonly Change[] {
  const routes = routesOf(machine).filter((route) => route.interface === name && route.from === 'static');
  const neighbors = neighborsOf(machine).filter((row) => row.interface === name);
  return [
    ...routes.map(deletion),
    ...neighbors.map(({ address }) => ({ set: 'neighbor', interface: name, address, mac: undefined }) as const),
    { set: 'address', port: name, address: NO_ADDRESS, length: 0 },
  ];
}

function removed({ machine }: Context, link: Link, wanted: Wanted, hasLength: boolean): Outcome {
  const warning = hasLength ? '' : WILDCARD(wanted.address);
  const isIt = link.address === wanted.address && (!hasLength || link.length === wanted.length);
  if (!isIt) return { output: `${warning}Error: ipv4: Address not found.\n`, status: 2, changes: [] };
  if (link.kind === 'loopback') return NOT_SUPPORTED;
  return { ...doesChanges(...withoutAddress(machine, link)), output: warning };
}

function flush(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'scope', 'to', 'label']);
  if (isOutcome(read)) return read;
  const [name = read.values.dev] = read.rest;
  if (name === undefined) return fails('Flush requires arguments.', 1);
  const link = linkNamed(context.network, context.machine, name);
  if (link === undefined) return fails(`Device "${name}" does not exist.`, 1);
  if (link.address === undefined || link.kind === 'loopback') return doesChanges();
  const denied = fails('Failed to send flush request: Operation not permitted', 255);
  return asRoot(context, denied, () => doesChanges(...withoutAddress(context.machine, link)));
}
