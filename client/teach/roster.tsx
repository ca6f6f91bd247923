/** The students by name: team, what happens there, the number that gives a seat back. */
import type { JSX } from 'preact';
import { useClass } from './desk.ts';
import { Student } from './roster-row.tsx';
import { useTeachWords } from './words.ts';

export function Roster(): JSX.Element {
  const { students } = useClass();
  const words = useTeachWords().roster;
  // Raised hands first, then by name: a list in which somebody is to be found.
  const sorted = students.toSorted((a, b) => Number(b.hand) - Number(a.hand) || a.name.localeCompare(b.name));
  if (students.length === 0) return <p class="quiet side-empty">{words.empty}</p>;
  return (
    <>
      <p class="small quiet side-note">{words.keys}</p>
      <ul class="roster">
        {sorted.map((student) => (
          <Student key={student.id} student={student} />
        ))}
      </ul>
    </>
  );
}
