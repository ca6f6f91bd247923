/** Help in three rungs while a device is set up: a question, the rule, the next thing to set. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HintView } from '../../shared/game/view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { NO_CARD, type Desk } from './desk.ts';
import { useSettingOffer } from './hint-offer.ts';
import { portLabel } from './seat.ts';

export function SettingHints({ desk }: { readonly desk: Desk }): JSX.Element | null {
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const { words, parts } = desk.store.language.value;
  const { mission } = words.panels;
  const configuration = desk.seat.value?.configuration ?? null;
  const offer = useSettingOffer(desk);
  if (configuration === null) return null;
  const { hints, part } = configuration;
  const last = hints.at(-1);
  const isOffered = offer !== null && hints.length < 3;
  const open = async (step: 1 | 2 | 3): Promise<void> => {
    if (step === 3 && !isAsking) return setAsking(true);
    setAsking(false);
    setRefusal(await desk.store.intents.hint(NO_CARD, part, step));
  };
  return (
    <>
      <p class={`xs quiet about${isOffered ? ' offer' : ''}`} role="status">
        {isOffered ? mission.offers[offer] : parts[part].label}
      </p>
      <div class={`ladder${last === undefined ? '' : ' opened'}`}>
        {last !== undefined && (
          <div class="rung text" role="status">
            <b>{mission.rungs[last.step - 1]}</b>
            <span>{hintText(desk, last)}</span>
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

function hintText(desk: Desk, { part, step, expected }: HintView): string {
  const { configure } = desk.store.language.value.words.panels;
  if (step === 3) return configure.next(expected, portLabel);
  const words = configure.hints[part === 'port-vlan' ? 'port-vlan' : 'route'];
  return step === 1 ? words.question : words.rule;
}
