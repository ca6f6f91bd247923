/** `route` of net-tools 2.10: the routing table the old way (route.c, lib/inet_sr.c, lib/inet_gr.c). */
import { ipv4, parseIpv4 } from '../../address/ipv4.ts';
import { isMalformed } from '../../address/malformed.ts';
import { networkMask, prefixLength, prefixOf } from '../../address/prefix.ts';
import { type Command, type Context, doesChanges, fails, isOutcome, type Outcome, prints } from './command.ts';
import { lengthOfMask } from './ifconfig-set.ts';
import { addition, deletion, kernelChanges, type WantedRoute } from './ip-route-change.ts';
import { linksOf } from './links.ts';
import { routesOf, targetOf } from './stack.ts';
import { usage } from './usage.ts';
import { numberIn, readOptions } from './words.ts';
import type { Route } from '../../device/device.ts';

export const route: Command = {
  name: 'route',
  usage:
    'route [ -n ] | route { add | del } { -net PREFIX | -host ADDRESS | default } [ gw ADDRESS ] [ dev INTERFACE ]',
  grammar: {
    '-n': {},
    add: {
      default: { gw: { ADDRESS: {} } },
      '-net': { PREFIX: { gw: { ADDRESS: {} }, dev: { LINK: {} }, netmask: { MASK: { gw: { ADDRESS: {} } } } } },
      '-host': { ADDRESS: { gw: { ADDRESS: {} }, dev: { LINK: {} } } },
    },
    del: { default: {}, '-net': { PREFIX: {} }, '-host': { ADDRESS: {} } },
  },
  run: (context, words) => run(context, words),
};

/** The short form of each long option. */
const long: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '--extend': '-e',
    '--verbose': '-v',
    '--version': '-V',
    '--numeric': '-n',
    '--symbolic': '-N',
    '--help': '-h',
    '--fib': '-F',
    '--cache': '-C',
    '--inet': '-4',
  }),
);

function run(context: Context, typed: readonly string[]): Outcome {
  const words = typed.map((word) => long.get(word) ?? word);
  const wrong = words.find((word) => word.startsWith('--'));
  const options = readOptions(words, 'neCFvN46A:hV');
  const { values, rest, unknown = wrong } = options;
  const [verb, ...more] = rest;
  if (verb === 'add' || verb === 'del' || verb === 'delete')
    return change(context, verb === 'add' ? 'add' : 'delete', words.slice(words.indexOf(verb) + 1));
  if (unknown !== undefined) {
    const what = unknown === wrong ? `unrecognized option '${wrong}'` : `invalid option -- '${unknown}'`;
    return { output: `route: ${what}\n${usage.route}`, status: 0, changes: [] };
  }
  if (values.V !== undefined) return prints(VERSION);
  if (values.h !== undefined) return prints(usage.route);
  if (verb === 'flush' && more.length === 0) return withUsage("Flushing `inet' routing table not supported");
  if (verb !== undefined) return { output: usage.route, status: 3, changes: [] };
  // Linux has no cache of routes any more.
  if (values.C !== undefined && values.F === undefined)
    return prints(
      'Kernel IP routing cache\nSource          Destination     Gateway         Flags Metric Ref    Use Iface\n',
    );
  const isNumeric = values.n !== undefined || values.N !== undefined;
  return prints(table(context, isNumeric, (values.e ?? '').length));
}

const VERSION = `net-tools 2.10
+NEW_ADDRT +RTF_IRTT +RTF_REJECT +I18N +SELINUX
AF: (inet) +UNIX +INET +INET6 +IPX +AX25 +NETROM +X25 +ATALK +ECONET +ROSE -BLUETOOTH
HW:  +ETHER +ARC +SLIP +PPP +TUNNEL -TR +AX25 +NETROM +X25 +FR +ROSE +ASH +SIT +FDDI +HIPPI +HDLC/LAPB +EUI64 
`;

/** `extended`: how often `-e` was said. */
function table({ network, machine }: Context, numeric: boolean, extended: number): string {
  const titles = [
    'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface\n',
    'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n',
    'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface    MSS   Window irtt\n',
  ];
  const style = Math.min(extended, 2);
  const up = linksOf(network, machine).filter((link) => link.up);
  const rows = routesOf(machine)
    .filter((row) => row.type !== undefined || up.some((link) => link.name === row.interface))
    .map((row) => `${rowText(row, numeric, style)}\n`);
  return `Kernel IP routing table\n${titles[style]}${rows.join('')}`;
}

function rowText(row: Route, numeric: boolean, style: number): string {
  const length = prefixLength(row.to);
  const to = length === 0 && !numeric ? 'default' : targetOf(row);
  const isRejected = row.type === 'unreachable' || row.type === 'prohibit';
  const none = isRejected ? '-' : '0';
  const via = isRejected ? '-' : (row.via ?? '0.0.0.0');
  const dev = isRejected ? '-' : row.type === undefined ? row.interface : '*';
  const flags = `${isRejected ? '!' : 'U'}${row.via === undefined ? '' : 'G'}${length === 32 ? 'H' : ''}`;
  const start = `${to.padEnd(15)} ${via.padEnd(15)} ${networkMask(length).padEnd(15)} ${flags.padEnd(5)}`;
  if (style === 1) return `${start}     ${none} ${none}          ${none} ${dev}`;
  // The tool reads metrics with a sign.
  const plain = `${start} ${String(row.metric | 0).padEnd(6)} ${none}        0`;
  return style === 0 ? `${plain} ${dev}` : `${plain} ${dev.padEnd(8)} ${none}     ${none}      ${none}`;
}

interface Wanted {
  readonly target: string;
  readonly isNet: boolean | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly dev: string | undefined;
}

const BAD_USAGE: Outcome = { output: usage.inetRoute, status: 3, changes: [] };

function readWanted(words: readonly string[]): Wanted | undefined {
  const rest = [...words];
  const kind = rest[0] === '-net' || rest[0] === '-host' ? rest.shift() : undefined;
  const target = rest.shift();
  if (target === undefined) return undefined;
  const values: Record<string, string> = {};
  let dev: string | undefined;
  while (rest.length > 0) {
    const word = rest.shift() as string;
    if (['gw', 'gateway', 'netmask', 'metric', 'mss', 'window', 'irtt'].includes(word)) {
      const value = rest.shift();
      if (value === undefined) return undefined;
      values[word === 'gateway' ? 'gw' : word] = value;
    } else if (word === 'dev' || word === 'device') {
      dev = rest.shift();
      if (dev === undefined) return undefined;
    } else if (rest.length > 0 || dev !== undefined) return undefined;
    // The name of the card can stand alone, at the end.
    else dev = word;
  }
  return { target, isNet: kind === undefined ? undefined : kind === '-net', values, dev };
}

function change(context: Context, how: 'add' | 'delete', words: readonly string[]): Outcome {
  if (words.length === 0) return { ...BAD_USAGE, status: 0 };
  const wanted = readWanted(words);
  if (wanted === undefined) return BAD_USAGE;
  const { metric: metricText = '0' } = wanted.values;
  if (!/^\d+$/.test(metricText)) return BAD_USAGE;
  const to = readTarget(wanted);
  if (isOutcome(to)) return to;
  const { gw } = wanted.values;
  const via = gw === undefined ? undefined : parseIpv4(gw);
  if (isMalformed(via)) return fails(`${gw}: Unknown host`, 6);
  const call = how === 'add' ? 'SIOCADDRT' : 'SIOCDELRT';
  if (context.allowed === 'read') return fails(`${call}: Operation not permitted`, 7);
  const dev = linksOf(context.network, context.machine).find((link) => link.name === wanted.dev);
  if (wanted.dev !== undefined && dev === undefined) return fails(`${call}: No such device`, 7);
  if (!prefixOf(to.address, to.length).startsWith(`${to.address}/`)) return fails(`${call}: Invalid argument`, 7);
  const metric = numberIn(wanted.values.metric, 0, 0xffff_ffff);
  const usual = { isMain: true, source: undefined, protocol: undefined, scope: undefined, isOnlink: false };
  return answer(context, how, call, { to, via, dev, metric, ...usual });
}

/** "default", a network with its mask, or a host. */
function readTarget({ target, isNet, values }: Wanted): WantedRoute['to'] | Outcome {
  if (target === 'default') return { address: ipv4('0.0.0.0'), length: 0 };
  const [written = '', bits] = target.split('/');
  const address = parseIpv4(written);
  if (isMalformed(address)) return fails(`${written}: Unknown host`, 6);
  const length = bits === undefined ? undefined : numberIn(bits, 0, 32);
  if (bits !== undefined && length === undefined) return withUsage("route: netmask doesn't match route address");
  const mask = values.netmask === undefined ? undefined : parseIpv4(values.netmask);
  if (isMalformed(mask)) return fails(`${values.netmask}: Unknown host`, 6);
  if (mask !== undefined && bits !== undefined) return BAD_USAGE;
  const maskLength = mask === undefined ? length : lengthOfMask(mask);
  if (mask !== undefined && maskLength === undefined) return withUsage(`route: bogus netmask ${values.netmask}`);
  if (isNet !== true) {
    if (maskLength === undefined || maskLength === 32) return { address, length: 32 };
    const hex = networkMask(maskLength)
      .split('.')
      .toReversed()
      .map((octet) => Number(octet).toString(16).padStart(2, '0'));
    return withUsage(`route: netmask ${hex.join('')} doesn't make sense with host route`);
  }
  // Without a mask it is that of no network, which the kernel refuses.
  if (maskLength !== undefined && !prefixOf(address, maskLength).startsWith(`${address}/`))
    return withUsage("route: netmask doesn't match route address");
  return { address, length: maskLength ?? 0 };
}

function withUsage(mistake: string): Outcome {
  return { output: `${mistake}\n${usage.inetRoute}`, status: 3, changes: [] };
}

/** The kernel's answer to the old system call, in its words. */
function answer(context: Context, how: 'add' | 'delete', call: string, wanted: WantedRoute): Outcome {
  const equals = routesOf(context.machine).filter(
    (row) => row.to === `${wanted.to.address}/${wanted.to.length}` && row.metric === (wanted.metric ?? 0),
  );
  const twin = equals.some(
    (row) => row.via === wanted.via && (wanted.via !== undefined || row.interface === wanted.dev?.name),
  );
  if (how === 'add' && twin) return fails(`${call}: File exists`, 7);
  const result = kernelChanges(context.machine, how === 'add' ? 'append' : 'delete', wanted);
  // This call puts a route before others to the same place; only the same route twice is refused.
  const behind = how === 'add' ? equals.filter((row) => row.from === 'static') : [];
  if (!isOutcome(result)) return doesChanges(...behind.map(deletion), ...result, ...behind.map(addition));
  const why = result.output.includes('gateway')
    ? 'Network is unreachable'
    : result.output.includes('not up')
      ? 'Network is down'
      : (/answers: (.*)/.exec(result.output)?.[1] ?? 'Invalid argument');
  return fails(`${call}: ${why}`, 7);
}
