/** Rooms of one kind that are open in this process, by code: each is opened once, and gives places to those whom the service lets in. */
import { matchMaker, type Room } from '@colyseus/core';
import type { RefusalCode } from '../../shared/refusals.ts';

export type Outcome<Value> = { readonly value: Value } | { readonly refused: RefusalCode };

export interface Door<Kind, Options> {
  /** Rooms that are open. */
  readonly size: number;
  isOpen(code: string): boolean;
  /** The room with this code, opened with `options` if it is not open and they are not refused. A room that is just closing cannot be entered; a moment later it is opened anew. */
  open(code: string, options: (onClosed: () => void) => Promise<Outcome<Options>>): Promise<Outcome<Kind>>;
  /** A place in an open room, to be taken up within 15 seconds. Throws if it is not open. */
  place(code: string, ticket: object): Promise<unknown>;
  /** Opens nothing any more, and waits for what is just being opened: a server that stops would wait for a room that opens behind its back. */
  close(): Promise<void>;
}

type Listing = Awaited<ReturnType<typeof matchMaker.createRoom>>;

export function createDoor<Kind extends Room & { readonly isClosing: boolean }, Options extends object>(
  kind: string,
): Door<Kind, Options> {
  // A promise, so that two who come at once open one room.
  const live = new Map<string, Promise<Outcome<Listing>>>();
  let isClosed = false;
  const create = (code: string, options: Parameters<Door<Kind, Options>['open']>[1]) => {
    const forget = () => void (live.get(code) === outcome && live.delete(code));
    const begin = async (): Promise<Outcome<Listing>> => {
      const loaded = await options(forget);
      return 'refused' in loaded ? loaded : { value: await matchMaker.createRoom(kind, loaded.value) };
    };
    const outcome = begin();
    live.set(code, outcome);
    outcome.then((opened) => 'refused' in opened && forget(), forget);
    return outcome;
  };
  return {
    get size() {
      return live.size;
    },
    isOpen: (code) => live.has(code),
    open: async (code, options) => {
      if (isClosed) return { refused: 'server-busy' };
      const listing = await (live.get(code) ?? create(code, options));
      if ('refused' in listing) return listing;
      const room = matchMaker.getLocalRoomById(listing.value.roomId) as Kind | undefined;
      return room === undefined || room.isClosing ? { refused: 'server-busy' } : { value: room };
    },
    place: async (code, ticket) => {
      const listing = await live.get(code);
      if (listing === undefined || 'refused' in listing) throw new Error(`room ${code} is not open`);
      return matchMaker.reserveSeatFor(listing.value, {}, ticket);
    },
    close: async () => {
      isClosed = true;
      await Promise.allSettled(live.values());
    },
  };
}
