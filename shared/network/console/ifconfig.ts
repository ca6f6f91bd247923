/** `ifconfig` of net-tools 2.10: shows the cards, and sets them the old way (ifconfig.c, lib/interface.c). */
import { type Ipv4, ipv4, ipv4FromNumber, ipv4ToNumber, parseIpv4 } from '../../address/ipv4.ts';
import { isMalformed } from '../../address/malformed.ts';
import { isMulticast, parseMac } from '../../address/mac.ts';
import { networkMask } from '../../address/prefix.ts';
import type { Change } from '../../device/change.ts';
import { isStation } from '../../device/device.ts';
import { type Command, type Context, doesChanges, fails, type Machine, type Outcome, prints } from './command.ts';
import { withoutAddress } from './ip-address.ts';
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
    const shown = links.filter((link) => all || link.up).toSorted((a, b) => byName(a.name, b.name));
    return prints(short ? shortTable(shown) : shown.map((link) => cardText(link)).join(''));
  }
  const link = links.find((one) => one.name === name);
  if (settings.length > 0) return configure(context, name, link, settings);
  if (link === undefined) return fails(`${name}: error fetching interface information: Device not found`, 1);
  return prints(short ? shortTable([link]) : cardText(link));
}

function helpful(mistake: string): Outcome {
  return fails(`${mistake}\nifconfig: \`--help' gives usage information.`, 1);
}

/** eth2 before eth10 (lib/nstrcmp.c). */
export function byName(a: string, b: string): number {
  const [, wordA = '', numberA = ''] = /^(.*?)(\d*)$/.exec(a) ?? [];
  const [, wordB = '', numberB = ''] = /^(.*?)(\d*)$/.exec(b) ?? [];
  if (wordA !== wordB) return wordA < wordB ? -1 : 1;
  return Number(numberA) - Number(numberB);
}

function cardText(link: Link): string {
  const { number, words } = flagsOf(link);
  const brd = link.broadcast === undefined || link.kind === 'loopback' ? '' : `  broadcast ${link.broadcast}`;
  const { receivedFrames, receivedErrors, receivedOctets, sentFrames, sentOctets, sentDropped, collisions } =
    link.counts;
  const lines = [
    `${link.name}: flags=${number}<${words.join(',')}>  mtu ${link.mtu}`,
    ...(link.address === undefined ? [] : [`        inet ${link.address}  netmask ${networkMask(link.length)}${brd}`]),
    link.kind === 'loopback'
      ? `        loop  txqueuelen ${QUEUE_LENGTH}  (Local Loopback)`
      : `        ether ${link.mac}  txqueuelen ${QUEUE_LENGTH}  (Ethernet)`,
    `        RX packets ${receivedFrames - receivedErrors}  bytes ${receivedOctets} (${humanOctets(receivedOctets)})`,
    `        RX errors ${receivedErrors}  dropped 0  overruns 0  frame ${receivedErrors}`,
    `        TX packets ${sentFrames}  bytes ${sentOctets} (${humanOctets(sentOctets)})`,
    `        TX errors 0  dropped ${sentDropped} overruns 0  carrier 0  collisions ${collisions}`,
    '',
  ];
  return lines.map((line) => `${line}\n`).join('');
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

function shortTable(links: readonly Link[]): string {
  const rows = links.map((link) => {
    const { receivedFrames, receivedErrors, sentFrames, sentDropped } = link.counts;
    const cell = (value: number): string => String(value).padStart(8);
    const letters = `${link.kind === 'loopback' ? 'L' : 'BM'}${link.up && link.carrier ? 'R' : ''}${link.up ? 'U' : ''}`;
    const received = `${cell(receivedFrames - receivedErrors)} ${String(receivedErrors).padStart(6)} ${String(0).padStart(6)} 0     `;
    const sent = `${cell(sentFrames)} ${String(0).padStart(6)} ${String(sentDropped).padStart(6)}      0 ${letters}`;
    return `${link.name.padEnd(15)} ${String(link.mtu).padStart(5)} ${received} ${sent}\n`;
  });
  return `Iface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n${rows.join('')}`;
}

/** What the words ask for, in their order; each system call that is refused is told. */
interface Wish {
  address: Ipv4 | undefined;
  length: number | undefined;
  up: boolean | undefined;
  readonly changes: Change[];
  /** System calls in their order, and what the kernel says to each. */
  readonly calls: { readonly call: string; readonly refused?: string }[];
}

function configure(context: Context, name: string, link: Link | undefined, words: readonly string[]): Outcome {
  const wish: Wish = { address: undefined, length: undefined, up: undefined, changes: [], calls: [] };
  const rest = [...words];
  while (rest.length > 0) {
    const wrong = readWish(wish, rest, name);
    if (wrong !== undefined) return wrong;
  }
  if (link === undefined) return missing(name, wish);
  if (context.allowed === 'read') return refused(wish, 'Operation not permitted');
  const bad = wish.calls.filter((call) => call.refused !== undefined);
  if (bad.length > 0) return fails(bad.map(({ call, refused: why }) => `${call}: ${why}`).join('\n'), 1);
  const isCard = isStation(context.machine) && context.machine.interfaces[name] !== undefined;
  const isPort = context.machine.kind === 'switch' && context.machine.ports.includes(name);
  const onlyLink = wish.address === undefined && wish.length === undefined && wish.changes.length === 0;
  if (!isCard && !(isPort && onlyLink)) return refused(wish, 'Operation not supported');
  return doesChanges(...wish.changes, ...changesOf(context.machine, wish, link));
}

/** Takes the next setting off the list. Returns what is wrong with it. */
function readWish(wish: Wish, rest: string[], name: string): Outcome | undefined {
  const word = rest.shift() as string;
  const value = ['netmask', 'broadcast', 'mtu', 'hw', 'txqueuelen'].includes(word) ? rest.shift() : undefined;
  if (value === undefined && ['netmask', 'mtu', 'hw', 'txqueuelen'].includes(word))
    return { output: usage.ifconfig, status: 3, changes: [] };
  switch (word) {
    case 'up':
    case 'down':
      wish.up = word === 'up';
      wish.calls.push({ call: 'SIOCSIFFLAGS' });
      return undefined;
    case 'netmask':
      return readMask(wish, value ?? '');
    case 'mtu': {
      const mtu = Number(value);
      const isGood = Number.isInteger(mtu) && mtu >= 68 && mtu <= 65_535;
      wish.calls.push({ call: 'SIOCSIFMTU', ...(isGood ? {} : { refused: 'Invalid argument' }) });
      if (isGood) wish.changes.push({ set: 'mtu', port: name, mtu });
      return undefined;
    }
    case 'hw':
      return readHardware(wish, value ?? '', rest.shift(), name);
    // What a card here does not have is asked of the kernel all the same.
    case 'broadcast':
      if (value !== undefined) wish.calls.push({ call: 'SIOCSIFBRDADDR' });
      wish.calls.push({ call: 'SIOCSIFFLAGS' });
      return undefined;
    case 'txqueuelen':
      wish.calls.push({ call: 'SIOCSIFTXQLEN' });
      return undefined;
    case 'multicast':
    case '-multicast':
    case 'allmulti':
    case '-allmulti':
    case 'arp':
    case '-arp':
    case 'promisc':
    case '-promisc':
      wish.calls.push({ call: 'SIOCSIFFLAGS' });
      return undefined;
    case 'inet':
      return undefined;
    default:
      return readOwnAddress(wish, word);
  }
}

function readMask(wish: Wish, text: string): Outcome | undefined {
  const mask = parseIpv4(text);
  if (isMalformed(mask)) return fails(`${text}: Unknown host`, 1);
  const length = lengthOfMask(mask);
  wish.calls.push({ call: 'SIOCSIFNETMASK', ...(length === undefined ? { refused: 'Invalid argument' } : {}) });
  wish.length = length;
  return undefined;
}

function readHardware(wish: Wish, kind: string, text: string | undefined, name: string): Outcome | undefined {
  if (kind !== 'ether' || text === undefined) return { output: usage.ifconfig, status: 3, changes: [] };
  const address = parseMac(text);
  if (isMalformed(address)) return fails(`${text}: invalid ether address.`, 1);
  wish.calls.push({
    call: 'SIOCSIFHWADDR',
    ...(isMulticast(address) ? { refused: 'Cannot assign requested address' } : {}),
  });
  wish.changes.push({ set: 'mac', port: name, mac: address });
  return undefined;
}

/** An address switches the card on, and brings the mask of its class with it (RFC 791 2.3) if no length is given. */
function readOwnAddress(wish: Wish, text: string): Outcome | undefined {
  const [written = '', bits] = text.split('/');
  const address = written === '0' ? ipv4('0.0.0.0') : parseIpv4(written);
  if (isMalformed(address)) return helpful(`${text}: Unknown host`);
  wish.address = address;
  wish.calls.push({ call: 'SIOCSIFADDR' }, { call: 'SIOCSIFFLAGS' });
  const length = bits === undefined ? undefined : Number(bits);
  if (length !== undefined && Number.isInteger(length) && length >= 0 && length <= 32) wish.length = length;
  return undefined;
}

function changesOf(machine: Machine, wish: Wish, link: Link): readonly Change[] {
  const { address = link.address } = wish;
  const changes: Change[] = [];
  if (wish.address !== undefined && Number(wish.address.split('.')[0]) === 0) {
    changes.push(...withoutAddress(machine, link));
  } else if (address !== undefined && (wish.address !== undefined || wish.length !== undefined)) {
    const isSame = address === link.address;
    const length = wish.length ?? (isSame ? link.length : classLength(address));
    // The kernel takes the old address away first, with every route that needed it; what is the same already is not touched.
    const change = { set: 'address', port: link.name } as const;
    if (link.address !== undefined && !(isSame && length === link.length))
      changes.push(...withoutAddress(machine, link));
    if (!(isSame && length === link.length)) changes.push({ ...change, address, length });
  }
  const up = wish.up ?? (wish.address === undefined ? link.up : true);
  if (up !== link.up) changes.push({ set: 'link', port: link.name, up });
  return changes;
}

/** Classes A, B and C (RFC 791 2.3). */
export function classLength(address: Ipv4): number {
  const first = Number(address.split('.')[0]);
  return first < 128 ? 8 : first < 192 ? 16 : 24;
}

/** The number of ones at the beginning; undefined if ones follow after a zero. */
export function lengthOfMask(mask: Ipv4): number | undefined {
  const inverse = ~ipv4ToNumber(mask) >>> 0;
  const length = Math.clz32(inverse);
  return ipv4FromNumber(ipv4ToNumber(mask)) === networkMask(length) ? length : undefined;
}

function missing(name: string, wish: Wish): Outcome {
  const lines = wish.calls.map(({ call }) =>
    call === 'SIOCSIFFLAGS'
      ? `${name}: ERROR while getting interface flags: No such device`
      : `${call}: No such device`,
  );
  return fails(lines.join('\n'), wish.calls.some(({ call }) => call === 'SIOCSIFFLAGS') ? 255 : 1);
}

function refused(wish: Wish, why: string): Outcome {
  const calls = wish.calls.map(({ call }) => `${call}: ${why}`);
  const touchesFlags = wish.calls.some(({ call }) => call === 'SIOCSIFFLAGS');
  return fails(calls.join('\n'), touchesFlags ? 255 : 1);
}
