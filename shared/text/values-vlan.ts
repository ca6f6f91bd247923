/** The rows of "your values" of the rule about VLANs. */
import { portsIn, textOf } from './facts.ts';
import type { RuleText, ValueRow } from './language.ts';
import { leaving, settingOf, tagIn, type PortSetting } from './vlan-facts.ts';

export interface VlanValueWords {
  readonly tag: string;
  readonly noTag: string;
  readonly cameInBy: string;
  readonly ofFrame: string;
  readonly so: string;
  /** The frame belongs to no VLAN here. */
  readonly none: string;
  readonly nowhere: string;
  readonly ports: (ports: readonly string[]) => string;
  readonly vlan: (id: string) => string;
  readonly setting: (setting: PortSetting) => string;
  readonly withTag: (ports: readonly string[]) => string;
}

export const vlanValues =
  (words: VlanValueWords): RuleText['values'] =>
  (it) => {
    const { part, facts, expected, port } = it;
    const name = (id: string): string => words.ports([port(id)]);
    if (part === 'vlan') {
      const cameInBy = textOf(facts, 'port');
      const setting = settingOf(facts, cameInBy);
      return [
        { label: words.tag, value: tagIn(facts) || words.noTag, mark: 'overlooked' },
        {
          label: words.cameInBy,
          value: name(cameInBy),
          ...(setting === undefined ? {} : { note: words.setting(setting) }),
        },
        { label: words.so, value: expected === 'none' ? words.none : words.vlan(expected), mark: 'right' },
      ];
    }
    const ofFrame: ValueRow = { label: words.ofFrame, value: words.vlan(textOf(facts, 'vlan')), mark: 'overlooked' };
    if (part !== 'tags') {
      const out = portsIn(expected).map(port);
      const value = out.length === 0 ? words.nowhere : words.ports(out);
      return [ofFrame, { label: words.so, value, mark: 'right' }];
    }
    const tagged = portsIn(expected).map(port);
    return [
      ofFrame,
      ...leaving(it).map(({ setting }) => ({ label: name(setting.port), value: words.setting(setting) })),
      { label: words.so, value: tagged.length === 0 ? words.noTag : words.withTag(tagged), mark: 'right' },
    ];
  };
