// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { act, cleanup, render } from '@testing-library/preact';
import type { JSX } from 'preact';
import { afterEach, expect, it } from 'vitest';
import type { Late } from '../../../client/outbox.ts';
import { useLateTold } from '../../../client/pages/late-told.ts';
import { PageContext, type Page } from '../../../client/pages/page.tsx';
import { toastNote } from '../../../client/panels/index.tsx';
import { languageCodes } from '../../../shared/text/language.ts';
import { matchStore } from '../panels/match-store.ts';

afterEach(() => {
  cleanup();
  toastNote.value = null;
});

/** Read anew each time. */
const toastText = (): string | undefined => toastNote.value?.text;

function Teller({ round }: { readonly round: number }): JSX.Element {
  useLateTold(round);
  return <p />;
}

it.each(languageCodes)('a move that came too late is told once, in its own round (%s)', async (code) => {
  const { store } = await matchStore('first-frame', 'M1', code);
  const { connection, refusals } = store.language.value.words;
  const late = signal<Late | null>(null);
  const page = { store, session: { late } } as unknown as Page;
  const at = (round: number): JSX.Element => (
    <PageContext.Provider value={page}>
      <Teller round={round} />
    </PageContext.Provider>
  );
  const tell = async (value: Late): Promise<string | undefined> => {
    toastNote.value = null;
    await act(() => void (late.value = value));
    return toastText();
  };
  const { rerender } = render(at(1));
  expect(toastNote.value).toBeNull();
  expect(await tell({ round: 1, refusal: 'not-your-card' })).toBe(connection.tooLate);
  expect(await tell({ round: 1, refusal: 'not-seated' })).toBe(refusals['not-seated']);
  expect(await tell({ round: 2, refusal: 'not-your-card' })).toBeUndefined();
  // Not once more when the page is drawn again for another reason.
  rerender(at(2));
  expect(toastNote.value).toBeNull();
});
