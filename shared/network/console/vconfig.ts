/** `vconfig` of the package vlan 2.0: VLAN interfaces the old way, by way of `ip link`. */
import { type Command, type Context, fails, NOT_PERMITTED, NOT_SUPPORTED, type Outcome, prints } from './command.ts';
import { linksOf } from './links.ts';
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
    // No more than one flag, and one way to name them, is there.
    case 'set_name_type':
      return warned(context.allowed === 'read' ? mayNot : prints(''));
    case 'set_flag':
      return warned(setFlag(context, words.slice(1)));
    case 'set_ingress_map':
      return warned(setVlan(context, name, 6));
    case 'set_egress_map':
      return warned(setVlan(context, name, 5));
    default:
      return warned({ output: `Unknown command: ${verb}\n`, status: 5, changes: [] });
  }
}

/** The script keeps the type in a file of root's. */
const mayNot = fails("mkdir: cannot create directory '/run/network': Permission denied", 8);

function setFlag(context: Context, words: readonly string[]): Outcome {
  const [name = '', , value = ''] = words;
  const said = `${words.join(' ')}\n`;
  if (value !== '0' && value !== '1') return fails(`${said}Invalid flag parameter specified`, 7);
  const outcome = setVlan(context, name, 7);
  return { ...outcome, output: said + outcome.output };
}

/** `ip link set dev NAME type vlan …` */
function setVlan({ network, machine, allowed }: Context, name: string, status: number): Outcome {
  const link = linksOf(network, machine).find((one) => one.name === name);
  if (link === undefined) return fails(`Cannot find device "${name}"`, status);
  return withStatus(allowed === 'read' ? NOT_PERMITTED : NOT_SUPPORTED, status);
}

function warned(outcome: Outcome): Outcome {
  return { ...outcome, output: WARNING + outcome.output };
}

function withStatus(outcome: Outcome, status: number): Outcome {
  return outcome.status === 0 ? outcome : { ...outcome, status };
}
