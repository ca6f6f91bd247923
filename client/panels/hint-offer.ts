/** A hint is offered without being asked for after the same mistake twice, and when somebody has sat over a question for a while. It is never opened. */
import { useEffect, useState } from 'preact/hooks';
import type { Part } from '../../shared/device/rule.ts';
import type { LogEntry } from '../../shared/game/view.ts';
import type { Desk } from './desk.ts';

export type HintOffer = 'repeated' | 'idle';

/** So long somebody may look at a question before help is offered, milliseconds. */
export const IDLE_MS = 60_000;
/** Decisions back to which a mistake still counts as made just now. */
const RECENT = 6;
/** A wasteful move need not be mended: so many decisions after it the offer stands. */
const STANDS = 2;

export function useHintOffer(desk: Desk, part: Part): HintOffer | null {
  const isIdle = useIdle(
    `${desk.first.value?.id} ${part} ${desk.first.value?.hints.length} ${desk.seat.value?.storm?.hints.length}`,
  );
  if (isRepeated(desk.seat.value?.log ?? [], part)) return 'repeated';
  return isIdle ? 'idle' : null;
}

/** The same while a device is set up: two runs that failed here, or a long time over the settings. */
export function useSettingOffer(desk: Desk): HintOffer | null {
  const { run } = desk.store.room.value ?? {};
  const configuration = desk.seat.value?.configuration;
  const isIdle = useIdle(JSON.stringify([run, configuration?.routes, configuration?.ports, configuration?.hints]));
  if ((run?.runs ?? 0) >= 2 && (configuration?.findings.length ?? 0) > 0) return 'repeated';
  return isIdle ? 'idle' : null;
}

/** The same while something is broken: two wrong names from this seat, or a long time without one. */
export function useFaultOffer(desk: Desk): HintOffer | null {
  const named = desk.store.room.value?.fault?.named ?? [];
  const own = desk.seat.value?.device;
  const isIdle = useIdle(`fault ${own} ${named.length} ${desk.seat.value?.faultHints.length}`);
  if (named.filter(({ device }) => device === own).length >= 2) return 'repeated';
  return isIdle ? 'idle' : null;
}

/** Was the same rule broken at this question twice, a moment ago? What has been mended since needs no hint any more. */
export function isRepeated(log: readonly LogEntry[], part: Part): boolean {
  const recent = log.slice(-RECENT);
  const at = recent.findLastIndex(({ verdict }) => verdict?.part === part);
  const last = recent[at];
  if (last === undefined) return false;
  const since = recent.length - 1 - at;
  const isOver = last.quality === 'wasteful' ? since > STANDS : since > 0 && last.mended;
  return !isOver && recent.slice(0, at).some(({ verdict }) => verdict?.part === part && verdict.rule === last.rule);
}

function useIdle(question: string): boolean {
  const [idle, setIdle] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setIdle(question), IDLE_MS);
    return () => clearTimeout(timer);
  }, [question]);
  return idle === question;
}
