/** What a switch decides: what to write down, and where a frame goes. */
import type { Facts, RuleId } from '../../device/rule.ts';
import {
  EVERYBODY,
  hasRow,
  intoBlocked,
  onlyBack,
  portsIn,
  portsPlayed,
  rowsOf,
  textOf,
  vlanIn,
  type OpenCase,
} from '../facts.ts';
import type { RuleCase, RuleText } from '../language.ts';
import { learnValues, portsValues } from '../values.ts';
import { pingStops, portList, valueWords } from './say.ts';

type SwitchRule = 'switch.learn' | 'switch.forward' | 'switch.flood' | 'switch.filter';

const lookupQuestion = 'Look for the destination in your table: is there a row for it?';

/** The thought "is it in your table?", which belongs to forwarding and to flooding. */
const lookupWords = {
  head: 'Your table says something else',
  happened: ({ expected, played, facts, port }: RuleCase): string => {
    const destination = textOf(facts, 'destination');
    if (expected === 'broadcast')
      return `${destination} is for everybody. It is no card's own address, so no table has a row for it.`;
    if (played === 'broadcast')
      return `${destination} is the address of one card. Only ff:ff:ff:ff:ff:ff is for everybody.`;
    return expected === 'known'
      ? `There is a row for ${destination}${inVlan(facts)}: it is behind ${portList([port(textOf(facts, 'at'))])}.`
      : `You looked ${destination} up as if it were there, but no row of your table has it${inVlan(facts)}.`;
  },
  reason: ({ expected, facts, port }: OpenCase): string => {
    const destination = textOf(facts, 'destination');
    if (expected === 'broadcast') return `${destination} is the broadcast address, for everybody.`;
    return expected === 'known'
      ? `Your table has a row for ${destination}${inVlan(facts)}: ${portList([port(textOf(facts, 'at'))])}.`
      : `Your table has no row for ${destination}${inVlan(facts)}.`;
  },
};

export const switchRules: Readonly<Record<Extract<RuleId, SwitchRule>, RuleText>> = {
  'switch.learn': {
    name: 'Learning',
    rule: 'A switch writes down the source address of every frame, with the port it came in by.',
    question: (part) =>
      part === 'learn'
        ? 'Of which of the two addresses do you know now where it is?'
        : 'By which port did the frame come in?',
    head: ({ part, played }) => {
      if (part === 'learn-port') return 'That port would be wrong';
      return played === 'nothing' ? 'You learned nothing from it' : 'That row would be false';
    },
    happened: ({ part, played, facts, port }) => {
      const source = textOf(facts, 'source');
      const cameInBy = portList([port(textOf(facts, 'port'))]);
      if (part === 'learn-port')
        return `With this row, frames for ${source} would go out of ${portList([port(played)])}, but it is behind ${cameInBy}.`;
      return played === 'nothing' ? learnedNothing(facts) : learnedDestination(facts, cameInBy);
    },
    reason: ({ part, facts, port }) => {
      const source = textOf(facts, 'source');
      const cameInBy = portList([port(textOf(facts, 'port'))]);
      return part === 'learn'
        ? `The source, ${source}, has just shown that it is behind ${cameInBy}. About the destination the frame shows nothing.`
        : `The frame came in by ${cameInBy}, so its source, ${source}, is behind ${cameInBy}.`;
    },
    values: learnValues(valueWords),
  },
  'switch.forward': {
    name: 'Forwarding what is known',
    rule: 'A frame for an address that is in the table goes out of the one port in that row.',
    question: (part) =>
      part === 'lookup' ? lookupQuestion : 'Your table has a row for the destination. Which port stands in it?',
    head: (it) => {
      if (it.part === 'lookup') return lookupWords.head;
      if (intoBlocked(it).length > 0) return 'The loop is open again';
      if (portsPlayed(it).missed.length === 0) return 'More copies than anybody needs';
      return it.played === '' ? 'The frame ended here' : 'The frame went the wrong way';
    },
    happened: (it) => (it.part === 'lookup' ? lookupWords.happened(it) : wronglyForwarded(it)),
    reason: (it) =>
      it.part === 'lookup'
        ? lookupWords.reason(it)
        : `Your table has ${textOf(it.facts, 'destination')} at ${ports(it, portsIn(it.expected))}: send it there and nowhere else.`,
    values: portsValues(valueWords),
  },
  'switch.flood': {
    name: 'Flooding',
    rule: 'A broadcast, and a frame for an address that is not in the table, goes out of every other port.',
    question: (part) =>
      part === 'lookup'
        ? lookupQuestion
        : 'No row says where the frame has to go. Behind which ports may somebody be who needs it?',
    head: (it) => {
      if (it.part === 'lookup') return lookupWords.head;
      if (intoBlocked(it).length > 0) return 'The loop is open again';
      if (portsPlayed(it).missed.length === 0) return 'It also went back';
      return it.played === '' ? 'The frame ended here' : 'It did not go everywhere';
    },
    happened: (it) => (it.part === 'lookup' ? lookupWords.happened(it) : wronglyFlooded(it)),
    reason: (it) => {
      if (it.part === 'lookup') return lookupWords.reason(it);
      const destination = textOf(it.facts, 'destination');
      if (it.expected === '') return `No other port here is${inVlan(it.facts)}: the frame goes nowhere.`;
      const others = ports(it, portsIn(it.expected));
      const every =
        rowsOf(it.facts, 'blocked').length > 0 ? 'every other port that is not blocked' : 'every other port';
      return textOf(it.facts, 'lookup') === 'broadcast'
        ? `${destination} is for everybody: out of ${every}${inVlan(it.facts)}, here ${others}.`
        : `${destination} is not in your table${inVlan(it.facts)}: out of ${every}${inVlan(it.facts)}, here ${others}.`;
    },
    values: portsValues(valueWords),
  },
  'switch.filter': {
    name: 'Filtering',
    rule: 'A frame for an address behind the very port it came in by goes nowhere: it is there already.',
    question: () => 'Behind which port is the destination, and by which port did the frame come in?',
    head: (it) => (intoBlocked(it).length > 0 ? 'The loop is open again' : 'It was there already'),
    happened: (it) => wronglyPassed(it),
    reason: ({ facts, port }) => {
      const at = portList([port(textOf(facts, 'at'))]);
      return `${textOf(facts, 'destination')} is behind ${at}, and the frame came in by ${at}: it goes nowhere.`;
    },
    values: portsValues(valueWords),
  },
};

/** On a switch with VLANs each has a table of its own. */
function inVlan(facts: Facts): string {
  const vlan = vlanIn(facts);
  return vlan === '' ? '' : ` in VLAN ${vlan}`;
}

function learnedNothing(facts: Facts): string {
  const source = textOf(facts, 'source');
  return hasRow(facts, source)
    ? `Your row for ${source} stays as old as it was. Sooner or later it is forgotten.`
    : `You still do not know where ${source} is, so you have to flood the frames for it.`;
}

function learnedDestination(facts: Facts, cameInBy: string): string {
  const destination = textOf(facts, 'destination');
  return destination === EVERYBODY
    ? `${destination} is for everybody. It is no card's own address, so no table has a row for it.`
    : `The row would say that ${destination} is behind ${cameInBy}. But it is the sender, ${textOf(facts, 'source')}, who is there.`;
}

function ports(it: OpenCase, ids: readonly string[]): string {
  return portList(ids.map(it.port));
}

/** A blocked port sends nothing but BPDUs. */
function throughBlocked(it: RuleCase): string {
  return `You sent it out of ${ports(it, intoBlocked(it))}, which the spanning tree has blocked. Whoever is there gets it by the open way as well: copies go round.`;
}

function wronglyForwarded(it: RuleCase): string {
  if (intoBlocked(it).length > 0) return throughBlocked(it);
  const destination = textOf(it.facts, 'destination');
  const { chosen, missed, extra, back } = portsPlayed(it);
  if (missed.length === 0) {
    const cameInBy = textOf(it.facts, 'port');
    const needless = portsIn(it.played).filter((port) => extra.includes(port) || (back && port === cameInBy));
    return `It arrived. But it also went out of ${ports(it, needless)}, where ${destination} is not: others heard it for nothing.`;
  }
  return chosen.length === 0
    ? `You dropped it, although you know where ${destination} is: behind ${ports(it, missed)}.${pingStops(it)}`
    : `It went ${onlyBack(it) ? 'back ' : ''}out of ${ports(it, chosen)}, but ${destination} is behind ${ports(it, missed)}.${pingStops(it)}`;
}

function wronglyFlooded(it: RuleCase): string {
  if (intoBlocked(it).length > 0) return throughBlocked(it);
  const { chosen, missed } = portsPlayed(it);
  if (missed.length === 0) {
    return `It also went back out of ${ports(it, [textOf(it.facts, 'port')])}. Whoever is there gets it a second time.`;
  }
  const did = chosen.length === 0 ? 'You dropped it.' : sentTo(it);
  const lost = `Behind ${ports(it, missed)} nobody got it`;
  return textOf(it.facts, 'lookup') === 'broadcast'
    ? `${did} ${lost}, and it was for everybody.`
    : `${did} ${lost}, and that may be where its destination is.`;
}

function sentTo(it: RuleCase): string {
  const where = ports(it, portsPlayed(it).chosen);
  return onlyBack(it) ? `You sent it back out of ${where}, where it came from.` : `You sent it out of ${where}.`;
}

function wronglyPassed(it: RuleCase): string {
  if (intoBlocked(it).length > 0) return throughBlocked(it);
  const destination = textOf(it.facts, 'destination');
  const { extra, back } = portsPlayed(it);
  const at = ports(it, [textOf(it.facts, 'at')]);
  const twice = `You sent it back out of ${at}, where ${destination} had heard it already.`;
  if (extra.length === 0) return twice;
  const away = `You sent it out of ${ports(it, extra)}, but ${destination} is behind ${at} and had heard it already.`;
  return back ? `${twice} It also went out of ${ports(it, extra)}, where nobody needs it.` : away;
}
