/** `ip neighbor`: the table of link-layer addresses (iproute2, ip/ipneigh.c; net/core/neighbour.c). */
import type { Ipv4 } from '../../address/ipv4.ts';
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
import { linksOf } from './links.ts';
import { neighborsOf } from './stack.ts';
import { duplicate, meant, readAddress, readLinkAddress, readPairs, readPrefix } from './words.ts';
import { contains, prefixOf } from '../../address/prefix.ts';

const rowWords: Grammar = {
  lladdr: { MAC: { dev: { LINK: { nud: { permanent: {} } } } } },
  dev: { LINK: { lladdr: { MAC: {} } } },
};
export const neighborGrammar: Grammar = {
  show: { dev: { LINK: {} }, nud: { reachable: {}, permanent: {}, incomplete: {} }, NEIGHBOR: {} },
  add: { ADDRESS: rowWords },
  replace: { ADDRESS: rowWords },
  delete: { NEIGHBOR: { dev: { LINK: {} } } },
  flush: { dev: { LINK: {} }, all: {} },
  help: {},
};

export function ipNeighbor(context: Context, options: IpOptions, words: readonly string[]): Outcome {
  const [command = 'show', ...rest] = words;
  const commands = ['add', 'change', 'replace', 'delete', 'get', 'show', 'lst', 'list', 'flush', 'help'] as const;
  const wanted = meant(command, commands);
  switch (wanted) {
    case 'show':
    case 'lst':
    case 'list':
      return options.family === 'inet6' ? prints('') : show(context, options, rest);
    case 'get':
      return get(context, rest);
    case 'add':
    case 'change':
    case 'replace':
    case 'delete':
      return modify(context, wanted, rest);
    case 'flush':
      return flush(context, rest);
    case 'help':
      return { output: ipUsage.neighbor, status: 255, changes: [] };
    case undefined:
      return fails(`Command "${command}" is unknown, try "ip neigh help".`, 255);
  }
}

type Row = ReturnType<typeof neighborsOf>[number];

/** What is asked for is not repeated in the rows; every row ends with a blank. */
function rowText(row: Row, withDevice: boolean): string {
  const dev = withDevice ? `dev ${row.interface} ` : '';
  const lladdr = row.mac === undefined ? '' : `lladdr ${row.mac} `;
  return `${row.address} ${dev}${lladdr}${row.state.toUpperCase()} `;
}

function show({ network, machine }: Context, options: IpOptions, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'nud', 'to', 'vrf', 'master'], ['proxy', 'unused', 'nomaster']);
  if (isOutcome(read)) return read;
  const { dev, nud } = read.values;
  // Of several prefixes, the last is meant.
  const texts = [...(read.values.to === undefined ? [] : [read.values.to]), ...read.rest];
  const wrong = texts.find((text) => readPrefix(text) === undefined);
  if (wrong !== undefined) return fails(`Error: any valid prefix is expected rather than "${wrong}".`, 1);
  const [last] = texts.slice(-1);
  const wanted = last === undefined ? undefined : readPrefix(last);
  if (dev !== undefined && !linksOf(network, machine).some((link) => link.name === dev))
    return fails(`Cannot find device "${dev}"`, 1);
  if (nud !== undefined && meant(nud, states) === undefined)
    return fails(`Error: argument "${nud}" is wrong: nud state is bad`, 255);
  const rows = neighborsOf(machine).filter(
    (row) =>
      (dev === undefined || row.interface === dev) &&
      (nud === undefined || nud === 'all' || row.state === meant(nud, states)) &&
      (wanted === undefined || contains(prefixOf(wanted.address, wanted.length), row.address)) &&
      !read.flags.has('proxy'),
  );
  return printsLines(
    rows.map((row) => (options.brief ? briefText(row, dev === undefined) : rowText(row, dev === undefined))),
  );
}

function briefText({ address, interface: dev, mac }: Row, withDevice: boolean): string {
  return `${address.padEnd(39)} ${withDevice ? `${dev.padEnd(16)} ` : ''}${mac ?? ''}`;
}

const states = [
  'permanent',
  'reachable',
  'noarp',
  'none',
  'stale',
  'incomplete',
  'delay',
  'probe',
  'failed',
  'all',
] as const;

function get(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'to']);
  if (isOutcome(read)) return read;
  const [text = read.values.to] = read.rest;
  const { dev } = read.values;
  if (text !== undefined && readAddress(text) === undefined)
    return fails(`Error: any valid address is expected rather than "${text}".`, 1);
  if (text === undefined || dev === undefined) return fails('Device and address are required arguments.', 1);
  const row = neighborsOf(context.machine).find((one) => one.address === text && one.interface === dev);
  if (!linksOf(context.network, context.machine).some((link) => link.name === dev))
    return fails(`Cannot find device "${dev}"`, 1);
  return row === undefined ? fails('Error: Neighbour entry not found.', 2) : printsLines([rowText(row, true)]);
}

type How = 'add' | 'change' | 'replace' | 'delete';

function modify(context: Context, how: How, words: readonly string[]): Outcome {
  const read = readPairs(
    words,
    ['to', 'lladdr', 'dev', 'nud', 'protocol'],
    ['router', 'use', 'managed', 'extern_learn'],
  );
  if (isOutcome(read)) return read;
  const { lladdr, dev, nud } = read.values;
  const [text = read.values.to, garbage] = read.rest;
  if (garbage !== undefined) return duplicate('to', garbage);
  if (nud !== undefined && meant(nud, states) === undefined)
    return fails(`Error: argument "${nud}" is wrong: nud state is bad`, 255);
  const address = text === undefined ? undefined : readAddress(text);
  if (text !== undefined && address === undefined)
    return fails(`Error: any valid address is expected rather than "${text}".`, 1);
  if (address === undefined || dev === undefined) return fails('Device and destination are required arguments.', 255);
  if (!linksOf(context.network, context.machine).some((link) => link.name === dev))
    return fails(`Cannot find device "${dev}"`, 1);
  return asRoot(context, NOT_PERMITTED, () => changed(context, how, { address, dev, lladdr, nud }));
}

interface Wanted {
  readonly address: Ipv4;
  readonly dev: string;
  readonly lladdr: string | undefined;
  readonly nud: string | undefined;
}

function changed({ machine }: Context, how: How, { address, dev, lladdr, nud }: Wanted): Outcome {
  const row = neighborsOf(machine).find((one) => one.address === address && one.interface === dev);
  if ((how === 'delete' || how === 'change') && row === undefined) return rtnetlink('No such file or directory');
  if (how === 'delete') return doesChanges({ set: 'neighbor', interface: dev, address, mac: undefined });
  const mac = lladdr === undefined ? row?.mac : readLinkAddress(lladdr);
  if (lladdr !== undefined && mac === undefined) return fails('Error: Invalid link address.', 2);
  if (how === 'add' && row !== undefined) return rtnetlink('File exists');
  if (mac === undefined) return fails('Error: No link layer address given.', 2);
  if (machine.kind === 'switch' || dev === 'lo' || (nud !== undefined && meant(nud, states) !== 'permanent'))
    return NOT_SUPPORTED;
  return doesChanges({ set: 'neighbor', interface: dev, address, mac });
}

/** Permanent rows stay, unless they are asked for. */
function flush(context: Context, words: readonly string[]): Outcome {
  const read = readPairs(words, ['dev', 'nud', 'to']);
  if (isOutcome(read)) return read;
  const { dev, nud } = read.values;
  const [text = read.values.to] = read.rest;
  if (words.length === 0) return fails('Flush requires arguments.', 1);
  if (dev !== undefined && !linksOf(context.network, context.machine).some((link) => link.name === dev)) {
    return fails(`Cannot find device "${dev}"`, 1);
  }
  const wanted = text === undefined || text === 'all' ? undefined : readPrefix(text);
  if (text !== undefined && text !== 'all' && wanted === undefined) {
    return fails(`Error: any valid prefix is expected rather than "${text}".`, 1);
  }
  const gone = neighborsOf(context.machine).filter(
    (row) =>
      (dev === undefined || row.interface === dev) &&
      (nud === undefined ? row.state !== 'permanent' : row.state === meant(nud, states)) &&
      (wanted === undefined || contains(prefixOf(wanted.address, wanted.length), row.address)),
  );
  const denied = fails('Failed to send flush request: Operation not permitted', 255);
  if (gone.length === 0) return doesChanges();
  return asRoot(context, denied, () =>
    doesChanges(
      ...gone.map(
        (row) => ({ set: 'neighbor', interface: row.interface, address: row.address, mac: undefined }) as const,
      ),
    ),
  );
}
