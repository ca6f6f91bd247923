/** A student's page of a class: the door, then the room of the team for as long as the lesson lasts. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ClassSummary } from '../../shared/messages/class.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import type { Farewell } from '../class-place.ts';
import type { ClassWish } from '../connection.ts';
import { LessonPartsContext, type LessonParts } from '../pages/lesson-parts.ts';
import { Loading, Message } from '../pages/message.tsx';
import { Link, usePage, useWords } from '../pages/page.tsx';
import { Within } from '../pages/room.tsx';
import { isFrozen } from '../held.ts';
import '../style/lesson.css';
import { ComeIn } from './come-in.tsx';
import { Debrief } from './debrief.tsx';
import { Gathering } from './gathering.tsx';
import { Leave, LeaveLabel } from './leave.tsx';
import { LessonBar } from './lesson-bar.tsx';
import { LessonNews } from './lesson-news.tsx';
import { WhatNext } from './what-next.tsx';
import { useLessonWords } from './words.ts';

const parts: LessonParts = { Gathering, WhatNext, Debrief, Leave, LeaveLabel };

export function LessonPage(): JSX.Element | null {
  const route = usePage().router.route.value;
  return route.page === 'class' ? <InClass key={route.code} code={route.code} /> : null;
}

function InClass({ code }: { readonly code: string }): JSX.Element {
  const { session, store, identity } = usePage();
  const isIn = useSignal(identity.isIn(code));
  // Who comes back is not asked for a name again, however long the server takes.
  const isBack = useSignal(isIn.peek());
  const why = useSignal<Farewell | RefusalCode | null>(null);
  const room = store.room.value;
  const lesson = room?.lesson;
  const lastName = useRef<string | null>(null);
  if (room !== null) lastName.current = room.me.name;
  useEffect(() => {
    if (isIn.peek()) session.enterClass(code, { back: true });
    return () => session.leave();
  }, []);
  useEffect(() => {
    if (lesson?.code === code) identity.setIn(code, true);
  }, [lesson?.code === code]);
  useTurnedAway(code, isIn, why);
  const comeIn = (wish: ClassWish): void => {
    why.value = null;
    isIn.value = true;
    isBack.value = false;
    session.enterClass(code, wish);
  };
  if (why.value === 'deleted') return <Deleted />;
  if (!isIn.value || (room === null && !isBack.value)) {
    return (
      <Door
        code={code}
        why={why.value}
        isComing={isIn.value}
        lastName={lastName.current}
        onComeIn={comeIn}
        onForget={() => (why.value = null)}
      />
    );
  }
  return (
    <LessonPartsContext.Provider value={parts}>
      <div class="in-lesson" data-frozen={isFrozen(room)}>
        {room !== null && <LessonBar room={room} />}
        {room !== null && <LessonNews room={room} />}
        <Within />
      </div>
    </LessonPartsContext.Provider>
  );
}

/** Who is told this is in the class no more. */
const LET_GO: readonly (Farewell | RefusalCode)[] = ['removed', 'deleted', 'no-such-student', 'no-such-class'];

/** Whoever the class does not let in, or lets go, stands at its door again. */
function useTurnedAway(code: string, isIn: Signal<boolean>, why: Signal<Farewell | RefusalCode | null>): void {
  const { session, store, identity } = usePage();
  const isGone = store.connection.value === 'gone';
  useEffect(() => {
    if (!isGone) return;
    why.value = session.farewell.peek() ?? session.refusal.peek();
    isIn.value = false;
    if (why.value !== null && LET_GO.includes(why.value)) identity.setIn(code, false);
    session.leave();
  }, [isGone]);
}

interface DoorProps {
  readonly code: string;
  readonly why: Farewell | RefusalCode | null;
  readonly isComing: boolean;
  /** Under which one was in; null for a newcomer. */
  readonly lastName: string | null;
  readonly onComeIn: (wish: ClassWish) => void;
  /** Why one stands here again is of no interest any more. */
  readonly onForget: () => void;
}

/** What stands on the door is asked for when somebody stands before it. */
function Door({ code, ...props }: DoorProps): JSX.Element {
  const { session } = usePage();
  const words = useWords();
  const { tooMany } = useLessonWords().comeIn;
  const summary = useSignal<ClassSummary | null>(null);
  const refusal = useSignal<RefusalCode | null>(null);
  const look = async (): Promise<void> => {
    refusal.value = null;
    const outcome = await session.classAt(code);
    if ('value' in outcome) summary.value = outcome.value;
    else refusal.value = outcome.refused;
  };
  useEffect(() => void look(), []);
  if (refusal.value === 'no-such-class' || props.why === 'no-such-class') return <NoSuchClass />;
  const isTooMany = refusal.value === 'too-many-messages';
  if (refusal.value !== null) {
    return (
      <Message title={words.connection.refusedTitle} text={isTooMany ? tooMany : words.refusals[refusal.value]}>
        <button type="button" class="btn main" onClick={() => void look()}>
          {words.connection.tryNow}
        </button>
      </Message>
    );
  }
  if (summary.value === null) return <Loading />;
  return <ComeIn {...props} summary={summary.value} onLook={look} />;
}

function NoSuchClass(): JSX.Element {
  const words = useLessonWords().gone;
  return <Gone title={words.title} text={words.text} />;
}

function Deleted(): JSX.Element {
  const words = useLessonWords().gone;
  return <Gone title={words.deletedTitle} text={words.deletedText} />;
}

function Gone(props: { readonly title: string; readonly text: string }): JSX.Element {
  const { app } = useWords();
  return (
    <Message {...props}>
      <Link to="/" class="btn main">
        {app.toHome}
      </Link>
    </Message>
  );
}
