import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTalk } from '../../../server/rooms/talk.ts';
import type { Person } from '../../../server/rooms/people.ts';
import { createMatch } from '../../../shared/game/match.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import {
  join,
  makeRoom,
  meOf,
  roomOf,
  startServer,
  stopServer,
  until,
  type Guest,
  type TestServer,
  keptOf,
} from '../harness.ts';

function saidTo({ happenings }: Guest): Extract<Happening, { kind: 'said' }>[] {
  return happenings.filter((it) => it.kind === 'said');
}

describe('what somebody says in a room', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => stopServer(server));

  async function two(): Promise<{ code: string; ann: Guest; ben: Guest }> {
    const code = await makeRoom(server.base, 'two-routers');
    return { code, ann: await join(server.base, code), ben: await join(server.base, code) };
  }

  it('reaches everybody at once with who, what and where; it is no state, and not written down', async () => {
    const { code, ann, ben } = await two();
    await ann.ask('start', { puzzle: 'two-routers' });
    await until(() => ben.room.state.phase === 'play');
    const inputs = (await keptOf(server, code)).inputs.length;
    expect(await ann.ask('say', { phrase: 'look', at: { kind: 'device', id: 'R2' } })).toBeNull();
    expect(await ben.ask('say', { phrase: 'port', at: { kind: 'link', id: 'l0' } })).toBeNull();
    await until(() => saidTo(ann).length === 2 && saidTo(ben).length === 2);
    expect(saidTo(ben)).toEqual(saidTo(ann));
    expect(saidTo(ben)).toMatchObject([
      { player: meOf(ann).id, device: 'A', phrase: 'look', at: { kind: 'device', id: 'R2' } },
      { player: meOf(ben).id, device: 'R1', phrase: 'port', at: { kind: 'link', id: 'l0' } },
    ]);
    const [first, second] = saidTo(ben);
    expect(second!.number).toBe(first!.number + 1);
    expect((await keptOf(server, code)).inputs.length).toBe(inputs);
    const late = await join(server.base, code);
    expect(saidTo(late)).toEqual([]);
    expect(JSON.stringify(late.room.state)).not.toContain('"look"');
  });

  it.each([
    ['a strange device', { phrase: 'look', at: { kind: 'device', id: 'X9' } }, 'no-such-place'],
    ['the name of something else', { phrase: 'look', at: { kind: 'device', id: '__proto__' } }, 'no-such-place'],
    ['a strange cable', { phrase: 'look', at: { kind: 'link', id: 'l99' } }, 'no-such-place'],
    ['a device as a cable', { phrase: 'look', at: { kind: 'link', id: 'R1' } }, 'no-such-place'],
    ['a phrase of their own', { phrase: 'hello', at: null }, 'bad-message'],
    ['a word more', { phrase: 'look', at: null, text: 'hello' }, 'bad-message'],
  ])('is refused with %s, and nobody is told', async (_what, message, code) => {
    const { ann, ben } = await two();
    expect(await ann.ask('say', message)).toBe(code);
    await ann.ask('rename', { name: 'Ann' });
    await until(() => [...ben.room.state.players.values()].some(({ name }) => name === 'Ann'));
    expect(saidTo(ben)).toEqual([]);
  });

  it('is refused when it is the second in a second, and to who stands', async () => {
    const { ann, ben } = await two();
    expect(await ann.ask('say', { phrase: 'ask', at: null })).toBeNull();
    expect(await ann.ask('say', { phrase: 'ask', at: null })).toBe('too-many-phrases');
    expect(await ben.ask('say', { phrase: 'ask', at: null })).toBeNull();
    await ben.ask('sit', { device: null });
    expect(await ben.ask('say', { phrase: 'ask', at: null })).toBe('not-seated');
    expect(roomOf(ann).round.match.nextHappening).toBe(1);
  });
});

describe('the pace of a person', () => {
  const match = createMatch(puzzles['two-routers'], 'talk');
  const person = { id: 'p', device: 'A' } as Person;
  let nowMs = 0;
  const talk = createTalk(() => nowMs, 1);
  const sayAt = (ms: number): string => {
    nowMs = ms;
    const said = talk.say(person, { phrase: 'ask', at: null }, match);
    return typeof said === 'string' ? said : 'said';
  };

  it('is one phrase a second, four in ten seconds; what was refused does not count', () => {
    const times = [0, 999, 1000, 2000, 3000, 4000, 9999, 10_000, 10_500, 11_000, 12_000, 13_000, 14_000];
    expect(times.filter((ms) => sayAt(ms) === 'said')).toEqual([0, 1000, 2000, 3000, 10_000, 11_000, 12_000, 13_000]);
  });
});
