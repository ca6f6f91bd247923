/** Words of the shared wire: what is heard on it, and what the own card does there. */
export interface WireWords {
  readonly title: string;
  /** What is on the wire, for whoever does not see the picture: who sends, and whether they have met. */
  readonly picture: (senders: readonly string[], collided: boolean) => string;
  readonly hears: {
    readonly silence: string;
    readonly carrier: string;
    readonly own: string;
    readonly collision: string;
  };
  /** In front of what is sent, waits to be sent, or nothing. */
  readonly toSend: (frames: number) => string;
  readonly nothing: string;
  readonly listen: string;
  readonly send: string;
  readonly waiting: string;
  readonly sending: (bits: number, of: number) => string;
  readonly jamming: string;
  readonly collided: (collisions: number) => string;
  /** The collision could not be heard coming. */
  readonly noFault: string;
  readonly chance: string;
  readonly backingOff: (slotsLeft: number) => string;
  readonly noSlots: string;
  /** Nobody pressed for long. */
  readonly stoodIn: string;
  /** Closes what the judge has said: time has run on meanwhile. */
  readonly goOn: string;
  readonly pausedNote: string;
  /** The demonstration: each of two machines can begin. */
  readonly demo: {
    readonly near: string;
    readonly far: string;
    readonly send: (machine: string) => string;
    readonly again: string;
    readonly idle: string;
    readonly travels: string;
    readonly heard: (machine: string) => string;
    readonly collided: string;
  };
}
