/** Two machines at the ends of one wire, to try out: when each has begun, and what that comes to. Times in microseconds. */
import { JAM_BITS, timeOfBitsUs } from '../../shared/wire/physical.ts';

/** A signal's way from one end to the other, as in the puzzle. */
export const WAY_US = 14;
/** A short signal, so that nobody has to wait for long. */
const LENGTH_US = 24;
const JAM_US = timeOfBitsUs(JAM_BITS, 10_000_000);

export type End = 'near' | 'far';

/** When each of them has begun; null: it has not. */
export type Begun = Readonly<Record<End, number | null>>;
export const silent: Begun = { near: null, far: null };

export interface Sent {
  readonly from: End;
  readonly sinceUs: number;
  readonly untilUs: number;
}

/** What each puts on the wire: whoever hears the other one while it sends breaks off after the jam. */
export function signalsOf(begun: Begun): readonly Sent[] {
  return (['near', 'far'] as const).flatMap((from): Sent[] => {
    const sinceUs = begun[from];
    if (sinceUs === null) return [];
    const other = begun[from === 'near' ? 'far' : 'near'];
    const heardUs = other === null ? Infinity : Math.max(sinceUs, other + WAY_US);
    return [{ from, sinceUs, untilUs: Math.min(sinceUs + LENGTH_US, heardUs + JAM_US) }];
  });
}

/** Does this end hear the other one now? */
export function hearsOther(begun: Begun, at: End, nowUs: number): boolean {
  const other = signalsOf(begun).find(({ from }) => from !== at);
  return other !== undefined && nowUs >= other.sinceUs + WAY_US && nowUs < other.untilUs + WAY_US;
}

export type Stage = 'idle' | 'travels' | 'heard' | 'collided' | 'over';

/** What there is to say now. */
export function stageOf(begun: Begun, nowUs: number): Stage {
  const signals = signalsOf(begun);
  const first = signals.toSorted((a, b) => a.sinceUs - b.sinceUs)[0];
  if (first === undefined) return 'idle';
  if (signals.length === 2) return 'collided';
  if (nowUs < first.sinceUs + WAY_US) return 'travels';
  return nowUs < first.untilUs + WAY_US ? 'heard' : 'over';
}
