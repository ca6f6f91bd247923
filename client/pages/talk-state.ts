/** What somebody is about to say: first a phrase, then perhaps something on the map to point at. */
import { computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { MapPlace, PhraseId } from '../../shared/game/phrase.ts';
import type { RefusalCode } from '../../shared/messages.ts';
import type { Intents, RoomModel } from '../model.ts';

export type TalkStep = 'shut' | 'phrases' | { readonly phrase: PhraseId };

export interface Talk {
  readonly step: ReadonlySignal<TalkStep>;
  readonly isPointing: ReadonlySignal<boolean>;
  /** Why the last phrase was not said. */
  readonly refusal: ReadonlySignal<RefusalCode | null>;
  /** Shows the phrases. */
  open(): void;
  shut(): void;
  choose(phrase: PhraseId): void;
  /** Says what was chosen; does nothing while nothing is, or while it is on its way. */
  say(at: MapPlace | null): Promise<void>;
}

export function createTalk(intents: Pick<Intents, 'say'>): Talk {
  const step: Signal<TalkStep> = signal<TalkStep>('shut');
  const refusal = signal<RefusalCode | null>(null);
  let isOnItsWay = false;
  const go = (next: TalkStep): void => {
    step.value = next;
    refusal.value = null;
  };
  return {
    step,
    refusal,
    isPointing: computed(() => typeof step.value === 'object'),
    open: () => go('phrases'),
    shut: () => go('shut'),
    choose: (phrase) => go({ phrase }),
    say: async (at) => {
      const chosen = step.peek();
      if (typeof chosen !== 'object' || isOnItsWay) return;
      isOnItsWay = true;
      const refused = await intents.say(chosen.phrase, at).finally(() => (isOnItsWay = false));
      if (step.peek() !== chosen) return;
      if (refused === null) go('shut');
      else refusal.value = refused;
    },
  };
}

/** Is there somebody who would hear it? Who watches has no device from which to speak. */
export function canTalk({ me, players }: RoomModel): boolean {
  return me.device !== '' && players.some(({ id, connected }) => connected && id !== me.id);
}

/** Everything on the map that can be pointed at, devices first. */
export function placesOn({ map }: RoomModel): readonly MapPlace[] {
  return [
    ...map.devices.map(({ id }): MapPlace => ({ kind: 'device', id })),
    ...map.links.map(({ id }): MapPlace => ({ kind: 'link', id })),
  ];
}
