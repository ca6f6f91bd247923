/** How a class goes on: from the lobby into the lesson, from puzzle to puzzle. */
import type { RefusalCode } from '../refusals.ts';
import type { Change, Classroom, Team } from './classroom.ts';
import { balanced, changedTeams } from './teams.ts';

/** Right decisions of the present round by team, as its room has told. */
export type Done = Readonly<Record<string, number>>;

export function started(now: Classroom, nowMs: number): Classroom | RefusalCode {
  if (now.phase === 'running') return 'not-over';
  if (now.phase === 'debrief') return { ...now, phase: 'running' };
  return { ...balanced(now), phase: 'running', begunMs: nowMs, extraMinutes: 0, shown: shownAtStart(now) };
}

/** The code has done its work; it stands beside the map of a team, too. Nobody's own game is shown unasked. */
function shownAtStart({ shown, settings }: Classroom): Classroom['shown'] {
  return shown.what === 'join' && settings.pacing !== 'alone' ? { what: 'team', team: null } : shown;
}

/** All together to the next puzzle; who is there already goes on. Where each goes alone, everybody one further. */
export function allOn(now: Classroom, { done, nowMs }: Extract<Change, { do: 'next' }>): Classroom | RefusalCode {
  const last = now.settings.plan.length - 1;
  if (now.settings.pacing !== 'together') {
    if (now.teams.every(({ at }) => at >= last)) return 'bad-message';
    return changedTeams(now, (team) => (team.at >= last ? team : begun(team, team.at + 1, done)));
  }
  const at = now.at + 1;
  if (at > last) return 'bad-message';
  const on = changedTeams(now, (team) => (team.at >= at ? team : begun(team, at, done)));
  return { ...on, at, begunMs: nowMs, extraMinutes: 0 };
}

export function teamOn(now: Classroom, id: string, done: Done): Classroom | RefusalCode {
  const team = now.teams.find((one) => one.id === id);
  if (team === undefined) return 'no-such-team';
  if (team.at + 1 >= now.settings.plan.length) return 'bad-message';
  return changedTeams(now, (one) => (one === team ? begun(team, team.at + 1, done) : one));
}

export function wonOn(
  now: Classroom,
  { team, round, done }: Extract<Change, { do: 'team-next' }>,
): Classroom | RefusalCode {
  if (now.settings.pacing === 'together') return 'teacher-decides';
  if (now.phase !== 'running') return 'frozen';
  // Two of a team may ask at the same time.
  if (now.teams.find(({ id }) => id === team)?.round !== round) return 'not-finished';
  return teamOn(now, team, done);
}

export function opened(now: Classroom, { at, done, nowMs }: Extract<Change, { do: 'open' }>): Classroom | RefusalCode {
  if (at >= now.settings.plan.length) return 'bad-message';
  const all = changedTeams(now, (team) => begun(team, at, done));
  return { ...all, at, begunMs: nowMs, extraMinutes: 0 };
}

/** The round of another puzzle begins, or of the same one anew. */
export function begun(team: Team, at: number, done: Done): Team {
  return { ...team, at, round: team.round + 1, done: team.done + (done[team.id] ?? 0) };
}
