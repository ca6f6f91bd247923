/** What is made of a journal afterwards. It may take a second, so it is done in a thread of its own: `afterwards-worker.ts`. */
import { gzipSync } from 'node:zlib';
import { roundReport, type RoundReport } from '../../shared/class/round-report.ts';
import type { Journal } from '../../shared/game/journal.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';
import { captureOfMatch } from '../../shared/game/replay-capture.ts';
import type { Replay } from '../../shared/game/replay-view.ts';
import { momentOf, replayOf } from '../../shared/game/replay.ts';
import { puzzles } from '../../shared/puzzles/index.ts';

/** One round, and what is to be made of it. */
export interface Task {
  readonly make: 'replay' | 'moment' | 'capture' | 'report';
  readonly room: string;
  readonly round: number;
  readonly puzzle: PuzzleId;
  readonly journal: Journal;
  /** By the id of a person. */
  readonly names: Readonly<Record<string, string>>;
  /** Of a moment. */
  readonly step: number;
}

export interface Made {
  /** Compressed by gzip: JSON, or a pcapng file. Null if there is no such step. */
  readonly body: Uint8Array | null;
  /** Of a replay: was the match won? */
  readonly won: boolean;
  readonly report: RoundReport | null;
}

/** Throws when the journal does not fit these rules. */
export function carryOut({ make, room, round, puzzle: id, journal, names, step }: Task): Made {
  const puzzle = puzzles[id];
  const nothing: Made = { body: null, won: false, report: null };
  switch (make) {
    case 'report':
      return { ...nothing, report: roundReport(puzzle, room, round, journal) };
    case 'capture':
      return { ...nothing, body: gzipSync(captureOfMatch(puzzle, journal)) };
    case 'moment': {
      const moment = momentOf(puzzle, journal, step);
      return moment === null ? nothing : { ...nothing, body: gzipSync(JSON.stringify(moment)) };
    }
    case 'replay': {
      const replay: Replay = { room, round, ...replayOf(puzzle, journal, names) };
      return { ...nothing, body: gzipSync(JSON.stringify(replay)), won: replay.won };
    }
  }
}
