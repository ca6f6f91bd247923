/** The keys of the panel. They work while nothing is being typed, never with Ctrl, Alt or Meta, and can be switched off (WCAG 2.1.4). */
import { useEffect } from 'preact/hooks';
import { answer, clearAnswers, type Desk, play, retry, togglePort } from './desk.ts';
import { everyOther, type Group, quickStep } from './form.ts';
import { isCabled, isWayOut, portLabel } from './seat.ts';
import { canTurn, toTurn, turnCable } from './storm-desk.ts';
import { giveKeysBack, wireKey } from './wire-keys.ts';

/** Where a person switches single keys off: any other value than 'off' means on. */
export const SHORTCUTS_KEY = 'hop.shortcuts';

export function shortcutsAreOn(): boolean {
  try {
    return localStorage.getItem(SHORTCUTS_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Listens on the page as long as the panel is there. */
export function useShortcuts(desk: Desk): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isForUs(event) && pressed(desk, event.key)) event.preventDefault();
    };
    const onClick = (event: MouseEvent): void => giveKeysBack(desk, event);
    document.addEventListener('keydown', onKey);
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('click', onClick);
    };
  }, [desk]);
}

/** The group that keys speak to: one that was opened again, else the last that is shown. */
export function currentGroup(desk: Desk): Group | undefined {
  const groups = desk.groups.value;
  const reopened = desk.reopened.value;
  return groups.find((group) => group.steps.some((step) => step.part === reopened)) ?? groups.at(-1);
}

/** Does what a key means here; false when it means nothing. Exported for tests. */
export function pressed(desk: Desk, key: string): boolean {
  if (desk.tab.value !== 'frames') return false;
  if (desk.isVerdictOpen.value) {
    if (key !== 'Enter') return false;
    void retry(desk);
    return true;
  }
  if (desk.isLive.value) return cableKey(desk, key);
  const card = desk.first.value;
  if (card?.kind === 'access') return wireKey(desk, key, shortcutsAreOn());
  if (card === null || card.form.length === 0 || desk.open.value !== card) return false;
  if (key === 'Escape') {
    clearAnswers(desk);
    return true;
  }
  if (key === 'Enter') {
    if (desk.isComplete.value) void play(desk);
    else if (desk.reopened.value !== null) desk.reopened.value = null;
    else return false;
    return true;
  }
  return shortcutsAreOn() && (quickKey(desk, key) || portKey(desk, key) || digitKey(desk, key));
}

/** A number chooses the cable in that port, Enter pulls it out or plugs it in. */
function cableKey(desk: Desk, key: string): boolean {
  if (key === 'Escape') desk.cable.value = null;
  else if (key === 'Enter') {
    if (toTurn(desk) === undefined) return false;
    void turnCable(desk);
  } else {
    const port = desk.seat.value?.storm?.ports.find((it) => portLabel(it.port) === key)?.port;
    if (port === undefined || !canTurn(desk) || !shortcutsAreOn()) return false;
    desk.cable.value = port;
    document.querySelector<HTMLElement>(`[data-cable="${port}"]`)?.focus({ preventScroll: true });
  }
  return true;
}

const QUICK_KEYS: Readonly<Record<string, string>> = { t: 'take', d: 'drop' };

/** The letter that plays a choice of a two-choice question. */
export function quickKeyOf(value: string, place: number): string {
  const letter = Object.keys(QUICK_KEYS).find((key) => QUICK_KEYS[key] === value);
  return letter?.toUpperCase() ?? String(place + 1);
}

function quickKey(desk: Desk, key: string): boolean {
  const step = quickStep(desk.first.value?.form ?? []);
  const place = step?.choices.findIndex(({ value }, index) => quickKeyOf(value, index) === key.toUpperCase()) ?? -1;
  const choice = step?.choices[place];
  if (step === undefined || choice === undefined) return false;
  void play(desk, { [step.part]: choice.value });
  return true;
}

function portKey(desk: Desk, key: string): boolean {
  const group = currentGroup(desk);
  const step = group?.kind === 'ports' ? group.steps[0] : undefined;
  const { seat, first } = desk;
  if (step === undefined || seat.value === null || first.value === null) return false;
  const { tables } = seat.value;
  const letter = key.toLowerCase();
  if (letter === 'd') answer(desk, 'ports', '');
  else if (letter === 'f')
    answer(
      desk,
      'ports',
      everyOther(step, first.value.port, (port) => isWayOut(tables, port)),
    );
  else {
    const port = step.choices[Number(key) - 1]?.value;
    if (port === undefined || !isCabled(tables, port)) return false;
    togglePort(desk, port);
  }
  return true;
}

/** 1 to 9: that choice of the question that is open. */
function digitKey(desk: Desk, key: string): boolean {
  const group = currentGroup(desk);
  if (group === undefined || group.kind === 'ports') return false;
  const answers = desk.answers.value;
  const reopened = group.steps.find((step) => step.part === desk.reopened.value);
  const step = reopened ?? group.steps.find((it) => answers[it.part] === undefined) ?? group.steps[0];
  const choice = step?.choices[Number(key) - 1];
  if (step === undefined || choice === undefined) return false;
  answer(desk, step.part, choice.value);
  desk.reopened.value = null;
  return true;
}

/** Not while typing, not in a dialog, not with a modifier; and Enter stays with the button that has the focus. */
export function isForUs(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat)
    return false;
  if (document.querySelector('dialog[open]') !== null) return false;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target === document.body || target === document.documentElement) return true;
  if (target.closest('input:not([type=radio]), textarea, select, [contenteditable]') !== null) return false;
  // On the open letter Enter has nothing else to do; on a cable it chooses only while nothing is chosen.
  const isPressable = target.closest('button:not(.letter.on, .own-cable), a, summary') !== null;
  if ((event.key === 'Enter' || event.key === ' ') && isPressable) return false;
  return target.closest('[data-shortcuts], .board') !== null;
}
