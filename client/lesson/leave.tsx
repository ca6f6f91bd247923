/** The window that asks before somebody leaves a class: the seat stays theirs. */
import type { JSX } from 'preact';
import { Dialog } from '../pages/dialog.tsx';
import { usePage } from '../pages/page.tsx';
import { useLessonWords } from './words.ts';

export function LeaveLabel(): JSX.Element {
  return <>{useLessonWords().leave.leave}</>;
}

export function Leave({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { router } = usePage();
  const words = useLessonWords().leave;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <p>{words.text}</p>
      <div class="dialog-do">
        <button type="button" class="btn" onClick={onClose}>
          {words.stay}
        </button>
        <button type="button" class="btn main" onClick={() => router.go('/')}>
          {words.leave}
        </button>
      </div>
    </Dialog>
  );
}
