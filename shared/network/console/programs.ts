/** `ping`, `traceroute` and `tcpdump`: what is typed. They run in simulated time; what they print is in output/. */
import type { Ipv4 } from '../../address/ipv4.ts';
import { parseIpv4 } from '../../address/ipv4.ts';
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
import { linksOf } from './links.ts';
import { wayTo } from './stack.ts';
import { usage } from './usage.ts';
import { readOptions } from './words.ts';

export const ping: Command = {
  name: 'ping',
  usage: 'ping [ -c COUNT ] [ -i SECONDS ] [ -t TTL ] [ -s OCTETS ] [ -I INTERFACE ] [ -n ] [ -q ] ADDRESS',
  grammar: { '-c': { NUMBER: { ADDRESS: {} } }, '-t': { NUMBER: { ADDRESS: {} } }, '-n': { ADDRESS: {} }, ADDRESS: {} },
  run: (context, words) => runPing(context, words),
};

export const traceroute: Command = {
  name: 'traceroute',
  usage: 'traceroute [ -n ] [ -m HOPS ] [ -q PROBES ] [ -w SECONDS ] ADDRESS',
  grammar: { '-n': { ADDRESS: {} }, ADDRESS: {} },
  run: (context, words) => runTraceroute(context, words),
};

export const tcpdump: Command = {
  name: 'tcpdump',
  usage: 'tcpdump [ -e ] [ -n ] [ -v ] [ -i INTERFACE ] [ -c COUNT ] [ arp | icmp | udp | vlan | stp ]',
  grammar: {
    '-e': { '-i': { LINK: {} } },
    '-i': { LINK: { arp: {}, icmp: {}, udp: {}, vlan: {}, stp: {} } },
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

function runPing(context: Context, words: readonly string[]): Outcome {
  const { values, rest, unknown, lacking } = readOptions(words, 'aAbBc:CdDe:fhi:I:l:Lm:M:nOp:qQ:s:S:t:T:UvVw:W:4');
  if (unknown !== undefined)
    return { output: `ping: invalid option -- '${unknown}'\n${usage.ping}`, status: 2, changes: [] };
  if (lacking !== undefined)
    return { output: `ping: option requires an argument -- '${lacking}'\n${usage.ping}`, status: 2, changes: [] };
  if (values.V !== undefined) return prints(PING_VERSION);
  if (values.h !== undefined) return { output: usage.ping, status: 2, changes: [] };
  const count = pingNumber(values.c, 1, Number.MAX_SAFE_INTEGER, COUNT_MAX);
  const ttl = pingNumber(values.t, 0, 255, '255');
  const size = pingNumber(values.s, 0, SIZE_MAX, '127992');
  for (const number of [count, ttl, size]) if (typeof number === 'object') return number;
  const interval = values.i === undefined ? 1 : Number(values.i);
  if (!(interval >= 0 && interval <= 4_294_967)) return fails(`ping: bad timing interval: '${values.i}'`, 1);
  const [name] = rest.slice(-1);
  if (name === undefined) return fails('ping: usage error: Destination address required', 1);
  if (ttl === 0) return fails('ping: cannot set unicast time-to-live: Invalid argument', 2);
  const wanted = {
    name,
    count: count as number | undefined,
    ttl: (ttl as number | undefined) ?? 64,
    size: (size as number | undefined) ?? 56,
    quiet: values.q !== undefined,
    // Shorter intervals are only for root, and no use to anybody here.
    intervalUs: Math.max(2000, Math.round(interval * 1_000_000)),
  };
  return startPing(context, wanted, values.I, values.b !== undefined);
}

type Wanted = Omit<PingProgram, 'program' | 'to' | 'from' | 'broadcast'>;

function startPing(context: Context, wanted: Wanted, from: string | undefined, broadcast: boolean): Outcome {
  const to = resolved(wanted.name);
  if (to === undefined) return fails(`ping: ${wanted.name}: Name or service not known`, 2);
  const links = linksOf(context.network, context.machine);
  const own = links.find((link) => link.name === from || link.address === from);
  if (from !== undefined && own === undefined) {
    const isAddress = !isMalformed(parseIpv4(from));
    return fails(
      isAddress ? 'ping: bind: Cannot assign requested address' : `ping: SO_BINDTODEVICE ${from}: No such device`,
      2,
    );
  }
  const way = wayTo(context.machine, links, to);
  if (way === undefined) return fails('ping: connect: Network is unreachable', 2);
  if (way.kind === 'broadcast' && !broadcast) {
    return fails('ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules', 2);
  }
  const source =
    own?.address === undefined ? undefined : { address: own.address, interface: own.name === from ? own.name : '' };
  return {
    ...prints(''),
    program: { program: 'ping', to, from: source, broadcast: way.kind === 'broadcast', ...wanted },
  };
}

/** There is no name server here: an address, or this machine. */
function resolved(name: string): Ipv4 | undefined {
  const address = parseIpv4(name === 'localhost' ? '127.0.0.1' : name);
  return isMalformed(address) ? undefined : address;
}

function runTraceroute(context: Context, words: readonly string[]): Outcome {
  const { values, rest, unknown } = readOptions(words, '46dFITnreAUDVf:g:i:m:N:p:t:l:w:q:s:z:M:O:P:');
  if (words.length === 0 || unknown !== undefined)
    return { output: usage.traceroute, status: words.length === 0 ? 0 : 2, changes: [] };
  if (values.V !== undefined) {
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
  if (!(maxHops >= 1)) return fails('first hop out of range', 2);
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
      `traceroute to ${name} (${to}), ${maxHops} hops max, 60 byte packets\nconnect: Network is unreachable`,
      1,
    );
  }
  const waitUs = Math.round((wait > 0 ? wait : 5) * 1_000_000);
  return { ...prints(''), program: { program: 'traceroute', name, to, probes, maxHops, waitUs, numeric } };
}

const filters: Readonly<Record<string, readonly TcpdumpProgram['only'][number][]>> = {
  arp: ['arp'],
  icmp: ['icmp'],
  udp: ['udp'],
  vlan: ['vlan'],
  stp: ['stp'],
};

function runTcpdump(context: Context, words: readonly string[]): Outcome {
  const { values, rest, unknown, lacking } = readOptions(words, 'AeEfhHnNtvVxXqSUi:c:s:r:w:');
  if (unknown !== undefined) return fails(`tcpdump: invalid option -- '${unknown}'\n${TCPDUMP_USAGE}`, 1);
  if (lacking !== undefined) return fails(`tcpdump: option requires an argument -- '${lacking}'\n${TCPDUMP_USAGE}`, 1);
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
  const asked = rest.filter((word) => word !== 'or');
  const wrong = asked.find((word) => filters[word] === undefined);
  if (wrong !== undefined) return fails(`tcpdump: can't parse filter expression: syntax error`, 1);
  const count = values.c === undefined ? undefined : Number(values.c);
  if (count !== undefined && !(Number.isInteger(count) && count > 0))
    return fails(`tcpdump: invalid packet count ${values.c}`, 1);
  const program: TcpdumpProgram = {
    program: 'tcpdump',
    interface: name === 'any' ? undefined : name,
    count,
    ethernet: values.e !== undefined,
    verbose: values.v !== undefined,
    only: asked.flatMap((word) => filters[word] ?? []),
  };
  return { ...prints(''), program };
}

const TCPDUMP_USAGE = 'tcpdump version 4.99.3\nUsage: tcpdump [-en] [ -c count ] [ -i interface ] [ expression ]';
