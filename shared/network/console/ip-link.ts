/** `ip link`: shows interfaces, switches them on and off, sets what can be set (iproute2, ip/iplink.c). */
import { isMulticast } from '../../address/mac.ts';
import { contains, prefixOf } from '../../address/prefix.ts';
import type { Change } from '../../device/change.ts';
import { type AssignedAddress, isStation } from '../../device/device.ts';
import { bridgeSettings } from './bridge-settings.ts';
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
  prints,
  printsLines,
  rtnetlink,
} from './command.ts';
import type { IpOptions } from './ip.ts';
import { ipUsage } from './ip-usage.ts';
import { type Link, linksOf } from './links.ts';
import { inetLines, linkText } from './link-text.ts';
import { readScope } from './route-names.ts';
import { vlanAdd, vlanDelete } from './vlan-interface.ts';
import { duplicate, meant, numberIn, type Pairs, readLinkAddress, readPairs, readPrefix } from './words.ts';

const settings: Grammar = { up: {}, down: {}, mtu: { NUMBER: {} }, address: { MAC: {} } };
const bridgeTypes: Grammar = {
  bridge: { stp_state: { '0': {}, '1': {} }, priority: { NUMBER: {} }, ageing_time: { NUMBER: {} } },
};
export const linkGrammar: Grammar = {
  show: {
    LINK: {},
    dev: { LINK: {} },
    up: {},
    master: { LINK: {} },
    type: { bridge: {}, veth: {}, vlan: {}, vxlan: {} },
  },
  set: { LINK: { ...settings, type: bridgeTypes }, dev: { LINK: { ...settings, type: bridgeTypes } } },
  add: { link: { LINK: { name: { NAME: { type: { vlan: { id: { NUMBER: {} } } } } } } } },
  delete: { LINK: {} },
  help: {},
};

export function ipLink(context: Context, options: IpOptions, words: readonly string[]): Outcome {
  const [command = 'show', ...rest] = words;
  switch (meant(command, ['add', 'set', 'change', 'replace', 'delete', 'show', 'lst', 'list', 'help'])) {
    case 'show':
    case 'lst':
    case 'list':
      return show(context, options, rest, 'link');
    case 'set':
    case 'change':
      return set(context, rest);
    case 'add':
    case 'replace':
      return vlanAdd(context, rest);
    case 'delete':
      return vlanDelete(context, rest);
    case 'help':
      return { output: ipUsage.link, status: 255, changes: [] };
    case undefined:
      return fails(`Command "${command}" is unknown, try "ip link help".`, 255);
  }
}

/** `ip link show` and, with addresses, `ip address show`. */
export function show(
  { network, machine }: Context,
  options: IpOptions,
  words: readonly string[],
  object: 'link' | 'addr',
): Outcome {
  const read = readPairs(
    words,
    ['dev', 'master', 'type', 'group', ...(object === 'addr' ? ADDRESS_VALUES : [])],
    ['up', 'nomaster', ...(object === 'addr' ? ADDRESS_FLAGS : [])],
  );
  if (isOutcome(read)) return read;
  const [, second] = words.flatMap((word, place) => (word === 'dev' ? [words[place + 1] ?? ''] : []));
  if (second !== undefined) return duplicate('dev', second);
  const [name = read.values.dev, garbage] = read.rest;
  if (read.rest.length > 0 && read.values.dev !== undefined) return duplicate('dev', name ?? '');
  if (garbage !== undefined) return duplicate('dev', garbage);
  const links = linksOf(network, machine);
  const known = (dev: string | undefined): boolean => dev === undefined || links.some((link) => link.name === dev);
  if (!known(name)) return fails(`Device "${name}" does not exist.`, 1);
  const { master, type, group = '0' } = read.values;
  const groupNumber = group === 'default' ? 0 : numberIn(group, 0, 0xffff_ffff);
  if (groupNumber === undefined) return fails(`Error: argument "${group}" is wrong: Invalid "group" value\n`, 255);
  const chosen = chooseAddresses(read);
  if (isOutcome(chosen)) return chosen;
  if (!known(master)) return fails(`Error: argument "${master}" is wrong: Device does not exist\n`, 255);
  const shown = links.map(chosen.narrowed).filter(
    (link, place) =>
      groupNumber === 0 &&
      // A card without any address stays; one that has none of those that are asked for goes.
      (link.addresses.length > 0 || (links[place]!.addresses.length === 0 && !chosen.onlyWithAddress)) &&
      (name === undefined || link.name === name) &&
      (master === undefined || link.master === master) &&
      (type === undefined || link.kind === type) &&
      (!read.flags.has('up') || link.up) &&
      (!read.flags.has('nomaster') || link.master === undefined),
  );
  // An address by its label stands without its card.
  if (chosen.onlyAddresses) return printsLines(shown.flatMap(inetLines));
  const family = chosen.family ?? options.family;
  return prints(shown.map((link) => linkText(machine, links, link, { ...options, family, object })).join(''));
}

export const ADDRESS_VALUES = ['scope', 'to', 'label'];
/** Of addresses; those of this network are all permanent. */
export const ADDRESS_FLAGS = ['permanent', 'primary', 'dynamic', 'secondary', 'tentative', 'deprecated', 'temporary'];

export interface Chosen {
  /** The link with those addresses alone that are asked for. */
  readonly narrowed: (link: Link) => Link;
  readonly onlyWithAddress: boolean;
  readonly family: 'inet' | undefined;
  readonly onlyAddresses: boolean;
}

/** Which cards `ip address show` shows if it is asked for certain addresses: those that have one, and those that have none at all. */
export function chooseAddresses({ values, flags }: Pairs): Chosen | Outcome {
  const { label, to } = values;
  const scope = values.scope === undefined ? undefined : readScope(values.scope);
  if (values.scope !== undefined && scope === undefined && values.scope !== 'all')
    return fails(`Error: argument "${values.scope}" is wrong: invalid "scope"\n`, 255);
  const prefix = to === undefined ? undefined : readPrefix(to);
  if (to !== undefined && prefix === undefined)
    return fails(`Error: any valid prefix is expected rather than "${to}".`, 1);
  const isNone = ['dynamic', 'tentative', 'deprecated'].some((flag) => flags.has(flag));
  const isSecondary = flags.has('secondary') || flags.has('temporary');
  const pattern =
    label === undefined ? undefined : new RegExp(`^${label.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`);
  const fits = (one: AssignedAddress): boolean =>
    pattern?.test(one.label) !== false &&
    (prefix === undefined || contains(prefixOf(prefix.address, prefix.length), one.address)) &&
    (scope === undefined || scope === one.scope) &&
    !isNone &&
    !(isSecondary && !one.isSecondary) &&
    !(flags.has('primary') && one.isSecondary);
  return {
    narrowed: (link) => ({ ...link, addresses: link.addresses.filter(fits) }),
    onlyWithAddress: prefix !== undefined || pattern !== undefined,
    family: prefix === undefined ? undefined : 'inet',
    onlyAddresses: pattern !== undefined,
  };
}

const VALUES = [
  'dev',
  'mtu',
  'address',
  'name',
  'master',
  'txqueuelen',
  'qlen',
  'promisc',
  'multicast',
  'arp',
  'alias',
  'netns',
];

function set(context: Context, words: readonly string[]): Outcome {
  const typeAt = words.indexOf('type');
  const own = typeAt < 0 ? words : words.slice(0, typeAt);
  const read = readPairs(own, VALUES, ['up', 'down', 'nomaster']);
  if (isOutcome(read)) return read;
  const [name = read.values.dev, garbage] = read.rest;
  if (garbage !== undefined) return duplicate('dev', garbage);
  if (name === undefined) return fails('Not enough information: "dev" argument is required.', 255);
  const links = linksOf(context.network, context.machine);
  const { mtu, master } = read.values;
  if (mtu !== undefined && numberIn(mtu, 0, 0xffff_ffff) === undefined) {
    return fails(`Error: argument "${mtu}" is wrong: Invalid "mtu" value\n`, 255);
  }
  if (master !== undefined && !links.some((one) => one.name === master)) {
    return fails(`Error: argument "${master}" is wrong: Device does not exist\n`, 255);
  }
  const link = links.find((one) => one.name === name);
  if (link === undefined) return fails(`Cannot find device "${name}"`, 1);
  if (typeAt >= 0) return bridgeSettings(context, link, words.slice(typeAt + 1));
  const { address } = read.values;
  const octets = address?.split(':').length ?? 6;
  if (octets !== 6) return fails(`Invalid address length ${octets} - must be 6 bytes`, 1);
  return asRoot(context, NOT_PERMITTED, () => changed(context, link, links, read.values, read.flags));
}

/** What the kernel says to it. */
function changed(
  { machine }: Context,
  link: Link,
  links: readonly Link[],
  values: Readonly<Record<string, string>>,
  flags: ReadonlySet<string>,
): Outcome {
  const changes: Change[] = [];
  if (values.name !== undefined)
    return links.some((one) => one.name === values.name) ? rtnetlink('File exists') : NOT_SUPPORTED;
  const touchesMaster = values.master !== undefined || flags.has('nomaster');
  if (touchesMaster && values.master !== link.master) return NOT_SUPPORTED;
  const card = isStation(machine) ? machine.interfaces[link.name] : undefined;
  if (values.address !== undefined) {
    const address = readLinkAddress(values.address);
    if (address === undefined) return fails(`"${values.address}" is invalid lladdr.`, 1);
    // Not for one card (include/linux/etherdevice.h, `is_valid_ether_addr`).
    if (isMulticast(address) || /^[0:]+$/.test(address)) return rtnetlink('Cannot assign requested address');
    if (card === undefined) return NOT_SUPPORTED;
    changes.push({ set: 'mac', port: link.name, mac: address });
  }
  if (values.mtu !== undefined) {
    const mtu = Number(values.mtu);
    if (mtu < 68) return fails('Error: mtu less than device minimum.', 2);
    if (mtu > 65_535 && link.kind !== 'loopback') return fails('Error: mtu greater than device maximum.', 2);
    if (card === undefined && !(isStation(machine) && link.kind === 'loopback')) return NOT_SUPPORTED;
    changes.push({ set: 'mtu', port: link.name, mtu });
  }
  const up = flags.has('up') ? true : flags.has('down') ? false : link.up;
  if (up !== link.up) {
    const isPort = machine.kind === 'switch' && machine.ports.includes(link.name);
    if (card === undefined && !isPort) return NOT_SUPPORTED;
    if (up && card?.vlan !== undefined && links.some((one) => one.name === card.vlan?.of && !one.up))
      return rtnetlink('Network is down');
    changes.push({ set: 'link', port: link.name, up });
  }
  return doesChanges(...changes);
}
