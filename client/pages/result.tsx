/** After a puzzle: what the network did, the numbers, the mistakes by name, what stays. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { Avatar, Icon } from '../art/components.tsx';
import type { RefusalCode } from '../../shared/messages.ts';
import type { PuzzleText } from '../../shared/text/language.ts';
import type { Player, ResultLine, RoomModel } from '../model.ts';
import { eyesOf, playerName } from '../panels/seat.ts';
import { useTitle } from './document.ts';
import { Bar, LanguageSwitch, ThemeSwitch } from './bar.tsx';
import { nextPuzzle, chapterOf } from './campaign.ts';
import { OnLinux, Question, Remember, WordsMet } from './lesson.tsx';
import { LessonPartsContext } from './lesson-parts.ts';
import { namedApart, namesCollide } from './intro-picture.ts';
import { MapPicture } from './map-picture.tsx';
import type { PictureDevice } from './map-picture.tsx';
import { Mistakes } from './mistakes.tsx';
import { Link, usePage, useWords } from './page.tsx';
import { ReplayEntry } from './replay-entry.tsx';
import { Stars } from './stars.tsx';

export function Result({ room }: { readonly room: RoomModel }): JSX.Element {
  const { store, spoken } = usePage();
  const words = useWords();
  const text = store.language.value.puzzles[room.puzzle];
  const own = room.result.find(({ device }) => device === room.me.device);
  const main = useRef<HTMLElement>(null);
  const parts = useContext(LessonPartsContext);
  useTitle(text.won);
  useEffect(() => {
    main.current?.focus({ preventScroll: true });
    spoken.value = own === undefined ? text.won : `${text.won} ${words.puzzle.stars(own.stars)}`;
  }, []);
  return (
    <div class="result-page">
      <Bar>
        <span class="sep" />
        <span class="title">{text.title}</span>
        <span class="place quiet small">{words.puzzle.chapter(chapterOf(room.puzzle))}</span>
        <span class="grow" />
        <LanguageSwitch />
        <ThemeSwitch />
      </Bar>
      <main id="content" class="result" tabIndex={-1} ref={main}>
        <section class="result-own">
          {own !== undefined && <Stars stars={own.stars} width={54} cheer />}
          <h1>{text.won}</h1>
          {own !== undefined && <Numbers line={own} />}
          {room.you !== null && <Mistakes room={room} log={room.you.log} />}
          {parts === null ? <WhatNext room={room} /> : <parts.WhatNext room={room} />}
        </section>
        <Lesson room={room} text={text} />
        <section class="result-end">
          {!room.alone && <Team room={room} />}
          <WordsMet text={text} />
          <Question text={text} />
        </section>
        <ReplayEntry room={room} />
      </main>
    </div>
  );
}

export function Numbers({ line }: { readonly line: ResultLine }): JSX.Element {
  const words = useWords().result;
  const numbers = [
    [line.right, words.right(line.right)],
    [line.decisions, words.decisions(line.decisions)],
    [line.par, words.par],
  ] as const;
  return (
    <>
      <ul class="nums">
        {numbers.map(([value, label]) => (
          <li key={label} class="card">
            <b>{value}</b> <span class="quiet">{label}</span>
          </li>
        ))}
      </ul>
      {line.predictions.tested > 0 && (
        <p class="small quiet">{words.predicted(line.predictions.right, line.predictions.tested)}</p>
      )}
      {line.hintCost > 0 && <p class="small quiet">{words.hints(line.hintCost)}</p>}
    </>
  );
}

function WhatNext({ room }: { readonly room: RoomModel }): JSX.Element {
  const { session, store } = usePage();
  const words = useWords();
  const refusal = useSignal<RefusalCode | null>(null);
  const next = nextPuzzle(room.puzzle);
  const start = async (puzzle: RoomModel['puzzle']): Promise<void> => {
    refusal.value = await session.intents.start(puzzle);
  };
  return (
    <div class="what-next">
      {next === null ? (
        <Link to="/" class="btn main large">
          {words.result.all}
        </Link>
      ) : (
        <button type="button" class="btn main large" onClick={() => void start(next)}>
          {words.result.next(store.language.value.puzzles[next].title)}
          <Icon name="arrow-right" />
        </button>
      )}
      <button type="button" class="btn large" onClick={() => void start(room.puzzle)}>
        {words.result.again}
      </button>
      {!room.alone && <p class="small quiet">{words.result.others}</p>}
      <p class="field-error" role="alert">
        {refusal.value === null ? '' : words.refusals[refusal.value]}
      </p>
    </div>
  );
}

interface LessonProps {
  readonly room: RoomModel;
  readonly text: PuzzleText;
}

function Lesson({ room, text }: LessonProps): JSX.Element {
  return (
    <section class="result-lesson">
      <WholeMap room={room} text={text} />
      <Remember text={text} />
      <OnLinux text={text} />
    </section>
  );
}

/** Map units. */
const EDGE = 40;

/** The network as it is now, everybody content. */
function WholeMap({ room, text }: LessonProps): JSX.Element {
  const { devices, links, size } = room.map;
  const places = new Map(devices.map(({ id, x, y }) => [id, { x, y }]));
  const at = (device: string): { x: number; y: number } => places.get(device) ?? { x: 0, y: 0 };
  const cables = links.map(({ a, b, via }) => [at(a.device), ...via, at(b.device)]);
  // Beside the map there is room for names that reach over its edge.
  const box = { x: -EDGE, y: -EDGE / 2, width: size.width + 2 * EDGE, height: size.height };
  const named = devices.map((device) => ({ ...device, label: text.names[device.id]?.name ?? device.id }));
  const above = namedApart(named, cables, box.width);
  const sides = [true, false].map((isAbove) => named.filter(({ id }) => above.has(id) === isAbove));
  const isTight = sides.some((side) => namesCollide(side, box.width));
  const shown = devices.map(({ id, kind, x, y, drawAs, ports }): PictureDevice => {
    const colour = room.seats.find((seat) => seat.device === id)?.player?.colour ?? null;
    const isWire = drawAs === 'segment';
    const short = isTight ? { shortLabel: text.names[id]?.short ?? id } : {};
    const label = isWire
      ? {}
      : {
          label: text.names[id]?.name ?? id,
          ...short,
          labelAt: above.has(id) ? ('above' as const) : ('below' as const),
        };
    return { id, kind, x, y, colour, isWire, eyes: 'smile', own: id === room.me.device, ports: ports.length, ...label };
  });
  return <MapPicture class="result-map" box={box} devices={shown} cables={cables} frames={[]} />;
}

/** A line a seat: what each did, for the whole network. */
function Team({ room }: { readonly room: RoomModel }): JSX.Element {
  const { store } = usePage();
  const words = useWords().result;
  const names = store.language.value.puzzles[room.puzzle].names;
  const isPredicted = room.result.some(({ predictions }) => predictions.tested > 0);
  const playerAt = (device: string): Player | null => room.seats.find((seat) => seat.device === device)?.player ?? null;
  return (
    <div class="card box">
      <h2 id="team-title">{words.team}</h2>
      <table class="team-table" aria-labelledby="team-title">
        <thead>
          <tr>
            <th scope="col">{words.deviceAndPlayer}</th>
            <th scope="col">{words.decisionsOfPar}</th>
            {isPredicted && <th scope="col">{words.predictions}</th>}
            <th scope="col">{words.stars}</th>
          </tr>
        </thead>
        <tbody>
          {room.result.map((line) => (
            <tr key={line.device} class={line.device === room.me.device ? 'own' : ''}>
              <th scope="row">
                {names[line.device]?.name ?? line.device}
                <span class="row">
                  <Face line={line} player={playerAt(line.device)} />
                </span>
              </th>
              <td>
                {line.decisions} / {line.par}
              </td>
              {isPredicted && <td>{predictionsText(line)}</td>}
              <td>{line.isPerson ? <Stars stars={line.stars} width={16} /> : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function predictionsText({ predictions: { right, tested } }: ResultLine): string {
  return tested === 0 ? '–' : `${right} / ${tested}`;
}

function Face({ line, player }: { readonly line: ResultLine; readonly player: Player | null }): JSX.Element {
  const words = useWords();
  const eyes = eyesOf({ occupant: line.isPerson ? 'person' : 'bot', player });
  const name = player === null ? line.player : playerName(player, words.seat);
  return (
    <>
      <Avatar colour={player?.colour ?? null} letter={line.player} eyes={eyes} width={26} />
      {line.isPerson ? name : words.result.bot}
    </>
  );
}
