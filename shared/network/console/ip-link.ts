/** `ip link`: shows interfaces, switches them on and off, sets what can be set (iproute2, ip/iplink.c). */
import { parseMac, isMulticast } from '../../address/mac.ts';
import { isMalformed } from '../../address/malformed.ts';
import type { Change } from '../../device/change.ts';
import { isStation } from '../../device/device.ts';
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
  rtnetlink,
} from './command.ts';
import type { IpOptions } from './ip.ts';
import { ipUsage } from './ip-usage.ts';
import { type Link, linksOf } from './links.ts';
import { linkText } from './link-text.ts';
import { vlanAdd, vlanDelete } from './vlan-interface.ts';
import { duplicate, meant, numberIn, readPairs } from './words.ts';

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
  const read = readPairs(words, ['dev', 'master', 'type', 'scope', 'to', 'label'], ['up', 'nomaster']);
  if (isOutcome(read)) return read;
  const [name = read.values.dev, garbage] = read.rest;
  if (read.rest.length > 0 && read.values.dev !== undefined) return duplicate('dev', name ?? '');
  if (garbage !== undefined) return duplicate('dev', garbage);
  const links = linksOf(network, machine);
  const known = (dev: string | undefined): boolean => dev === undefined || links.some((link) => link.name === dev);
  if (!known(name)) return fails(`Device "${name}" does not exist.`, 1);
  const { master, type } = read.values;
  if (!known(master)) return fails(`Error: argument "${master}" is wrong: Device does not exist\n`, 255);
  const shown = links.filter(
    (link) =>
      (name === undefined || link.name === name) &&
      (master === undefined || link.master === master) &&
      (type === undefined || link.kind === type) &&
      (!read.flags.has('up') || link.up) &&
      (!read.flags.has('nomaster') || link.master === undefined),
  );
  return prints(shown.map((link) => linkText(machine, links, link, { ...options, object })).join(''));
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
    const address = parseMac(values.address);
    if (isMalformed(address)) return fails(`"${values.address}" is invalid lladdr.`, 1);
    if (isMulticast(address)) return rtnetlink('Cannot assign requested address');
    if (card === undefined) return NOT_SUPPORTED;
    changes.push({ set: 'mac', port: link.name, mac: address });
  }
  if (values.mtu !== undefined) {
    const mtu = Number(values.mtu);
    if (mtu < 68) return fails('Error: mtu less than device minimum.', 2);
    if (mtu > 65_535) return fails('Error: mtu greater than device maximum.', 2);
    if (card === undefined) return NOT_SUPPORTED;
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
