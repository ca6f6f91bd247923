/** The rooms of this process behind plain functions, so that nothing else has to know Colyseus. */
import type { IncomingMessage, Server } from 'node:http';
import { matchMaker } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { RULES } from '../../shared/game/match.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { MESSAGE_MAX_BYTES } from '../../shared/messages.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { newCode } from '../secrets.ts';
import type { Store, StoredGame } from '../store/store.ts';
import { MatchRoom, type MatchRoomOptions } from './match-room.ts';
import type { Ticket } from './people.ts';
import { newRound } from './round.ts';

export type Outcome<Value> = { readonly value: Value } | { readonly refused: RefusalCode };

export interface Rooms {
  /** Makes a room and returns its code. */
  make(puzzle: PuzzleId, alone: boolean): Outcome<string>;
  /** A place in a room, to be taken up within 15 seconds. A room that is only in the store is opened from its journal. */
  join(code: string, ticket: Ticket): Promise<Outcome<unknown>>;
  close(): Promise<void>;
}

export interface RoomsOptions {
  readonly store: Store;
  readonly roomsMax: number;
  /** Which upgrade requests are for a room. */
  readonly isRoomUpgrade: (request: IncomingMessage) => boolean;
}

type Listing = Awaited<ReturnType<typeof matchMaker.createRoom>>;

/** Attaches the rooms to a server. Once in a process: Colyseus keeps its rooms in a module. */
export async function createRooms(server: Server, { store, roomsMax, isRoomUpgrade }: RoomsOptions): Promise<Rooms> {
  // The gate lets nothing through to Colyseus's own matchmaking; this keeps it shut even so.
  matchMaker.controller.exposedMethods = [];
  await matchMaker.setup();
  matchMaker.defineRoomType('match', MatchRoom);
  await matchMaker.accept();
  const transport = new WebSocketTransport({ noServer: true, maxPayload: MESSAGE_MAX_BYTES });
  transport.attachToServer(server, { filter: isRoomUpgrade });
  // By code; a promise, so that two who come at once open one room.
  const live = new Map<string, Promise<Listing>>();
  const open = (game: StoredGame): Promise<Listing> => {
    const { code } = game.room;
    const forget = () => void (live.get(code) === listing && live.delete(code));
    const options: MatchRoomOptions = { game: withKnownRules(game, store), store, onClosed: forget };
    const listing = matchMaker.createRoom('match', options);
    live.set(code, listing);
    listing.catch(forget);
    return listing;
  };
  return {
    make: (puzzle, alone) => {
      if (live.size >= roomsMax) return { refused: 'server-busy' };
      return { value: addRoom(store, puzzle, alone) };
    },
    join: async (code, ticket) => {
      const game = live.has(code) ? null : store.game(code);
      if (game === null && !live.has(code)) return { refused: 'no-such-room' };
      if (game !== null && live.size >= roomsMax) return { refused: 'server-busy' };
      const listing = await (live.get(code) ?? open(game ?? raise(code)));
      const room = matchMaker.getLocalRoomById(listing.roomId) as MatchRoom | undefined;
      // A room that is just closing cannot be entered; a moment later it is opened anew.
      if (room === undefined || room.isClosing) return { refused: 'server-busy' };
      const refused = room.refusalFor(ticket);
      return refused !== null ? { refused } : { value: await matchMaker.reserveSeatFor(listing, {}, ticket) };
    },
    close: async () => {
      await matchMaker.gracefullyShutdown();
      transport.shutdown();
    },
  };
}

/** Adds a room under a code that is free. */
function addRoom(store: Store, puzzle: PuzzleId, alone: boolean): string {
  for (let attempt = 0; attempt < 10; attempt++) {
    const code = newCode();
    if (store.addRoom({ code, alone }, newRound(1, puzzle, alone))) return code;
  }
  throw new Error('no free room code found');
}

/** A journal of other rules cannot be played on: the room keeps its people and gets a new deal of the same puzzle. */
function withKnownRules(game: StoredGame, store: Store): StoredGame {
  if (game.round.rules === RULES) return game;
  console.error(`a journal of rules ${game.round.rules} was left behind; these are rules ${RULES}`);
  const round = newRound(game.round.number + 1, game.round.puzzle, game.round.started);
  store.putRound(game.room.code, round);
  return { ...game, round, inputs: [] };
}

function raise(code: string): never {
  throw new Error(`room ${code} is neither live nor stored`);
}
