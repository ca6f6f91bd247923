/** The glossary at its own address; /glossary#ttl points at a term. */
import type { JSX } from 'preact';
import { isGlossaryId } from '../../shared/text/glossary.ts';
import { Bar, LanguageSwitch, ThemeSwitch } from './bar.tsx';
import { useTitle } from './document.ts';
import { GlossaryList } from './glossary-list.tsx';
import { usePage, useWords } from './page.tsx';

export function Glossary(): JSX.Element {
  const { router } = usePage();
  const words = useWords().glossary;
  const route = router.route.value;
  const at = route.page === 'glossary' && isGlossaryId(route.at) ? route.at : null;
  useTitle(words.title);
  return (
    <div class="reading">
      <Bar bare>
        <span class="grow" />
        <LanguageSwitch />
        <ThemeSwitch />
      </Bar>
      <main id="content" class="reading-main" tabIndex={-1}>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <GlossaryList at={at} level={2} />
      </main>
    </div>
  );
}
