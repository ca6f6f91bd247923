/** The program as it is started is driven through joins, wrong ones and mistakes; nothing of it that it prints, and no address that it is asked for, says who anybody is. */
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { join, makeRoom, meOf, newToken, post, until } from './harness.ts';
import { call, enterClass, makeClass, project, teach, watch, seenBy, type Taught } from './classes/class-harness.ts';

const root = joinPath(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(joinPath(tmpdir(), 'hop-by-hop-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Program {
  readonly base: string;
  readonly printed: () => string;
  readonly breakDatabase: () => void;
  readonly stop: () => Promise<void>;
}

/** From this signal on the database fails, so that the program meets mistakes while it handles names and tokens. */
const BREAKING = `
  import { StatementSync } from 'node:sqlite';
  process.on('SIGUSR2', () => {
    for (const name of ['run', 'get', 'all', 'iterate'])
      StatementSync.prototype[name] = () => { throw new Error('disk I/O error'); };
  });
`;

async function start(): Promise<Program> {
  const env = { PATH: process.env['PATH'], DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0' };
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(BREAKING)}`, 'server/main.ts'],
    { cwd: root, env },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (printed += piece));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const address = () => /http:\/\/\S+/.exec(printed)?.[0];
  await until(() => address() !== undefined);
  return {
    base: address()!,
    printed: () => printed,
    breakDatabase: () => void child.kill('SIGUSR2'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Passes everything on, and keeps the first line of each request: what a proxy, a log of one, or a history would keep of it. */
async function eavesdrop(target: string) {
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const other = connect(Number(new URL(target).port), '127.0.0.1');
    for (const one of [socket, other]) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => (socket.destroy(), other.destroy()));
    }
    socket.on('data', (piece) => {
      for (const [line] of piece.toString('latin1').matchAll(/^(?:GET|HEAD|POST) .*? HTTP\/1\.1\r$/gm))
        lines.push(line);
    });
    socket.pipe(other);
    other.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const stop = () => {
    for (const one of sockets) one.destroy();
    server.close();
  };
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lines, stop };
}

const NAMES = {
  friend: 'Quixotilda',
  student: 'Zebulonia',
  renamed: 'Ozymandra',
  wrong: 'Wrongfriede',
  own: 'Xanthippus',
};

/** Everybody who comes, rightly or wrongly; returns what must be in no log and in no address. */
async function drive(
  base: string,
): Promise<{ readonly secrets: string[]; readonly taught: Taught; readonly room: string }> {
  const room = await makeRoom(base, 'first-frame');
  const ann = await join(base, room, newToken(), NAMES.friend);
  await ann.ask('rename', { name: NAMES.renamed });
  const taught = await makeClass(base, { title: 'Secretclass' });
  const student = await enterClass(taught, { name: NAMES.student });
  const teacher = await teach(taught);
  await project(taught);
  await watch(taught, seenBy(teacher).teams[0]!.id, true);
  await teacher.ask('start');
  const [wrong, second] = [newToken(), newToken()];
  const [pin, number] = [
    taught.pin === '987654' ? '987655' : '987654',
    meOf(student).number === '9876' ? '9875' : '9876',
  ];
  await call(taught, 'teach', { secret: wrong, pin });
  await call(taught, 'teach', { secret: wrong });
  await call(taught, 'join', { token: wrong, number });
  await call(taught, 'join', { token: wrong, name: NAMES.student });
  await call(taught, 'teach', { secret: second, pin: taught.pin });
  await call(taught, 'report', { secret: taught.secret });
  await call(taught, 'report', { secret: wrong });
  await post(base, `/api/rooms/${room}/join`, { token: wrong, name: NAMES.wrong, more: 1 });
  await post(base, `/api/rooms/${room}/replay`, { token: ann.token, round: 1 });
  await post(base, `/api/rooms/BBBBBB/join`, { token: wrong, name: NAMES.wrong });
  // Bodies and messages that cannot be read, with everything in them.
  const all = JSON.stringify({ token: ann.token, secret: taught.secret, pin: taught.pin, name: NAMES.own });
  for (const path of [`/api/rooms/${room}/join`, `/api/classes/${taught.code}/teach`, '/api/classes']) {
    for (const body of [all.slice(0, -1), `[${all}`, `"${all}`, `${all}\0`, all]) await post(base, path, body);
  }
  for (const piece of [`\x0d\xa1x\xda\xff\xff${all}`, `\x11\x01\xa1x${all}`, `\xff${all}`, all]) {
    const pest = await join(base, await makeRoom(base));
    (pest.room.connection as unknown as { transport: { ws: WebSocket } }).transport.ws.send(
      Buffer.from(piece, 'latin1'),
    );
    pest.room.send('rename' as never, { name: NAMES.own, token: ann.token } as never);
  }
  const secrets = [ann.token, student.token, taught.secret, wrong, second];
  return {
    taught,
    room,
    secrets: [
      ...secrets,
      ...secrets.map(hash),
      taught.pin,
      pin,
      hash(`${taught.code} ${taught.pin}`),
      ...Object.values(NAMES),
    ],
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

it(
  'no name, token, secret or PIN, and no hash of one, is printed, and none stands in an address',
  { timeout: 60_000 },
  async () => {
    const program = await start();
    const ear = await eavesdrop(program.base);
    const { secrets, taught, room } = await drive(ear.base);
    const quiet = program.printed();
    program.breakDatabase();
    const answers = [
      await post(ear.base, `/api/rooms/${room}/join`, { token: secrets[0], name: NAMES.own }),
      await post(ear.base, `/api/classes/${taught.code}/join`, { token: newToken(), name: NAMES.own }),
      await post(ear.base, `/api/classes/${taught.code}/teach`, { secret: taught.secret, pin: taught.pin }),
    ];
    expect(answers.some(({ status }) => status >= 500)).toBe(true);
    await until(() => program.printed().length > quiet.length);
    await program.stop();
    ear.stop();
    // The mistakes were written down, else there was nothing to look through.
    expect(program.printed()).toMatch(/Error/);
    expect(ear.lines.length).toBeGreaterThan(40);
    expect(ear.lines.some((line) => line.includes('sessionId='))).toBe(true);
    const everything = `${program.printed()}\n${ear.lines.join('\n')}`.toLowerCase();
    expect(secrets.filter((secret) => everything.includes(secret.toLowerCase()))).toEqual([]);
  },
);
