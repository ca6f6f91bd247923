/**
 * `ovs-vsctl` and `ovs-appctl` of Open vSwitch 3.1, on switches that know VLANs: what a port is (tag, trunks, vlan_mode), and the table of addresses
 * (utilities/ovs-vsctl.c; vswitchd.conf.db(5), table Port; ofproto/ofproto-dpif.c, `fdb/show`).
 */
import type { Switch } from '../../device/device.ts';
import { freshMacs } from '../../device/macs.ts';
import type { PortVlan } from '../../device/vlan.ts';
import { type Command, type Context, doesChanges, fails, type Outcome, prints, printsLines } from './command.ts';
import { BRIDGE } from './links.ts';
import { numberIn } from './words.ts';

const VLAN_MAX = 4094;

export const ovsVsctl: Command = {
  name: 'ovs-vsctl',
  usage: 'ovs-vsctl { show | list-br | list-ports br0 | set port PORT { tag=VLAN | trunks=VLAN,VLAN } }',
  grammar: {
    show: {},
    'list-br': {},
    'list-ports': { BRIDGE: {} },
    set: { port: { PORT: { 'tag=10': {}, 'trunks=10,20': {} } } },
  },
  run: (context, words) =>
    isVlanSwitch(context) ? runVsctl(context, context.machine, words) : notInstalled('ovs-vsctl'),
};

export const ovsAppctl: Command = {
  name: 'ovs-appctl',
  usage: 'ovs-appctl fdb/show br0',
  grammar: { 'fdb/show': { BRIDGE: {} } },
  run: (context, words) =>
    isVlanSwitch(context) ? runAppctl(context, context.machine, words) : notInstalled('ovs-appctl'),
};

function isVlanSwitch(context: Context): context is Context & { readonly machine: Switch } {
  return context.machine.kind === 'switch' && context.machine.vlans !== undefined;
}

function notInstalled(name: string): Outcome {
  return fails(`bash: ${name}: command not found`, 127);
}

function runVsctl(context: Context, machine: Switch, words: readonly string[]): Outcome {
  const [verb, ...rest] = words.filter((word) => !word.startsWith('--'));
  switch (verb) {
    case undefined:
      return fails('ovs-vsctl: missing command name (use --help for help)', 1);
    case 'show':
      return prints(showText(machine));
    case 'list-br':
      return printsLines([BRIDGE]);
    case 'list-ports':
      return rest[0] === BRIDGE
        ? printsLines(machine.ports.toSorted())
        : fails(`ovs-vsctl: no bridge named ${rest[0] ?? ''}`, 1);
    case 'set':
      return setPort(context, machine, rest);
    default:
      return fails(`ovs-vsctl: unknown command '${verb}'; use --help for help`, 1);
  }
}

function showText(machine: Switch): string {
  const ports = [BRIDGE, ...machine.ports]
    .toSorted()
    .flatMap((port) => [
      `        Port ${port}`,
      ...settingLines(machine.vlans?.[port]),
      `            Interface ${port}`,
      ...(port === BRIDGE ? ['                type: internal'] : []),
    ]);
  const lines = [uuidOf(machine), `    Bridge ${BRIDGE}`, ...ports];
  return lines.map((line) => `${line}\n`).join('');
}

/** The identifier of the switch's database: made from its address, so that it is always the same. */
function uuidOf(machine: Switch): string {
  const hex = machine.mac.replaceAll(':', '');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4000-8000-${hex}`;
}

function settingLines(vlan: PortVlan | undefined): readonly string[] {
  if (vlan === undefined) return [];
  if (vlan.mode === 'access') return [`            tag: ${vlan.vlan}`];
  const native = vlan.native === undefined ? [] : [`            tag: ${vlan.native}`];
  return [...native, `            trunks: [${vlan.vlans.join(', ')}]`];
}

function setPort(context: Context, machine: Switch, words: readonly string[]): Outcome {
  const [table = '', port = '', ...columns] = words;
  if (table.toLowerCase() !== 'port') return fails(`ovs-vsctl: unknown table "${table}"`, 1);
  if (!machine.ports.includes(port)) return fails(`ovs-vsctl: no row "${port}" in table Port`, 1);
  let vlan: PortVlan | undefined = machine.vlans?.[port];
  for (const column of columns) {
    const [, name, value] = /^(\w+)=(.*)$/.exec(column) ?? [];
    if (name === undefined || value === undefined)
      return fails(`ovs-vsctl: ${column}: argument does not end in "=" followed by a value.`, 1);
    const changed = withColumn(vlan, name, value);
    if (changed === undefined)
      return fails(`ovs-vsctl: constraint violation: ${value} is not a valid value of ${name}`, 1);
    vlan = changed;
  }
  if (context.allowed === 'read')
    return fails('ovs-vsctl: unix:/var/run/openvswitch/db.sock: database connection failed (Permission denied)', 1);
  return doesChanges({ set: 'port-vlan', port, vlan });
}

function withColumn(vlan: PortVlan | undefined, name: string, value: string): PortVlan | undefined {
  const ids = value
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((text) => numberIn(text.trim(), 1, VLAN_MAX));
  const numbers = ids.filter((id) => id !== undefined);
  const trunk = vlan?.mode === 'trunk' ? vlan : undefined;
  if (name === 'tag' && numbers.length === 1 && ids.length === 1) {
    const id = numbers[0] as number;
    return trunk === undefined ? { mode: 'access', vlan: id } : { ...trunk, native: id };
  }
  if (name === 'trunks' && numbers.length === ids.length)
    return { mode: 'trunk', vlans: numbers, native: trunk?.native };
  if (name === 'vlan_mode' && value === 'access')
    return { mode: 'access', vlan: trunk?.native ?? (vlan?.mode === 'access' ? vlan.vlan : 1) };
  if (name === 'vlan_mode' && value === 'trunk') return { mode: 'trunk', vlans: trunk?.vlans ?? [], native: undefined };
  if (name === 'vlan_mode' && value === 'native-untagged') {
    return {
      mode: 'trunk',
      vlans: trunk?.vlans ?? [],
      native: trunk?.native ?? (vlan?.mode === 'access' ? vlan.vlan : undefined),
    };
  }
  return undefined;
}

function runAppctl({ network }: Context, machine: Switch, words: readonly string[]): Outcome {
  const [verb = '', bridge = ''] = words;
  if (verb !== 'fdb/show')
    return fails(
      `"${verb}" is not a valid command (use "list-commands" to see a list of valid commands)\novs-appctl: ovs-vswitchd: server returned an error`,
      2,
    );
  if (bridge !== BRIDGE) return fails('no such bridge\novs-appctl: ovs-vswitchd: server returned an error', 2);
  const rows = freshMacs(machine, network.nowUs).map(([key, row]) => {
    const [vlan = '0', mac = key] = key.includes('/') ? key.split('/') : ['0', key];
    const port = String(machine.ports.indexOf(row.port) + 1);
    const age = String(Math.floor((network.nowUs - row.heardUs) / 1_000_000));
    return `${port.padStart(5)}  ${vlan.padStart(4)}  ${mac}  ${age.padStart(3)}`;
  });
  return printsLines([' port  VLAN  MAC                Age', ...rows]);
}
