/** Words of a puzzle in which something breaks and has to be found: the panel "What is broken?", and what the judge says to a name. */
import type { FaultKind } from '../game/fault-kind.ts';
import type { Naming } from '../game/fault.ts';

export interface FaultWords {
  readonly title: string;
  /** A ping between two machines, by name. */
  readonly lead: (on: string, to: string) => string;
  /** What the console of the own device shows about it. */
  readonly look: Readonly<Record<'host' | 'switch', string>>;
  /** Somebody alone can sit on the other devices one after the other. */
  readonly alone: string;
  readonly team: string;
  /** Above the devices on which nobody else sits. */
  readonly sit: string;
  /** Nothing waits at this device, and nothing will. */
  readonly waits: string;
  readonly where: string;
  readonly what: string;
  readonly choose: string;
  readonly cable: (one: string, other: string) => string;
  /** As a choice. */
  readonly kinds: Readonly<Record<FaultKind, string>>;
  readonly button: string;
  readonly saidTitle: string;
  /** `who`: a device by name; `place`: a device or a cable by name. */
  readonly said: (who: string, place: string, fault: FaultKind) => string;
  readonly answer: (naming: Pick<Naming, 'why' | 'frames' | 'fault'>, place: string) => string;
  readonly mendedTitle: string;
  readonly mended: (place: string, fault: FaultKind) => string;
  readonly hints: { readonly question: string; readonly rule: string };
  /** Third hint: what it is, and by what it can be seen. */
  readonly reason: (place: string, fault: FaultKind) => string;
}
