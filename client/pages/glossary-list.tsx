/** All terms by chapter, with what they mean and the puzzles that show them, and a field that filters them. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { glossaryGroups, glossaryIds } from '../../shared/text/glossary.ts';
import type { GlossaryId } from '../../shared/text/glossary.ts';
import type { Language } from '../../shared/text/language.ts';
import { Icon } from '../art/components.tsx';
import '../style/reading.css';
import { campaign } from './campaign.ts';
import { Link, usePage, useWords } from './page.tsx';
import { referencePath } from '../router.ts';

/** Whether a term has the letters, in its name, its meaning or its English name. */
export function hasLetters({ glossary }: Pick<Language, 'glossary'>, id: GlossaryId, letters: string): boolean {
  const { term, meaning } = glossary[id];
  return folded(`${term}\n${meaning}\n${id.replaceAll('-', ' ')}`).includes(folded(letters).trim());
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

interface GlossaryListProps {
  /** The term to begin at. */
  readonly at: GlossaryId | null;
  /** Of the chapters' headings. */
  readonly level: 2 | 3;
  /** Over a room: begins in the field, and nothing in it leads away. */
  readonly isWindow?: boolean;
}

export function GlossaryList({ at, level, isWindow = false }: GlossaryListProps): JSX.Element {
  const { store } = usePage();
  const words = useWords().glossary;
  const letters = useSignal('');
  const field = useId();
  // A term that is pointed at is shown, whatever was filtered before.
  useEffect(() => {
    if (at !== null) letters.value = '';
  }, [at]);
  const isShown = (id: GlossaryId): boolean => hasLetters(store.language.value, id, letters.value);
  const count = glossaryIds.filter(isShown).length;
  return (
    <div class="glossary">
      <div class="glossary-filter">
        <label for={field}>{words.filter}</label>
        <input
          id={field}
          class="field"
          type="search"
          value={letters}
          autocomplete="off"
          spellcheck={false}
          autofocus={isWindow && at === null}
          onInput={(event) => (letters.value = event.currentTarget.value)}
        />
        <p class="small quiet" role="status">
          {count === 0 ? words.nothing : words.found(count, glossaryIds.length)}
        </p>
      </div>
      {glossaryGroups.map(({ chapter, terms }) => (
        <Chapter
          key={chapter}
          chapter={chapter}
          terms={terms.filter(isShown)}
          at={at}
          level={level}
          isWindow={isWindow}
        />
      ))}
    </div>
  );
}

interface ChapterProps extends Required<GlossaryListProps> {
  readonly chapter: number;
  readonly terms: readonly GlossaryId[];
}

function Chapter({ chapter, terms, at, level, isWindow }: ChapterProps): JSX.Element | null {
  const words = useWords().puzzle;
  const title = useId();
  if (terms.length === 0) return null;
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={title}>
      <Heading id={title}>
        <span class="quiet">{words.chapter(chapter)}</span> {words.chapterNames[chapter - 1]}
      </Heading>
      <dl>
        {terms.map((id) => (
          <Entry key={id} id={id} isAt={id === at} isWindow={isWindow} />
        ))}
      </dl>
    </section>
  );
}

interface EntryProps {
  readonly id: GlossaryId;
  readonly isAt: boolean;
  readonly isWindow: boolean;
}

function Entry({ id, isAt, isWindow }: EntryProps): JSX.Element {
  const { store } = usePage();
  const words = useWords().glossary;
  const { glossary, puzzles } = store.language.value;
  const { term, meaning } = glossary[id];
  const name = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isAt) return;
    name.current?.scrollIntoView({ block: 'start' });
    name.current?.focus({ preventScroll: true });
  }, [isAt]);
  return (
    <div class={isAt ? 'entry on' : 'entry'}>
      <dt ref={name} tabIndex={-1}>
        {term}
      </dt>
      <dd>{meaning}</dd>
      <dd class="entry-puzzles">
        <span class="lab">{words.shownIn}</span>
        {campaign
          .filter((stage) => puzzles[stage.id].terms.includes(id))
          .map((stage) =>
            isWindow ? <span key={stage.id}>{puzzles[stage.id].title}</span> : <Shown key={stage.id} id={stage.id} />,
          )}
      </dd>
    </div>
  );
}

/** To the puzzle: a finished one is read, another one is played. */
function Shown({ id }: { readonly id: PuzzleId }): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  const { title } = store.language.value.puzzles[id];
  const isFinished = store.progress.value.stars[id] !== undefined;
  return isFinished ? (
    <Link to={referencePath(id)} label={words.reference.openPuzzle(title)}>
      <Icon name="check" width={16} />
      {title}
    </Link>
  ) : (
    <Link to={`/play/${id}`} label={words.home.playPuzzle(title)}>
      {title}
    </Link>
  );
}
