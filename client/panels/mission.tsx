/** What has to happen in the network, how many decisions it took so far, and help in three rungs. */
import type { JSX } from 'preact';
import { Icon, Stars } from '../art/components.tsx';
import type { Store } from '../model.ts';
import type { GoalView } from '../../shared/game/goal-view.ts';
import { SettingHints } from './configure-hints.tsx';
import { deskOf, NO_CARD, type Desk } from './desk.ts';
import { FaultHints } from './fault-hints.tsx';
import { helpOf, type Help } from './help.ts';
import { useHintOffer } from './hint-offer.ts';
import { HintRungs } from './hint-rungs.tsx';
import { nameOf, wordsOf } from './seat.ts';

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
  return (
    <div class="hints">
      <div class="row">
        <h2>{words.hints}</h2>
        <span class="grow" />
        <Stars stars={stars} label={words.stars(stars)} />
      </div>
      <HintsNow desk={desk} />
    </div>
  );
}

/** Help with what the seat has to do now. */
function HintsNow({ desk }: { readonly desk: Desk }): JSX.Element {
  const help = helpOf(desk);
  if (help === null) return <p class="small quiet">{wordsOf(desk.store).mission.none}</p>;
  if (help.kind === 'settings') return <SettingHints desk={desk} />;
  if (help.kind === 'fault') return <FaultHints desk={desk} />;
  const card = help.kind === 'cables' ? NO_CARD : (desk.first.value?.id ?? NO_CARD);
  return <Ladder key={`${card} ${help.part}`} desk={desk} card={card} help={help} />;
}

interface LadderProps {
  readonly desk: Desk;
  /** The letter that it is about, or none: then it is about all cables of the own switch. */
  readonly card: number;
  readonly help: Help;
}

function Ladder({ desk, card, help: { part, hints } }: LadderProps): JSX.Element {
  const { mission, storm } = wordsOf(desk.store);
  return (
    <HintRungs
      desk={desk}
      card={card}
      part={part}
      about={desk.store.language.value.parts[part].title}
      hints={hints}
      offer={useHintOffer(desk, part)}
      noHint={part === 'cable' ? storm.noHint : mission.elsewhere}
    />
  );
}
