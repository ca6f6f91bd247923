// @vitest-environment happy-dom
/** Two vectors laid over each other: whoever reads only them, and knows that lower is better, comes to what 802.1D says. */
import { cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { DevicePanel } from '../../../client/panels/index.tsx';
import { matchStore } from './match-store.ts';

afterEach(cleanup);

/** "24576.02:…" or "0x8001" or "2" as a number; with an address behind it, by priority and then address. */
function numberOf(value: string): bigint {
  const [priority = '', mac] = value.split('.');
  if (mac !== undefined) return (BigInt(priority) << 48n) | BigInt(`0x${mac.replaceAll(':', '')}`);
  return value.includes(':') ? BigInt(`0x${value.replaceAll(':', '')}`) : BigInt(value);
}

/** Of each comparison on the page: is the upper one lower at the first difference? Undefined where there is none. */
function upperWins(): (boolean | undefined)[] {
  return [...document.querySelectorAll('.step.last .vector')].map((table) => {
    const [over, under] = [...table.querySelectorAll('.differs td div')].map((line) => {
      line.querySelector('.note')?.remove();
      return (line.textContent ?? '').trim();
    });
    return over === undefined || under === undefined ? undefined : numberOf(over) < numberOf(under);
  });
}

it.each(['panels', 'one', 'two', 'three', 'four', 'five'])('lead to the right answers (%s)', async (seed) => {
  const { store, playRight, rightAnswers } = await matchStore('spanning-tree', 'D', 'en', seed);
  const answered: { part: string; right: unknown; read: unknown }[] = [];
  const choose = (part: string, value: string): void => {
    fireEvent.click(document.querySelector(`input[name="step-${part}"][value="${value}"]`)!);
  };
  const asked = (part: string) =>
    waitFor(() => expect(document.querySelector(`input[name="step-${part}"]`)).not.toBeNull());
  for (;;) {
    const part = store.room.value?.you?.cards[0]?.form[0]?.part;
    if (part === undefined || !part.startsWith('stp-')) break;
    const right = rightAnswers();
    render(<DevicePanel store={store} />);
    if (right['stp-root'] !== undefined) {
      const { root } = (store.room.value!.you!.tables as { tree: { root: string } }).tree;
      answered.push({ part: 'stp-root', right: right['stp-root'] !== root, read: upperWins()[0] });
      choose('stp-root', right['stp-root']);
      await asked('stp-role');
    }
    const [isBetterWay, isBetterThere] = upperWins();
    const read = isBetterWay === true ? 'root' : isBetterThere === true ? 'blocked' : 'designated';
    answered.push({ part: 'stp-role', right: right['stp-role'], read });
    if (right['stp-former-role'] !== undefined) {
      choose('stp-role', read);
      await asked('stp-former-role');
      const former = upperWins()[0] === true ? 'blocked' : 'designated';
      answered.push({ part: 'stp-former-role', right: right['stp-former-role'], read: former });
    }
    cleanup();
    await playRight(1);
  }
  expect(new Set(answered.map(({ part }) => part)).has('stp-root')).toBe(true);
  expect(answered.filter(({ part }) => part === 'stp-role').length).toBeGreaterThan(2);
  expect(answered.filter(({ right, read }) => right !== read)).toEqual([]);
});

it('say where the comparison ends, and show the roles of the ports', async () => {
  const { store, playRight } = await matchStore('spanning-tree', 'D');
  render(<DevicePanel store={store} />);
  expect(document.querySelector('.vector')?.textContent).toContain('not compared any more');
  while (store.room.value?.you?.cards[0]?.form[0]?.part !== 'intake') await playRight(1);
  await waitFor(() => expect(document.querySelector('input[name="step-intake"]')).not.toBeNull());
  const rows = [...document.querySelectorAll('.step table.t tbody tr')].map((row) => row.textContent);
  expect(rows).toHaveLength(4);
  expect(rows.filter((row) => row?.includes('root port'))).toHaveLength(1);
  expect(rows.filter((row) => row?.includes('blocked'))).not.toHaveLength(0);
});
