/** What goes wrong most in this class now, each with a frame and the addresses of the class itself; and who makes which mistake. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CommonMistake, StudentView, TeamView } from '../../shared/class/view.ts';
import type { RuleId } from '../../shared/device/rule.ts';
import { Dialog } from '../pages/dialog.tsx';
import { usePage } from '../pages/page.tsx';
import { deskOf, ruleCase, VerdictCard } from '../panels/index.tsx';
import type { PageStore } from '../store.ts';
import { useClass } from './desk.ts';
import { roomOf, storeIn } from './example.ts';
import { useTeachWords, useTeamName } from './words.ts';

export function Wrong(): JSX.Element {
  const { mistakes, teams, students } = useClass();
  const words = useTeachWords().wrong;
  const isByStudent = useSignal(false);
  const people = mistakesByStudent(teams, students);
  if (mistakes.length === 0 && people.length === 0) return <p class="quiet side-empty">{words.none}</p>;
  return (
    <>
      <div class="seg wrong-by" role="group" aria-label={words.title}>
        {[false, true].map((byStudent) => (
          <button
            key={String(byStudent)}
            type="button"
            class={isByStudent.value === byStudent ? 'on' : ''}
            aria-pressed={isByStudent.value === byStudent}
            onClick={() => (isByStudent.value = byStudent)}
          >
            {byStudent ? words.byStudent : words.byRule}
          </button>
        ))}
      </div>
      {isByStudent.value ? <ByStudent people={people} /> : <ByRule mistakes={mistakes} />}
    </>
  );
}

function ByRule({ mistakes }: { readonly mistakes: readonly CommonMistake[] }): JSX.Element {
  const { store } = usePage();
  const words = useTeachWords().wrong;
  const opened = useSignal<CommonMistake | null>(null);
  return (
    <>
      <ol class="wrongs">
        {mistakes.map((mistake) => (
          <li key={`${mistake.rule} ${mistake.part ?? ''}`}>
            <span class="wrong-times">{words.times(mistake.times)}</span>
            <div class="grow">
              <strong>{store.language.value.rules[mistake.rule].name}</strong>
              <p class="small quiet">
                {words.studentsOf(mistake.students.length, mistake.of)} <code class="xs">{mistake.rule}</code>
              </p>
              <Example mistake={mistake} onOpen={() => (opened.value = mistake)} />
            </div>
          </li>
        ))}
      </ol>
      {opened.value !== null && <ExampleWindow mistake={opened.value} onClose={() => (opened.value = null)} />}
    </>
  );
}

/** The page's store, as if it were in the room in which the mistake was made. */
function useExampleStore({ example }: CommonMistake): PageStore | null {
  const { store } = usePage();
  const { teams, students } = useClass();
  const report = teams.find(({ id }) => id === example.team)?.report ?? null;
  return useMemo(() => {
    if (report === null) return null;
    // The team may be in another puzzle by now; only the names of devices count here.
    return storeIn(store, roomOf({ ...report, puzzle: example.puzzle }, students, example.device));
  }, [example, report?.map]);
}

function Example({ mistake, onOpen }: { readonly mistake: CommonMistake; readonly onOpen: () => void }): JSX.Element {
  const { store } = usePage();
  const { teams, students } = useClass();
  const words = useTeachWords().wrong;
  const teamName = useTeamName();
  const inRoom = useExampleStore(mistake);
  const { example, rule } = mistake;
  const language = store.language.value;
  const name = teams.find(({ id }) => id === example.team)?.name;
  const device = language.puzzles[example.puzzle].names[example.device]?.name ?? example.device;
  const text =
    example.verdict === null || inRoom === null
      ? language.rules[rule].rule
      : language.rules[rule].happened(ruleCase(inRoom, example.verdict));
  const who = students.find(({ id }) => id === example.student)?.name ?? '';
  const where = words.example(name === undefined ? '' : teamName(name), who, device);
  return (
    <div class="wrong-example">
      <p>
        <strong>{where}</strong> {text}
      </p>
      {example.verdict !== null && inRoom !== null && (
        <button type="button" class="btn ghost s" onClick={onOpen}>
          {words.openExample}
        </button>
      )}
    </div>
  );
}

function ExampleWindow(props: { readonly mistake: CommonMistake; readonly onClose: () => void }): JSX.Element | null {
  const { mistake, onClose } = props;
  const { store: outer } = usePage();
  const words = useTeachWords().wrong;
  const store = useExampleStore(mistake);
  const { verdict, mended } = mistake.example;
  if (store === null || verdict === null) return null;
  return (
    <Dialog title={outer.language.value.rules[mistake.rule].name} onClose={onClose} class="example">
      <VerdictCard desk={deskOf(store)} verdict={verdict} mend={null} />
      {mended && <p class="small quiet">{words.mended}</p>}
    </Dialog>
  );
}

interface Person {
  readonly student: StudentView;
  readonly rules: readonly (readonly [rule: RuleId, times: number])[];
  readonly times: number;
}

/** Of the present round of each team, whoever made most first. */
export function mistakesByStudent(teams: readonly TeamView[], students: readonly StudentView[]): readonly Person[] {
  return students
    .map((student): Person => {
      const own = teams.flatMap(({ report }) => Object.entries(report?.wrongBy[student.id] ?? {}));
      const rules = own.map(([rule, times]) => [rule as RuleId, times] as const);
      const times = rules.reduce((sum, [, count]) => sum + count, 0);
      return { student, rules: rules.toSorted((a, b) => b[1] - a[1]), times };
    })
    .filter(({ times }) => times > 0)
    .toSorted((a, b) => b.times - a.times);
}

function ByStudent({ people }: { readonly people: readonly Person[] }): JSX.Element {
  const { store } = usePage();
  const words = useTeachWords().wrong;
  const { rules } = store.language.value;
  return (
    <ul class="wrongs">
      {people.map(({ student, rules: own, times }) => (
        <li key={student.id}>
          <span class="wrong-times">{words.times(times)}</span>
          <div class="grow">
            <strong class="person-name">{student.name}</strong>
            <ul class="small">
              {own.map(([rule, count]) => (
                <li key={rule}>
                  {words.times(count)} {rules[rule].name}
                </li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  );
}
