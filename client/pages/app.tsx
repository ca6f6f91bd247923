/** Chooses the page of an address, and what all pages share: the skip link and the live region. */
import type { ComponentType, JSX } from 'preact';
import { useFocusOnNewPage } from './document.ts';
import { Home } from './home.tsx';
import { Lazy } from './lazy.tsx';
import { Message } from './message.tsx';
import { Link, usePage, useWords } from './page.tsx';
import type { TeachPart } from '../router.ts';

const loadRoom = (): Promise<ComponentType> => import('./room.tsx').then(({ Room }) => Room);
const loadLesson = (): Promise<ComponentType> =>
  import('../lesson/lesson-page.tsx').then(({ LessonPage }) => LessonPage);
const loadGlossary = (): Promise<ComponentType> => import('./glossary.tsx').then(({ Glossary }) => Glossary);
const loadTeach = (): Promise<ComponentType> => import('../teach/teach.tsx').then(({ Teach }) => Teach);
const loadTeachPart: Readonly<Record<TeachPart, () => Promise<ComponentType>>> = {
  class: () => import('../teach/class-page.tsx').then(({ ClassPage }) => ClassPage),
  report: () => import('../teach/report/report-page.tsx').then(({ ReportPage }) => ReportPage),
  debrief: () => import('../teach/debrief/debrief-page.tsx').then(({ DebriefPage }) => DebriefPage),
  replay: () => import('../teach/replay/replay-page.tsx').then(({ ReplayPage }) => ReplayPage),
};
const loadProjector = (): Promise<ComponentType> =>
  import('../teach/projector/projector-page.tsx').then(({ ProjectorPage }) => ProjectorPage);
const loadReference = (): Promise<ComponentType> => import('./reference.tsx').then(({ Reference }) => Reference);

export function App(): JSX.Element {
  const { router, spoken } = usePage();
  const words = useWords();
  const route = router.route.value;
  const { page } = route;
  useFocusOnNewPage(page);
  return (
    <>
      <a class="skip" href="#content">
        {words.app.skip}
      </a>
      {page === 'home' && <Home />}
      {(page === 'play' || page === 'room') && <Lazy load={loadRoom} />}
      {page === 'class' && <Lazy load={loadLesson} />}
      {page === 'glossary' && <Lazy load={loadGlossary} />}
      {page === 'reference' && <Lazy load={loadReference} />}
      {page === 'teach' && <Lazy load={loadTeach} />}
      {route.page === 'class-teach' && <Lazy key={route.part} load={loadTeachPart[route.part]} />}
      {page === 'projector' && <Lazy load={loadProjector} />}
      {page === 'missing' && <Missing />}
      <p class="unseen" role="status">
        {spoken}
      </p>
    </>
  );
}

function Missing(): JSX.Element {
  const { app } = useWords();
  return (
    <Message title={app.missingTitle} text={app.missingText}>
      <Link to="/" class="btn main">
        {app.toHome}
      </Link>
    </Message>
  );
}
