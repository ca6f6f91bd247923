/** `ip route get`: how a packet would go (iproute2, ip/iproute.c, `iproute_get`; net/ipv4/route.c). */
import type { Ipv4 } from '../../address/ipv4.ts';
import { ipv4, ipv4ToNumber } from '../../address/ipv4.ts';
import { contains } from '../../address/prefix.ts';
import { type Context, fails, isOutcome, type Machine, type Outcome, prints, rtnetlink } from './command.ts';
import type { IpOptions } from './ip.ts';
import { type Link, linksOf, ownAddressOn } from './links.ts';
import { refusalText, wayBy, wayTo } from './stack.ts';
import { readAddress, readPairs } from './words.ts';

/** What is asked: to where, and what else the packet would have. */
interface Question {
  readonly to: Ipv4;
  readonly from: Ipv4 | undefined;
  /** The card by which it has to leave. */
  readonly out: Link | undefined;
  /** The card by which it has come. */
  readonly in: Link | undefined;
}

/** What the kernel answers; `flags` as after "cache". */
interface Answer {
  readonly type: 'unicast' | 'local' | 'broadcast' | 'multicast';
  readonly via: Ipv4 | undefined;
  readonly dev: string;
  readonly source: Ipv4 | undefined;
  readonly flags: readonly ('local' | 'brd' | 'mc' | 'redirect')[];
  /** As the route has it. */
  readonly mtu?: string | undefined;
}

const UNREACHABLE = rtnetlink('Network is unreachable');

export function getRoute(context: Context, options: IpOptions, words: readonly string[]): Outcome {
  const read = readPairs(words, ['to', 'from', 'oif', 'iif', 'dev', 'mark', 'tos', 'uid'], ['notify', 'connected']);
  if (isOutcome(read)) return read;
  const { values, rest } = read;
  const [text = values.to] = rest.slice(-1);
  const from = values.from === undefined ? undefined : readAddress(values.from.split('/')[0] ?? '');
  if (values.from !== undefined && from === undefined)
    return fails(`Error: inet prefix is expected rather than "${values.from}".`, 1);
  if (text === undefined) return fails('need at least a destination address', 1);
  const wrong = [...rest, text].find((one) => readAddress(one.split('/')[0] ?? '') === undefined);
  if (wrong !== undefined) return fails(`Error: any valid prefix is expected rather than "${wrong}".`, 1);
  const links = linksOf(context.network, context.machine);
  const names = [values.iif, values.oif ?? values.dev];
  const unknown = names.find((name) => name !== undefined && !links.some((link) => link.name === name));
  if (unknown !== undefined) return fails(`Cannot find device "${unknown}"`, 1);
  const [inLink, outLink] = names.map((name) => links.find((link) => link.name === name));
  const [address = '', bits] = text.split('/');
  const to = readAddress(address) as Ipv4;
  const answer = answerTo(context.machine, links, { to, from, in: inLink, out: outLink });
  if (isOutcome(answer)) return answer;
  const warning =
    bits === undefined || bits === '32'
      ? ''
      : `Warning: /${bits} as prefix is invalid, only /32 (or none) is supported.\n`;
  const uid = inLink !== undefined ? '' : `uid ${context.allowed === 'change' ? 0 : 1000} `;
  const lines = answerLines(answer, { to, from, in: inLink, out: outLink }, uid, options.details);
  return prints(`${warning}${lines.join(options.oneLine ? '\\' : '\n')}\n`);
}

function answerLines(answer: Answer, { to, from, in: by }: Question, uid: string, details: boolean): readonly string[] {
  const { type, via, dev, source, flags } = answer;
  const first = [
    type === 'unicast' && !details ? '' : `${type} `,
    `${to} `,
    from === undefined ? '' : `from ${from} `,
    via === undefined ? '' : `via ${via} `,
    `dev ${dev} `,
    details && type === 'unicast' ? 'table main ' : '',
    source === undefined || from !== undefined ? '' : `src ${source} `,
    // The kernel's flag for a group is the bit that iproute2 takes for this one.
    type === 'multicast' ? 'rt_offload_failed ' : '',
    uid,
  ].join('');
  const cache = flags.length === 0 ? '' : `<${flags.join(',')}> `;
  const mtu = answer.mtu === undefined ? '' : `mtu ${answer.mtu} `;
  return [first, `    cache ${cache}${mtu}${by === undefined ? '' : `iif ${by.name} `}`];
}

function answerTo(machine: Machine, links: readonly Link[], question: Question): Answer | Outcome {
  return question.in === undefined ? outgoing(machine, links, question) : incoming(machine, links, question);
}

/** A packet of another machine: for this one, or to be forwarded. */
function incoming(machine: Machine, links: readonly Link[], { to, from, in: by }: Question): Answer | Outcome {
  if (from === undefined) return rtnetlink('Invalid argument');
  const way = wayTo(machine, links, to);
  if (way === undefined)
    return machine.kind === 'router' ? rtnetlink(refusalText(machine, to)) : rtnetlink('No route to host');
  const own = { via: undefined, dev: 'lo', source: undefined } as const;
  if (way.kind === 'local') return { ...own, type: 'local', flags: ['local'] };
  if (way.kind === 'broadcast') return { ...own, type: 'broadcast', flags: ['local', 'brd'] };
  if (machine.kind !== 'router') return rtnetlink('No route to host');
  const { via, interface: dev, mtu } = way.route;
  // Back where it has come from, with a next hop that its sender could reach itself (net/ipv4/route.c, `__mkroute_input`).
  const isDetour =
    by?.name === dev && by.addresses.some(({ subnet }) => contains(subnet, from) && contains(subnet, via ?? to));
  return { type: 'unicast', via, dev, source: undefined, mtu, flags: isDetour ? ['redirect'] : [] };
}

const ANY = ipv4('0.0.0.0');
const ALL_HOSTS = ipv4('224.0.0.1');

function outgoing(machine: Machine, links: readonly Link[], { to, from, out }: Question): Answer | Outcome {
  if (from !== undefined && ownAddressOn(links, from) === undefined) return UNREACHABLE;
  if (out?.up === false) return UNREACHABLE;
  if (to === ANY) return { type: 'local', via: undefined, dev: 'lo', source: ipv4('127.0.0.1'), flags: ['local'] };
  const way = wayTo(machine, links, to);
  if (way?.kind === 'local') return { type: 'local', via: undefined, dev: 'lo', source: way.source, flags: ['local'] };
  if (way?.kind === 'broadcast')
    return { type: 'broadcast', via: undefined, dev: way.link.name, source: way.source, flags: ['local', 'brd'] };
  const unicast =
    out === undefined
      ? way && { via: way.route.via, dev: way.route.interface, source: way.source, mtu: way.route.mtu }
      : { dev: out.name, ...wayBy(machine, out, to) };
  if (unicast === undefined) return rtnetlink(refusalText(machine, to));
  if (ipv4ToNumber(to) >>> 28 !== 0xe)
    return { type: 'unicast', ...unicast, flags: out?.name === 'lo' ? ['local'] : [] };
  return { ...unicast, type: 'multicast', via: undefined, flags: to === ALL_HOSTS ? ['local', 'mc'] : ['mc'] };
}
