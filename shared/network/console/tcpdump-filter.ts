/**
 * What is written behind `tcpdump`: which packets are wanted (pcap-filter(7)). "and" and "or" bind alike and to the left, "not" binds tighter;
 * an address without a word before it takes the words of the one before.
 */
import { isBroadcast, isMulticast, type Mac } from '../../address/mac.ts';
import type { Ipv4 } from '../../address/ipv4.ts';
import { contains, type Prefix, prefixOf } from '../../address/prefix.ts';
import { type Frame, layer } from '../../wire/frame.ts';
import { readAddress, readLinkAddress, readPrefix } from './words.ts';

type Side = 'src' | 'dst' | undefined;
const protocols = ['arp', 'ip', 'icmp', 'udp', 'tcp', 'stp'] as const;
type Protocol = (typeof protocols)[number];

export type PacketFilter =
  | { readonly is: 'and' | 'or'; readonly of: readonly [PacketFilter, PacketFilter] }
  | { readonly is: 'not'; readonly of: PacketFilter }
  | { readonly is: 'protocol'; readonly protocol: Protocol }
  | { readonly is: 'vlan'; readonly id: number | undefined }
  | { readonly is: 'net'; readonly side: Side; readonly net: Prefix }
  | { readonly is: 'port'; readonly side: Side; readonly port: number }
  | { readonly is: 'ether'; readonly side: Side; readonly mac: Mac }
  | { readonly is: 'group'; readonly group: 'broadcast' | 'multicast' };

/** The filter; why tcpdump does not take it; undefined: there is none, so everything is wanted. */
export function readFilter(words: readonly string[]): PacketFilter | string | undefined {
  const rest = words.join(' ').match(/[()!]|&&|\|\||[^\s()!&|]+/g) ?? [];
  if (rest.length === 0) return undefined;
  const reader: Reader = { rest, qualifiers: { side: undefined, kind: 'host' } };
  const read = expression(reader);
  return typeof read === 'object' && rest.length > 0 ? SYNTAX_ERROR : read;
}

const SYNTAX_ERROR = "can't parse filter expression: syntax error";

interface Reader {
  /** The words that are still to be read. */
  readonly rest: string[];
  qualifiers: Qualifiers;
}

interface Qualifiers {
  readonly side: Side;
  readonly kind: 'host' | 'net' | 'port' | 'ether';
}

function expression(reader: Reader): PacketFilter | string {
  let left = term(reader);
  for (;;) {
    const is = joining(reader.rest[0]);
    if (typeof left === 'string' || is === undefined) return left;
    reader.rest.shift();
    const right = term(reader);
    if (typeof right === 'string') return right;
    left = { is, of: [left, right] };
  }
}

function joining(word: string | undefined): 'and' | 'or' | undefined {
  if (word === 'and' || word === '&&') return 'and';
  return word === 'or' || word === '||' ? 'or' : undefined;
}

function term(reader: Reader): PacketFilter | string {
  const word = reader.rest.shift();
  if (word === 'not' || word === '!') {
    const of = term(reader);
    return typeof of === 'string' ? of : { is: 'not', of };
  }
  if (word !== '(') return primitive(reader, word);
  const inside = expression(reader);
  return typeof inside === 'string' || reader.rest.shift() === ')' ? inside : SYNTAX_ERROR;
}

function primitive(reader: Reader, word: string | undefined): PacketFilter | string {
  const { rest } = reader;
  if (word === undefined) return SYNTAX_ERROR;
  if (word === 'vlan') return { is: 'vlan', id: /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : undefined };
  if (isGroup(word)) return { is: 'group', group: word };
  if (isProtocol(word)) {
    const protocol: PacketFilter = { is: 'protocol', protocol: word };
    const next = rest[0] ?? '';
    if (!['src', 'dst', 'host', 'net', 'port'].includes(next)) return protocol;
    const more = primitive(reader, rest.shift());
    return typeof more === 'string' ? more : { is: 'and', of: [protocol, more] };
  }
  if (word === 'ether') {
    const next = rest[0] ?? '';
    if (isGroup(next)) return { is: 'group', group: rest.shift() as 'broadcast' | 'multicast' };
    reader.qualifiers = { side: sideOf(rest), kind: 'ether' };
    if (rest[0] === 'host') rest.shift();
    return value(reader, rest.shift());
  }
  if (['src', 'dst', 'host', 'net', 'port'].includes(word)) {
    rest.unshift(word);
    const side = sideOf(rest);
    const kind = ['host', 'net', 'port'].includes(rest[0] ?? '') ? (rest.shift() as 'host') : 'host';
    reader.qualifiers = { side, kind };
    return value(reader, rest.shift());
  }
  return value(reader, word);
}

function sideOf(rest: string[]): Side {
  const [first, second, third] = rest;
  if (first !== 'src' && first !== 'dst') return undefined;
  // "src or dst": either, as without a word.
  const isEither = second === 'or' && (third === 'src' || third === 'dst');
  rest.splice(0, isEither ? 3 : 1);
  return isEither ? undefined : first;
}

function value({ qualifiers: { side, kind } }: Reader, word: string | undefined): PacketFilter | string {
  if (word === undefined) return SYNTAX_ERROR;
  switch (kind) {
    case 'ether': {
      const mac = readLinkAddress(word);
      return mac === undefined ? `unknown ether host '${word}'` : { is: 'ether', side, mac };
    }
    case 'port':
      if (!/^\d+$/.test(word)) return `unknown port '${word}'`;
      return Number(word) > 65_535 ? `illegal port number ${word} > 65535` : { is: 'port', side, port: Number(word) };
    case 'net': {
      const net = readPrefix(word);
      if (net === undefined) return `unknown network '${word}'`;
      const prefix = prefixOf(net.address, net.length);
      return prefix.startsWith(`${net.address}/`)
        ? { is: 'net', side, net: prefix }
        : `non-network bits set in "${net.address}/${net.length}"`;
    }
    case 'host': {
      const address = /^\d+(?:\.\d+){3}$/.test(word) ? readAddress(word) : undefined;
      if (address !== undefined) return { is: 'net', side, net: prefixOf(address, 32) };
      return /^\d+(?:\.\d+){3}$/.test(word) ? `invalid IPv4 address '${word}'` : SYNTAX_ERROR;
    }
  }
}

function isProtocol(word: string): word is Protocol {
  return (protocols as readonly string[]).includes(word);
}

function isGroup(word: string): word is 'broadcast' | 'multicast' {
  return word === 'broadcast' || word === 'multicast';
}

/** Does the filter let it through? What is inside a tag is looked at only if the filter says "vlan" (pcap-filter(7)). */
export function isWanted(filter: PacketFilter | undefined, frame: Frame): boolean {
  return filter === undefined || fits(filter, frame, speaksOfVlans(filter) || layer(frame, 'vlan') === undefined);
}

function speaksOfVlans(filter: PacketFilter): boolean {
  if (filter.is === 'not') return speaksOfVlans(filter.of);
  return filter.is === 'vlan' || ((filter.is === 'and' || filter.is === 'or') && filter.of.some(speaksOfVlans));
}

/** `isOpen`: it may look at what is behind the Ethernet header. */
function fits(filter: PacketFilter, frame: Frame, isOpen: boolean): boolean {
  switch (filter.is) {
    case 'and':
      return filter.of.every((each) => fits(each, frame, isOpen));
    case 'or':
      return filter.of.some((each) => fits(each, frame, isOpen));
    case 'not':
      return !fits(filter.of, frame, isOpen);
    case 'protocol':
      return isOpen && carries(frame, filter.protocol);
    case 'vlan': {
      const tag = layer(frame, 'vlan')?.header;
      return tag !== undefined && (filter.id === undefined || filter.id === tag.id);
    }
    case 'net':
      return isOpen && sides(addressesOf(frame), filter.side).some((address) => contains(filter.net, address));
    case 'port': {
      const udp = isOpen ? layer(frame, 'udp')?.header : undefined;
      return udp !== undefined && sides([udp.sourcePort, udp.destinationPort], filter.side).includes(filter.port);
    }
    case 'ether': {
      const header = layer(frame, 'ethernet')?.header;
      return header !== undefined && sides([header.source, header.destination], filter.side).includes(filter.mac);
    }
    case 'group': {
      const to = layer(frame, 'ethernet')?.header.destination;
      return to !== undefined && (filter.group === 'broadcast' ? isBroadcast(to) : isMulticast(to));
    }
  }
}

function carries(frame: Frame, protocol: Protocol): boolean {
  if (protocol === 'tcp') return layer(frame, 'ipv4')?.header.protocol === 6;
  if (protocol === 'stp') return layer(frame, 'llc') !== undefined;
  return layer(frame, protocol === 'ip' ? 'ipv4' : protocol) !== undefined;
}

/** Source and destination of a packet, sender and target of a question. */
function addressesOf(frame: Frame): readonly [Ipv4, Ipv4] | readonly [] {
  const ip = layer(frame, 'ipv4')?.header;
  if (ip !== undefined) return [ip.source, ip.destination];
  const arp = layer(frame, 'arp')?.header;
  return arp === undefined ? [] : [arp.senderIp, arp.targetIp];
}

function sides<T>(pair: readonly T[], side: Side): readonly T[] {
  if (side === undefined) return pair;
  return side === 'src' ? pair.slice(0, 1) : pair.slice(1);
}
