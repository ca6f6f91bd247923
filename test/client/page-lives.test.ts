import { expect, it } from 'vitest';
import { beginPage, lifeOf } from '../../client/page-lives.ts';
import type { Keeper } from '../../client/storage.ts';

function storage(kept = new Map<string, string>()): Keeper & { copy(): Keeper } {
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, value) => void kept.set(key, value),
    copy: () => storage(new Map(kept)),
  };
}

const ids = ['first-life-', 'second-life', 'third-life-', 'fourth-life', 'fifth-life-'] as const;

it('a page that is loaded anew knows its latest lives', () => {
  const tab = storage();
  const lives = ids.map((id) => beginPage(tab, id, true));
  expect(lives[0]).toEqual({ own: ids[0], former: [] });
  expect(lives[4]).toEqual({ own: ids[4], former: [ids[3], ids[2], ids[1]] });
  expect([ids[4], ids[2], ids[0], undefined].map((id) => lifeOf(id, lives[4]))).toEqual([
    'own',
    'former',
    'other',
    'other',
  ]);
});

it('a doubled tab has none, though it has a copy of what the other keeps', () => {
  const tab = storage();
  beginPage(tab, ids[0], false);
  const copy = tab.copy();
  expect(beginPage(copy, ids[1], false)).toEqual({ own: ids[1], former: [] });
  expect(beginPage(copy, ids[2], true).former[0]).toBe(ids[1]);
});

it('what something else has written is no life', () => {
  const tab = storage(new Map([['hop.pages', '["<script>"]']]));
  expect(beginPage(tab, ids[0], true).former).toEqual([]);
});
