/** A hint is offered without being asked for after the same mistake twice, and when somebody has sat over a question for a while. It is never opened. */
import { useEffect } from 'preact/hooks';
import type { Part } from '../../shared/device/rule.ts';
import type { LogEntry } from '../../shared/game/view.ts';
import type { Desk } from './desk.ts';
import { helpOf, type Help } from './help.ts';

export type HintOffer = 'repeated' | 'idle';

/** So long somebody may look at a question before help is offered, milliseconds. */
export const IDLE_MS = 60_000;
const RUNGS = 3;
/** Decisions back to which a mistake still counts as made just now. */
const RECENT = 6;
/** A wasteful move need not be mended: so many decisions after it the offer stands. */
const STANDS = 2;

/** What decides whether a hint is offered: what somebody sits over, in one text, and whether the same mistake was made twice. */
interface Occasion {
  readonly question: string;
  readonly isRepeated: boolean;
}

export function useHintOffer(desk: Desk, part: Part): HintOffer | null {
  return useOffer(desk, atQuestion(desk, part));
}

/** The same while a device is set up. */
export function useSettingOffer(desk: Desk): HintOffer | null {
  return useOffer(desk, atSettings(desk));
}

/** The same while something is broken. */
export function useFaultOffer(desk: Desk): HintOffer | null {
  return useOffer(desk, atFault(desk));
}

/** Whatever is asked now; null also when every rung is open. For where the hints themselves are not to be seen. */
export function useOfferNow(desk: Desk): HintOffer | null {
  const help = helpOf(desk);
  const offer = useOffer(desk, help === null ? null : occasionOf(desk, help));
  return help === null || help.hints.length >= RUNGS ? null : offer;
}

function occasionOf(desk: Desk, { kind, part }: Help): Occasion {
  if (kind === 'settings') return atSettings(desk);
  return kind === 'fault' ? atFault(desk) : atQuestion(desk, part);
}

function atQuestion(desk: Desk, part: Part): Occasion {
  const { id, hints } = desk.first.value ?? {};
  return {
    question: `${id} ${part} ${hints?.length} ${desk.seat.value?.storm?.hints.length}`,
    isRepeated: isRepeated(desk.seat.value?.log ?? [], part),
  };
}

/** Two runs that failed here, or a long time over the settings. */
function atSettings(desk: Desk): Occasion {
  const { run } = desk.store.room.value ?? {};
  const configuration = desk.seat.value?.configuration;
  return {
    question: JSON.stringify([run, configuration?.routes, configuration?.ports, configuration?.hints]),
    isRepeated: (run?.runs ?? 0) >= 2 && (configuration?.findings.length ?? 0) > 0,
  };
}

/** Two wrong names from this seat, or a long time without one. */
function atFault(desk: Desk): Occasion {
  const named = desk.store.room.value?.fault?.named ?? [];
  const own = desk.seat.value?.device;
  return {
    question: `fault ${own} ${named.length} ${desk.seat.value?.faultHints.length}`,
    isRepeated: named.filter(({ device }) => device === own).length >= 2,
  };
}

function useOffer(desk: Desk, occasion: Occasion | null): HintOffer | null {
  const isIdle = useIdle(desk, occasion?.question ?? null);
  if (occasion === null) return null;
  if (occasion.isRepeated) return 'repeated';
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

/** The desk remembers it, so that another part of a phone's screen does not begin to count anew. */
function useIdle(desk: Desk, question: string | null): boolean {
  useEffect(() => {
    if (question === null) return undefined;
    const timer = setTimeout(() => (desk.satOver.value = question), IDLE_MS);
    return () => clearTimeout(timer);
  }, [question]);
  return question !== null && desk.satOver.value === question;
}
