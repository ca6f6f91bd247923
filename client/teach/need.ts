/** Which team needs the teacher most, from what its room reports. */
import type { StudentView, TeamTold, TeamView } from '../../shared/class/view.ts';

/** In the order in which teams are shown. `halted`: nothing is carried out there. `out`: nobody has come in yet, or everybody has left. */
export type Need = 'halted' | 'stuck' | 'question' | 'playing' | 'out' | 'won';

const ORDER: readonly Need[] = ['halted', 'stuck', 'question', 'playing', 'out', 'won'];

export interface NeedyTeam {
  readonly team: TeamView;
  readonly members: readonly StudentView[];
  readonly need: Need;
}

export function needOf({ report }: TeamView, members: readonly StudentView[]): Need {
  if (report?.phase === 'result') return 'won';
  if ((report?.halt ?? '') !== '') return 'halted';
  if (isStuck(report)) return 'stuck';
  if (members.some(({ hand }) => hand)) return 'question';
  const isHere = members.some(({ doing }) => doing !== 'away');
  return report === null || !isHere ? 'out' : 'playing';
}

/** Somebody tries the same letter again and again, or makes the same mistake again. */
function isStuck(report: TeamTold | null): boolean {
  if (report === null) return false;
  return report.stuck !== null || report.seats.some(({ doing }) => doing === 'repeating');
}

/** From 0 to 1: goals first, then decisions. In steps of a quarter, so that tiles do not change places with every frame. */
export function progressOf(report: TeamTold | null): number {
  if (report === null) return 0;
  if (report.phase === 'result') return 1;
  const met = report.goals.filter((goal) => goal.met).length;
  const decided = Math.min(1, report.decisions / Math.max(1, report.par));
  return Math.floor((4 * (met + decided)) / (report.goals.length + 1)) / 4;
}

/** Halted, stuck, then raised hands, then the least progress; done last. Teams that are equal keep the order of the class. */
export function byNeed(teams: readonly TeamView[], students: readonly StudentView[]): readonly NeedyTeam[] {
  const needy = teams.map((team): NeedyTeam => {
    const members = students.filter((student) => student.team === team.id);
    return { team, members, need: needOf(team, members) };
  });
  return needy.toSorted(
    (a, b) => ORDER.indexOf(a.need) - ORDER.indexOf(b.need) || progressOf(a.team.report) - progressOf(b.team.report),
  );
}

/** The order that was shown before, as long as it is held: teams that are new come last, those that are gone are left out. */
export function inHeldOrder(teams: readonly NeedyTeam[], held: readonly string[]): readonly NeedyTeam[] {
  const place = (id: string): number => (held.includes(id) ? held.indexOf(id) : held.length);
  return teams.toSorted((a, b) => place(a.team.id) - place(b.team.id));
}
