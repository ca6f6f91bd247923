/** What a teacher does to matches: given by the room of the class, carried out by the rooms of teams, and answered. */
import type { Input } from '../../shared/game/match.ts';
import { hintFromTeacher } from '../../shared/game/teacher-hint.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { tellTeam, type FromTeacher, type Presence } from './channel.ts';
import { phaseOf, type Round } from './round.ts';

/** A team's room that has not answered after so long has not carried it out: it is not open, milliseconds. */
const ANSWER_MAX_MS = 1000;

export interface Orders {
  /** To these rooms; null as soon as one of them has carried it out, else why not. */
  give(rooms: readonly string[], order: FromTeacher): Promise<RefusalCode | null>;
  /** A room has answered. */
  answered(number: number, refused: RefusalCode | null): void;
}

export function createOrders(room: {
  readonly presence: Presence;
  later(delayMs: number, callback: () => void): () => void;
}): Orders {
  const waiting = new Map<number, (refused: RefusalCode | null) => void>();
  let last = 0;
  const give = (rooms: readonly string[], order: FromTeacher): Promise<RefusalCode | null> =>
    new Promise((resolve) => {
      const number = ++last;
      let open = rooms.length;
      const settle = (refused: RefusalCode | null): void => {
        waiting.delete(number);
        cancel();
        resolve(refused);
      };
      const cancel = room.later(ANSWER_MAX_MS, () => settle(refusalOf(order)));
      waiting.set(number, (refused) => {
        open--;
        if (refused === null || open === 0) settle(refused);
      });
      for (const code of rooms) tellTeam(room.presence, code, { do: 'order', number, order });
    });
  return { give, answered: (number, refused) => waiting.get(number)?.(refused) };
}

/** Carries it out in a round, if that can be. `take` is the door of its inputs. */
export function carryOut(
  round: Round,
  order: FromTeacher,
  take: (input: Input) => RefusalCode | null,
): RefusalCode | null {
  const phase = phaseOf(round);
  if (order.do === 'disturb') {
    // What was done before the end can still be taken back.
    const isOpen = phase === 'play' || (phase === 'result' && order.how === 'mend');
    return isOpen ? take({ kind: 'disturb', how: order.how }) : refusalOf(order);
  }
  const hinted = phase === 'play' ? round.match.puzzle.seats.filter((seat) => hintAt(round, seat, take)) : [];
  return hinted.length > 0 ? null : refusalOf(order);
}

function hintAt({ match }: Round, seat: string, take: (input: Input) => RefusalCode | null): boolean {
  const hint = hintFromTeacher(match, seat);
  if (hint === null) return false;
  return take({ kind: 'give-hint', seat, card: hint.card, part: hint.part }) === null;
}

function refusalOf(order: FromTeacher): RefusalCode {
  return order.do === 'hint' ? 'nothing-to-hint' : 'cannot-disturb';
}
