/** The lives of a page: each load is one, and a tab remembers its latest ones. */
import * as v from 'valibot';
import { pageId } from '../shared/messages.ts';
import { readJson, type Keeper } from './storage.ts';

export interface Pages {
  /** This one (`pageId`). */
  readonly own: string;
  /** Those before it in this tab, the latest first. */
  readonly former: readonly string[];
}

const KEY = 'hop.pages';
/** Lines of older lives do not arrive any more. */
const FORMER_MAX = 3;

/** Begins a new life, drawn as `own`. `tab` outlives a reload, and a doubled tab has a copy of it: who was not loaded anew has no former life. */
export function beginPage(tab: Keeper, own: string, isLoadedAnew: boolean): Pages {
  const kept = v.safeParse(v.array(pageId), readJson(tab, KEY));
  const former = isLoadedAnew && kept.success ? kept.output.slice(0, FORMER_MAX) : [];
  tab.write(KEY, JSON.stringify([own, ...former].slice(0, FORMER_MAX)));
  return { own, former };
}

/** Whose page it is: this life's, one of the tab's former lives', or somebody else's, as far as anybody knows. */
export function lifeOf(page: string | undefined, pages: Pages | undefined): 'own' | 'former' | 'other' {
  if (page === undefined || pages === undefined) return 'other';
  return page === pages.own ? 'own' : pages.former.includes(page) ? 'former' : 'other';
}
