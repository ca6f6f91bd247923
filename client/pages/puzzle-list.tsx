/** The puzzles that there are, with the stars won in this browser. */
import type { JSX } from 'preact';
import { DeviceFace, Icon } from '../art/components.tsx';
import type { DeviceKind } from '../art/index.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { campaign, chapters } from './campaign.ts';
import type { Stage } from './campaign.ts';
import { referencePath } from '../router.ts';
import { Link, usePage, useWords } from './page.tsx';
import { Stars } from './stars.tsx';

/** The device that each puzzle is about. */
const HEROES: Readonly<Record<PuzzleId, DeviceKind>> = {
  'first-frame': 'host',
  'bad-bits': 'host',
  'loud-hub': 'hub',
  'taking-turns': 'host',
  'who-has': 'host',
  'learning-switch': 'switch',
  'flood-forward-filter': 'switch',
  ping: 'host',
  'boss-local': 'switch',
  'broadcast-storm': 'switch',
  'spanning-tree': 'switch',
  'near-or-far': 'host',
  'the-gateway': 'host',
  'two-routers': 'router',
  'longest-prefix': 'router',
  ttl: 'router',
  'static-routes': 'router',
  nat: 'router',
  vlan: 'switch',
  trunk: 'switch',
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
        <Link to="/glossary" class="btn s">
          {words.glossary.title}
        </Link>
      </div>
      {chapters.map((chapter) => (
        <Chapter key={chapter} chapter={chapter} next={next} />
      ))}
    </section>
  );
}

const STARS_OF_A_PUZZLE = 3;

function Chapter({ chapter, next }: { readonly chapter: number; readonly next: PuzzleId | undefined }): JSX.Element {
  const { store } = usePage();
  const words = useWords().puzzle;
  const { stars } = store.progress.value;
  const stages = campaign.filter((stage) => stage.chapter === chapter);
  const won = stages.reduce((sum, { id }) => sum + (stars[id] ?? 0), 0);
  const title = `chapter-${chapter}`;
  return (
    <section class="chapter" aria-labelledby={title}>
      <div class="chapter-head">
        <h3 id={title}>
          <span class="quiet">{words.chapter(chapter)}</span> {words.chapterNames[chapter - 1]}
        </h3>
        {won > 0 && <span class="small quiet">{words.starsOf(won, stages.length * STARS_OF_A_PUZZLE)}</span>}
      </div>
      <ul>
        {stages.map((stage) => (
          <li key={stage.id}>
            <PuzzleCard stage={stage} stars={stars[stage.id]} isNext={stage.id === next} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A card has room for the most important ones, and they stand first. */
const CONCEPTS_SHOWN = 4;

interface PuzzleCardProps {
  readonly stage: Stage;
  readonly stars: number | undefined;
  readonly isNext: boolean;
}

/** The whole card plays the puzzle; on the card of a finished one stands a way to read it again. */
function PuzzleCard({ stage, stars, isNext }: PuzzleCardProps): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  const text = store.language.value.puzzles[stage.id];
  const concepts = text.terms.slice(0, CONCEPTS_SHOWN).map((id) => store.language.value.glossary[id].term);
  const colour = campaign.findIndex(({ id }) => id === stage.id) + 1;
  return (
    <div class="card puzzle">
      <span class="puzzle-picture">
        <DeviceFace kind={HEROES[stage.id]} seatColour={colour} eyes="person" own={false} width={78} />
      </span>
      <span class="puzzle-text">
        <Link to={`/play/${stage.id}`} class="puzzle-title">
          {text.title}
        </Link>
        <span class="small quiet">{text.story}</span>
        <span class="xs quiet">{[words.puzzle.trains, ...concepts].join(' · ')}</span>
      </span>
      <span class="puzzle-end">
        {stars === undefined ? (
          <span class="chip">{isNext ? words.puzzle.next : words.puzzle.notYet}</span>
        ) : (
          <Stars stars={stars} />
        )}
        <span class="row">
          {stars !== undefined && (
            <Link to={referencePath(stage.id)} class="btn s puzzle-read" label={words.reference.openPuzzle(text.title)}>
              {words.reference.open}
            </Link>
          )}
          <Icon name="arrow-right" />
        </span>
      </span>
    </div>
  );
}
