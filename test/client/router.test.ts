import { describe, expect, it } from 'vitest';
import {
  classPath,
  createRouter,
  projectorPath,
  readCode,
  replayPath,
  routeOf,
  spacedCode,
  teachPath,
} from '../../client/router.ts';

const SECRET = 'A-_bcdefghijklmnopqrst';

describe('addresses', () => {
  it.each([
    ['/', { page: 'home' }],
    ['/play/who-has', { page: 'play', puzzle: 'who-has' }],
    ['/play/who-has/', { page: 'play', puzzle: 'who-has' }],
    ['/room/BCDFGH', { page: 'room', code: 'BCDFGH' }],
    ['/room/bcdfgh', { page: 'room', code: 'BCDFGH' }],
    ['/room/bcd%20fgh', { page: 'room', code: 'BCDFGH' }],
    ['/room/ABCDEF', { page: 'missing' }],
    ['/room/%E0%A4%A', { page: 'missing' }],
    ['/room/BCDFGH/more', { page: 'missing' }],
    ['/play/toString', { page: 'missing' }],
    ['/elsewhere', { page: 'missing' }],
    ['/glossary', { page: 'glossary', at: '' }],
    ['/glossary#ttl', { page: 'glossary', at: 'ttl' }],
    ['/glossary/ttl', { page: 'missing' }],
    ['/reference/who-has', { page: 'reference', puzzle: 'who-has' }],
    ['/reference/toString', { page: 'missing' }],
    ['/reference', { page: 'missing' }],
    ['/class/BCDFGH', { page: 'class', code: 'BCDFGH' }],
    ['/class/BCDFGH/more', { page: 'missing' }],
    ['/teach', { page: 'teach' }],
    ['/teach/', { page: 'teach' }],
    ['/teach/BCDFGH', { page: 'class-teach', code: 'BCDFGH', secret: '', part: 'class', round: null }],
    [`/teach/bcdfgh#${SECRET}`, { page: 'class-teach', code: 'BCDFGH', secret: SECRET, part: 'class', round: null }],
    [
      `/teach/BCDFGH/report#${SECRET}`,
      { page: 'class-teach', code: 'BCDFGH', secret: SECRET, part: 'report', round: null },
    ],
    [
      `/teach/BCDFGH/replay/JKLMNP/12#${SECRET}`,
      {
        page: 'class-teach',
        code: 'BCDFGH',
        secret: SECRET,
        part: 'replay',
        round: { room: 'JKLMNP', round: 12 },
      },
    ],
    ['/teach/BCDFGH/replay', { page: 'missing' }],
    ['/teach/BCDFGH/replay/JKLMNP/0', { page: 'missing' }],
    ['/teach/BCDFGH/report/more', { page: 'missing' }],
    ['/teach/BCDFGH/elsewhere', { page: 'missing' }],
    ['/teach/ABCDEF', { page: 'missing' }],
    [`/projector/BCDFGH#${SECRET}`, { page: 'projector', code: 'BCDFGH', secret: SECRET }],
    ['/projector/BCDFGH#short', { page: 'projector', code: 'BCDFGH', secret: '' }],
  ])('%s', (address, route) => {
    const { pathname, hash } = new URL(address, 'http://hop.example');
    expect(routeOf(pathname, hash)).toEqual(route);
  });
});

describe('a code as people type it', () => {
  it.each([
    'BCD FGH',
    ' bcdfgh ',
    'bcd-fgh',
    'ｂｃｄｆｇｈ',
    'http://192.168.1.5:2567/room/BCDFGH?x=1',
    'hop.example/class/BCDFGH',
  ])('%s', (text) => {
    expect(readCode(text)).toEqual({ code: 'BCDFGH' });
  });

  it('says what is wrong', () => {
    expect(readCode('  ')).toEqual({ wrong: 'nothing' });
    expect(readCode('BCDFG')).toEqual({ wrong: 'length', length: 5 });
    expect(readCode('BCDFG8')).toEqual({ wrong: 'sign', sign: '8' });
  });

  it('is read aloud in two halves', () => {
    expect(spacedCode('BCDFGH')).toBe('BCD FGH');
  });
});

it('goes, replaces and follows the back button', () => {
  const visited = ['/'];
  let follow = (): void => {};
  const window = {
    location: {
      get pathname() {
        return visited.at(-1) ?? '/';
      },
    },
    history: {
      pushState: (_state: unknown, _title: string, path: string) => void visited.push(path),
      replaceState: (_state: unknown, _title: string, path: string) => void visited.splice(-1, 1, path),
    },
    addEventListener: (_name: string, listener: () => void) => (follow = listener),
    removeEventListener: () => {},
  };
  const router = createRouter(window as unknown as Window);
  router.go('/play/who-has');
  router.go('/room/BCDFGH', { replace: true });
  expect(router.route.value).toEqual({ page: 'room', code: 'BCDFGH' });
  expect(visited).toEqual(['/', '/room/BCDFGH']);
  visited.pop();
  follow();
  expect(router.route.value).toEqual({ page: 'home' });
});

it('writes addresses that it reads, with the secret behind the #', () => {
  const read = (path: string) => {
    const { pathname, hash } = new URL(path, 'http://hop.example');
    expect(pathname).not.toContain(SECRET);
    return routeOf(pathname, hash);
  };
  const teacher = { page: 'class-teach', code: 'BCDFGH', secret: SECRET };
  expect(read(teachPath('BCDFGH', SECRET))).toEqual({ ...teacher, part: 'class', round: null });
  expect(read(teachPath('BCDFGH', SECRET, 'debrief'))).toEqual({ ...teacher, part: 'debrief', round: null });
  const round = { room: 'JKLMNP', round: 3 };
  expect(read(replayPath('BCDFGH', SECRET, round))).toEqual({ ...teacher, part: 'replay', round });
  expect(read(projectorPath('BCDFGH', SECRET))).toEqual({ page: 'projector', code: 'BCDFGH', secret: SECRET });
  expect(read(classPath('BCDFGH'))).toEqual({ page: 'class', code: 'BCDFGH' });
});
