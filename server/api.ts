/** The API over HTTP: rooms are made and joined here and nowhere else. Errors are JSON with a code of a closed list. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import * as v from 'valibot';
import { puzzleIds } from '../shared/game/puzzle.ts';
import { mapView } from '../shared/game/seat-view.ts';
import { joinRequest, makeRoomRequest, MESSAGE_MAX_BYTES, type JoinReply } from '../shared/messages.ts';
import { puzzles } from '../shared/puzzles/index.ts';
import { addressOf, answerError, answering, answeringTo, codeOf, isOnlyName, MINUTE_MS, refuse } from './answers.ts';
import { createClassApi } from './class-api.ts';
import type { Afterwards } from './classes/afterwards.ts';
import { readersIn } from './classes/readers.ts';
import { createReportApi, createRoomReplays } from './classes/report-api.ts';
import { createGuesses } from './guesses.ts';
import { createBuckets, createLimit, type Limit } from './limit.ts';
import type { Rooms } from './rooms/service.ts';
import { hashToken, isSameHash } from './secrets.ts';
import type { Store } from './store/store.ts';

export interface ApiOptions {
  readonly rooms: Rooms;
  readonly store: Store;
  readonly roomsPerMinute: number;
  /** How often one person may come in at once. */
  readonly joinsBurst: number;
  readonly afterwards: Afterwards;
}

/**
 * How often one person may come in, by the token: a browser whose line breaks again and again waits between its tries, and whoever was cut off for a flood is not back at
 * once. A browser that is refused tries again by itself.
 */
const JOINS_PER_SECOND = 1;

/** The routes below /api. */
export function createApi({ rooms, store, roomsPerMinute, joinsBurst, afterwards }: ApiOptions): Router {
  const made = createLimit({ most: roomsPerMinute, windowMs: MINUTE_MS });
  const comings = createBuckets({ burst: joinsBurst, perSecond: JOINS_PER_SECOND });
  const guesses = createGuesses();
  const router = express.Router({ caseSensitive: true });
  router.use(express.json({ limit: MESSAGE_MAX_BYTES, strict: true }));

  router.post(
    '/rooms',
    answeringTo(makeRoomRequest, async (request, response, { puzzle, alone }) => {
      if (made.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
      made.count(addressOf(request));
      const outcome = await rooms.make(puzzle, alone);
      if ('refused' in outcome) return refuse(response, outcome.refused);
      response.status(201).json({ code: outcome.value });
    }),
  );

  router.get(
    '/rooms/:code',
    answering(async (request, response) => {
      const game = await store.summary(codeOf(request));
      // Asked when the store has answered, or many guesses at the same time would all be free.
      if (guesses.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
      // Of the rooms of a class only the class speaks, and only to who belongs to it.
      if (game === null || game.room.class !== undefined) {
        guesses.count(addressOf(request));
        return refuse(response, 'no-such-room');
      }
      const { code, alone } = game.room;
      response.json({ code, alone, puzzle: game.round.puzzle, players: game.players.length });
    }),
  );

  router.post(
    '/rooms/:code/join',
    answering(async (request, response) => {
      const wish = v.safeParse(joinRequest, request.body);
      if (!wish.success) return refuse(response, isOnlyName(wish.issues) ? 'bad-name' : 'bad-message');
      const code = codeOf(request);
      const ticket = { tokenHash: hashToken(wish.output.token), name: wish.output.name, page: wish.output.page };
      // Who has been there before is not guessing.
      if (comings.take(ticket.tokenHash) > 0) return refuse(response, 'server-busy');
      const known = await store.summary(code);
      const isKnown = known?.players.some((player) => isSameHash(player.tokenHash, ticket.tokenHash)) === true;
      if (!isKnown && guesses.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
      const outcome = await rooms.join(code, ticket);
      if ('refused' in outcome) {
        if (outcome.refused === 'no-such-room') guesses.count(addressOf(request));
        return refuse(response, outcome.refused);
      }
      response.json({ code, reservation: outcome.value } satisfies JoinReply);
    }),
  );

  router.get('/codes/:code', whatIs(store, guesses));

  router.use('/classes', createClassApi({ classes: rooms.classes, made, guesses, comings }));
  const readers = readersIn(async (code) => (await store.class(code))?.classroom ?? null, isSameHash);
  router.use('/classes', createReportApi({ readers, afterwards, guesses }));
  router.use('/rooms', createRoomReplays({ store, afterwards, guesses }));

  router.get('/puzzles/:puzzle/map', answerMap);

  router.use((_request, response) => refuse(response, 'bad-message', 404));
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    answerError(error, response),
  );
  return router;
}

/** For somebody who reads about a puzzle without playing it. */
function answerMap(request: Request, response: Response): void {
  const id = puzzleIds.find((known) => known === request.params['puzzle']);
  if (id === undefined) return refuse(response, 'bad-message', 404);
  const puzzle = puzzles[id];
  response.json(mapView({ puzzle, links: puzzle.links }));
}

/** What a code that somebody has typed leads to. */
function whatIs(store: Store, guesses: Limit) {
  return answering(async (request, response) => {
    const code = codeOf(request);
    const [game, classroom] = await Promise.all([store.summary(code), store.class(code)]);
    if (guesses.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
    const isRoom = game !== null && game.room.class === undefined;
    if (isRoom || classroom !== null) return void response.json({ is: isRoom ? 'room' : 'class' });
    guesses.count(addressOf(request));
    refuse(response, 'no-such-room');
  });
}
