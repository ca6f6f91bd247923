/** The names that iproute2 has for the numbers of rtnetlink(7): /etc/iproute2/rt_protos and rt_scopes. */
import { numberIn } from './words.ts';

const protocols: Readonly<Record<number, string>> = {
  0: 'unspec',
  1: 'redirect',
  2: 'kernel',
  3: 'boot',
  4: 'static',
  8: 'gated',
  9: 'ra',
  10: 'mrt',
  11: 'zebra',
  12: 'bird',
  13: 'dnrouted',
  14: 'xorp',
  15: 'ntk',
  16: 'dhcp',
  18: 'keepalived',
  42: 'babel',
  99: 'openr',
  186: 'bgp',
  187: 'isis',
  188: 'ospf',
  189: 'rip',
  192: 'eigrp',
};
const scopes: Readonly<Record<number, string>> = { 0: 'global', 200: 'site', 253: 'link', 254: 'host', 255: 'nowhere' };

/** A name or a number of 8 bits; undefined: neither. */
function read(names: Readonly<Record<number, string>>, text: string): number | undefined {
  const known = Object.entries(names).find(([, name]) => name === text);
  return known === undefined ? numberIn(text, 0, 255) : Number(known[0]);
}

export function readScope(text: string): number | undefined {
  return read(scopes, text);
}

export function readProtocol(text: string): number | undefined {
  return read(protocols, text);
}

export function scopeText(scope: number): string {
  return scopes[scope] ?? String(scope);
}

export function protocolText(protocol: number): string {
  return protocols[protocol] ?? String(protocol);
}
