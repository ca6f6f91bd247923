/** Everything that the player's own device needs, in the order of work: who you are, inbox, frame, questions, the button that acts. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Avatar } from '../art/components.tsx';
import type { Store } from '../model.ts';
import type { TablesView } from '../../shared/game/view.ts';
import { Configure } from './configure.tsx';
import { Console } from './console.tsx';
import { deskOf, type Desk, type DeskTab } from './desk.ts';
import { dutyOf, isConfigured } from './duty.ts';
import { FaultPanel } from './fault.tsx';
import { useInSight, useKeptFocus } from './focus.ts';
import { DepthSwitch, FoldedFrame, FrameCard } from './frame-card.tsx';
import { Inbox, NotYet } from './inbox.tsx';
import { LettersWait } from './letters-wait.tsx';
import { hasConsole, nameOf, wordsOf } from './seat.ts';
import { Segments } from './segments.tsx';
import { useShortcuts } from './shortcuts.ts';
import { Steps } from './steps.tsx';
import { openMistake } from './storm-desk.ts';
import { ByHand, StormPanel } from './storm.tsx';
import { Tables } from './tables.tsx';
import { OwnVerdict } from './verdict.tsx';
import { Waiting } from './waiting.tsx';
import { WireCard, WireWork } from './wire-desk.tsx';

export interface PanelProps {
  readonly store: Store;
  /** Shows the frames of the last move once more on the board; leave it out if that cannot be done. */
  readonly onWatchAgain?: (() => void) | undefined;
}

export function DevicePanel({ store, onWatchAgain }: PanelProps): JSX.Element | null {
  const desk = deskOf(store);
  const panel = useRef<HTMLElement>(null);
  useShortcuts(desk);
  useKeptFocus(panel, placeOf(desk));
  useInSight(panel, letterOf(desk), placeOf(desk));
  const words = wordsOf(store);
  if (store.room.value === null) return null;
  return (
    <aside class="dev" aria-label={words.label} data-shortcuts ref={panel}>
      {desk.seat.value === null ? <Watching store={store} /> : <AtWork desk={desk} onWatchAgain={onWatchAgain} />}
    </aside>
  );
}

/** What is shown, as one text: a change of it may take away what had the focus. */
export function placeOf(desk: Desk): string {
  const card = desk.first.value;
  const groups = desk.groups.value.length;
  const answered = Object.keys(desk.answers.value).length;
  const { isVerdictOpen, reopened, busy, isLive, store } = desk;
  const phase = store.room.value?.run?.phase;
  const signals = [isVerdictOpen, reopened, busy, isLive].map(({ value }) => value);
  return [card?.id, card?.tries, groups, answered, ...signals, phase, openMistake(desk)?.card].join(' ');
}

/** What is read, as one text: the open letter, or what became of it. */
export function letterOf({ open, isVerdictOpen, store }: Desk): string {
  return `${open.value?.id} ${isVerdictOpen.value} ${store.room.value?.run?.phase}`;
}

function AtWork({
  desk,
  onWatchAgain,
}: {
  readonly desk: Desk;
  readonly onWatchAgain: (() => void) | undefined;
}): JSX.Element {
  const tab = tabOf(desk);
  return (
    <>
      <Head desk={desk} tab={tab} />
      {tab === 'frames' && <Frames desk={desk} onWatchAgain={onWatchAgain} />}
      {tab === 'table' && (
        <div class="work" key="table">
          <Tables desk={desk} />
        </div>
      )}
      {tab === 'console' && <Console store={desk.store} />}
    </>
  );
}

/** Who moved from a computer to a hub finds no console there. */
function tabOf(desk: Desk): DeskTab {
  return desk.tab.value === 'console' && !hasConsole(desk.store) ? 'frames' : desk.tab.value;
}

function Frames({ desk, onWatchAgain }: Parameters<typeof AtWork>[0]): JSX.Element {
  return (
    <>
      {dutyOf(desk) === 'letter' && (
        <div class="inbox-row">
          <Inbox desk={desk} />
          <DepthSwitch desk={desk} />
        </div>
      )}
      <div class="work" key="frames">
        <Work desk={desk} onWatchAgain={onWatchAgain} />
      </div>
    </>
  );
}

function Work({
  desk,
  onWatchAgain,
}: {
  readonly desk: Desk;
  readonly onWatchAgain: (() => void) | undefined;
}): JSX.Element {
  const words = wordsOf(desk.store).verdict;
  switch (dutyOf(desk)) {
    case 'configure':
      return <Configure desk={desk} />;
    case 'wire':
      return <WireWork desk={desk} />;
    case 'verdict':
      return (
        <>
          <FoldedFrame desk={desk} />
          <OwnVerdict desk={desk} onWatchAgain={onWatchAgain} />
          <p class="small quiet footnote">
            {desk.seat.value?.verdict?.refused === true ? words.heldCostsNothing : words.costsNothing}
          </p>
        </>
      );
    case 'storm':
      return <StormPanel desk={desk} />;
    case 'wait':
      return <Waiting desk={desk} />;
    case 'letter':
      return (
        <>
          <ByHand desk={desk} />
          <FrameCard desk={desk} />
          {desk.open.value === desk.first.value ? <Steps desk={desk} /> : <NotYet desk={desk} />}
          <FaultPanel desk={desk} />
        </>
      );
  }
}

function Head({ desk, tab }: { readonly desk: Desk; readonly tab: DeskTab }): JSX.Element {
  const { store } = desk;
  const words = wordsOf(store);
  const seat = desk.seat.value!;
  const me = store.room.value!.me;
  const isSad = desk.isVerdictOpen.value && seat.verdict?.refused === false;
  return (
    <header class="dev-head">
      <Avatar colour={me.colour} letter={me.name} eyes={isSad ? 'sad' : 'person'} width={44} />
      <div class="grow">
        <h2>{words.youAre(nameOf(store, seat.device))}</h2>
        <p class="small quiet">
          <Subtitle store={store} tables={seat.tables} />
        </p>
      </div>
      <Segments
        name="tab"
        label={words.tabs.label}
        value={tab}
        options={[
          {
            value: 'frames',
            text: isConfigured(desk.store) ? words.configure.tab : words.tabs.frames,
            more: tab !== 'frames' && <LettersWait store={store} />,
          },
          { value: 'table', text: words.tabs.table },
          ...(hasConsole(store) ? [{ value: 'console', text: words.tabs.console } as const] : []),
        ]}
        onChange={(value) => (desk.tab.value = value)}
      />
    </header>
  );
}

/** A switch or hub by its cables, a station by its addresses. */
function Subtitle({ store, tables }: { readonly store: Store; readonly tables: TablesView }): JSX.Element {
  const words = wordsOf(store);
  if ('ports' in tables)
    return <>{words.cables(tables.ports.filter((port) => port.cabled).length, tables.ports.length)}</>;
  const [first, second] = tables.interfaces;
  if (first !== undefined && second === undefined)
    return (
      <span class="mono own-addresses">
        <span>{first.addresses.map(({ address, length }) => `${address}/${length} `).join('')}</span>
        <span>{first.mac}</span>
      </span>
    );
  return (
    <span class="mono own-addresses">
      {tables.interfaces.map((card) => (
        <span key={card.name}>{`${card.name} ${card.addresses.map(({ address }) => `${address} `).join('')}`}</span>
      ))}
    </span>
  );
}

/** Nobody's seat: free devices to take, and the map goes on. */
function Watching({ store }: { readonly store: Store }): JSX.Element {
  const words = wordsOf(store).watching;
  const room = store.room.value;
  const free = room?.seats.filter((seat) => seat.player === null) ?? [];
  return (
    <>
      <WireCard store={store} own={null} />
      <section class="card step watching">
        <h2>{words.title}</h2>
        <p class="quiet">{free.length === 0 ? words.full : words.text}</p>
        {room !== null && room.lesson !== null && room.lesson.next !== null && <p>{words.later}</p>}
        <div class="choices">
          {free.map((seat) => (
            <button key={seat.device} type="button" class="btn s" onClick={() => void store.intents.sit(seat.device)}>
              {words.sit(nameOf(store, seat.device))}
            </button>
          ))}
        </div>
      </section>
    </>
  );
}
