/** The glossary at its own address; /glossary#ttl points at a term. */
import type { JSX } from 'preact';
import { isGlossaryId } from '../../shared/text/glossary.ts';
import { useTitle } from './document.ts';
import { GlossaryList } from './glossary-list.tsx';
import { usePage, useWords } from './page.tsx';
import { ReadingPage } from './reading-page.tsx';

export function Glossary(): JSX.Element {
  const { router } = usePage();
  const words = useWords().glossary;
  const route = router.route.value;
  const at = route.page === 'glossary' && isGlossaryId(route.at) ? route.at : null;
  useTitle(words.title);
  return (
    <ReadingPage>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <GlossaryList at={at} level={2} />
    </ReadingPage>
  );
}
