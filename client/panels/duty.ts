/** What the seat has to do now. The panel, the phone and the hints show the same thing because they ask here. */
import type { Store } from '../model.ts';
import type { Desk } from './desk.ts';

/**
 * configure: set the device up. wire: send on a shared wire, or read what was said about it. verdict: read what went wrong. storm: pull cables while
 * everything runs by itself. letter: decide about a frame. wait: nothing; perhaps name a fault.
 */
export type Duty = 'configure' | 'wire' | 'verdict' | 'storm' | 'letter' | 'wait';

export function dutyOf(desk: Desk): Duty {
  if (isConfigured(desk.store)) return 'configure';
  if (playsWire(desk.store)) return 'wire';
  if (desk.isVerdictOpen.value) return 'verdict';
  if (desk.isLive.value) return 'storm';
  return desk.open.value === null ? 'wait' : 'letter';
}

/** Is it a puzzle in which people set up their devices? */
export function isConfigured(store: Store): boolean {
  return (store.room.value?.run ?? null) !== null;
}

/** Is this a round in which people play the wire? */
export function playsWire(store: Store): boolean {
  return store.room.value?.wire !== null;
}
