/** What the judge says about a move, as data; the words come from the language. */
import { decide, type Thinking } from '../device/decision.ts';
import { deviceOf } from '../network/network.ts';
import { frameOf, hexOf, lookAt, pingOf } from './look.ts';
import type { Match, Seat } from './match.ts';
import type { Card } from './score.ts';
import type { LogEntry, Verdict } from './view.ts';

/** The verdict on a move. `blamed` is the point that decides; undefined means right. A guided move that is not right is refused. */
export function verdictOf(match: Match, seat: Seat, card: Card, blamed: Thinking | undefined): Verdict {
  const reference = decide(deviceOf(match.network, seat.device), card.event);
  const last = reference.thinking.findLast((point) => match.puzzle.asks[point.rule]?.includes(point.part) === true);
  const point = blamed ?? last;
  if (point === undefined) throw new Error(`card ${card.id} asks nothing`);
  const frame = frameOf(card.event);
  const ping = frame === undefined ? undefined : match.traffic[pingOf(match.network, frame) ?? -1];
  return {
    card: card.id,
    quality: blamed?.quality ?? 'right',
    refused: blamed !== undefined && seat.guidedLeft > 0,
    rule: point.rule,
    part: point.part,
    expected: point.expected,
    played: point.played,
    facts: point.facts,
    bytes: hexOf(frame),
    look: frame === undefined ? 'icmp' : lookAt(match, seat.device, frame),
    port: card.event.kind === 'frame' ? card.event.port : '',
    shouldLeave: [...new Set(reference.actions.flatMap((action) => (action.do === 'send' ? [action.port] : [])))],
    ping: ping === undefined ? null : { on: ping.on, to: ping.to ?? '' },
    atUs: match.network.nowUs,
  };
}

/** Most entries of a seat's log; the oldest makes room. The score counts them all. */
const LOG_MAX = 100;

export function keepInLog(seat: Seat, entry: Omit<LogEntry, 'device'>): void {
  seat.log.push({ ...entry, device: seat.device });
  seat.logged++;
  if (seat.log.length > LOG_MAX) seat.log.shift();
}

export function writeDown(seat: Seat, verdict: Verdict): void {
  keepInLog(seat, logEntry(verdict));
}

export function markMended(seat: Seat, card: Card): void {
  for (const [index, entry] of seat.log.entries()) {
    if (entry.card === card.id && entry.quality !== 'right') seat.log[index] = { ...entry, mended: true };
  }
}

function logEntry(verdict: Verdict): Omit<LogEntry, 'device'> {
  const { card, quality, rule, bytes, look, port, atUs } = verdict;
  const right = quality === 'right';
  return {
    atUs,
    card,
    quality,
    rule: right ? null : rule,
    verdict: right ? null : verdict,
    bytes,
    look,
    port,
    mended: false,
  };
}
