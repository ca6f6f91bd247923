/** `bridge vlan`: to which VLANs a port belongs (iproute2, bridge/vlan.c; net/bridge/br_vlan.c). */
import type { PortVlan } from '../../device/vlan.ts';
import {
  asRoot,
  type Context,
  doesChanges,
  fails,
  type Grammar,
  isOutcome,
  type Outcome,
  printsLines,
} from './command.ts';
import { bridgeUsage } from './bridge-usage.ts';
import { linksOf } from './links.ts';
import { meant, numberIn, readPairs } from './words.ts';

const flags: Grammar = { pvid: {}, untagged: {} };
export const vlanGrammar: Grammar = {
  show: { dev: { PORT: {} } },
  add: { vid: { NUMBER: { dev: { PORT: { pvid: flags, untagged: flags } } } } },
  delete: { vid: { NUMBER: { dev: { PORT: {} } } } },
};

/** One VLAN of a port: `pvid`: what comes in untagged belongs to it; `untagged`: its frames leave without a tag. */
interface Membership {
  readonly id: number;
  readonly pvid: boolean;
  readonly untagged: boolean;
}

/** IEEE 802.1Q-2018 table 9-2. */
const DEFAULT_VLAN = 1;
const VLAN_MAX = 4094;

export function bridgeVlan(context: Context, words: readonly string[]): Outcome {
  const [command = 'show', ...rest] = words;
  switch (meant(command, ['add', 'delete', 'show', 'lst', 'list', 'help'])) {
    case 'show':
    case 'lst':
    case 'list':
      return show(context, rest);
    case 'add':
      return change(context, rest, true);
    case 'delete':
      return change(context, rest, false);
    case 'help':
      return { output: bridgeUsage.bridgeVlan, status: 255, changes: [] };
    case undefined:
      return fails(`Command "${command}" is unknown, try "bridge vlan help".`, 255);
  }
}

function show(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'vid']);
  if (isOutcome(read)) return read;
  const { dev } = read.values;
  const links = linksOf(context.network, context.machine);
  if (dev !== undefined && !links.some((link) => link.name === dev)) return fails(`Cannot find device "${dev}"`, 255);
  const vid = read.values.vid === undefined ? undefined : Number(read.values.vid);
  const shown = links.filter((link) => (link.master ?? link.kind) !== link.kind || link.kind === 'bridge');
  const lines = shown
    .filter((link) => dev === undefined || link.name === dev)
    .flatMap((link) => {
      const rows = membershipsOf(context, link.name).filter((row) => vid === undefined || row.id === vid);
      return rows.map((row, place) => `${(place === 0 ? link.name : '').padEnd(18)}${rowText(row)}`);
    });
  return printsLines(['port              vlan-id  ', ...lines]);
}

function rowText({ id, pvid, untagged }: Membership): string {
  return `${id}${pvid ? ' PVID' : ''}${untagged ? ' Egress Untagged' : ''}`;
}

function membershipsOf({ machine }: Context, port: string): readonly Membership[] {
  const setting = machine.kind === 'switch' ? machine.vlans?.[port] : undefined;
  if (setting === undefined) return [{ id: DEFAULT_VLAN, pvid: true, untagged: true }];
  if (setting.mode === 'access') return [{ id: setting.vlan, pvid: true, untagged: true }];
  const { native } = setting;
  const tagged = setting.vlans.filter((id) => id !== native).map((id) => ({ id, pvid: false, untagged: false }));
  const own = native === undefined ? [] : [{ id: native, pvid: true, untagged: true }];
  return [...tagged, ...own].toSorted((a, b) => a.id - b.id);
}

function change(context: Context, words: readonly string[], adds: boolean): Outcome {
  const read = readPairs(words, ['vid', 'dev'], ['pvid', 'untagged', 'master', 'self']);
  if (isOutcome(read)) return read;
  const { vid, dev } = read.values;
  if (vid === undefined || dev === undefined) return fails('Device and VLAN ID are required arguments.', 255);
  const links = linksOf(context.network, context.machine);
  if (!links.some((link) => link.name === dev)) return fails(`Cannot find bridge device "${dev}"`, 255);
  const range = /^(\d+)(?:-(\d+))?$/.exec(vid);
  const first = numberIn(range?.[1], 1, VLAN_MAX);
  const last = range?.[2] === undefined ? first : numberIn(range[2], 1, VLAN_MAX);
  if (first === undefined || last === undefined || last < first) return fails(invalidText(vid), 255);
  const denied = fails('RTNETLINK answers: Operation not permitted', 255);
  const ids = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  return asRoot(context, denied, () => changed(context, dev, ids, adds, read.flags));
}

/** Words that are no number are 0 to the tool, and no VLAN to the kernel. */
function invalidText(vid: string): string {
  if (!/^\d/.test(vid)) return 'Error: bridge: Vlan id is invalid.';
  const [first, last] = vid.split('-').map(Number);
  const isRange = last !== undefined && first !== undefined && last <= VLAN_MAX + 1;
  return isRange ? `Invalid VLAN range "${vid}"` : `Invalid VLAN ID "${vid}"`;
}

function changed(
  context: Context,
  port: string,
  ids: readonly number[],
  adds: boolean,
  words: ReadonlySet<string>,
): Outcome {
  const { machine } = context;
  const notSupported = fails('RTNETLINK answers: Operation not supported', 255);
  if (machine.kind !== 'switch' || !machine.ports.includes(port)) return notSupported;
  const before = membershipsOf(context, port).filter((row) => !ids.includes(row.id));
  const [pvid, untagged] = [words.has('pvid'), words.has('untagged')];
  const kept = pvid && adds ? before.map((row) => ({ ...row, pvid: false })) : before;
  const after = adds ? [...kept, ...ids.map((id) => ({ id, pvid, untagged }))] : kept;
  const vlan = settingOf(after);
  return vlan === undefined ? notSupported : doesChanges({ set: 'port-vlan', port, vlan });
}

/** An access port, or a trunk with at most one untagged VLAN; Linux can do more, the switches here cannot. */
function settingOf(rows: readonly Membership[]): PortVlan | undefined {
  const own = rows.filter((row) => row.pvid || row.untagged);
  const [native] = own;
  if (own.length > 1 || (native !== undefined && !(native.pvid && native.untagged))) return undefined;
  if (native !== undefined && rows.length === 1) return { mode: 'access', vlan: native.id };
  const vlans = rows.filter((row) => !row.pvid).map((row) => row.id);
  return { mode: 'trunk', vlans: vlans.toSorted((a, b) => a - b), native: native?.id };
}
