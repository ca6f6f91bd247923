/** `brctl` of bridge-utils 1.7: bridges the old way (brctl/brctl_cmd.c, brctl_disp.c). */
import { type Command, type Context, doesChanges, fails, type Outcome, prints } from './command.ts';
import { bridgeView, macsOf, portsOfBridge, portView } from './bridge-view.ts';
import { bridgesOf, type Link, linksOf } from './links.ts';
import { usage } from './usage.ts';
import type { Change } from '../../device/change.ts';

export const brctl: Command = {
  name: 'brctl',
  usage:
    'brctl { show | showmacs BRIDGE | showstp BRIDGE | stp BRIDGE { on | off } | setageing BRIDGE SECONDS | setbridgeprio BRIDGE PRIORITY }',
  grammar: {
    show: { BRIDGE: {} },
    showmacs: { BRIDGE: {} },
    showstp: { BRIDGE: {} },
    stp: { BRIDGE: { on: {}, off: {} } },
    setageing: { BRIDGE: { NUMBER: {} } },
    setbridgeprio: { BRIDGE: { NUMBER: {} } },
  },
  run: (context, words) => run(context, words),
};

/** Arguments, and how the usage line describes it. */
const commands = {
  addbr: { count: 1, usage: 'addbr <bridge>\t\tadd bridge' },
  delbr: { count: 1, usage: 'delbr <bridge>\t\tdelete bridge' },
  addif: { count: 2, usage: 'addif <bridge> <device>\tadd interface to bridge' },
  delif: { count: 2, usage: 'delif <bridge> <device>\tdelete interface from bridge' },
  hairpin: { count: 3, usage: 'hairpin <bridge> <port> {on|off}\tturn hairpin on/off' },
  setageing: { count: 2, usage: 'setageing <bridge> <time>\t\tset ageing time' },
  setbridgeprio: { count: 2, usage: 'setbridgeprio <bridge> <prio>\t\tset bridge priority' },
  setfd: { count: 2, usage: 'setfd <bridge> <time>\t\tset bridge forward delay' },
  sethello: { count: 2, usage: 'sethello <bridge> <time>\t\tset hello time' },
  setmaxage: { count: 2, usage: 'setmaxage <bridge> <time>\t\tset max message age' },
  setpathcost: { count: 3, usage: 'setpathcost <bridge> <port> <cost>\tset path cost' },
  setportprio: { count: 3, usage: 'setportprio <bridge> <port> <prio>\tset port priority' },
  show: { count: 0, usage: 'show [ <bridge> ]\t\tshow a list of bridges' },
  showmacs: { count: 1, usage: 'showmacs <bridge>\t\tshow a list of mac addrs' },
  showstp: { count: 1, usage: 'showstp <bridge>\t\tshow bridge stp info' },
  stp: { count: 2, usage: 'stp <bridge> {on|off}\tturn stp on/off' },
} as const;

type Name = keyof typeof commands;

function run(context: Context, words: readonly string[]): Outcome {
  const [name, ...rest] = words;
  if (name === undefined) return { output: usage.brctl, status: 1, changes: [] };
  if (name === '-V' || name === '--version') return prints('bridge-utils, 1.7\n');
  if (name === '-h' || name === '--help') return prints(usage.brctl);
  if (!Object.hasOwn(commands, name)) {
    return { output: `never heard of command [${name}]\n${usage.brctl}`, status: 1, changes: [] };
  }
  const command = commands[name as Name];
  if (rest.length < command.count) {
    return fails(`Incorrect number of arguments for command\nUsage: brctl ${command.usage}`, 1);
  }
  return onBridge(context, name as Name, rest);
}

function onBridge(context: Context, name: Name, words: readonly string[]): Outcome {
  const [first = '', second = '', third = ''] = words;
  const links = linksOf(context.network, context.machine);
  const link = links.find((one) => one.name === first);
  const bridge = link?.kind === 'bridge' ? link : undefined;
  switch (name) {
    case 'show':
      return show(context, links, words);
    case 'showmacs':
      return bridge === undefined
        ? fails(`read of forward table failed: ${noBridge(link)}`, 1)
        : prints(macsText(context, links, bridge));
    case 'showstp':
      return bridge === undefined
        ? fails(link === undefined ? `bridge ${first} does not exist!` : `device ${first} is not a bridge!`, 1)
        : prints(stpText(context, links, bridge));
    case 'stp':
    case 'setageing':
    case 'setbridgeprio':
      return set(context, name, { bridge, why: noBridge(link) }, second);
    case 'setfd':
    case 'sethello':
    case 'setmaxage':
    case 'setpathcost':
    case 'setportprio':
      return setOther(context, name, links, words);
    case 'hairpin':
      return hairpin(links, first, second, third);
    case 'addbr':
    case 'delbr':
      return makeBridge(context, name, first, link);
    case 'addif':
    case 'delif':
      return movePort(context, name, links, first, second);
  }
}

/** What the kernel says to a bridge's setting of an interface that is none. */
function noBridge(link: Link | undefined): string {
  return link === undefined ? 'No such device' : 'Operation not supported';
}

function show(context: Context, links: readonly Link[], names: readonly string[]): Outcome {
  const mistakes = names.flatMap((name) => {
    const link = links.find((one) => one.name === name);
    if (link === undefined) return [`bridge ${name} does not exist!\n`];
    return link.kind === 'bridge' ? [] : [`device ${name} is not a bridge!\n`];
  });
  const all = bridgesOf(links).toSorted(byName);
  const bridges = names.length === 0 ? all : names.flatMap((name) => all.filter((bridge) => bridge.name === name));
  const rows = bridges.map((bridge) => {
    const view = bridgeView(context.machine, bridge);
    const ports = portsOfBridge(links, bridge).toSorted(byName);
    const names = ports.map((port) => port.name).join('\n\t\t\t\t\t\t\t');
    return `${bridge.name}\t\t${view.id}\t${view.stp ? 'yes' : 'no'}\t\t${names}\n`;
  });
  const table = rows.length === 0 ? '' : `bridge name\tbridge id\t\tSTP enabled\tinterfaces\n${rows.join('')}`;
  return { output: mistakes.join('') + table, status: mistakes.length > 0 ? 1 : 0, changes: [] };
}

function byName(a: Link, b: Link): number {
  return a.name < b.name ? -1 : 1;
}

/** Seconds with two digits, as all timers of brctl. */
function timer(hundredths: number): string {
  const whole = Math.floor(hundredths / 100);
  return `${String(whole).padStart(4)}.${String(Math.floor(hundredths % 100)).padStart(2, '0')}`;
}

function macsText(context: Context, links: readonly Link[], bridge: Link): string {
  const ports = portsOfBridge(links, bridge);
  const learned = macsOf(context, bridge).map((row) => ({
    port: ports.findIndex((port) => port.name === row.port) + 1,
    mac: row.mac,
    local: 'no',
    age: row.ageUs / 10_000,
  }));
  const own = ports.map((port, place) => ({ port: place + 1, mac: port.mac, local: 'yes', age: 0 }));
  const rows = [...learned, ...own].toSorted((a, b) => (a.mac < b.mac ? -1 : 1));
  const lines = rows.map((row) => `${String(row.port).padStart(3)}\t${row.mac}\t${row.local}\t\t${timer(row.age)}\n`);
  return `port no\tmac addr\t\tis local?\tageing timer\n${lines.join('')}`;
}

function stpText(context: Context, links: readonly Link[], bridge: Link): string {
  const view = bridgeView(context.machine, bridge);
  const ports = portsOfBridge(links, bridge).toSorted(byName);
  const flags = `${view.topologyChange ? 'TOPOLOGY_CHANGE ' : ''}${view.topologyChangeDetected ? 'TOPOLOGY_CHANGE_DETECTED ' : ''}`;
  const head = [
    bridge.name,
    ` bridge id\t\t${view.id}`,
    ` designated root\t${view.root}`,
    ` root port\t\t${String(view.rootPort).padStart(4)}\t\t\tpath cost\t\t${String(view.rootCost).padStart(4)}`,
    ` max age\t\t${timer(view.maxAge)}\t\t\tbridge max age\t\t${timer(view.ownMaxAge)}`,
    ` hello time\t\t${timer(view.helloTime)}\t\t\tbridge hello time\t${timer(view.ownHelloTime)}`,
    ` forward delay\t\t${timer(view.forwardDelay)}\t\t\tbridge forward delay\t${timer(view.ownForwardDelay)}`,
    ` ageing time\t\t${timer(view.ageingTime)}`,
    ` hello timer\t\t${timer(0)}\t\t\ttcn timer\t\t${timer(0)}`,
    ` topology change timer\t${timer(0)}\t\t\tgc timer\t\t${timer(0)}`,
    ` flags\t\t\t${flags}`,
    '',
    '',
  ];
  const parts = ports.flatMap((port) => portText(context, links, port));
  return [...head, ...parts].map((line) => `${line}\n`).join('');
}

function portText(context: Context, links: readonly Link[], port: Link): readonly string[] {
  const view = portView(context.machine, links, port);
  const hex = (number: number): string => number.toString(16);
  return [
    `${port.name} (${view.number})`,
    ` port id\t\t${hex(0x8000 + view.number)}\t\t\tstate\t\t${view.state.padStart(15)}`,
    ` designated root\t${view.designatedRoot}\tpath cost\t\t${String(view.cost).padStart(4)}`,
    ` designated bridge\t${view.designatedBridge}\tmessage age timer\t${timer(0)}`,
    ` designated port\t${hex(view.designatedPort)}\t\t\tforward delay timer\t${timer(0)}`,
    ` designated cost\t${String(view.designatedCost).padStart(4)}\t\t\thold timer\t\t${timer(0)}`,
    ` flags\t\t\t${view.topologyChangeAcknowledge ? 'TOPOLOGY_CHANGE_ACK ' : ''}${view.configurationPending ? 'CONFIG_PENDING ' : ''}`,
    '',
  ];
}

const failing = { stp: 'set stp status', setageing: 'set ageing time', setbridgeprio: 'set bridge priority' } as const;

function set(
  context: Context,
  name: keyof typeof failing,
  { bridge, why }: { readonly bridge: Link | undefined; readonly why: string },
  text: string,
): Outcome {
  const change = changeFor(name, text);
  if (change === undefined) {
    const wrong = {
      stp: 'expect on/off for argument',
      setageing: 'bad ageing time value',
      setbridgeprio: 'bad priority',
    };
    return fails(wrong[name], 1);
  }
  if (bridge === undefined) return fails(`${failing[name]} failed: ${why}`, 1);
  if (context.allowed === 'read') return fails(`${failing[name]} failed: Operation not permitted`, 1);
  return context.machine.kind === 'switch'
    ? doesChanges(change)
    : fails(`${failing[name]} failed: Operation not supported`, 1);
}

function changeFor(name: keyof typeof failing, text: string): Change | undefined {
  if (name === 'stp') {
    const on = ['on', 'yes', '1'].includes(text);
    return on || ['off', 'no', '0'].includes(text) ? { set: 'stp', on } : undefined;
  }
  if (name === 'setageing') {
    // As C reads a number: what follows it does not count.
    const seconds = /^\d/.test(text) ? Number.parseFloat(text) : undefined;
    return seconds === undefined ? undefined : { set: 'ageing', seconds };
  }
  const [, digits] = /^(0x[\da-f]+|\d+)/i.exec(text) ?? [];
  // The field has 16 bits (IEEE 802.1D-1998 9.2.5).
  return digits === undefined ? undefined : { set: 'stp-priority', priority: Number(digits) & 0xffff };
}

/** What the switches here do not let anybody set. */
const others = {
  setfd: { setting: 'forward delay', wrong: 'bad forward delay value' },
  sethello: { setting: 'hello timer', wrong: 'bad hello timer value' },
  setmaxage: { setting: 'max age', wrong: 'bad max age value' },
  setpathcost: { setting: 'path cost', wrong: 'bad path cost value' },
  setportprio: { setting: 'port priority', wrong: 'bad path priority value' },
} as const;

function setOther(
  context: Context,
  name: keyof typeof others,
  links: readonly Link[],
  words: readonly string[],
): Outcome {
  const { setting, wrong } = others[name];
  const [place, value = ''] = words.slice(name === 'setpathcost' || name === 'setportprio' ? 1 : 0);
  if (!/^\d/.test(value)) return fails(wrong, 1);
  const why = (what: string): Outcome => fails(`set ${setting} failed: ${what}`, 1);
  if (!links.some((link) => link.name === place)) return why('No such device');
  return why(context.allowed === 'read' ? 'Operation not permitted' : 'Operation not supported');
}

function hairpin(links: readonly Link[], bridge: string, port: string, text: string): Outcome {
  if (!['on', 'yes', '1', 'off', 'no', '0'].includes(text)) return fails('expect on/off for argument', 1);
  if (!links.some((link) => link.name === bridge)) return fails(`bridge ${bridge} does not exist!`, 1);
  if (!links.some((link) => link.name === port)) return fails(`interface ${port} does not exist!`, 1);
  return fails(`can't set ${port} to hairpin on bridge ${bridge}: Operation not supported`, 1);
}

/** The bridge of a switch is the switch; another one there is not. */
function makeBridge(context: Context, name: 'addbr' | 'delbr', first: string, link: Link | undefined): Outcome {
  const isRoot = context.allowed === 'change';
  if (name === 'addbr') {
    if (!isRoot) return fails('add bridge failed: Operation not permitted', 1);
    return link === undefined
      ? fails('add bridge failed: Operation not supported', 1)
      : fails(`device ${first} already exists; can't create bridge with the same name`, 1);
  }
  if (!isRoot) return fails(`can't delete bridge ${first}: Operation not permitted`, 1);
  if (link === undefined) return fails(`bridge ${first} doesn't exist; can't delete it`, 1);
  if (link.kind !== 'bridge') return fails(`can't delete bridge ${first}: Operation not permitted`, 1);
  return fails(`bridge ${first} is still up; can't delete it`, 1);
}

function movePort(
  context: Context,
  name: 'addif' | 'delif',
  links: readonly Link[],
  bridge: string,
  device: string,
): Outcome {
  const port = links.find((link) => link.name === device);
  if (port === undefined) return fails(`interface ${device} does not exist!`, 1);
  const isBridge = links.some((link) => link.name === bridge && link.kind === 'bridge');
  const adds = name === 'addif';
  const why = (what: string): Outcome =>
    fails(
      adds ? `can't add ${device} to bridge ${bridge}: ${what}` : `can't delete ${device} from ${bridge}: ${what}`,
      1,
    );
  if (context.allowed === 'read') return why('Operation not permitted');
  if (!links.some((link) => link.name === bridge)) return fails(`bridge ${bridge} does not exist!`, 1);
  if (!isBridge) return why('Operation not supported');
  if (adds && port.kind === 'loopback') return why('Invalid argument');
  if (adds && port.master !== undefined) {
    return fails(`device ${device} is already a member of a bridge; can't add it to bridge ${bridge}.`, 1);
  }
  if (!adds && port.master !== bridge) return fails(`device ${device} is not a port of ${bridge}`, 1);
  return why('Operation not supported');
}
