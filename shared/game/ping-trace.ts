/** What is noted of a ping while it is under way; `watch.ts` writes it, `goal.ts` reads it. */
import type { Puzzle } from './puzzle.ts';

/** What happened to the frames of one ping, for the goals. Sequence numbers go up with each repetition. */
export interface PingTrace {
  lastSequence: number;
  /** Hosts that have read a request. */
  readonly readBy: string[];
  /** "host sequence" of each copy of a request that a host has read. */
  readonly reads: string[];
  /** Hosts at whose card a request has arrived undamaged, whoever it was for. */
  readonly reached: string[];
  /** Sequence numbers for which somebody was asked for an address. */
  readonly askedFor: number[];
  /** "switch sequence" of frames that left a switch. */
  readonly leftSwitch: string[];
  /** "switch sequence" of frames that a switch has dropped. */
  readonly droppedAt: string[];
  /** Sequence numbers of runs in which a frame has come in in another VLAN than the sender's. */
  readonly strayed: number[];
  /** Devices that have told the sender that the time to live ran out. */
  readonly expiredAt: string[];
  /** Devices that have told the sender that they know no route. */
  readonly unreachableBy: string[];
}

/** Of an item of traffic that has not begun. */
export function newPingTrace({ sequence = 1 }: Puzzle['traffic'][number]): PingTrace {
  return {
    lastSequence: sequence - 1,
    readBy: [],
    reads: [],
    reached: [],
    askedFor: [],
    leftSwitch: [],
    droppedAt: [],
    strayed: [],
    expiredAt: [],
    unreachableBy: [],
  };
}
