/** `vconfig` of the package vlan 2.0: VLAN interfaces the old way, by way of `ip link`. */
import { type Command, type Context, type Outcome } from './command.ts';
import { usage } from './usage.ts';
import { vlanAdd, vlanDelete } from './vlan-interface.ts';

const WARNING =
  '\nWarning: vconfig is deprecated and might be removed in the future, please migrate to ip(route2) as soon as possible!\n\n';

export const vconfig: Command = {
  name: 'vconfig',
  usage: 'vconfig { add INTERFACE VLAN | rem INTERFACE }',
  grammar: { add: { CARD: { NUMBER: {} } }, rem: { VLANLINK: {} } },
  run: (context, words) => run(context, words),
};

function run(context: Context, words: readonly string[]): Outcome {
  if (words.length < 2 || words.length > 4) {
    return warned({
      output: `Expecting argc to be 3-5, inclusive.  Was: ${words.length + 1}\n${usage.vconfig}`,
      status: 1,
      changes: [],
    });
  }
  const [verb, name = '', id = ''] = words;
  switch (verb) {
    case 'add':
      return warned(withStatus(vlanAdd(context, ['link', name, 'name', `${name}.${id}`, 'type', 'vlan', 'id', id]), 3));
    case 'rem':
      return warned(withStatus(vlanDelete(context, [name]), 4));
    default:
      return warned({ output: `Unknown command: ${verb}\n`, status: 5, changes: [] });
  }
}

function warned(outcome: Outcome): Outcome {
  return { ...outcome, output: WARNING + outcome.output };
}

function withStatus(outcome: Outcome, status: number): Outcome {
  return outcome.status === 0 ? outcome : { ...outcome, status };
}
