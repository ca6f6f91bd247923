/** On a result page: the match once more, without the fog. It comes as a chunk of its own, when it is asked for. */
import { useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { Icon } from '../art/components.tsx';
import type { RoomModel } from '../model.ts';
import { useWords } from './page.tsx';

export interface OwnReplayProps {
  readonly room: Pick<RoomModel, 'code' | 'round'>;
}

export function ReplayEntry({ room }: OwnReplayProps): JSX.Element {
  const words = useWords().result;
  const Part = useSignal<ComponentType<OwnReplayProps> | null>(null);
  const isBroken = useSignal(false);
  const open = (): void => {
    import('../teach/replay/own-replay.tsx').then(
      ({ OwnReplay }) => (Part.value = OwnReplay),
      () => (isBroken.value = true),
    );
  };
  return (
    <section class="result-replay" aria-label={words.replay}>
      <h2>{words.replay}</h2>
      {Part.value === null ? (
        <button type="button" class="btn large" onClick={open}>
          <Icon name="play" width={18} />
          {words.openReplay}
        </button>
      ) : (
        <Part.value room={room} />
      )}
      {isBroken.value && <p role="alert">{words.replayBroken}</p>}
    </section>
  );
}
