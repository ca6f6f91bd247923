/** host.arp-answer: answer only a question for the own address, and only to the one who asked (RFC 826, "Packet Reception"). */
import type { ArpHeader } from '../../wire/arp.ts';
import type { Ipv4 } from '../../address/ipv4.ts';
import type { Mac } from '../../address/mac.ts';
import { BROADCAST_MAC } from '../../address/mac.ts';
import { hasAddress } from '../addresses.ts';
import { choicesOf } from '../choices.ts';
import type { Interface } from '../device.ts';
import type { AskedField, Facts, Point, Quality } from '../rule.ts';

/** ARP operation codes (RFC 826; IANA arp-parameters). */
export const REQUEST = 1;
export const REPLY = 2;

type Asked = [own: Interface, arp: ArpHeader];

export const answer: Point<Asked> = {
  part: 'answer',
  branches: true,
  rule: () => 'host.arp-answer',
  expected: (own, arp) => (isQuestionFor(own, arp) ? 'answer' : 'silent'),
  choices: () => ['answer', 'silent'],
  facts: askedFacts,
  quality: (played) => (played === 'answer' ? 'unsafe' : 'broken'),
};

export const frameDestination = field(
  'ethernet.destination',
  (_own, arp) => arp.senderMac,
  (played) => (played === BROADCAST_MAC ? 'wasteful' : 'broken'),
);
export const senderMac = field('arp.senderMac', (own) => own.mac);
export const senderIp = field('arp.senderIp', (_own, arp) => arp.targetIp);
export const targetMac = field(
  'arp.targetMac',
  (_own, arp) => arp.senderMac,
  () => 'wasteful',
);
export const targetIp = field(
  'arp.targetIp',
  (_own, arp) => arp.senderIp,
  () => 'wasteful',
);

/** Is it a question for an address of the very interface it came in by? (rule 6 of the lab format) */
export function isQuestionFor(own: Interface, arp: ArpHeader): boolean {
  return arp.operation === REQUEST && hasAddress(own, arp.targetIp);
}

function field(
  part: AskedField,
  expected: (own: Interface, arp: ArpHeader) => Mac | Ipv4,
  quality: (played: string) => Quality = () => 'broken',
): Point<Asked> {
  const isMac = part.endsWith('Mac') || part === 'ethernet.destination';
  return {
    part,
    rule: () => 'host.arp-answer',
    expected,
    choices: (own, arp) =>
      isMac ? choicesOf(own.mac, arp.senderMac, BROADCAST_MAC) : choicesOf(own.address, arp.senderIp, arp.targetIp),
    facts: askedFacts,
    quality,
  };
}

function askedFacts(own: Interface, arp: ArpHeader): Facts {
  return {
    operation: arp.operation,
    target: arp.targetIp,
    own: own.address,
    ownMac: own.mac,
    asker: arp.senderIp,
    askerMac: arp.senderMac,
    forMe: hasAddress(own, arp.targetIp),
  };
}
