/** `ifconfig` of net-tools 2.10: shows the cards, and sets them the old way (ifconfig.c, lib/interface.c). */
import { networkMask } from '../../address/prefix.ts';
import { type Command, type Context, fails, type Outcome, prints } from './command.ts';
import { configure } from './ifconfig-set.ts';
import { type Link, linksOf, QUEUE_LENGTH } from './links.ts';
import { usage } from './usage.ts';

export const ifconfig: Command = {
  name: 'ifconfig',
  usage:
    'ifconfig [ -a | -s ] [ INTERFACE [ ADDRESS ] [ netmask MASK ] [ up | down ] [ mtu NUMBER ] [ hw ether MAC ] ]',
  grammar: {
    '-a': {},
    '-s': {},
    LINK: {
      up: {},
      down: {},
      ADDRESS: { netmask: { MASK: { up: {} } } },
      mtu: { NUMBER: {} },
      hw: { ether: { MAC: {} } },
    },
  },
  run: (context, words) => run(context, words),
};

function run(context: Context, words: readonly string[]): Outcome {
  const rest = [...words];
  let all = false;
  let short = false;
  while (rest[0]?.startsWith('-') === true) {
    const option = rest.shift() as string;
    if (option === '-a') all = true;
    else if (option === '-s') short = true;
    else if (option === '--help' || option === '-h' || option === '-?') return prints(usage.ifconfig);
    else if (option === '--version' || option === '-V') return prints('net-tools 2.10\n');
    else if (option !== '-v') return helpful(`ifconfig: option \`${option}' not recognised.`);
  }
  const links = linksOf(context.network, context.machine);
  const [name, ...settings] = rest;
  if (name === undefined) {
    const shown = links
      .filter((link) => all || link.up)
      .flatMap((link) => [{ name: link.name, link }, ...aliasesOf(link)]);
    const sorted = shown.toSorted((a, b) => byName(a.name, b.name));
    return prints(short ? shortTable(sorted) : sorted.map(cardText).join(''));
  }
  const link = links.find((one) => one.name === name.split(':')[0]);
  if (settings.length > 0) return configure(context, name, link, settings);
  if (link === undefined) return fails(`${name}: error fetching interface information: Device not found`, 1);
  return prints(short ? shortTable([{ name, link }]) : cardText({ name, link }));
}

/** A card, or an address with a name of its own on it ("eth0:1"). */
interface Shown {
  readonly name: string;
  readonly link: Link;
}

function aliasesOf(link: Link): readonly Shown[] {
  const names = new Set(link.addresses.map(({ label }) => label));
  return [...names].filter((name) => name.startsWith(`${link.name}:`)).map((name) => ({ name, link }));
}

function helpful(mistake: string): Outcome {
  return fails(`${mistake}\nifconfig: \`--help' gives usage information.`, 1);
}

/** eth2 before eth10, and both before eth10:1 (lib/nstrcmp.c). */
export function byName(a: string, b: string): number {
  const parts = (name: string): readonly string[] => name.match(/\d+|\D/g) ?? [];
  const [partsA, partsB] = [parts(a), parts(b)];
  const place = partsA.findIndex((part, at) => part !== partsB[at]);
  const [partA, partB] = [partsA[place], partsB[place < 0 ? partsA.length : place]];
  if (partA === undefined || partB === undefined) return partsA.length - partsB.length;
  const isNumber = /\d/.test(partA) && /\d/.test(partB);
  return isNumber ? Number(partA) - Number(partB) : partA < partB ? -1 : 1;
}

/** Counts are the card's; an address with a name of its own has none. */
function cardText({ name, link }: Shown): string {
  const { number, words } = flagsOf(link);
  const isLoop = link.kind === 'loopback';
  const own = link.addresses.find(({ label }) => label === name);
  const brd = isLoop ? '' : `  broadcast ${own?.broadcast ?? '0.0.0.0'}`;
  const lines = [
    `${name}: flags=${number}<${words.join(',')}>  mtu ${link.mtu}`,
    ...(own === undefined ? [] : [`        inet ${own.address}  netmask ${networkMask(own.length)}${brd}`]),
    isLoop
      ? `        loop  txqueuelen ${QUEUE_LENGTH}  (Local Loopback)`
      : `        ether ${link.mac}  txqueuelen ${QUEUE_LENGTH}  (Ethernet)`,
    ...(name === link.name ? countLines(link) : []),
    '',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function countLines({ counts }: Link): readonly string[] {
  const { receivedFrames, receivedErrors, receivedOctets, sentFrames, sentOctets, sentDropped, collisions } = counts;
  return [
    `        RX packets ${receivedFrames - receivedErrors}  bytes ${receivedOctets} (${humanOctets(receivedOctets)})`,
    `        RX errors ${receivedErrors}  dropped 0  overruns 0  frame ${receivedErrors}`,
    `        TX packets ${sentFrames}  bytes ${sentOctets} (${humanOctets(sentOctets)})`,
    `        TX errors 0  dropped ${sentDropped} overruns 0  carrier 0  collisions ${collisions}`,
  ];
}

/** The flags of SIOCGIFFLAGS (linux/if.h), in the order in which ifconfig names them. */
export function flagsOf(link: Link): { readonly number: number; readonly words: readonly string[] } {
  const isLoop = link.kind === 'loopback';
  const flags = [
    { bit: 0x1, word: 'UP', is: link.up },
    { bit: 0x2, word: 'BROADCAST', is: !isLoop },
    { bit: 0x8, word: 'LOOPBACK', is: isLoop },
    { bit: 0x40, word: 'RUNNING', is: link.up && link.carrier },
    { bit: 0x1000, word: 'MULTICAST', is: !isLoop },
  ].filter((flag) => flag.is);
  return { number: flags.reduce((sum, flag) => sum + flag.bit, 0), words: flags.map((flag) => flag.word) };
}

/** "11.8 MiB": powers of 1024, one decimal, cut off and not rounded. */
export function humanOctets(octets: number): string {
  const units = ['PiB', 'TiB', 'GiB', 'MiB', 'KiB'];
  const place = units.findIndex((_unit, index) => octets > 1024 ** (units.length - index));
  const tenths = Math.floor((octets * 10) / (place < 0 ? 1 : 1024 ** (units.length - place)));
  return `${Math.floor(tenths / 10)}.${tenths % 10} ${place < 0 ? 'B' : units[place]}`;
}

const NO_COUNTS = `      - no statistics available -${' '.repeat(24)}`;

function shortTable(shown: readonly Shown[]): string {
  const rows = shown.map(({ name, link }) => {
    const { receivedFrames, receivedErrors, sentFrames, sentDropped } = link.counts;
    const cell = (value: number): string => String(value).padStart(8);
    const letters = `${link.kind === 'loopback' ? 'L' : 'BM'}${link.up && link.carrier ? 'R' : ''}${link.up ? 'U' : ''}`;
    const received = `${cell(receivedFrames - receivedErrors)} ${String(receivedErrors).padStart(6)} ${String(0).padStart(6)} 0     `;
    const sent = `${cell(sentFrames)} ${String(0).padStart(6)} ${String(sentDropped).padStart(6)}      0 ${letters}`;
    const start = `${name.padEnd(15)} ${String(link.mtu).padStart(5)}`;
    return name === link.name ? `${start} ${received} ${sent}\n` : `${start}${NO_COUNTS}${letters}\n`;
  });
  return `Iface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n${rows.join('')}`;
}
