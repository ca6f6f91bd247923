/** What the teacher of a class holds: while it does, reading goes on and nothing that plays is sent. */
import type { RoomModel, Store } from './model.ts';

/** Where the reason stands: the note of the lesson's bar. */
export const HELD_REASON = 'frozen-reason';

/** Is nothing carried out: by the teacher's hand, or because the lesson is being talked about? */
export function isHeld(room: RoomModel | null): boolean {
  return isFrozen(room) || room?.lesson?.phase === 'debrief';
}

/** Does the teacher hold the puzzle now? In the debrief nobody plays, so nothing has to be held. */
export function isFrozen(room: RoomModel | null): boolean {
  return room?.lesson?.frozen === true && room.lesson.phase !== 'debrief';
}

/** For a button that sends: held, it says so and why, and can still be reached. `describedBy`: what describes it in any case. */
export function whileHeld(
  { room }: Pick<Store, 'room'>,
  describedBy = '',
): { readonly 'aria-disabled'?: true; readonly 'aria-describedby'?: string } {
  if (isFrozen(room.value))
    return { 'aria-disabled': true, 'aria-describedby': `${HELD_REASON} ${describedBy}`.trim() };
  return describedBy === '' ? {} : { 'aria-describedby': describedBy };
}
