/** What everybody sees of the goals. */

/** A goal with its devices, as everybody sees it; the words make the sentence from it, so the sentence shown is the condition tested. */
export type GoalView =
  | {
      readonly kind: 'answered' | 'answered-without-asking' | 'answered-apart' | 'overheard';
      readonly met: boolean;
      readonly on: string;
      readonly to: string;
    }
  | { readonly kind: 'heard-by-all' | 'heard-once'; readonly met: boolean; readonly on: string }
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
