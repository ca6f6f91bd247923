/** The four addresses of a frame that carries a packet one hop on: the same words for hosts and routers. */
import type { Part } from '../../device/rule.ts';
import { EVERYBODY, textOf } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { pingStops } from './say.ts';

export function hopQuestion(part: Part): string {
  switch (part) {
    case 'ethernet.destination':
      return 'Whose card has to take this frame at the other end of this link?';
    case 'ethernet.source':
      return 'By which of your cards does the frame leave?';
    case 'ipv4.source':
      return 'At which address did the packet begin its whole way?';
    default:
      return 'At which address does the whole way of the packet end?';
  }
}

export const hopWords: Pick<RuleText, 'head' | 'happened' | 'reason'> = {
  head: ({ part, played }) => {
    switch (part) {
      case 'ethernet.destination':
        return played === EVERYBODY ? 'One packet, shouted to everybody' : 'The next card throws it away';
      case 'ethernet.source':
        return 'The frame names a wrong sender';
      case 'ipv4.source':
        return 'The answer will go astray';
      default:
        return 'The packet goes to somebody else';
    }
  },
  happened: (it) => {
    switch (it.part) {
      case 'ethernet.destination':
        return wrongDestinationMac(it);
      case 'ethernet.source':
        return wrongSourceMac(it);
      case 'ipv4.source':
        return `An answer would go to ${it.played}, and ${textOf(it.facts, 'source')} would hear nothing.`;
      default:
        return `The packet is now for ${it.played}. ${textOf(it.facts, 'destination')} never gets it.`;
    }
  },
  reason: ({ part, facts }) => {
    switch (part) {
      case 'ethernet.destination':
        return `The next hop is ${textOf(facts, 'nextHop')}, and the MAC of its card is ${textOf(facts, 'nextHopMac')}.`;
      case 'ethernet.source':
        return `The frame leaves by ${textOf(facts, 'interface')}, and the MAC of this card is ${textOf(facts, 'own')}.`;
      case 'ipv4.source':
        return `The packet comes from ${textOf(facts, 'source')}, and that stays so on its whole way.`;
      default:
        return `The packet is for ${textOf(facts, 'destination')}, and that stays so on its whole way.`;
    }
  },
};

function wrongDestinationMac(it: RuleCase): string {
  const nextHop = textOf(it.facts, 'nextHop');
  if (it.played === EVERYBODY) {
    return nextHop === textOf(it.facts, 'destination')
      ? `Every card on the link had to take it, although it is for ${nextHop} alone.`
      : `Every card on the link took it, and ${nextHop} does not pass on a packet that came as a broadcast.`;
  }
  if (it.played === textOf(it.facts, 'own'))
    return `It is addressed to your own card, and no other card takes it.${pingStops(it)}`;
  return `The card of ${nextHop} compares ${it.played} with its own address and throws the frame away.${pingStops(it)}`;
}

function wrongSourceMac({ played, facts }: RuleCase): string {
  if (played === EVERYBODY)
    return 'The frame claims to come from everybody. Broadcast is never the address of a sender.';
  const card = textOf(facts, 'interface');
  return `The frame claims to come from ${played}. A switch on this link would now look for that card where your ${card} is.`;
}
