/** A puzzle to be read again, without playing it: its story and cards, and all that its result taught. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import type { MapView } from '../../shared/game/view.ts';
import { Icon } from '../art/components.tsx';
import { CardOnMap } from './card-on-map.tsx';
import { chapterOf } from './campaign.ts';
import { useTitle } from './document.ts';
import { OnLinux, Question, Remember, WordsMet } from './lesson.tsx';
import { Link, usePage, useWords } from './page.tsx';
import { ReadingPage } from './reading-page.tsx';
import { Rich } from './rich-text.tsx';
import { Stars } from './stars.tsx';

export function Reference(): JSX.Element | null {
  const route = usePage().router.route.value;
  return route.page === 'reference' ? <Read key={route.puzzle} puzzle={route.puzzle} /> : null;
}

function Read({ puzzle }: { readonly puzzle: PuzzleId }): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  const text = store.language.value.puzzles[puzzle];
  const stars = store.progress.value.stars[puzzle];
  const map = useMap(puzzle);
  useTitle(words.reference.title(text.title));
  return (
    <ReadingPage>
      <p class="lab">
        {words.puzzle.chapter(chapterOf(puzzle))} {words.puzzle.chapterNames[chapterOf(puzzle) - 1]}
      </p>
      <h1>{text.title}</h1>
      {stars !== undefined && <Stars stars={stars} />}
      <p class="lead">{text.story}</p>
      <div class="ways">
        <Link to={`/play/${puzzle}`} class="btn main">
          {stars === undefined ? words.home.playPuzzle(text.title) : words.result.again}
          <Icon name="arrow-right" />
        </Link>
        <Link to="/" class="btn">
          {words.result.all}
        </Link>
      </div>
      <div class="reference">
        <section class="reference-part">
          <h2>{words.intro.label}</h2>
          {text.intro.map(({ title, body, picture }) => (
            <div key={title} class="card reference-card">
              {map === 'waiting' && <div class="reference-map" />}
              {typeof map === 'object' && (
                <CardOnMap class="reference-map" map={map} puzzle={puzzle} me={null} picture={picture} />
              )}
              <div class="box">
                <h3>{title}</h3>
                <p>
                  <Rich text={body} />
                </p>
              </div>
            </div>
          ))}
        </section>
        <section class="reference-part">
          <Remember text={text} />
          <OnLinux text={text} />
          <WordsMet text={text} />
          <Question text={text} />
        </section>
      </div>
    </ReadingPage>
  );
}

/** The words are there at once; the map comes from the server, its place is kept free, and without it the cards have no pictures. */
function useMap(puzzle: PuzzleId): MapView | 'waiting' | 'missing' {
  const { session } = usePage();
  const map = useSignal<MapView | 'waiting' | 'missing'>('waiting');
  useEffect(() => {
    void session.mapOf(puzzle).then((outcome) => {
      map.value = 'value' in outcome ? outcome.value : 'missing';
    });
  }, []);
  return map.value;
}
