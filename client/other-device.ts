/**
 * Going on on another device: who one is in a room travels as a link, behind the #, which no browser sends to a server. The page that is opened by it keeps the token and takes it out of the
 * address before anything else happens, so that it is neither seen nor passed on from there.
 */
import * as v from 'valibot';
import { token } from '../shared/messages.ts';
import { keepToken } from './identity.ts';
import { roomPath, routeOf } from './router.ts';
import type { Keeper } from './storage.ts';

/** `own`: the token by which the room knows this person. */
export function otherDeviceLink(origin: string, code: string, own: string): string {
  return `${origin}${roomPath(code)}#${own}`;
}

/** Was there a token in the address? */
export function takeToken(window: Pick<Window, 'location' | 'history'>, keeper: Keeper): boolean {
  const { pathname, hash } = window.location;
  const [route, own] = [routeOf(pathname), hash.slice(1)];
  if (route.page !== 'room' || !v.is(token, own)) return false;
  window.history.replaceState(null, '', pathname);
  keepToken(keeper, route.code, own);
  return true;
}
