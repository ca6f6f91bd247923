/** The rooms of this process behind plain functions, so that nothing else has to know Colyseus. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { matchMaker } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { MESSAGE_MAX_BYTES } from '../../shared/messages.ts';
import { programName, readGame } from '../match/snapshot.ts';
import { newCode } from '../secrets.ts';
import type { Store } from '../store/store.ts';
import { ClassRoom } from './class-room.ts';
import { createClasses, type Classes } from './class-service.ts';
import { createDoor, type Outcome } from './door.ts';
import { MatchRoom, type MatchRoomOptions } from './match-room.ts';
import type { Ticket } from './people.ts';
import { newRound, withKnownRules } from './round.ts';

export interface Rooms {
  /** Makes a room and returns its code. */
  make(puzzle: PuzzleId, alone: boolean): Promise<Outcome<string>>;
  /** A place in a room, to be taken up within 15 seconds. A room that is only in the store is opened from its journal. */
  join(code: string, ticket: Ticket): Promise<Outcome<unknown>>;
  readonly classes: Classes;
  close(): Promise<void>;
}

export interface RoomsOptions {
  readonly store: Store;
  readonly roomsMax: number;
  /** Called with rooms that are deleted: nothing of them may be kept elsewhere. */
  readonly forget: (rooms: readonly string[]) => void;
  /** Which upgrade requests are for a room. */
  readonly isRoomUpgrade: (request: IncomingMessage) => boolean;
}

/** Everybody is told at once; for somebody who was given a place and has not taken it up nobody waits longer than this, milliseconds. */
const GOODBYE_MAX_MS = 1000;

/** Attaches the rooms to a server. Once in a process: Colyseus keeps its rooms in a module. */
export async function createRooms(server: Server, options: RoomsOptions): Promise<Rooms> {
  const { store, roomsMax, isRoomUpgrade, forget } = options;
  // The gate lets nothing through to Colyseus's own matchmaking; this keeps it shut even so.
  matchMaker.controller.exposedMethods = [];
  await matchMaker.setup();
  matchMaker.defineRoomType('match', MatchRoom);
  matchMaker.defineRoomType('class', ClassRoom);
  await matchMaker.accept();
  const transport = new WebSocketTransport({ noServer: true, maxPayload: MESSAGE_MAX_BYTES });
  transport.attachToServer(server, { filter: isRoomUpgrade });
  const lines = new Set<Duplex>();
  server.on('upgrade', (_request, line) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  const matches = createDoor<MatchRoom, MatchRoomOptions>('match');
  const madeBy = programName();
  const classes = createClasses({ store, madeBy, matches, roomsMax, forget });
  return {
    make: async (puzzle, alone) =>
      matches.size >= roomsMax ? { refused: 'server-busy' } : { value: await addRoom(store, puzzle, alone) },
    join: async (code, ticket) => {
      const room = await matches.open(code, async (onClosed) => {
        const game = await readGame(store, code, madeBy);
        // A room of a class is entered by the class.
        if (game === null || game.room.class !== undefined) return { refused: 'no-such-room' };
        // The one that asks is counted already.
        if (matches.size > roomsMax) return { refused: 'server-busy' };
        return { value: { ...(await withKnownRules(game, store)), store, madeBy, onClosed } };
      });
      if ('refused' in room) return room;
      if (room.value.record.class !== undefined) return { refused: 'no-such-room' };
      const refused = room.value.refusalFor(ticket);
      return refused !== null ? { refused } : { value: await matches.place(code, ticket) };
    },
    classes,
    close: async () => {
      await Promise.all([matches.close(), classes.close()]);
      await Promise.race([matchMaker.gracefullyShutdown(), pause(GOODBYE_MAX_MS, null, { ref: false })]);
      transport.shutdown();
      // Who has come in at the last moment would keep the port.
      for (const line of lines) line.destroy();
    },
  };
}

/** Adds a room under a code that is free. */
async function addRoom(store: Store, puzzle: PuzzleId, alone: boolean): Promise<string> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const code = newCode();
    if (await store.addRoom({ code, alone }, newRound(1, puzzle, alone))) return code;
  }
  throw new Error('no free room code found');
}
