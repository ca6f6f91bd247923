/** The usual mistakes of the curriculum's table of rules, each as something that can be recognised in a player's answer. */
import { BROADCAST_MAC } from '../address/mac.ts';
import type { Thinking } from '../device/decision.ts';
import type { Part, RuleId } from '../device/rule.ts';

export interface UsualMistake {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly is: (played: string, point: Thinking) => boolean;
}

const at = (
  part: Part,
  name: string,
  is: (played: string, facts: Thinking['facts'], expected: string) => boolean,
): UsualMistake => ({
  name,
  parts: [part],
  is: (played, point) => point.part === part && is(played, point.facts, point.expected),
});

const rows = (facts: Thinking['facts'], name: string): readonly string[] => {
  const value = facts[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
};

const isAccess = (facts: Thinking['facts'], port: string): boolean =>
  rows(facts, 'settings').some((row) => row.startsWith(`${port} access `));
/** "32768.02:…": as numbers, the priority first. */
const highestId = (ids: readonly unknown[]): string =>
  ids
    .map(String)
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1))
    .at(-1) ?? '';

const addressOf = (bridgeId: string): string => bridgeId.slice(bridgeId.indexOf('.') + 1);

export const usualMistakes: Readonly<Record<RuleId, readonly UsualMistake[]>> = {
  'host.accept': [
    at(
      'accept',
      'accepting all that a hub repeats',
      (played, facts) => played === 'take' && facts['broadcast'] === false,
    ),
    at('accept', 'dropping broadcasts', (played, facts) => played === 'drop' && facts['broadcast'] === true),
  ],
  'host.fcs': [
    at('fcs', 'passing it up', (played) => played === 'right'),
    at('fcs', 'dropping an undamaged frame', (played) => played === 'wrong'),
    at('damaged', 'asking for it again', (played) => played === 'again'),
    at('damaged', 'mending it', (played) => played === 'mend'),
  ],
  'host.on-link': [
    at('on-link', 'taking a far target for a near one', (played) => played === 'yes'),
    at('on-link', 'taking a near target for a far one', (played) => played === 'no'),
  ],
  'host.next-hop': [
    at(
      'next-hop',
      'the target itself for an off-link target',
      (played, facts) => facts['onLink'] === false && played === facts['destination'],
    ),
    at('ethernet.destination', 'another MAC than the next hop has', (played) => played !== BROADCAST_MAC),
    at('ipv4.destination', "the gateway's address in the packet", (played, facts) => played === facts['nextHop']),
  ],
  'host.arp-ask': [
    at('resolve', 'sending without an address', (played) => played === 'send'),
    at('resolve', 'asking for what is known', (played) => played === 'ask'),
    at('ethernet.destination', 'a unicast question', (played) => played !== BROADCAST_MAC),
    at('arp.targetIp', 'asking for another address than the next hop', () => true),
  ],
  'host.arp-answer': [
    at('answer', 'answering for others', (played) => played === 'answer'),
    at('answer', 'staying silent when asked', (played) => played === 'silent'),
    at('ethernet.destination', 'broadcasting the answer', (played) => played === BROADCAST_MAC),
  ],
  'host.arp-learn': [
    at('neighbor-learn', 'not writing it down', (played) => played === 'nothing'),
    at(
      'neighbor-learn',
      'writing what was overheard',
      (played, _facts, expected) => played === 'sender' && expected === 'nothing',
    ),
    at('neighbor-learn', 'learning the target', (played) => played === 'target'),
  ],
  'host.echo-reply': [
    at('icmp.type', 'asking back', (played) => played === '8'),
    at('icmp.identifier', 'a new identifier', () => true),
    at('icmp.sequence', 'a new sequence number', (played) => played !== '0'),
    at('ipv4.ttl', 'echoing the TTL', (played, facts) => played === String(facts['ttl'])),
    at('ipv4.source', 'the addresses not swapped', (played, facts) => played === facts['asker']),
    at('ipv4.destination', 'the addresses not swapped', (played, facts) => played === facts['own']),
  ],
  'hub.repeat': [
    at('ports', 'to one port only, as a switch', (played, facts) => rows(facts, 'others').includes(played)),
    at('ports', 'sending it back', (played, facts) => played.split(' ').includes(String(facts['port']))),
    at('ports', 'dropping it', (played) => played === ''),
  ],
  'medium.sense': [
    at('sense', 'sending over others', (played, facts) => played === 'send' && facts['hears'] === 'carrier'),
    at('back-off', 'trying again at once', (played) => played === 'at-once'),
    at('back-off', 'a range that is too small', (played, facts) => Number(played) < Number(facts['most'])),
    at('back-off', 'a range that is too large', (played, facts) => Number(played) > Number(facts['most'])),
  ],
  'switch.learn': [
    at('learn', 'learning the destination', (played) => played === 'destination'),
    at('learn', 'not learning', (played) => played === 'nothing'),
    at('learn-port', 'another port than it came in by', () => true),
  ],
  'switch.forward': [
    at(
      'ports',
      'flooding what it knows',
      (played, facts) => played.split(' ').includes(String(facts['at'])) && played !== facts['at'],
    ),
    at('ports', 'another port', (played, facts) => !played.split(' ').includes(String(facts['at']))),
    at('lookup', 'overlooking a row', (played) => played === 'unknown'),
  ],
  'switch.flood': [
    at('ports', 'sending back out of the port it came in', (played, facts) =>
      played.split(' ').includes(String(facts['port'])),
    ),
    at('ports', 'dropping what it does not know', (played) => played === ''),
    at('lookup', 'seeing a row that is not there', (played) => played === 'known'),
  ],
  'switch.filter': [
    at('ports', 'sending it back', (played, facts) => played.split(' ').includes(String(facts['port']))),
  ],
  'switch.loop': [
    at('cable', 'pulling the cable of a machine', (played, facts) => played === 'out' && facts['machine'] !== ''),
    at(
      'cable',
      'pulling a second cable of a ring that is open already',
      (played, facts) => played === 'out' && facts['machine'] === '',
    ),
    at('cable', 'closing the ring again', (played) => played === 'in'),
  ],
  'switch.vlan': [
    at(
      'vlan',
      'believing a tag at an access port',
      (played, facts, expected) => expected === 'none' && played === String(facts['tag']),
    ),
    at(
      'vlan',
      'another VLAN than that of the tag',
      (played, facts) => facts['tag'] !== 0 && played !== 'none' && played !== String(facts['tag']),
    ),
    at('vlan', 'dropping what has no tag', (played, facts) => facts['tag'] === 0 && played === 'none'),
    at('ports', 'flooding into another VLAN', (played, facts) =>
      played.split(' ').some((port) => rows(facts, 'foreign').includes(port)),
    ),
    at('tags', 'a tag to a host', (played, facts) =>
      played.split(' ').some((port) => rows(facts, 'chosen').includes(port) && isAccess(facts, port)),
    ),
    at('tags', 'no tag on a trunk', (played, facts, expected) =>
      expected.split(' ').some((port) => port !== '' && !isAccess(facts, port) && !played.split(' ').includes(port)),
    ),
    at('tags', 'a tag in the native VLAN', (played, facts, expected) =>
      played
        .split(' ')
        .some(
          (port) =>
            rows(facts, 'chosen').includes(port) && !isAccess(facts, port) && !expected.split(' ').includes(port),
        ),
    ),
  ],
  'switch.blocked': [
    at('intake', 'learning on it', (played, _facts, expected) => expected === 'nothing' && played === 'learn'),
    at(
      'intake',
      'passing on what it hears',
      (played, _facts, expected) => expected === 'nothing' && played === 'forward',
    ),
    at('intake', 'closing an open port', (played, _facts, expected) => expected === 'forward' && played === 'nothing'),
  ],
  'stp.root': [
    at(
      'stp-root',
      'highest wins',
      (played, facts) => played === highestId([facts['own'], facts['heard'], facts['believed']]),
    ),
    at(
      'stp-root',
      'the MAC address before the priority',
      (played, _facts, expected) => addressOf(played) < addressOf(expected),
    ),
    at('stp-root', 'holding on to itself', (played, facts) => played === facts['own']),
  ],
  'stp.port': [
    at('stp-role', 'blocking the root port', (played, _facts, expected) => expected === 'root' && played === 'blocked'),
    at('stp-role', 'blocking nothing', (played, _facts, expected) => expected === 'blocked' && played === 'designated'),
    at(
      'stp-role',
      'blocking too much',
      (played, _facts, expected) => expected === 'designated' && played === 'blocked',
    ),
    at('stp-role', 'a root port of the root', (played, facts) => facts['isRoot'] === true && played === 'root'),
    at('stp-role', 'a second root port', (played, _facts, expected) => expected === 'blocked' && played === 'root'),
    at('stp-former-role', 'keeping the old root port', (played) => played === 'root'),
  ],
  // No device breaks it, but who looks for a fault: see fault.test.ts.
  'fault.find': [],
  'router.accept': [at('accept', 'taking what is for others', (played) => played === 'take')],
  'router.lpm': [
    at('route', 'a shorter prefix that matches too', (played, facts) => rows(facts, 'matching').includes(played)),
    at(
      'route',
      'a row that does not match',
      (played, facts) => played !== 'none' && !rows(facts, 'matching').includes(played),
    ),
    at('route', 'no route', (played) => played === 'none'),
  ],
  'router.no-route': [at('route', 'guessing a route', (played) => played !== 'none')],
  'router.ttl': [at('ttl', 'forgetting it', (played, facts) => played === String(facts['ttl']))],
  'router.arp': [
    at('resolve', 'sending without an address', (played) => played === 'send'),
    at('arp.targetIp', 'asking for the target across a router', (played, facts) => played === facts['destination']),
  ],
  'nat.out': [
    at('nat-out', 'the inside address on the outside', (played, facts) => played === facts['inside']),
    at('nat-out', 'the number of somebody else', (played, facts) =>
      rows(facts, 'table').some((row) => row.split(' ')[1] === played),
    ),
  ],
  'nat.in': [
    at(
      'nat-in',
      'an answer to somebody else inside',
      (played, facts) => facts['hasRow'] === true && played !== 'nobody',
    ),
    at(
      'nat-in',
      'letting in what nobody has asked for',
      (played, facts) => facts['hasRow'] === false && played !== 'nobody',
    ),
    at('nat-in', 'taking an answer for nobody', (played) => played === 'nobody'),
  ],
  'router.rewrite': [
    at('ethernet.source', 'keeping the source MAC', (played, facts) => played !== facts['own']),
    at(
      'ethernet.destination',
      'keeping the destination MAC',
      (played, facts) => played === facts['own'] || played !== facts['nextHopMac'],
    ),
    at('ipv4.source', 'rewriting the source IP', () => true),
    at('ipv4.destination', 'rewriting the destination IP', () => true),
  ],
};
