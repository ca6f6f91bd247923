/** What is told of a port that was set to the wrong VLAN: the rule is `switch.vlan`, stated in `rules-vlan.ts`. */
import { rowsOf, textOf } from '../facts.ts';
import type { RuleText } from '../language.ts';

export const portVlan: Pick<RuleText, 'question' | 'head' | 'happened' | 'reason' | 'values'> = {
  question: () => '这个帧是在哪个 VLAN 进来的？哪些端口属于这个 VLAN？',
  head: ({ quality }) => (quality === 'unsafe' ? '帧跑出了自己的 VLAN' : '帧在 VLAN 里走丢了'),
  happened: ({ facts, port }) =>
    `帧从端口 ${port(textOf(facts, 'port'))} 进来，属于 VLAN ${textOf(facts, 'vlan')}，而端口 ${port(textOf(facts, 'at'))} 属于 VLAN ${textOf(facts, 'atVlan')}。`,
  reason: ({ facts, port }) =>
    `端口 ${port(textOf(facts, 'port'))} 属于 VLAN ${textOf(facts, 'vlan')}，所以只有 VLAN ${textOf(facts, 'vlan')} 的端口可以发出这个帧。`,
  values: ({ facts, port }) =>
    rowsOf(facts, 'table').map((row) => {
      const [at = '', vlan = ''] = row.split(' ');
      return { label: `端口 ${port(at)}`, value: `VLAN ${vlan}` };
    }),
};
