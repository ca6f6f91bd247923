/** What a person does with a letter: play it, read the verdict on it, open a hint about it. */
import { decide, formOf } from '../device/decision.ts';
import type { DeviceEvent } from '../device/event.ts';
import type { Part } from '../device/rule.ts';
import { deviceOf } from '../network/network.ts';
import { checkAnswers } from './form.ts';
import { judge } from './judge.ts';
import type { Accepted, Input, Match, Seat } from './match.ts';
import { finish, settle } from './run.ts';
import type { Card } from './score.ts';
import { spectatorOf } from './spectator.ts';
import { isAccess, playTurn } from './turns.ts';
import { markMended, verdictOf, writeDown } from './verdict.ts';
import type { Happening, Verdict } from './view.ts';

/** The verdict has been read. On a shared wire its frame may be through by then. */
export function closeVerdict(seat: Seat, card: number): Accepted {
  if (!seat.verdictOpen || seat.verdict?.card !== card) return { refused: 'not-your-card' };
  seat.verdictOpen = false;
  return { happenings: [] };
}

/** Carries out what somebody answers to a letter, and says what the judge thinks of it. */
export function play(match: Match, seat: Seat, card: Card, answers: Readonly<Partial<Record<Part, string>>>): Accepted {
  if (seat.verdictOpen) return { refused: 'not-your-card' };
  if (isAccess(card)) {
    const happenings: Happening[] = [];
    const refused = playTurn(match, seat, card, answers, happenings);
    settle(match, happenings);
    return refused === null ? { happenings } : { refused };
  }
  const device = deviceOf(match.network, seat.device);
  const refused = checkAnswers(formOf(device, card.event, match.puzzle.asks), answers);
  if (refused !== null) return { refused };
  const decision = decide(device, card.event, answers);
  spectatorOf(match)?.personPlays(seat, card, decision.thinking);
  const judged = judge(decision);
  const verdict = verdictOf(match, seat, card, judged);
  const happenings: Happening[] = [];
  card.tries++;
  seat.verdict = verdict;
  seat.verdictOpen = verdict.quality === 'broken' || verdict.quality === 'unsafe' || verdict.refused;
  countMove(seat, card, verdict);
  writeDown(seat, verdict);
  if (!verdict.refused) finish(match, seat, card, decision.actions, seat.verdictOpen, happenings);
  settle(match, happenings);
  return { happenings };
}

/** A mistake counts once a card; mending it at the next try costs nothing more. What was held back in a guided decision costs nothing. */
function countMove(seat: Seat, card: Card, verdict: Verdict): void {
  if (verdict.refused) return;
  const { counts } = seat;
  const isDone = verdict.quality === 'right' || verdict.quality === 'wasteful';
  if (!card.mistaken) counts[verdict.quality]++;
  if (!isDone) {
    card.mistaken = true;
    return;
  }
  counts.decisions++;
  if (seat.guidedLeft > 0) seat.guidedLeft--;
  markMended(seat, card);
}

/** The next hint of a part: in order, and only about a point that the rules come to. */
export function openHint(match: Match, seat: Seat, card: Card, hint: Extract<Input, { kind: 'hint' }>): Accepted {
  const opened = seat.hints.filter((open) => open.card === card.id && open.part === hint.part).length;
  const thinking = hintedPoint(match, seat, card.event, hint.part);
  if (hint.step !== opened + 1 || thinking === undefined || seat.verdictOpen) return { refused: 'no-such-hint' };
  seat.hints.push({ card: card.id, part: hint.part, step: hint.step, rule: thinking.rule });
  return { happenings: [] };
}

/** The point that a hint about `part` speaks of, as the rules see it. */
export function hintedPoint(match: Match, seat: Seat, event: DeviceEvent, part: Part) {
  const { thinking } = decide(deviceOf(match.network, seat.device), event);
  return thinking.find((point) => point.part === part && match.puzzle.asks[point.rule]?.includes(part) === true);
}
