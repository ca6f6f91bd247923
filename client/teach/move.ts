/** A student into another team, from a drag, a list or a key. */
import { useAct, useClass } from './desk.ts';
import { useTeachWords, useTeamName } from './words.ts';

/** Null: into a new team. Does nothing for who is in that team already. */
export function useMove(): (student: string, team: string | null) => Promise<boolean> {
  const act = useAct();
  const view = useClass();
  const words = useTeachWords().roster;
  const teamName = useTeamName();
  return async (id, team) => {
    const student = view.students.find((one) => one.id === id);
    if (student === undefined || (team !== null && student.team === team)) return false;
    const target = view.teams.find((one) => one.id === team);
    const name = target === undefined ? words.newTeam : teamName(target.name);
    return act('move', { student: id, team }, words.moved(student.name, name));
  };
}
