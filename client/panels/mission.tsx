/** What has to happen in the network, how many decisions it took so far, and help in three rungs. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon, Stars } from '../art/components.tsx';
import type { Store } from '../model.ts';
import type { Part } from '../../shared/device/rule.ts';
import type { GoalView } from '../../shared/game/goal-view.ts';
import type { CardView, HintView } from '../../shared/game/view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { isConfigured } from './configure.tsx';
import { SettingHints } from './configure-hints.tsx';
import { deskOf, NO_CARD, type Desk } from './desk.ts';
import { isFaultOpen } from './fault.tsx';
import { FaultHints } from './fault-hints.tsx';
import { useHintOffer } from './hint-offer.ts';
import { nameOf, portLabel, wordsOf } from './seat.ts';
import { currentGroup } from './shortcuts.ts';

export function MissionPanel({ store }: { readonly store: Store }): JSX.Element | null {
  const desk = deskOf(store);
  const room = store.room.value;
  if (room === null) return null;
  const words = wordsOf(store).mission;
  const score = desk.seat.value?.score;
  const sentences = goalSentences(store, room.goals);
  return (
    <section class="mission" aria-label={words.title}>
      <div class="goals" role="group" aria-label={words.goals} tabIndex={0}>
        <div class="row">
          <h2>{words.goals}</h2>
          <span class="grow" />
          {score !== undefined && <span class="xs quiet">{words.par(score.par, score.decisions)}</span>}
        </div>
        <ul>
          {room.goals.map((it, index) => (
            <li key={index} class={`goal${it.met ? ' ok' : ''}`}>
              <span class={`tick${it.met ? ' ok' : ''}`} role="img" aria-label={it.met ? words.met : words.open}>
                {it.met && <Icon name="check" width={14} weight={3} />}
              </span>
              <span>{sentences[index]}</span>
            </li>
          ))}
        </ul>
      </div>
      {score !== undefined && <Hints desk={desk} stars={score.stars} />}
    </section>
  );
}

/** The goals in words; what is asked for a second time says so. */
function goalSentences(store: Store, goals: readonly GoalView[]): readonly string[] {
  const { goal, words } = store.language.value;
  const sentences = goals.map((it) => goal(it, (device) => nameOf(store, device)));
  return sentences.map((text, index) => (sentences.indexOf(text) < index ? words.panels.mission.again(text) : text));
}

function Hints({ desk, stars }: { readonly desk: Desk; readonly stars: number }): JSX.Element {
  const words = wordsOf(desk.store).mission;
  const card = desk.first.value;
  const part = askedPart(desk);
  return (
    <div class="hints">
      <div class="row">
        <h2>{words.hints}</h2>
        <span class="grow" />
        <Stars stars={stars} label={words.stars(stars)} />
      </div>
      {isConfigured(desk.store) ? (
        <SettingHints desk={desk} />
      ) : desk.isLive.value ? (
        <Ladder
          key="cables"
          desk={desk}
          card={{ id: NO_CARD, hints: desk.seat.value?.storm?.hints ?? [] }}
          part="cable"
        />
      ) : card === null && isFaultOpen(desk.store) ? (
        <FaultHints desk={desk} />
      ) : card === null || part === undefined ? (
        <p class="small quiet">{words.none}</p>
      ) : (
        <Ladder key={`${card.id} ${part}`} desk={desk} card={card} part={part} />
      )}
    </div>
  );
}

/** The question that is asked now: the first without an answer, else the one that decides. */
function askedPart(desk: Desk): Part | undefined {
  if (desk.isVerdictOpen.value) return undefined;
  const steps = currentGroup(desk)?.steps ?? [];
  return (steps.find((step) => desk.answers.value[step.part] === undefined) ?? steps.at(-1))?.part;
}

const RUNGS = 3;

/** Opened rungs are read on the left, the next one stands on the right with its price. */
function Ladder({
  desk,
  card,
  part,
}: {
  readonly desk: Desk;
  readonly card: Pick<CardView, 'id' | 'hints'>;
  readonly part: Part;
}): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const language = desk.store.language.value;
  const words = language.words.panels.mission;
  const opened = card.hints.filter((hint) => hint.part === part);
  const next = opened.length;
  const offer = useHintOffer(desk, part);
  const isOffered = offer !== null && next < RUNGS;
  const open = async (step: 1 | 2 | 3): Promise<void> => {
    if (step === 3 && !isAsking) return setAsking(true);
    setAsking(false);
    setRefusal(await desk.store.intents.hint(card.id, part, step));
  };
  const last = opened.at(-1);
  return (
    <>
      <p class={`xs quiet about${isOffered ? ' offer' : ''}`} role="status">
        {isOffered ? words.offers[offer] : language.parts[part].title}
      </p>
      <div class={`ladder${opened.length > 0 ? ' opened' : ''}`}>
        {last !== undefined && (
          <div class="rung text" role="status">
            <b>{last.given === true ? words.fromTeacher : words.rungs[last.step - 1]}</b>
            <span>{hintText(desk, last)}</span>
          </div>
        )}
        {([1, 2, 3] as const).slice(next).map((step) => {
          const isNext = step === next + 1;
          const asks = isNext && isAsking;
          return (
            <button
              key={step}
              type="button"
              class={`rung ${isNext ? 'next' : 'locked'}${isNext && isOffered ? ' offered' : ''}`}
              disabled={!isNext}
              onClick={() => void open(step)}
            >
              <b>{asks ? words.confirm : words.rungs[step - 1]}</b>
              {asks ? words.confirmPrice : words.prices[step - 1]}
            </button>
          );
        })}
      </div>
      {refusal !== null && (
        <p class="small quiet" role="status">
          {refusal === 'no-such-hint'
            ? part === 'cable'
              ? language.words.panels.storm.noHint
              : words.elsewhere
            : language.words.refusals[refusal]}
        </p>
      )}
    </>
  );
}

function hintText(desk: Desk, hint: HintView): string {
  const rule = desk.store.language.value.rules[hint.rule];
  if (hint.step === 1) return rule.question(hint.part);
  if (hint.step === 2) return rule.rule;
  const name = (device: string): string => nameOf(desk.store, device);
  return rule.reason({ part: hint.part, expected: hint.expected, facts: hint.facts, port: portLabel, name });
}
