/** The bar of the play page: which puzzle, the own decisions so far, who is in the team. */
import type { Signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { Avatar, Icon } from '../art/components.tsx';
import type { LogEntry, SeatView } from '../../shared/game/view.ts';
import type { RoomModel, Seat } from '../model.ts';
import { eyesOf } from '../panels/seat.ts';
import { Bar, LanguageSwitch, ThemeSwitch } from './bar.tsx';
import { chapterOf } from './campaign.ts';
import { usePage, useWords } from './page.tsx';
import { whoOf } from './seat-list.tsx';

/** Windows over the play page. */
export type PlayWindow = 'intro' | 'menu' | 'seats' | 'invite' | 'device' | 'keys' | 'leave';

interface PlayBarProps {
  readonly room: RoomModel;
  readonly opened: Signal<PlayWindow | null>;
  /** Beside the team. */
  readonly children?: ComponentChildren;
}

export function PlayBar({ room, opened, children }: PlayBarProps): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  return (
    <Bar>
      <span class="sep" />
      <h1 class="title">{store.language.value.puzzles[room.puzzle].title}</h1>
      <span class="place quiet small">{words.puzzle.chapter(chapterOf(room.puzzle))}</span>
      {room.you !== null && <Pips seat={room.you} />}
      <span class="grow" />
      {children}
      <button type="button" class="btn ghost team" onClick={() => (opened.value = 'seats')}>
        <span class="unseen">{[words.play.team, ...room.seats.map((seat) => seatText(seat, room))].join('. ')}</span>
        {orderedSeats(room).map((seat) => (
          <SeatAvatar key={seat.device} seat={seat} />
        ))}
      </button>
      <span class="bar-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
      <button
        type="button"
        class="btn ghost icon"
        aria-label={words.play.intro}
        title={words.play.intro}
        onClick={() => (opened.value = 'intro')}
      >
        <Icon name="question" />
      </button>
      <button type="button" class="btn ghost icon" aria-label={words.play.menu} onClick={() => (opened.value = 'menu')}>
        <Icon name="settings" />
      </button>
    </Bar>
  );

  function seatText(seat: Seat, { puzzle, me }: RoomModel): string {
    const name = store.language.value.puzzles[puzzle].names[seat.device]?.name ?? seat.device;
    return words.seat.who(name, whoOf(seat, seat.device === me.device, words.seat));
  }
}

/** Oneself first, then the other people, then bots: where there is little room, the last are left out. */
function orderedSeats({ seats, me }: RoomModel): readonly Seat[] {
  const rank = (seat: Seat): number => (seat.device === me.device ? 0 : seat.player !== null ? 1 : 2);
  return seats.toSorted((a, b) => rank(a) - rank(b));
}

function SeatAvatar({ seat }: { readonly seat: Seat }): JSX.Element {
  const { player } = seat;
  return <Avatar colour={player?.colour ?? null} letter={player?.name ?? ''} eyes={eyesOf(seat)} width={34} />;
}

/** A pip a letter: as it was played, the one whose turn it is, those that par still allows. */
function Pips({ seat: { log, cards, score } }: { readonly seat: SeatView }): JSX.Element {
  const words = useWords().play;
  const { par, decisions } = score;
  const letters = [...new Set(log.map(({ card }) => card))];
  const played = letters.map((card) => worst(log, card));
  const isAgain = cards[0] !== undefined && letters.includes(cards[0].id);
  const mistakes = played.filter((quality) => quality === 'broken' || quality === 'unsafe').length;
  const left = Math.max(0, par - played.length - (isAgain ? 0 : 1));
  return (
    <span class="pips-row">
      <span class="pips" role="img" aria-label={words.pips(decisions, par, mistakes)}>
        {played.map((quality, index) => (
          <i key={index} class={isAgain && index === played.length - 1 ? `${quality} again` : quality} />
        ))}
        {!isAgain && played.length < par && <i class="now" />}
        {Array.from({ length: left }, (_, index) => (
          <i key={`left ${index}`} />
        ))}
      </span>
      <span class="quiet small pips-count" aria-hidden="true">
        {words.count(decisions, par)}
      </span>
    </span>
  );
}

/** A mistake stays seen when it is mended. */
function worst(log: readonly LogEntry[], card: number): LogEntry['quality'] {
  const qualities = log.filter((entry) => entry.card === card).map(({ quality }) => quality);
  return (['broken', 'unsafe', 'wasteful'] as const).find((quality) => qualities.includes(quality)) ?? 'right';
}
