/** What is told of a port that was set to the wrong VLAN: the rule is `switch.vlan`, stated in `rules-vlan.ts`. */
import { rowsOf, textOf } from '../facts.ts';
import type { RuleText } from '../language.ts';

export const portVlan: Pick<RuleText, 'question' | 'head' | 'happened' | 'reason' | 'values'> = {
  question: () => 'In which VLAN did the frame come in, and which ports belong to this VLAN?',
  head: ({ quality }) => (quality === 'unsafe' ? 'It left its VLAN' : 'It was lost in its VLAN'),
  happened: ({ facts, port }) =>
    `The frame came in by port ${port(textOf(facts, 'port'))}, in VLAN ${textOf(facts, 'vlan')}. Port ${port(textOf(facts, 'at'))} belongs to VLAN ${textOf(facts, 'atVlan')}.`,
  reason: ({ facts, port }) =>
    `Port ${port(textOf(facts, 'port'))} is in VLAN ${textOf(facts, 'vlan')}, so only ports of VLAN ${textOf(facts, 'vlan')} may send the frame.`,
  values: ({ facts, port }) =>
    rowsOf(facts, 'table').map((row) => {
      const [at = '', vlan = ''] = row.split(' ');
      return { label: `Port ${port(at)}`, value: `VLAN ${vlan}` };
    }),
};
