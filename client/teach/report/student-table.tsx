/** Students by rules: the share of right decisions, and whether mistakes were mended. */
import type { JSX } from 'preact';
import type { ClassReport, RuleTally, StudentReport } from '../../../shared/class/report.ts';
import { teamName } from '../../../shared/text/team-names.ts';
import { Icon } from '../../art/components.tsx';
import type { IconName } from '../../art/index.ts';
import { usePage } from '../../pages/page.tsx';
import { useAfterWords } from '../after.ts';
import { allRules, shareRight } from './sheets.ts';
import { inOrder, SortHead, useSorting, type SortValue } from './sorting.tsx';

export function StudentTable({ report }: { readonly report: ClassReport }): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().report;
  const language = store.language.value;
  const sorting = useSorting('name');
  const { column, isDown } = sorting.by.value;
  const rules = report.rules.map(({ rule }) => rule);
  const team = ({ team: number }: StudentReport): string => (number === null ? '' : teamName(language.code, number));
  const valueOf = (student: StudentReport): SortValue => {
    if (column === 'name') return student.name;
    if (column === 'team') return team(student) === '' ? null : team(student);
    const tally =
      column === 'all' ? allRules(student.rules) : student.rules[rules.find((rule) => rule === column) ?? 'fault.find'];
    return tally === undefined ? null : shareRight(tally);
  };
  return (
    <section aria-labelledby="by-student">
      <h2 id="by-student">{words.byStudent}</h2>
      <p class="small quiet">{words.byStudentHelp}</p>
      <div class="scroller report-scroller" tabIndex={0} role="group" aria-labelledby="by-student">
        <table class="t report-table by-student">
          <thead>
            <tr>
              <SortHead sorting={sorting} column="name" text={words.student} class="name" />
              <SortHead sorting={sorting} column="team" text={words.team} />
              <SortHead sorting={sorting} column="all" text={words.all} isNumber />
              {rules.map((rule) => (
                <SortHead key={rule} sorting={sorting} column={rule} text={language.rules[rule].name} isNumber />
              ))}
            </tr>
          </thead>
          <tbody>
            {inOrder(report.students, isDown, valueOf, language.code).map((student) => (
              <tr key={student.id}>
                <th scope="row" class="name">
                  <span class="person-name">{student.name}</span>
                  {student.isBot && <span class="tag">{words.bot}</span>}
                </th>
                <td class="team-cell">
                  {team(student) === '' ? <span class="quiet">{words.noTeam}</span> : team(student)}
                </td>
                <ShareCell tally={allRules(student.rules)} />
                {rules.map((rule) => (
                  <ShareCell key={rule} tally={student.rules[rule]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const SIGNS: Readonly<Record<'clear' | 'mended' | 'open', IconName>> = {
  clear: 'check',
  mended: 'loop',
  open: 'cross',
};

export function ShareCell({ tally }: { readonly tally: RuleTally | undefined }): JSX.Element {
  const words = useAfterWords().report;
  if (tally === undefined || tally.decisions === 0) return <td class="share none">–</td>;
  const { decisions, mistakes, mended } = tally;
  const sign = mistakes === 0 ? 'clear' : mended >= mistakes ? 'mended' : 'open';
  return (
    <td class={`share ${sign}`}>
      <span class="share-line" aria-hidden="true">
        <Icon name={SIGNS[sign]} width={14} weight={3} />
        {words.share(shareRight(tally))}
      </span>
      {mistakes > 0 && (
        <span class="share-note" aria-hidden="true">
          {words.shortCell(mistakes, mended)}
        </span>
      )}
      <span class="unseen">{words.cell(Math.max(0, decisions - mistakes), decisions, mistakes, mended)}</span>
    </td>
  );
}
