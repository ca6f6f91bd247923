/** The server as a program of its own on a fixed port, which can be killed and started again while its clients try to reach it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { draw, type Random } from '../../../shared/random.ts';

const root = join(import.meta.dirname, '../../..');

/** Between two looks whether it answers, milliseconds. */
const LOOK_MS = 10;
/** A machine on which all cores are busy needs long. */
const START_MAX_MS = 120_000;

export interface Program {
  readonly base: string;
  /** Starts it on the same port and folder as before; resolves when it answers. Rejects, with what it has printed, if it ends instead. */
  start(): Promise<void>;
  /** Ends it at once, or asks it to end; resolves with its exit code when it is gone, null after SIGKILL. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Asks an entry that answers its parent (`{ number, question }`, `{ to, answer }` or `{ to, failed }`). */
  ask(question: object): Promise<unknown>;
  /** What it has said on its error output, of all starts. */
  errors(): string;
}

/** `entry`: the file that is run. */
export function programOn(port: number, folder: string, entry: string, environment: Record<string, string>): Program {
  const base = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let ended: Promise<number | null> = Promise.resolve(null);
  let errors = '';
  return {
    base,
    errors: () => errors,
    start: async () => {
      const env = { PATH: process.env['PATH'], DATA_DIR: folder, HOST: '127.0.0.1', PORT: String(port) };
      const started = spawn(process.execPath, [entry], {
        cwd: root,
        env: { ...env, ...environment },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      started.stderr?.on('data', (chunk) => (errors += String(chunk)));
      child = started;
      ended = new Promise((resolve) => started.on('close', resolve));
      if (!(await answers(base, started))) throw new Error(`the server does not start\n${errors}`);
    },
    end: (signal) => {
      child?.kill(signal);
      return ended;
    },
    ask: (question) => asked(child, question),
  };
}

/** Questions go by the channel between the two processes; an answer has the number of its question. */
function asked(child: ChildProcess | null, question: object): Promise<unknown> {
  const number = ++questions;
  return new Promise((resolve, reject) => {
    if (child?.connected !== true) return reject(new Error('the server is not there to be asked'));
    const over = (): void => {
      child.off('message', heard);
      child.off('disconnect', gone);
    };
    const gone = (): void => {
      over();
      reject(new Error('the server has ended before it answered'));
    };
    const heard = (message: unknown): void => {
      const { to, answer, failed } = message as {
        readonly to: number;
        readonly answer: unknown;
        readonly failed?: string;
      };
      if (to !== number) return;
      over();
      if (failed === undefined) resolve(answer);
      else reject(new Error(failed));
    };
    child.on('message', heard).on('disconnect', gone);
    child.send({ number, question });
  });
}

let questions = 0;

async function answers(base: string, child: ChildProcess): Promise<boolean> {
  const untilMs = performance.now() + START_MAX_MS;
  while (child.exitCode === null && performance.now() < untilMs) {
    // Any answer will do; this one is counted by no limit.
    const isThere = await fetch(`${base}/api/puzzles/first-frame/map`).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false,
    );
    if (isThere) return true;
    await pause(LOOK_MS);
  }
  return false;
}

/** For what has to be tried again, and for the time that somebody thinks. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * A port that is free now and that no connection takes by itself: whoever keeps calling a port of the ephemeral range at which nobody listens is in the
 * end connected with themselves.
 */
export async function freePort(random: Random): Promise<number> {
  for (;;) {
    const port = 20_000 + draw(random, 10_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
