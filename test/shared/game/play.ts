/** Plays matches for the tests: a person who follows the rules, or who makes one mistake. Knows the match only through its public functions. */
import { decide, formOf, type Step } from '../../../shared/device/decision.ts';
import type { Part } from '../../../shared/device/rule.ts';
import { answersByRule } from '../../../shared/game/form.ts';
import { accept, advance, createMatch, type Input, isWon, type Match } from '../../../shared/game/match.ts';
import type { Puzzle } from '../../../shared/game/puzzle.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
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

/** Carries out an input that has to be accepted. */
export function must(match: Match, input: Input): readonly Happening[] {
  const outcome = accept(match, input);
  if ('refused' in outcome) throw new Error(`${JSON.stringify(input)} is refused: ${outcome.refused}`);
  return outcome.happenings;
}

/** The first seat with a letter that can be played now, and that letter. */
export function nextCard(match: Match): { seat: string; card: Card } | undefined {
  for (const seat of Object.values(match.seats)) {
    const card = seat.inbox[0];
    if (seat.occupant === 'person' && card !== undefined && !seat.verdictOpen) return { seat: seat.device, card };
  }
  return undefined;
}

export function formFor(match: Match, seat: string, card: Card): readonly Step[] {
  return formOf(deviceOf(match.network, seat), card.event, match.puzzle.asks);
}

/** What the rules say at the asked points of a card. */
export function rightAnswers(match: Match, seat: string, card: Card): Answers {
  const { thinking } = decide(deviceOf(match.network, seat), card.event);
  return answersByRule(formFor(match, seat, card), (part) => thinking.find((point) => point.part === part)?.expected);
}

/** Lets everything happen until somebody has to decide, or the match is won. */
export function runUntilDecision(match: Match): Happening[] {
  const happenings: Happening[] = [];
  while (nextCard(match) === undefined && !isWon(match)) {
    const atUs = nextAtUs(match);
    if (atUs === null && match.fault?.phase === 'open') {
      happenings.push(...nameRightly(match));
      continue;
    }
    if (atUs === null) throw new Error(`${match.puzzle.id} ${match.seed}: nothing happens and nobody is asked`);
    if (atUs > LIMIT_US) throw new Error(`${match.puzzle.id} ${match.seed}: not won within a minute of simulated time`);
    happenings.push(...advance(match, atUs));
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

/** Plays to the end as `answer` says (by the rules where it says nothing). Returns everything that happened. */
export function playOut(
  match: Match,
  answer: (seat: string, card: Card) => Answers | undefined = () => undefined,
  movesMax = 1000,
): Happening[] {
  const happenings = match.configuration === null ? [] : setUp(match);
  happenings.push(...runUntilDecision(match));
  for (let moves = 0; !isWon(match); moves++) {
    if (moves === movesMax) throw new Error(`${match.puzzle.id} ${match.seed}: not won after ${movesMax} moves`);
    const next = nextCard(match);
    if (next !== undefined) {
      const { seat, card } = next;
      const answers = answer(seat, card) ?? rightAnswers(match, seat, card);
      happenings.push(...must(match, { kind: 'play', seat, card: card.id, answers }));
      if (match.seats[seat]?.verdictOpen) happenings.push(...must(match, { kind: 'retry', seat, card: card.id }));
    }
    happenings.push(...runUntilDecision(match));
  }
  return happenings;
}
