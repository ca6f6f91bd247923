/** What everybody sees of a goal, as a type; `goal.ts` makes it. */

/** A goal with its devices, as everybody sees it; the words make the sentence from it, so the sentence shown is the condition tested. */
export type GoalView =
  | {
      readonly kind: 'answered' | 'answered-without-asking' | 'answered-apart' | 'overheard' | 'filled' | 'calm';
      readonly met: boolean;
      readonly on: string;
      readonly to: string;
    }
  | {
      readonly kind: 'answered';
      readonly met: boolean;
      readonly on: string;
      readonly to: string;
      readonly cableTo: string;
    }
  | {
      readonly kind: 'all-answered';
      readonly met: boolean;
      readonly pings: readonly { readonly on: string; readonly to: string }[];
    }
  | { readonly kind: 'heard-by-all' | 'heard-once' | 'told-unreachable'; readonly met: boolean; readonly on: string }
  | { readonly kind: 'isolated'; readonly met: boolean; readonly groups: readonly (readonly string[])[] }
  | { readonly kind: 'one-root'; readonly met: boolean }
  | { readonly kind: 'loops-cut'; readonly met: boolean; readonly spare: number }
  | { readonly kind: 'kept-out'; readonly met: boolean; readonly on: string; readonly switch: string }
  | {
      readonly kind: 'switches-know';
      readonly met: boolean;
      readonly switches: readonly string[];
      readonly device: string;
    }
  | {
      readonly kind: 'stayed-local';
      readonly met: boolean;
      readonly on: string;
      readonly to: string;
      readonly switch: string;
    }
  | {
      readonly kind: 'time-exceeded';
      readonly met: boolean;
      readonly on: string;
      readonly to: string;
      readonly by: string;
    };
