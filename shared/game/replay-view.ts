/** A match to be watched again, as types: its steps, its frames from hop to hop, and what the seats saw. Made by `replay.ts`, without the fog: only of what is over. */
import type { Quality } from '../device/rule.ts';
import type { Finding } from './blame.ts';
import type { Naming } from './fault.ts';
import type { GoalView } from './goal-view.ts';
import type { PuzzleId } from './puzzle.ts';
import type { Setting } from './setting.ts';
import type { FrameLook, MapView, SeatView, Verdict } from './view.ts';

/** Something that happened in a match, in its order. */
export interface ReplayStep {
  /** From 0. */
  readonly step: number;
  readonly atUs: number;
  readonly what:
    /** A person or a bot has decided; `by` is the person's name, null for a bot and where no name is known. */
    | {
        readonly kind: 'move';
        readonly device: string;
        readonly by: string | null;
        readonly quality: Quality;
        readonly verdict: Verdict | null;
        readonly port: string;
        readonly look: FrameLook;
      }
    | { readonly kind: 'hint'; readonly device: string; readonly by: string | null; readonly step: 1 | 2 | 3 }
    /** In a configure puzzle: somebody has set something, is ready or is not after all; and what a run of the traffic has failed in. */
    | { readonly kind: 'set'; readonly device: string; readonly by: string | null; readonly setting: Setting }
    | { readonly kind: 'ready'; readonly device: string; readonly by: string | null; readonly isReady: boolean }
    | { readonly kind: 'found'; readonly findings: readonly Finding[] }
    /** Somebody has said what is broken. */
    | { readonly kind: 'named'; readonly by: string | null; readonly naming: Naming }
    | { readonly kind: 'goal'; readonly goal: number }
    | {
        readonly kind: 'ping';
        readonly on: string;
        readonly to: string;
        readonly outcome: 'answered' | 'no-answer' | 'expired' | 'unreachable';
      }
    | { readonly kind: 'cable'; readonly device: string; readonly link: string; readonly isIn: boolean }
    | { readonly kind: 'disturbed'; readonly how: 'cut' | 'damage' | 'loop' | 'mend' };
  /** Id of the frame that the step was about; null where there is none. */
  readonly frame: number | null;
}

/** A frame on one cable. */
export interface ReplayHop {
  readonly link: string;
  readonly from: string;
  readonly to: string;
  readonly departUs: number;
  readonly arriveUs: number;
  readonly look: FrameLook;
  /** With FCS left out, hexadecimal, as it was on this cable; of one that was damaged on it, as it came out. */
  readonly bytes: string;
  /** lost: it never came out, because the cable was cut, or all ended before. */
  readonly outcome: 'arrived' | 'damaged' | 'lost';
}

/**
 * A frame and what became of it, as `lives.ts` joins it: the same packet goes on with new headers at a router, or translated, so its hops are told together, in the
 * order in which they began. A copy of a flooded frame is the same frame.
 */
export interface ReplayFrame {
  readonly id: number;
  /** Id of the one that it answers, reports on, or was sent for; null if it came by itself. */
  readonly because: number | null;
  readonly hops: readonly ReplayHop[];
}

export interface Replay {
  readonly room: string;
  readonly round: number;
  readonly puzzle: PuzzleId;
  readonly won: boolean;
  readonly map: MapView;
  /** As they were at the end; a step tells when each was met. */
  readonly goals: readonly GoalView[];
  /** Names of the people who sat there, by device, at the end; devices of bots are missing. */
  readonly names: Readonly<Record<string, string>>;
  readonly steps: readonly ReplayStep[];
  readonly frames: readonly ReplayFrame[];
  /** Hops that are not among those of `frames`: in a storm those of which the players were not told, and in all that come after the first `HOPS_MAX`. */
  readonly untold: number;
}

/** The match as it was right after a step: what every seat saw. */
export interface ReplayMoment {
  readonly step: number;
  readonly atUs: number;
  readonly map: MapView;
  readonly seats: readonly SeatView[];
}
