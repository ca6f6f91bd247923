/** What a bridge decides about the spanning tree: who is the root, which role a port has, and what a port does in its state. */
import type { RuleId } from '../../device/rule.ts';
import { isTrue, rowsOf, textOf, type OpenCase } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { intakeValues, roleValues, rootValues, type TreeValueWords } from '../values-tree.ts';
import { pingStops } from './say.ts';

type TreeRule = 'switch.blocked' | 'stp.root' | 'stp.port';

const states: Readonly<Record<string, string>> = {
  disabled: 'switched off',
  blocking: 'blocked',
  listening: 'still listening',
  learning: 'still learning',
  forwarding: 'forwarding',
};

const words: TreeValueWords = {
  parts: ['root ID', 'cost', "sender's bridge ID", "sender's port ID"],
  costWithCable: 'cost, your cable included',
  same: 'the same',
  heard: 'your neighbour',
  yours: 'you',
  byPort: (port) => `port ${port}`,
  ownId: 'your bridge ID',
  inBpdu: 'root in this BPDU',
  believed: 'root until now',
  cameInBy: 'came in by',
  source: 'source',
  so: 'so',
  roles: { root: 'root port', designated: 'designated', blocked: 'blocked', you: 'you are the root' },
  states,
  intakes: { nothing: 'drop it, learn nothing', learn: 'learn, pass nothing on', forward: 'learn and pass it on' },
};

export const treeRules: Readonly<Record<Extract<RuleId, TreeRule>, RuleText>> = {
  'switch.blocked': {
    name: 'Blocked ports',
    rule: 'A blocked port takes and sends nothing but BPDUs and learns nothing, a forwarding one takes every frame.',
    question: () => 'By which port did the frame come in, and what is the state of that port?',
    head: ({ expected, played }) => {
      if (expected === 'forward') return 'The frame ended here';
      if (played === 'forward') return 'The loop is open again';
      return played === 'learn' ? 'That row would be false' : 'Nothing was learned';
    },
    happened: (it) => wronglyTaken(it),
    reason: ({ expected, facts, port }) => {
      const at = `Port ${port(textOf(facts, 'port'))}`;
      const state = states[textOf(facts, 'state')] ?? '';
      if (expected === 'forward') return `${at} is ${state}: it takes every frame.`;
      return expected === 'learn'
        ? `${at} is ${state}: it writes the table, but passes nothing on yet.`
        : `${at} is ${state}: it takes BPDUs and nothing else.`;
    },
    values: intakeValues(words),
  },
  'stp.root': {
    name: 'Electing the root',
    rule: 'The lowest bridge ID is the root: the lower priority, and where that is the same, the lower MAC address.',
    question: () => 'Compare the bridge IDs from the left: which is the lowest that you know of?',
    head: () => 'That is not the lowest ID',
    happened: ({ expected, played, facts }) =>
      played === textOf(facts, 'own')
        ? `You would say that you are the root. But ${expected} is lower than your ${played}, so nobody would follow you.`
        : `You would follow ${played}, though you know of ${expected}, which is lower. Two roots would make two trees, and the loop between them would stay.`,
    reason: ({ expected, facts }) => {
      const priority = expected.split('.')[0] ?? '';
      return textOf(facts, 'decidedBy') === 'priority'
        ? `The priority comes first, and ${priority} is the lowest. So ${expected} is the root, whatever its MAC address.`
        : `The priorities are the same, ${priority}, so the lower MAC address decides: ${expected} is the root.`;
    },
    values: rootValues(words),
  },
  'stp.port': {
    name: 'Port roles',
    rule: 'The port with the best way to the root is the root port, on each cable the better end is designated, and every other port is blocked.',
    question: (part) =>
      part === 'stp-former-role'
        ? 'On the cable of your old root port: who says the better thing now, your neighbour or you?'
        : 'Is this your best way to the root? If not: who says the better thing on this cable, your neighbour or you?',
    head: ({ expected, played }) => {
      if (expected === 'blocked') return 'That leaves a loop open';
      if (expected === 'root')
        return played === 'blocked' ? 'You blocked your root port' : 'That port leads to the root';
      return played === 'blocked' ? 'That cuts somebody off' : 'That is not your way';
    },
    happened: (it) => wrongRole(it),
    reason: (it) => rightRole(it),
    values: roleValues(words),
  },
};

function wronglyTaken(it: RuleCase): string {
  const { expected, played, facts, port } = it;
  const at = `port ${port(textOf(facts, 'port'))}`;
  const source = textOf(facts, 'source');
  const state = states[textOf(facts, 'state')] ?? '';
  if (expected === 'forward')
    return `You passed it on to nobody, although ${at} is forwarding: by the tree a frame has no other way.${pingStops(it)}`;
  if (played === 'learn')
    return `Your table would say that ${source} is behind ${at}. But ${at} is ${state}: frames for ${source} would get stuck there.`;
  return played === 'forward'
    ? `You passed on a frame from ${at}, which is ${state}. The same frame comes by the open way as well, so copies go round.`
    : `You learned nothing, although ${at} is ${state} and ${source} is behind it.`;
}

function wrongRole({ expected, played, facts, port }: RuleCase): string {
  const at = `port ${port(textOf(facts, 'port'))}`;
  const rootPort = `port ${port(textOf(facts, 'rootPort'))}`;
  if (expected === 'root')
    return played === 'blocked'
      ? `With ${at} blocked your best way to the root is gone, for you and for all behind you.`
      : `A designated port leads away from the root. By ${at} you would hear of the root, but not have a way to it.`;
  if (expected === 'blocked')
    return `You have a way to the root already, by ${rootPort}. With both ends of the cable at ${at} open as well, a broadcast would go round for ever.`;
  if (played === 'blocked')
    return `Your end of the cable at ${at} is the better one. Blocked, it would serve nobody behind it.`;
  return isTrue(facts, 'isRoot')
    ? 'You are the root yourself. The root needs no way to itself, so it has no root port.'
    : `Your best way to the root is by ${rootPort}. Whoever is at ${at} is no nearer to it than you.`;
}

function rightRole(it: OpenCase): string {
  const { expected, facts, port } = it;
  const at = `port ${port(textOf(facts, 'port'))}`;
  if (expected === 'root') {
    const rival = textOf(facts, 'rival');
    const [root = '', cost = ''] = rowsOf(facts, 'heard');
    return rival === ''
      ? `By ${at} you reach ${root} at a cost of ${cost}, and no other port leads there.`
      : `${upper(at)} is a better way than port ${port(rival)}: ${difference(facts, true)}.`;
  }
  if (expected === 'designated')
    return `On this cable you say the better thing: ${difference(facts, false)}. So ${at} is designated.`;
  return `Your root port is ${port(textOf(facts, 'rootPort'))}, and on the cable at ${at} your neighbour says the better thing: ${difference(facts, true)}.`;
}

/** What decides between the two vectors. `saidWins`: what was heard is the lower one. */
function difference(facts: OpenCase['facts'], saidWins: boolean): string {
  const place = { root: 0, cost: 1, bridge: 2, port: 3 }[textOf(facts, 'differs')];
  if (place === undefined) return 'all is the same, and its own number is the lower one';
  const [said, other] = [rowsOf(facts, 'heard')[place] ?? '', rowsOf(facts, 'against')[place] ?? ''];
  const [low, high] = saidWins ? [said, other] : [other, said];
  const before = [
    '',
    'the root is the same, and ',
    'root and cost are the same, and ',
    'root, cost and sender are the same, and ',
  ];
  return `${before[place]}the ${words.parts[place]} ${low} is lower than ${high}`;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
