/** Small pieces of English that many sentences are made of. */
import type { RuleCase } from '../language.ts';
import type { ValueWords } from '../values.ts';

/** "port 2", "ports 2 and 3", "no port". */
export function portList(ports: readonly string[]): string {
  if (ports.length === 0) return 'no port';
  return `${ports.length === 1 ? 'port' : 'ports'} ${listOf(ports)}`;
}

/** "1, 2 and 3". */
export function listOf(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** A sentence on the ping that this frame belongs to, with the space in front of it; nothing if it belongs to none. */
export function pingStops({ ping }: RuleCase): string {
  if (ping === null || ping.to === '') return '';
  return ` So the ping from ${ping.on} to ${ping.to} gets no answer.`;
}

export const valueWords: ValueWords = {
  destination: 'destination',
  source: 'source',
  target: 'target',
  sender: 'sender',
  askedFor: 'asked for',
  asker: 'asker',
  yourCard: 'your card',
  yourAddress: 'your address',
  yourNetwork: 'your network',
  yourTable: 'your table',
  noTable: 'none: a hub reads nothing',
  cameInBy: 'came in by',
  nextHop: 'next hop',
  itsMac: 'its MAC',
  packetFrom: 'packet from',
  packetTo: 'packet to',
  fcsReceived: 'FCS that came',
  fcsComputed: 'FCS of the bits',
  ttl: 'TTL came in as',
  identifier: 'identifier asked with',
  inside: 'sent inside by',
  outsideAddress: 'your address outside',
  type: 'type asked with',
  sequence: 'sequence asked with',
  waitingFor: 'you asked for',
  so: 'so',
  you: 'you',
  everybody: 'everybody',
  somebodyElse: 'somebody else',
  noEntry: 'no entry',
  empty: 'empty',
  nowhere: 'nowhere, it is there already',
  noOtherPort: 'nowhere, there is no other port',
  matches: 'matches',
  cable: 'the cable',
  otherWay: 'another way there',
  noOtherWay: 'none',
  secondCable: 'the second cable',
  cutOff: 'cut off without it',
  nobody: 'nobody',
  more: (rows) => `${rows} more`,
  ports: portList,
  choices: {
    in: 'it belongs in',
    out: 'it belongs out',
    nobody: 'nobody inside',
    take: 'take it',
    drop: 'drop it',
    right: 'undamaged',
    wrong: 'damaged',
    fits: 'fits',
    differs: 'does not fit',
    inside: 'in your network',
    outside: 'not in your network',
    ask: 'ask first',
    send: 'send at once',
    answer: 'answer',
    silent: 'stay silent',
    nothing: 'write nothing',
    known: 'it is in your table',
    unknown: 'it is not in your table',
    broadcast: 'it is for everybody',
    none: 'no row matches',
    expired: 'it has run out',
  },
};
