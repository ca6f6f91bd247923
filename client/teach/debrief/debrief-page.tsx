/** /teach/CODE/debrief: the teacher turns the slides, here and on the projector. */
import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Moment } from '../../../shared/class/report.ts';
import type { Shown } from '../../../shared/class/view.ts';
import { Icon } from '../../art/components.tsx';
import { Bar, LanguageSwitch, ThemeSwitch } from '../../pages/bar.tsx';
import { useTitle } from '../../pages/document.ts';
import { Loading, Message } from '../../pages/message.tsx';
import { Link, usePage, useWords } from '../../pages/page.tsx';
import { projectorPath, replayPath, teachPath } from '../../router.ts';
import { useAfterWords } from '../after.ts';
import { classTransport, type Teacher } from '../connection.ts';
import { NoSecret } from '../no-secret.tsx';
import { Refused } from '../refused.tsx';
import { slidesOf, type Slide } from '../slides.ts';
import { openTeacher, type TeacherSession } from '../store.ts';
import { useReport } from '../use-report.ts';
import { DebriefSlide, puzzleOf } from './slide.tsx';
import { useMap } from './use-map.ts';

export function DebriefPage(): JSX.Element {
  const { router } = usePage();
  const route = router.route.value;
  if (route.page !== 'class-teach') return <></>;
  const { code, secret } = route;
  if (secret === '') return <NoSecret code={code} />;
  return <Debrief key={`${code} ${secret}`} teacher={{ code, secret }} />;
}

function Debrief({ teacher }: { readonly teacher: Teacher }): JSX.Element {
  const { around } = usePage();
  const { debrief: words, report: reportWords } = useAfterWords();
  const { refusals } = useWords();
  const { session, transport } = useMemo(() => {
    const made = classTransport();
    return { transport: made, session: openTeacher({ transport: made, around }, teacher) };
  }, []);
  useEffect(() => () => session.leave(), []);
  const { report, again } = useReport(transport, teacher);
  useTitle(words.title);
  if (session.connection.value === 'gone') return <Refused refusal={session.refusal.value} />;
  const outcome = report.value;
  const view = session.view.value;
  if (outcome === null || view === null) return <Loading text={words.loading} />;
  if ('refused' in outcome) {
    return (
      <Message title={words.title} text={refusals[outcome.refused]}>
        <button type="button" class="btn main" onClick={again}>
          {reportWords.again}
        </button>
      </Message>
    );
  }
  return <Slides session={session} slides={slidesOf(outcome.value)} />;
}

function Slides({
  session,
  slides,
}: {
  readonly session: TeacherSession;
  readonly slides: readonly Slide[];
}): JSX.Element {
  const words = useAfterWords().debrief;
  const at = useSlide(session, slides.length);
  const slide = slides[at.place.value];
  const map = useMap(slide === undefined ? null : puzzleOf(slide));
  return (
    <div class="debrief-page">
      <DebriefBar session={session} />
      <main id="content" class="debrief" tabIndex={-1}>
        {slide === undefined ? (
          <p class="quiet">{words.nothing}</p>
        ) : (
          <>
            <p class="small quiet">{words.slideOf(at.place.value + 1, slides.length)}</p>
            <DebriefSlide key={at.place.value} slide={slide} map={map} />
            {slide.kind === 'moment' && (
              <MomentButtons session={session} moment={slide.moment} onBack={() => at.go(at.place.peek())} />
            )}
            <div class="debrief-turn">
              <button
                type="button"
                class="btn large"
                disabled={at.place.value === 0}
                onClick={() => at.go(at.place.value - 1)}
              >
                <Icon name="arrow-left" width={18} /> {words.previous}
              </button>
              <button
                type="button"
                class="btn large main"
                disabled={at.place.value + 1 >= slides.length}
                onClick={() => at.go(at.place.value + 1)}
              >
                {slide.kind === 'question' && !slide.isThoughtShown ? words.showThought : words.next}{' '}
                <Icon name="arrow-right" width={18} />
              </button>
              <span class="small quiet">{words.keys}</span>
            </div>
          </>
        )}
      </main>
    </div>
  );
}

function DebriefBar({ session }: { readonly session: TeacherSession }): JSX.Element {
  const { code, secret } = session.teacher;
  const words = useAfterWords();
  const projectors = session.view.value?.projectors ?? 0;
  return (
    <Bar>
      <span class="sep" />
      <Link to={teachPath(code, secret)} class="btn s">
        <Icon name="arrow-left" width={17} /> {words.report.toClass}
      </Link>
      <h1 class="title">{words.debrief.title}</h1>
      <span class="grow" />
      <span class="small quiet debrief-projectors">{words.debrief.projector(projectors)}</span>
      <a class="btn s" href={projectorPath(code, secret)} target="_blank" rel="noreferrer">
        {words.debrief.openProjector}
      </a>
      <Link to={teachPath(code, secret, 'report')} class="btn s">
        {words.report.toReport}
      </Link>
      <span class="bar-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
    </Bar>
  );
}

interface MomentButtonsProps {
  readonly session: TeacherSession;
  readonly moment: Moment;
  readonly onBack: () => void;
}

function MomentButtons({ session, moment, onBack }: MomentButtonsProps): JSX.Element {
  const { code, secret } = session.teacher;
  const words = useAfterWords().debrief;
  const shown = session.view.value?.shown;
  const isReplayed = shown?.what === 'replay' && shown.room === moment.room && shown.round === moment.round;
  const { room, round } = moment;
  const show = (step: number): void => {
    const wanted: Shown = { what: 'replay', room, round, step: Math.max(0, step) };
    void session.send('show', { shown: wanted });
  };
  return (
    <div class="moment-buttons" role="group" aria-label={words.replayProjector}>
      {isReplayed ? (
        <>
          <button type="button" class="btn" disabled={shown.step === 0} onClick={() => show(shown.step - 1)}>
            <Icon name="arrow-left" width={17} /> {words.stepBack}
          </button>
          <button type="button" class="btn" onClick={() => show(shown.step + 1)}>
            {words.stepOn} <Icon name="arrow-right" width={17} />
          </button>
          <span role="status" class="small">
            {words.isReplayed(shown.step + 1)}
          </span>
          <button type="button" class="btn" onClick={onBack}>
            {words.backToSlide}
          </button>
        </>
      ) : (
        <button type="button" class="btn" onClick={() => show(moment.step)}>
          <Icon name="play" width={17} /> {words.replayProjector}
        </button>
      )}
      <Link to={replayPath(code, secret, { room, round })} class="btn ghost">
        {words.replay}
      </Link>
    </div>
  );
}

/** The slide that is shown, here and on the projector: whoever teaches along sees the same. */
function useSlide(session: TeacherSession, count: number) {
  const shown = session.view.value?.shown;
  const place = useSignal(shown?.what === 'debrief' ? Math.min(shown.slide, Math.max(0, count - 1)) : 0);
  const go = (slide: number): void => {
    if (slide < 0 || slide >= count) return;
    place.value = slide;
    void session.send('show', { shown: { what: 'debrief', slide } });
  };
  useEffect(() => {
    if (count > 0) go(place.peek());
  }, []);
  const told = shown?.what === 'debrief' ? shown.slide : null;
  useEffect(() => {
    if (told !== null && told < count) place.value = told;
  }, [told]);
  useEffect(() => {
    const turn = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('input, select, textarea, .scroller') !== null)
        return;
      const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      go(place.peek() + by);
    };
    document.addEventListener('keydown', turn);
    return () => document.removeEventListener('keydown', turn);
  }, [count]);
  return { place, go };
}
