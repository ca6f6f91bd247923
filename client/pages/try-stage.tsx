/** "Try one frame, right here": a real decision before anything is asked of anybody. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { FrameIcon, Icon } from '../art/components.tsx';
import { firstPuzzle } from './campaign.ts';
import { MapPicture } from './map-picture.tsx';
import type { PictureDevice, PictureFrame } from './map-picture.tsx';
import { Link, useWords } from './page.tsx';
import { drawFrame, outcomeOf } from './try-frame.ts';
import type { TryFrame } from './try-frame.ts';

type Played = 'take' | 'drop' | null;

export function TryStage(): JSX.Element {
  const words = useWords().tryFrame;
  const frame = useSignal(drawFrame(Math.random));
  const played = useSignal<Played>(null);
  const ask = useRef<HTMLDivElement>(null);
  const again = (): void => {
    frame.value = drawFrame(Math.random);
    played.value = null;
    ask.current?.querySelector('button')?.focus();
  };
  const playByKey = (event: KeyboardEvent): void => {
    if (played.peek() !== null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 't' || event.key === 'T') played.value = 'take';
    if (event.key === 'd' || event.key === 'D') played.value = 'drop';
  };
  return (
    <section class="stage" aria-labelledby="try-title" onKeyDown={playByKey}>
      <h2 id="try-title" class="chip stage-chip">
        {words.label}
      </h2>
      <StagePicture frame={frame.value} played={played.value} />
      <div class="card ask" ref={ask}>
        <div class="ask-head">
          <FrameIcon look="icmp" width={58} />
          <div class="grow">
            <h3>{words.question}</h3>
            <p class="addresses">
              <span>
                <span class="quiet">{words.to}</span> <code>{frame.value.destination}</code>
              </span>
              <span>
                <span class="quiet">{words.youAre}</span> <code>{frame.value.own}</code>
              </span>
            </p>
          </div>
        </div>
        {played.value === null ? (
          <Choice played={played} />
        ) : (
          <Outcome frame={frame.value} played={played.value} onAgain={again} />
        )}
      </div>
    </section>
  );
}

/** Both answers look the same: the look must not give the answer. */
function Choice({ played }: { readonly played: Signal<Played> }): JSX.Element {
  const words = useWords().tryFrame;
  return (
    <div class="two">
      <button type="button" class="btn pair" aria-keyshortcuts="t" onClick={() => (played.value = 'take')}>
        {words.take}{' '}
        <kbd class="kbd" aria-hidden="true">
          T
        </kbd>
      </button>
      <button type="button" class="btn pair" aria-keyshortcuts="d" onClick={() => (played.value = 'drop')}>
        {words.drop}{' '}
        <kbd class="kbd" aria-hidden="true">
          D
        </kbd>
      </button>
    </div>
  );
}

interface OutcomeProps {
  readonly frame: TryFrame;
  readonly played: 'take' | 'drop';
  readonly onAgain: () => void;
}

function Outcome({ frame, played, onAgain }: OutcomeProps): JSX.Element {
  const words = useWords().tryFrame;
  const isRight = frame.answer === played;
  const quality = isRight ? 'right' : played === 'take' ? 'unsafe' : 'broken';
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <div class="outcome">
      <p ref={text} tabIndex={-1} class="outcome-text" role="status">
        <span class={`chip ${quality}`}>
          <Icon name={isRight ? 'check' : played === 'take' ? 'eye' : 'broken-envelope'} width={15} />
          {isRight ? words.right : words.wrong}
        </span>{' '}
        {words.outcome[outcomeOf(frame, played)]}
      </p>
      <div class="two">
        <Link to={`/play/${firstPuzzle}`} class="btn pair">
          {words.playFirst} <Icon name="arrow-right" />
        </Link>
        <button type="button" class="btn" onClick={onAgain}>
          {words.another}
        </button>
      </div>
    </div>
  );
}

const HUB = { x: 375, y: 180 };
const OWN = { x: 375, y: 322 };
const PLACES = [
  { x: 140, y: 128 },
  { x: 610, y: 128 },
  { x: 150, y: 296 },
  { x: 600, y: 296 },
] as const;

/** The hub repeats the frame to everybody; each gets the same. */
function StagePicture({ frame, played }: { readonly frame: TryFrame; readonly played: Played }): JSX.Element {
  const isLost = played !== null && played !== frame.answer;
  const devices: PictureDevice[] = [
    { id: 'hub', kind: 'hub', ...HUB, eyes: 'bot', colour: null, scale: 1.25 },
    ...PLACES.map((place, index): PictureDevice => {
      const label = frame.others[index] ?? '';
      return { id: label, kind: 'host', ...place, eyes: 'bot', colour: null, label };
    }),
    {
      id: 'own',
      kind: 'host',
      ...OWN,
      eyes: played === null ? 'person' : isLost ? 'sad' : 'smile',
      colour: 3,
      own: true,
      scale: 1.3,
    },
  ];
  const copies = PLACES.slice(1).map((place): PictureFrame => {
    const share = 0.48;
    const turn = (Math.atan2(place.y - HUB.y, place.x - HUB.x) * 180) / Math.PI;
    const at = { x: HUB.x + (place.x - HUB.x) * share, y: HUB.y + (place.y - HUB.y) * share };
    return { ...at, look: 'sealed', scale: 0.85, turn: Math.abs(turn) > 90 ? turn + 180 : turn };
  });
  const own: PictureFrame = {
    x: OWN.x,
    y: 245,
    look: 'icmp',
    ringed: played === null,
    cracked: played === 'drop' && isLost,
    class: `tried ${played ?? 'waits'}`,
  };
  return (
    <MapPicture
      class="stage-map"
      box={{ x: 50, y: 40, width: 650, height: 366 }}
      devices={devices}
      cables={[...PLACES, OWN].map((place) => [HUB, place])}
      frames={[...copies, own]}
    />
  );
}
