/** Where teams see each other's stars: how far each team is, in their order, which is no ranking. No name of anybody. */
import { useId } from 'preact/hooks';
import type { JSX } from 'preact';
import type { LessonView, Standing } from '../../shared/class/view.ts';
import { teamName } from '../../shared/text/team-names.ts';
import { Dialog } from '../pages/dialog.tsx';
import { usePage } from '../pages/page.tsx';
import { Stars } from '../pages/stars.tsx';
import { useLessonWords } from './words.ts';

interface TeamsProps {
  readonly lesson: LessonView;
}

/** Opened from the bar. It stands outside of it, so that the text may break into lines. */
export function TeamsWindow({ lesson, onClose }: TeamsProps & { readonly onClose: () => void }): JSX.Element {
  const words = useLessonWords().teams;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p class="small quiet">{words.lead}</p>
      <TeamsTable lesson={lesson} label={words.title} />
    </Dialog>
  );
}

/** Below an own result. */
export function TeamsCard({ lesson }: TeamsProps): JSX.Element | null {
  const words = useLessonWords().teams;
  const id = useId();
  if (lesson.teams === null) return null;
  return (
    <section class="card box teams-card" aria-labelledby={id}>
      <h2 id={id}>{words.title}</h2>
      <p class="small quiet">{words.lead}</p>
      <TeamsTable lesson={lesson} label={words.title} />
    </section>
  );
}

function TeamsTable({ lesson, label }: TeamsProps & { readonly label: string }): JSX.Element {
  const words = useLessonWords().teams;
  // Where all go together they play the same puzzle, but for who was sent on alone.
  const isApart = lesson.teams?.some(({ at }) => at !== lesson.at) === true;
  return (
    <table class="team-table teams-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{words.team}</th>
          {isApart && <th scope="col">{words.puzzle}</th>}
          <th scope="col">{words.goals}</th>
          <th scope="col">{words.stars}</th>
        </tr>
      </thead>
      <tbody>
        {lesson.teams?.map((standing) => (
          <Row key={standing.team} standing={standing} isOwn={standing.team === lesson.team} isApart={isApart} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly standing: Standing;
  readonly isOwn: boolean;
  readonly isApart: boolean;
}

function Row({ standing: { team, at, goals, stars }, isOwn, isApart }: RowProps): JSX.Element {
  const words = useLessonWords().teams;
  const { code } = usePage().store.language.value;
  return (
    <tr class={isOwn ? 'own' : ''}>
      <th scope="row">
        {teamName(code, team)}
        {isOwn && <span class="small you-note"> · {words.yours}</span>}
      </th>
      {isApart && <td>{at + 1}</td>}
      <td>{stars === null ? <span class="quiet">{words.notBegun}</span> : words.goalsMet(goals.met, goals.count)}</td>
      <td>{stars !== null && <Stars stars={stars} width={18} />}</td>
    </tr>
  );
}
