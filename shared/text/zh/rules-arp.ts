/** Asking for a MAC address, answering, and writing down what was heard. */
import type { Part, RuleId } from '../../device/rule.ts';
import { EVERYBODY, NOBODY_YET, isQuestion, isQuestionForMe, isTrue, textOf, type OpenCase } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { answerValues, askValues, neighborValues } from '../values.ts';
import { pingStops, valueWords } from './say.ts';

type ArpRule = 'host.arp-ask' | 'host.arp-answer' | 'host.arp-learn';

/** Asking, for hosts and routers. */
export const askWords: Pick<RuleText, 'question' | 'head' | 'happened' | 'reason' | 'values'> = {
  question: (part) => askQuestions[part] ?? '这一帧下一步交给谁？你的表里有那个地址吗？',
  head: ({ part, played }) => {
    if (part === 'resolve') return played === 'ask' ? '你问了已经知道的事' : '没有地址，发不出帧';
    if (part === 'ethernet.destination') return played === NOBODY_YET ? '谁也没问到' : '只问到了一块网卡';
    if (part === 'arp.targetMac') return '该空着的地方填了猜测';
    return part === 'arp.targetIp' ? '问错了地址' : '问题里的提问方写错了';
  },
  happened: (it) => (it.part === 'resolve' ? wronglyResolved(it) : wrongQuestion(it)),
  reason: (it) => askReason(it),
  values: askValues(valueWords),
};

const askQuestions: Partial<Record<Part, string>> = {
  'ethernet.destination': '你还不知道是哪块网卡，这个问题该让谁听到？',
  'arp.senderMac': '应答要回到哪块网卡？',
  'arp.senderIp': '是哪个地址在提问？',
  'arp.targetMac': '四个地址里，哪一个你现在还不知道？',
  'arp.targetIp': '在这段链路上收帧的，是包的目标，还是路上的某一站？',
};

function wronglyResolved(it: RuleCase): string {
  const nextHop = textOf(it.facts, 'nextHop');
  return it.played === 'ask'
    ? '能用，不过这个地址你已经问到过了，链路上每个人又得读一遍你的问题。'
    : `你没有 ${nextHop} 的 MAC，帧写不出来，给 ${textOf(it.facts, 'destination')} 的包就丢了。${pingStops(it)}`;
}

function wrongQuestion({ part, played, facts }: RuleCase): string {
  const nextHop = textOf(facts, 'nextHop');
  const destination = textOf(facts, 'destination');
  switch (part) {
    case 'ethernet.destination':
      if (played === NOBODY_YET) return `没有哪块网卡的地址是 ${played}，谁也不会收下这个问题。`;
      return `只有地址是 ${played} 的网卡会收下这个问题，其他网卡看都不看就丢了，而 ${nextHop} 可能就在其中。`;
    case 'arp.senderMac':
      return `应答会送到 ${played}，回不到你的网卡。`;
    case 'arp.senderIp':
      return `被问的一方会把 ${played} 和你的 MAC 记在一起，可那不是你的地址。`;
    case 'arp.targetMac':
      return `应答照样会来。不过这一栏正是你想问的，填 ${played} 就不对了。`;
    default:
      if (played === destination && !isTrue(facts, 'onLink'))
        return `你问的是 ${played}，它不在这段链路上。没有人应答，包只能一直等着。`;
      if (played === textOf(facts, 'own')) return '你问的是自己的地址。没有别人会应答，包只能一直等着。';
      return `你问的是 ${played}，可是包等的是 ${nextHop}。`;
  }
}

function askReason({ part, expected, facts }: OpenCase): string {
  const nextHop = textOf(facts, 'nextHop');
  const destination = textOf(facts, 'destination');
  switch (part) {
    case 'resolve':
      return expected === 'ask'
        ? `你的表里没有 ${nextHop}，先问。`
        : `你的表里已经有 ${nextHop}，它在 ${textOf(facts, 'known')}，直接发。`;
    case 'ethernet.destination':
      return `链路上哪块网卡都可能是 ${nextHop}，所以问所有人：${expected}。`;
    case 'arp.senderMac':
      return `应答要回到你的网卡 ${expected}。`;
    case 'arp.senderIp':
      return `提问的是你，你在这段链路上的地址是 ${expected}。`;
    case 'arp.targetMac':
      return `这正是你想知道的，所以现在还空着：${expected}。`;
    default:
      if (nextHop === destination) return `${destination} 就在这段链路上，所以问 ${destination}。`;
      return isTrue(facts, 'onLink')
        ? `你选的下一跳是 ${nextHop}，帧里要写的就是 ${nextHop} 的 MAC。`
        : `${destination} 不在这段链路上，下一跳是 ${nextHop}，所以问 ${nextHop}。`;
  }
}

export const arpRules: Readonly<Record<Extract<RuleId, ArpRule>, RuleText>> = {
  'host.arp-ask': {
    name: '问地址',
    rule: '表里没有下一跳的 MAC，就向链路上的所有人问；表里有，就直接发。',
    ...askWords,
  },
  'host.arp-answer': {
    name: '答地址',
    rule: '只有问到你自己的 IP 地址才应答，答自己的 MAC，而且只答给提问的那一个。',
    question: (part) => (part === 'answer' ? '它问的是哪个 IP 地址？你的又是哪个？' : (answerQuestions[part] ?? '')),
    head: (it) => answerHead(it),
    happened: (it) => (it.part === 'answer' ? wronglyAnswered(it) : wrongAnswer(it)),
    reason: (it) => answerReason(it),
    values: answerValues(valueWords),
  },
  'host.arp-learn': {
    name: '写邻居表',
    rule: '答了你问题的，记下；来问你的，也记下；只是旁听到的，不记。',
    question: () => '它是你等的应答，还是来问你的？如果是，它告诉了你谁的地址？',
    head: ({ played, facts }) => {
      if (played === 'target') return '你记错了人';
      if (played === 'sender') return '你记下了旁听到的';
      return isTrue(facts, 'waiting') ? '应答来了又没了' : '该记的没有记';
    },
    happened: (it) => wronglyLearned(it),
    reason: (it) => learnReason(it),
    values: neighborValues(valueWords),
  },
};

const answerQuestions: Partial<Record<Part, string>> = {
  'ethernet.destination': '有几个人想知道你的答案？是哪块网卡？',
  'arp.senderMac': '提问的人想找到哪块网卡？',
  'arp.senderIp': '它问的是哪个地址？',
  'arp.targetMac': '这个应答给谁？是哪块网卡问的？',
  'arp.targetIp': '这个应答给谁？是哪个地址问的？',
};

function answerHead({ part, played }: RuleCase): string {
  if (part === 'answer') return played === 'answer' ? '你替别人应答了' : '提问的人还在等你';
  if (part === 'ethernet.destination') return played === EVERYBODY ? '人人都读到了应答' : '应答没到提问的人手里';
  if (part === 'arp.senderMac') return '应答里的网卡写错了';
  return part === 'arp.senderIp' ? '应答对不上问题' : '应答里的提问方写错了';
}

function wronglyAnswered(it: RuleCase): string {
  const target = textOf(it.facts, 'target');
  const asker = textOf(it.facts, 'asker');
  return it.played === 'answer'
    ? `${asker} 现在以为 ${target} 就在你的网卡上，会把给 ${target} 的东西发给你。`
    : `${asker} 问的是你的地址，别人都不能替你答，它还在等。`;
}

function wrongAnswer({ part, played, facts }: RuleCase): string {
  const asker = textOf(facts, 'asker');
  const target = textOf(facts, 'target');
  switch (part) {
    case 'ethernet.destination':
      return played === EVERYBODY
        ? `${asker} 收到了应答，可是链路上其他每块网卡也都得读一遍。`
        : `这一帧写的是 ${played}，${asker} 收不到，还在等。`;
    case 'arp.senderMac':
      return `${asker} 会把 ${target} 和 ${played} 记在一起，发到那里的帧到不了你这里。`;
    case 'arp.senderIp':
      return `你的应答说的是 ${played}，而 ${asker} 问的是 ${target}，还得接着等。`;
    default:
      return `应答照样能到，因为 ${asker} 看的是发送方的地址。不过提问的并不是 ${played}。`;
  }
}

function answerReason({ part, expected, facts }: OpenCase): string {
  const target = textOf(facts, 'target');
  const asker = textOf(facts, 'asker');
  switch (part) {
    case 'answer':
      return expected === 'answer'
        ? `它问的是 ${target}，正是你的地址，应答。`
        : `它问的是 ${target}，你的地址是 ${textOf(facts, 'own')}，不作声。`;
    case 'ethernet.destination':
      return `只有 ${asker} 想知道，它的网卡是 ${expected}。`;
    case 'arp.senderMac':
      return `应答说的是 ${target} 在哪里：在你的网卡 ${expected}。`;
    case 'arp.senderIp':
      return `问的是 ${expected}，答的也就是 ${expected}。`;
    case 'arp.targetMac':
      return `应答给提问的那块网卡 ${expected}。`;
    default:
      return `应答给提问的那个地址 ${expected}。`;
  }
}

function wronglyLearned({ played, facts }: RuleCase): string {
  const sender = textOf(facts, 'sender');
  if (played === 'target') {
    const row = `你记下的是 ${textOf(facts, 'target')} 在 ${textOf(facts, 'targetMac')}。`;
    return isQuestion(facts)
      ? `${row}问题里目标的 MAC 是空的，提问的人正想知道它。`
      : `${row}那是提问的一方，不是应答的一方。`;
  }
  if (played === 'sender') return `${sender} 并没有和你说话。这一行能用，不过等你用到它的时候，也许早就过时了。`;
  if (isTrue(facts, 'waiting')) return `${sender} 应答了，你却没有记下，你的包还在等。`;
  return isQuestionForMe(facts)
    ? `${sender} 提问的时候已经把自己的 MAC 告诉了你。没有记下，你要回它就还得再问一遍。`
    : `你的表里已经有 ${sender} 这一行，这一帧本来可以让它更新。`;
}

function learnReason({ expected, facts }: OpenCase): string {
  const sender = textOf(facts, 'sender');
  const senderMac = textOf(facts, 'senderMac');
  const target = textOf(facts, 'target');
  if (expected === 'sender') {
    if (isTrue(facts, 'waiting')) return `你问过 ${sender}，这就是应答：它在 ${senderMac}。`;
    if (isQuestionForMe(facts)) return `这是来问你的，${sender} 马上要和你通信，它在 ${senderMac}，记下来。`;
    return `你的表里已经有 ${sender}，这一帧告诉你它在 ${senderMac}。`;
  }
  return isQuestion(facts)
    ? `它问的是 ${target}，不是你，你的表里也没有 ${sender}，不用记。`
    : `你没有问过 ${sender}，表里也没有它，不用记。`;
}
