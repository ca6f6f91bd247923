/** One student in the list: moved by drag or by the list of teams, renamed, given back a seat, taken out. */
import { useSignal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StudentView } from '../../shared/class/view.ts';
import { NAME_MAX_LENGTH } from '../../shared/messages.ts';
import { Avatar, Icon } from '../art/components.tsx';
import { readName } from '../identity.ts';
import { Dialog } from '../pages/dialog.tsx';
import { usePage, useWords } from '../pages/page.tsx';
import { useAct, useClass, useDesk } from './desk.ts';
import { Menu } from './menu.tsx';
import { useMove } from './move.ts';
import { DoingSign } from './seat-face.tsx';
import { useTeachWords, useTeamName } from './words.ts';

type Window = 'rename' | 'remove' | 'number';

export function Student({ student }: { readonly student: StudentView }): JSX.Element {
  const { dragged } = useDesk();
  const { roster: words, common } = useTeachWords();
  const act = useAct();
  const opened = useSignal<Window | null>(null);
  const eyes = student.doing === 'away' ? 'asleep' : student.isBot ? 'bot' : 'person';
  return (
    <li
      class="student"
      data-student={student.id}
      draggable
      onDragStart={(event) => {
        event.dataTransfer?.setData('text/plain', student.name);
        dragged.value = student.id;
      }}
      onDragEnd={() => (dragged.value = null)}
    >
      <Avatar colour={student.colour} letter={student.name} eyes={eyes} width={34} />
      <span class="student-name">
        <strong class="person-name">{student.name}</strong> {student.isBot && <span class="chip">{common.bot}</span>}
        <span class="small quiet student-doing">
          <Doing student={student} />
        </span>
      </span>
      {student.hand && (
        <button
          type="button"
          class="btn s hand-up"
          aria-label={words.lower(student.name)}
          title={words.lower(student.name)}
          onClick={() => void act('lower', { student: student.id }, words.lowered(student.name))}
        >
          <Icon name="hand" width={17} />
        </button>
      )}
      <TeamSelect student={student} />
      <Menu
        label={words.menu(student.name)}
        class="btn ghost icon"
        items={[
          { key: 'number', text: words.showNumber, onChoose: () => (opened.value = 'number') },
          { key: 'rename', text: words.rename(student.name), onChoose: () => (opened.value = 'rename') },
          {
            key: 'remove',
            text: words.remove(student.name),
            isApart: true,
            onChoose: () => (opened.value = 'remove'),
          },
        ]}
      >
        <Icon name="more" weight={3} />
      </Menu>
      {opened.value === 'rename' && <Rename student={student} opened={opened} />}
      {opened.value === 'remove' && <Remove student={student} opened={opened} />}
      {opened.value === 'number' && (
        <Dialog title={student.name} onClose={() => (opened.value = null)}>
          <p class="big-code">{student.number}</p>
          <p>{words.numberHelp}</p>
        </Dialog>
      )}
    </li>
  );
}

function Doing({ student }: { readonly student: StudentView }): JSX.Element {
  const { store } = usePage();
  const { teams } = useClass();
  const { common } = useTeachWords();
  const report = teams.find(({ id }) => id === student.team)?.report;
  const device =
    student.seat === null || report === undefined || report === null
      ? null
      : (store.language.value.puzzles[report.puzzle].names[student.seat]?.name ?? student.seat);
  return (
    <>
      {device !== null && <span class="student-at">{device}</span>}
      <span class="nowrap">
        <DoingSign doing={student.doing} /> {common.doingShort[student.doing]}
      </span>
    </>
  );
}

/** A native list: it moves a student by keyboard as well as by touch. */
function TeamSelect({ student }: { readonly student: StudentView }): JSX.Element {
  const { teams } = useClass();
  const words = useTeachWords().roster;
  const teamName = useTeamName();
  const move = useMove();
  return (
    <select
      class="field student-team"
      aria-label={words.moveTo(student.name)}
      value={student.team ?? ''}
      onChange={(event) => {
        const select = event.currentTarget;
        const { value } = select;
        // What is shown is what the server says; if it refuses, nothing has moved.
        select.value = student.team ?? '';
        if (value !== '') void move(student.id, value === 'new' ? null : value);
      }}
    >
      {student.team === null && <option value="">{words.noTeam}</option>}
      {teams.map(({ id, name }) => (
        <option key={id} value={id}>
          {teamName(name)}
        </option>
      ))}
      <option value="new">{words.newTeam}</option>
    </select>
  );
}

interface WindowProps {
  readonly student: StudentView;
  readonly opened: Signal<Window | null>;
}

function Rename({ student, opened }: WindowProps): JSX.Element {
  const { roster: words, common } = useTeachWords();
  const nameWords = useWords().name;
  const { note } = useDesk();
  const act = useAct();
  const text = useSignal(student.name);
  const error = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const name = readName(text.value);
    if (name === null) {
      error.value = text.value.trim().length > NAME_MAX_LENGTH ? nameWords.tooLong(NAME_MAX_LENGTH) : nameWords.bad;
      return field.current?.focus();
    }
    if (await act('rename', { student: student.id, name }, words.renamed(student.name, name))) opened.value = null;
    else error.value = note.peek()?.text ?? '';
  };
  return (
    <Dialog title={words.rename(student.name)} onClose={() => (opened.value = null)}>
      <form class="name-form" onSubmit={(event) => void save(event)} noValidate>
        <label for="student-name">{words.newName}</label>
        <input
          id="student-name"
          ref={field}
          class="field"
          value={text}
          autocomplete="off"
          maxLength={NAME_MAX_LENGTH * 2}
          aria-invalid={error.value !== ''}
          aria-describedby="student-name-error"
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <p id="student-name-error" class="field-error" role="alert">
          {error}
        </p>
        <div class="dialog-do">
          <button type="button" class="btn" onClick={() => (opened.value = null)}>
            {common.cancel}
          </button>
          <button type="submit" class="btn main">
            {words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Remove({ student, opened }: WindowProps): JSX.Element {
  const { roster: words, common } = useTeachWords();
  const act = useAct();
  const remove = async (): Promise<void> => {
    opened.value = null;
    await act('remove', { student: student.id }, words.removed(student.name));
  };
  return (
    <Dialog title={words.remove(student.name)} onClose={() => (opened.value = null)}>
      <p>{words.removeSure(student.name)}</p>
      <div class="dialog-do">
        <button type="button" class="btn" onClick={() => (opened.value = null)}>
          {common.cancel}
        </button>
        <button type="button" class="btn main" onClick={() => void remove()}>
          {words.remove(student.name)}
        </button>
      </div>
    </Dialog>
  );
}
