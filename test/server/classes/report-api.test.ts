import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAfterwards, type Afterwards } from '../../../server/classes/afterwards.ts';
import { readersIn, type KnownClass } from '../../../server/classes/readers.ts';
import { createReportApi } from '../../../server/classes/report-api.ts';
import { createLimit } from '../../../server/limit.ts';
import { hashToken } from '../../../server/secrets.ts';
import { openSqlite } from '../../../server/store/sqlite.ts';
import type { Store } from '../../../server/store/store.ts';
import type { ClassReport } from '../../../shared/class/report.ts';
import { RULES, type Match } from '../../../shared/game/match.ts';
import type { Replay, ReplayMoment } from '../../../shared/game/replay-view.ts';
import { replayOf } from '../../../shared/game/replay.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { but, play, seated } from '../../shared/class/lesson.ts';
import { journalOf, playOut } from '../../shared/game/play.ts';
import { askTshark, canAskTshark } from '../../shared/wire/captures.ts';
import { newToken, post, startServer, stopServer, type TestServer } from '../harness.ts';

const tokens = { ann: newToken(), bob: newToken(), stranger: newToken() };

/** Writes a room down as a server does: Ann and Bob have won a first round, and are in the middle of a second one. */
async function writeRoom(store: Store, code: string): Promise<{ readonly won: Match; readonly open: Match }> {
  const won = seated('first-frame', 'one', { ann: 'M1', bob: 'M2' });
  playOut(won);
  const open = seated('flood-forward-filter', 'x', { ann: 'A', bob: 'B' });
  play(
    open,
    (_seat, { id, tries }, right) => (id === 7 && tries === 0 ? but(right, 'ports', 'p2') : undefined),
    () => (open.seats['A']?.inbox[0]?.id ?? 0) > 9,
  );
  const round = (number: number, { puzzle, seed }: Match) => {
    return { number, puzzle: puzzle.id, seed, rules: RULES, started: true, atUs: 0 };
  };
  const write = async (number: number, match: Match) => {
    for (const [seq, input] of journalOf(match).inputs.entries())
      await store.addInput(code, number, seq, { ...input, mark: null });
  };
  await store.addRoom({ code, alone: false }, round(1, won));
  for (const [id, name] of [
    ['ann', 'Ann'],
    ['bob', '小鲍'],
  ] as const)
    await store.putPlayer(code, { id, tokenHash: hashToken(tokens[id]), name, colour: 1, device: null });
  await write(1, won);
  await store.putRound(code, round(2, open));
  await write(2, open);
  return { won, open };
}

describe('the rounds of a room', () => {
  let server: TestServer;
  let won: Match;
  beforeAll(async () => {
    server = await startServer({ trustProxy: true });
    ({ won } = await writeRoom(server.store, 'BCDFGH'));
  });
  afterAll(() => stopServer(server));
  const ask = (path: string, body: unknown, from = '10.1.1.1') =>
    post(server.base, `/api/rooms/BCDFGH/${path}`, body, { 'x-forwarded-for': from });

  it('are told to who played them: the replay, with names', async () => {
    const { status, body } = await ask('replay', { token: tokens.bob, round: 1 });
    expect(status).toBe(200);
    const replay = body as unknown as Replay;
    expect(replay).toMatchObject({ room: 'BCDFGH', round: 1, won: true, names: { M1: 'Ann', M2: '小鲍' } });
    expect(replay.frames).toEqual(replayOf(won.puzzle, journalOf(won)).frames);
    const by = replay.steps.flatMap(({ what }) => (what.kind === 'move' && what.device === 'M1' ? [what.by] : []));
    expect(new Set(by)).toEqual(new Set(['Ann']));
    const last = await ask('replay', { token: tokens.ann, round: 1, step: replay.steps.length - 1 });
    const moment = last.body as unknown as ReplayMoment;
    expect(moment.seats.map(({ device, score }) => [device, score.decisions])).toEqual(
      won.puzzle.seats.map((seat) => [seat, seatView(won, seat)?.score.decisions]),
    );
    expect((await ask('replay', { token: tokens.ann, round: 1, step: replay.steps.length })).status).toBe(400);
  });

  it('but not before they are over, and not to others', async () => {
    for (const path of ['replay', 'capture']) {
      const answers = [
        await ask(path, { token: tokens.ann, round: 2 }),
        await ask(path, { token: tokens.ann, round: 3 }),
        await ask(path, { token: tokens.stranger, round: 1 }, '10.1.1.2'),
        await ask(path, { token: tokens.ann }),
      ];
      expect(answers.map(({ status, body }) => [status, body])).toEqual([
        [409, { error: 'not-over' }],
        [404, { error: 'no-such-room' }],
        [404, { error: 'no-such-room' }],
        [400, { error: 'bad-message' }],
      ]);
    }
    expect((await ask('replay', { token: tokens.ann, round: 2, step: 0 })).body).toEqual({ error: 'not-over' });
  });

  it('a round that was left for another one is over', async () => {
    const { puzzle, seed } = won;
    await server.store.addRoom(
      { code: 'BBBBBB', alone: false },
      { number: 1, puzzle: puzzle.id, seed, rules: RULES, started: true, atUs: 0 },
    );
    await server.store.putPlayer('BBBBBB', {
      id: 'ann',
      tokenHash: hashToken(tokens.ann),
      name: 'Ann',
      colour: 1,
      device: null,
    });
    const round = { number: 2, puzzle: puzzle.id, seed: 'two', rules: RULES, started: false, atUs: 0 };
    const open = () => post(server.base, '/api/rooms/BBBBBB/replay', { token: tokens.ann, round: 1 });
    expect((await open()).body).toEqual({ error: 'not-over' });
    await server.store.putRound('BBBBBB', round);
    expect(await open()).toMatchObject({ status: 200, body: { won: false } });
    expect((await post(server.base, '/api/rooms/BBBBBB/replay', { token: tokens.ann, round: 2 })).status).toBe(404);
  });

  it('travel compressed to who takes that, and plain to who does not', async () => {
    const init = (encoding: string) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-encoding': encoding },
      body: JSON.stringify({ token: tokens.ann, round: 1 }),
    });
    const url = `${server.base}/api/rooms/BCDFGH/replay`;
    const [small, plain] = [await fetch(url, init('gzip')), await fetch(url, init('identity'))];
    expect([small.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['gzip', null]);
    expect(Number(small.headers.get('content-length'))).toBeLessThan(Number(plain.headers.get('content-length')) / 4);
    expect(await small.json()).toEqual(await plain.json());
  });

  it.skipIf(!canAskTshark())('can be had as a capture', async () => {
    const response = await fetch(`${server.base}/api/rooms/BCDFGH/capture`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: tokens.ann, round: 1 }),
    });
    expect(response.headers.get('content-type')).toBe('application/x-pcapng');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=BCDFGH-1.pcapng');
    const rows = askTshark(new Uint8Array(await response.arrayBuffer()), ['frame.interface_name', '_ws.malformed']);
    const hops = replayOf(won.puzzle, journalOf(won)).frames.flatMap((frame) => frame.hops);
    expect(rows.length).toBe(2 * hops.length);
  });
});

describe('the rounds of a class', () => {
  const secret = newToken();
  let store: Store;
  let afterwards: Afterwards;
  let server: Server;
  let base = '';
  const student = (id: string, name: string, token: string) => {
    return { id, name, team: 't1', tokenHash: token === '' ? '' : hashToken(token), isBot: token === '' };
  };
  const known: KnownClass = {
    code: 'CCCCCC',
    settings: { title: 'Networks' },
    students: [student('ann', 'Ann', tokens.ann), student('bob', '小鲍', '')],
    teams: [
      { id: 't1', name: 4, room: 'RRRRRR' },
      { id: 't2', name: 5, room: 'SSSSSS' },
    ],
    secrets: [hashToken(secret)],
  };
  const readers = readersIn(
    (code) => Promise.resolve(code === known.code ? known : null),
    (one, other) => one === other,
  );
  beforeAll(async () => {
    store = openSqlite(':memory:');
    afterwards = createAfterwards(store);
    await writeRoom(store, 'RRRRRR');
    const old = { number: 1, puzzle: 'who-has', seed: 'x', rules: RULES - 1, started: true, atUs: 0 } as const;
    await store.addRoom({ code: 'SSSSSS', alone: false }, old);
    const app = express();
    app.use(express.json());
    const guesses = createLimit({ most: 5, windowMs: 60_000 });
    app.use('/api/classes', createReportApi({ readers, afterwards, guesses }));
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await afterwards.close();
    await new Promise((resolve) => server.close(resolve));
    await store.close();
  });
  const ask = (path: string, body: unknown, code = 'CCCCCC') => post(base, `/api/classes/${code}/${path}`, body);

  it('make its report, for its teacher', async () => {
    const { status, body } = await ask('report', { secret });
    expect(status).toBe(200);
    const report = body as unknown as ClassReport;
    expect(report).toMatchObject({ title: 'Networks', code: 'CCCCCC', unread: 1 });
    expect(report.students).toMatchObject([
      { id: 'ann', team: 4, isBot: false },
      { id: 'bob', team: 4, isBot: true },
    ]);
    expect(report.students.map(({ name, rounds }) => [name, rounds.map(({ puzzle, won }) => [puzzle, won])])).toEqual([
      [
        'Ann',
        [
          ['first-frame', true],
          ['flood-forward-filter', false],
        ],
      ],
      [
        '小鲍',
        [
          ['first-frame', true],
          ['flood-forward-filter', false],
        ],
      ],
    ]);
    expect(report.debrief.commonest).toMatchObject({ rule: 'switch.forward', students: 1, of: 2, device: 'A' });
  });

  it('are read by the teacher while they are played, by students when they are over', async () => {
    const of = (who: string, round: number, room = 'RRRRRR') => ask('replay', { secret: who, room, round });
    expect((await of(secret, 2)).body).toMatchObject({ room: 'RRRRRR', round: 2, won: false });
    expect((await of(tokens.ann, 2)).body).toEqual({ error: 'not-over' });
    expect((await of(tokens.ann, 1)).status).toBe(200);
    expect(await of(tokens.ann, 1, 'SSSSSS')).toEqual({ status: 404, body: { error: 'no-such-room' } });
    // Of other rules: nothing can be told of it any more.
    expect(await of(secret, 1, 'SSSSSS')).toEqual({ status: 404, body: { error: 'no-such-room' } });
    expect(await ask('report', { secret: tokens.ann })).toEqual({ status: 403, body: { error: 'wrong-secret' } });
    expect((await ask('replay', { secret, room: 'RRRRRR', round: 2, step: 3 })).body).toMatchObject({ step: 3 });
  });

  it('a bot has no token: an empty one opens nothing', async () => {
    expect(await readers.readerOf('CCCCCC', '')).toEqual({ refused: 'wrong-secret' });
    expect(await readers.readerOf('DDDDDD', hashToken(secret))).toEqual({ refused: 'no-such-class' });
  });

  it('whoever guesses secrets is told no more after a while, who has one is', async () => {
    const guess = async () => (await ask('report', { secret: newToken() })).status;
    const statuses = [];
    for (let index = 0; index < 6; index++) statuses.push(await guess());
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
    expect((await ask('report', { secret }, 'BBBBBB')).status).toBe(429);
    expect((await ask('report', { secret })).status).toBe(200);
  });
});
