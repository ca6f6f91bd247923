/** The steps of a match in a row, each with its sign; the one that is shown as a sentence. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../../art/components.tsx';
import { useReplay, useReplayWords } from './context.ts';
import { markIcons, markOf, markText, stepText } from './steps.ts';

export function StepSentence(): JSX.Element {
  const { player, replay, isNamed } = useReplay();
  const words = useReplayWords();
  const step = player.now.value;
  const { store } = player;
  if (step === undefined) return <p class="quiet">{words.nothing}</p>;
  const mark = markOf(step);
  return (
    <div class="replay-sentence">
      <span class="replay-count small quiet">{words.stepOf(step.step + 1, replay.steps.length)}</span>
      <span class={`chip mark-${mark}`}>
        <Icon name={markIcons[mark]} width={15} weight={2.6} />
        {markText(store, mark, words)}
      </span>
      <p aria-live="polite">{stepText(replay, step, { store, words, isNamed })}</p>
    </div>
  );
}

export function TimeLine(): JSX.Element {
  const { player, replay, isNamed } = useReplay();
  const words = useReplayWords();
  const list = useRef<HTMLDivElement>(null);
  const at = player.step.value;
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (current === null || current === undefined || list.current === null) return;
    const hadFocus = list.current.contains(document.activeElement);
    keepInSight(list.current, current);
    if (hadFocus) current.focus({ preventScroll: true });
  }, [at]);
  const { store } = player;
  const language = store.language.value;
  const texts = useMemo(() => {
    const telling = { store, words, isNamed };
    return replay.steps.map((step) => stepText(replay, step, telling));
  }, [replay, language, store.room.value === null]);
  return (
    <div class="time-line" role="group" aria-label={words.timeline} ref={list}>
      {replay.steps.map((step, index) => {
        const mark = markOf(step);
        const isBot =
          step.what.kind === 'move' && step.what.by === null && replay.names[step.what.device] === undefined;
        return (
          <button
            key={index}
            type="button"
            class={`step-mark mark-${mark}${isBot ? ' of-bot' : ''}`}
            tabIndex={index === at ? 0 : -1}
            aria-label={`${words.stepOf(index + 1, replay.steps.length)}. ${texts[index] ?? ''}`}
            {...(index === at ? { 'aria-current': 'step' as const } : {})}
            onClick={() => player.go(index)}
          >
            <Icon name={markIcons[mark]} width={14} weight={3} />
          </button>
        );
      })}
    </div>
  );
}

/** Without moving the page. */
function keepInSight(list: HTMLElement, mark: HTMLElement): void {
  const [from, to] = [mark.offsetLeft - list.offsetLeft, mark.offsetLeft - list.offsetLeft + mark.offsetWidth];
  const margin = 2 * mark.offsetWidth;
  if (from - margin < list.scrollLeft) list.scrollLeft = from - margin;
  else if (to + margin > list.scrollLeft + list.clientWidth) list.scrollLeft = to + margin - list.clientWidth;
}

export function TimeButtons(): JSX.Element {
  const { player, replay } = useReplay();
  const words = useReplayWords();
  const at = player.step.value;
  const isPlaying = player.isPlaying.value;
  return (
    <div class="time-buttons">
      <button
        type="button"
        class="btn icon"
        aria-label={words.previous}
        disabled={at === 0}
        onClick={() => player.go(at - 1)}
      >
        <Icon name="arrow-left" width={18} />
      </button>
      <button type="button" class="btn" onClick={player.toggle}>
        <Icon name={isPlaying ? 'pause' : 'play'} width={18} />
        {isPlaying ? words.pause : words.play}
      </button>
      <button
        type="button"
        class="btn icon"
        aria-label={words.next}
        disabled={at + 1 >= replay.steps.length}
        onClick={() => player.go(at + 1)}
      >
        <Icon name="arrow-right" width={18} />
      </button>
      <span class="small quiet replay-keys">{words.keys}</span>
    </div>
  );
}
