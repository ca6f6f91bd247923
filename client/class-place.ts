/** A student's place in a class: how it is asked for, and what it means when the server ends the line. */
import type { Signal } from '@preact/signals';
import type { RefusalCode } from '../shared/messages.ts';
import type { ClassWish, Transport } from './connection.ts';
import { classKey } from './identity.ts';
import type { Outcome } from './model.ts';

/** `removed`: the teacher has taken this student out, who may come in again. `deleted`: the class is gone. */
export type Farewell = 'removed' | 'deleted';

/** Close codes of the server (`server/rooms/guest.ts`). */
const REPLACED = 4101;
const MOVED = 4103;
const REMOVED = 4104;
export const DELETED = 4105;

interface Asker {
  tokenFor(key: string): string;
}

/**
 * Asks for a place, each time anew. Who has been let in only comes back from then on: whoever the teacher takes out, or whose seat goes to another browser, does not
 * slip in again by themselves. A try without an answer may have succeeded, so the next one first asks whether it has.
 */
export function comeInAgain(
  transport: Pick<Transport, 'joinClass'>,
  code: string,
  first: ClassWish,
  { tokenFor }: Asker,
): (until: AbortSignal) => Promise<Outcome<unknown>> {
  let wish = first;
  let isUnsure = false;
  return async (until) => {
    const ask = (how: ClassWish): Promise<Outcome<unknown>> =>
      transport.joinClass(code, tokenFor(classKey(code)), how, until);
    const known: Outcome<unknown> = isUnsure ? await ask({ back: true }) : { refused: 'no-such-student' };
    isUnsure = true;
    const place = 'refused' in known && known.refused === 'no-such-student' ? await ask(wish) : known;
    isUnsure = false;
    if (!('refused' in place)) wish = { back: true };
    return place;
  };
}

/** What to do when the server has closed a student's line with this code. */
export function endedInClass(code: number, farewell: Signal<Farewell | null>): RefusalCode | 'again' | null {
  if (code === MOVED || code === REPLACED) return 'again';
  if (code === REMOVED) farewell.value = 'removed';
  if (code === DELETED) farewell.value = 'deleted';
  if (code === REMOVED) return 'no-such-student';
  return code === DELETED ? 'no-such-class' : null;
}
