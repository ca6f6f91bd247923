/** What students of networks usually have wrong in their heads, each as mistakes of `game/usual-mistakes.ts`: a demo class is made of them. */
import type { RuleId } from '../device/rule.ts';

/** A usual mistake of a rule, by its name. */
export interface NamedMistake {
  readonly rule: RuleId;
  readonly name: string;
}

export const misconceptions = {
  'everything-is-for-me': [
    { rule: 'host.accept', name: 'accepting all that a hub repeats' },
    { rule: 'router.accept', name: 'taking what is for others' },
  ],
  'damage-can-be-mended': [
    { rule: 'host.fcs', name: 'passing it up' },
    { rule: 'host.fcs', name: 'mending it' },
  ],
  'all-is-near': [
    { rule: 'host.on-link', name: 'taking a far target for a near one' },
    { rule: 'host.next-hop', name: 'the target itself for an off-link target' },
    { rule: 'host.arp-ask', name: 'asking for another address than the next hop' },
    { rule: 'router.arp', name: 'asking for the target across a router' },
  ],
  'helpful-to-all': [
    { rule: 'host.arp-answer', name: 'answering for others' },
    { rule: 'host.arp-learn', name: 'writing what was overheard' },
  ],
  'answers-are-echoes': [
    { rule: 'host.echo-reply', name: 'echoing the TTL' },
    { rule: 'host.echo-reply', name: 'the addresses not swapped' },
    { rule: 'host.echo-reply', name: 'a new sequence number' },
  ],
  'a-hub-is-a-switch': [{ rule: 'hub.repeat', name: 'to one port only, as a switch' }],
  'learns-where-it-goes': [{ rule: 'switch.learn', name: 'learning the destination' }],
  'floods-what-it-knows': [
    { rule: 'switch.forward', name: 'flooding what it knows' },
    { rule: 'switch.forward', name: 'overlooking a row' },
  ],
  'unknown-is-nobody': [{ rule: 'switch.flood', name: 'dropping what it does not know' }],
  'the-highest-is-root': [
    { rule: 'stp.root', name: 'highest wins' },
    { rule: 'stp.port', name: 'blocking nothing' },
  ],
  'tags-are-for-hosts': [
    { rule: 'switch.vlan', name: 'a tag to a host' },
    { rule: 'switch.vlan', name: 'flooding into another VLAN' },
  ],
  'the-first-row-that-fits': [
    { rule: 'router.lpm', name: 'a shorter prefix that matches too' },
    { rule: 'router.no-route', name: 'guessing a route' },
  ],
  'forgets-the-ttl': [{ rule: 'router.ttl', name: 'forgetting it' }],
  'keeps-the-macs': [
    { rule: 'router.rewrite', name: 'keeping the source MAC' },
    { rule: 'router.rewrite', name: 'keeping the destination MAC' },
  ],
  'inside-is-everywhere': [
    { rule: 'nat.out', name: 'the inside address on the outside' },
    { rule: 'nat.in', name: 'letting in what nobody has asked for' },
  ],
} as const satisfies Readonly<Record<string, readonly NamedMistake[]>>;
export type Misconception = keyof typeof misconceptions;
export const misconceptionIds = Object.keys(misconceptions) as readonly Misconception[];
