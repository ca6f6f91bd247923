/** Says when the line is broken, when another tab or device has taken over, and when the server carries nothing out. The page below stays as it is. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { RefusalCode } from '../../shared/messages.ts';
import { Icon } from '../art/components.tsx';
import type { IconName } from '../art/index.ts';
import { isAway, type Connection, type RoomModel } from '../model.ts';
import { usePage, useWords } from './page.tsx';

export function ConnectionBanner(): JSX.Element | null {
  const { store, session } = usePage();
  const words = useWords().connection;
  const connection = store.connection.value;
  const room = store.room.value;
  useBackSpoken(connection);
  if (isAway(connection)) {
    const kept = session.waiting.value;
    const refusal = session.refusal.value;
    return <LineBanner connection={connection} refusal={refusal} kept={kept} onTry={() => session.takeBack()} />;
  }
  if (connection === 'replaced') {
    return (
      <Banner kind="replaced" icon="people" text={words.replaced}>
        <button type="button" class="btn s" onClick={() => session.takeBack()}>
          {words.takeBack}
        </button>
      </Banner>
    );
  }
  if (room === null) return null;
  if (room.halt === 'parked') return <Parked key={`${room.code} ${room.round}`} room={room} />;
  return room.halt === 'cannot-save' ? <CannotSave /> : <LeftBehind room={room} />;
}

interface LineProps {
  readonly connection: Connection;
  /** Why the server does not let us in for now, if it says so. */
  readonly refusal: RefusalCode | null;
  /** Moves that wait for the line. */
  readonly kept?: number;
  readonly onTry: () => void;
}

/** The line is broken, and comes back by itself; nothing while it is there. */
export function LineBanner({ connection, refusal, kept = 0, onTry }: LineProps): JSX.Element | null {
  const { connection: words, refusals } = useWords();
  if (!isAway(connection)) return null;
  const why = connection === 'restarting' ? words.restarting : words.lost;
  const text = refusal === null ? why : refusals[refusal];
  return (
    <Banner kind="lost" icon="wifi-off" text={text} more={kept === 0 ? '' : words.kept(kept)}>
      <button type="button" class="btn s" onClick={onTry}>
        {words.tryNow}
      </button>
    </Banner>
  );
}

/** The server carries nothing out until it can write again. `more`: what can be done about it. */
export function CannotSave({ more = '' }: { readonly more?: string }): JSX.Element {
  return <Banner kind="lost" icon="pause" text={useWords().refusals['cannot-save']} more={more} />;
}

/** The match stands still after a mistake of ours. Whoever plays can have it dealt anew; who only looks on is told. */
function Parked({ room }: { readonly room: RoomModel }): JSX.Element {
  const { session } = usePage();
  const { connection: words, refusals } = useWords();
  const refusal = useSignal<RefusalCode | null>(null);
  const dealAgain = async (): Promise<void> => {
    refusal.value = await session.intents.start(room.puzzle);
  };
  return (
    <Banner kind="lost" icon="pause" text={refusals[refusal.value ?? 'parked']}>
      <button type="button" class="btn s" onClick={() => void dealAgain()}>
        {words.dealAgain}
      </button>
    </Banner>
  );
}

/** Where it was noted that this has been read. */
const LEFT_BEHIND_KEY = 'hop.left-behind';

function LeftBehind({ room }: { readonly room: RoomModel }): JSX.Element | null {
  const { keeper } = usePage();
  const { connection: words, app } = useWords();
  const read = useSignal(keeper.read(LEFT_BEHIND_KEY));
  const round = `${room.code} ${room.round}`;
  if (!room.leftBehind || read.value === round) return null;
  const close = (): void => {
    keeper.write(LEFT_BEHIND_KEY, round);
    read.value = round;
  };
  return (
    <Banner kind="dealt" icon="loop" text={words.leftBehind}>
      <button type="button" class="btn ghost icon" aria-label={app.close} onClick={close}>
        <Icon name="cross" width={18} />
      </button>
    </Banner>
  );
}

interface BannerProps {
  readonly kind: 'lost' | 'replaced' | 'dealt';
  readonly icon: IconName;
  readonly text: string;
  /** A second sentence. */
  readonly more?: string;
  readonly children?: ComponentChildren;
}

export function Banner({ kind, icon, text, more = '', children }: BannerProps): JSX.Element {
  return (
    <div class={`banner ${kind}`} role={kind === 'dealt' ? 'status' : 'alert'}>
      <Icon name={icon} />
      <span>
        {text}
        {more !== '' && <span class="banner-more"> {more}</span>}
      </span>
      {children}
    </div>
  );
}

/** That the line is back is said to those who do not see the banner go. */
export function useBackSpoken(connection: Connection): void {
  const { spoken } = usePage();
  const words = useWords().connection;
  const isOpen = connection === 'open';
  const wasOpen = useRef(true);
  useEffect(() => {
    if (isOpen && !wasOpen.current) spoken.value = words.back;
    wasOpen.current = isOpen;
  }, [isOpen]);
}
