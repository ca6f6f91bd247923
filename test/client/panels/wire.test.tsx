// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { DevicePanel } from '../../../client/panels/index.tsx';
import { deskOf } from '../../../client/panels/desk.ts';
import { pressed } from '../../../client/panels/shortcuts.ts';
import { mixedNow, signalsNow } from '../../../client/panels/wire-shape.ts';
import { hearsOther, signalsOf, silent, stageOf, WAY_US } from '../../../client/pages/two-senders.ts';
import { matchStore } from './match-store.ts';

afterEach(cleanup);

const STATIONS = [
  { device: 'A', atUs: 0 },
  { device: 'B', atUs: 4 },
  { device: 'C', atUs: 12 },
] as const;

describe('signals on a wire', () => {
  it('run to both sides, as far as time has gone', () => {
    const signals = [{ from: 'B', sinceUs: 100, untilUs: null }];
    expect(signalsNow(STATIONS, signals, 100)).toEqual([]);
    expect(signalsNow(STATIONS, signals, 103)).toEqual([{ sender: 'B', fromUs: 1, toUs: 7 }]);
    expect(signalsNow(STATIONS, signals, 150)).toEqual([{ sender: 'B', fromUs: 0, toUs: 12 }]);
  });

  it('leave silence behind them, and are gone when they have passed everybody', () => {
    const signals = [{ from: 'B', sinceUs: 100, untilUs: 150 }];
    expect(signalsNow(STATIONS, signals, 152)).toEqual([
      { sender: 'B', fromUs: 0, toUs: 2 },
      { sender: 'B', fromUs: 6, toUs: 12 },
    ]);
    expect(signalsNow(STATIONS, signals, 155)).toEqual([{ sender: 'B', fromUs: 9, toUs: 12 }]);
    expect(signalsNow(STATIONS, signals, 158)).toEqual([]);
  });

  it('mix where two of them lie over each other, and only there', () => {
    const two = [
      { from: 'A', sinceUs: 100, untilUs: null },
      { from: 'C', sinceUs: 104, untilUs: null },
    ];
    expect(mixedNow(signalsNow(STATIONS, two, 106))).toEqual([]);
    expect(mixedNow(signalsNow(STATIONS, two, 110))).toEqual([{ fromUs: 6, toUs: 10 }]);
  });
});

describe('two machines to try out', () => {
  it('the second one that begins within the way collides; both break off when they hear it', () => {
    const begun = { near: 0, far: 10 };
    expect(stageOf(begun, 11)).toBe('collided');
    // Heard at 24 and at 14; then 32 bits of jam, 3.2 µs rounded up.
    expect(signalsOf(begun).map(({ untilUs }) => untilUs)).toEqual([24, 18]);
  });

  it('who hears the other one would wait', () => {
    const begun = { ...silent, near: 0 };
    expect(stageOf(silent, 0)).toBe('idle');
    expect(stageOf(begun, WAY_US - 1)).toBe('travels');
    expect(hearsOther(begun, 'far', WAY_US - 1)).toBe(false);
    expect(stageOf(begun, WAY_US)).toBe('heard');
    expect(hearsOther(begun, 'far', WAY_US)).toBe(true);
    expect(hearsOther(begun, 'near', WAY_US)).toBe(false);
    expect(stageOf(begun, 1000)).toBe('over');
  });
});

/** A seat whose frame has collided, though it was sent on a silent wire; the seed decides whether that happens. */
async function collided(): ReturnType<typeof matchStore> {
  for (let seed = 0; seed < 50; seed++) {
    const found = await matchStore('taking-turns', 'M3', 'en', `ranges ${seed}`);
    const step = () => found.store.room.value?.you?.cards[0]?.form[0]?.part;
    for (let card = 0; card < 10 && step() === 'sense'; card++) await found.playRight(1);
    if (step() === 'back-off') return found;
  }
  throw new Error('nothing collides');
}

describe('the panel of a card on a shared wire', () => {
  it('says what the card hears, names the wire’s state for those who do not see it, and sends by its one button', async () => {
    const { store, moves } = await matchStore('taking-turns', 'M1');
    render(<DevicePanel store={store} />);
    expect(screen.getByText('Your card hears nobody.').getAttribute('role')).toBe('status');
    expect(screen.getByRole('img', { name: 'Nobody is sending.' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Send now' }));
    expect(moves).toEqual([{ sense: 'send' }]);
  });

  it('sends by Space, Enter and S', async () => {
    for (const key of [' ', 'Enter', 's']) {
      const { store, moves } = await matchStore('taking-turns', 'M2');
      expect(pressed(deskOf(store), key)).toBe(true);
      expect(moves).toEqual([{ sense: 'send' }]);
    }
  });

  it('offers the ranges after a collision, none of them marked, and plays the one of the digit', async () => {
    const { store, match, moves } = await collided();
    const desk = deskOf(store);
    render(<DevicePanel store={store} />);
    expect(screen.getByText(/This frame has collided once/)).toBeTruthy();
    expect(screen.getByText(/nobody's mistake/)).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /slot time|at once/ }).map((button) => button.className)).toEqual(
      Array(5).fill('btn'),
    );
    expect(pressed(desk, '9')).toBe(false);
    expect(pressed(desk, '2')).toBe(true);
    expect(moves.at(-1)).toEqual({ 'back-off': '1' });
    expect(match.seats['M3']!.counts.wasteful).toBe(0);
  });
});
