/** 找出坏掉的地方。面板上的话要提到设备的名字，见 fault-words.ts。 */
import type { RuleText } from '../language.ts';
import { faultWords } from './fault-words.ts';

export const faultRules: Readonly<Record<'fault.find', RuleText>> = {
  'fault.find': {
    name: '找出毛病',
    rule: '踪迹断在哪里，毛病就在哪里：在它之前的还好用，在它之后的什么也收不到。',
    question: () => faultWords.hints.question,
    head: () => '不是这里',
    happened: () => '说的这一处是好的：毛病在别处，ping 还是没有应答。',
    reason: () => '踪迹断在别处。',
    values: () => [],
  },
};
