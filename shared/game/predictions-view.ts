/** What a seat may know of its predictions, as types; `predict.ts` makes them. */

/** By which cables something leaves `device` because of the next frame that it handles from its port `port`; none: the frame ends there. */
export interface Prediction {
  readonly device: string;
  readonly port: string;
  readonly ports: readonly string[];
}

export interface PredictionsView {
  /** Frames that wait at other people's seats, the first of each. */
  readonly waiting: readonly { readonly device: string; readonly port: string }[];
  /** Not yet put to the test. */
  readonly open: Prediction | null;
  /** The last one that was, and by which cables something left in truth. */
  readonly last: (Prediction & { readonly left: readonly string[] }) | null;
  /** How many were put to the test, and how many of them were right. */
  readonly tested: number;
  readonly right: number;
}
