/** The keys of whoever plays a card on a shared wire. */
import { type Desk, play } from './desk.ts';

/** What was pressed by pointer beside the panel gives the keys back: else Space would press "Pause" or a hint once more, and not send. */
export function giveKeysBack(desk: Desk, event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  const [isByPointer, wire] = [event.detail > 0, desk.store.room.value?.wire ?? null];
  if (isByPointer && wire !== null && button?.closest('.dev, .phone-step, dialog') === null) button.blur();
}

/** To send, or to choose a range by its number. False when the key means nothing here. */
export function wireKey(desk: Desk, key: string, areOn: boolean): boolean {
  const step = desk.first.value?.form[0];
  if (step?.part === 'sense' && (key === 'Enter' || key === ' ' || (areOn && key.toLowerCase() === 's'))) {
    void play(desk, { sense: 'send' });
    return true;
  }
  const range = step?.part === 'back-off' && areOn ? step.choices[Number(key) - 1]?.value : undefined;
  if (range === undefined) return false;
  void play(desk, { 'back-off': range });
  return true;
}
