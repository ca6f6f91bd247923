/** The rows of "your values" of a spanning tree: two priority vectors, compared part by part up to the first difference. */
import { isTrue, rowsOf, textOf } from './facts.ts';
import type { RuleText, ValueRow } from './language.ts';

type Values = RuleText['values'];

/** The labels and small words of these rows in one language. */
export interface TreeValueWords {
  /** Of the four parts of a vector, in their order. */
  readonly parts: readonly [root: string, cost: string, bridge: string, port: string];
  /** In place of the cost, where the own cable is counted in. */
  readonly costWithCable: string;
  readonly same: string;
  readonly heard: string;
  readonly yours: string;
  readonly byPort: (port: string) => string;
  readonly ownId: string;
  readonly inBpdu: string;
  readonly believed: string;
  readonly cameInBy: string;
  readonly source: string;
  readonly so: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<string, string>>;
  readonly intakes: Readonly<Record<string, string>>;
}

/** The places of the parts, by the name of the first that differs. */
const PLACES = ['root', 'cost', 'bridge', 'port'];

/** The three bridge IDs between which the root is chosen; the same one twice is shown once. */
export const rootValues =
  (words: TreeValueWords): Values =>
  ({ facts, expected }) => {
    const ids = [
      { label: words.ownId, value: textOf(facts, 'own') },
      { label: words.inBpdu, value: textOf(facts, 'heard') },
      { label: words.believed, value: textOf(facts, 'believed') },
    ];
    const shown = ids.filter(({ value }, index) => ids.findIndex((other) => other.value === value) === index);
    return shown.map((row): ValueRow => ({ ...row, mark: row.value === expected ? 'right' : 'overlooked' }));
  };

/** What was said, over what it is compared with; the comparison ends at the first difference. */
export const roleValues =
  (words: TreeValueWords): Values =>
  ({ facts, expected, port }) => {
    const said = rowsOf(facts, 'heard');
    const against = rowsOf(facts, 'against');
    const rival = textOf(facts, 'rival');
    const isWay = rival !== 'own';
    const place = PLACES.indexOf(textOf(facts, 'differs'));
    const label = (index: number): string =>
      index === 1 && isWay ? words.costWithCable : (words.parts[index] ?? words.so);
    const whose = isWay
      ? [words.byPort(port(textOf(facts, 'port'))), words.byPort(port(rival))]
      : [words.heard, words.yours];
    const isBetter = expected !== 'designated';
    const rows = said.flatMap((value, index): ValueRow[] => {
      if (against.length === 0) return [{ label: label(index), value }];
      if (place !== -1 && index > place) return [];
      if (index !== place) return [{ label: label(index), value, note: words.same }];
      return [
        { label: label(index), value, note: whose[0]!, mark: isBetter ? 'right' : 'overlooked' },
        { label: label(index), value: against[index]!, note: whose[1]!, mark: isBetter ? 'overlooked' : 'right' },
      ];
    });
    const so = { label: words.so, value: words.roles[expected] ?? expected, mark: 'right' } as const;
    return [...rows, isTrue(facts, 'isRoot') ? { ...so, note: words.roles['you'] ?? '' } : so];
  };

export const intakeValues =
  (words: TreeValueWords): Values =>
  ({ facts, expected, port }) => [
    {
      label: words.cameInBy,
      value: words.byPort(port(textOf(facts, 'port'))),
      mark: 'overlooked',
      note: words.states[textOf(facts, 'state')] ?? '',
    },
    { label: words.source, value: textOf(facts, 'source') },
    { label: words.so, value: words.intakes[expected] ?? expected, mark: 'right' },
  ];
