/** 共享的线上，谁可以在什么时候发送。 */
import type { RuleId } from '../../device/rule.ts';
import { textOf } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';

/** “0 或 1 个时隙”，“0 到 3 个时隙”。 */
export const rangeText = (most: number): string => (most === 1 ? '0 或 1 个时隙' : `0 到 ${most} 个时隙`);

export const mediumRules: Readonly<Record<Extract<RuleId, 'medium.sense'>, RuleText>> = {
  'medium.sense': {
    name: '在线上轮流发送',
    rule: '网卡听到线上安静，才可以发送；一旦冲突，就发干扰信号，再等 0 到 2^k − 1 个时隙，k 是这一帧到现在的冲突次数，最多算 10。',
    question: (part) =>
      part === 'sense' ? '就在这一刻，你的网卡听到什么？' : '这一帧冲突过几次？2 的这么多次方是多少？',
    head: (it) => {
      if (it.part === 'sense') return '你盖过了别人';
      if (it.played === 'at-once') return '一点也没有等';
      return isWider(it) ? '范围比需要的大' : '可抽的数太少';
    },
    happened: (it) => (it.part === 'sense' ? sentOver(it) : backedOffWrongly(it)),
    reason: ({ part, expected, facts }) => {
      if (part === 'sense' && textOf(facts, 'hears') === 'onset')
        return '别人刚刚先开始，你来不及知道：你的网卡会等着，安静了再发。';
      if (part === 'sense')
        return expected === 'send'
          ? '你的网卡什么也没听到，可以发送。96 个比特的间隔由网卡自己来等。'
          : '你的网卡听到别人在发，所以要等到安静下来。';
      const collisions = Number(textOf(facts, 'collisions'));
      return `这一帧冲突了 ${collisions} 次，2^${Math.min(collisions, 10)} − 1 等于 ${expected}：从 ${rangeText(Number(expected))}里抽，一个时隙是 512 个比特的时间。`;
    },
    values: ({ part, expected, facts }) =>
      part === 'sense'
        ? [
            {
              label: '你的网卡听到',
              value: textOf(facts, 'hears') === 'silence' ? '没有人' : '有人',
              note: `已有 ${textOf(facts, 'forBits')} 个比特的时间`,
              mark: 'overlooked',
            },
            { label: '所以', value: expected === 'send' ? '发送' : '等', mark: 'right' },
          ]
        : [
            { label: '冲突次数', value: textOf(facts, 'collisions'), mark: 'overlooked', note: '这一帧的' },
            { label: '所以', value: rangeText(Number(expected)), mark: 'right' },
          ],
  },
};

function isWider({ played, expected }: RuleCase): boolean {
  return Number(played) > Number(expected);
}

function sentOver({ facts }: RuleCase): string {
  return `你的网卡听到别人已经有 ${textOf(facts, 'forBits')} 个比特的时间了，你还是发了。两路信号混在一起，这就是冲突：你的帧谁也读不出来，别人还在发的也一样，两帧都得重发。`;
}

function backedOffWrongly(it: RuleCase): string {
  if (it.played === 'at-once')
    return '干扰信号刚发完，你不停也不听，马上又发了。别人的信号可能还在线上；而且和你冲突的那一台要是也这样做，你们每次都会再撞上。';
  const played = rangeText(Number(it.played));
  return isWider(it)
    ? `这样也行，可你是从 ${played}里抽的。${rangeText(Number(it.expected))}就够了，线可能会白白闲着。`
    : `这样也行，可你只从 ${played}里抽。数太少，两块网卡更容易抽到同一个，又会冲突。`;
}
