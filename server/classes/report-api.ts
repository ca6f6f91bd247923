/** The API of what is known afterwards: the report of a class, replays, captures. Tokens and secrets stand in bodies only. */
import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import express, { type Request, type Response, type Router } from 'express';
import { makeReport, type ReportedStudent, type ReportedTeam } from '../../shared/class/make-report.ts';
import type { ClassReport } from '../../shared/class/report.ts';
import { roomCaptureRequest, roomReplayRequest } from '../../shared/messages.ts';
import { captureRequest, replayRequest, reportRequest } from '../../shared/messages/class.ts';
import { addressOf, answeringTo, codeOf, refuse } from '../answers.ts';
import type { Limit } from '../limit.ts';
import type { Outcome } from '../rooms/door.ts';
import { hashToken, isSameHash } from '../secrets.ts';
import type { Store } from '../store/store.ts';
import type { Afterwards, Wish } from './afterwards.ts';

/** A class as it is reported. */
export interface ReadClass {
  readonly code: string;
  readonly title: string;
  readonly students: readonly ReportedStudent[];
  readonly teams: readonly (Pick<ReportedTeam, 'id' | 'name'> & { readonly room: string })[];
}

/** What somebody may read of a class: a teacher all of it, a student what the own teams' rooms have played. */
export type Reader =
  | { readonly role: 'teacher'; readonly lesson: ReadClass }
  | { readonly role: 'student'; readonly rooms: readonly string[] };

/** Who belongs to a class; the class service knows. */
export interface Readers {
  /** By the hash of a teacher's secret, or of a student's token. Refused with 'no-such-class' or 'wrong-secret'. */
  readerOf(code: string, hash: string): Promise<Outcome<Reader>>;
}

export interface RoomReplaysOptions {
  readonly store: Store;
  readonly afterwards: Afterwards;
  /** Codes and secrets that an address guesses wrongly. */
  readonly guesses: Limit;
}

export interface ReportApiOptions {
  readonly readers: Readers;
  readonly afterwards: Afterwards;
  readonly guesses: Limit;
}

/** The routes below /api/rooms: for people of a room, about rounds that are over. */
export function createRoomReplays({ store, afterwards, guesses }: RoomReplaysOptions): Router {
  const router = express.Router({ caseSensitive: true });
  /** Null after it has been refused. */
  const wishOf = async (request: Request, response: Response, token: string, round: number): Promise<Wish | null> => {
    const room = codeOf(request);
    const hash = hashToken(token);
    const summary = await store.summary(room);
    const isMember = summary?.players.some(({ tokenHash }) => isSameHash(tokenHash, hash)) === true;
    if (isMember) return { room, round, onlyOver: true };
    // Who is not of the room learns nothing of it, not even that there is one.
    return refuseGuess(request, response, guesses, 'no-such-room');
  };
  router.post(
    '/:code/replay',
    answeringTo(roomReplayRequest, async (request, response, body) => {
      const { token, round, step } = body;
      const wish = await wishOf(request, response, token, round);
      if (wish !== null) await sendReplay(request, response, afterwards, wish, step);
    }),
  );
  router.post(
    '/:code/capture',
    answeringTo(roomCaptureRequest, async (request, response, body) => {
      const wish = await wishOf(request, response, body.token, body.round);
      if (wish !== null) await sendCapture(request, response, afterwards, wish);
    }),
  );
  return router;
}

/** The routes below /api/classes. */
export function createReportApi({ readers, afterwards, guesses }: ReportApiOptions): Router {
  const router = express.Router({ caseSensitive: true });
  /** Null after it has been refused. */
  const readerOf = async (request: Request, response: Response, secret: string): Promise<Reader | null> => {
    const outcome = await readers.readerOf(codeOf(request), hashToken(secret));
    if (!('refused' in outcome)) return outcome.value;
    return refuseGuess(request, response, guesses, outcome.refused);
  };
  const wishOf = async (
    request: Request,
    response: Response,
    body: { secret: string; room: string; round: number },
  ) => {
    const { secret, room, round } = body;
    const reader = await readerOf(request, response, secret);
    if (reader === null) return null;
    const isTeacher = reader.role === 'teacher';
    const rooms = isTeacher ? reader.lesson.teams.map((team) => team.room) : reader.rooms;
    if (rooms.includes(room)) return { room, round, onlyOver: !isTeacher };
    refuse(response, 'no-such-room');
    return null;
  };
  router.post(
    '/:code/report',
    answeringTo(reportRequest, async (request, response, body) => {
      const reader = await readerOf(request, response, body.secret);
      if (reader === null) return;
      if (reader.role !== 'teacher') return refuse(response, 'wrong-secret');
      const report = await reportOf(afterwards, reader.lesson);
      if ('refused' in report) return refuse(response, report.refused);
      response.json(report.value);
    }),
  );
  router.post(
    '/:code/replay',
    answeringTo(replayRequest, async (request, response, body) => {
      const wish = await wishOf(request, response, body);
      if (wish !== null) await sendReplay(request, response, afterwards, wish, body.step);
    }),
  );
  router.post(
    '/:code/capture',
    answeringTo(captureRequest, async (request, response, body) => {
      const wish = await wishOf(request, response, body);
      if (wish !== null) await sendCapture(request, response, afterwards, wish);
    }),
  );
  return router;
}

async function reportOf(afterwards: Afterwards, lesson: ReadClass): Promise<Outcome<ClassReport>> {
  const { code, title, students } = lesson;
  const teams: ReportedTeam[] = [];
  let unread = 0;
  for (const { id, name, room } of lesson.teams) {
    const outcome = await afterwards.reports(room);
    if ('refused' in outcome) return outcome;
    teams.push({ id, name, rounds: outcome.value.rounds });
    unread += outcome.value.unread;
  }
  return { value: makeReport({ code, title, students, teams, unread }) };
}

async function sendReplay(
  request: Request,
  response: Response,
  afterwards: Afterwards,
  wish: Wish,
  step: number | undefined,
): Promise<void> {
  const outcome = await (step === undefined ? afterwards.replay(wish) : afterwards.moment(wish, step));
  if ('refused' in outcome) return refuse(response, outcome.refused);
  response.type('application/json');
  await send(request, response, outcome.value);
}

async function sendCapture(request: Request, response: Response, afterwards: Afterwards, wish: Wish): Promise<void> {
  const outcome = await afterwards.capture(wish);
  if ('refused' in outcome) return refuse(response, outcome.refused);
  response.attachment(`${wish.room}-${wish.round}.pcapng`);
  response.type('application/x-pcapng');
  await send(request, response, outcome.value);
}

const unpacked = promisify(gunzip);

/** Bodies are kept as they travel. */
async function send(request: Request, response: Response, body: Uint8Array): Promise<void> {
  response.setHeader('Vary', 'Accept-Encoding');
  const isTaken = request.acceptsEncodings('gzip') === 'gzip';
  if (isTaken) response.setHeader('Content-Encoding', 'gzip');
  const octets = isTaken ? Buffer.from(body) : await unpacked(body);
  response.setHeader('Content-Length', octets.length);
  response.end(octets);
}

/** Counts a guess and answers it; who has guessed too often is not even told that it was wrong. */
function refuseGuess(request: Request, response: Response, guesses: Limit, error: Parameters<typeof refuse>[1]): null {
  const address = addressOf(request);
  refuse(response, guesses.isReached(address) ? 'too-many-messages' : error);
  guesses.count(address);
  return null;
}
