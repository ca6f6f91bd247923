/** A class outlives its server, also one that is killed; and when it is deleted, no file of the data folder holds anything of it any more. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { meOf, newToken, seatOf, until } from '../harness.ts';
import {
  call,
  enterClass,
  lessonOf,
  makeClass,
  project,
  reportOf,
  seenBy,
  studentNamed,
  teach,
  type Taught,
} from './class-harness.ts';

const root = join(import.meta.dirname, '../../..');
let folder: string;
let running: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-class-'));
});
afterEach(async () => {
  await kill();
  rmSync(folder, { recursive: true });
});

/** The program in a process of its own, on the data of this test; the address at which it listens. */
async function start(): Promise<string> {
  const env = { PATH: process.env['PATH'], DATA_DIR: folder, HOST: '127.0.0.1', PORT: '0' };
  const child = spawn(process.execPath, ['server/main.ts'], { cwd: root, env });
  running = child;
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  const address = () => /http:\/\/\S+/.exec(printed)?.[0];
  await until(() => address() !== undefined);
  return address()!;
}

/** As a power cut would: without a word. */
async function kill(): Promise<void> {
  const child = running;
  running = null;
  if (child === null || child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Files of the data folder in whose bytes the text stands. */
function filesWith(text: string): readonly string[] {
  return readdirSync(folder).filter((file) => readFileSync(join(folder, file)).includes(text));
}

it('after a kill and a new start everybody is back: the teacher, the projector, the students with seat and name, and the lesson', async () => {
  const before = await makeClass(await start(), { teamSize: 2 });
  const teacher = await teach(before);
  const students = [await enterClass(before, { name: 'Ann' }), await enterClass(before, { name: 'Bob' })] as const;
  expect(await teacher.ask('start')).toBeNull();
  expect(await teacher.ask('next', { team: null })).toBeNull();
  await until(() => students.every(({ room }) => room.state.puzzle === 'who-has' && room.state.phase === 'play'));
  expect(await students[0].ask('hand', { up: true })).toBeNull();
  expect(await teacher.ask('freeze', { on: true })).toBeNull();
  await until(() => students.every((student) => lessonOf(student).frozen && lessonOf(student).hands.length === 1));
  const [ann, bob] = students.map(meOf);
  const tables = seatOf(students[0], ann!.device).tables;
  await kill();

  const after: Taught = { ...before, base: await start() };
  const again = await teach(after);
  expect(seenBy(again)).toMatchObject({ phase: 'running', at: 1, frozen: true });
  expect(seenBy(again).students.map(({ name, doing, hand }) => [name, doing, hand])).toEqual([
    ['Ann', 'away', true],
    ['Bob', 'away', false],
  ]);
  const back = await enterClass(after, { token: students[0].token });
  expect(meOf(back)).toMatchObject({ id: ann!.id, name: 'Ann', device: ann!.device, number: ann!.number });
  await until(() => Boolean(seatOf(back, ann!.device).tables));
  expect(seatOf(back, ann!.device).tables).toBe(tables);
  expect(back.room.state).toMatchObject({ puzzle: 'who-has', round: 2, phase: 'play', paused: true });
  await until(() => reportOf(again, studentNamed(again, 'Ann').team!)?.round === 2);
  // The lesson goes on.
  expect(await again.ask('freeze', { on: false })).toBeNull();
  await until(() => !back.room.state.paused);
  expect(await again.ask('next', { team: null })).toBeNull();
  await until(() => back.room.state.round === 3);
  expect(meOf(await enterClass(after, { token: students[1].token }))).toMatchObject({ id: bob!.id, name: 'Bob' });
});

it('deleted by the teacher it is gone: for everybody who is there, at the door, and from every byte on the disk', async () => {
  const base = await start();
  const taught = await makeClass(base, { title: 'Canarytitle 10b' });
  const other = await makeClass(base, { title: 'Bystander 9a' });
  const teacher = await teach(taught);
  const screen = await project(taught);
  const ann = await enterClass(taught, { name: 'Canarybird' });
  const bob = await enterClass(taught, { name: 'Bob' });
  await enterClass(other, { name: 'Innocent' });
  expect(await teacher.ask('start')).toBeNull();
  await until(() => ann.room.state.phase === 'play');
  expect(await teacher.ask('rename', { student: meOf(bob).id, name: 'Canaryfish' })).toBeNull();
  expect(['Canarybird', 'Canaryfish', 'Canarytitle'].map((text) => filesWith(text).length > 0)).toEqual([
    true,
    true,
    true,
  ]);
  expect(await call(taught, 'delete', { secret: newToken() })).toBe('403 wrong-secret');
  expect(await call(taught, 'delete', { secret: taught.secret })).toEqual({});
  expect(['Canarybird', 'Canaryfish', 'Canarytitle', taught.code].map(filesWith)).toEqual([[], [], [], []]);
  await until(() => [ann, bob, teacher, screen].every(({ closed }) => closed.code === 4105));
  expect(['Canarybird', 'Canaryfish', 'Canarytitle', taught.code].map(filesWith)).toEqual([[], [], [], []]);
  expect(await call(taught, 'join', { token: ann.token })).toBe('404 no-such-class');
  expect(await call(taught, 'teach', { secret: taught.secret })).toBe('404 no-such-class');
  expect(filesWith('Innocent').length).toBeGreaterThan(0);
  expect(await call(other, 'join', { token: newToken() })).toHaveProperty('reservation');
});
