/** The windows over the play page: menu, seats, invitation, keys, leaving. The glossary is a window of the whole room. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { IconName } from '../art/index.ts';
import type { RoomModel } from '../model.ts';
import { SHORTCUTS_KEY } from '../panels/index.tsx';
import { LanguageSwitch, ThemeSwitch } from './bar.tsx';
import { Dialog } from './dialog.tsx';
import { Invite, OtherDevice } from './invite.tsx';
import { LessonPartsContext } from './lesson-parts.ts';
import { NameField } from './name-field.tsx';
import { OpenGlossaryContext, usePage, useWords } from './page.tsx';
import type { PlayWindow } from './play-bar.tsx';
import { SeatList } from './seat-list.tsx';

interface WindowsProps {
  readonly room: RoomModel;
  readonly opened: Signal<PlayWindow | null>;
}

export function PlayWindows({ room, opened }: WindowsProps): JSX.Element | null {
  const words = useWords();
  const parts = useContext(LessonPartsContext);
  const close = (): void => {
    opened.value = null;
  };
  switch (opened.value) {
    case 'menu':
      return <Menu room={room} opened={opened} onClose={close} />;
    case 'seats':
      return (
        <Dialog title={words.seat.title} onClose={close}>
          <p class="quiet">{words.seat.help}</p>
          <SeatList room={room} onSeated={close} />
        </Dialog>
      );
    case 'invite':
      return (
        <Dialog title={words.menu.invite} onClose={close}>
          <Invite code={room.code} />
        </Dialog>
      );
    case 'device':
      return (
        <Dialog title={words.menu.device} onClose={close}>
          <OtherDevice code={room.code} />
        </Dialog>
      );
    case 'keys':
      return <Keys onClose={close} />;
    case 'leave':
      return parts === null ? <Leave room={room} onClose={close} /> : <parts.Leave onClose={close} />;
    case 'intro':
    case null:
      return null;
  }
}

interface MenuProps extends WindowsProps {
  readonly onClose: () => void;
}

function Menu({ room, opened, onClose }: MenuProps): JSX.Element {
  const openGlossary = useContext(OpenGlossaryContext);
  const parts = useContext(LessonPartsContext);
  const words = useWords().menu;
  const choose = (name: PlayWindow | 'glossary'): void => {
    if (name !== 'glossary') return void (opened.value = name);
    onClose();
    openGlossary?.(null);
  };
  const items: readonly (readonly [PlayWindow | 'glossary', IconName, ComponentChildren])[] = [
    ['seats', 'people', words.changeSeat],
    ...(room.alone || room.lesson !== null ? [] : ([['invite', 'link', words.invite]] as const)),
    // A class knows its students by a number instead.
    ...(room.lesson === null ? ([['device', 'copy', words.device]] as const) : []),
    ['keys', 'hand', words.keys],
    ['glossary', 'table', words.glossary],
    ['leave', 'home', parts === null ? words.leave : <parts.LeaveLabel />],
  ];
  return (
    <Dialog title={words.title} onClose={onClose} class="menu">
      {room.lesson === null && <NameField />}
      <div class="menu-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <ul>
        {items.map(([name, icon, text]) => (
          <li key={name}>
            <button type="button" class="btn ghost wide" onClick={() => choose(name)}>
              <Icon name={icon} />
              {text}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** What the keys do, and the switch that turns the single letters off (WCAG 2.2, 2.1.4). */
function Keys({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { keeper } = usePage();
  const words = useWords().keys;
  const isOn = useSignal(keeper.read(SHORTCUTS_KEY) !== 'off');
  return (
    <Dialog title={words.title} onClose={onClose}>
      <label class="option">
        <input
          type="checkbox"
          checked={isOn.value}
          onChange={(event) => {
            isOn.value = event.currentTarget.checked;
            keeper.write(SHORTCUTS_KEY, isOn.value ? 'on' : 'off');
          }}
        />
        <span>
          <strong>{words.on}</strong>
          <span class="small quiet">{words.scope}</span>
        </span>
      </label>
      <dl class="keys">
        {words.rows.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} class="kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** In a team the device is given back, so that somebody else can take it; alone everything stays. */
function Leave({ room, onClose }: { readonly room: RoomModel; readonly onClose: () => void }): JSX.Element {
  const { session, router } = usePage();
  const words = useWords().menu;
  const isLeaving = useSignal(false);
  const leave = async (): Promise<void> => {
    isLeaving.value = true;
    if (!room.alone) await session.intents.sit(null);
    router.go('/');
  };
  return (
    <Dialog title={words.leaveQuestion} onClose={onClose}>
      <p>{room.alone ? words.leaveAlone : words.leaveTeam}</p>
      <div class="dialog-do">
        <button type="button" class="btn" onClick={onClose}>
          {words.stay}
        </button>
        <button type="button" class="btn main" disabled={isLeaving.value} onClick={() => void leave()}>
          {words.leave}
        </button>
      </div>
    </Dialog>
  );
}
