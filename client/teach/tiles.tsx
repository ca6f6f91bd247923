/** The teams, whoever needs the teacher most first. While the pointer or the focus is among them nothing changes its place. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import { useClass, useDesk } from './desk.ts';
import { useMove } from './move.ts';
import { byNeed, inHeldOrder } from './need.ts';
import { ShareCard } from './share.tsx';
import { Tile } from './tile.tsx';
import { useTeachWords } from './words.ts';

export function Tiles(): JSX.Element {
  const view = useClass();
  const { left } = useDesk();
  const words = useTeachWords().tile;
  const isHeld = useSignal(false);
  const order = useRef<readonly string[]>([]);
  const sorted = byNeed(view.teams, view.students);
  const teams = isHeld.value ? inHeldOrder(sorted, order.current) : sorted;
  // Back from a team, the focus is where it was.
  useEffect(() => {
    const tile = left.peek();
    if (tile === null) return;
    document.querySelector<HTMLElement>(`[data-team="${tile}"] .tile-open`)?.focus();
    left.value = null;
  }, []);
  order.current = teams.map(({ team }) => team.id);
  return (
    <section
      class="tiles-part"
      aria-label={words.label}
      onPointerEnter={() => (isHeld.value = true)}
      onPointerLeave={() => (isHeld.value = false)}
      onFocusIn={(event) => {
        // Who works by keyboard holds the order, too; a button that keeps the focus after a press does not.
        const { target, currentTarget } = event;
        isHeld.value ||= target instanceof Element && target !== currentTarget && target.matches(':focus-visible');
      }}
      onFocusOut={(event) => (isHeld.value = event.currentTarget.matches(':hover'))}
    >
      <h2 class="unseen">{words.label}</h2>
      {view.phase === 'gathering' && <ShareCard />}
      {teams.length === 0 ? (
        <p class="quiet tiles-empty">{words.empty}</p>
      ) : (
        <ul class="tiles" data-count={Math.min(teams.length + 1, 10)}>
          {teams.map((team) => (
            <Tile key={team.team.id} {...team} />
          ))}
          <NewTeam />
        </ul>
      )}
    </section>
  );
}

/** A student who is dropped here begins a new team. */
function NewTeam(): JSX.Element {
  const { students } = useClass();
  const { dragged, tab } = useDesk();
  const words = useTeachWords().tile;
  const move = useMove();
  const without = students.filter(({ team }) => team === null).length;
  return (
    <li
      class={`tile new ${dragged.value === null ? '' : 'target'}`}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const student = dragged.peek();
        dragged.value = null;
        if (student !== null) void move(student, null);
      }}
    >
      <button type="button" class="tile-open" onClick={() => (tab.value = 'students')}>
        <Icon name="plus" /> {words.add}
      </button>
      <p class="small quiet">{without === 0 ? words.addHelp : words.withoutTeam(without)}</p>
    </li>
  );
}
