/** The puzzles that there are, with the stars won in this browser. */
import type { JSX } from 'preact';
import { DeviceFace, Icon } from '../art/components.tsx';
import type { DeviceKind } from '../art/index.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { campaign } from './campaign.ts';
import type { Stage } from './campaign.ts';
import { Link, usePage, useWords } from './page.tsx';
import { Stars } from './stars.tsx';

/** The device that each puzzle is about. */
const HEROES: Readonly<Record<PuzzleId, DeviceKind>> = {
  'first-frame': 'hub',
  'who-has': 'host',
  'learning-switch': 'switch',
  'two-routers': 'router',
};

export function PuzzleList(): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  const { stars } = store.progress.value;
  const next = campaign.find(({ id }) => stars[id] === undefined)?.id;
  return (
    <section class="puzzles" aria-labelledby="puzzles-title">
      <div class="puzzles-head">
        <h2 id="puzzles-title">{words.home.puzzles}</h2>
        <p class="quiet">{words.home.puzzlesLead}</p>
      </div>
      <ul>
        {campaign.map((stage) => (
          <li key={stage.id}>
            <PuzzleCard stage={stage} stars={stars[stage.id]} isNext={stage.id === next} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PuzzleCardProps {
  readonly stage: Stage;
  readonly stars: number | undefined;
  readonly isNext: boolean;
}

function PuzzleCard({ stage, stars, isNext }: PuzzleCardProps): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  const text = store.language.value.puzzles[stage.id];
  const colour = campaign.findIndex(({ id }) => id === stage.id) + 1;
  return (
    <Link to={`/play/${stage.id}`} class="card puzzle">
      <span class="puzzle-picture">
        <DeviceFace kind={HEROES[stage.id]} seatColour={colour} eyes="person" own={false} width={78} />
      </span>
      <span class="puzzle-text">
        <span class="lab">{words.puzzle.chapter(stage.chapter)}</span>
        <strong class="puzzle-title">{text.title}</strong>
        <span class="small quiet">{text.story}</span>
      </span>
      <span class="puzzle-end">
        {stars === undefined ? (
          <span class="chip">{isNext ? words.puzzle.next : words.puzzle.notYet}</span>
        ) : (
          <Stars stars={stars} />
        )}
        <Icon name="arrow-right" />
      </span>
    </Link>
  );
}
