/** The API of classes. Secrets and tokens stand in bodies only, never in an address. Reports, replays and captures have a file of their own. */
import express, { type Request, type Response, type Router } from 'express';
import * as v from 'valibot';
import {
  deleteRequest,
  joinClassRequest,
  makeClassRequest,
  projectRequest,
  teachRequest,
  watchRequest,
} from '../shared/messages/class.ts';
import type { RefusalCode } from '../shared/refusals.ts';
import { addressOf, answering, answeringTo, codeOf, isOnlyName, MINUTE_MS, refuse } from './answers.ts';
import { createNumberGuesses, createPinGuesses } from './guesses.ts';
import { createLimit, type Limit, type Buckets } from './limit.ts';
import type { Classes } from './rooms/class-service.ts';
import type { Outcome } from './rooms/door.ts';
import { hashToken } from './secrets.ts';

export interface ClassApiOptions {
  readonly classes: Classes;
  /** Rooms and classes that an address makes, and codes, PINs and numbers that it guesses wrongly. */
  readonly made: Limit;
  readonly guesses: Limit;
  /** How often one person comes in, by the token. */
  readonly comings: Buckets;
}

/** Demo classes that an address makes in a while: each has many rooms. */
const DEMOS = 5;
const WHILE_MS = 10 * MINUTE_MS;

/** Refusals that may be guesses. */
const isGuess: ReadonlySet<RefusalCode> = new Set(['no-such-class', 'wrong-secret', 'wrong-pin', 'wrong-number']);

/** The routes below /api/classes. */
export function createClassApi({ classes, made, guesses, comings }: ClassApiOptions): Router {
  const demos = createLimit({ most: DEMOS, windowMs: WHILE_MS });
  const pins = createPinGuesses();
  const numbers = createNumberGuesses();
  const router = express.Router({ caseSensitive: true });

  router.post(
    '/',
    answeringTo(makeClassRequest, async (request, response, { settings, secret, isDemo }) => {
      if (made.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
      if (isDemo && demos.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
      made.count(addressOf(request));
      if (isDemo) demos.count(addressOf(request));
      const outcome = await classes.make(settings, hashToken(secret), isDemo);
      if ('refused' in outcome) return refuse(response, outcome.refused);
      response.status(201).json(outcome.value);
    }),
  );

  router.get(
    '/:code',
    answering(async (request, response) => {
      if (guesses.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
      const summary = await classes.summary(codeOf(request));
      answer(guesses, request, response, summary === null ? { refused: 'no-such-class' } : { value: summary });
    }),
  );

  router.post(
    '/:code/join',
    answering(async (request, response) => {
      const wish = v.safeParse(joinClassRequest, request.body);
      if (!wish.success) return refuse(response, isOnlyName(wish.issues) ? 'bad-name' : 'bad-message');
      const code = codeOf(request);
      const { token, name, number, back, page } = wish.output;
      const tokenHash = hashToken(token);
      if (comings.take(tokenHash) > 0) return refuse(response, 'server-busy');
      const isGuessing = number !== undefined || !(await classes.knowsStudent(code, tokenHash));
      if (isGuessing && guesses.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
      if (number !== undefined && numbers.isReached(code)) return refuse(response, 'too-many-messages');
      const join = () => classes.join(code, { tokenHash, name, number, back, page });
      const outcome = await (number === undefined ? join() : guessing(numbers, code, 'wrong-number', join));
      answer(guesses, request, response, outcome);
    }),
  );

  router.post(
    '/:code/teach',
    answeringTo(teachRequest, async (request, response, { secret, pin }) => {
      const code = codeOf(request);
      const secretHash = hashToken(secret);
      const isKnown = await classes.knowsTeacher(code, secretHash);
      const isHeld = guesses.isReached(addressOf(request)) || pins.isReached(code);
      if (!isKnown && isHeld) return refuse(response, 'too-many-messages');
      const teach = () => classes.teach(code, secretHash, pin);
      const outcome = await (isKnown ? teach() : guessing(pins, code, 'wrong-pin', teach));
      answer(guesses, request, response, reservation(outcome));
    }),
  );

  const taught = { router, classes, guesses };
  answerTaught(taught, 'project', projectRequest, async (code, secretHash) =>
    reservation(await classes.project(code, secretHash)),
  );
  answerTaught(taught, 'watch', watchRequest, async (code, secretHash, { team, seats }) =>
    reservation(await classes.watch(code, secretHash, team, seats)),
  );
  answerTaught(taught, 'delete', deleteRequest, (code, secretHash) => classes.delete(code, secretHash));
  return router;
}

/** Counts a guess at the digits of a class before it is known to be wrong: of many that come at once no more are looked at than may be wrong. */
async function guessing<Value>(
  limit: Limit,
  code: string,
  wrong: RefusalCode,
  guess: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  limit.count(code);
  const outcome = await guess();
  if (!('refused' in outcome && outcome.refused === wrong)) limit.uncount(code);
  return outcome;
}

/** Answers with what came of it, and counts a guess. */
function answer(guesses: Limit, request: Request, response: Response, outcome: Outcome<unknown>): void {
  if (!('refused' in outcome)) return void response.json(outcome.value ?? {});
  if (isGuess.has(outcome.refused)) guesses.count(addressOf(request));
  refuse(response, outcome.refused);
}

/** A route for who has the secret: another one is a guess. */
export function answerTaught<Wish extends { readonly secret: string }>(
  { router, classes, guesses }: Pick<ClassApiOptions, 'classes' | 'guesses'> & { readonly router: Router },
  path: string,
  form: v.GenericSchema<unknown, Wish>,
  carryOut: (code: string, secretHash: string, wish: Wish) => Promise<Outcome<unknown>>,
): void {
  router.post(
    `/:code/${path}`,
    answeringTo(form, async (request, response, wish) => {
      const [code, secretHash] = [codeOf(request), hashToken(wish.secret)];
      const isKnown = await classes.knowsTeacher(code, secretHash);
      if (!isKnown && guesses.isReached(addressOf(request))) return refuse(response, 'too-many-messages');
      answer(guesses, request, response, await carryOut(code, secretHash, wish));
    }),
  );
}

function reservation(outcome: Outcome<unknown>): Outcome<{ readonly reservation: unknown }> {
  return 'refused' in outcome ? outcome : { value: { reservation: outcome.value } };
}
