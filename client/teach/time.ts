/** The clock of the lesson, for the page: whole minutes are enough, so it is looked at seldom. */
import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../pages/page.tsx';
import { secondsNow, type TeacherModel } from './model.ts';

const LOOK_MS = 5000;

/** Whole minutes that the present puzzle has run. */
export function useMinutes(view: TeacherModel): number {
  const { around } = usePage();
  const [, redraw] = useState(0);
  useEffect(() => {
    let stop = (): void => {};
    const look = (turn: number): void => {
      redraw(turn);
      stop = around.later(LOOK_MS, () => look(turn + 1));
    };
    look(1);
    return () => stop();
  }, []);
  return Math.floor(secondsNow(view, around.nowMs()) / 60);
}
