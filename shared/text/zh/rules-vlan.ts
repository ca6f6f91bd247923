/** What a switch with VLANs decides: to which VLAN a frame belongs, and where it carries its tag. */
import type { RuleId } from '../../device/rule.ts';
import { portsIn, rowsOf, textOf, type OpenCase } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { vlanValues } from '../values-vlan.ts';
import { foreignPorts, leaving, settingOf, tagIn, wrongTag, type PortSetting } from '../vlan-facts.ts';
import { portVlan } from './rules-port-vlan.ts';
import { pingStops, portList, valueWords } from './say.ts';

export const vlanRules: Readonly<Record<Extract<RuleId, 'switch.vlan'>, RuleText>> = {
  'switch.vlan': {
    name: 'VLAN 互不相通',
    rule: '帧只在自己的 VLAN 里走：从 Trunk 口出去带标签，从 Access 口出去不带，在 Trunk 口的本征 VLAN 里也不带。',
    question: (part) => {
      if (part === 'port-vlan') return portVlan.question(part);
      return part === 'tags'
        ? '这些端口各是 Access 还是 Trunk？Trunk 口的本征 VLAN 又是哪个？'
        : '这一帧带标签吗？它进来的端口是怎么设置的？';
    },
    head: (it) => {
      if (it.part === 'port-vlan') return portVlan.head(it);
      if (it.part === 'ports') return '它漏进了别的 VLAN';
      if (it.part === 'tags') return tagHeads[wrongTag(it).kind];
      if (it.expected === 'none') return '不该进来的，你收了';
      return it.played === 'none' ? '这一帧到这里就没了' : '它进错了 VLAN';
    },
    happened: (it) => {
      if (it.part === 'port-vlan') return portVlan.happened(it);
      if (it.part === 'ports') return leaked(it);
      return it.part === 'tags' ? wronglyTagged(it) : wronglyTaken(it);
    },
    reason: (it) => {
      if (it.part === 'port-vlan') return portVlan.reason(it);
      if (it.part === 'ports') return waysOut(it);
      return it.part === 'tags' ? tagsReason(it) : vlanReason(it);
    },
    values: (it) => (it.part === 'port-vlan' ? portVlan.values(it) : values(it)),
  },
};

const values = vlanValues({
  tag: '标签',
  noTag: '不带标签',
  cameInBy: valueWords.cameInBy,
  ofFrame: '帧属于',
  so: valueWords.so,
  none: '哪个 VLAN 也不属于，丢弃',
  nowhere: '哪儿也不发',
  ports: portList,
  vlan: (id) => `VLAN ${id}`,
  setting,
  withTag: (ports) => `${portList(ports)} 带标签`,
});

const tagHeads = {
  native: '它落进了本征 VLAN',
  'lost-trunk': '不带标签，对端不收',
  'to-host': '那台机器把它丢了',
  needless: '这个标签是多余的',
  'no-frame': '没有帧，哪来标签',
} as const;

function setting({ mode, vlans, native }: PortSetting): string {
  if (mode === 'access') return `Access，VLAN ${vlans.join('')}`;
  return `Trunk，VLAN ${vlans.join('、')}${native === '' ? '' : `，本征 ${native}`}`;
}

function wronglyTaken(it: RuleCase): string {
  const { facts, played, expected } = it;
  const tag = tagIn(facts);
  const at = portList([it.port(textOf(facts, 'port'))]);
  if (expected === 'none') {
    return played === tag
      ? `你信了它自己写的标签。这样一来，${at} 后面的人想进哪个 VLAN 就能进哪个。`
      : `它带着标签 ${tag}，而${at} 不收带标签的帧。你还是把它收进了 VLAN ${played}，可那里没有人在等它。`;
  }
  if (played === 'none') return `它明明是 VLAN ${expected} 的帧，你却丢掉了。${pingStops(it)}`;
  return `它是 VLAN ${expected} 的帧，你却把它放进了 VLAN ${played}，那里的机器不该看到它。`;
}

function vlanReason({ facts, expected, port }: OpenCase): string {
  const tag = tagIn(facts);
  const cameInBy = textOf(facts, 'port');
  const at = portList([port(cameInBy)]);
  const own = settingOf(facts, cameInBy);
  if (expected !== 'none') {
    if (tag !== '') return `标签上写着 VLAN ${tag}，${at} 是 Trunk 口，允许这个 VLAN。`;
    return own?.mode === 'access'
      ? `它不带标签，${at} 是 VLAN ${expected} 的 Access 口。`
      : `它不带标签，${at} 是 Trunk 口，本征 VLAN 是 ${expected}。`;
  }
  if (own?.mode === 'access') return `它带着标签 ${tag}，而${at} 是 Access 口，只收不带标签的帧。`;
  return tag === ''
    ? `它不带标签，而${at} 这个 Trunk 口没有本征 VLAN。`
    : `标签上写着 VLAN ${tag}，而${at} 这个 Trunk 口不允许它。`;
}

function leaked(it: RuleCase): string {
  const foreign = foreignPorts(it);
  return `它从${portList(foreign.map(it.port))} 出去了，那里不属于 VLAN ${textOf(it.facts, 'vlan')}，那边的人看到了别人的帧。`;
}

function waysOut({ facts, expected, port }: OpenCase): string {
  const out = portsIn(expected);
  const vlan = textOf(facts, 'vlan');
  return out.length === 0
    ? `这里没有别的端口属于 VLAN ${vlan}，这一帧哪儿也不发。`
    : `在 VLAN ${vlan} 里，它只从${portList(out.map(port))} 出去。`;
}

function wronglyTagged(it: RuleCase): string {
  const vlan = textOf(it.facts, 'vlan');
  const wrong = wrongTag(it);
  if (wrong.kind === 'no-frame') return '没有选中的端口不发任何帧，也就没有什么可加标签的。';
  const at = portList([it.port(wrong.setting.port)]);
  const { native } = wrong.setting;
  switch (wrong.kind) {
    case 'native':
      return `它从${at} 出去时没带标签，对端就把它当成 VLAN ${native} 的帧，那里的机器看到了 VLAN ${vlan} 的帧。`;
    case 'lost-trunk':
      return `它从${at} 出去时没带标签，而这个 Trunk 口没有本征 VLAN，对端把它丢了。${pingStops(it)}`;
    case 'to-host':
      return `它带着标签 ${vlan} 从${at} 出去了，那里的机器不认标签，把它丢了。${pingStops(it)}`;
    case 'needless':
      return `送到了。不过 VLAN ${native} 是${at} 的本征 VLAN，不带标签：多了四个字节，而且不是每台交换机都肯收。`;
  }
}

function tagsReason(it: OpenCase): string {
  const vlan = textOf(it.facts, 'vlan');
  if (rowsOf(it.facts, 'chosen').length === 0) return '它哪儿也不发，也就没有什么可加标签的。';
  const say = leaving(it).map(({ setting: { port, mode, native }, isTagged }) => {
    const at = portList([it.port(port)]);
    if (mode === 'access') return `${at} 是 Access 口，不带标签`;
    return isTagged
      ? `${at} 是 Trunk 口，带标签 ${vlan}`
      : `${at} 是 Trunk 口，VLAN ${native} 是它的本征 VLAN，不带标签`;
  });
  return `${say.join('；')}。`;
}
