/** `ip address`: shows, adds and takes away addresses (iproute2, ip/ipaddress.c; net/ipv4/devinet.c). */
import type { Change } from '../../device/change.ts';
import type { Ipv4 } from '../../address/ipv4.ts';
import { ipv4FromNumber, ipv4ToNumber } from '../../address/ipv4.ts';
import { type InterfaceAddress, maskNumber } from '../../address/prefix.ts';
import { assigned, SCOPE_GLOBAL, SCOPE_HOST, type WantedAddress } from '../../device/addresses.ts';
import { type AssignedAddress, isStation, type Station } from '../../device/device.ts';
import { LOOPBACK } from '../../device/loopback.ts';
import {
  asRoot,
  type Context,
  doesChanges,
  fails,
  type Grammar,
  isOutcome,
  NOT_PERMITTED,
  NOT_SUPPORTED,
  type Outcome,
  rtnetlink,
} from './command.ts';
import type { IpOptions } from './ip.ts';
import { ADDRESS_FLAGS, ADDRESS_VALUES, chooseAddresses, show } from './ip-link.ts';
import { ipUsage } from './ip-usage.ts';
import { type Link, linkNamed, linksOf } from './links.ts';
import { readScope } from './route-names.ts';
import { duplicate, meant, numberIn, readAddress, readPairs, readPrefix } from './words.ts';

const more: Grammar = { brd: { '+': {} }, label: { NAME: {} } };
export const addressGrammar: Grammar = {
  show: { LINK: {}, dev: { LINK: {} }, up: {} },
  add: { PREFIX: { dev: { LINK: more }, brd: { '+': { dev: { LINK: more } } } } },
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

const VALUES = [
  'dev',
  'local',
  'broadcast',
  'brd',
  'label',
  'scope',
  'metric',
  'priority',
  'preference',
  'peer',
  'remote',
];

function modify(context: Context, words: readonly string[], how: 'add' | 'replace' | 'delete'): Outcome {
  const read = readWanted(words);
  if (isOutcome(read)) return read;
  const { dev, wanted, hasLength } = read;
  if (dev === undefined) return fails('Not enough information: "dev" argument is required.', 1);
  const link = linkNamed(context.network, context.machine, dev);
  if (link === undefined) return fails(`Cannot find device "${dev}"`, 1);
  return asRoot(context, NOT_PERMITTED, () => {
    if (wanted === undefined) return how === 'delete' ? rtnetlink('Invalid argument') : NOT_SUPPORTED;
    return how === 'delete' ? removed(link, wanted, hasLength) : added(context, link, wanted, how);
  });
}

interface Wanted {
  readonly dev: string | undefined;
  readonly wanted: WantedAddress | undefined;
  /** The mask is meant, too: an address to be deleted may have any otherwise. */
  readonly hasLength: boolean;
}

function readWanted(words: readonly string[]): Wanted | Outcome {
  const read = readPairs(words, VALUES);
  if (isOutcome(read)) return read;
  const { values } = read;
  const [text = values.local, garbage] = read.rest;
  if (garbage !== undefined) return duplicate('local', garbage);
  const own = text === undefined ? undefined : readAddressAndLength(text, 'any valid');
  if (own !== undefined && isOutcome(own)) return own;
  const peerText = values.peer ?? values.remote;
  const peer = peerText === undefined ? undefined : readAddressAndLength(peerText, own ? 'inet' : 'any valid');
  if (peer !== undefined && isOutcome(peer)) return peer;
  const scope = values.scope === undefined ? undefined : readScope(values.scope);
  if (values.scope !== undefined && scope === undefined)
    return fails(`Error: argument "${values.scope}" is wrong: invalid scope value.`, 255);
  const metricText = values.metric ?? values.priority ?? values.preference;
  const metric = numberIn(metricText, 0, 0xffff_ffff);
  if (metricText !== undefined && metric === undefined)
    return fails(`Error: argument "${metricText}" is wrong: "metric" value is invalid\n`, 255);
  const brd = values.broadcast ?? values.brd;
  const length = peer?.length ?? own?.length ?? 32;
  const broadcast = brd === undefined ? undefined : readBroadcast(brd, peer?.address ?? own?.address, length);
  if (brd !== undefined && broadcast === undefined && !/^[+-]$/.test(brd))
    return fails(`Error: inet address is expected rather than "${brd}".`, 1);
  const { dev, label } = values;
  if (own === undefined) return { dev, wanted: undefined, hasLength: false };
  const { address } = own;
  const usual = address.startsWith('127.') ? SCOPE_HOST : SCOPE_GLOBAL;
  const wanted = { address, length, peer: peer?.address, broadcast, label, scope: scope ?? usual, metric };
  return { dev, wanted, hasLength: text?.includes('/') === true || peer !== undefined };
}

/** As readPrefix, but not one of its words for everything. */
function readAddressAndLength(text: string, family: 'any valid' | 'inet'): InterfaceAddress | Outcome {
  const found = /^[a-z]/.test(text) ? undefined : readPrefix(text);
  return found ?? fails(`Error: ${family} prefix is expected rather than "${text}".`, 1);
}

/** "+": all bits behind the mask set, "-": none; a /31 or a /32 has neither. */
function readBroadcast(text: string, address: Ipv4 | undefined, length: number): Ipv4 | undefined {
  if (text !== '+' && text !== '-') return readAddress(text);
  if (address === undefined || length > 30) return undefined;
  const mask = maskNumber(length);
  return ipv4FromNumber(((ipv4ToNumber(address) & mask) | (text === '+' ? ~mask : 0)) >>> 0);
}

/** A card, a VLAN's interface, or `lo`. */
export function canHaveAddresses(station: Station, link: Link): boolean {
  return link.kind === 'loopback' || station.interfaces[link.name] !== undefined;
}

/** The address with which `lo` begins: what is said to 127.0.0.0/8 always stays inside. */
function staysForever(link: Link, { subnet, isSecondary }: AssignedAddress): boolean {
  return link.kind === 'loopback' && subnet === LOOPBACK.subnet && !isSecondary;
}

/** IFNAMSIZ less the zero at its end. */
const LABEL_MAX = 15;

function added({ machine }: Context, link: Link, wanted: WantedAddress, how: 'add' | 'replace'): Outcome {
  // A bridge has no address here.
  if (!isStation(machine) || !canHaveAddresses(machine, link)) return NOT_SUPPORTED;
  if ((wanted.label?.length ?? 0) > LABEL_MAX) return fails('Error: Attribute failed policy validation.', 2);
  const one = assigned(link.name, wanted);
  const inSubnet = link.addresses.filter(({ subnet }) => subnet === one.subnet);
  if (inSubnet.some(({ address }) => address === one.address))
    return how === 'replace'
      ? doesChanges({ set: 'address', how: 'change', port: link.name, ...wanted })
      : fails('Error: ipv4: Address already assigned.', 2);
  if (inSubnet.some(({ scope }) => scope !== one.scope)) return fails('Error: ipv4: Invalid scope value.', 2);
  return doesChanges({ set: 'address', how: 'add', port: link.name, ...wanted });
}

const WILDCARD = (address: string): string =>
  [
    'Warning: Executing wildcard deletion to stay compatible with old scripts.',
    `         Explicitly specify the prefix length (${address}/32) to avoid this warning.`,
    '         This special behaviour is likely to disappear in further releases,',
    '         fix your scripts!',
    '',
  ].join('\n');

/** Takes these addresses of a card away. */
export function deletions(name: string, addresses: readonly AssignedAddress[]): readonly Change[] {
  return addresses.map(({ address, length, peer }) => ({
    set: 'address',
    how: 'delete',
    port: name,
    address,
    length,
    peer,
  }));
}

/** Of several that fit, the first (net/ipv4/devinet.c, `inet_rtm_deladdr`). */
function removed(link: Link, wanted: WantedAddress, hasLength: boolean): Outcome {
  const warning = hasLength ? '' : WILDCARD(wanted.address);
  const { subnet } = assigned(link.name, wanted);
  const found = link.addresses.find(
    (one) =>
      one.address === wanted.address &&
      (wanted.label === undefined || one.label === wanted.label) &&
      (!hasLength || one.subnet === subnet),
  );
  if (found === undefined) return { output: `${warning}Error: ipv4: Address not found.\n`, status: 2, changes: [] };
  if (staysForever(link, found)) return NOT_SUPPORTED;
  return { ...doesChanges(...deletions(link.name, [found])), output: warning };
}

const NOT_FLUSHED = fails('Failed to send flush request: Operation not supported', 255);

function flush(context: Context, words: readonly string[]): Outcome {
  if (words.length === 0) return fails('Flush requires arguments.', 1);
  const read = readPairs(words, ['dev', ...ADDRESS_VALUES], ADDRESS_FLAGS);
  if (isOutcome(read)) return read;
  const [name = read.values.dev] = read.rest;
  const links = linksOf(context.network, context.machine);
  if (name !== undefined && !links.some((link) => link.name === name))
    return fails(`Device "${name}" does not exist.`, 1);
  const chosen = chooseAddresses(read);
  if (isOutcome(chosen)) return chosen;
  const meantLinks = links.filter((link) => name === undefined || link.name === name).map(chosen.narrowed);
  if (meantLinks.some((link) => link.addresses.some((one) => staysForever(link, one)))) return NOT_FLUSHED;
  const changes = meantLinks.flatMap((link) => deletions(link.name, link.addresses));
  if (changes.length === 0) return doesChanges();
  const denied = fails('Failed to send flush request: Operation not permitted', 255);
  return asRoot(context, denied, () => doesChanges(...changes));
}
