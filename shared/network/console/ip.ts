/** `ip` of iproute2 6.1: options, then an object, then a command about it. */
import { type Command, type Context, fails, type Outcome, prints, printsLines } from './command.ts';
import { addressGrammar, ipAddress } from './ip-address.ts';
import { ipLink, linkGrammar } from './ip-link.ts';
import { ipNeighbor, neighborGrammar } from './ip-neighbor.ts';
import { ipRoute, routeGrammar } from './ip-route.ts';
import { ipUsage } from './ip-usage.ts';
import type { LinkStyle } from './link-text.ts';
import { meant } from './words.ts';

/** What stands between `ip` and the object. */
export type IpOptions = Omit<LinkStyle, 'object'>;

/** In the order of ip.c: of two objects that begin as typed, the first is meant. */
const objects = ['address', 'route', 'neighbor', 'neighbour', 'link', 'netns', 'help'] as const;

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
    if (meant(word, ['-Version']) !== undefined) return prints('ip utility, iproute2-6.1.0, libbpf 1.1.2\n');
    if (word === '-n' || meant(word, ['-netns']) !== undefined)
      return inSpace(context, words[at + 1] ?? '', ['ip', ...words.slice(at + 2)]);
    const taken = withOption(options, word);
    if (taken === undefined) return fails(`Option "${words[at]}" is unknown, try "ip -help".`, 255);
    options = taken;
  }
  const [object, ...rest] = words.slice(at);
  if (object === undefined) return { output: ipUsage.ip, status: 255, changes: [] };
  return onObject(context, options, object, rest);
}

function withOption(options: IpOptions, word: string): IpOptions | undefined {
  switch (
    meant(word, ['-statistics', '-stats', '-details', '-brief', '-oneline', '-4', '-6', '-0', '-color', '-human'])
  ) {
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
    case '-color':
    case '-human':
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
    case 'link':
      return ipLink(context, options, words);
    case 'netns':
      return ipNetns(context, words);
    case 'help':
      return { output: ipUsage.ip, status: 255, changes: [] };
    case undefined:
      return fails(`Object "${object}" is unknown, try "ip help".`, 1);
  }
}

/** The namespaces of the same machine. */
function ipNetns(context: Context, words: readonly string[]): Outcome {
  const command = words[0] ?? 'list';
  switch (meant(command, ['list', 'show', 'lst', 'exec', 'identify', 'help'])) {
    case 'list':
    case 'show':
    case 'lst':
      return printsLines(spacesOf(context));
    case 'exec':
      return words.length < 2
        ? fails('No netns name specified', 255)
        : words.length < 3
          ? fails('No command specified', 255)
          : inSpace(context, words[1] as string, words.slice(2));
    case 'identify':
      return prints(context.machine.inside === undefined ? '\n' : `${context.machine.id}\n`);
    default:
      return fails(`Command "${command}" is unknown, try "ip netns help".`, 255);
  }
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
  if (machine === undefined || machine.kind === 'hub' || !spacesOf(context).includes(space)) {
    return fails(`Cannot open network namespace "${space}": No such file or directory`, 255);
  }
  return { ...context.execute({ ...context, machine }, words), on: space };
}
