/** The three rungs of help that belong to no letter: opened ones are read, the next one stands there with its price. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Part } from '../../shared/device/rule.ts';
import type { HintView } from '../../shared/game/view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import type { Desk } from './desk.ts';
import type { HintOffer } from './hint-offer.ts';

export function HintRungs(props: {
  readonly desk: Desk;
  readonly part: Part;
  readonly hints: readonly HintView[];
  readonly offer: HintOffer | null;
  readonly textOf: (hint: HintView) => string;
}): JSX.Element {
  const { desk, part, hints, offer, textOf } = props;
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const { words, parts } = desk.store.language.value;
  const { mission } = words.panels;
  const last = hints.at(-1);
  const isOffered = offer !== null && hints.length < 3;
  const open = async (step: 1 | 2 | 3): Promise<void> => {
    if (step === 3 && !isAsking) return setAsking(true);
    setAsking(false);
    setRefusal(await desk.store.intents.hint(0, part, step));
  };
  return (
    <>
      <p class={`xs quiet about${isOffered ? ' offer' : ''}`} role="status">
        {isOffered ? mission.offers[offer] : parts[part].label}
      </p>
      <div class={`ladder${last === undefined ? '' : ' opened'}`}>
        {last !== undefined && (
          <div class="rung text" role="status">
            <b>{last.given === true ? mission.fromTeacher : mission.rungs[last.step - 1]}</b>
            <span>{textOf(last)}</span>
          </div>
        )}
        {([1, 2, 3] as const).slice(hints.length).map((step) => {
          const isNext = step === hints.length + 1;
          const asks = isNext && isAsking;
          return (
            <button
              key={step}
              type="button"
              class={`rung ${isNext ? 'next' : 'locked'}${isNext && isOffered ? ' offered' : ''}`}
              disabled={!isNext}
              onClick={() => void open(step)}
            >
              <b>{asks ? mission.confirm : mission.rungs[step - 1]}</b>
              {asks ? mission.confirmPrice : mission.prices[step - 1]}
            </button>
          );
        })}
      </div>
      {refusal !== null && (
        <p class="small quiet" role="status">
          {words.refusals[refusal]}
        </p>
      )}
    </>
  );
}
