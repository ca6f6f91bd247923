/** `ip` of iproute2 6.1: options, then an object, then a command about it. */
import {
  asRoot,
  type Command,
  type Context,
  fails,
  NOT_PERMITTED,
  NOT_SUPPORTED,
  type Outcome,
  prints,
  printsLines,
} from './command.ts';
import { addressGrammar, ipAddress } from './ip-address.ts';
import { ipLink, linkGrammar } from './ip-link.ts';
import { ipNeighbor, neighborGrammar } from './ip-neighbor.ts';
import { ipRoute, routeGrammar } from './ip-route.ts';
import { ipUsage } from './ip-usage.ts';
import { linksOf } from './links.ts';
import type { LinkStyle } from './link-text.ts';
import { meant } from './words.ts';

/** What stands between `ip` and the object. */
export type IpOptions = Omit<LinkStyle, 'object'>;

/** In the order of ip.c: of two objects that begin as typed, the first is meant. */
const objects = ['address', 'route', 'rule', 'neighbor', 'neighbour', 'link', 'netns', 'help'] as const;

export const ip: Command = {
  name: 'ip',
  usage: 'ip [ -br | -s | -d | -4 | -o ] { link | address | route | neighbor | netns } [ COMMAND ]',
  grammar: {
    link: linkGrammar,
    address: addressGrammar,
    route: routeGrammar,
    neighbor: neighborGrammar,
    netns: { list: {}, exec: { MACHINE: { COMMAND: {} } } },
    '-br': { link: linkGrammar, address: addressGrammar },
    '-s': { link: linkGrammar },
    '-d': { link: linkGrammar },
    '-4': { address: addressGrammar, route: routeGrammar },
    help: {},
  },
  run: (context, words) => runIp(context, words),
};

function runIp(context: Context, words: readonly string[]): Outcome {
  let options: IpOptions = { statistics: 0, details: false, brief: false, oneLine: false, family: 'any' };
  let at = 0;
  for (; at < words.length && words[at]?.startsWith('-') === true; at++) {
    const word = (words[at] as string).replace(/^--/, '-');
    // A hyphen alone is the beginning of every option; the first takes a value.
    if (word === '-' || (meant(word, ['-help']) === '-help' && word !== '-h')) return USAGE;
    if (meant(word, ['-family']) !== undefined) {
      const name = words[++at];
      const family = families.find((one) => one === name);
      if (name === undefined) return USAGE;
      if (family === undefined) return fails(`Error: argument "${name}" is wrong: invalid protocol family`, 255);
      options = { ...options, family };
      continue;
    }
    if (meant(word, ['-Version']) !== undefined) return prints('ip utility, iproute2-6.1.0, libbpf 1.1.2\n');
    if (word === '-n' || meant(word, ['-netns']) !== undefined)
      return inSpace(context, words[at + 1] ?? '(null)', ['ip', ...words.slice(at + 2)]);
    const taken = withOption(options, word);
    if (taken === undefined) return fails(`Option "${word}" is unknown, try "ip -help".`, 255);
    options = taken;
  }
  const [object, ...rest] = words.slice(at);
  if (object === undefined) return USAGE;
  return onObject(context, options, object, rest);
}

const USAGE: Outcome = { output: ipUsage.ip, status: 255, changes: [] };

const families = ['inet', 'inet6', 'link'] as const;

/** In the order of ip.c: of two that begin as typed, the first is meant. */
const optionWords = [
  '-4',
  '-6',
  '-0',
  '-human',
  '-iec',
  '-stats',
  '-statistics',
  '-details',
  '-oneline',
  '-timestamp',
  '-tshort',
  '-force',
  '-brief',
  '-color',
  '-all',
] as const;

function withOption(options: IpOptions, word: string): IpOptions | undefined {
  switch (meant(word.replace(/^(-c(?:o|ol|olo|olor)?)=(?:always|auto|never)$/, '$1'), optionWords)) {
    case '-statistics':
    case '-stats':
      return { ...options, statistics: options.statistics + 1 };
    case '-details':
      return { ...options, details: true };
    case '-brief':
      return { ...options, brief: true };
    case '-oneline':
      return { ...options, oneLine: true };
    case '-4':
      return { ...options, family: 'inet' };
    case '-6':
      return { ...options, family: 'inet6' };
    case '-0':
      return { ...options, family: 'link' };
    // Letters without colours, few octets, and times only where something is watched.
    case '-color':
    case '-human':
    case '-iec':
    case '-timestamp':
    case '-tshort':
    case '-force':
    case '-all':
      return options;
    case undefined:
      return undefined;
  }
}

function onObject(context: Context, options: IpOptions, object: string, words: readonly string[]): Outcome {
  switch (meant(object, objects)) {
    case 'address':
      return ipAddress(context, options, words);
    case 'route':
      return ipRoute(context, options, words);
    case 'neighbor':
    case 'neighbour':
      return ipNeighbor(context, options, words);
    case 'rule':
      return ipRule(context, words);
    case 'link':
      return ipLink(context, options, words);
    case 'netns':
      return ipNetns(context, words);
    case 'help':
      return USAGE;
    case undefined:
      return fails(`Object "${object}" is unknown, try "ip help".`, 1);
  }
}

/** The tables that are asked, in their order; they are always the same here (net/ipv4/fib_rules.c). */
function ipRule(context: Context, words: readonly string[]): Outcome {
  const [command = 'list'] = words;
  switch (meant(command, ['list', 'lst', 'show', 'add', 'delete', 'flush'])) {
    case 'list':
    case 'lst':
    case 'show':
      return printsLines([
        '0:\tfrom all lookup local',
        '32766:\tfrom all lookup main',
        '32767:\tfrom all lookup default',
      ]);
    case undefined:
      return fails(`Command "${command}" is unknown, try "ip rule help".`, 255);
    default:
      return asRoot(context, NOT_PERMITTED, () => NOT_SUPPORTED);
  }
}

/** The namespaces of the same machine. */
function ipNetns(context: Context, words: readonly string[]): Outcome {
  const command = words[0] ?? 'list';
  switch (meant(command, ['list', 'show', 'lst', 'exec', 'identify', 'help'])) {
    case 'list':
    case 'show':
    case 'lst':
      return printsLines(spaceLines(context));
    case 'exec':
      return words.length < 2
        ? fails('No netns name specified', 1)
        : words.length < 3
          ? fails('No command specified', 1)
          : inSpace(context, words[1] as string, words.slice(2));
    case 'identify':
      return prints(context.machine.inside === undefined ? '\n' : `${context.machine.id}\n`);
    default:
      return fails(`Command "${command}" is unknown, try "ip netns help".`, 255);
  }
}

/** Every namespace that has a name, this one, too; a number stands behind those to which a pair of virtual cards leads. */
function spaceLines(context: Context): readonly string[] {
  const { network, machine } = context;
  if (machine.inside === undefined) return [];
  const peers = linksOf(network, machine).flatMap(({ peer }) => (peer === undefined ? [] : [peer]));
  return [...spacesOf(context), machine.id].map((space) => {
    const id = peers.find((peer) => peer.device === space)?.netnsid;
    return id === undefined ? space : `${space} (id: ${id})`;
  });
}

/** The other devices that live on this one's machine. */
export function spacesOf({ network, machine }: Context): readonly string[] {
  if (machine.inside === undefined) return [];
  return Object.values(network.devices)
    .filter((device) => device.inside === machine.inside && device.id !== machine.id && device.kind !== 'hub')
    .map((device) => device.id);
}

/** The command, run in another namespace of the same machine. */
function inSpace(context: Context, space: string, words: readonly string[]): Outcome {
  const machine = context.network.devices[space];
  if (machine === undefined || machine.kind === 'hub' || ![...spacesOf(context), context.machine.id].includes(space)) {
    return fails(`Cannot open network namespace "${space}": No such file or directory`, 255);
  }
  return { ...context.execute({ ...context, machine }, words), on: space };
}
