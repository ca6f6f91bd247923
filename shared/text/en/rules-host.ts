/** What a host decides about frames that come in and packets that go out. */
import type { RuleId } from '../../device/rule.ts';
import { EVERYTHING, gatewayRow, isTrue, prefixOf, textOf, type OpenCase } from '../facts.ts';
import type { RuleText } from '../language.ts';
import { acceptValues, fcsValues, hostNextHopValues, hopValues, onLinkValues } from '../values.ts';
import { hopQuestion, hopWords } from './rules-hop.ts';
import { pingStops, valueWords } from './say.ts';

type HostRule = 'host.accept' | 'host.fcs' | 'host.on-link' | 'host.next-hop';

/** "Is this frame for you?", for hosts and routers. */
export const acceptWords: Pick<RuleText, 'question' | 'head' | 'happened' | 'reason' | 'values'> = {
  question: () => 'Which address stands in the destination field, and which one has your card?',
  head: ({ played, facts }) => {
    if (played === 'take') return "You took somebody else's frame";
    return isTrue(facts, 'broadcast') ? 'You missed a broadcast' : 'You dropped a frame for yourself';
  },
  happened: (it) => {
    if (it.played === 'take')
      return `It was addressed to ${textOf(it.facts, 'destination')}, another card. What it carries is not for you.`;
    if (isTrue(it.facts, 'broadcast'))
      return 'It was addressed to everybody, so to you too. What it asked or told did not reach you.';
    return `It was addressed to your card, and no other card takes it.${pingStops(it)}`;
  },
  reason: ({ expected, facts }) => {
    const destination = textOf(facts, 'destination');
    if (isTrue(facts, 'broadcast')) return `${destination} is the broadcast address: every card takes it.`;
    if (expected === 'take') return `${destination} is the address of your own card: take it.`;
    return `${destination} is neither your card, ${textOf(facts, 'own')}, nor broadcast: drop it.`;
  },
  values: acceptValues(valueWords),
};

export const hostRules: Readonly<Record<Extract<RuleId, HostRule>, RuleText>> = {
  'host.accept': {
    name: 'Taking frames',
    rule: 'A card takes a frame for its own MAC address or for broadcast, and drops every other frame.',
    ...acceptWords,
  },
  'host.fcs': {
    name: 'Damaged frames',
    rule: 'A frame whose check sequence does not fit its bits is dropped, and nobody is told.',
    question: (part) =>
      part === 'damaged'
        ? 'Does the check tell which bit has changed? And which address in this frame can you still trust?'
        : 'Hold the two check sequences against each other, digit by digit. Are they the same?',
    head: ({ part, played }) => {
      if (part === 'damaged') return damagedHeads[played] ?? 'You dropped the damaged frame';
      return played === 'right' ? 'You took a damaged frame' : 'You dropped an undamaged frame';
    },
    happened: (it) => {
      if (it.part === 'damaged') return whatBecameOfIt(it.played);
      return it.played === 'right'
        ? 'Bits changed on the way, in the addresses, in the content or in the check sequence itself. What you read may not be what was sent.'
        : `The frame arrived as it was sent.${pingStops(it)}`;
    },
    reason: ({ part, expected, facts }) => {
      const [received, computed] = [textOf(facts, 'received'), textOf(facts, 'computed')];
      if (part === 'damaged')
        return 'The check tells that bits have changed, not which. A card drops such a frame without a word.';
      return expected === 'right'
        ? `${received} came with the frame, and its bits give ${computed}: the frame is undamaged.`
        : `${received} came with the frame, but its bits give ${computed}: the frame is damaged.`;
    },
    values: fcsValues(valueWords),
  },
  'host.on-link': {
    name: 'On the link or not',
    rule: 'A target is on your link when the bits that your mask covers are the same in its address and in yours.',
    question: () => 'Which network do your address and your mask name? Is the target in it?',
    head: ({ expected }) => (expected === 'yes' ? 'The target is your neighbour' : 'The target is not your neighbour'),
    happened: ({ expected, facts }) => {
      const destination = textOf(facts, 'destination');
      return expected === 'yes'
        ? `You took ${destination} for far away. It is on your own link and needs no gateway.`
        : `You took ${destination} for a neighbour. It is behind your gateway, and nobody on your link answers for it.`;
    },
    reason: ({ facts }) =>
      isTrue(facts, 'onLink')
        ? `${textOf(facts, 'destination')} is in ${textOf(facts, 'subnet')}, your own network: it is on your link.`
        : `${textOf(facts, 'destination')} is not in ${textOf(facts, 'subnet')}, your own network: it is behind a gateway.`,
    values: onLinkValues(valueWords),
  },
  'host.next-hop': {
    name: 'Next hop',
    rule: 'The frame carries the MAC of the next hop (the target itself on your link, else your gateway); the packet keeps the IP of the target.',
    question: (part) =>
      part === 'next-hop'
        ? 'Is the target on your link? If not, who on your link takes packets further?'
        : hopQuestion(part),
    head: (it) => (it.part === 'next-hop' ? 'To the wrong next hop' : hopWords.head(it)),
    happened: (it) => (it.part === 'next-hop' ? wrongNextHop(it) : hopWords.happened(it)),
    reason: (it) => (it.part === 'next-hop' ? nextHopReason(it) : hopWords.reason(it)),
    values: (it) => (it.part === 'next-hop' ? hostNextHopValues(valueWords)(it) : hopValues(valueWords)(it)),
  },
};

const damagedHeads: Readonly<Record<string, string>> = {
  again: 'Nobody can be asked',
  mend: 'You guessed at the bits',
};

function whatBecameOfIt(played: string): string {
  if (played === 'again')
    return 'Ethernet has no message that asks for a frame again, and the sender address in it may be a damaged one. Nothing left your card.';
  if (played === 'mend')
    return 'The check does not say which bits have changed, so you guessed, and a guess is not what was sent.';
  return 'It was dropped, and nobody was told.';
}

function wrongNextHop({ played, facts }: Parameters<RuleText['happened']>[0]): string {
  const destination = textOf(facts, 'destination');
  if (played === textOf(facts, 'own'))
    return `${played} is your own address: you handed the packet to yourself, and it did not leave.`;
  if (isTrue(facts, 'onLink')) return `You handed the packet to ${played}, but ${destination} is on your own link.`;
  if (played === destination)
    return `You looked for ${destination} on your own link. It is not there, so nobody answers for it.`;
  return `You handed the packet to ${played}, which does not lead to ${destination}.`;
}

function nextHopReason({ facts }: OpenCase): string {
  const destination = textOf(facts, 'destination');
  const subnet = textOf(facts, 'subnet');
  if (isTrue(facts, 'onLink')) return `${destination} is in ${subnet}, so the next hop is ${destination} itself.`;
  const nextHop = textOf(facts, 'nextHop');
  const row = gatewayRow(facts);
  if (row === undefined) return `${destination} is not in ${subnet}, so the next hop is your gateway, ${nextHop}.`;
  return prefixOf(row) === EVERYTHING
    ? `${destination} is in no other row than your default route, so the next hop is ${nextHop}.`
    : `Of the rows that contain ${destination}, ${prefixOf(row)} is the longest, so the next hop is ${nextHop}.`;
}
