/** Before the teacher starts: you are in, in this team, with this device. Nothing to press. */
import type { JSX } from 'preact';
import type { LessonView } from '../../shared/class/view.ts';
import { Avatar, DeviceFace } from '../art/components.tsx';
import type { Player, RoomModel } from '../model.ts';
import { PageBar } from '../pages/bar.tsx';
import { useTitle } from '../pages/document.ts';
import { usePage, useWords } from '../pages/page.tsx';
import { eyesOf, playerName } from '../panels/seat.ts';
import { useTeam } from './team.ts';
import { useLessonWords } from './words.ts';

export function Gathering({ room }: { readonly room: RoomModel }): JSX.Element | null {
  return room.lesson === null ? null : <Shown room={room} lesson={room.lesson} />;
}

function Shown({ room, lesson }: { readonly room: RoomModel; readonly lesson: LessonView }): JSX.Element {
  const words = useLessonWords().gathering;
  const team = useTeam(lesson).full;
  useTitle(lesson.title);
  return (
    <>
      <PageBar bare={false} />
      <main id="content" class="gathering" tabIndex={-1}>
        <header>
          <h1>{words.title}</h1>
          <p class="lead">{words.lead(lesson.pacing === 'alone' ? null : team)}</p>
        </header>
        <OwnDevice room={room} />
        {lesson.pacing !== 'alone' && <Mates room={room} />}
        <p class="small quiet">{words.number(room.number)}</p>
      </main>
    </>
  );
}

function OwnDevice({ room }: { readonly room: RoomModel }): JSX.Element {
  const { store } = usePage();
  const words = useLessonWords().gathering;
  const { device, colour } = room.me;
  const puzzle = store.language.value.puzzles[room.puzzle];
  const kind = room.map.devices.find(({ id }) => id === device)?.kind;
  return (
    <section class="card box" aria-labelledby="device-title">
      <h2 id="device-title">{words.device}</h2>
      {kind === undefined ? (
        <p>{words.standing}</p>
      ) : (
        <div class="own-device">
          <DeviceFace kind={kind} seatColour={colour} eyes="person" own width={72} />
          <p>
            <strong>{puzzle.names[device]?.name ?? device}</strong>{' '}
            <span class="quiet">{words.first(puzzle.title)}</span>
            <span class="small quiet rotates">{words.rotates}</span>
          </p>
        </div>
      )}
    </section>
  );
}

function Mates({ room }: { readonly room: RoomModel }): JSX.Element {
  const words = useLessonWords().gathering;
  return (
    <section class="card box" aria-labelledby="team-title">
      <h2 id="team-title">{words.team}</h2>
      <ul class="here">
        {room.players.map((player) => (
          <Mate key={player.id} player={player} isOwn={player.id === room.me.id} />
        ))}
      </ul>
      {room.players.length < 2 && <p class="quiet">{words.alone}</p>}
      <p class="small quiet">{words.mayChange}</p>
    </section>
  );
}

function Mate({ player, isOwn }: { readonly player: Player; readonly isOwn: boolean }): JSX.Element {
  const words = useLessonWords().gathering;
  const note = isOwn ? words.you : player.connected ? '' : words.away;
  return (
    <li>
      <Avatar
        colour={player.colour}
        letter={player.name}
        eyes={eyesOf({ occupant: player.connected ? 'person' : 'autopilot', player })}
        width={40}
      />
      <span>
        <strong class="person-name">{playerName(player, useWords().seat)}</strong>{' '}
        {note !== '' && <span class={isOwn ? 'small you-note' : 'small quiet'}>{note}</span>}
      </span>
    </li>
  );
}
