/** Every round of every team, with its replay and its capture. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ClassReport, RoundTally } from '../../../shared/class/report.ts';
import type { RefusalCode } from '../../../shared/messages.ts';
import { teamName } from '../../../shared/text/team-names.ts';
import { Icon } from '../../art/components.tsx';
import { Link, usePage, useWords } from '../../pages/page.tsx';
import { Stars } from '../../pages/stars.tsx';
import { replayPath } from '../../router.ts';
import { useAfterWords } from '../after.ts';
import type { ClassTransport, Teacher } from '../connection.ts';
import { captureName } from '../replay/source.ts';
import { saveFile } from '../save.ts';
import { inOrder, SortHead, useSorting, type SortValue } from './sorting.tsx';

interface TeamTableProps {
  readonly report: ClassReport;
  readonly teacher: Teacher;
  readonly transport: Pick<ClassTransport, 'capture'>;
}

interface TeamRow {
  readonly team: string;
  readonly title: string;
  readonly round: RoundTally;
}

const numbers = ['decisions', 'par', 'right', 'wasteful', 'broken', 'unsafe', 'hints'] as const;

export function TeamTable({ report, teacher, transport }: TeamTableProps): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().report;
  const { code, puzzles } = store.language.value;
  const sorting = useSorting('team');
  const { column, isDown } = sorting.by.value;
  const rows = report.teams.flatMap(({ name, rounds }): TeamRow[] =>
    rounds.map((round) => ({ team: teamName(code, name), title: puzzles[round.puzzle].title, round })),
  );
  const valueOf = ({ team, title, round }: TeamRow): SortValue => {
    if (column === 'team') return team;
    if (column === 'puzzle') return title;
    if (column === 'stars') return round.stars;
    return round[numbers.find((number) => number === column) ?? 'decisions'];
  };
  return (
    <section aria-labelledby="by-team">
      <h2 id="by-team">{words.byTeam}</h2>
      <div class="scroller report-scroller" tabIndex={0} role="group" aria-labelledby="by-team">
        <table class="t report-table">
          <thead>
            <tr>
              <SortHead sorting={sorting} column="team" text={words.team} class="name" />
              <SortHead sorting={sorting} column="puzzle" text={words.puzzle} />
              <th scope="col">{words.won}</th>
              <SortHead sorting={sorting} column="stars" text={words.stars} isNumber />
              {numbers.map((number) => (
                <SortHead key={number} sorting={sorting} column={number} text={words[number]} isNumber />
              ))}
              <th scope="col" class="not-printed">
                {words.replay}
              </th>
              <th scope="col" class="not-printed">
                {words.capture}
              </th>
            </tr>
          </thead>
          <tbody>
            {inOrder(rows, isDown, valueOf, code).map((row) => (
              <Row key={`${row.round.room} ${row.round.round}`} row={row} teacher={teacher} transport={transport} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ row, teacher, transport }: Omit<TeamTableProps, 'report'> & { readonly row: TeamRow }): JSX.Element {
  const words = useAfterWords().report;
  const { team, title, round } = row;
  return (
    <tr>
      <th scope="row" class="name">
        {team}
      </th>
      <td class="puzzle-cell">
        {title} <span class="quiet xs">#{round.round}</span>
      </td>
      <td>
        <span class={round.won ? 'won' : 'quiet'}>
          <Icon name={round.won ? 'check' : 'minus'} width={14} weight={3} /> {round.won ? words.yes : words.no}
        </span>
      </td>
      <td>{round.won ? <Stars stars={round.stars} width={16} /> : '–'}</td>
      {numbers.map((number) => (
        <td key={number} class="number">
          {round[number]}
        </td>
      ))}
      <td class="not-printed">
        <Link
          to={replayPath(teacher.code, teacher.secret, round)}
          class="btn s"
          label={words.replayOf(team, title, round.round)}
        >
          <Icon name="play" width={15} /> {words.replay}
        </Link>
      </td>
      <td class="not-printed">
        <Capture
          label={words.captureOf(team, title, round.round)}
          name={captureName(round)}
          capture={() => transport.capture(teacher, { room: round.room, round: round.round })}
        />
      </td>
    </tr>
  );
}

interface CaptureProps {
  readonly label: string;
  readonly name: string;
  readonly capture: () => ReturnType<ClassTransport['capture']>;
}

function Capture({ label, name, capture }: CaptureProps): JSX.Element {
  const { refusals } = useWords();
  const refusal = useSignal<RefusalCode | null>(null);
  const save = async (): Promise<void> => {
    refusal.value = null;
    const outcome = await capture().catch(() => ({ refused: 'server-busy' as const }));
    if ('refused' in outcome) refusal.value = outcome.refused;
    else saveFile(outcome.value, name);
  };
  return (
    <>
      <button type="button" class="btn s" aria-label={label} onClick={() => void save()}>
        <Icon name="download" width={15} /> pcapng
      </button>
      {refusal.value !== null && (
        <span class="field-error" role="alert">
          {refusals[refusal.value]}
        </span>
      )}
    </>
  );
}
