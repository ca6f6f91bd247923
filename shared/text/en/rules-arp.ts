/** Asking for a MAC address, answering, and writing down what was heard. */
import type { Part, RuleId } from '../../device/rule.ts';
import { EVERYBODY, NOBODY_YET, isQuestion, isQuestionForMe, isTrue, textOf, type OpenCase } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { answerValues, askValues, neighborValues } from '../values.ts';
import { pingStops, valueWords } from './say.ts';

type ArpRule = 'host.arp-ask' | 'host.arp-answer' | 'host.arp-learn';

/** Asking, for hosts and routers. */
export const askWords: Pick<RuleText, 'question' | 'head' | 'happened' | 'reason' | 'values'> = {
  question: (part) =>
    askQuestions[part] ?? 'Who gets the frame next, and is there a row for that address in your table?',
  head: ({ part, played }) => {
    if (part === 'resolve') return played === 'ask' ? 'You asked for what you know' : 'No address, so no frame';
    if (part === 'ethernet.destination') return played === NOBODY_YET ? 'Nobody was asked' : 'Only one card was asked';
    if (part === 'arp.targetMac') return 'A guess where a gap belongs';
    return part === 'arp.targetIp' ? 'The wrong address was asked for' : 'The question names a wrong sender';
  },
  happened: (it) => (it.part === 'resolve' ? wronglyResolved(it) : wrongQuestion(it)),
  reason: (it) => askReason(it),
  values: askValues(valueWords),
};

const askQuestions: Partial<Record<Part, string>> = {
  'ethernet.destination': 'You do not know yet which card it is. Who has to read the question?',
  'arp.senderMac': 'To which card must the answer come back?',
  'arp.senderIp': 'Whose address is asking?',
  'arp.targetMac': 'Which of the four addresses is the one that you do not know yet?',
  'arp.targetIp': 'Who gets the frame on this link: the target of the packet, or somebody on the way to it?',
};

function wronglyResolved(it: RuleCase): string {
  const nextHop = textOf(it.facts, 'nextHop');
  return it.played === 'ask'
    ? 'It works, but you asked again for an address that you already had. Everybody on the link had to read the question.'
    : `You have no MAC for ${nextHop}, so no frame could be written. The packet for ${textOf(it.facts, 'destination')} was dropped.${pingStops(it)}`;
}

function wrongQuestion({ part, played, facts }: RuleCase): string {
  const nextHop = textOf(facts, 'nextHop');
  const destination = textOf(facts, 'destination');
  switch (part) {
    case 'ethernet.destination':
      if (played === NOBODY_YET) return `No card has the address ${played}, so nobody takes this question.`;
      return `Only a card with the address ${played} takes this question. All others drop it unread, and one of them may be ${nextHop}.`;
    case 'arp.senderMac':
      return `Whoever answers sends the answer to ${played}, not to your card.`;
    case 'arp.senderIp':
      return `Whoever is asked writes down ${played} with your MAC. That is not your address.`;
    case 'arp.targetMac':
      return `The answer comes all the same. But this field is what you want to know, so ${played} does not belong there.`;
    default:
      if (played === destination && !isTrue(facts, 'onLink'))
        return `You asked for ${played}, which is not on this link. Nobody answers, and the packet keeps waiting.`;
      if (played === textOf(facts, 'own'))
        return 'You asked for your own address. Nobody else answers for it, and the packet keeps waiting.';
      return `You asked for ${played}, but the packet waits for ${nextHop}.`;
  }
}

function askReason({ part, expected, facts }: OpenCase): string {
  const nextHop = textOf(facts, 'nextHop');
  const destination = textOf(facts, 'destination');
  switch (part) {
    case 'resolve':
      return expected === 'ask'
        ? `${nextHop} is not in your table, so ask for it first.`
        : `Your table already says that ${nextHop} is at ${textOf(facts, 'known')}: send at once.`;
    case 'ethernet.destination':
      return `Any card on the link may be ${nextHop}, so ask everybody: ${expected}.`;
    case 'arp.senderMac':
      return `The answer has to come back to your card, ${expected}.`;
    case 'arp.senderIp':
      return `It is you who asks, and your address on this link is ${expected}.`;
    case 'arp.targetMac':
      return `This is what you want to know, so it is still empty: ${expected}.`;
    default:
      if (nextHop === destination) return `${destination} is on this link itself, so ask for ${destination}.`;
      return isTrue(facts, 'onLink')
        ? `You chose ${nextHop} as the next hop, so the frame needs the MAC of ${nextHop}.`
        : `${destination} is not on this link. The next hop is ${nextHop}, so ask for ${nextHop}.`;
  }
}

export const arpRules: Readonly<Record<Extract<RuleId, ArpRule>, RuleText>> = {
  'host.arp-ask': {
    name: 'Asking for an address',
    rule: 'If the MAC of the next hop is not in your table, ask everybody on the link for it; if it is there, send at once.',
    ...askWords,
  },
  'host.arp-answer': {
    name: 'Answering a question',
    rule: 'Answer only a question for your own IP address, with your own MAC, and only to the one who asked.',
    question: (part) =>
      part === 'answer'
        ? 'Which IP address does the question ask for, and which one is yours?'
        : (answerQuestions[part] ?? ''),
    head: (it) => answerHead(it),
    happened: (it) => (it.part === 'answer' ? wronglyAnswered(it) : wrongAnswer(it)),
    reason: (it) => answerReason(it),
    values: answerValues(valueWords),
  },
  'host.arp-learn': {
    name: 'Writing the neighbour table',
    rule: 'Write down who sends you the answer that you asked for, and who asks for you; what you only overhear makes no row.',
    question: () =>
      'Is it the answer to your question, or a question for you? If so, whose addresses does it tell you?',
    head: ({ played, facts }) => {
      if (played === 'target') return 'You wrote down the wrong one';
      if (played === 'sender') return 'You wrote down what you overheard';
      return isTrue(facts, 'waiting') ? 'The answer was lost' : 'Something to know went by';
    },
    happened: (it) => wronglyLearned(it),
    reason: (it) => learnReason(it),
    values: neighborValues(valueWords),
  },
};

const answerQuestions: Partial<Record<Part, string>> = {
  'ethernet.destination': 'How many want to know your answer, and whose card is it?',
  'arp.senderMac': 'Which card does the asker want to find?',
  'arp.senderIp': 'Which address did the asker ask for?',
  'arp.targetMac': 'Who is the answer for, and which card asked?',
  'arp.targetIp': 'Who is the answer for, and which address asked?',
};

function answerHead({ part, played }: RuleCase): string {
  if (part === 'answer') return played === 'answer' ? 'You answered for somebody else' : 'The asker waits for you';
  if (part === 'ethernet.destination')
    return played === EVERYBODY ? 'Everybody read the answer' : 'The answer missed the asker';
  if (part === 'arp.senderMac') return 'The answer names a wrong card';
  return part === 'arp.senderIp' ? 'The answer fits no question' : 'The answer names a wrong asker';
}

function wronglyAnswered(it: RuleCase): string {
  const target = textOf(it.facts, 'target');
  const asker = textOf(it.facts, 'asker');
  return it.played === 'answer'
    ? `${asker} now believes that ${target} is at your card, and sends you what is meant for ${target}.`
    : `${asker} asked for your address, and nobody else can answer. It keeps waiting.`;
}

function wrongAnswer({ part, played, facts }: RuleCase): string {
  const asker = textOf(facts, 'asker');
  const target = textOf(facts, 'target');
  switch (part) {
    case 'ethernet.destination':
      return played === EVERYBODY
        ? `${asker} got its answer, but every other card on the link had to read it too.`
        : `The frame is addressed to ${played}. ${asker} never sees it and keeps waiting.`;
    case 'arp.senderMac':
      return `${asker} now writes ${target} down with ${played}. What it sends there does not reach you.`;
    case 'arp.senderIp':
      return `Your answer speaks of ${played}. ${asker} asked for ${target} and keeps waiting.`;
    default:
      return `The answer arrives all the same, for ${asker} reads the sender's addresses. But ${played} is not the one who asked.`;
  }
}

function answerReason({ part, expected, facts }: OpenCase): string {
  const target = textOf(facts, 'target');
  const asker = textOf(facts, 'asker');
  switch (part) {
    case 'answer':
      return expected === 'answer'
        ? `The question asks for ${target}, and that is your address: answer.`
        : `The question asks for ${target}, and your address is ${textOf(facts, 'own')}: stay silent.`;
    case 'ethernet.destination':
      return `Only ${asker} wants to know, and its card is ${expected}.`;
    case 'arp.senderMac':
      return `The answer tells where ${target} is: at your card, ${expected}.`;
    case 'arp.senderIp':
      return `The question asked for ${expected}, so that is what the answer speaks of.`;
    case 'arp.targetMac':
      return `The answer is for the card that asked, ${expected}.`;
    default:
      return `The answer is for the address that asked, ${expected}.`;
  }
}

function wronglyLearned({ played, facts }: RuleCase): string {
  const sender = textOf(facts, 'sender');
  if (played === 'target') {
    const row = `You wrote down ${textOf(facts, 'target')} with ${textOf(facts, 'targetMac')}.`;
    return isQuestion(facts)
      ? `${row} In a question the target's MAC is empty, for it is what the asker wants to know.`
      : `${row} That is the one who asked, not the one who answered.`;
  }
  if (played === 'sender')
    return `${sender} did not speak to you. The row works, but it may be out of date before you ever need it.`;
  if (isTrue(facts, 'waiting')) return `${sender} answered, and you did not write it down. Your packet keeps waiting.`;
  return isQuestionForMe(facts)
    ? `${sender} told you its MAC with its question. Now you have to ask before you can send anything back.`
    : `You have a row for ${sender}, and this frame would have brought it up to date.`;
}

function learnReason({ expected, facts }: OpenCase): string {
  const sender = textOf(facts, 'sender');
  const senderMac = textOf(facts, 'senderMac');
  const target = textOf(facts, 'target');
  if (expected === 'sender') {
    if (isTrue(facts, 'waiting')) return `You asked for ${sender}, and here is the answer: it is at ${senderMac}.`;
    if (isQuestionForMe(facts))
      return `The question is for you, so ${sender} at ${senderMac} is about to talk with you: write it down.`;
    return `You have a row for ${sender} already, and the frame tells its MAC: ${senderMac}.`;
  }
  return isQuestion(facts)
    ? `The question is for ${target}, not for you, and you have no row for ${sender}: write nothing.`
    : `You did not ask for ${sender}, and you have no row for it: write nothing.`;
}
