/** Windows over the class: how to come in, another puzzle, and what is asked once before it is done. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import type { RefusalCode } from '../../shared/messages.ts';
import { Dialog } from '../pages/dialog.tsx';
import { usePage } from '../pages/page.tsx';
import { useAct, useClass, useDesk, type ClassWindow } from './desk.ts';
import { pastClasses } from './past.ts';
import { Refusal } from './refusal.tsx';
import { ShareCard } from './share.tsx';
import { useTeachWords } from './words.ts';

interface WindowProps {
  readonly onClose: () => void;
}

export function ClassWindows({ opened, onClose }: WindowProps & { readonly opened: ClassWindow }): JSX.Element {
  const words = useTeachWords();
  switch (opened) {
    case 'share':
      return (
        <Dialog title={words.share.title} onClose={onClose} class="share-window">
          <ShareCard />
        </Dialog>
      );
    case 'open':
      return <OpenPuzzle onClose={onClose} />;
    case 'shuffle':
      return <Shuffle onClose={onClose} />;
    case 'delete':
      return <Delete onClose={onClose} />;
  }
}

function OpenPuzzle({ onClose }: WindowProps): JSX.Element {
  const { store } = usePage();
  const { plan, at } = useClass();
  const { control: words, common } = useTeachWords();
  const act = useAct();
  return (
    <Dialog title={words.openPuzzle} onClose={onClose}>
      <ol class="open-puzzles">
        {plan.map(({ puzzle, minutes }, place) => {
          const { title } = store.language.value.puzzles[puzzle];
          return (
            <li key={place}>
              <button
                type="button"
                class="btn wide"
                {...(place === at ? { 'aria-current': 'true' as const } : {})}
                onClick={() => {
                  onClose();
                  void act('open', { at: place }, words.opened(title));
                }}
              >
                {place + 1}. {title} <span class="quiet small">{common.minutes(minutes)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}

function Shuffle({ onClose }: WindowProps): JSX.Element {
  const words = useTeachWords().control;
  const act = useAct();
  return (
    <Sure
      title={words.shuffle}
      action={words.shuffle}
      onClose={onClose}
      onSure={() => {
        onClose();
        void act('shuffle', {}, words.shuffled);
      }}
    >
      <p>{words.shuffleSure}</p>
    </Sure>
  );
}

/** The class is gone from the server and from the list of this browser. */
function Delete({ onClose }: WindowProps): JSX.Element {
  const { router, keeper, spoken } = usePage();
  const { transport, session, isDeleting } = useDesk();
  const { title } = useClass();
  const words = useTeachWords().control;
  const refusal = useSignal<RefusalCode | null>(null);
  const remove = async (): Promise<void> => {
    refusal.value = null;
    isDeleting.value = true;
    const outcome = await transport.delete(session.teacher).catch(() => ({ refused: 'server-busy' as const }));
    if ('refused' in outcome) {
      isDeleting.value = false;
      refusal.value = outcome.refused;
      return;
    }
    pastClasses(keeper).forget(session.teacher.code);
    router.go('/teach', { replace: true });
    spoken.value = words.deleted;
  };
  return (
    <Sure
      title={words.deleteSure(title)}
      action={words.delete}
      keep={words.deleteKeep}
      onClose={onClose}
      onSure={() => void remove()}
    >
      <p>{words.deleteWhat}</p>
      <Refusal refusal={refusal.value} />
    </Sure>
  );
}

interface SureProps extends WindowProps {
  readonly title: string;
  readonly action: string;
  readonly keep?: string;
  readonly onSure: () => void;
  readonly children: ComponentChildren;
}

function Sure({ title, action, keep, onClose, onSure, children }: SureProps): JSX.Element {
  const { common } = useTeachWords();
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div class="dialog-do">
        <button type="button" class="btn" onClick={onClose}>
          {keep ?? common.cancel}
        </button>
        <button type="button" class="btn main" onClick={onSure}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}
