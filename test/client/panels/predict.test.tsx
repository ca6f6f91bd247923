// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { DevicePanel, Toast } from '../../../client/panels/index.tsx';
import type { LanguageCode } from '../../../shared/text/language.ts';
import { matchStore, type MatchStore } from './match-store.ts';

afterEach(() => cleanup());

async function idleAt(seat: string, code: LanguageCode = 'en'): Promise<MatchStore> {
  const shown = await matchStore('near-or-far', seat, code, 'panels', ['A1', 'A2']);
  render(
    <>
      <DevicePanel store={shown.store} />
      <Toast store={shown.store} />
    </>,
  );
  return shown;
}

const question = (name: RegExp) => screen.findByRole('group', { name });

it('where a packet waits to be sent, says whom the next frame goes to, and is told what became of it', async () => {
  const { store, playAt } = await idleAt('D');
  const asked = await question(/waits at Machine A1/);
  expect(document.querySelector('#predict-question')?.textContent).toBe(
    'A packet waits at Machine A1 to be sent: the ping from Machine A1 to Machine A2.' +
      'To whom is the next frame from Machine A1 addressed? (The frame, not the packet.)',
  );
  expect(Array.from(asked.querySelectorAll('button'), (button) => button.textContent)).toEqual([
    'Router R',
    'Machine A2',
    'Machine B',
    'Machine C1',
    'Machine C2',
    'Machine D',
    'everybody on its network: ARP first',
    'nobody: no frame leaves',
  ]);
  const pick = within(asked).getByRole('button', { name: 'Machine A2' });
  pick.focus();
  fireEvent.click(pick);
  const said = await screen.findByText('You predicted for Machine A1: a frame to Machine A2. Let us see.');
  // The button is gone that had the focus.
  await waitFor(() => expect(document.activeElement).toBe(said));
  expect(screen.queryByRole('group', { name: /waits at Machine A1/ })).toBeNull();
  await playAt('A1');
  expect((await screen.findByText(/^✗/)).textContent).toBe(
    '✗ At Machine A1 it was: an ARP question to everybody on its network. You had predicted: a frame to Machine A2.',
  );
  const next = await question(/waits at Machine A2.*the answer of Machine A2 to the ping from Machine A1/);
  fireEvent.click(within(next).getByRole('button', { name: 'Machine A1' }));
  await screen.findByText('You predicted for Machine A2: a frame to Machine A1. Let us see.');
  await playAt('A2');
  expect((await screen.findByText(/^✓/)).textContent).toBe('✓ As you predicted at Machine A2: a frame to Machine A1.');
  expect(store.room.value?.you?.predictions).toMatchObject({ tested: 2, right: 1 });
});

it('says the same in Chinese', async () => {
  const { playAt } = await idleAt('D', 'zh-CN');
  fireEvent.click(within(await question(/机器 A1/)).getByRole('button', { name: '网络里所有设备：先发 ARP 请求' }));
  await screen.findByText('你猜机器 A1：先向网络里所有设备发 ARP 请求。等着看吧。');
  await playAt('A1');
  await screen.findByText('✓ 猜对了，机器 A1：先向网络里所有设备发 ARP 请求。');
});
