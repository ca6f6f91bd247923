/** The keys of whoever plays a card on a shared wire. */
import { type Desk, play } from './desk.ts';

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
