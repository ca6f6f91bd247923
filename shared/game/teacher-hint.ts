/** The hint that a teacher gives: the first rung of what a seat is asked now. It costs no stars; the next rungs cost what they always do. */
import { formOf } from '../device/decision.ts';
import type { Part, RuleId } from '../device/rule.ts';
import { deviceOf } from '../network/network.ts';
import type { RefusalCode } from '../refusals.ts';
import { FAULT_PART, FAULT_RULE, isToFind } from './fault.ts';
import type { Match, Seat } from './match.ts';
import { hintedPoint } from './move.ts';
import { rightAnswers } from './right-answers.ts';
import { NO_CARD } from './score.ts';
import { hintSubject } from './setting-hint.ts';
import { isFilled } from './storm.ts';
import { wrongCable } from './wiring.ts';

export interface TeacherHint {
  /** `NO_CARD` where it is about the device itself. */
  readonly card: number;
  readonly part: Part;
  readonly rule: RuleId;
}

/** Which hint that would be; null where a seat is asked nothing, has read the verdict on a mistake not yet, or has the first rung of every question already. */
export function hintFromTeacher(match: Match, device: string): TeacherHint | null {
  const seat = match.seats[device];
  if (seat?.occupant !== 'person') return null;
  const about = match.configuration === null ? aboutLetter(match, seat) : aboutSettings(match, seat);
  const hints = [...about, ...aboutFault(match), ...aboutCables(match, seat)];
  return hints.find((hint) => !isOpened(seat, hint)) ?? null;
}

/** Opens it, if it is still the one that the seat would get. */
export function giveHint(match: Match, seat: Seat, given: Pick<TeacherHint, 'card' | 'part'>): RefusalCode | null {
  const hint = hintFromTeacher(match, seat.device);
  if (hint === null || hint.card !== given.card || hint.part !== given.part) return 'nothing-to-hint';
  seat.hints.push({ ...hint, step: 1, given: true });
  return null;
}

function isOpened({ hints }: Seat, { card, part }: TeacherHint): boolean {
  return hints.some((hint) => hint.card === card && hint.part === part);
}

/** The questions of the letter in hand, in their order on the way that the rules take. */
function aboutLetter(match: Match, seat: Seat): readonly TeacherHint[] {
  const [card] = seat.inbox;
  if (card === undefined || seat.verdictOpen) return [];
  const form = formOf(deviceOf(match.network, seat.device), card.event, match.puzzle.asks);
  return (Object.keys(rightAnswers(match, seat, card.event, form)) as Part[]).flatMap((part) => {
    const point = hintedPoint(match, seat, card.event, part);
    return point === undefined ? [] : [{ card: card.id, part, rule: point.rule }];
  });
}

function aboutSettings(match: Match, seat: Seat): readonly TeacherHint[] {
  const isOpen = match.configuration?.phase === 'setting' && match.puzzle.configure?.[seat.device] !== undefined;
  return isOpen ? [{ card: NO_CARD, ...hintSubject(match, seat.device) }] : [];
}

function aboutFault(match: Match): readonly TeacherHint[] {
  return isToFind(match) ? [{ card: NO_CARD, part: FAULT_PART, rule: FAULT_RULE }] : [];
}

function aboutCables(match: Match, seat: Seat): readonly TeacherHint[] {
  const isWrong = isFilled(match) && wrongCable(match, seat.device) !== undefined;
  return isWrong ? [{ card: NO_CARD, part: 'cable', rule: 'switch.loop' }] : [];
}
