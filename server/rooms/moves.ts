/** The messages that are moves of the match: each is an input of the same name from the seat of its sender. */
import type { Client } from '@colyseus/core';
import type { Move } from '../../shared/game/match.ts';
import { moveKinds, type Act, type MoveKind, type RoomMessages } from '../../shared/messages.ts';
import type { Handler, Reply } from './base.ts';

type MakeHandler = <Name extends MoveKind>(
  name: Name,
  carryOut: (client: Client, message: RoomMessages[Name]) => Reply,
) => Handler;

export function moveHandlers(
  handler: MakeHandler,
  move: (client: Client, move: Move, act?: Act) => Reply,
): Readonly<Record<MoveKind, Handler>> {
  const handlers = moveKinds.map((kind) => [
    kind,
    handler(kind, (client, { act, ...message }) => move(client, { kind, ...message } as Move, act)),
  ]);
  return Object.fromEntries(handlers) as Record<MoveKind, Handler>;
}
