/** The own cables while everything runs live: which one is chosen, what can be done with it, and a mistake that waits to be mended. */
import type { StormPortView } from '../../shared/game/storm-view.ts';
import type { Verdict } from '../../shared/game/view.ts';
import { ask, type Desk } from './desk.ts';

/** Cables can be pulled once every one of them has been full. */
export function canTurn({ store }: Desk): boolean {
  return store.room.value?.storm?.isFilled === true;
}

/** The cable with which the filled button would do something: the chosen one, else the one of a mistake that is not mended yet. */
export function toTurn(desk: Desk): StormPortView | undefined {
  const wanted = desk.cable.value ?? openMistake(desk)?.port;
  const port = desk.seat.value?.storm?.ports.find((it) => it.port === wanted);
  return port?.cable === 'loose-there' || !canTurn(desk) ? undefined : port;
}

/** The last thing that the judge said about a cable, as long as it is not mended. */
export function openMistake(desk: Desk): Verdict | undefined {
  const seat = desk.seat.value;
  const verdict = seat?.verdict;
  if (seat === null || verdict === null || verdict === undefined || verdict.rule !== 'switch.loop') return undefined;
  const entry = seat?.log.find(({ card }) => card === verdict.card);
  return verdict.quality === 'right' || entry?.mended !== false ? undefined : verdict;
}

/** Pulls the cable out, or plugs it in again. */
export async function turnCable(desk: Desk): Promise<void> {
  const cable = toTurn(desk);
  if (cable === undefined || desk.busy.value) return;
  const { unplug, plug } = desk.store.intents;
  desk.cable.value = null;
  await ask(desk, () => (cable.cable === 'in' ? unplug(cable.port) : plug(cable.port)));
}
