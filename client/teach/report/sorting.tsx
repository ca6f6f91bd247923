/** A table's order: by a column, up or down. */
import { useSignal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../../art/components.tsx';
import { useAfterWords } from '../after.ts';

export type SortValue = string | number | null;

export interface Sorting {
  readonly by: ReadonlySignal<{ readonly column: string; readonly isDown: boolean }>;
  /** The same column once more turns the order round; a new one of numbers begins with the greatest. */
  press(column: string, isNumber: boolean): void;
}

export function useSorting(column: string, isDown = false): Sorting {
  const by = useSignal({ column, isDown });
  return {
    by,
    press: (next, isNumber) => {
      const now = by.peek();
      by.value = now.column === next ? { column: next, isDown: !now.isDown } : { column: next, isDown: isNumber };
    },
  };
}

/** Rows that have no value stand last, whatever the order. */
export function inOrder<Row>(
  rows: readonly Row[],
  isDown: boolean,
  valueOf: (row: Row) => SortValue,
  language: string,
): readonly Row[] {
  const names = new Intl.Collator(language, { numeric: true });
  const compare = (a: SortValue, b: SortValue): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : names.compare(String(a), String(b));
  return rows.toSorted((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return isDown ? compare(b, a) : compare(a, b);
  });
}

interface HeadProps {
  readonly sorting: Sorting;
  readonly column: string;
  readonly text: string;
  readonly isNumber?: boolean;
  readonly class?: string;
}

export function SortHead({ sorting, column, text, isNumber = false, class: name = '' }: HeadProps): JSX.Element {
  const words = useAfterWords().report;
  const { by } = sorting;
  const isOn = by.value.column === column;
  const order = by.value.isDown ? 'descending' : 'ascending';
  return (
    <th scope="col" class={name} {...(isOn ? { 'aria-sort': order } : {})}>
      <button type="button" class="sort" title={words.sortBy(text)} onClick={() => sorting.press(column, isNumber)}>
        {text}
        <span class="sort-sign">
          {isOn && <Icon name={by.value.isDown ? 'chevron-down' : 'chevron-up'} width={13} weight={3} />}
        </span>
      </button>
    </th>
  );
}
