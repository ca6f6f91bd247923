import { describe, expect, it } from 'vitest';
import { createDemo, type DemoStudent } from '../../../server/classes/demo.ts';
import { misconceptions } from '../../../shared/class/misconceptions.ts';
import { personasOf, type Persona } from '../../../shared/class/persona.ts';
import { liveTime } from '../../../shared/game/live.ts';
import { accept, advance, isWon, type Match } from '../../../shared/game/match.ts';
import { puzzleIds, type PuzzleId } from '../../../shared/game/puzzle.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { randomFrom } from '../../../shared/random.ts';
import { matchWith, nextCard } from '../../shared/game/play.ts';

/** Milliseconds of the team that one thing on the map takes; far more of them than any team needs. */
const BEAT_MS = 900;
const LIMIT_MS = 6 * 3600_000;

interface Team {
  readonly match: Match;
  readonly students: readonly DemoStudent[];
}

/** A clock that runs when it is told to. */
function fakeClock() {
  let nowMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly callback: () => void }>();
  return {
    nowMs: () => nowMs,
    count: () => timers.size,
    later: (delayMs: number, callback: () => void) => {
      const timer = { atMs: nowMs + delayMs, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    /** Lets so much time pass. */
    pass(ms: number): void {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        timers.delete(next);
        nowMs = next.atMs;
        next.callback();
      }
      nowMs = untilMs;
    },
  };
}

/** Demo students on as many seats as there are, until it is won. */
function driven(id: PuzzleId, seed: string, personas: readonly Persona[]): Team {
  const devices = puzzles[id].seats.slice(0, personas.length);
  const students = devices.map((device, place): DemoStudent => ({ device, persona: personas[place]! }));
  const match = matchWith(puzzles[id], seed, devices);
  const clock = fakeClock();
  const demo = createDemo(
    {
      match: () => match,
      seats: () => students,
      take: (input) => {
        const outcome = accept(match, input);
        return 'refused' in outcome ? outcome.refused : null;
      },
      later: clock.later,
    },
    randomFrom(seed),
  );
  demo.look();
  while (!isWon(match)) {
    if (clock.nowMs() > LIMIT_MS) throw new Error(`${id} ${seed}: not won; goals ${JSON.stringify(match.goalsMetUs)}`);
    const nextUs = nextAtUs(match);
    const live = liveTime(match);
    // Live, time runs on whatever anybody does; elsewhere one thing happens after the other.
    const untilUs =
      live === null ? nextUs : match.network.nowUs + (live.runs === 'evenly' ? live.usPerSecond : 500_000);
    if (nextUs !== null && untilUs !== null) advance(match, untilUs);
    demo.look();
    clock.pass(BEAT_MS);
  }
  demo.stop();
  expect(clock.count()).toBe(0);
  return { match, students };
}

/** Rules about which the students at these seats are wrong. */
const rulesOf = ({ misconceptions: own }: Persona): readonly string[] =>
  own.flatMap((id) => misconceptions[id].map(({ rule }): string => rule));

describe('a demo class of 24', () => {
  const teams = (size: number, seed: string): readonly (readonly Persona[])[] => {
    const personas = personasOf(24, randomFrom(seed));
    return Array.from({ length: 24 / size }, (_, team) => personas.slice(team * size, (team + 1) * size));
  };

  it.each(puzzleIds)(
    'wins %s in four teams of six and eight of three, and its mistakes are those of its misconceptions',
    (id) => {
      let mistakes = 0;
      for (const size of [6, 3]) {
        for (const [number, team] of teams(size, id).entries()) {
          const { match, students } = driven(id, `demo ${id} ${size} ${number}`, team);
          for (const { device, persona } of students) {
            const entries = match.seats[device]?.log.filter(({ quality }) => quality !== 'right') ?? [];
            for (const { rule } of entries) expect(rulesOf(persona), `${id} ${device}`).toContain(rule);
            mistakes += entries.length;
          }
        }
      }
      // A shared wire and cables are played rightly, and the frames of a storm by hand are few.
      expect(mistakes).toBeGreaterThanOrEqual(id === 'taking-turns' || id === 'broadcast-storm' ? 0 : 1);
    },
  );

  it('does nothing where nobody may play, and goes on when it may again', () => {
    const match = matchWith(puzzles['first-frame'], 'frozen', puzzles['first-frame'].seats);
    const clock = fakeClock();
    const students = puzzles['first-frame'].seats.map((device): DemoStudent => ({
      device,
      persona: personasOf(1, randomFrom('one'))[0]!,
    }));
    const asked = () => Object.values(match.seats).filter(({ inbox }) => inbox.length > 0).length;
    let isFrozen = true;
    let taken = 0;
    const demo = createDemo(
      {
        match: () => match,
        seats: () => (isFrozen ? [] : students),
        take: () => {
          taken++;
          return 'frozen';
        },
        later: clock.later,
      },
      randomFrom('frozen'),
    );
    while (nextCard(match) === undefined) advance(match, nextAtUs(match)!);
    demo.look();
    expect(clock.count()).toBe(0);
    isFrozen = false;
    demo.look();
    expect(clock.count()).toBe(asked());
    clock.pass(60_000);
    // Refused, it is pondered over again, never faster than a student ponders.
    expect(taken).toBeGreaterThan(asked());
    expect(taken).toBeLessThan(25 * asked());
    demo.stop();
    clock.pass(60_000);
    expect(clock.count()).toBe(0);
  });
});
