/** The door of a class: a name and one button; below it the way back to a seat by its number. */
import type { JSX } from 'preact';
import type { RefusalCode } from '../../shared/messages.ts';
import type { ClassSummary } from '../../shared/messages/class.ts';
import type { Farewell } from '../class-place.ts';
import type { ClassWish } from '../connection.ts';
import { PageBar } from '../pages/bar.tsx';
import { ConnectionBanner } from '../pages/connection-banner.tsx';
import { useTitle } from '../pages/document.ts';
import { useWords } from '../pages/page.tsx';
import { spacedCode } from '../router.ts';
import { NameForm } from './name-form.tsx';
import { SeatBack } from './seat-back.tsx';
import { useLessonWords } from './words.ts';

export type Why = Farewell | RefusalCode | null;

export interface ComeInProps {
  readonly summary: ClassSummary;
  /** Why this browser stands here again; null at first. */
  readonly why: Why;
  readonly isComing: boolean;
  /** Under which one was in; null for a newcomer. */
  readonly lastName: string | null;
  readonly onComeIn: (wish: ClassWish) => void;
  /** Looks at the door anew: other names, perhaps locked by now. */
  readonly onLook: () => Promise<void>;
  /** Why one stands here again is of no interest any more. */
  readonly onForget: () => void;
}

export function ComeIn(props: ComeInProps): JSX.Element {
  const { summary, why, isComing, onComeIn } = props;
  const words = useLessonWords().comeIn;
  useTitle(summary.title);
  const isLocked = summary.locked || why === 'class-locked';
  return (
    <>
      <ConnectionBanner />
      <PageBar />
      <main id="content" class="door" tabIndex={-1}>
        <header>
          <p class="lab mono">{spacedCode(summary.code)}</p>
          <h1>{summary.title}</h1>
        </header>
        <Notice why={isLocked ? 'class-locked' : why} />
        {isLocked ? <LookAgain {...props} /> : <NameForm {...props} />}
        <SeatBack isOnly={isLocked} isWrong={why === 'wrong-number'} isComing={isComing} onComeIn={onComeIn} />
        <p class="small quiet">{words.noAccount}</p>
      </main>
    </>
  );
}

/** What the name has wrong with it stands at the name, a number's at the number. */
const AT_A_FIELD: readonly Why[] = [null, 'bad-name', 'name-not-allowed', 'name-taken', 'wrong-number', 'deleted'];

function Notice({ why }: { readonly why: Why }): JSX.Element | null {
  const words = useLessonWords().comeIn;
  const { refusals } = useWords();
  if (why === null || AT_A_FIELD.includes(why) || why === 'deleted') return null;
  const own: Partial<Record<Farewell | RefusalCode, string>> = {
    removed: words.removed,
    'no-such-student': words.unknown,
    'class-locked': words.locked,
    'too-many-messages': words.tooMany,
  };
  return (
    <p class="card box door-note" role="alert">
      {own[why] ?? (why === 'removed' ? '' : refusals[why])}
    </p>
  );
}

/** The teacher may have opened the class by now. */
function LookAgain({ onLook, onForget }: ComeInProps): JSX.Element {
  const look = (): void => {
    onForget();
    void onLook();
  };
  return (
    <button type="button" class="btn" onClick={look}>
      {useWords().connection.tryNow}
    </button>
  );
}
