// @vitest-environment happy-dom
/** The panel while a storm runs: the own cables, what can be done to them, what the judge says, and the keys. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { chosenPorts, DevicePanel, MissionPanel, playPort } from '../../../client/panels/index.tsx';
import { matchStore, type MatchStore } from './match-store.ts';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const press = (key: string): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key });
};
const rows = (): readonly (string | null)[] => screen.getAllByRole('listitem').map((row) => row.textContent);
const main = (): HTMLButtonElement => document.querySelector<HTMLButtonElement>('.btn.main')!;

/** At a switch that has passed on its frames by hand; a minute later nothing new happens any more. */
async function stormAt(device: string, code: 'en' | 'zh-CN' = 'en'): Promise<MatchStore> {
  const it = await matchStore('broadcast-storm', device, code);
  await it.playRight(3);
  render(
    <>
      <DevicePanel store={it.store} />
      <MissionPanel store={it.store} />
    </>,
  );
  return it;
}

it('says how many frames are still passed on by hand', async () => {
  const { store } = await matchStore('broadcast-storm', 'A');
  render(<DevicePanel store={store} />);
  expect(screen.getByText('3 more by hand, then it runs by itself')).toBeTruthy();
});

it('shows each own cable with its load and its counters, and that time stands', async () => {
  await stormAt('A');
  expect(screen.getByRole('heading', { name: 'It runs by itself now' })).toBeTruthy();
  expect(screen.getByText(/Nobody has touched a cable for a minute/)).toBeTruthy();
  expect(
    rows()
      .slice(0, 3)
      .map((row) => row?.replace(/\d+/g, '#')),
  ).toEqual([
    'port #, #Machine # sent # · received # · no room # load # %',
    'port #, #Switch B sent # · received # · no room # load # %',
    'port #, #Switch C sent # · received # · no room # load # %',
  ]);
  expect(main().disabled).toBe(true);
  expect(main().textContent).toContain('Choose one of your cables');
});

it('choosing pulls nothing yet; the filled button says what it will do, and does it', async () => {
  const { match } = await stormAt('A');
  playPort('p2');
  await waitFor(() => expect(main().textContent).toContain('Pull out port 2, the cable to Switch B'));
  expect(chosenPorts.value).toEqual(['p2']);
  expect(match.storm!.out[4]).toBeNull();
  fireEvent.click(main());
  await waitFor(() => expect(match.storm!.out[4]).toBe('A'));
  expect(match.seats['A']!.counts).toMatchObject({ right: 4, decisions: 4 });
});

it('a mistake is named with its rule and the actual devices, and the filled button mends it; all by keys', async () => {
  const { match, store } = await stormAt('A');
  press('1');
  await waitFor(() => expect(main().textContent).toContain('Pull out port 1, the cable to Machine 1'));
  press('Enter');
  await waitFor(() => expect(screen.getByRole('article', { name: 'A machine is cut off' })).toBeTruthy());
  expect(document.querySelector('.verdict')!.textContent).toContain('You pulled out the only cable of Machine 1.');
  expect(document.querySelector('.verdict code')!.textContent).toBe('switch.loop');
  expect(main().textContent).toContain('Plug port 1 in again, to Machine 1');
  expect(document.querySelectorAll('.btn.main')).toHaveLength(1);
  expect(rows()[0]).toContain('pulled out');
  press('Enter');
  await waitFor(() => expect(document.querySelector('.verdict')).toBeNull());
  expect(match.storm!.out[0]).toBeNull();
  expect(store.room.value!.you!.log.at(-1)).toMatchObject({ quality: 'broken', mended: true });
});

it('a cable whose loose end is at the other switch cannot be chosen, and says where it is', async () => {
  const it = await matchStore('broadcast-storm', 'B');
  await it.playRight(3);
  // Somebody at Switch A pulls the cable between both.
  it.match.storm!.out[4] = 'A';
  await it.store.intents.unplug('p1');
  render(<DevicePanel store={it.store} />);
  const row = document.querySelector<HTMLButtonElement>('[data-cable="p2"]')!;
  expect(row.disabled).toBe(true);
  expect(row.textContent).toContain('pulled out at Switch A');
});

it('hints about the own cables can be opened, and end when nothing is to be done here', async () => {
  const { store } = await stormAt('D');
  fireEvent.click(screen.getByRole('button', { name: /^Question/ }));
  await waitFor(() => expect(screen.getByText(/Follow the cables on the map/)).toBeTruthy());
  await store.intents.unplug('p2');
  fireEvent.click(screen.getByRole('button', { name: /^Rule/ }));
  await waitFor(() =>
    expect(store.room.value!.phase === 'result' || screen.queryByText(/At your own switch nothing/) !== null).toBe(
      true,
    ),
  );
});

it('speaks Chinese', async () => {
  await stormAt('C', 'zh-CN');
  expect(screen.getByRole('heading', { name: '现在自动运行了' })).toBeTruthy();
  expect(rows()[3]).toMatch(/交换机 D 发出 \d+ · 收到 \d+ · 排不下 \d+ 负载 \d+%/);
});
