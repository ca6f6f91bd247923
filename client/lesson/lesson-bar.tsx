/** The slim bar over everything in a lesson: class, team, how far; the own hand and number. Below it, when the teacher has stopped the time, that. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { LessonView } from '../../shared/class/view.ts';
import { Icon } from '../art/components.tsx';
import type { RoomModel } from '../model.ts';
import { Dialog } from '../pages/dialog.tsx';
import { usePage } from '../pages/page.tsx';
import { useTeam } from './team.ts';
import { useLessonWords } from './words.ts';

/** Does the teacher hold the puzzle now? In the debrief nobody plays, so nothing has to be held. */
export function isFrozen(room: RoomModel | null): boolean {
  return room?.lesson?.frozen === true && room.lesson.phase === 'running';
}

export function LessonBar({ room }: { readonly room: RoomModel }): JSX.Element | null {
  const { lesson } = room;
  return lesson === null ? null : <Shown room={room} lesson={lesson} />;
}

interface ShownProps {
  readonly room: RoomModel;
  readonly lesson: LessonView;
}

function Shown({ room, lesson }: ShownProps): JSX.Element {
  const words = useLessonWords().bar;
  const team = useTeam(lesson);
  const isNumberOpen = useSignal(false);
  const isRunning = lesson.phase === 'running';
  return (
    <>
      <section class="lesson-bar" aria-label={words.label}>
        <strong class="lesson-title">{lesson.title}</strong>
        {lesson.pacing !== 'alone' && <span class="lesson-team">{team.full}</span>}
        {lesson.phase !== 'gathering' && (
          <span class="quiet">
            <span class="lesson-long">{words.puzzle(lesson.at + 1, lesson.count)}</span>
            <span class="lesson-short" aria-hidden="true">
              {lesson.at + 1} / {lesson.count}
            </span>
          </span>
        )}
        {isRunning && lesson.speed === 0.5 && <span class="chip half-speed">{words.halfSpeed}</span>}
        {lesson.phase !== 'gathering' && lesson.classGoal !== null && <ClassGoal {...lesson.classGoal} />}
        <span class="grow" />
        <Hand room={room} lesson={lesson} />
        {/* The number itself is not on show for who sits beside. */}
        <button type="button" class="btn ghost s" title={words.number} onClick={() => (isNumberOpen.value = true)}>
          <Icon name="person" width={18} />
          <span class="lesson-long">{words.number}</span>
        </button>
      </section>
      {isNumberOpen.value && (
        <Dialog title={words.number} onClose={() => (isNumberOpen.value = false)}>
          <p class="own-number mono">{room.number}</p>
          <p>{words.numberText}</p>
        </Dialog>
      )}
      <Frozen room={room} />
    </>
  );
}

function ClassGoal({ done, goal }: { readonly done: number; readonly goal: number }): JSX.Element {
  const text = useLessonWords().bar.classGoal(done, goal);
  return (
    <span class="lesson-goal">
      <progress max={Math.max(goal, 1)} value={Math.min(done, goal)} aria-hidden="true" />
      <span class="lesson-long">{text}</span>
      <span class="lesson-short" aria-hidden="true">
        {done}/{goal}
      </span>
    </span>
  );
}

function Hand({ room, lesson }: ShownProps): JSX.Element {
  const { session, spoken } = usePage();
  const words = useLessonWords().bar;
  const isUp = lesson.hands.includes(room.me.id);
  const turn = async (): Promise<void> => {
    const refused = await session.intents.hand(!isUp);
    if (refused === null && !isUp) spoken.value = words.raised;
  };
  return (
    <button
      type="button"
      class={isUp ? 'btn s hand up' : 'btn ghost s hand'}
      title={isUp ? words.raised : undefined}
      onClick={() => void turn()}
    >
      <Icon name={isUp ? 'check' : 'hand'} width={18} />
      <span class="unseen">{isUp ? words.lower : words.raise}</span>
      <span aria-hidden="true">{isUp ? words.lowerShort : words.raiseShort}</span>
    </button>
  );
}

function Frozen({ room }: { readonly room: RoomModel }): JSX.Element {
  const { spoken } = usePage();
  const words = useLessonWords().bar;
  const frozen = isFrozen(room);
  const was = useRef(frozen);
  useEffect(() => {
    if (was.current && !frozen) spoken.value = words.goesOn;
    was.current = frozen;
  }, [frozen]);
  return (
    <div role="status" class={frozen ? 'frozen-note' : 'hidden'}>
      {frozen && (
        <>
          <Icon name="pause" width={28} />
          <span>
            <strong>{words.frozen}</strong> <span>{words.frozenText}</span>
          </span>
        </>
      )}
    </div>
  );
}
