/** Finding what is broken. The panel of the puzzle speaks of devices by name: see fault-words.ts. */
import type { RuleText } from '../language.ts';
import { faultWords } from './fault-words.ts';

export const faultRules: Readonly<Record<'fault.find', RuleText>> = {
  'fault.find': {
    name: 'Finding the fault',
    rule: 'A fault is where the traces end: what is before it still works, what is behind it gets nothing.',
    question: () => faultWords.hints.question,
    head: () => 'It was not that',
    happened: () => 'What was named works: the fault is somewhere else, and the ping stays without an answer.',
    reason: () => 'The traces end somewhere else.',
    values: () => [],
  },
};
