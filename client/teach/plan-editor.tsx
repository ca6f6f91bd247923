/** The puzzles of a lesson in their order: moved by drag, by buttons and by the arrow keys, with the minutes meant for each. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PlanItem } from '../../shared/class/settings.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { BEGIN_MINUTES, DEBRIEF_MINUTES, MINUTES_MAX, PLAN_MAX, seatCounts } from '../../shared/messages/class.ts';
import { Icon } from '../art/components.tsx';
import { campaign, chapterOf, chapters, isPuzzleId } from '../pages/campaign.ts';
import { usePage, useWords } from '../pages/page.tsx';
import { lookersOn, minutesInAll, planOf, withAdded, withMoved } from './draft.ts';
import { useTeachWords } from './words.ts';

interface EditorProps {
  readonly plan: readonly PlanItem[];
  readonly teamSize: number;
  readonly onChange: (plan: readonly PlanItem[]) => void;
}

export function PlanEditor({ plan, teamSize, onChange }: EditorProps): JSX.Element {
  const { store, spoken } = usePage();
  const { make: words, plans } = useTeachWords();
  const lesson = planOf(plan);
  const dragged = useSignal<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const focusAt = useSignal<{ readonly at: number; readonly button: string } | null>(null);
  const titleOf = (puzzle: PuzzleId): string => store.language.value.puzzles[puzzle].title;
  const move = (from: number, to: number, button: string): void => {
    const moved = withMoved(plan, from, to);
    const item = plan[from];
    if (moved === plan || item === undefined) return;
    onChange(moved);
    focusAt.value = { at: to, button };
    spoken.value = words.moved(titleOf(item.puzzle), to + 1, plan.length);
  };
  // The button that was pressed goes along with its puzzle; at an end it is out of use, and the other one takes over. At once with the new order: an effect after the
  // paint may still be owed to the picture before, and would take the puzzle that stood there.
  useLayoutEffect(() => {
    if (focusAt.value === null) return;
    const buttons = list.current?.children[focusAt.value.at]?.querySelectorAll<HTMLButtonElement>('.plan-move');
    const wanted = [...(buttons ?? [])].find(({ dataset }) => dataset['move'] === focusAt.peek()?.button);
    (wanted?.disabled === true ? [...(buttons ?? [])].find(({ disabled }) => !disabled) : wanted)?.focus();
    focusAt.value = null;
  });
  return (
    <section class="plan" aria-labelledby="plan-title">
      <h2 id="plan-title">{words.order}</h2>
      <p>{lesson === null ? words.planOwnLead : plans[lesson].lead}</p>
      <p class="small quiet">{words.orderHelp}</p>
      <ol ref={list}>
        {plan.map((item, at) => (
          <Item
            key={`${item.puzzle} ${plan.slice(0, at).filter(({ puzzle }) => puzzle === item.puzzle).length}`}
            item={item}
            at={at}
            of={plan.length}
            teamSize={teamSize}
            isDragged={dragged.value === at}
            onMove={(to, button) => move(at, to, button)}
            onMinutes={(minutes) => onChange(plan.map((one, place) => (place === at ? { ...one, minutes } : one)))}
            onRemove={() => {
              onChange(plan.filter((_, place) => place !== at));
              spoken.value = words.removed(titleOf(item.puzzle));
            }}
            onDrag={(isDragged) => (dragged.value = isDragged ? at : null)}
            onDropHere={() => {
              const from = dragged.peek();
              dragged.value = null;
              if (from !== null) move(from, at, '');
            }}
          />
        ))}
      </ol>
      <p class="field-error" role="alert">
        {plan.length === 0 ? words.planEmpty : ''}
      </p>
      <p class="small">{words.total(minutesInAll(plan), BEGIN_MINUTES, DEBRIEF_MINUTES)}</p>
      <AddPuzzle
        plan={plan}
        onAdd={(puzzle) => {
          onChange(withAdded(plan, puzzle));
          spoken.value = words.added(titleOf(puzzle));
        }}
      />
    </section>
  );
}

interface ItemProps {
  readonly item: PlanItem;
  readonly at: number;
  readonly of: number;
  readonly teamSize: number;
  readonly isDragged: boolean;
  readonly onMove: (to: number, button: string) => void;
  readonly onMinutes: (minutes: number) => void;
  readonly onRemove: () => void;
  readonly onDrag: (isDragged: boolean) => void;
  readonly onDropHere: () => void;
}

function Item(props: ItemProps): JSX.Element {
  const { item, at, of, teamSize, isDragged, onMove, onMinutes, onRemove, onDrag, onDropHere } = props;
  const { store } = usePage();
  const words = useTeachWords().make;
  const title = store.language.value.puzzles[item.puzzle].title;
  const lookers = lookersOn(item.puzzle, teamSize);
  const byKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const way = event.key === 'ArrowUp' ? 'up' : 'down';
    onMove(at + (way === 'up' ? -1 : 1), way);
  };
  return (
    <li
      class={`plan-item ${isDragged ? 'dragged' : ''}`}
      draggable
      onDragStart={(event) => {
        event.dataTransfer?.setData('text/plain', title);
        onDrag(true);
      }}
      onDragEnd={() => onDrag(false)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onDropHere();
      }}
    >
      <span class="plan-number" aria-hidden="true">
        {at + 1}
      </span>
      <span class="plan-name">
        <strong>{title}</strong>
        {lookers > 0 && <span class="small plan-note">{words.fewSeats(seatCounts[item.puzzle], teamSize)}</span>}
      </span>
      <Minutes item={item} title={title} onMinutes={onMinutes} />
      {(['up', 'down'] as const).map((way) => (
        <button
          key={way}
          type="button"
          class="btn ghost icon plan-move"
          data-move={way}
          aria-label={words[way](title)}
          disabled={way === 'up' ? at === 0 : at === of - 1}
          onKeyDown={byKey}
          onClick={() => onMove(at + (way === 'up' ? -1 : 1), way)}
        >
          <Icon name={way === 'up' ? 'chevron-up' : 'chevron-down'} />
        </button>
      ))}
      <button type="button" class="btn ghost icon" aria-label={words.remove(title)} onClick={onRemove}>
        <Icon name="cross" width={16} />
      </button>
    </li>
  );
}

function Minutes(props: Pick<ItemProps, 'item' | 'onMinutes'> & { readonly title: string }): JSX.Element {
  const { item, title, onMinutes } = props;
  const { make: words, common } = useTeachWords();
  return (
    <span class="plan-minutes">
      <input
        class="field"
        type="number"
        inputMode="numeric"
        min={1}
        max={MINUTES_MAX}
        value={item.minutes}
        aria-label={words.minutesOf(title)}
        onChange={(event) => {
          const minutes = Math.round(Number(event.currentTarget.value));
          const fits = minutes >= 1 && minutes <= MINUTES_MAX;
          if (fits) onMinutes(minutes);
          else event.currentTarget.value = String(item.minutes);
        }}
      />
      <span class="small quiet" aria-hidden="true">
        {common.minutes(item.minutes).replace(/^\d+ /, '')}
      </span>
    </span>
  );
}

function AddPuzzle(props: {
  readonly plan: readonly PlanItem[];
  readonly onAdd: (puzzle: PuzzleId) => void;
}): JSX.Element {
  const { store } = usePage();
  const { puzzle: puzzleWords } = useWords();
  const words = useTeachWords().make;
  const unused = campaign.find(({ id }) => props.plan.every(({ puzzle }) => puzzle !== id))?.id ?? 'first-frame';
  const picked = useSignal<PuzzleId | null>(null);
  const value = picked.value ?? unused;
  const isFull = props.plan.length >= PLAN_MAX;
  return (
    <div class="plan-add">
      <label for="plan-add">{words.addPuzzle}</label>
      <select
        id="plan-add"
        class="field"
        value={value}
        onChange={(event) => {
          const { value: chosen } = event.currentTarget;
          if (isPuzzleId(chosen)) picked.value = chosen;
        }}
      >
        {chapters.map((chapter) => (
          <optgroup key={chapter} label={puzzleWords.chapter(chapter)}>
            {campaign
              .filter(({ id }) => chapterOf(id) === chapter)
              .map(({ id }) => (
                <option key={id} value={id}>
                  {store.language.value.puzzles[id].title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <button
        type="button"
        class="btn"
        disabled={isFull}
        onClick={() => {
          props.onAdd(value);
          picked.value = null;
        }}
      >
        <Icon name="plus" width={18} /> {words.add}
      </button>
      {isFull && <p class="small quiet">{words.planFull(PLAN_MAX)}</p>}
    </div>
  );
}
