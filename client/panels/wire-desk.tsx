/** The panel of a card on a shared wire: what is on the wire, what the own card hears, and the one button, or how to back off. */
import type { JSX } from 'preact';
import { Icon } from '../art/components.tsx';
import type { IconName } from '../art/index.ts';
import { nowUs } from '../model.ts';
import type { Store } from '../model.ts';
import type { OwnWireView, WireView } from '../../shared/game/seat-wire.ts';
import { bitTimesOf, INTER_FRAME_GAP_BITS } from '../../shared/wire/physical.ts';
import { whileHeld } from '../held.ts';
import { choiceText } from './choices.tsx';
import { type Desk, play } from './desk.ts';
import { FoldedFrame } from './frame-card.tsx';
import { Guided } from './guided.tsx';
import { Key } from './key.tsx';
import { DeskRefusal } from './refusal.tsx';
import { nameOf, wordsOf } from './seat.ts';
import { OwnVerdict } from './verdict.tsx';
import { useNow, WireLine } from './wire-line.tsx';

/** All of it, in the order of work. */
export function WireWork({ desk }: { readonly desk: Desk }): JSX.Element {
  return (
    <>
      <WireCard store={desk.store} own={desk.seat.value?.wire ?? null} />
      {desk.isVerdictOpen.value ? <OwnVerdict desk={desk} /> : <WireDoing desk={desk} />}
      <FoldedFrame desk={desk} />
    </>
  );
}

/** The wire with its signals, and in words what the own card hears. */
export function WireCard(props: { readonly store: Store; readonly own: OwnWireView | null }): JSX.Element | null {
  const { store, own } = props;
  const wire = store.room.value?.wire ?? null;
  const words = wordsOf(store).wire;
  if (wire === null) return null;
  return (
    <section class="card wire-card" aria-label={words.title}>
      <Picture store={store} wire={wire} />
      {own !== null && <Hearing own={own} store={store} />}
    </section>
  );
}

function Picture({ store, wire }: { readonly store: Store; readonly wire: WireView }): JSX.Element {
  const now = useNow(() => nowUs(store.clock.value, performance.now()), store.calm.value);
  return (
    <WireLine
      stations={wire.stations}
      signals={wire.signals}
      nowUs={now}
      own={store.room.value?.you?.device ?? ''}
      nameOf={(device) => nameOf(store, device)}
      label={wordsOf(store).wire.picture}
    />
  );
}

const HEARING: Readonly<Record<keyof ReturnType<typeof wordsOf>['wire']['hears'], IconName>> = {
  silence: 'check',
  carrier: 'hand',
  own: 'arrow-right',
  collision: 'cross',
};

/** Said politely as it changes, with a sign of its own. */
function Hearing({ own, store }: { readonly own: OwnWireView; readonly store: Store }): JSX.Element {
  const heard = hearingOf(own);
  return (
    <p class={`hearing ${heard}`} role="status" aria-live="polite">
      <Icon name={HEARING[heard]} width={20} weight={2.6} /> {wordsOf(store).wire.hears[heard]}
    </p>
  );
}

function hearingOf({ doing, hears }: OwnWireView): keyof typeof HEARING {
  if (doing === 'jamming' || doing === 'collided') return 'collision';
  return doing === 'sending' ? 'own' : hears;
}

/** What the card does by itself, or the question that it asks. */
export function WireDoing({ desk }: { readonly desk: Desk }): JSX.Element {
  const wire = desk.seat.value?.wire ?? null;
  const words = wordsOf(desk.store).wire;
  const collisions = wire?.collisions ?? 0;
  switch (wire?.doing) {
    case 'listening':
      return <Press desk={desk} />;
    case 'waiting':
      return <Told text={words.waiting} isStoodIn={wire.isStoodIn} store={desk.store} />;
    case 'sending':
      return <Sending desk={desk} wire={wire} />;
    case 'jamming':
      return <Told text={words.jamming} store={desk.store} />;
    case 'collided':
      return <Ranges desk={desk} collisions={collisions} />;
    case 'backing-off':
      return <BackingOff desk={desk} wire={wire} />;
    default:
      return <Told text={words.nothing} store={desk.store} />;
  }
}

function Told(props: { readonly text: string; readonly store: Store; readonly isStoodIn?: boolean }): JSX.Element {
  const { text, store, isStoodIn = false } = props;
  return (
    <section class="card step wire-doing">
      <p>{text}</p>
      {isStoodIn && <StoodIn store={store} />}
    </section>
  );
}

/** Why the card does something that nobody has pressed for. */
function StoodIn({ store }: { readonly store: Store }): JSX.Element {
  return (
    <p class="small quiet" role="status">
      {wordsOf(store).wire.stoodIn}
    </p>
  );
}

/** The button looks the same whatever is heard: to listen is the player's part. */
function Press({ desk }: { readonly desk: Desk }): JSX.Element {
  const words = wordsOf(desk.store).wire;
  return (
    <section class="card step wire-doing">
      <p class="quiet">{words.listen}</p>
      <button
        type="button"
        class="btn main wide"
        disabled={desk.busy.value}
        {...whileHeld(desk.store)}
        onClick={() => void play(desk, { sense: 'send' })}
      >
        {words.send} <Key>␣</Key>
      </button>
      <DeskRefusal desk={desk} />
      <Guided desk={desk} />
    </section>
  );
}

function Ranges({ desk, collisions }: { readonly desk: Desk; readonly collisions: number }): JSX.Element {
  const words = wordsOf(desk.store).wire;
  const choices = desk.first.value?.form.find((step) => step.part === 'back-off')?.choices ?? [];
  return (
    <section class="card step wire-doing">
      <h3>{words.collided(collisions)}</h3>
      {isNobodysFault(desk) && <p class="small">{words.noFault}</p>}
      <p class="small quiet">{words.chance}</p>
      <div class="ranges">
        {choices.map(({ value }, index) => (
          <button
            key={value}
            type="button"
            class="btn"
            disabled={desk.busy.value}
            {...whileHeld(desk.store)}
            onClick={() => void play(desk, { 'back-off': value })}
          >
            {choiceText(desk, 'back-off', value)} <Key>{String(index + 1)}</Key>
          </button>
        ))}
      </div>
      <DeskRefusal desk={desk} />
      <Guided desk={desk} />
    </section>
  );
}

/** The last press was right, and it has come to this all the same. */
function isNobodysFault(desk: Desk): boolean {
  const verdict = desk.seat.value?.verdict;
  return verdict?.card === desk.first.value?.id && verdict?.part === 'sense' && verdict.quality === 'right';
}

function Sending({ desk, wire }: { readonly desk: Desk; readonly wire: OwnWireView }): JSX.Element {
  const { store } = desk;
  const now = useNow(() => nowUs(store.clock.value, performance.now()), store.calm.value);
  const bits = bitTimesOf((desk.first.value?.bytes.length ?? 0) / 2) - INTER_FRAME_GAP_BITS;
  const sent = Math.round(bits * shareOf(wire, now));
  return (
    <section class="card step wire-doing">
      <p aria-hidden="true">{wordsOf(store).wire.sending(sent, bits)}</p>
      <progress value={sent} max={bits} aria-label={wordsOf(store).wire.hears.own} />
      {wire.isStoodIn && <StoodIn store={store} />}
    </section>
  );
}

function BackingOff({ desk, wire }: { readonly desk: Desk; readonly wire: OwnWireView }): JSX.Element {
  const { store } = desk;
  const words = wordsOf(store).wire;
  const now = useNow(() => nowUs(store.clock.value, performance.now()), store.calm.value);
  const slots = Math.round((wire.untilUs - wire.fromUs) / wire.slotUs);
  const left = Math.max(0, Math.ceil((wire.untilUs - now) / wire.slotUs));
  return (
    <section class="card step wire-doing">
      <p role="status">{slots === 0 ? words.noSlots : words.backingOff(left)}</p>
      {slots > 0 && <progress value={shareOf(wire, now)} max={1} aria-label={words.backingOff(left)} />}
      {wire.isStoodIn && <StoodIn store={store} />}
    </section>
  );
}

function shareOf({ fromUs, untilUs }: OwnWireView, now: number): number {
  return untilUs === fromUs ? 1 : Math.min(1, Math.max(0, (now - fromUs) / (untilUs - fromUs)));
}
