import { expect, it } from 'vitest';
import type { Step } from '../../../shared/device/decision.ts';
import { answersByRule, checkAnswers, followUp } from '../../../shared/game/form.ts';

const ports: Step = {
  part: 'ports',
  many: true,
  choices: ['p1', 'p2', 'p3'].map((value) => ({ value, then: [] })),
};
const target: Step = { part: 'arp.targetIp', many: false, choices: [{ value: '10.0.0.1', then: [] }] };
/** "ask" leads to one more question, "send" to none. */
const resolve: Step = {
  part: 'resolve',
  many: false,
  choices: [
    { value: 'send', then: [] },
    { value: 'ask', then: [target] },
  ],
};

it.each([
  [[resolve], { resolve: 'send' }, null],
  [[resolve], { resolve: 'ask', 'arp.targetIp': '10.0.0.1' }, null],
  [[resolve], { resolve: 'ask' }, 'not-answered'],
  [[resolve], { resolve: 'shout' }, 'not-a-choice'],
  [[resolve], { resolve: 'send', 'arp.targetIp': '10.0.0.1' }, 'not-a-choice'],
  [[resolve], {}, 'not-answered'],
  [[ports], { ports: '' }, null],
  [[ports], { ports: 'p1 p3' }, null],
  [[ports], { ports: 'p3 p1' }, 'not-a-choice'],
  [[ports], { ports: 'p1 p1' }, 'not-a-choice'],
  [[ports], { ports: 'p1 p4' }, 'not-a-choice'],
  [[], {}, null],
  [[], { resolve: 'send' }, 'not-a-choice'],
] as const)('%j answered with %j → %s', (form, answers, refused) => {
  expect(checkAnswers(form, answers)).toBe(refused);
});

it('the bot answers along the way that it goes, and what it answers is accepted', () => {
  const says = { resolve: 'ask', 'arp.targetIp': '10.0.0.1', ports: 'p1 p2' } as const;
  const form = [resolve, ports];
  const answers = answersByRule(form, (part) => says[part as keyof typeof says]);
  expect(answers).toEqual(says);
  expect(checkAnswers(form, answers)).toBeNull();
  expect(followUp(resolve, 'send')).toEqual([]);
});
