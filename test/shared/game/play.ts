/** Plays matches for the tests: a person who follows the rules, or who makes one mistake. Knows the match only through its public functions. */
import { decide, formOf, type Step } from '../../../shared/device/decision.ts';
import type { Part } from '../../../shared/device/rule.ts';
import { answersByRule } from '../../../shared/game/form.ts';
import type { Journal, JournalInput } from '../../../shared/game/journal.ts';
import { accept, advance, createMatch, type Input, isWon, type Match } from '../../../shared/game/match.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { isLive, sampleDueUs } from '../../../shared/game/storm.ts';
import { wrongCable } from '../../../shared/game/wiring.ts';
import type { Card } from '../../../shared/game/score.ts';
import { settingsOn, stepsBetween, type Setting } from '../../../shared/game/setting.ts';
import type { Happening } from '../../../shared/game/view.ts';
import { deviceOf } from '../../../shared/network/network.ts';

/** Far more simulated time than any puzzle needs, microseconds: an unreachable goal must not keep a test for ever. */
const LIMIT_US = 60_000_000;

export type Answers = Partial<Record<Part, string>>;

/** A match in which these seats are taken by people. */
export function matchWith(puzzle: Puzzle, seed: string, people: readonly string[]): Match {
  const match = createMatch(puzzle, seed);
  for (const seat of people) must(match, { kind: 'occupy', seat, occupant: 'person' });
  return match;
}

const journals = new WeakMap<Match, JournalInput[]>();

/** All inputs that `must` has carried out in this match. */
export function journalOf(match: Match): Journal {
  return { rules: match.rules, seed: match.seed, inputs: journals.get(match) ?? [] };
}

/** Carries out an input that has to be accepted, and writes it down. */
export function must(match: Match, input: Input): readonly Happening[] {
  const atUs = match.network.nowUs;
  const outcome = accept(match, input);
  if ('refused' in outcome) throw new Error(`${JSON.stringify(input)} is refused: ${outcome.refused}`);
  journals.set(match, [...(journals.get(match) ?? []), { atUs, input }]);
  return outcome.happenings;
}

/** The first seat with a letter that can be played now, and that letter. */
export function nextCard(match: Match): { seat: string; card: Card } | undefined {
  for (const seat of Object.values(match.seats)) {
    const card = seat.inbox[0];
    if (seat.occupant === 'person' && card !== undefined && !seat.verdictOpen && isAsked(card))
      return { seat: seat.device, card };
  }
  return undefined;
}

/** A frame for a shared wire asks while the wire is silent, and after a collision; who hears another one waits. */
export function isAsked({ event }: Card): boolean {
  if (event.kind !== 'access') return true;
  return event.doing === 'collided' || (event.doing === 'listening' && event.hears === 'silence');
}

export function formFor(match: Match, seat: string, card: Card): readonly Step[] {
  return formOf(deviceOf(match.network, seat), card.event, match.puzzle.asks);
}

/** What the rules say at the asked points of a card. */
export function rightAnswers(match: Match, seat: string, card: Card): Answers {
  const { thinking } = decide(deviceOf(match.network, seat), card.event);
  return answersByRule(formFor(match, seat, card), (part) => thinking.find((point) => point.part === part)?.expected);
}

/** What a person at a seat has to do about a cable now, once the storm has been seen; in the order of the seats. */
export function nextCable(match: Match): Extract<Input, { kind: 'unplug' | 'plug' }> | undefined {
  if (match.storm === null || match.storm.filledUs === null) return undefined;
  for (const { device, occupant } of Object.values(match.seats)) {
    const wrong = occupant === 'person' ? wrongCable(match, device) : undefined;
    if (wrong !== undefined) return { kind: wrong.to === 'in' ? 'plug' : 'unplug', seat: device, port: wrong.port };
  }
  return undefined;
}

/** Lets everything happen until somebody has to decide, or the match is won. */
export function runUntilDecision(match: Match, look: (match: Match) => void = () => {}): Happening[] {
  const happenings: Happening[] = [];
  while (nextCard(match) === undefined && nextCable(match) === undefined && !isWon(match)) {
    const atUs = nextAtUs(match);
    if (atUs === null && match.fault?.phase === 'open') {
      happenings.push(...nameRightly(match));
      continue;
    }
    if (atUs === null) throw new Error(`${match.puzzle.id} ${match.seed}: nothing happens and nobody is asked`);
    if (atUs > LIMIT_US) throw new Error(`${match.puzzle.id} ${match.seed}: not won within a minute of simulated time`);
    // Live, something happens all the time; there is something to decide at most after the next measurement.
    happenings.push(...advance(match, isLive(match) ? Math.max(atUs, sampleDueUs(match)) : atUs));
    look(match);
  }
  return happenings;
}

/** The first person names what is broken. */
export function nameRightly(match: Match): readonly Happening[] {
  const person = Object.values(match.seats).find(({ occupant }) => occupant === 'person');
  if (match.fault === null || person === undefined) throw new Error(`${match.puzzle.id}: there is nothing to name`);
  const { fault, place } = match.fault.dealt;
  return must(match, { kind: 'name-fault', seat: person.device, fault, place });
}

/** People in a configure puzzle set what is set by `settingsOf` (by the puzzle's own configuration where it says nothing), and are ready. */
export function setUp(
  match: Match,
  settingsOf: (seat: string) => readonly Setting[] | undefined = () => undefined,
): Happening[] {
  const people = Object.values(match.seats).filter(({ occupant }) => occupant === 'person');
  const happenings = people.flatMap(({ device }) => {
    const wanted = settingsOf(device) ?? match.settings[device] ?? [];
    const steps = stepsBetween(settingsOn(deviceOf(match.network, device)), wanted);
    return steps.flatMap((setting) => must(match, { kind: 'configure', seat: device, setting }));
  });
  const ready = people.flatMap(({ device }) => must(match, { kind: 'ready', seat: device, ready: true }));
  return [...happenings, ...ready];
}

/** Lets the traffic of a configure puzzle run until the run is over. */
export function runTraffic(match: Match): Happening[] {
  const happenings: Happening[] = [];
  const { configuration } = match;
  if (configuration === null) throw new Error(`${match.puzzle.id} is not configured`);
  const before = configuration.runs;
  for (let atUs = nextAtUs(match); atUs !== null; atUs = nextAtUs(match)) {
    if (configuration.runs > before && configuration.phase !== 'running') break;
    happenings.push(...advance(match, atUs));
  }
  return happenings;
}

/** Who is shown the match while it is played. */
export interface Watch {
  /** After each thing that happened while nobody was asked. */
  readonly onStep?: (match: Match) => void;
  /** Before somebody does something to a cable. */
  readonly beforeCable?: (match: Match) => void;
}

/** Plays to the end as `answer` says (by the rules where it says nothing). Whoever watches is shown the match on the way. Returns everything that happened. */
export function playOut(
  match: Match,
  answer: (seat: string, card: Card) => Answers | undefined = () => undefined,
  movesMax = 1000,
  watch: Watch = {},
): Happening[] {
  const happenings = match.configuration === null ? [] : setUp(match);
  happenings.push(...runUntilDecision(match, watch.onStep));
  for (let moves = 0; !isWon(match); moves++) {
    if (moves === movesMax) throw new Error(`${match.puzzle.id} ${match.seed}: not won after ${movesMax} moves`);
    const next = nextCard(match);
    if (next !== undefined) {
      const { seat, card } = next;
      const answers = answer(seat, card) ?? rightAnswers(match, seat, card);
      happenings.push(...must(match, { kind: 'play', seat, card: card.id, answers }));
      if (match.seats[seat]?.verdictOpen) happenings.push(...must(match, { kind: 'retry', seat, card: card.id }));
    }
    const cable = next === undefined ? nextCable(match) : undefined;
    if (cable !== undefined) {
      watch.beforeCable?.(match);
      happenings.push(...must(match, cable));
    }
    happenings.push(...runUntilDecision(match, watch.onStep));
  }
  return happenings;
}
