/** The three rungs of help: the one opened last is read, the next one stands there with its price. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Part } from '../../shared/device/rule.ts';
import type { HintView } from '../../shared/game/view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { whileHeld } from '../held.ts';
import { type Desk, NO_CARD } from './desk.ts';
import type { HintOffer } from './hint-offer.ts';
import { hintText } from './hint-text.ts';

const RUNGS = 3;

export function HintRungs(props: {
  readonly desk: Desk;
  /** The letter that it is about; without one it is about the device itself. */
  readonly card?: number;
  readonly part: Part;
  /** What help is about, in words. */
  readonly about: string;
  readonly hints: readonly HintView[];
  readonly offer: HintOffer | null;
  /** Said where there is no such hint just now. */
  readonly noHint?: string;
}): JSX.Element {
  const { desk, card = NO_CARD, part, about, hints, offer, noHint } = props;
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const { words } = desk.store.language.value;
  const { mission } = words.panels;
  const last = hints.at(-1);
  const isOffered = offer !== null && hints.length < RUNGS;
  const open = async (step: 1 | 2 | 3): Promise<void> => {
    if (step === 3 && !isAsking) return setAsking(true);
    setAsking(false);
    setRefusal(await desk.store.intents.hint(card, part, step));
  };
  return (
    <>
      <p class={`xs quiet about${isOffered ? ' offer' : ''}`} role="status">
        {isOffered ? mission.offers[offer] : about}
      </p>
      <div class={`ladder${last === undefined ? '' : ' opened'}`}>
        {last !== undefined && (
          <div class="rung text" role="status">
            <b>{last.given === true ? mission.fromTeacher : mission.rungs[last.step - 1]}</b>
            <span>{hintText(desk.store, last)}</span>
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
              {...whileHeld(desk.store)}
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
          {(refusal === 'no-such-hint' && noHint) || words.refusals[refusal]}
        </p>
      )}
    </>
  );
}
