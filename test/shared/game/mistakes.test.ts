import { describe, expect, it } from 'vitest';
import { mistakesIn, toldLog } from '../../../shared/game/mistakes.ts';
import type { LogEntry } from '../../../shared/game/view.ts';

describe('mistakes', () => {
  const entry = (card: number, quality: LogEntry['quality'], rule: string): LogEntry =>
    ({ card, quality, verdict: { rule } }) as unknown as LogEntry;

  it('are told once a letter and rule, right moves never', () => {
    const log = [
      entry(1, 'right', 'host.accept'),
      entry(2, 'broken', 'switch.flood'),
      entry(2, 'broken', 'switch.flood'),
      entry(2, 'wasteful', 'switch.learn'),
      entry(2, 'right', 'switch.flood'),
      entry(3, 'broken', 'switch.flood'),
    ];
    expect(mistakesIn(log).map(({ card, quality }) => [card, quality])).toEqual([
      [2, 'broken'],
      [2, 'wasteful'],
      [3, 'broken'],
    ]);
    expect(toldLog(log).map(({ isMistake }) => isMistake)).toEqual([false, true, false, true, false, true]);
  });
});
