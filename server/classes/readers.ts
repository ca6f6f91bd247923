/** Who may read what of a class, from what is kept of it. */
import type { ReadClass, Readers } from './report-api.ts';

/** As much of a class as has to be known for that. */
export interface KnownClass {
  readonly code: string;
  readonly settings: { readonly title: string };
  readonly students: readonly {
    readonly id: string;
    readonly name: string;
    /** Id of the team. */
    readonly team: string | null;
    /** SHA-256 of the token; empty for a bot, and for who has no browser in the class any more. */
    readonly tokenHash: string;
    readonly isBot: boolean;
  }[];
  readonly teams: ReadClass['teams'];
  /** SHA-256 of the secrets of all browsers that may teach. */
  readonly secrets: readonly string[];
}

/** `find` resolves with null if there is no such class; `isSameHash` compares in constant time. */
export function readersIn(
  find: (code: string) => Promise<KnownClass | null>,
  isSameHash: (one: string, other: string) => boolean,
): Readers {
  return {
    readerOf: async (code, hash) => {
      const known = await find(code);
      if (known === null) return { refused: 'no-such-class' };
      if (known.secrets.some((secret) => isSameHash(secret, hash)))
        return { value: { role: 'teacher', lesson: readClass(known) } };
      const student = known.students.find(({ tokenHash }) => tokenHash !== '' && isSameHash(tokenHash, hash));
      if (student === undefined) return { refused: 'wrong-secret' };
      const rooms = known.teams.flatMap(({ id, room }) => (id === student.team ? [room] : []));
      return { value: { role: 'student', rooms } };
    },
  };
}

function readClass({ code, settings, students, teams }: KnownClass): ReadClass {
  const nameOf = (team: string | null): number | null => teams.find(({ id }) => id === team)?.name ?? null;
  return {
    code,
    title: settings.title,
    students: students.map(({ id, name, team, isBot }) => ({ id, name, team: nameOf(team), isBot })),
    teams: teams.map(({ id, name, room }) => ({ id, name, room })),
  };
}
