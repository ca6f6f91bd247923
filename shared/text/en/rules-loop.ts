/** Where cables may be: exactly one way between any two devices. */
import type { RuleId } from '../../device/rule.ts';
import { cableFacts, isTrue, textOf, type OpenCase } from '../facts.ts';
import type { RuleText } from '../language.ts';
import { loopValues } from '../values.ts';
import { listOf, valueWords } from './say.ts';

export const loopRules: Readonly<Record<Extract<RuleId, 'switch.loop'>, RuleText>> = {
  'switch.loop': {
    name: 'One way only',
    rule: 'Where no spanning tree runs, there must be exactly one way between any two devices: a second one is a loop, and none cuts somebody off.',
    question: () => 'Follow the cables on the map: along which of yours do you come back to your switch another way?',
    head: ({ played, facts }) => {
      if (played === 'in') return 'The loop is closed again';
      return textOf(facts, 'machine') === '' ? 'A part is cut off' : 'A machine is cut off';
    },
    happened: (it) => {
      const { far, between, cutOff } = cableFacts(it);
      if (it.played === 'in')
        return `There was already a way to ${far}, ${by(it, between)}. With two ways, the next broadcast goes round and round.`;
      if (textOf(it.facts, 'machine') !== '')
        return `You pulled out the only cable of ${far}. Nobody reaches it now, and no loop has been opened by that.`;
      return `Nothing joins your switch to ${far} any more. ${listOf(cutOff)} ${cutOff.length === 1 ? 'is' : 'are'} cut off from the others.`;
    },
    reason: (it) => {
      const { far, between, cutOff } = cableFacts(it);
      const port = it.port(textOf(it.facts, 'port'));
      return it.expected === 'out'
        ? `Without the cable in port ${port} you still reach ${far}, ${by(it, between)}. So it closes a loop: it has to be out.`
        : `The cable in port ${port} is the only way to ${far}. Without it ${listOf(cutOff)} ${cutOff.length === 1 ? 'is' : 'are'} cut off: it has to be in.`;
    },
    values: loopValues(valueWords),
  },
};

function by({ facts }: OpenCase, between: readonly string[]): string {
  return isTrue(facts, 'isDouble') ? 'by the other cable' : `by ${listOf(between)}`;
}
