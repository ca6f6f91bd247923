/** What a router decides that translates addresses. */
import type { RuleId } from '../../device/rule.ts';
import { isTrue, rowsOf, textOf } from '../facts.ts';
import type { RuleText } from '../language.ts';
import { natInValues, natOutValues } from '../values.ts';
import { valueWords } from './say.ts';

export const natRules: Readonly<Record<Extract<RuleId, `nat.${string}`>, RuleText>> = {
  'nat.out': {
    name: 'Translating on the way out',
    rule: 'What leaves by the outside card gets the outside address and a number of its own as its sender, and the pair is kept in the table.',
    question: () => 'Which address can an answer from outside come back to, and how will you know whose answer it is?',
    head: ({ quality }) => (quality === 'unsafe' ? 'A private address went outside' : 'The answer will not find back'),
    happened: ({ played, facts, quality }) => {
      const target = textOf(facts, 'target');
      if (quality === 'unsafe')
        return `The packet left as ${played}. Outside that address belongs to nobody, or to somebody in another home, and ${target} cannot answer it.`;
      if (rowsOf(facts, 'table').some((row) => row.split(' ')[1] === played))
        return `${played} stands for another conversation already. Two answers would look alike, and one would go to the wrong machine.`;
      return `The packet left as ${played}. An answer to it does not come to you.`;
    },
    reason: ({ expected, facts }) =>
      isTrue(facts, 'isKnown')
        ? `The table has a row for ${textOf(facts, 'inside')} to ${textOf(facts, 'target')}: it leaves as ${expected}, like the packets before it.`
        : `Your address outside is ${textOf(facts, 'outsideAddress')}, and nobody uses this number there yet: it leaves as ${expected}.`,
    values: natOutValues(valueWords),
  },
  'nat.in': {
    name: 'Translating on the way in',
    rule: 'What comes to the outside address goes to whom the table names for it; without a row it is for nobody inside.',
    question: () => 'Does the table have a row for this sender and this number? Whose is it?',
    head: ({ played, facts }) => {
      if (!isTrue(facts, 'hasRow')) return 'Nobody inside asked for this';
      return played === 'nobody' ? 'Somebody inside is waiting' : 'It went to somebody else';
    },
    happened: ({ played, expected, facts }) => {
      const source = textOf(facts, 'source');
      if (!isTrue(facts, 'hasRow'))
        return `You let a packet of ${source} in to ${played}, who never spoke to it. That is how strangers get inside.`;
      return played === 'nobody'
        ? `You kept the answer of ${source}, and ${expected} waits for it in vain.`
        : `${played} got an answer of ${source} to a question that somebody else had asked.`;
    },
    reason: ({ expected, facts }) =>
      isTrue(facts, 'hasRow')
        ? `The row of ${textOf(facts, 'outside')} and ${textOf(facts, 'source')} names ${expected}.`
        : `No row fits ${textOf(facts, 'outside')} and ${textOf(facts, 'source')}, so it is for the router itself and for nobody inside.`,
    values: natInValues(valueWords),
  },
};
