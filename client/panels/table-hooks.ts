/** What tables watch: their rows that are new, and the clock. */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { nowUs } from '../model.ts';
import type { Desk } from './desk.ts';

/** Which rows were not there when the table was first shown. */
export function useFresh(keys: readonly string[]): (key: string) => boolean {
  const known = useRef<ReadonlySet<string> | null>(null);
  known.current ??= new Set(keys);
  const first = known.current;
  return (key) => !first.has(key);
}

const SECOND_MS = 1000;
const tick = signal(0);

/** Simulated time, looked at once a second while a table is shown. */
export function useClock(desk: Desk): number {
  useEffect(() => {
    const timer = setInterval(() => tick.value++, SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  void tick.value;
  return nowUs(desk.store.clock.value, performance.now());
}
