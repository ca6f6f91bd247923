/** What a teacher does to the whole class: time, pace, hints, disturbances, the next puzzle. One filled button says what comes next. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import { Link, usePage } from '../pages/page.tsx';
import { teachPath } from '../router.ts';
import { disturbances } from '../../shared/messages/class.ts';
import { useAct, useClass, useDesk, useDisturb } from './desk.ts';
import { Menu } from './menu.tsx';
import { useMinutes } from './time.ts';
import { useTeachWords } from './words.ts';

/** Minutes that one press adds to the present puzzle. */
const EXTEND_MINUTES = 5;

export function ControlRow(): JSX.Element {
  const view = useClass();
  const words = useTeachWords().control;
  return (
    <section class={`control ${view.frozen ? 'frozen' : ''}`} aria-label={words.label}>
      <Now />
      <span class="grow" />
      {view.phase === 'running' && <Pace />}
      <More />
      <WhatNext />
    </section>
  );
}

/** Which puzzle, for how long. */
function Now(): JSX.Element {
  const { store } = usePage();
  const view = useClass();
  const { control: words, common, make } = useTeachWords();
  const act = useAct();
  const minutes = useMinutes(view);
  const item = view.plan[view.at];
  if (view.phase !== 'running' || view.pacing !== 'together' || item === undefined) {
    const isOwn = view.phase === 'running';
    return (
      <div class="now">
        <h2>{isOwn ? make.pacings[view.pacing].name : common.phases[view.phase]}</h2>
        {view.phase === 'gathering' && <p class="small quiet">{words.startWait}</p>}
      </div>
    );
  }
  const time = minutes < view.minutes ? words.running : words.over;
  return (
    <div class="now">
      <div class="now-words">
        <h2>{store.language.value.puzzles[item.puzzle].title}</h2>
        <p class="small quiet">
          {common.puzzleOf(view.at + 1, view.plan.length)} <span class="now-time">{time(minutes, view.minutes)}</span>
        </p>
      </div>
      <button
        type="button"
        class="btn s ghost"
        onClick={() => void act('extend', { minutes: EXTEND_MINUTES }, words.extended(EXTEND_MINUTES))}
      >
        {words.extend(EXTEND_MINUTES)}
      </button>
    </div>
  );
}

function Pace(): JSX.Element {
  const { frozen, speed } = useClass();
  const { control: words, disturb } = useTeachWords();
  const act = useAct();
  const disturbAll = useDisturb();
  return (
    <>
      <button
        type="button"
        class={`btn s freeze ${frozen ? 'on' : ''}`}
        onClick={() => void act('freeze', { on: !frozen }, frozen ? words.runsOn : words.frozen)}
      >
        <Icon name={frozen ? 'play' : 'pause'} width={17} /> {frozen ? words.goOn : words.freeze}
      </button>
      {frozen ? (
        <button type="button" class="btn s" onClick={() => void act('step', {}, words.stepped)}>
          <Icon name="step" width={17} /> {words.step}
        </button>
      ) : (
        <div class="seg" role="group" aria-label={words.speed}>
          {([0.5, 1] as const).map((pace) => (
            <button
              key={pace}
              type="button"
              class={speed === pace ? 'on' : ''}
              aria-pressed={speed === pace}
              onClick={() => void act('speed', { speed: pace }, pace === 1 ? words.atNormal : words.slowed)}
            >
              {pace === 1 ? words.normal : words.half}
            </button>
          ))}
        </div>
      )}
      <button type="button" class="btn s" onClick={() => void act('hint', { team: null }, words.hinted)}>
        <Icon name="bulb" width={17} /> {words.hintAll}
      </button>
      <Menu
        items={disturbances.map((how) => ({
          key: how,
          text: disturb.how[how],
          isApart: how === 'mend',
          onChoose: () => disturbAll(null, disturb.all, how),
        }))}
      >
        <Icon name="disturb" width={17} /> {disturb.menu} <Icon name="chevron-down" width={15} />
      </Menu>
    </>
  );
}

function More(): JSX.Element {
  const { router } = usePage();
  const { opened, session } = useDesk();
  const { locked, phase, shown, code } = useClass();
  const { control: words, common } = useTeachWords();
  const act = useAct();
  return (
    <Menu
      label={words.more}
      class="btn s icon"
      items={[
        {
          key: 'lock',
          text: locked ? words.unlock : words.lock,
          onChoose: () => void act('lock', { on: !locked }, locked ? words.unlocked : words.locked),
        },
        { key: 'shuffle', text: words.shuffle, onChoose: () => (opened.value = 'shuffle') },
        {
          key: 'open',
          text: words.openPuzzle,
          isDisabled: phase !== 'running',
          onChoose: () => (opened.value = 'open'),
        },
        {
          key: 'code',
          text: words.showCode,
          isDisabled: shown.what === 'join',
          isApart: true,
          onChoose: () => void act('show', { shown: { what: 'join' } }, words.codeShown),
        },
        {
          key: 'report',
          text: common.toReport,
          onChoose: () => router.go(teachPath(code, session.teacher.secret, 'report')),
        },
        { key: 'delete', text: words.delete, isApart: true, onChoose: () => (opened.value = 'delete') },
      ]}
    >
      <Icon name="more" weight={3} />
    </Menu>
  );
}

/** The one thing that a teacher does next, filled. */
function WhatNext(): JSX.Element {
  const { store } = usePage();
  const { session } = useDesk();
  const { phase, pacing, plan, at, code } = useClass();
  const words = useTeachWords().control;
  const act = useAct();
  const once = useOnce();
  const titleOf = (place: number): string => {
    const item = plan[place];
    return item === undefined ? '' : store.language.value.puzzles[item.puzzle].title;
  };
  const debrief = (isMain: boolean): JSX.Element => (
    <button
      type="button"
      class={isMain ? 'btn main' : 'btn s'}
      onClick={() => once(() => act('debrief', {}, words.debriefBegun))}
    >
      <Icon name="talk" width={17} /> {words.debrief}
    </button>
  );
  if (phase === 'gathering') {
    return (
      <button type="button" class="btn main" onClick={() => once(() => act('start', {}, words.started(titleOf(at))))}>
        <Icon name="play" width={17} /> {words.start(titleOf(at))}
      </button>
    );
  }
  if (phase === 'debrief') {
    return (
      <>
        <button type="button" class="btn s" onClick={() => once(() => act('start', {}, words.runsOn))}>
          {words.backToLesson}
        </button>
        <Link to={teachPath(code, session.teacher.secret, 'debrief')} class="btn main">
          {words.openDebrief}
        </Link>
      </>
    );
  }
  const next = at + 1;
  if (pacing !== 'together' || next >= plan.length) return debrief(true);
  return (
    <>
      {debrief(false)}
      <button
        type="button"
        class="btn main"
        aria-describedby="next-puzzle"
        onClick={() => once(() => act('next', { team: null }, words.opened(titleOf(next))))}
      >
        {words.next(next + 1, titleOf(next))} <Icon name="arrow-right" width={17} />
      </button>
      <span id="next-puzzle" class="unseen">
        {titleOf(next)}
      </span>
    </>
  );
}

/** How long a second press of what leads on means the first one, milliseconds. */
const SAME_PRESS_MS = 1200;

/** The button that leads on says something else at once, so a double press would go two steps. */
function useOnce(): (carryOut: () => Promise<unknown>) => void {
  const { around } = usePage();
  const isHeld = useRef(false);
  return (carryOut) => {
    if (isHeld.current) return;
    isHeld.current = true;
    void carryOut().finally(() => around.later(SAME_PRESS_MS, () => (isHeld.current = false)));
  };
}
