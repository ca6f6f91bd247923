/** `ip link add … type vlan` and `ip link delete` (iproute2, ip/iplink_vlan.c; net/8021q/vlan_netlink.c). */
import { isStation } from '../../device/device.ts';
import {
  asRoot,
  type Context,
  doesChanges,
  fails,
  isOutcome,
  NOT_PERMITTED,
  NOT_SUPPORTED,
  type Outcome,
  rtnetlink,
} from './command.ts';
import { ipUsage } from './ip-usage.ts';
import { linksOf } from './links.ts';
import { duplicate, INCOMPLETE, numberIn, readPairs } from './words.ts';

/** IEEE 802.1Q-2018 table 9-2: 4095 is reserved; Linux takes 0 to 4094, but a VLAN has 1 to 4094. */
const VLAN_MAX = 4094;
/** IFNAMSIZ without the closing zero. */
const NAME_MAX = 15;

export function vlanAdd(context: Context, words: readonly string[]): Outcome {
  const typeAt = words.indexOf('type');
  const read = readPairs(typeAt < 0 ? words : words.slice(0, typeAt), ['link', 'name', 'dev', 'mtu', 'address']);
  if (isOutcome(read)) return read;
  const [type, ...more] = typeAt < 0 ? [] : words.slice(typeAt + 1);
  if (type === undefined && typeAt >= 0) return INCOMPLETE;
  if (type === undefined) return fails('Not enough information: "type" argument is required', 1);
  const [name = read.values.name ?? read.values.dev, garbage] = read.rest;
  if (garbage !== undefined) return duplicate('name', garbage);
  const { name: ownName = '' } = read.values;
  if (ownName.length > NAME_MAX) return fails(`Error: argument "${ownName}" is wrong: "name" not a valid ifname`, 255);
  const parentName = read.values.link;
  const links = linksOf(context.network, context.machine);
  const parent = links.find((link) => link.name === parentName);
  if (type === 'vlan') {
    const ids = readPairs(more, ['id', 'protocol', 'reorder_hdr']);
    if (isOutcome(ids)) return ids;
    const [unknown] = ids.rest;
    if (unknown !== undefined)
      return { output: `vlan: unknown command "${unknown}"?\n${ipUsage.vlanType}`, status: 1, changes: [] };
    if (ids.values.id !== undefined && numberIn(ids.values.id, 0, 65_535) === undefined) {
      return fails(`Error: argument "${ids.values.id}" is wrong: id is invalid`, 255);
    }
    if (parentName !== undefined && parent === undefined) return fails(`Cannot find device "${parentName}"`, 1);
    return asRoot(context, NOT_PERMITTED, () => added(context, parent?.name, name, ids.values.id));
  }
  if (parentName !== undefined && parent === undefined) return fails(`Cannot find device "${parentName}"`, 1);
  const isKnown = ['bridge', 'veth', 'vxlan', 'dummy', 'bond', 'macvlan'].includes(type);
  const isTaken = links.some((link) => link.name === name);
  return asRoot(context, NOT_PERMITTED, () => {
    if (!isKnown) return fails('Error: Unknown device type.', 2);
    return isTaken ? rtnetlink('File exists') : NOT_SUPPORTED;
  });
}

function added(
  context: Context,
  of: string | undefined,
  name: string | undefined,
  idText: string | undefined,
): Outcome {
  const { machine } = context;
  if (idText === undefined) return fails('Error: VLAN properties not specified.', 2);
  if (of === undefined) return fails('Error: link not specified.', 2);
  const id = Number(idText);
  if (id > VLAN_MAX) return fails('Error: Invalid VLAN id.', 2);
  const called = name ?? 'vlan0';
  const links = linksOf(context.network, machine);
  if (called.length > NAME_MAX) return fails('Error: Attribute failed policy validation.', 2);
  if (/[\s/]/.test(called)) return fails(`Error: argument "${called}" is wrong: "name" not a valid ifname`, 255);
  // Names become keys of plain objects, where these mean something already.
  if (called in {}) return NOT_SUPPORTED;
  if (links.some((link) => link.name === called)) return rtnetlink('File exists');
  if (links.some((link) => link.vlan?.of === of && link.vlan.id === id))
    return fails('Error: 8021q: VLAN device already exists.', 2);
  const isCard =
    isStation(machine) && machine.interfaces[of]?.vlan === undefined && machine.interfaces[of] !== undefined;
  if (!isCard || id === 0) return NOT_SUPPORTED;
  return doesChanges({ set: 'vlan-interface', of, name: called, id, exists: true });
}

export function vlanDelete(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'type', 'link', 'name']);
  if (isOutcome(read)) return read;
  const [name = read.values.dev, garbage] = read.rest;
  if (garbage !== undefined) return duplicate('dev', garbage);
  if (name === undefined) return fails('Not enough information: "dev" argument is required.', 255);
  const link = linksOf(context.network, context.machine).find((one) => one.name === name);
  if (link === undefined) return fails(`Cannot find device "${name}"`, 1);
  const { vlan } = link;
  return asRoot(context, NOT_PERMITTED, () =>
    vlan === undefined
      ? NOT_SUPPORTED
      : doesChanges({ set: 'vlan-interface', of: vlan.of, name, id: vlan.id, exists: false }),
  );
}
