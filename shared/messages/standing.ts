/** How students are doing, for who has the reports of their teams. */
import type { Doing, StudentView, TeamReport } from '../class/view.ts';

/** Where a student sits and how it goes, by what the team has reported; who is in no room is away. */
export function standingOf(
  id: string,
  report: Pick<TeamReport, 'seats' | 'standing'> | null,
): Pick<StudentView, 'doing' | 'seat'> {
  const seat = report?.seats.find(({ student }) => student === id);
  const unseated: Doing = report?.standing.includes(id) === true ? 'waiting' : 'away';
  return { seat: seat?.device ?? null, doing: seat?.doing ?? unseated };
}
