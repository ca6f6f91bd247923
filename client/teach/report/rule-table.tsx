/** The rules of the lesson, the one with the largest share of mistakes first. */
import type { JSX } from 'preact';
import type { ClassReport } from '../../../shared/class/report.ts';
import { usePage } from '../../pages/page.tsx';
import { useAfterWords } from '../after.ts';
import { shareRight } from './sheets.ts';
import { inOrder, SortHead, useSorting, type SortValue } from './sorting.tsx';
import { ShareCell } from './student-table.tsx';

type Row = ClassReport['rules'][number];

const numbers = ['decisions', 'mistakes', 'mended', 'students'] as const;

export function RuleTable({ rules }: Pick<ClassReport, 'rules'>): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().report;
  const language = store.language.value;
  const sorting = useSorting('share');
  const { column, isDown } = sorting.by.value;
  const valueOf = (row: Row): SortValue => {
    if (column === 'rule') return language.rules[row.rule].name;
    if (column === 'share') return shareRight(row);
    return row[numbers.find((number) => number === column) ?? 'decisions'];
  };
  return (
    <section aria-labelledby="by-rule">
      <h2 id="by-rule">{words.byRule}</h2>
      <div class="scroller report-scroller" tabIndex={0} role="group" aria-labelledby="by-rule">
        <table class="t report-table">
          <thead>
            <tr>
              <SortHead sorting={sorting} column="rule" text={words.rule} class="name" />
              <SortHead sorting={sorting} column="share" text={words.right} isNumber />
              {numbers.map((number) => (
                <SortHead key={number} sorting={sorting} column={number} text={words[number]} isNumber />
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder(rules, isDown, valueOf, language.code).map((row) => (
              <tr key={row.rule}>
                <th scope="row" class="name">
                  {language.rules[row.rule].name}
                  <span class="rule-text small quiet">{language.rules[row.rule].rule}</span>
                </th>
                <ShareCell tally={row} />
                {numbers.map((number) => (
                  <td key={number} class="number">
                    {row[number]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
