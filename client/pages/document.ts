/** What a page does to the document around it: title, language, theme, focus. */
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePage } from './page.tsx';

/** Title of the browser's tab, in the language shown. */
export function useTitle(page: string): void {
  const { store } = usePage();
  const words = useComputed(() => store.language.value.words.app);
  useEffect(() => {
    document.title = page === '' ? words.value.name : words.value.title(page);
  });
}

/** A page that came by a link begins at its top, for eyes and for screen readers. */
export function useFocusOnNewPage(page: string): void {
  const before = useSignal(page);
  useEffect(() => {
    if (before.peek() === page) return;
    before.value = page;
    window.scrollTo(0, 0);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [page]);
}

/** Sets language and theme on the document, where styles and screen readers look for them. */
export function useDocument(): void {
  const { store } = usePage();
  useSignalEffect(() => {
    document.documentElement.lang = store.language.value.code;
  });
  useSignalEffect(() => {
    const isDark = store.isDark.value;
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
    const colour = getComputedStyle(document.documentElement).getPropertyValue('--page').trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colour);
  });
}
