/** What a seat may know of its predictions, as types; `predict.ts` makes them. */

export type Prediction = CablePrediction | AddresseePrediction;

/** By which cables something leaves `device` because of the next frame that it handles from its port `port`; none: the frame ends there. */
export interface CablePrediction {
  readonly device: string;
  readonly port: string;
  readonly ports: readonly string[];
}

/** To whom the frame is addressed that leaves `device` at once because of the packet that waits there to be sent. */
export interface AddresseePrediction {
  readonly device: string;
  readonly addressee: Addressee;
}

/** One device, everybody on the network (broadcast), or nobody: no frame leaves. */
export type Addressee =
  { readonly kind: 'device'; readonly id: string } | { readonly kind: 'everybody' } | { readonly kind: 'nobody' };

export interface WaitingFrame {
  readonly device: string;
  /** By the cable in this port it came. */
  readonly port: string;
}

/** A packet that is still to be sent: the request of the ping from `on` to `to`, or the answer to it. */
export interface WaitingPacket {
  readonly device: string;
  readonly packet: 'request' | 'answer';
  readonly on: string;
  readonly to: string;
}

export type Tested = { readonly isRight: boolean } & (
  (CablePrediction & { readonly left: readonly string[] }) | (AddresseePrediction & { readonly truth: Addressee })
);

export interface PredictionsView {
  /** What waits at other people's seats, the first of each. */
  readonly waiting: readonly (WaitingFrame | WaitingPacket)[];
  /** Not yet put to the test. */
  readonly open: Prediction | null;
  /** The last one that was, and what there was in truth: by which cables something left, or to whom the frame was addressed. */
  readonly last: Tested | null;
  /** How many were put to the test, and how many of them were right. */
  readonly tested: number;
  readonly right: number;
}
