/** The seats of a puzzle: who has which, and taking one. In the lobby and in the window of the team. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { DeviceFace } from '../art/components.tsx';
import type { RefusalCode } from '../../shared/messages.ts';
import type { SeatWords } from '../../shared/text/interface-words.ts';
import type { RoomModel, Seat } from '../model.ts';
import { eyesOf, playerName } from '../panels/seat.ts';
import { usePage, useWords } from './page.tsx';

interface SeatListProps {
  readonly room: RoomModel;
  readonly onSeated?: () => void;
}

export function SeatList({ room, onSeated }: SeatListProps): JSX.Element {
  const { session } = usePage();
  const words = useWords();
  const refusal = useSignal<RefusalCode | null>(null);
  const sit = async (device: string): Promise<void> => {
    refusal.value = await session.intents.sit(device);
    if (refusal.value === null) onSeated?.();
  };
  return (
    <>
      <ul class="seats">
        {room.seats.map((seat) => (
          <li key={seat.device}>
            <SeatRow room={room} seat={seat} onSit={() => void sit(seat.device)} />
          </li>
        ))}
      </ul>
      <p class="field-error" role="alert">
        {refusal.value === null ? '' : words.refusals[refusal.value]}
      </p>
    </>
  );
}

interface SeatRowProps {
  readonly room: RoomModel;
  readonly seat: Seat;
  readonly onSit: () => void;
}

function SeatRow({ room, seat, onSit }: SeatRowProps): JSX.Element {
  const { store } = usePage();
  const words = useWords().seat;
  const name = store.language.value.puzzles[room.puzzle].names[seat.device]?.name ?? seat.device;
  const kind = room.map.devices.find(({ id }) => id === seat.device)?.kind ?? 'host';
  const isOwn = seat.device === room.me.device;
  const isFree = seat.player === null;
  return (
    <button
      type="button"
      class={`seat ${isOwn ? 'own' : ''}`}
      aria-pressed={isOwn}
      disabled={!isFree && !isOwn}
      onClick={() => {
        if (isFree) onSit();
      }}
    >
      <DeviceFace kind={kind} seatColour={seat.player?.colour ?? null} eyes={eyesOf(seat)} own={false} width={52} />
      <span class="grow">
        <strong>{name}</strong> <span class="small quiet">{whoOf(seat, isOwn, words)}</span>
      </span>
      {isFree && (
        <>
          {' '}
          <span class="seat-take small">{words.sitHere}</span>
        </>
      )}
    </button>
  );
}

/** "Mei", "you", "bot", "plays on by itself for Mei". */
export function whoOf(seat: Seat, isOwn: boolean, words: SeatWords): string {
  if (seat.player === null) return words.bot;
  if (isOwn) return words.yours;
  const name = playerName(seat.player, words);
  return seat.occupant === 'autopilot' ? words.autopilot(name) : words.takenBy(name);
}
