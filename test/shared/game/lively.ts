/** Matches in which much happens, for what has to hold in all of them. */
import { faultKinds } from '../../../shared/game/fault-kind.ts';
import type { JournalInput } from '../../../shared/game/journal.ts';
import { accept, advance, createMatch, isWon, type Input, type Match } from '../../../shared/game/match.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { draw, drawOne, randomFrom, type Random } from '../../../shared/random.ts';
import { isLive } from '../../../shared/game/storm.ts';
import { cabledPorts } from '../../../shared/game/wiring.ts';
import { formFor, nextCard, rightAnswers } from './play.ts';

/** A lively match: people come and go, play right and wrong, ask for hints; time runs in uneven pieces. Its accepted inputs are the journal. */
export function livelyMatch(puzzle: Puzzle, seed: string, moves: number): { match: Match; inputs: JournalInput[] } {
  const random = randomFrom(`lively ${seed}`);
  const match = createMatch(puzzle, seed);
  const inputs: JournalInput[] = [];
  for (let move = 0; move < moves && !isWon(match); move++) {
    const nextUs = nextAtUs(match);
    if (draw(random, 3) > 0)
      advance(match, draw(random, 2) === 0 ? match.network.nowUs + draw(random, 400) : (nextUs ?? 0));
    const input = someInput(match, random);
    const atUs = match.network.nowUs;
    if (!('refused' in accept(match, input))) inputs.push({ atUs, input });
  }
  return { match, inputs };
}

function someInput(match: Match, random: Random): Input {
  const next = nextCard(match);
  if (isLive(match) && draw(random, 3) === 0) {
    const live = drawOne(random, match.puzzle.seats);
    const { port } = drawOne(random, cabledPorts(match, live));
    return { kind: drawOne(random, ['plug', 'unplug'] as const), seat: live, port };
  }
  const seat = drawOne(random, match.puzzle.seats);
  const own = match.seats[seat];
  const kind = draw(random, 10);
  if (match.configuration !== null) return someSetting(match, random, seat, kind);
  if (match.fault?.phase === 'open' && (kind === 1 || next === undefined)) return someName(match, random, seat);
  if (kind === 0) return someSeat(random, seat);
  if (own?.verdictOpen && own.inbox[0]) return { kind: 'retry', seat, card: own.inbox[0].id };
  if (next === undefined) return { kind: 'occupy', seat, occupant: 'person' };
  const answers = { ...rightAnswers(match, next.seat, next.card) };
  const step = drawOne(random, formFor(match, next.seat, next.card));
  if (kind === 1) return { kind: 'hint', seat: next.seat, card: next.card.id, part: step.part, step: 1 };
  if (kind < 4) answers[step.part] = drawOne(random, step.choices).value;
  return { kind: 'play', seat: next.seat, card: next.card.id, answers };
}

/** Three people, one of whom gives no name, take turns on the seats; now and then a bot stands in for one. */
function someSeat(random: Random, seat: string): Input {
  const occupant = drawOne(random, ['person', 'person', 'bot'] as const);
  const person = drawOne(random, ['ann', 'ben', null]);
  return { kind: 'occupy', seat, occupant, ...(person === null ? {} : { person }) };
}

/** While something is broken: right and wrong names, and hints about it. */
function someName(match: Match, random: Random, seat: string): Input {
  if (match.seats[seat]?.occupant !== 'person') return { kind: 'occupy', seat, occupant: 'person' };
  const kind = draw(random, 4);
  if (kind === 0) return { kind: 'hint', seat, card: 0, part: 'fault', step: drawOne(random, [1, 2, 3] as const) };
  const right = match.fault!.dealt;
  if (kind === 1) return { kind: 'name-fault', seat, fault: right.fault, place: right.place };
  return {
    kind: 'name-fault',
    seat,
    fault: drawOne(random, faultKinds),
    place: { kind: 'link', id: `l${draw(random, 7)}` },
  };
}

/** In a configure puzzle: right and wrong settings, taken back again, hints, and now and then "ready". */
function someSetting(match: Match, random: Random, seat: string, kind: number): Input {
  if (kind === 0) return someSeat(random, seat);
  if (match.seats[seat]?.occupant !== 'person') return { kind: 'occupy', seat, occupant: 'person' };
  if (kind === 1)
    return {
      kind: 'hint',
      seat,
      card: 0,
      part: seat.startsWith('S') ? 'port-vlan' : 'route',
      step: drawOne(random, [1, 2, 3] as const),
    };
  if (kind < 5) return { kind: 'ready', seat, ready: kind < 4 };
  const setting = drawOne(random, match.settings[seat] ?? []);
  if (setting.set === 'port-vlan')
    return { kind: 'configure', seat, setting: kind === 9 ? { ...setting, vlan: null } : setting };
  const how = drawOne(random, ['add', 'add', 'replace', 'delete'] as const);
  return { kind: 'configure', seat, setting: { ...setting, how, to: kind === 9 ? 'default' : setting.to } };
}
