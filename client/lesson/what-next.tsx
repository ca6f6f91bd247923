/** After a puzzle of the lesson: the teacher opens the next one, or the team does; after the last one the end. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { LessonView } from '../../shared/class/view.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import { Icon } from '../art/components.tsx';
import type { RoomModel } from '../model.ts';
import { Intro } from '../pages/intro.tsx';
import { usePage, useWords } from '../pages/page.tsx';
import { whileHeld } from '../held.ts';
import { TeamsCard } from './teams.tsx';
import { useLessonWords } from './words.ts';

export function WhatNext({ room }: { readonly room: RoomModel }): JSX.Element | null {
  const { lesson } = room;
  if (lesson === null) return null;
  return (
    <div class="what-next">
      {lesson.next === null ? <Last /> : lesson.pacing === 'together' ? <Wait /> : <Next next={lesson.next} />}
      <Cards room={room} />
      <TeamsCard lesson={lesson} />
    </div>
  );
}

function Last(): JSX.Element {
  const words = useLessonWords().next;
  return (
    <div class="lesson-waits">
      <p>
        <strong>{words.last}</strong>
      </p>
      <p>{words.lastText}</p>
    </div>
  );
}

function Wait(): JSX.Element {
  const words = useLessonWords().next;
  return (
    <div class="lesson-waits">
      <p>
        <strong>{words.waits}</strong>
      </p>
      <p>{words.meanwhile}</p>
    </div>
  );
}

/** Whoever of the team is first opens it for all. */
function Next({ next }: { readonly next: NonNullable<LessonView['next']> }): JSX.Element {
  const { session, store } = usePage();
  const words = useWords();
  const refusal = useSignal<RefusalCode | null>(null);
  const start = async (): Promise<void> => {
    refusal.value = await session.intents.start(next);
  };
  return (
    <>
      <button type="button" class="btn main large" {...whileHeld(store)} onClick={() => void start()}>
        {words.result.next(store.language.value.puzzles[next].title)}
        <Icon name="arrow-right" />
      </button>
      <p class="field-error" role="alert">
        {refusal.value === null ? '' : words.refusals[refusal.value]}
      </p>
    </>
  );
}

function Cards({ room }: { readonly room: RoomModel }): JSX.Element {
  const words = useLessonWords().next;
  const isOpen = useSignal(false);
  return (
    <>
      <button type="button" class="btn large" onClick={() => (isOpen.value = true)}>
        {words.cards}
      </button>
      {isOpen.value && <Intro room={room} isAgain onClose={() => (isOpen.value = false)} />}
    </>
  );
}
