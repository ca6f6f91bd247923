/** The proof of a puzzle: what has to be true before anybody plays it. Each function returns what is wrong; nothing is proven by silence of a bug, see the sabotaged puzzles. */
import { decide, type Step, type Thinking } from '../../../shared/device/decision.ts';
import type { RuleId } from '../../../shared/device/rule.ts';
import { answersByRule, followUp } from '../../../shared/game/form.ts';
import { parAt } from '../../../shared/game/score.ts';
import { judge } from '../../../shared/game/judge.ts';
import { advance, createMatch, isWon, type Match } from '../../../shared/game/match.ts';
import type { Puzzle, PuzzleId } from '../../../shared/game/puzzle.ts';
import type { Card } from '../../../shared/game/score.ts';
import { deviceOf } from '../../../shared/network/network.ts';
import { cableThought, cabledPorts, wiringOf } from '../../../shared/game/wiring.ts';
import { reached } from '../../../shared/device/rules/switch.loop.ts';
import { formFor, matchWith, playOut, rightAnswers, type Answers } from '../game/play.ts';
import { usualMistakes } from './usual-mistakes.ts';

export const seeds = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `proof ${index}`);

const LIMIT_US = 60_000_000;

/** Bots alone reach every goal. */
export function botsWin(puzzle: Puzzle, seed: string): string[] {
  const match = createMatch(puzzle, seed);
  advance(match, LIMIT_US);
  return isWon(match) ? [] : [`${puzzle.id} "${seed}": bots alone do not reach goals ${openGoals(match)}`];
}

/** People on these seats who follow the rules win within par and without a word from the judge. */
export function peopleWinWithinPar(
  puzzle: Puzzle,
  seed: string,
  people: readonly string[],
  allowed?: Match['par'],
): string[] {
  const match = matchWith(puzzle, seed, people);
  try {
    playOut(match);
  } catch (error) {
    return [String(error)];
  }
  return people.flatMap((id) => {
    const { counts } = match.seats[id] ?? { counts: undefined };
    const par = allowed?.[id] ?? parAt(match, id);
    if (counts === undefined || counts.decisions > par)
      return [`${puzzle.id} "${seed}": ${id} needs ${counts?.decisions} decisions, par is ${par}`];
    return counts.right === counts.decisions ? [] : [`${puzzle.id} "${seed}": ${id} followed the rules and was blamed`];
  });
}

/** A wrong answer at one point of one card, all else by the rules. */
export interface WrongMove {
  readonly point: Thinking;
  readonly played: string;
  /** The whole move: what has to be played with it. */
  readonly answers: Answers;
  readonly blamed: Thinking | undefined;
}

/** Usual mistakes for which a puzzle has no occasion, because another one is about them. */
export const notOffered: Readonly<Partial<Record<PuzzleId, readonly string[]>>> = {
  // Behind no port there are two machines that talk to each other.
  trunk: ['switch.filter: sending it back'],
  // Every packet has a route, and only one that matches.
  'two-routers': ['router.no-route: guessing a route', 'router.lpm: a shorter prefix that matches too'],
};

/** Every single wrong answer that this card allows, and whom the judge blames for it. */
export function wrongMoves(match: Match, seat: string, card: Card): WrongMove[] {
  const device = deviceOf(match.network, seat);
  const form = formFor(match, seat, card);
  const right = rightAnswers(match, seat, card);
  const { thinking } = decide(device, card.event);
  const moves: WrongMove[] = [];
  for (const point of thinking) {
    if (right[point.part] === undefined) continue;
    for (const played of otherChoices(form, point, right)) {
      const after = decide(device, card.event, { [point.part]: played }).thinking;
      const answers = answersByRule(form, (part) =>
        part === point.part ? played : after.find((candidate) => candidate.part === part)?.expected,
      );
      moves.push({ point, played, answers, blamed: judge(decide(device, card.event, answers)) });
    }
  }
  return moves;
}

/** Every wrong answer at every seat is noticed, and blamed on the rule and the field where it was made. */
export function mistakesAreBlamed(puzzle: Puzzle, seed: string, seen: Set<string>): string[] {
  const wrong: string[] = [];
  const match = matchWith(puzzle, seed, puzzle.seats);
  const tryAll = (id: string, card: Card): undefined => {
    for (const move of wrongMoves(match, id, card)) {
      const { point, played, blamed } = move;
      const rule = brokenRule(point, played);
      for (const mistake of usualMistakesIn(move)) seen.add(mistake);
      if (blamed === undefined)
        wrong.push(
          `${puzzle.id} "${seed}" ${id}: ${point.rule} ${point.part} "${played}" for "${point.expected}" goes unnoticed`,
        );
      else if (blamed.rule !== rule || blamed.part !== point.part) {
        wrong.push(
          `${puzzle.id} "${seed}" ${id}: ${point.rule} ${point.part} "${played}" is blamed on ${blamed.rule} ${blamed.part}`,
        );
      }
    }
    return undefined;
  };
  const noteCables = (): void => void wrong.push(...cablesAreBlamed(match, seen));
  playOut(match, tryAll, 1000, {
    // Who hears another one on a shared wire waits, and is asked nothing; pressing would be wrong all the same.
    onStep: ({ seats: all }) => {
      for (const { device, inbox, verdictOpen } of Object.values(all))
        for (const card of inbox) if (hearsAnother(card) && !verdictOpen) tryAll(device, card);
    },
    beforeCable: noteCables,
  });
  // The end of a storm is the occasion for closing a loop again.
  if (puzzle.storm !== undefined) noteCables();
  return wrong;
}

/** Which usual mistakes a wrong answer is, by rule and name. */
export function usualMistakesIn({ point, played }: WrongMove): string[] {
  const rule = brokenRule(point, played);
  return usualMistakes[rule].filter((mistake) => mistake.is(played, point)).map(({ name }) => `${rule}: ${name}`);
}

/** The rule that a wrong answer breaks: the one that speaks there; but a port in another VLAN breaks the rule that keeps VLANs apart. */
function brokenRule({ rule, part, facts }: Thinking, played: string): RuleId {
  const { foreign } = facts;
  const crosses =
    part === 'ports' && Array.isArray(foreign) && played.split(' ').some((port) => foreign.includes(port));
  return crosses ? 'switch.vlan' : rule;
}

function hearsAnother({ event }: Card): boolean {
  return event.kind === 'access' && event.doing === 'listening' && event.hears === 'carrier';
}

/** Whatever is done to a cable against the rule, at any seat, is blamed on the rule of loops; what is done by it is not. */
function cablesAreBlamed(match: Match, seen: Set<string>): string[] {
  const wiring = wiringOf(match);
  return match.puzzle.seats.flatMap((seat) =>
    cabledPorts(match, seat).flatMap(({ port, place }) => {
      const looseAt = match.storm?.out[place] ?? null;
      if (looseAt !== null && looseAt !== seat) return [];
      const played = looseAt === null ? 'out' : 'in';
      const thought = cableThought(match, seat, port, played);
      const [one, other] = wiring.cables[place]?.ends ?? ['', ''];
      const isJoined = reached(wiring, one, place).has(other);
      const wanted = isJoined === (played === 'out') ? 'right' : played === 'out' ? 'broken' : 'unsafe';
      for (const mistake of usualMistakes['switch.loop'])
        if (wanted !== 'right' && mistake.is(played, thought)) seen.add(`switch.loop: ${mistake.name}`);
      if (thought.quality === wanted && thought.rule === 'switch.loop' && thought.part === 'cable') return [];
      return [`${match.puzzle.id} ${match.seed}: ${seat} ${port} ${played} is ${thought.quality}, not ${wanted}`];
    }),
  );
}

/** The usual mistakes of the rules that a puzzle asks about, which it must give an occasion for. */
export function mistakesToSee(puzzle: Puzzle): string[] {
  return (Object.keys(puzzle.asks) as RuleId[]).flatMap((rule) =>
    usualMistakes[rule]
      .filter((mistake) => mistake.parts.some((part) => puzzle.asks[rule]?.includes(part)))
      .map((mistake) => `${rule}: ${mistake.name}`),
  );
}

function otherChoices(form: readonly Step[], point: Thinking, right: Answers): readonly string[] {
  let steps = form;
  while (steps.length > 0) {
    const step = steps.find((candidate) => candidate.part === point.part);
    if (step !== undefined) {
      const values = step.choices.map((choice) => choice.value);
      return (step.many ? subsets(values) : values).filter((value) => value !== point.expected);
    }
    steps = steps.flatMap((candidate) => followUp(candidate, right[candidate.part] ?? ''));
  }
  throw new Error(`${point.part} is asked but not in the form`);
}

function subsets(values: readonly string[]): string[] {
  return Array.from({ length: 2 ** values.length }, (_, mask) =>
    values.filter((_value, bit) => (mask >> bit) & 1).join(' '),
  );
}

function openGoals(match: Match): string {
  return match.goalsMetUs.flatMap((metUs, index) => (metUs === null ? [index] : [])).join(', ');
}
