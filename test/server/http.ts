/** What tests need to speak with a server from outside: tokens, the API, and the browser's own client of rooms. */
import { randomBytes } from 'node:crypto';

// Node's own WebSocket cannot be looked into and keeps tests waiting; without it the library takes `ws`.
Reflect.deleteProperty(globalThis, 'WebSocket');
export const { Client } = await import('@colyseus/sdk');

export function newToken(): string {
  return randomBytes(16).toString('base64url');
}

export async function post(base: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : text };
}
