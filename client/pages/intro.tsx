/** The cards before the first frame: a picture of the own map, at most sixty words, terms that can be opened. */
import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { IntroCard } from '../../shared/text/language.ts';
import type { RoomModel } from '../model.ts';
import { readJson } from '../storage.ts';
import type { Keeper } from '../storage.ts';
import { drawBridgeIds } from './bridge-ids.ts';
import { CardOnMap } from './card-on-map.tsx';
import { Dialog } from './dialog.tsx';
import { drawTask, untouched, type DivisionState } from './division.ts';
import { usePage, useWords } from './page.tsx';
import { Rich } from './rich-text.tsx';
import { nothingPressed, TryBridgeIds, type BridgeIdState } from './try-bridge-ids.tsx';
import { TryCopies } from './try-copies.tsx';
import { TryChoice, picturedAfter } from './try-choice.tsx';
import { TryDivision } from './try-division.tsx';
import { TryWire } from './try-wire.tsx';

const KEY = 'hop.intro';

/** Has this browser shown the cards of the puzzle before? */
export function isIntroKnown(keeper: Keeper, puzzle: string): boolean {
  const known = readJson(keeper, KEY);
  return Array.isArray(known) && known.includes(puzzle);
}

function keepIntroKnown(keeper: Keeper, puzzle: string): void {
  const known = readJson(keeper, KEY);
  const others = Array.isArray(known) ? known.filter((it) => typeof it === 'string' && it !== puzzle) : [];
  keeper.write(KEY, JSON.stringify([...others, puzzle]));
}

interface IntroProps {
  readonly room: RoomModel;
  /** Opened by somebody who has already begun. */
  readonly isAgain: boolean;
  readonly onClose: () => void;
}

export function Intro({ room, isAgain, onClose }: IntroProps): JSX.Element {
  const { store, keeper } = usePage();
  const words = useWords().intro;
  const text = store.language.value.puzzles[room.puzzle];
  const index = useSignal(0);
  // Kept while somebody turns over cards.
  const state = { division: useSignal(untouched), bridgeIds: useSignal(nothingPressed) };
  /** What was pressed last, by card. */
  const tried = useSignal<Readonly<Record<number, number>>>({});
  const card = text.intro[index.value];
  const trial = typeof card?.touch === 'object' ? card.touch : undefined;
  const pressed = tried.value[index.value];
  const isLast = index.value >= text.intro.length - 1;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [index.value]);
  usePauseMeanwhile(room, isAgain);
  const close = (): void => {
    keepIntroKnown(keeper, room.puzzle);
    onClose();
  };
  return (
    <Dialog title={`${text.title}: ${words.label}`} class="intro" plain onClose={close}>
      {card !== undefined && (
        <>
          <Picture room={room} card={card} pressed={pressed} state={state} />
          <div class="intro-text">
            <p class="lab">{words.card(index.value + 1, text.intro.length)}</p>
            <h3 ref={heading} tabIndex={-1} autofocus>
              {card.title}
            </h3>
            <p>
              <Rich text={card.body} />
            </p>
            {trial !== undefined && (
              <TryChoice
                key={index.value}
                trial={trial}
                pressed={pressed}
                onPress={(choice) => (tried.value = { ...tried.value, [index.value]: choice })}
              />
            )}
          </div>
        </>
      )}
      <footer class="intro-foot">
        {index.value > 0 ? (
          <button type="button" class="btn" onClick={() => index.value--}>
            {words.back}
          </button>
        ) : (
          <button type="button" class="btn ghost" onClick={close}>
            {words.skip}
          </button>
        )}
        <Dots count={text.intro.length} at={index.value} />
        <button type="button" class="btn main" onClick={() => (isLast ? close() : index.value++)}>
          {isLast ? (isAgain ? words.goOn : words.begin) : words.next}
        </button>
      </footer>
    </Dialog>
  );
}

/** What stands over a card's text: a picture of the map, or something to do. */
function Picture(props: {
  readonly room: RoomModel;
  readonly card: IntroCard;
  readonly pressed: number | undefined;
  readonly state: { readonly division: Signal<DivisionState>; readonly bridgeIds: Signal<BridgeIdState> };
}): JSX.Element {
  const { room, card, state } = props;
  const seed = `${room.code} ${room.round}`;
  switch (card.touch) {
    case 'division':
      return <TryDivision task={drawTask(seed)} state={state.division} />;
    case 'bridge-ids':
      return <TryBridgeIds tasks={drawBridgeIds(seed)} state={state.bridgeIds} />;
    case 'wire':
      return <TryWire />;
    case 'copies':
      return <TryCopies map={room.map} puzzle={room.puzzle} />;
    default:
      return (
        <CardOnMap
          class="intro-map"
          map={room.map}
          puzzle={room.puzzle}
          me={room.me}
          picture={picturedAfter(card, props.pressed)}
        />
      );
  }
}

/** Who plays alone reads before anything has happened. */
function usePauseMeanwhile(room: RoomModel, isAgain: boolean): void {
  const { session } = usePage();
  useEffect(() => {
    if (!room.alone || isAgain) return undefined;
    void session.intents.pace({ paused: true });
    return () => void session.intents.pace({ paused: false });
  }, []);
}

function Dots({ count, at }: { readonly count: number; readonly at: number }): JSX.Element {
  return (
    <span class="dots" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <i key={index} class={index === at ? 'on' : ''} />
      ))}
    </span>
  );
}
