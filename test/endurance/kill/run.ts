/**
 * A server under a crowd of students, ended again and again at drawn moments and started again, and a look at what is left on the disk. `kill -9` leaves no time for anything;
 * a server that is asked to end tells its clients.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloseCode } from '@colyseus/core';
import { draw, randomFrom, type Random } from '../../../shared/random.ts';
import { check, type Findings } from './check.ts';
import { gather, type Crowd } from './crowd.ts';
import { readKept } from './journals.ts';
import { newNotes, type Notes } from './notes.ts';
import { freePort, pause, programOn, type Program } from './program.ts';

export interface KillOptions {
  readonly kills: number;
  readonly students: number;
  /** Draws everything but what the network and the machine decide. */
  readonly seed: string;
  readonly signal: 'SIGKILL' | 'SIGTERM';
  /** The file that is run; the server itself if it is not given. */
  readonly entry?: string;
  readonly environment?: Record<string, string>;
  /** Called after each kill. */
  readonly told?: (kill: number, acknowledged: number) => void;
}

export interface Report {
  readonly kills: number;
  readonly students: number;
  readonly acknowledged: number;
  readonly ofTeachers: number;
  /** States that were compared with the journals. */
  readonly compared: number;
  readonly rounds: number;
  readonly snapshots: number;
  readonly findings: Findings;
  /** What clients have complained about, and what of a class contradicts what its teacher was told. */
  readonly complaints: readonly string[];
  /** From the end of the server to the first acknowledgement after it, milliseconds. */
  readonly backMs: readonly number[];
}

/** Inputs that are acknowledged between a start and a kill, and how long is waited after the last of them; drawn up to these. */
const INPUTS_MAX = 60;
const DELAY_MAX_MS = 40;
/** One kill of so many comes while everybody is coming in again, within this time. */
const EARLY_ONE_OF = 5;
const EARLY_MAX_MS = 400;
/** What takes longer than this does not come, milliseconds. */
const PATIENCE_MS = 120_000;

export async function run(options: KillOptions): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-kill-'));
  const random = randomFrom(options.seed);
  const { entry = 'server/main.ts', environment = {} } = options;
  const program = programOn(await freePort(random), folder, entry, environment);
  // The client's library tells of every line that breaks while it is opened.
  const { warn } = console;
  console.warn = () => {};
  try {
    return await underCrowd(options, program, folder, random);
  } finally {
    console.warn = warn;
    await program.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function underCrowd(options: KillOptions, program: Program, folder: string, random: Random): Promise<Report> {
  const notes = newNotes();
  await program.start();
  const crowd = await gather(options.students, { base: program.base, seed: options.seed, notes });
  try {
    await until('everybody is there', () => everybody(crowd).every(({ isConnected }) => isConnected), program);
    await Promise.all(crowd.classes.map(({ teacher }) => teacher.begin()));
    const backMs: number[] = [];
    for (let kill = 1; kill <= options.kills; kill++) {
      backMs.push(...(await killOnce(options, program, crowd, notes, random)));
      options.told?.(kill, acknowledgedIn(notes));
    }
    await settle(crowd, program);
    await end(options.signal, program, crowd, notes);
    return { ...reportOf(options, crowd, notes, folder), backMs };
  } finally {
    for (const one of everybody(crowd)) one.leave();
  }
}

/** Lets them play, ends the server and starts it again; resolves with the time that it took until something was acknowledged again, if it was waited for. */
async function killOnce(
  { signal }: KillOptions,
  program: Program,
  crowd: Crowd,
  notes: Notes,
  random: Random,
): Promise<readonly number[]> {
  const isEarly = draw(random, EARLY_ONE_OF) === 0;
  if (!isEarly) await acknowledgements(1 + draw(random, INPUTS_MAX), true, notes, program);
  await pause(draw(random, isEarly ? EARLY_MAX_MS : DELAY_MAX_MS));
  const before = performance.now();
  await end(signal, program, crowd, notes);
  await program.start();
  if (draw(random, EARLY_ONE_OF) === 0) return [];
  await acknowledgements(1, false, notes, program);
  return [performance.now() - before];
}

/** Ends the server. When it is asked to, it does so with 0, and whoever is connected is told. */
async function end(signal: KillOptions['signal'], program: Program, crowd: Crowd, notes: Notes): Promise<void> {
  if (signal === 'SIGKILL') return void (await program.end(signal));
  const connected = everybody(crowd).filter(({ isConnected }) => isConnected);
  const times = connected.map(({ closed }) => closed.times);
  const code = await program.end('SIGTERM');
  if (code !== 0) notes.complaints.push(`the server ended with ${code}`);
  await until(
    'everybody has noticed',
    () => connected.every(({ closed }, index) => closed.times > times[index]!),
    program,
  );
  for (const { closed } of connected)
    if (closed.code !== CloseCode.SERVER_SHUTDOWN)
      notes.complaints.push(`the server ended, and a client was told ${closed.code}`);
}

/** Nobody does anything new, and everything is answered. */
async function settle(crowd: Crowd, program: Program): Promise<void> {
  for (const one of everybody(crowd)) one.rest();
  await until(
    'everything is answered',
    () => crowd.students.every(({ waiting, isConnected }) => waiting === 0 && isConnected),
    program,
  );
}

function reportOf(
  { students, kills }: KillOptions,
  crowd: Crowd,
  notes: Notes,
  folder: string,
): Omit<Report, 'backMs'> {
  const kept = readKept(folder);
  const { findings, compared } = check(kept, notes);
  const ofClasses = crowd.classes.flatMap(({ code, teacher }) => {
    const classroom = kept.classes.get(code);
    return classroom === undefined ? [`class ${code} is gone`] : teacher.contradictions(classroom);
  });
  return {
    kills,
    students,
    acknowledged: acknowledgedIn(notes),
    ofTeachers: crowd.classes.reduce((sum, { teacher }) => sum + teacher.acknowledged, 0),
    compared,
    rounds: kept.rounds.length,
    snapshots: kept.snapshots,
    findings,
    complaints: [...notes.complaints, ...ofClasses],
  };
}

function everybody({ students, classes }: Crowd) {
  return [...students, ...classes.map(({ teacher }) => teacher)];
}

function acknowledgedIn({ sent }: Notes): number {
  return sent.filter(({ seq }) => seq !== null).length;
}

/** There were so many more acknowledgements; `areNew`: of inputs that had none before. */
function acknowledgements(count: number, areNew: boolean, notes: Notes, program: Program): Promise<void> {
  let left = count;
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`nothing is acknowledged any more\n${program.errors()}`));
    const timer = setTimeout(late, PATIENCE_MS);
    notes.answered = (isNew) => {
      if (areNew && !isNew) return;
      if (--left > 0) return;
      clearTimeout(timer);
      notes.answered = () => {};
      resolve();
    };
  });
}

async function until(what: string, condition: () => boolean, program: Program): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > endMs) throw new Error(`this never came true: ${what}\n${program.errors()}`);
    await pause(5);
  }
}
