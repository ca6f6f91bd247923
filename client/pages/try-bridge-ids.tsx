/** Which bridge ID is the lowest? Asked twice on a card before the election; it goes on only when the lowest was pressed. */
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useWords } from './page.tsx';
import { priorityOf, type BridgeIdTask } from './bridge-ids.ts';

export interface BridgeIdState {
  readonly round: 0 | 1;
  /** What was pressed last; null before. */
  readonly pressed: string | null;
}

export const nothingPressed: BridgeIdState = { round: 0, pressed: null };

export function TryBridgeIds(props: {
  readonly tasks: readonly [BridgeIdTask, BridgeIdTask];
  readonly state: Signal<BridgeIdState>;
}): JSX.Element {
  const { tasks, state } = props;
  const words = useWords().bridgeIds;
  const { round, pressed } = state.value;
  const { ids, lowest } = tasks[round];
  const isRight = pressed === lowest;
  return (
    <section class="bridge-ids" aria-label={words.question}>
      <p>
        <b>{words.question}</b>
      </p>
      <div class="stack">
        {ids.map((id) => (
          <button
            key={id}
            type="button"
            class={`btn${pressed === id ? (isRight ? ' is-right' : ' is-wrong') : ''}`}
            aria-pressed={pressed === id}
            onClick={() => (state.value = { round, pressed: id })}
          >
            <code>{id}</code>
          </button>
        ))}
      </div>
      <p role="status" class={pressed === null || isRight ? 'said' : 'said fault'}>
        {pressed === null ? '' : said(pressed, lowest)}
      </p>
      {isRight && round === 0 && (
        <button type="button" class="btn" onClick={() => (state.value = { round: 1, pressed: null })}>
          {words.again}
        </button>
      )}
    </section>
  );

  function said(id: string, best: string): string {
    if (id === best) return round === 0 ? words.byPriority(priorityOf(best)) : words.byAddress;
    return priorityOf(id) === priorityOf(best)
      ? words.higherAddress
      : words.higherPriority(priorityOf(id), priorityOf(best));
  }
}
