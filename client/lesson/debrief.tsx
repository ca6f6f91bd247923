/** The lesson is being talked about: look up. Below it, for oneself, what one has done in the last puzzle. */
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { RoomModel } from '../model.ts';
import { PageBar } from '../pages/bar.tsx';
import { useTitle } from '../pages/document.ts';
import { Question, Remember } from '../pages/lesson.tsx';
import { Mistakes } from '../pages/mistakes.tsx';
import { usePage } from '../pages/page.tsx';
import { Numbers } from '../pages/result.tsx';
import { Stars } from '../pages/stars.tsx';
import { useLessonWords } from './words.ts';

export function Debrief({ room }: { readonly room: RoomModel }): JSX.Element {
  const { store, spoken } = usePage();
  const words = useLessonWords().debrief;
  const text = store.language.value.puzzles[room.puzzle];
  useTitle(words.title);
  useEffect(() => void (spoken.value = words.title), []);
  return (
    <>
      <PageBar bare={false} />
      <main id="content" class="debrief" tabIndex={-1}>
        <header class="card box look-up">
          <Icon name="eye" width={40} />
          <div>
            <h1>{words.title}</h1>
            <p>{words.text}</p>
          </div>
        </header>
        <section class="debrief-own">
          <h2>{words.own(text.title)}</h2>
          <Own room={room} />
        </section>
        <section class="debrief-read">
          <Remember text={text} />
          <Question text={text} />
        </section>
      </main>
    </>
  );
}

/** Stars are for a puzzle that was won; mistakes are worth reading in any case. */
function Own({ room }: { readonly room: RoomModel }): JSX.Element {
  const line = room.result.find(({ device }) => device === room.me.device);
  return (
    <>
      {line !== undefined && <Stars stars={line.stars} width={40} />}
      {line !== undefined && <Numbers line={line} />}
      {room.you !== null && <Mistakes room={room} log={room.you.log} />}
    </>
  );
}
