/** What a hub does with what comes in. */
import type { RuleId } from '../../device/rule.ts';
import { portsIn, portsPlayed, textOf } from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { repeatValues } from '../values.ts';
import { pingStops, portList, valueWords } from './say.ts';

export const hubRules: Readonly<Record<Extract<RuleId, 'hub.repeat'>, RuleText>> = {
  'hub.repeat': {
    name: 'Repeating',
    rule: 'A hub reads nothing: what comes in by one port goes out of every other port that has a cable, unchanged, and never back.',
    question: () => 'By which port did the bits come in, and which other ports have a cable?',
    head: (it) => {
      const { chosen, missed, extra, back } = portsPlayed(it);
      if (back) return 'It collided with itself';
      if (chosen.length === extra.length) return 'The signal ended here';
      return missed.length > 0 ? 'Not everybody heard it' : 'Nobody is at that port';
    },
    happened: (it) => wronglyRepeated(it),
    reason: ({ expected, facts, port }) => {
      const cameInBy = portList([port(textOf(facts, 'port'))]);
      return `It came in by ${cameInBy}, so it goes out of every other port with a cable: ${portList(portsIn(expected).map(port))}.`;
    },
    values: repeatValues(valueWords),
  },
};

function wronglyRepeated(it: RuleCase): string {
  const { chosen, missed, extra, back } = portsPlayed(it);
  const ports = (ids: readonly string[]): string => portList(ids.map(it.port));
  if (back) {
    const cameInBy = ports([textOf(it.facts, 'port')]);
    return `It went back out of ${cameInBy}. Whoever is sending there hears a signal at the same time: a collision. The frame is broken off, and nobody gets it whole.${pingStops(it)}`;
  }
  if (chosen.length === 0)
    return `You let it go out of no port. Behind ${ports(missed)} nobody heard it.${pingStops(it)}`;
  if (missed.length === 0)
    return `It went where it had to, and out of ${ports(extra)} as well, where there is no cable.`;
  if (chosen.length === extra.length)
    return `You sent it out of ${ports(extra)}, where there is no cable. Behind ${ports(missed)} nobody heard it.${pingStops(it)}`;
  const silent = `Behind ${ports(missed)} nobody heard it.`;
  return chosen.length === 1
    ? `You sent it out of ${ports(chosen)} only, like a switch that knows who is there. A hub reads no address and cannot know. ${silent}`
    : `You sent it out of ${ports(chosen)} only. A hub does not choose. ${silent}`;
}
