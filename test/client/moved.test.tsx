// @vitest-environment happy-dom
import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, test } from 'vitest';
import { movedMachines } from '../../client/moved.ts';
import { Toast } from '../../client/panels/index.tsx';
import { matchStore } from './panels/match-store.ts';
import { map } from './snapshot.ts';

afterEach(cleanup);

describe('a machine has moved', () => {
  const { links } = map;
  const moved = links.map((link) => (link.id === 'l1' ? { ...link, b: { device: 'S', port: 'p1' } } : link));

  it('when its cable hangs on another device', () => {
    expect(movedMachines(links, moved)).toEqual([{ device: 'M2', from: 'H', to: 'S' }]);
    const turned = [links, moved].map((all) => all.map(({ id, a, b, via }) => ({ id, a: b, b: a, via })));
    expect(movedMachines(turned[0]!, turned[1]!)).toEqual([{ device: 'M2', from: 'H', to: 'S' }]);
  });

  it('not when nothing changed, at another port of the same device, or with a cable that was not there', () => {
    expect(movedMachines(links, links)).toEqual([]);
    const port = links.map((link) => ({ ...link, b: { ...link.b, port: 'p9' } }));
    expect(movedMachines(links, port)).toEqual([]);
    expect(movedMachines([], links)).toEqual([]);
  });
});

test('a move is told when it happens', async () => {
  const { store, playRight } = await matchStore('flood-forward-filter', 'A');
  render(<Toast store={store} />);
  const linksNow = () => store.room.value!.map.links;
  const before = linksNow();
  while (movedMachines(before, linksNow()).length === 0) await playRight(1);
  await waitFor(() =>
    expect(document.querySelector('.toast.news')?.textContent).toBe(
      'Machine 5 has been moved from Switch B to Switch A.',
    ),
  );
});
