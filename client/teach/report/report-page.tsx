/** /teach/CODE/report: what the class has done, by student and rule, by team and round; on the screen, on paper, and as files. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ClassReport } from '../../../shared/class/report.ts';
import { teamName } from '../../../shared/text/team-names.ts';
import { Icon } from '../../art/components.tsx';
import { Bar, LanguageSwitch, ThemeSwitch } from '../../pages/bar.tsx';
import { useTitle } from '../../pages/document.ts';
import { Loading, Message } from '../../pages/message.tsx';
import { Link, usePage, useWords } from '../../pages/page.tsx';
import { spacedCode, teachPath } from '../../router.ts';
import { useAfterWords } from '../after.ts';
import { classTransport, type Teacher } from '../connection.ts';
import { NoSecret } from '../no-secret.tsx';
import { saveFile } from '../save.ts';
import { useReport } from '../use-report.ts';
import { csvFile } from './csv.ts';
import { RuleTable } from './rule-table.tsx';
import { ruleSheet, studentSheet, teamSheet, type SheetWords } from './sheets.ts';
import { StudentTable } from './student-table.tsx';
import { TeamTable } from './team-table.tsx';
import '../../style/panels.css';
import '../../style/report.css';

export function ReportPage(): JSX.Element {
  const { router } = usePage();
  const route = router.route.value;
  if (route.page !== 'class-teach') return <></>;
  const { code, secret } = route;
  if (secret === '') return <NoSecret code={code} />;
  return <Asked key={`${code} ${secret}`} teacher={{ code, secret }} />;
}

function Asked({ teacher }: { readonly teacher: Teacher }): JSX.Element {
  const words = useAfterWords().report;
  const { refusals } = useWords();
  const transport = useMemo(() => classTransport(), []);
  const { report, again } = useReport(transport, teacher);
  const outcome = report.value;
  useTitle(outcome === null || 'refused' in outcome ? words.failed : words.title(outcome.value.title));
  if (outcome === null) return <Loading text={words.loading} />;
  if ('refused' in outcome) {
    return (
      <Message title={words.failed} text={refusals[outcome.refused]}>
        <button type="button" class="btn main" onClick={again}>
          {words.again}
        </button>
      </Message>
    );
  }
  const { value } = outcome;
  return (
    <div class="report-page">
      <ReportBar teacher={teacher} />
      <main id="content" class="report" tabIndex={-1}>
        <header class="report-head">
          <div>
            <h1>{words.title(value.title)}</h1>
            <p class="quiet mono">{spacedCode(value.code)}</p>
          </div>
          <Files report={value} />
        </header>
        {value.unread > 0 && <p class="card box">{words.unread(value.unread)}</p>}
        {value.rules.length === 0 && value.teams.every(({ rounds }) => rounds.length === 0) ? (
          <p class="quiet">{words.empty}</p>
        ) : (
          <>
            <StudentTable report={value} />
            <TeamTable report={value} teacher={teacher} transport={transport} />
            <RuleTable rules={value.rules} />
          </>
        )}
      </main>
    </div>
  );
}

function ReportBar({ teacher: { code, secret } }: { readonly teacher: Teacher }): JSX.Element {
  const words = useAfterWords().report;
  return (
    <Bar>
      <span class="sep" />
      <Link to={teachPath(code, secret)} class="btn s">
        <Icon name="arrow-left" width={17} /> {words.toClass}
      </Link>
      <Link to={teachPath(code, secret, 'debrief')} class="btn s">
        {words.toDebrief}
      </Link>
      <span class="grow" />
      <span class="bar-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
    </Bar>
  );
}

function Files({ report }: { readonly report: ClassReport }): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().report;
  const language = store.language.value;
  const sheet: SheetWords = { words, language, teamName: (number) => teamName(language.code, number) };
  const save = (what: string, make: typeof studentSheet): void =>
    saveFile(csvFile(make(report, sheet)), `${report.code}-${what}.csv`);
  const saveJson = (): void =>
    saveFile(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }), `${report.code}.json`);
  return (
    <div class="report-files">
      <button type="button" class="btn" onClick={() => save('students', studentSheet)}>
        <Icon name="download" width={17} /> {words.saveStudents}
      </button>
      <button type="button" class="btn" onClick={() => save('teams', teamSheet)}>
        <Icon name="download" width={17} /> {words.saveTeams}
      </button>
      <button type="button" class="btn" onClick={() => save('rules', ruleSheet)}>
        <Icon name="download" width={17} /> {words.saveRules}
      </button>
      <button type="button" class="btn" onClick={saveJson}>
        <Icon name="download" width={17} /> {words.saveJson}
      </button>
      <button type="button" class="btn main" onClick={() => window.print()}>
        {words.print}
      </button>
    </div>
  );
}
