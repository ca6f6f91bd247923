/** What can come in from outside: with its time it is written down, and together with the seed it is the match. */
import type { Part } from '../device/rule.ts';
import type { FaultName } from './fault-kind.ts';
import type { Prediction } from './predictions-view.ts';
import type { Setting } from './setting.ts';

export type Input =
  /** Who plays a seat, and whose it is, by id: also while a bot stands in. Somebody without an id is known by the seat. */
  | {
      readonly kind: 'occupy';
      readonly seat: string;
      readonly occupant: 'person' | 'bot';
      readonly person?: string;
    }
  | {
      readonly kind: 'play';
      readonly seat: string;
      readonly card: number;
      readonly answers: Readonly<Partial<Record<Part, string>>>;
    }
  | { readonly kind: 'retry'; readonly seat: string; readonly card: number }
  /** In a configure puzzle: set something on the own device. */
  | { readonly kind: 'configure'; readonly seat: string; readonly setting: Setting }
  /** The own device is set up; or it is not, after all. */
  | { readonly kind: 'ready'; readonly seat: string; readonly ready: boolean }
  /** The cable out of a port of the own device, or its loose end in again. */
  | { readonly kind: 'unplug'; readonly seat: string; readonly port: string }
  | { readonly kind: 'plug'; readonly seat: string; readonly port: string }
  | ({ readonly kind: 'predict'; readonly seat: string } & Prediction)
  /** Says what is broken. */
  | ({ readonly kind: 'name-fault'; readonly seat: string } & FaultName)
  | {
      readonly kind: 'hint';
      readonly seat: string;
      readonly card: number;
      readonly part: Part;
      readonly step: 1 | 2 | 3;
    };

/** An input without the seat from which it comes. */
export type Move = DistributiveOmit<Exclude<Input, { kind: 'occupy' }>, 'seat'>;
type DistributiveOmit<Value, Key extends PropertyKey> = Value extends unknown ? Omit<Value, Key> : never;
