/**
 * Who looks on while a match runs, to tell it afterwards. A spectator is no part of the match: it changes nothing, is in no snapshot, and nobody but a
 * playback (`playback.ts`) has one.
 */
import type { Thinking } from '../device/decision.ts';
import type { Observer } from '../network/network.ts';
import type { Frame } from '../wire/frame.ts';
import type { Match, Seat } from './match.ts';
import type { Card } from './score.ts';

type Watching = Required<Pick<Observer, 'received' | 'lost' | 'acted'>>;

export interface Spectator extends Watching {
  /** `isTold`: it is on a cable, and players are told of this flight; in a storm they are told of some only. */
  sent(device: string, port: string, frame: Frame, atUs: number, isTold: boolean): void;
  /** A person has decided, in these thoughts; it is about to be judged and carried out. */
  personPlays(seat: Seat, card: Card, thinking: readonly Thinking[]): void;
  /** A bot is about to play a card that a person would be asked about. */
  botPlays(seat: Seat, card: Card): void;
}

const spectators = new WeakMap<Match, Spectator>();

/** From now on the spectator sees what the match does. */
export function lookOn(match: Match, spectator: Spectator): void {
  spectators.set(match, spectator);
}

export function spectatorOf(match: Match): Spectator | undefined {
  return spectators.get(match);
}

export function ignore(): void {}

/** Sees nothing. */
export const blind: Spectator = {
  sent: ignore,
  received: ignore,
  lost: ignore,
  acted: ignore,
  personPlays: ignore,
  botPlays: ignore,
};
