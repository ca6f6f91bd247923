/** The slides of a debrief, from the report of a class. Pure. */
import type { ClassReport, Moment } from '../../shared/class/report.ts';
import type { PuzzleId } from '../../shared/game/puzzle.ts';

type Commonest = NonNullable<ClassReport['debrief']['commonest']>;

export type Slide =
  | { readonly kind: 'mistake'; readonly mistake: Commonest }
  | { readonly kind: 'moment'; readonly moment: Moment }
  /** The thought on it is a slide of its own, so that it comes when the teacher wants it. */
  | { readonly kind: 'question'; readonly puzzle: PuzzleId; readonly isThoughtShown: boolean }
  | { readonly kind: 'closing'; readonly puzzles: number; readonly right: number };

/** Empty while nothing has been played. */
export function slidesOf({
  debrief,
  teams,
  students,
}: Pick<ClassReport, 'debrief' | 'teams' | 'students'>): readonly Slide[] {
  const rounds = teams.flatMap((team) => team.rounds);
  if (rounds.length === 0) return [];
  const { commonest, moments, question } = debrief;
  const right = students.reduce((sum, student) => sum + student.rounds.reduce((own, round) => own + round.right, 0), 0);
  return [
    ...(commonest === null ? [] : [{ kind: 'mistake' as const, mistake: commonest }]),
    ...moments.map((moment) => ({ kind: 'moment' as const, moment })),
    ...(question === null
      ? []
      : [false, true].map((isThoughtShown) => ({ kind: 'question' as const, puzzle: question, isThoughtShown }))),
    { kind: 'closing', puzzles: new Set(rounds.map(({ puzzle }) => puzzle)).size, right },
  ];
}
