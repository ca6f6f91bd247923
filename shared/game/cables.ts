/** What people and bots do to cables while a storm runs: pull one out of a port, plug it in again; and what the judge says about it. */
import { splitEnd } from '../network/lab.ts';
import { changeHappens } from '../network/changes.ts';
import type { RefusalCode } from '../refusals.ts';
import { linkId } from './look.ts';
import type { Match, Seat } from './match.ts';
import { NO_CARD } from './score.ts';
import { BOT_WAIT_US, isFilled, type Storm } from './storm.ts';
import { writeDown } from './verdict.ts';
import type { Happening, HintView, Verdict } from './view.ts';
import { cableThought, placeAt, wiringOf, wrongCable, wrongCables } from './wiring.ts';

/** A person pulls the cable out of a port of their device, or plugs the loose end in again. Not before the storm has been seen: nobody calls for help earlier. */
export function turnCable(
  match: Match,
  seat: Seat,
  port: string,
  to: 'in' | 'out',
): { readonly happenings: readonly Happening[] } | { readonly refused: RefusalCode } {
  const { storm } = match;
  const place = placeAt(match, seat.device, port);
  if (storm === null || !isFilled(match) || seat.occupant !== 'person') return { refused: 'not-a-choice' };
  if (place === -1 || storm.out[place] !== (to === 'out' ? null : seat.device)) return { refused: 'not-a-choice' };
  const happenings: Happening[] = [];
  carryOut(match, storm, seat, port, to, happenings);
  return { happenings };
}

/** Bots look at the cables; at most one of them does something. */
export function botsLook(match: Match, storm: Storm, happenings: Happening[]): void {
  const move = botMove(match);
  const seat = move === undefined ? undefined : match.seats[move.seat];
  if (move !== undefined && seat !== undefined) carryOut(match, storm, seat, move.port, move.to, happenings);
}

/**
 * What a bot does to a cable, and at which seat, once it has watched for a while. A loose end of its own that is missed it plugs in again. A loop is
 * the business of the people who have a cable of one at their own switch; bots open only what is left.
 */
export function botMove(
  match: Match,
): { readonly seat: string; readonly port: string; readonly to: 'in' | 'out' } | undefined {
  const { storm, network } = match;
  if (storm === null || storm.filledUs === null) return undefined;
  if (network.nowUs - Math.max(storm.actedUs, storm.filledUs) < BOT_WAIT_US) return undefined;
  const seats = Object.values(match.seats);
  const isMissing = (person: boolean, to: 'in' | 'out') =>
    seats.flatMap(({ device, occupant }) => {
      const wrong = (occupant === 'person') === person ? wrongCables(match, device) : [];
      return wrong.filter((one) => one.to === to).map((one) => ({ seat: device, ...one }));
    });
  const [loose] = isMissing(false, 'in');
  if (loose !== undefined) return loose;
  return isMissing(true, 'out').length > 0 ? undefined : isMissing(false, 'out')[0];
}

function carryOut(
  match: Match,
  storm: Storm,
  seat: Seat,
  port: string,
  to: 'in' | 'out',
  happenings: Happening[],
): void {
  const { network } = match;
  const place = placeAt(match, seat.device, port);
  const verdict = verdictOn(match, seat, port, to);
  const wasMistake = storm.mistaken[place] !== null;
  storm.out[place] = to === 'out' ? seat.device : null;
  storm.actedUs = network.nowUs;
  changeHappens(network, { change: to === 'out' ? 'cut' : 'mend', at: { device: seat.device, port } });
  happenings.push({ kind: 'cable', device: seat.device, link: linkId(place), isIn: to === 'in', atUs: network.nowUs });
  seat.verdict = verdict;
  // Mending is no decision of its own.
  const mends = wasMistake && verdict.quality === 'right';
  if (!mends) writeDown(seat, verdict);
  if (verdict.quality !== 'right') {
    storm.mistaken[place] = seat.device;
    seat.counts[verdict.quality]++;
  } else if (!mends) {
    seat.counts.right++;
    seat.counts.decisions++;
  }
  noteMended(match, storm);
}

function verdictOn(match: Match, seat: Seat, port: string, to: 'in' | 'out'): Verdict {
  const { rule, part, expected, played, quality, facts } = cableThought(match, seat.device, port, to);
  return {
    card: match.nextCard++,
    quality,
    refused: false,
    rule,
    part,
    expected,
    played,
    facts,
    bytes: '',
    look: 'sealed',
    port,
    shouldLeave: [],
    ping: null,
    atUs: match.network.nowUs,
  };
}

/** A mistake is mended when its cable is as the rule says again, whoever did it. */
function noteMended(match: Match, storm: Storm): void {
  const { cables } = wiringOf(match);
  for (const [place, device] of storm.mistaken.entries()) {
    const seat = match.seats[device ?? ''];
    const port = match.links[place]?.map(splitEnd).find(([at]) => at === device)?.[1];
    if (seat === undefined || port === undefined) continue;
    const isIn = cables[place]?.isIn === true;
    if (cableThought(match, seat.device, port).expected !== (isIn ? 'in' : 'out')) continue;
    storm.mistaken[place] = null;
    for (const [index, entry] of seat.log.entries()) {
      if (entry.rule === 'switch.loop' && entry.port === port) seat.log[index] = { ...entry, mended: true };
    }
  }
}

/** The next hint about the own cables; there is one only while one of them is not as the rule says. */
export function openCableHint(
  match: Match,
  seat: Seat,
  step: 1 | 2 | 3,
): { readonly happenings: readonly Happening[] } | { readonly refused: RefusalCode } {
  const opened = seat.hints.filter((hint) => hint.card === NO_CARD).length;
  const isOpen = isFilled(match) && seat.occupant === 'person' && wrongCable(match, seat.device) !== undefined;
  if (step !== opened + 1 || !isOpen) return { refused: 'no-such-hint' };
  seat.hints.push({ card: NO_CARD, part: 'cable', step, rule: 'switch.loop' });
  return { happenings: [] };
}

/** The opened hints; the answer is about the first cable that is not as the rule says, as long as there is one. */
export function cableHints(match: Match, seat: Seat): readonly HintView[] {
  const wrong = wrongCable(match, seat.device);
  return seat.hints.flatMap((hint): HintView[] => {
    if (hint.card !== NO_CARD || (hint.step === 3 && wrong === undefined)) return [];
    const thought = hint.step === 3 && wrong !== undefined ? cableThought(match, seat.device, wrong.port) : undefined;
    const { expected = '', facts = {} } = thought ?? {};
    return [{ part: 'cable', step: hint.step, rule: hint.rule, expected, facts }];
  });
}
