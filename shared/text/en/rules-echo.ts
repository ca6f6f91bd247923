/** How a host answers an echo request. */
import type { Part } from '../../device/rule.ts';
import { textOf, type OpenCase } from '../facts.ts';
import type { RuleText } from '../language.ts';
import { echoReplyValues } from '../values.ts';
import { valueWords } from './say.ts';

export const echoRules: Readonly<Record<'host.echo-reply', RuleText>> = {
  'host.echo-reply': {
    name: 'Echo reply',
    rule: 'An echo reply swaps the addresses, turns type 8 into 0, keeps identifier and sequence number, and sets out with a TTL of its own.',
    question: (part) => questions[part] ?? 'Who asked, and who was asked?',
    head: ({ part }) => heads[part] ?? 'The answer goes astray',
    happened: ({ part, played, facts }) => {
      const asker = textOf(facts, 'asker');
      switch (part) {
        case 'icmp.type':
          return `You sent ${asker} a question of your own. It answers that one, and still waits for your answer.`;
        case 'icmp.identifier':
          return `No ping of ${asker} waits for an answer with the identifier ${played}, so no program there wants this message.`;
        case 'icmp.sequence':
          return `${asker} has sent no request ${played} that waits. It counts request ${textOf(facts, 'sequence')} as lost.`;
        case 'ipv4.ttl':
          return `The answer set out with TTL ${played}. It arrives, but this number belongs to the request, and an answer goes a way of its own.`;
        case 'ipv4.source':
          return `The answer says that ${played} sent it. ${asker} asked ${textOf(facts, 'own')} and does not know it as the answer.`;
        default:
          return `You addressed it to ${played}, yourself. It never leaves, and ${asker} waits.`;
      }
    },
    reason,
    values: echoReplyValues(valueWords),
  },
};

const questions: Partial<Readonly<Record<Part, string>>> = {
  'icmp.type': 'The request has type 8. Which type has its answer?',
  'icmp.identifier': 'How does the asker know to which of its pings an answer belongs?',
  'icmp.sequence': 'How does the asker know which of its requests is answered?',
  'ipv4.ttl': 'The answer is a packet of your own. Where does its way begin?',
};

const heads: Partial<Readonly<Record<Part, string>>> = {
  'icmp.type': 'That is one more question',
  'icmp.identifier': 'Nobody waits for this number',
  'icmp.sequence': 'The answer to another question',
  'ipv4.ttl': 'A TTL from somebody else',
};

function reason({ part, expected, facts }: OpenCase): string {
  const asker = textOf(facts, 'asker');
  switch (part) {
    case 'icmp.type':
      return 'Type 8 asks, type 0 answers.';
    case 'icmp.identifier':
      return `The request has the identifier ${expected}, and ${asker} finds its ping again by it: keep it.`;
    case 'icmp.sequence':
      return `The request has the sequence number ${expected}, and its answer has the same.`;
    case 'ipv4.ttl':
      return `The answer begins a way of its own, so it gets the TTL of your own packets, ${expected}.`;
    case 'ipv4.source':
      return `${asker} asked ${expected}, so the answer comes from there.`;
    default:
      return `The request came from ${expected}, so the answer goes there.`;
  }
}
