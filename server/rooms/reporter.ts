/** Reports of a team's room to its class, and what only the room's clock knows of its seats. */
import type { TeamLesson } from '../../shared/class/lesson.ts';
import { disturbances } from '../../shared/game/disturb.ts';
import { IDLE_AFTER_MS, isAskedAt, teamReport } from '../../shared/class/team-report.ts';
import { tellClass } from './channel.ts';
import { isFrozen, type Classed } from './classed.ts';
import { phaseOf } from './round.ts';

/** Least time between two reports, milliseconds. */
const REPORT_EVERY_MS = 500;

export interface Reporter {
  /** Something has happened of which the class may have to know: a report goes up soon. */
  noticed(): void;
}

export function createReporter(room: Classed, lesson: () => TeamLesson): Reporter {
  let isDue = false;
  let reportedMs = -Infinity;
  const waits = createWaits(room);
  const report = () => {
    isDue = false;
    reportedMs = performance.now();
    const { round, people } = room;
    const { team, view } = lesson();
    // While nobody plays, nothing waits for anybody.
    const waitedMs = waits.waitedMs(isFrozen(lesson()) || !room.isPlayed);
    const situation = {
      round: round.number,
      phase: phaseOf(round),
      halt: room.core.halt,
      people,
      waitedMs,
      decided: round.decided,
      disturbed: disturbances(round.match),
    };
    const here = room.connections.size;
    tellClass(room.presence, view.code, { do: 'report', team, here, report: teamReport(round.match, situation) });
    waits.lookAgain(noticed);
  };
  const noticed = () => {
    if (isDue) return;
    isDue = true;
    room.later(Math.max(0, reportedMs + REPORT_EVERY_MS - performance.now()), report);
  };
  return { noticed };
}

/** How long what is asked at each seat has waited, by the room's clock. */
function createWaits(room: Classed) {
  const since = new Map<string, { asked: string; ms: number }>();
  let cancel = () => {};
  const waitedMs = (isStanding: boolean): Readonly<Record<string, number>> => {
    const nowMs = performance.now();
    const { match, number } = room.round;
    for (const device of since.keys()) if (match.seats[device] === undefined) since.delete(device);
    for (const seat of Object.values(match.seats)) {
      if (!isAskedAt(match, seat)) {
        since.delete(seat.device);
        continue;
      }
      // Another letter, another try, another setting: somebody is at work.
      const asked = [
        number,
        seat.occupant,
        seat.inbox[0]?.id,
        seat.inbox[0]?.tries,
        seat.logged,
        seat.hints.length,
      ].join();
      if (isStanding || since.get(seat.device)?.asked !== asked) since.set(seat.device, { asked, ms: nowMs });
    }
    return Object.fromEntries([...since].map(([device, { ms }]) => [device, nowMs - ms]));
  };
  /** Once more when the next one has waited for so long that the teacher is told. */
  const lookAgain = (look: () => void) => {
    cancel();
    const nowMs = performance.now();
    const dueMs = [...since.values()].map(({ ms }) => ms + IDLE_AFTER_MS - nowMs).filter((delayMs) => delayMs > 0);
    if (dueMs.length > 0) cancel = room.later(Math.min(...dueMs) + 1, look);
  };
  return { waitedMs, lookAgain };
}
