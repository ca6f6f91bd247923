/** A station's card on a shared wire, played by somebody: when it sends, and how it backs off (IEEE 802.3-2022 4.2.3.2). */
import type { Action } from './event.ts';
import type { Mind } from './rule.ts';
import { backOff, sense, type Access } from './rules/medium.sense.ts';

export function accessMedium(event: Access, mind: Mind): readonly Action[] {
  switch (event.doing) {
    case 'listening':
      if (mind.ask(sense, event) !== 'send') return [];
      return [{ do: 'access', port: event.port, listens: event.hears !== 'carrier' }];
    case 'collided': {
      const most = mind.ask(backOff, event);
      if (most === 'at-once') return [{ do: 'access', port: event.port, listens: false }];
      return [{ do: 'back-off', port: event.port, mostSlots: Number(most) }];
    }
    case 'busy':
      return [];
  }
}
