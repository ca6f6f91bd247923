/** What the words about VLANs read from a decision: the tag, and what the ports are set to. No language here. */
import type { Facts } from '../device/rule.ts';
import { portsIn, rowsOf, textOf } from './facts.ts';
import type { RuleCase } from './language.ts';

/** A port's setting; of an access port `vlans` has its one VLAN, `native` is empty if there is none. */
export interface PortSetting {
  readonly port: string;
  readonly mode: 'access' | 'trunk';
  readonly vlans: readonly string[];
  readonly native: string;
}

/** The VLAN in the frame's tag; empty without a tag. */
export function tagIn(facts: Facts): string {
  const tag = textOf(facts, 'tag');
  return tag === '0' ? '' : tag;
}

export function settingOf(facts: Facts, port: string): PortSetting | undefined {
  const row = rowsOf(facts, 'settings').find((it) => it.startsWith(`${port} `));
  const [name, mode, vlans = '', native = '0'] = row?.split(' ') ?? [];
  if (name === undefined) return undefined;
  return {
    port,
    mode: mode === 'trunk' ? 'trunk' : 'access',
    vlans: vlans === '' ? [] : vlans.split(','),
    native: native === '0' ? '' : native,
  };
}

/** The settings of the ports by which the frame leaves, and whether each has to carry the tag. */
export function leaving(
  it: Pick<RuleCase, 'facts' | 'expected'>,
): readonly { readonly setting: PortSetting; readonly isTagged: boolean }[] {
  const tagged = portsIn(it.expected);
  return rowsOf(it.facts, 'chosen').flatMap((port) => {
    const setting = settingOf(it.facts, port);
    return setting === undefined ? [] : [{ setting, isTagged: tagged.includes(port) }];
  });
}

/** What went wrong with a tag, the worst first: it lands in the native VLAN, the other end drops it, or it is of no use. */
export type WrongTag =
  | { readonly kind: 'native' | 'lost-trunk' | 'to-host' | 'needless'; readonly setting: PortSetting }
  | { readonly kind: 'no-frame' };

export function wrongTag(it: Pick<RuleCase, 'facts' | 'expected' | 'played'>): WrongTag {
  const played = portsIn(it.played);
  const wrong = leaving(it).filter(({ setting, isTagged }) => played.includes(setting.port) !== isTagged);
  const found = wrong.map(({ setting, isTagged }): WrongTag => {
    if (setting.mode === 'access') return { kind: 'to-host', setting };
    if (!isTagged) return { kind: 'needless', setting };
    return { kind: setting.native === '' ? 'lost-trunk' : 'native', setting };
  });
  const worst = (['native', 'lost-trunk', 'to-host', 'needless'] as const)
    .map((kind) => found.find((one) => one.kind === kind))
    .find((one) => one !== undefined);
  return worst ?? { kind: 'no-frame' };
}

/** The played ports that are in another VLAN than the frame. */
export function foreignPorts(it: Pick<RuleCase, 'facts' | 'played'>): readonly string[] {
  const foreign = rowsOf(it.facts, 'foreign');
  return portsIn(it.played).filter((port) => foreign.includes(port));
}
