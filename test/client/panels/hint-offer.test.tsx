// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HintWaits, MissionPanel } from '../../../client/panels/index.tsx';
import { IDLE_MS, isRepeated } from '../../../client/panels/hint-offer.ts';
import type { Part, RuleId } from '../../../shared/device/rule.ts';
import type { LogEntry } from '../../../shared/game/view.ts';
import { matchStore } from './match-store.ts';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const right = { quality: 'right', verdict: null } as LogEntry;
const mistake = (rule: RuleId, part: Part): LogEntry =>
  ({ quality: 'broken', rule, verdict: { rule, part }, mended: false }) as LogEntry;

describe('the same mistake twice', () => {
  const flood = mistake('switch.flood', 'ports');

  it('is the same rule broken at the same question', () => {
    expect(isRepeated([flood, flood], 'ports')).toBe(true);
    expect(isRepeated([flood, right, flood], 'ports')).toBe(true);
  });

  it('is not one mistake, another rule or another question', () => {
    expect(isRepeated([], 'ports')).toBe(false);
    expect(isRepeated([right, right, flood], 'ports')).toBe(false);
    expect(isRepeated([flood, mistake('switch.forward', 'ports')], 'ports')).toBe(false);
    expect(isRepeated([flood, flood], 'learn')).toBe(false);
  });

  it('is forgotten after some decisions', () => {
    expect(isRepeated([flood, right, right, right, right, flood], 'ports')).toBe(true);
    expect(isRepeated([flood, right, right, right, right, right, flood], 'ports')).toBe(false);
  });
});

it('is over when the last one is mended; one that need not be mended counts for two more decisions', () => {
  const flood = mistake('switch.flood', 'ports');
  const mended: LogEntry = { ...flood, mended: true };
  const wasteful: LogEntry = { ...mended, quality: 'wasteful' };
  expect(isRepeated([mended, flood], 'ports')).toBe(true);
  expect(isRepeated([mended, mended, right], 'ports')).toBe(false);
  expect(isRepeated([mended, mended, right, flood], 'ports')).toBe(true);
  expect(isRepeated([wasteful, wasteful, right, right], 'ports')).toBe(true);
  expect(isRepeated([wasteful, wasteful, right, right, right], 'ports')).toBe(false);
});

it('a long look at a question brings the offer of a hint, which is not opened by itself', async () => {
  vi.useFakeTimers();
  const { store } = await matchStore('learning-switch', 'A');
  render(<MissionPanel store={store} />);
  const { offers } = store.language.value.words.panels.mission;
  await act(() => void vi.advanceTimersByTime(IDLE_MS - 1));
  expect(screen.queryByText(offers.idle)).toBeNull();
  await act(() => void vi.advanceTimersByTime(1));
  expect(screen.getByText(offers.idle)).toBeTruthy();
  expect(store.room.value?.you?.cards[0]?.hints).toEqual([]);
});

it('who looks at another part of the screen is told of the offer, and finds it where the hints are', async () => {
  vi.useFakeTimers();
  const { store } = await matchStore('learning-switch', 'A');
  const { offers } = store.language.value.words.panels.mission;
  const tab = render(<HintWaits store={store} />);
  await act(() => void vi.advanceTimersByTime(IDLE_MS - 1));
  expect(tab.container.textContent).toBe('');
  await act(() => void vi.advanceTimersByTime(1));
  expect(tab.container.textContent).toContain(offers.idle);
  tab.unmount();
  render(<MissionPanel store={store} />);
  expect(screen.getByText(offers.idle)).toBeTruthy();
});
