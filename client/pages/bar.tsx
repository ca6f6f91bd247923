/** The bar over every page, and the switches in it. */
import type { ComponentChildren, JSX } from 'preact';
import { languageCodes } from '../../shared/text/language.ts';
import type { LanguageCode } from '../../shared/text/language.ts';
import { Icon, Logo } from '../art/components.tsx';
import { Link, usePage, useWords } from './page.tsx';

/** On a home page the bar has no ground of its own. */
export function Bar({
  children,
  bare = false,
}: {
  readonly children?: ComponentChildren;
  readonly bare?: boolean;
}): JSX.Element {
  const words = useWords();
  return (
    <header class={bare ? 'bar bare' : 'bar'}>
      <Link to="/" class="logo" label={words.app.home}>
        <Logo width={40} />
        <span class="logo-name">{words.app.name}</span>
      </Link>
      {children}
    </header>
  );
}

/** The bar of a page on which nothing is played; `children` stand before its switches. */
export function PageBar({
  children,
  bare = true,
}: {
  readonly children?: ComponentChildren;
  readonly bare?: boolean;
}): JSX.Element {
  return (
    <Bar bare={bare}>
      <span class="grow" />
      {children}
      <LanguageSwitch />
      <ThemeSwitch />
    </Bar>
  );
}

/** Each language by its own name, in its own script, so that whoever is lost in the other one finds it. */
const SHORT: Readonly<Record<LanguageCode, string>> = { en: 'EN', 'zh-CN': '中文' };

export function LanguageSwitch(): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  return (
    <div class="seg" role="group" aria-label={words.settings.language}>
      {languageCodes.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          class={store.language.value.code === code ? 'on' : ''}
          aria-pressed={store.language.value.code === code}
          onClick={() => {
            store.languageCode.value = code;
          }}
        >
          {SHORT[code]}
        </button>
      ))}
    </div>
  );
}

export function ThemeSwitch(): JSX.Element {
  const { store } = usePage();
  const words = useWords();
  const isDark = store.isDark.value;
  return (
    <button
      type="button"
      class="btn ghost icon"
      aria-label={isDark ? words.settings.toLight : words.settings.toDark}
      onClick={() => {
        store.theme.value = isDark ? 'light' : 'dark';
      }}
    >
      <Icon name={isDark ? 'moon' : 'sun'} />
    </button>
  );
}
