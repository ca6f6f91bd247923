/** From which address a request comes, as far as it counts for limits; kept in memory only. */
import type { IncomingMessage } from 'node:http';

/** Longest text that is taken for an address. */
const ADDRESS_MAX_LENGTH = 45;

/**
 * The address of a request. Behind a proxy (`trustProxy`) it is the last entry of X-Forwarded-For, which the proxy itself has written; those before it are the client's own
 * words.
 */
export function addressFrom(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustProxy: boolean,
): string {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined;
  const last = [forwarded ?? ''].flat().join(',').split(',').at(-1)?.trim() ?? '';
  return (last === '' ? (socket.remoteAddress ?? '') : last).slice(0, ADDRESS_MAX_LENGTH);
}
