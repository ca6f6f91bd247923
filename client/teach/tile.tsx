/** A team at a glance: who needs what, the small map, a face for each seat, goals and decisions. Its name opens it. */
import type { JSX } from 'preact';
import type { StudentView, TeamTold } from '../../shared/class/view.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { disturbances } from '../../shared/messages/class.ts';
import { Icon } from '../art/components.tsx';
import { usePage } from '../pages/page.tsx';
import { useAct, useClass, useDesk, useDisturb } from './desk.ts';
import { useMove } from './move.ts';
import { Menu } from './menu.tsx';
import type { NeedyTeam } from './need.ts';
import { SeatFace } from './seat-face.tsx';
import { TileMap } from './tile-map.tsx';
import { useTeachWords, useTeamName } from './words.ts';

export function Tile({ team, members, need }: NeedyTeam): JSX.Element {
  const { dragged, looking } = useDesk();
  const words = useTeachWords().tile;
  const name = useTeamName()(team.name);
  const { report } = team;
  const move = useMove();
  return (
    <li
      class={`card tile ${need} ${dragged.value === null ? '' : 'target'}`}
      data-team={team.id}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const student = dragged.peek();
        dragged.value = null;
        if (student !== null) void move(student, team.id);
      }}
    >
      <header class="tile-head">
        <h3 class="grow">
          <button
            type="button"
            class="tile-open"
            aria-label={words.open(name)}
            onClick={() => (looking.value = team.id)}
          >
            {name}
          </button>
        </h3>
        <Chip team={{ team, members, need }} />
        <TeamMenu team={{ team, members, need }} name={name} />
      </header>
      {report === null ? (
        <p class="tile-line quiet">{words.notOpened}</p>
      ) : (
        <Network report={report} members={members} />
      )}
      <p class={`tile-line ${['halted', 'stuck', 'question'].includes(need) ? 'strong' : 'quiet'}`}>
        <Line team={{ team, members, need }} />
      </p>
      {report !== null && <Progress report={report} isWon={need === 'won'} />}
    </li>
  );
}

interface PartProps {
  readonly team: NeedyTeam;
}

function Chip({ team: { team, need } }: PartProps): JSX.Element | null {
  const words = useTeachWords().tile;
  const { shown } = useClass();
  const seconds = team.report?.stuck?.seconds ?? 0;
  const isShown = shown.what === 'team' && shown.team === team.id;
  return (
    <>
      {isShown && (
        <span class="chip" title={words.isShown}>
          <Icon name="projector" width={14} label={words.isShown} />
        </span>
      )}
      {need === 'halted' && (
        <span class="chip wasteful">
          <Icon name="pause" width={14} weight={2.6} />
          {words.halted}
        </span>
      )}
      {need === 'stuck' && (
        <span class="chip wasteful">
          <Icon name="loop" width={14} weight={2.6} />
          {seconds < 60 ? words.stuckNow : words.stuck(Math.floor(seconds / 60))}
        </span>
      )}
      {need === 'question' && (
        <span class="chip wasteful">
          <Icon name="hand" width={14} weight={2.6} />
          {words.question}
        </span>
      )}
      {need === 'won' && (
        <span class="chip right">
          <Icon name="check" width={14} weight={2.6} />
          {words.won}
        </span>
      )}
    </>
  );
}

/** In one line, what happens there. */
function Line({ team: { team, members, need } }: PartProps): JSX.Element {
  const { phase, frozen } = useClass();
  const { tile: words, disturb, common } = useTeachWords();
  const nameOf = useDeviceName(team.report?.puzzle ?? null);
  const { report } = team;
  const waiting = (report?.seats ?? []).filter(
    // Where devices are set up there are no letters, and yet somebody is asked.
    (seat) => seat.student !== null && (seat.waiting > 0 || !['waiting', 'away'].includes(seat.doing)),
  );
  const text = (): string => {
    if (report === null) return '';
    if (need === 'won') return words.allMet;
    if (report.halt !== '') return words.halts[report.halt];
    if (report.stuck !== null) return words.tries(nameOf(report.stuck.device), report.stuck.tries);
    if (need === 'question') return words.asks(members.filter(({ hand }) => hand).map(({ name }) => name));
    if (need === 'out') return words.nobodyHere;
    if (phase === 'gathering') return words.waits;
    if (phase === 'debrief') return common.phases.debrief;
    if (report.disturbed.length > 0) return report.disturbed.map((how) => disturb.now[how]).join(' · ');
    if (frozen) return words.paused;
    return waiting.length === 0
      ? words.moving
      : words.theirMove(waiting.map(({ device }) => nameOf(device, waiting.length > 2)));
  };
  return <>{text()}</>;
}

function Network({
  report,
  members,
}: {
  readonly report: TeamTold;
  readonly members: readonly StudentView[];
}): JSX.Element {
  const { store } = usePage();
  const names = store.language.value.puzzles[report.puzzle].names;
  const studentOf = (id: string | null): StudentView | null => members.find((one) => one.id === id) ?? null;
  const isSeated = (id: string): boolean => report.seats.some(({ student }) => student === id);
  // People first: where there is little room, bots are left out.
  const seats = report.seats.toSorted((a, b) => Number(a.student === null) - Number(b.student === null));
  return (
    <div class="tile-network">
      <TileMap report={report} students={members} />
      <ul class="faces">
        {seats.map((seat) => (
          <SeatFace
            key={seat.device}
            seat={seat}
            student={studentOf(seat.student)}
            device={names[seat.device]?.name ?? seat.device}
            short={names[seat.device]?.short ?? seat.device}
          />
        ))}
        {members
          .filter(({ id }) => !isSeated(id))
          .map((student) => (
            <SeatFace
              key={student.id}
              seat={{ occupant: 'person', doing: student.doing }}
              student={student}
              device="–"
              short="–"
            />
          ))}
      </ul>
    </div>
  );
}

function Progress({ report, isWon }: { readonly report: TeamTold; readonly isWon: boolean }): JSX.Element {
  const { common } = useTeachWords();
  const met = report.goals.filter((goal) => goal.met).length;
  const part = isWon ? 1 : Math.min(1, report.decisions / Math.max(1, report.par));
  return (
    <footer class="tile-foot">
      <progress class="prog" max={1} value={part} aria-hidden="true" />
      <span class="tile-goals" role="img" aria-label={common.goalsOf(met, report.goals.length)}>
        {report.goals.map((goal, index) => (
          <span key={index} class={`tile-tick ${goal.met ? 'ok' : ''}`}>
            {goal.met && <Icon name="check" width={11} weight={3.2} />}
          </span>
        ))}
      </span>
      <span class="small quiet nowrap">
        <span title={common.decisionsOf(report.decisions, report.par)}>
          <span aria-hidden="true">{common.ofPar(report.decisions, report.par)}</span>
          <span class="unseen">{common.decisionsOf(report.decisions, report.par)}</span>
        </span>
        {' · '}
        {common.wrong(report.wrong)}
      </span>
    </footer>
  );
}

function TeamMenu({ team: { team }, name }: PartProps & { readonly name: string }): JSX.Element {
  const { phase, plan } = useClass();
  const { tile: words, disturb } = useTeachWords();
  const act = useAct();
  const disturbTeam = useDisturb();
  const isRunning = phase === 'running';
  return (
    <Menu
      label={words.menu(name)}
      class="btn ghost icon tile-menu"
      items={[
        {
          key: 'hint',
          text: words.hint,
          isDisabled: !isRunning,
          onChoose: () => void act('hint', { team: team.id }, words.hinted(name)),
        },
        {
          key: 'show',
          text: words.show,
          onChoose: () => void act('show', { shown: { what: 'team', team: team.id } }, words.shown(name)),
        },
        {
          key: 'next',
          text: words.next,
          isDisabled: !isRunning || team.at + 1 >= plan.length,
          onChoose: () => void act('next', { team: team.id }, words.nexted(name)),
        },
        ...disturbances.map((how) => ({
          key: how,
          text: disturb.how[how],
          isApart: how === 'cut',
          isDisabled: !isRunning,
          onChoose: () => disturbTeam(team.id, name, how),
        })),
      ]}
    >
      <Icon name="more" weight={3} />
    </Menu>
  );
}

/** The names of a puzzle's devices in the language that is shown. */
function useDeviceName(puzzle: PuzzleId | null): (device: string, isShort?: boolean) => string {
  const { store } = usePage();
  return (device, isShort = false) => {
    const names = puzzle === null ? undefined : store.language.value.puzzles[puzzle].names[device];
    return (isShort ? names?.short : names?.name) ?? device;
  };
}
