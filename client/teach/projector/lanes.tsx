/** How far each team is: a lane each, in the order of the class. Nobody is ranked. */
import type { JSX } from 'preact';
import type { Lane } from '../../../shared/class/view.ts';
import { Icon } from '../../art/components.tsx';
import { usePage } from '../../pages/page.tsx';
import { Stars } from '../../pages/stars.tsx';
import { useAfterWords } from '../after.ts';
import type { ProjectorModel } from '../model.ts';
import { teamName } from '../../../shared/text/team-names.ts';

interface LanesProps {
  readonly view: ProjectorModel;
  /** The team whose map is shown. */
  readonly chosen: string | null;
}

export function Lanes({ view, chosen }: LanesProps): JSX.Element | null {
  const words = useAfterWords().projector;
  const { classGoal, lanes } = view;
  if (view.phase === 'gathering' || lanes.length === 0) return null;
  return (
    <section class="lanes" aria-label={words.lanes}>
      {classGoal !== null && (
        <label class="class-goal">
          <span>{words.classGoal(classGoal.done, classGoal.goal)}</span>
          <progress max={classGoal.goal} value={Math.min(classGoal.done, classGoal.goal)} />
        </label>
      )}
      <ul class="lane-list" data-many={lanes.length > 8}>
        {lanes.map((lane) => (
          <li key={lane.id} class={`card lane${lane.id === chosen ? ' chosen' : ''}`}>
            <LaneCard lane={lane} isOwnPace={view.pacing !== 'together'} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LaneCard({ lane, isOwnPace }: { readonly lane: Lane; readonly isOwnPace: boolean }): JSX.Element {
  const { store } = usePage();
  const words = useAfterWords().projector;
  const { code, puzzles } = store.language.value;
  const met = lane.goals.filter(Boolean).length;
  const isWon = lane.phase === 'result';
  return (
    <>
      <div class="lane-head">
        <h2>{teamName(code, lane.name)}</h2>
        {lane.stars !== null && isWon && <Stars stars={lane.stars} width={24} />}
      </div>
      {isOwnPace && <p class="lane-puzzle">{puzzles[lane.puzzle].title}</p>}
      <progress
        class={isWon ? 'done' : ''}
        max={Math.max(1, lane.par)}
        value={isWon ? Math.max(1, lane.par) : Math.min(lane.decisions, lane.par)}
        aria-label={words.decisions(lane.decisions, lane.par)}
      />
      {lane.phase === 'lobby' ? (
        <p class="quiet lane-foot">{words.notBegun}</p>
      ) : (
        <div class="lane-foot">
          <span class="lane-goals" role="img" aria-label={words.goals(met, lane.goals.length)}>
            {lane.goals.map((isMet, index) => (
              <span key={index} class={isMet ? 'tick ok' : 'tick'}>
                {isMet && <Icon name="check" width={18} weight={3.2} />}
              </span>
            ))}
          </span>
          {isWon && <span class="lane-won">{words.won}</span>}
          <span class="quiet">{lane.decisions > lane.par ? lane.decisions : `${lane.decisions}/${lane.par}`}</span>
        </div>
      )}
    </>
  );
}
