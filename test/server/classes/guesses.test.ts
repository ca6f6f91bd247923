/** Many guesses at once, where what they are about has to be fetched from far away: the API in front of a class that answers late. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClassApi } from '../../../server/class-api.ts';
import { createGuesses } from '../../../server/guesses.ts';
import { createBuckets, createLimit } from '../../../server/limit.ts';
import type { Classes } from '../../../server/rooms/class-service.ts';
import { newToken, post, until } from '../harness.ts';

const CODE = 'BCDFGH';
/** How many guesses have been looked at, and those that are still waiting for their answer. */
let looked = 0;
const waiting: (() => void)[] = [];
const late = async <Value>(value: Value): Promise<Value> => {
  looked++;
  await new Promise<void>((resolve) => waiting.push(resolve));
  return value;
};

const classes = {
  knowsTeacher: () => false,
  knowsStudent: () => false,
  teach: (_code: string, _secretHash: string, pin?: string) =>
    late(pin === '123456' ? { value: 'a place' } : { refused: 'wrong-pin' as const }),
  join: () => late({ refused: 'wrong-number' as const }),
} as unknown as Classes;

const app = express();
app.use(express.json());
app.use(
  createClassApi({
    classes,
    made: createLimit({ most: 1, windowMs: 1000 }),
    guesses: createGuesses(),
    comings: createBuckets({ burst: 10, perSecond: 1 }),
  }),
);
let base: string;
const server = app.listen(0, '127.0.0.1');
beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each([
  ['PINs', 'teach', 10, (index: number) => ({ secret: newToken(), pin: String(index).padStart(6, '0') })],
  ['numbers', 'join', 5, (index: number) => ({ token: newToken(), number: String(index).padStart(4, '0') })],
])('of 40 %s at once no more are looked at than may be wrong', async (_what, path, most, wish) => {
  looked = 0;
  const answers = Array.from({ length: 40 }, (_, index) => post(base, `/${CODE}/${path}`, wish(index)));
  // Those that are not looked at are answered while the others still wait.
  let refused = 0;
  for (const answer of answers) void answer.then(({ status }) => (refused += Number(status === 429)));
  await until(() => looked + refused === 40);
  expect(looked).toBe(most);
  for (const answer of waiting.splice(0)) answer();
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 403)).toHaveLength(most);
});
