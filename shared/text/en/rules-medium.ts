/** Who may send on a shared wire, and when. */
import type { RuleId } from '../../device/rule.ts';
import { textOf } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/** "0 or 1 slot time", "0 to 3 slot times". */
export const rangeText = (most: number): string => (most === 1 ? '0 or 1 slot time' : `0 to ${most} slot times`);

export const mediumRules: Readonly<Record<Extract<RuleId, 'medium.sense'>, RuleText>> = {
  'medium.sense': {
    name: 'Taking turns on a wire',
    rule: 'Send only while the wire is silent at your card, and after a collision jam, then wait 0 to 2^k − 1 slot times, k being the collisions of this frame so far, but at most 10.',
    question: (part) =>
      part === 'sense'
        ? 'What does your card hear at this very moment?'
        : 'How often has this frame collided, and what is 2 to that power?',
    head: (it) => {
      if (it.part === 'sense') return 'You sent over somebody';
      if (it.played === 'at-once') return 'No time between two tries';
      return isWider(it) ? 'A wider range than needed' : 'Too few numbers to draw from';
    },
    happened: (it) => (it.part === 'sense' ? sentOver(it) : backedOffWrongly(it)),
    reason: ({ part, expected, facts }) => {
      if (part === 'sense' && textOf(facts, 'hears') === 'onset')
        return 'Another one had begun a moment before, too late for you to know: your card waits, and sends when it is silent.';
      if (part === 'sense')
        return expected === 'send'
          ? 'Your card heard nobody, so you may send. It keeps the gap of 96 bits by itself.'
          : 'Your card hears another one, so you wait until it is silent.';
      const collisions = Number(textOf(facts, 'collisions'));
      return `This frame has collided ${times(collisions)}, and 2^${Math.min(collisions, 10)} − 1 is ${expected}: draw from ${rangeText(Number(expected))} of 512 bits.`;
    },
    values: ({ part, expected, facts }) =>
      part === 'sense'
        ? [
            {
              label: 'your card heard',
              value: textOf(facts, 'hears') === 'silence' ? 'nobody' : 'somebody',
              note: `for ${textOf(facts, 'forBits')} bit times`,
              mark: 'overlooked',
            },
            { label: 'so', value: expected === 'send' ? 'send' : 'wait', mark: 'right' },
          ]
        : [
            { label: 'collisions', value: textOf(facts, 'collisions'), mark: 'overlooked', note: 'of this frame' },
            { label: 'so', value: rangeText(Number(expected)), mark: 'right' },
          ],
  },
};

function isWider({ played, expected }: RuleCase): boolean {
  return Number(played) > Number(expected);
}

function sentOver({ facts }: RuleCase): string {
  return `For ${textOf(facts, 'forBits')} bit times your card had heard somebody else, and you sent over it. The two signals mix: a collision. Nobody can read your frame, nor what the other one is still sending: both have to be sent again.`;
}

function backedOffWrongly(it: RuleCase): string {
  if (it.played === 'at-once')
    return 'You began again right after the jam, without a pause and without listening. What the others sent may still be on the wire; and whoever collided with you and does the same meets you again, every time.';
  const played = rangeText(Number(it.played));
  return isWider(it)
    ? `It works, but you drew from ${played}. ${rangeText(Number(it.expected))} would have been enough, so the wire may be idle for nothing.`
    : `It works, but you drew from ${played} only. With so few numbers, two cards draw the same one more often, and collide again.`;
}
