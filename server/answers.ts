/** How the API answers: a code of a closed list with its HTTP status. */
import type { Request, RequestHandler, Response } from 'express';
import * as v from 'valibot';
import type { ApiError } from '../shared/messages.ts';
import type { RefusalCode } from '../shared/refusals.ts';
import { addressFrom } from './address.ts';
import { logOnce } from './log.ts';
import { parseCode } from './secrets.ts';
import { StoreError } from './store/store.ts';

export const MINUTE_MS = 60_000;

const STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  'bad-message': 400,
  'bad-name': 400,
  'name-not-allowed': 400,
  'wrong-secret': 403,
  'wrong-pin': 403,
  'wrong-number': 403,
  'class-locked': 403,
  'no-such-room': 404,
  'no-such-class': 404,
  'no-such-team': 404,
  'no-such-student': 404,
  'room-full': 409,
  'class-full': 409,
  'name-taken': 409,
  'not-over': 409,
  'too-many-messages': 429,
  internal: 500,
  'server-busy': 503,
  'cannot-save': 503,
};

/** Passes what an async handler throws on to the router. */
export function answering(handler: (request: Request, response: Response) => Promise<void>): RequestHandler {
  return async (request, response, next) => {
    try {
      await handler(request, response);
    } catch (error) {
      next(error);
    }
  };
}

/** The same for a body that fits the form; another one is refused. */
export function answeringTo<Wish>(
  form: v.GenericSchema<unknown, Wish>,
  handler: (request: Request, response: Response, wish: Wish) => Promise<void>,
): RequestHandler {
  return answering(async (request, response) => {
    const wish = v.safeParse(form, request.body);
    if (!wish.success) return refuse(response, 'bad-message');
    await handler(request, response, wish.output);
  });
}

/** When somebody who was refused for the moment may try again, seconds. */
const RETRY_SECONDS = 5;

export function refuse(response: Response, error: RefusalCode, status = STATUS[error] ?? 400): void {
  if (status === 429 || status === 503) response.setHeader('Retry-After', RETRY_SECONDS);
  response.status(status).json({ error } satisfies ApiError);
}

export function isOnlyName(issues: readonly v.BaseIssue<unknown>[]): boolean {
  return issues.every((issue) => issue.path?.[0]?.key === 'name');
}

/** A body that is no JSON is the sender's mistake; everything else is ours. */
export function answerError(error: unknown, response: Response): void {
  const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return refuse(response, 'bad-message', status);
  logOnce('api', error);
  refuse(response, error instanceof StoreError && error.failure === 'cannot-write' ? 'cannot-save' : 'internal');
}

/** The address as far as it counts for limits; kept in memory only. */
export function addressOf(request: Request): string {
  return addressFrom(request, request.app.enabled('trust proxy'));
}

/** The code in the address; an empty one, which nothing has, if it cannot be one. */
export function codeOf(request: Request): string {
  return parseCode(String(request.params['code'])) ?? '';
}
