/** A browser, and the built page served by a real server in a process of its own, which can be killed and started again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { buildIfNeeded } from '../../../scripts/build-if-needed.ts';
import { randomFrom } from '../../../shared/random.ts';
import { readKept, type Kept } from '../../endurance/kill/journals.ts';
import { freePort, programOn, type Program } from '../../endurance/kill/program.ts';
import { launchChromium } from '../../setup/chromium.ts';
import { answerByPointer } from '../moves.ts';
import { unexcused, until, type Scene } from '../stage.ts';
import type { Page } from 'playwright-core';
import type { LetterSeen, PersonSeen, Question, RoomSeen } from './asked.ts';

export interface ApartStage extends Scene {
  readonly program: Program;
  /** Number of the port. */
  readonly port: number;
  readonly folder: string;
}

/** Nobody looks on. */
const SPEED = 20;

export interface ApartOptions {
  /** Faults that are meant to be. */
  readonly excused: RegExp;
  /** Draws the port. */
  readonly seed: string;
}

export async function openStageApart({ excused, seed }: ApartOptions): Promise<ApartStage> {
  await buildIfNeeded({ always: false });
  const folder = mkdtempSync(join(tmpdir(), 'hop-by-hop-browser-'));
  const port = await freePort(randomFrom(`${seed} ${process.pid}`));
  const program = programOn(port, folder, 'test/browser/apart/server.ts', {});
  await program.start();
  return { base: program.base, browser: await launchChromium(), faults: [], excused, program, port, folder };
}

/** Throws when anything has gone wrong on a page that is not excused. */
export async function closeStageApart(stage: ApartStage): Promise<void> {
  await stage.browser.close();
  await stage.program.end('SIGKILL');
  rmSync(stage.folder, { recursive: true });
  expect(unexcused(stage), 'faults on the pages of these tests').toEqual([]);
}

/** What the server has left on the disk; it is ended for that. */
export async function leftBy({ program, folder }: ApartStage): Promise<Kept> {
  await program.end('SIGTERM');
  return readKept(folder);
}

export async function roomsOf({ program }: ApartStage, question: Question = {}): Promise<readonly RoomSeen[]> {
  return (await program.ask(question)) as readonly RoomSeen[];
}

/** Whoever plays, by their page. */
export interface Player {
  readonly page: Page;
  readonly name: string;
  /** Code of the room, where several people may have the same name. */
  readonly room?: string;
}

/** Somebody as the server sees them, in the room where they are. */
export async function seenOf(stage: ApartStage, player: Omit<Player, 'page'>) {
  const rooms = (await roomsOf(stage, { speed: SPEED })).filter(({ code }) => code === (player.room ?? code));
  const found = rooms.flatMap((room) => room.people.map((person): InRoom => ({ ...person, room })));
  const person = found.find(({ name }) => name === player.name);
  if (person === undefined) throw new Error(`${player.name} is in no room`);
  return person;
}

type InRoom = PersonSeen & { readonly room: RoomSeen };

/** The letter that somebody has, once the page shows it. */
export async function letterOf(stage: ApartStage, player: Player): Promise<LetterSeen> {
  const letter = await until(async () => (await seenOf(stage, player)).letter, `${player.name} has a letter`);
  await player.page.locator(`[data-letter="${letter!.id}"].on`).waitFor();
  return letter!;
}

/** Plays rightly, and waits until the server has carried it out. */
export async function playLetter(stage: ApartStage, player: Player, letter: LetterSeen): Promise<void> {
  const { page, name } = player;
  await page.locator(`[data-letter="${letter.id}"].on`).waitFor();
  await answerByPointer(page, letter.form, letter.right);
  await until(async () => isPlayed(letter, (await seenOf(stage, player)).letter), `the move of ${name} arrives`);
}

function isPlayed(before: LetterSeen, now: LetterSeen | null): boolean {
  return now === null || now.id !== before.id || now.tries > before.tries;
}

/** Until all goals are met, or until it is so: whoever of these, who sit in one room, has a letter plays it. */
export async function playRoom(
  stage: ApartStage,
  players: readonly Player[],
  isEnough: () => boolean | Promise<boolean> = () => false,
  played: (player: Player) => void = () => {},
): Promise<void> {
  for (;;) {
    const next = await until(() => nextIn(stage, players, isEnough), 'somebody has a letter, or all is done');
    if (next === 'done' || next === null) return;
    await playLetter(stage, next.player, next.letter);
    played(next.player);
  }
}

async function nextIn(stage: ApartStage, players: readonly Player[], isEnough: () => boolean | Promise<boolean>) {
  if (await isEnough()) return 'done';
  for (const player of players) {
    const { letter, room } = await seenOf(stage, player);
    if (room.isWon) return 'done';
    if (letter !== null) return { player, letter };
  }
  return null;
}
