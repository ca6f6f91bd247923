/** What a student of a demo class does next at a seat, in every kind of play. */
import { formOf } from '../device/decision.ts';
import { isReady } from '../game/configuration.ts';
import { isToFind } from '../game/fault.ts';
import type { Match, Seat, SeatMove } from '../game/match.ts';
import type { Card } from '../game/score.ts';
import { settingsOn, stepsBetween } from '../game/setting.ts';
import { isFilled } from '../game/storm.ts';
import { isAccess } from '../game/turns.ts';
import { wrongCable } from '../game/wiring.ts';
import { deviceOf } from '../network/network.ts';
import type { Random } from '../random.ts';
import { answersOf, isMisled, type Persona } from './persona.ts';

/** Null while there is nothing to do here. */
export function moveOf(persona: Persona, match: Match, device: string, random: Random): SeatMove | null {
  const seat = match.seats[device];
  if (seat?.occupant !== 'person') return null;
  if (seat.verdictOpen && seat.verdict !== null) return { kind: 'retry', seat: device, card: seat.verdict.card };
  if (match.configuration !== null) return settingMove(persona, match, seat, random);
  const card = seat.inbox[0];
  if (card !== undefined) return isAsked(match, seat, card) ? playMove(persona, match, seat, card, random) : null;
  return findMove(match, device) ?? cableMove(match, device);
}

function playMove(persona: Persona, match: Match, seat: Seat, card: Card, random: Random): SeatMove {
  const answers = answersOf(persona, match, seat, card, random);
  return { kind: 'play', seat: seat.device, card: card.id, answers };
}

/** On a shared wire who hears another one waits, and so does who is sending. */
function isAsked(match: Match, seat: Seat, card: Card): boolean {
  if (formOf(deviceOf(match.network, seat.device), card.event, match.puzzle.asks).length === 0) return false;
  if (!isAccess(card)) return true;
  const { doing, hears } = card.event;
  return doing === 'collided' || (doing === 'listening' && hears === 'silence');
}

/** Sets one thing after the other; before the first run who is misled takes the last one for needless. */
function settingMove(persona: Persona, match: Match, { device }: Seat, random: Random): SeatMove | null {
  const { configuration } = match;
  const wanted = match.settings[device];
  if (wanted === undefined || configuration?.phase !== 'setting' || isReady(match, device)) return null;
  const steps = stepsBetween(settingsOn(deviceOf(match.network, device)), wanted);
  const [setting] = steps;
  const rule = setting?.set === 'route' ? 'router.lpm' : 'switch.vlan';
  const leavesItOut = steps.length === 1 && configuration.runs === 0 && isMisled(persona, rule, random);
  if (setting === undefined || leavesItOut) return { kind: 'ready', seat: device, ready: true };
  return { kind: 'configure', seat: device, setting };
}

function findMove(match: Match, device: string): SeatMove | null {
  if (match.fault === null || !isToFind(match)) return null;
  const { fault, place } = match.fault.dealt;
  return { kind: 'name-fault', seat: device, fault, place };
}

function cableMove(match: Match, device: string): SeatMove | null {
  const wrong = isFilled(match) ? wrongCable(match, device) : undefined;
  return wrong === undefined ? null : { kind: wrong.to === 'in' ? 'plug' : 'unplug', seat: device, port: wrong.port };
}
