/** Rooms of one kind that are open in this process, by code: each is opened once, and gives places to those whom the service lets in. */
import { matchMaker, type Room } from '@colyseus/core';
import type { RefusalCode } from '../../shared/refusals.ts';

export type Outcome<Value> = { readonly value: Value } | { readonly refused: RefusalCode };

export interface Door<Kind, Options> {
  /** Rooms that are open. */
  readonly size: number;
  isOpen(code: string): boolean;
  /** The room with this code, opened with `options` if it is not open. A room that is just closing cannot be entered; a moment later it is opened anew. */
  open(code: string, options: (onClosed: () => void) => Options): Promise<Outcome<Kind>>;
  /** A place in an open room, to be taken up within 15 seconds. Throws if it is not open. */
  place(code: string, ticket: object): Promise<unknown>;
}

type Listing = Awaited<ReturnType<typeof matchMaker.createRoom>>;

export function createDoor<Kind extends Room & { readonly isClosing: boolean }, Options extends object>(
  kind: string,
): Door<Kind, Options> {
  // A promise, so that two who come at once open one room.
  const live = new Map<string, Promise<Listing>>();
  const create = (code: string, options: (onClosed: () => void) => Options): Promise<Listing> => {
    const forget = () => void (live.get(code) === listing && live.delete(code));
    const listing = matchMaker.createRoom(kind, options(forget));
    live.set(code, listing);
    listing.catch(forget);
    return listing;
  };
  return {
    get size() {
      return live.size;
    },
    isOpen: (code) => live.has(code),
    open: async (code, options) => {
      const { roomId } = await (live.get(code) ?? create(code, options));
      const room = matchMaker.getLocalRoomById(roomId) as Kind | undefined;
      return room === undefined || room.isClosing ? { refused: 'server-busy' } : { value: room };
    },
    place: async (code, ticket) => {
      const listing = live.get(code);
      if (listing === undefined) throw new Error(`room ${code} is not open`);
      return matchMaker.reserveSeatFor(await listing, {}, ticket);
    },
  };
}
