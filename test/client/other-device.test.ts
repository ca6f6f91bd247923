import { beforeEach, expect, it } from 'vitest';
import { createIdentity } from '../../client/identity.ts';
import { otherDeviceLink, takeToken } from '../../client/other-device.ts';
import { memoryKeeper } from './simulated.ts';

/** A browser's address bar. */
function bar(link: string) {
  const location = new URL(link);
  const seen: string[] = [];
  const window = {
    location,
    history: { replaceState: (_state: unknown, _title: string, path: string) => void seen.push(path) },
  } as unknown as Window;
  return { window, seen };
}

const code = 'BCDFGH';
let token: string;
let link: string;

beforeEach(() => {
  token = createIdentity(memoryKeeper(), ['Mei']).tokenFor(code);
  link = otherDeviceLink('http://192.168.1.5:2567', code, token);
});

it('the token of a room stands behind the # only, where no server gets it', () => {
  const { pathname, search, hash } = new URL(link);
  expect([pathname, search, hash]).toEqual(['/room/BCDFGH', '', `#${token}`]);
});

it('is taken out of the address, and from then on this browser is known by it', () => {
  const keeper = memoryKeeper();
  const own = createIdentity(keeper, ['Otter']);
  expect(own.tokenFor(code)).not.toBe(token);
  const { window, seen } = bar(link);
  expect(takeToken(window, keeper)).toBe(true);
  expect(seen).toEqual(['/room/BCDFGH']);
  expect(own.tokenFor(code)).toBe(token);
  expect(createIdentity(keeper, ['Otter']).tokenFor(code)).toBe(token);
});

it.each([
  'http://hop.test/room/BCDFGH',
  'http://hop.test/room/BCDFGH#short',
  'http://hop.test/glossary#ttl',
  // A teacher's and a projector's secret stay where they are.
  'http://hop.test/teach/BCDFGH#A-_bcdefghijklmnopqrst',
  'http://hop.test/projector/BCDFGH#A-_bcdefghijklmnopqrst',
])('%s stays as it is', (address) => {
  const keeper = memoryKeeper();
  const { window, seen } = bar(address);
  expect([takeToken(window, keeper), seen, keeper.read('hop.tokens')]).toEqual([false, [], null]);
});
