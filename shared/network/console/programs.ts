/** `ping`, `traceroute` and `tcpdump`: what is typed. They run in simulated time; what they print is in output/. */
import type { Ipv4 } from '../../address/ipv4.ts';
import { ipv4, ipv4FromNumber, parseIpv4 } from '../../address/ipv4.ts';
import { isMalformed } from '../../address/malformed.ts';
import {
  type Command,
  type Context,
  fails,
  type Outcome,
  type PingProgram,
  prints,
  type TcpdumpProgram,
} from './command.ts';
import { linksOf, ownAddressOn } from './links.ts';
import { refusalText, wayBy, wayTo } from './stack.ts';
import { readFilter } from './tcpdump-filter.ts';
import { usage } from './usage.ts';
import { readOptions } from './words.ts';

export const ping: Command = {
  name: 'ping',
  usage:
    'ping [ -c COUNT ] [ -i SECONDS ] [ -t TTL ] [ -s OCTETS ] [ -I INTERFACE ] [ -w SECONDS ] [ -W SECONDS ] [ -n ] [ -q ] ADDRESS',
  grammar: { '-c': { NUMBER: { ADDRESS: {} } }, '-t': { NUMBER: { ADDRESS: {} } }, '-n': { ADDRESS: {} }, ADDRESS: {} },
  run: (context, words) => runPing(context, words),
};

export const traceroute: Command = {
  name: 'traceroute',
  usage: 'traceroute [ -n ] [ -f HOP ] [ -m HOPS ] [ -q PROBES ] [ -w SECONDS ] ADDRESS',
  grammar: { '-n': { ADDRESS: {} }, ADDRESS: {} },
  run: (context, words) => runTraceroute(context, words),
};

export const tcpdump: Command = {
  name: 'tcpdump',
  usage: 'tcpdump [ -e ] [ -n ] [ -t ] [ -v ] [ -i INTERFACE ] [ -c COUNT ] [ EXPRESSION ]',
  grammar: {
    '-e': { '-i': { LINK: {} } },
    '-i': { LINK: { arp: {}, icmp: {}, udp: {}, vlan: {}, stp: {}, host: { ADDRESS: {} } }, any: {} },
    '-n': { '-i': { LINK: {} } },
    '-c': { NUMBER: {} },
  },
  run: (context, words) => runTcpdump(context, words),
};

/** The biggest number of a 64-bit counter, as getopt's error names it. */
const COUNT_MAX = '9223372036854775807';

function pingNumber(
  text: string | undefined,
  least: number,
  most: number,
  mostText: string,
): number | Outcome | undefined {
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) return fails(`ping: invalid argument: '${text}'`, 1);
  const number = Number(text);
  const isIn = number >= least && number <= most;
  return isIn ? number : fails(`ping: invalid argument: '${text}': out of range: ${least} <= value <= ${mostText}`, 1);
}

const PING_VERSION =
  'ping from iputils 20221126\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n';
/** RFC 791 3.1: 65,535 octets less the headers of IPv4 and ICMP. */
const SIZE_MAX = 65_507;

/** What `-W` begins with (`MAXWAIT`). */
const LINGER_SECONDS = 10;

function runPing(context: Context, words: readonly string[]): Outcome {
  const { values, rest, unknown, lacking } = readOptions(words, 'aAbBc:CdDe:fhi:I:l:Lm:M:nOp:qQ:s:S:t:T:UvVw:W:4');
  const letter = words.some((word) => /^--./.test(word)) ? '-' : unknown;
  if (letter !== undefined)
    return { output: `ping: invalid option -- '${letter}'\n${usage.ping}`, status: 2, changes: [] };
  if (lacking !== undefined)
    return { output: `ping: option requires an argument -- '${lacking}'\n${usage.ping}`, status: 2, changes: [] };
  if (values.V !== undefined) return prints(PING_VERSION);
  if (values.h !== undefined) return { output: usage.ping, status: 2, changes: [] };
  const count = pingNumber(values.c, 1, Number.MAX_SAFE_INTEGER, COUNT_MAX);
  const ttl = pingNumber(values.t, 0, 255, '255');
  const size = pingNumber(values.s, 0, SIZE_MAX, '2147483647');
  for (const number of [count, ttl, size]) if (typeof number === 'object') return number;
  const interval = values.i === undefined ? 1 : Number(values.i);
  if (!(interval >= 0 && interval <= 4_294_967)) return fails(`ping: bad timing interval: '${values.i}'`, 1);
  const lingerUs = Math.round(Number(values.W ?? LINGER_SECONDS) * 1_000_000);
  if (!(lingerUs >= 0)) return fails(`ping: bad linger time: ${values.W}`, 2);
  const deadline = pingNumber(values.w, 0, 0x7fff_ffff, '2147483647');
  if (typeof deadline === 'object') return deadline;
  const [name] = rest.slice(-1);
  if (name === undefined) return fails('ping: usage error: Destination address required', 1);
  if (ttl === 0) return fails('ping: cannot set unicast time-to-live: Invalid argument', 2);
  const wanted = {
    name,
    count: count as number | undefined,
    ttl: (ttl as number | undefined) ?? 64,
    size: (size as number | undefined) ?? 56,
    quiet: values.q !== undefined,
    numeric: values.n !== undefined,
    lingerUs,
    deadlineUs: deadline === undefined || deadline === 0 ? undefined : deadline * 1_000_000,
    // Shorter intervals are only for root, and no use to anybody here.
    intervalUs: Math.max(2000, Math.round(interval * 1_000_000)),
  };
  return startPing(context, wanted, values.I, values.b !== undefined);
}

type Wanted = Omit<PingProgram, 'program' | 'to' | 'from' | 'broadcast'>;

function startPing(context: Context, wanted: Wanted, from: string | undefined, broadcast: boolean): Outcome {
  const named = resolved(wanted.name);
  if (named === undefined) return fails(`ping: ${wanted.name}: Name or service not known`, 2);
  // No address is this machine.
  const to = named === '0.0.0.0' ? ipv4('127.0.0.1') : named;
  const links = linksOf(context.network, context.machine);
  const own = from === undefined ? undefined : (links.find(({ name }) => name === from) ?? ownAddressOn(links, from));
  if (from !== undefined && own === undefined) {
    const isAddress = !isMalformed(parseIpv4(from));
    return fails(
      isAddress ? 'ping: bind: Cannot assign requested address' : `ping: SO_BINDTODEVICE ${from}: No such device`,
      2,
    );
  }
  const way = wayTo(context.machine, links, to);
  const refusal = way === undefined ? refusalText(context.machine, to) : undefined;
  // It takes every "Permission denied" for that of a broadcast.
  const isDenied = way?.kind === 'broadcast' || refusal === 'Permission denied';
  if (way === undefined && !isDenied) return fails(`ping: connect: ${refusal}`, 2);
  if (way === undefined || (isDenied && !broadcast)) {
    return fails('ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules', 2);
  }
  const isCard = own?.name === from;
  const address =
    own === undefined ? undefined : isCard ? wayBy(context.machine, own, to).source : parseAddress(from ?? '');
  const source =
    own === undefined || address === undefined ? undefined : { address, interface: isCard ? own.name : '' };
  return {
    ...prints(''),
    program: { program: 'ping', to, from: source, broadcast: way.kind === 'broadcast', ...wanted },
  };
}

/** There is no name server here: an address, or this machine. */
function resolved(name: string): Ipv4 | undefined {
  return name === 'localhost' ? parseAddress('127.0.0.1') : parseAddress(name);
}

/** One to four numbers, of which the last fills what is left: 10.1 is 10.0.0.1 (inet_aton). */
function parseAddress(text: string): Ipv4 | undefined {
  const parts = text.split('.');
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[\da-f]{1,8}|\d{1,10})$/i.test(part))) return undefined;
  const numbers = parts.map((part) => (/^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number(part)));
  const last = numbers.pop() ?? 0;
  const room = 256 ** (4 - numbers.length);
  if (last >= room || numbers.some((number) => number > 255)) return undefined;
  return ipv4FromNumber(numbers.reduce((sum, number, place) => sum + number * 256 ** (3 - place), last));
}

function runTraceroute(context: Context, words: readonly string[]): Outcome {
  const { values, rest, unknown, lacking } = readOptions(words, '46dFITnreAUDVf:g:i:m:N:p:t:l:w:q:s:z:M:O:P:');
  if (words.length === 0 || words.includes('--help')) return prints(usage.traceroute);
  const bad = words.findIndex((word) => word.startsWith('--') && word !== '--version');
  if (bad >= 0) return fails(`Bad option \`${words[bad]}' (argc ${bad + 1})`, 2);
  if (unknown !== undefined)
    return fails(`Bad option \`-${unknown}' (argc ${words.findIndex((word) => isOption(word, unknown)) + 1})`, 2);
  if (lacking !== undefined) {
    const argument = tracerouteArguments[lacking] ?? '';
    return fails(`Option \`-${lacking}' (argc ${words.length}) requires an argument: \`-${lacking} ${argument}'`, 2);
  }
  for (const letter of ['f', 'm', 'q'] as const) {
    const value = values[letter];
    if (value === undefined || /^(?:0x[\da-f]+|\d+)$/i.test(value)) continue;
    const argument = words.findIndex((word) => isOption(word, letter)) + (words.includes(value) ? 2 : 1);
    return fails(`Cannot handle \`-${letter}' option with arg \`${value}' (argc ${argument})`, 2);
  }
  if (values.V !== undefined || words.includes('--version')) {
    return prints(
      'Modern traceroute for Linux, version 2.1.2\nCopyright (c) 2016  Dmitry Butskoy,   License: GPL v2 or any later\n',
    );
  }
  const [maxHops, probes, wait] = [
    Number(values.m ?? 30),
    Number(values.q ?? 3),
    Number((values.w ?? '5').split(',')[0]),
  ];
  if (!(maxHops <= 255)) return fails('max hops cannot be more than 255', 2);
  const firstHop = Number(values.f ?? 1);
  if (!(firstHop >= 1 && firstHop <= maxHops)) return fails('first hop out of range', 2);
  if (!(probes <= 10 && probes >= 1)) return fails('no more than 10 probes per hop', 2);
  const [name] = rest;
  if (name === undefined) return fails('Specify "host" missing argument.', 2);
  const to = resolved(name);
  if (to === undefined) {
    const argument = words.indexOf(name) + 1;
    return fails(
      `${name}: Name or service not known\nCannot handle "host" cmdline arg \`${name}' on position 1 (argc ${argument})`,
      2,
    );
  }
  const numeric = values.n !== undefined;
  if (wayTo(context.machine, linksOf(context.network, context.machine), to) === undefined) {
    return fails(
      `traceroute to ${name} (${to}), ${maxHops} hops max, 60 byte packets\nconnect: ${refusalText(context.machine, to)}`,
      1,
    );
  }
  const waitUs = Math.round((wait > 0 ? wait : 5) * 1_000_000);
  return { ...prints(''), program: { program: 'traceroute', name, to, probes, firstHop, maxHops, waitUs, numeric } };
}

/** How the usage names the arguments of the options. */
const tracerouteArguments: Readonly<Record<string, string>> = {
  f: 'first_ttl',
  g: 'gate,...',
  i: 'device',
  m: 'max_ttl',
  N: 'squeries',
  p: 'port',
  t: 'tos',
  l: 'flow_label',
  w: 'MAX,HERE,NEAR',
  q: 'nqueries',
  s: 'src_addr',
  z: 'sendwait',
  M: 'name',
  O: 'OPTS,...',
  P: 'prot',
};

function isOption(word: string, letter: string): boolean {
  return /^-[^-]/.test(word) && word.includes(letter);
}

function runTcpdump(context: Context, words: readonly string[]): Outcome {
  const { values, rest, unknown, lacking } = readOptions(words, TCPDUMP_OPTIONS);
  const wrongWord = words.find((word) => /^--./.test(word) && word !== '--number');
  if (wrongWord === '--version') return prints(TCPDUMP_VERSION);
  if (wrongWord === '--help' || values.h !== undefined) return prints(TCPDUMP_USAGE);
  if (wrongWord !== undefined)
    return fails(`tcpdump: unrecognized option '${wrongWord}'\n${TCPDUMP_USAGE.trimEnd()}`, 1);
  if (unknown !== undefined) return fails(`tcpdump: invalid option -- '${unknown}'\n${TCPDUMP_USAGE.trimEnd()}`, 1);
  if (lacking !== undefined)
    return fails(`tcpdump: option requires an argument -- '${lacking}'\n${TCPDUMP_USAGE.trimEnd()}`, 1);
  const links = linksOf(context.network, context.machine);
  const first = links.find((link) => link.up && link.kind !== 'loopback');
  const name = values.i ?? first?.name ?? 'lo';
  if (context.allowed === 'read') {
    return fails(
      `tcpdump: ${name}: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)`,
      1,
    );
  }
  if (name !== 'any' && !links.some((link) => link.name === name)) {
    return fails(`tcpdump: ${name}: No such device exists\n(No such device exists)`, 1);
  }
  const down = links.find((link) => link.name === name && !link.up);
  if (down !== undefined) return fails(`tcpdump: ${name}: That device is not up`, 1);
  const filter = readFilter(rest.filter((word) => word !== '--number'));
  if (typeof filter === 'string') return fails(`tcpdump: ${filter}`, 1);
  const count = values.c === undefined ? undefined : Number(values.c);
  if (count !== undefined && !(Number.isInteger(count) && count > 0))
    return fails(`tcpdump: invalid packet count ${values.c}`, 1);
  const program: TcpdumpProgram = {
    program: 'tcpdump',
    interface: name === 'any' ? undefined : name,
    count,
    ethernet: values.e !== undefined,
    verbose: values.v !== undefined,
    timeless: values.t !== undefined,
    numbered: values['#'] !== undefined || words.includes('--number'),
    filter,
  };
  return { ...prints(''), program };
}

/** print.c, `SHORTOPTS`. */
const TCPDUMP_OPTIONS = 'aAbB:c:C:dDeE:fF:G:hHi:IjJKlLm:M:nNOpqQ:r:s:StT:uUvV:w:W:xXy:Yz:Z:#';
const TCPDUMP_VERSION = `tcpdump version 4.99.3
libpcap version 1.10.3 (with TPACKET_V3)
OpenSSL 3.0.19 27 Jan 2026
`;
const TCPDUMP_USAGE = `${TCPDUMP_VERSION}Usage: tcpdump [-AbdDefhHIJKlLnNOpqStuUvxX#] [ -B size ] [ -c count ] [--count]
		[ -C file_size ] [ -E algo:secret ] [ -F file ] [ -G seconds ]
		[ -i interface ] [ --immediate-mode ] [ -j tstamptype ]
		[ -M secret ] [ --number ] [ --print ] [ -Q in|out|inout ]
		[ -r file ] [ -s snaplen ] [ -T type ] [ --version ]
		[ -V file ] [ -w file ] [ -W filecount ] [ -y datalinktype ]
		[ --time-stamp-precision precision ] [ --micro ] [ --nano ]
		[ -z postrotate-command ] [ -Z user ] [ expression ]
`;
