/** What a switch with VLANs decides: to which VLAN a frame belongs, and where it carries its tag. */
import type { RuleId } from '../../device/rule.ts';
import { portsIn, rowsOf, textOf, type OpenCase } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { vlanValues } from '../values-vlan.ts';
import { foreignPorts, leaving, settingOf, tagIn, wrongTag, type PortSetting } from '../vlan-facts.ts';
import { portVlan } from './rules-port-vlan.ts';
import { listOf, pingStops, portList, valueWords } from './say.ts';

export const vlanRules: Readonly<Record<Extract<RuleId, 'switch.vlan'>, RuleText>> = {
  'switch.vlan': {
    name: 'Keeping VLANs apart',
    rule: 'A frame stays in its VLAN: tagged on a trunk, without a tag on an access port, and without one in the native VLAN of a trunk.',
    question: (part) => {
      if (part === 'port-vlan') return portVlan.question(part);
      return part === 'tags'
        ? 'What is each of these ports set to: access, or trunk? And which VLAN is native there?'
        : 'Has the frame a tag? And what is the port set to by which it came in?';
    },
    head: (it) => {
      if (it.part === 'port-vlan') return portVlan.head(it);
      if (it.part === 'ports') return 'It leaked into another VLAN';
      if (it.part === 'tags') return tagHeads[wrongTag(it).kind];
      if (it.expected === 'none') return 'It must not come in';
      return it.played === 'none' ? 'The frame ended here' : 'It is in the wrong VLAN';
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
  tag: 'tag',
  noTag: 'no tag',
  cameInBy: valueWords.cameInBy,
  ofFrame: 'frame of',
  so: valueWords.so,
  none: 'no VLAN here: drop it',
  nowhere: 'nowhere',
  ports: portList,
  vlan: (id) => `VLAN ${id}`,
  setting,
  withTag: (ports) => `tag on ${portList(ports)}`,
});

const tagHeads = {
  native: 'It lands in the native VLAN',
  'lost-trunk': 'Nobody takes it without a tag',
  'to-host': 'The machine drops it',
  needless: 'A tag that nobody needs',
  'no-frame': 'A tag without a frame',
} as const;

function setting({ mode, vlans, native }: PortSetting): string {
  if (mode === 'access') return `access, VLAN ${vlans.join('')}`;
  return `trunk, VLANs ${vlans.join(', ')}${native === '' ? '' : `, native ${native}`}`;
}

function wronglyTaken(it: RuleCase): string {
  const { facts, played, expected } = it;
  const tag = tagIn(facts);
  const at = portList([it.port(textOf(facts, 'port'))]);
  if (expected === 'none') {
    return played === tag
      ? `You believed the tag. With it, whoever sits behind ${at} could speak in any VLAN they like.`
      : `It has tag ${tag}, and ${at} takes no tags. You took it into VLAN ${played} all the same, where nobody waits for it.`;
  }
  if (played === 'none') return `You dropped it, although it is a frame of VLAN ${expected}.${pingStops(it)}`;
  return `It is a frame of VLAN ${expected}, and you let it loose in VLAN ${played}, among machines that must not see it.`;
}

function vlanReason({ facts, expected, port }: OpenCase): string {
  const tag = tagIn(facts);
  const cameInBy = textOf(facts, 'port');
  const at = portList([port(cameInBy)]);
  const own = settingOf(facts, cameInBy);
  if (expected !== 'none') {
    if (tag !== '') return `Its tag says VLAN ${tag}, and ${at} is a trunk with that VLAN.`;
    return own?.mode === 'access'
      ? `It has no tag, and ${at} is an access port of VLAN ${expected}.`
      : `It has no tag, and ${at} is a trunk with native VLAN ${expected}.`;
  }
  if (own?.mode === 'access')
    return `It has tag ${tag}, and ${at} is an access port: it takes frames without a tag only.`;
  return tag === ''
    ? `It has no tag, and the trunk at ${at} has no native VLAN.`
    : `Its tag says VLAN ${tag}, and the trunk at ${at} does not carry that VLAN.`;
}

function leaked(it: RuleCase): string {
  const foreign = foreignPorts(it);
  return `It left by ${portList(foreign.map(it.port))}, where VLAN ${textOf(it.facts, 'vlan')} is not. Whoever is there has seen a frame of other people.`;
}

function waysOut({ facts, expected, port }: OpenCase): string {
  const out = portsIn(expected);
  const vlan = textOf(facts, 'vlan');
  return out.length === 0
    ? `VLAN ${vlan} has no other port here: the frame goes nowhere.`
    : `In VLAN ${vlan} it leaves by ${portList(out.map(port))} and by no other.`;
}

function wronglyTagged(it: RuleCase): string {
  const vlan = textOf(it.facts, 'vlan');
  const wrong = wrongTag(it);
  if (wrong.kind === 'no-frame') return 'By a port that you have not chosen nothing leaves: there is nothing to tag.';
  const at = portList([it.port(wrong.setting.port)]);
  const { native } = wrong.setting;
  switch (wrong.kind) {
    case 'native':
      return `It left by ${at} without a tag. The other end takes that for VLAN ${native}: there they see a frame of VLAN ${vlan}.`;
    case 'lost-trunk':
      return `It left by ${at} without a tag. That trunk has no native VLAN, so the other end drops it.${pingStops(it)}`;
    case 'to-host':
      return `It left by ${at} with tag ${vlan}. The machine there knows no tags and drops it.${pingStops(it)}`;
    case 'needless':
      return `It arrived. But VLAN ${native} is native on ${at} and goes without a tag: the tag is four bytes for nothing, and not every switch takes it.`;
  }
}

function tagsReason(it: OpenCase): string {
  const vlan = textOf(it.facts, 'vlan');
  if (rowsOf(it.facts, 'chosen').length === 0) return 'It leaves by no port, so there is nothing to tag.';
  const say = leaving(it).map(({ setting: { port, mode, native }, isTagged }) => {
    const at = portList([it.port(port)]);
    if (mode === 'access') return `${at} is an access port, so no tag`;
    return isTagged ? `${at} is a trunk, so tag ${vlan}` : `${at} is a trunk where VLAN ${native} is native, so no tag`;
  });
  const text = listOf(say);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
