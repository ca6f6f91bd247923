/** Completion with the tabulator: the words that can follow, from the grammars of the commands and from what is in the network. */
import type { Network } from '../network.ts';
import { type Context, type Grammar, type Machine } from './command.ts';
import { childrenOf } from './look.ts';
import { filesOf } from './files.ts';
import { bridgesOf, linksOf } from './links.ts';
import { commands, hasConsole } from './shell.ts';
import { neighborsOf, routesOf } from './stack.ts';
import { targetText } from './route-rows.ts';
import { spacesOf } from './ip.ts';

/** Words in capitals in a grammar stand for these values. NUMBER, MAC, MASK and NAME are the typist's own. */
const slots: Readonly<Record<string, (context: Context) => readonly string[]>> = {
  LINK: ({ network, machine }) => linksOf(network, machine).map((link) => link.name),
  CARD: ({ network, machine }) => namesOf(network, machine, (kind) => kind === 'physical' || kind === 'veth'),
  VLANLINK: ({ network, machine }) => namesOf(network, machine, (kind) => kind === 'vlan'),
  PORT: ({ network, machine }) =>
    linksOf(network, machine).flatMap((link) => (link.master === undefined ? [] : [link.name])),
  BRIDGE: ({ network, machine }) => bridgesOf(linksOf(network, machine)).map((link) => link.name),
  ADDRESS: ({ network }) => addressesOf(network),
  PREFIX: () => [],
  NEIGHBOR: ({ machine }) => neighborsOf(machine).map((row) => row.address),
  ROUTE: ({ machine }) => routesOf(machine).map(targetText),
  MACHINE: (context) => spacesOf(context),
  COMMAND: () => commands.map((command) => command.name),
};

const free: readonly string[] = ['NUMBER', 'MAC', 'MASK', 'NAME', 'ADDRESS', 'PREFIX'];

/** The words that the last, unfinished word of the line can become, in the order of their alphabet; whole words, without the line before them. */
export function complete(network: Network, deviceId: string, line: string): readonly string[] {
  const machine = network.devices[deviceId];
  if (!hasConsole(machine)) return [];
  const context: Context = {
    network,
    machine,
    allowed: 'read',
    execute: () => ({ output: '', status: 0, changes: [] }),
  };
  const words = line.trimStart().split(/\s+/);
  const last = words.pop() ?? '';
  return candidates(context, words, last)
    .filter((word, place, all) => word.startsWith(last) && all.indexOf(word) === place)
    .toSorted();
}

function candidates(context: Context, words: readonly string[], last: string): readonly string[] {
  const [name, ...rest] = words[0] === 'sudo' ? words.slice(1) : words;
  if (name === undefined) return commands.map((command) => command.name);
  const command = commands.find((one) => one.name === name);
  let at: Grammar | undefined = command?.grammar;
  for (const word of rest) at = at === undefined ? undefined : follow(context, at, word, command?.grammar ?? {});
  return at === undefined ? [] : Object.keys(at).flatMap((word) => valuesOf(context, word, last));
}

/** What can stand after the word. After a file, or an option alone, the same again. */
function follow(context: Context, at: Grammar, word: string, start: Grammar): Grammar | undefined {
  const exact = at[word];
  if (exact !== undefined) return Object.keys(exact).length === 0 && word.startsWith('-') ? start : exact;
  const abbreviated = Object.keys(at).find(
    (one) => one === one.toLowerCase() && !one.startsWith('-') && one.startsWith(word),
  );
  if (abbreviated !== undefined) return at[abbreviated];
  if (at['FILE'] !== undefined) return at;
  const slot = Object.keys(at).find((one) => slots[one]?.(context).includes(word) === true);
  return at[slot ?? Object.keys(at).find((one) => free.includes(one)) ?? ''];
}

function valuesOf(context: Context, word: string, last: string): readonly string[] {
  if (word === 'FILE') return pathsOf(context, last);
  const slot = slots[word];
  if (slot !== undefined) return slot(context);
  return free.includes(word) ? [] : [word];
}

/** The next part of a path. */
function pathsOf(context: Context, last: string): readonly string[] {
  if (!last.startsWith('/')) return ['/sys/class/net/', '/proc/net/'];
  const files = filesOf(context);
  const folder = last.slice(0, last.lastIndexOf('/') + 1);
  const real = folder.replace(/^\/sys\/class\/net\/([^/]+)\//, (_all, name: string) => {
    const file = files[`/sys/class/net/${name}`];
    return file?.kind === 'link' ? `${file.to.replace(/^\.\.\/\.\./, '/sys')}/` : `/sys/class/net/${name}/`;
  });
  return childrenOf(files, real.replace(/\/$/, '') || '/').map((name) => folder + name);
}

function namesOf(network: Network, machine: Machine, fits: (kind: string) => boolean): readonly string[] {
  return linksOf(network, machine).flatMap((link) => (fits(link.kind) ? [link.name] : []));
}

/** Every address that somebody has: what people want to ping. */
function addressesOf(network: Network): readonly string[] {
  return Object.values(network.devices).flatMap((device) =>
    hasConsole(device)
      ? linksOf(network, device).flatMap((link) =>
          link.kind === 'loopback' ? [] : link.addresses.map(({ address }) => address),
        )
      : [],
  );
}
