/** What the pages of a class know: written by `store.ts` from the state of the class's room. */
import type { ProjectorView, TeacherView } from '../../shared/class/view.ts';

/** The class as its teacher sees it. */
export interface TeacherModel extends TeacherView {
  /** When `seconds` was true, by performance.now(). */
  readonly receivedMs: number;
  /** Why nothing is carried out: the server cannot write; else empty. */
  readonly halt: '' | 'cannot-save';
}

/** The class as the projector shows it. */
export interface ProjectorModel extends ProjectorView {
  /** Likewise. */
  readonly halt: TeacherModel['halt'];
}

/** Seconds that the present puzzle has run now. While the class is frozen they run on: the lesson does, too. */
export function secondsNow({ seconds, receivedMs }: TeacherModel, nowMs: number): number {
  return seconds + Math.max(0, Math.floor((nowMs - receivedMs) / 1000));
}
