/**
 * A student of a demo class: plays by the rules like a bot, but where a misconception has something to say it gives the usual wrong answer now and then, and mends it at
 * the next try, or the one after. Pure: chance is a generator that is passed in.
 */
import { decide, formOf, type Answers, type Step, type Thinking } from '../device/decision.ts';
import type { Part, RuleId } from '../device/rule.ts';
import { answersByRule, followUp } from '../game/form.ts';
import type { Match, Seat } from '../game/match.ts';
import { rightAnswers } from '../game/right-answers.ts';
import type { Card } from '../game/score.ts';
import { usualMistakes, type UsualMistake } from '../game/usual-mistakes.ts';
import { deviceOf } from '../network/network.ts';
import { draw, drawOne, shuffled, type Random } from '../random.ts';
import { misconceptionIds, misconceptions, type Misconception } from './misconceptions.ts';

export interface Persona {
  readonly misconceptions: readonly Misconception[];
  /** How often one of them comes through where it can, per cent. */
  readonly percent: number;
  /** Shortest and longest time over a decision, milliseconds. */
  readonly ponders: readonly [leastMs: number, mostMs: number];
}

/** Every so-manieth student has understood all. */
const FAULTLESS_EVERY = 3;
/** Each of the others has so many misconceptions, so that most puzzles show one. */
const EACH = 4;

/** So many students; every misconception comes up again and again. */
export function personasOf(count: number, random: Random): readonly Persona[] {
  const order = shuffled(random, misconceptionIds);
  return Array.from({ length: count }, (_, place): Persona => {
    const leastMs = 2500 + draw(random, 4000);
    const ponders = [leastMs, leastMs + 2000 + draw(random, 8000)] as const;
    if (place % FAULTLESS_EVERY === 0) return { misconceptions: [], percent: 0, ponders };
    const own = Array.from({ length: EACH }, (_item, turn) => order[(place * EACH + turn) % order.length]!);
    return { misconceptions: own, percent: 40 + draw(random, 50), ponders };
  });
}

/** How long it ponders over a decision, milliseconds. */
export function thinkingMs({ ponders: [leastMs, mostMs] }: Persona, random: Random): number {
  return leastMs + draw(random, mostMs - leastMs + 1);
}

/** Does it come through now, when there is something to have wrong about this rule? */
export function isMisled(persona: Persona, rule: RuleId, random: Random): boolean {
  return mistakesOf(persona, rule).length > 0 && draw(random, 100) < persona.percent;
}

/** What it answers to a letter. */
export function answersOf(persona: Persona, match: Match, seat: Seat, card: Card, random: Random): Answers {
  const device = deviceOf(match.network, seat.device);
  const form = formOf(device, card.event, match.puzzle.asks);
  const right = rightAnswers(match, seat, card.event, form);
  if (card.tries > 0 && !isStubborn(persona, card, random)) return right;
  for (const point of decide(device, card.event).thinking) {
    if (right[point.part] === undefined || hasLearned(seat, point.rule)) continue;
    // A port of another VLAN breaks another rule than the one that is asked about.
    const isAboutIt = (value: string): boolean =>
      decide(device, card.event, { [point.part]: value }).thinking.find(({ part }) => part === point.part)?.rule ===
      point.rule;
    const wrong = wrongAnswers(persona, point, form, right).filter(isAboutIt);
    if (wrong.length === 0 || draw(random, 100) >= persona.percent) continue;
    // Whoever is wrong about it here goes on from there as the rules say.
    const played = theUsual(wrong, point, random);
    const { thinking } = decide(device, card.event, { [point.part]: played });
    const after = (part: Part) => thinking.find((thought) => thought.part === part)?.expected;
    return answersByRule(form, (part) => (part === point.part ? played : after(part)));
  }
  return right;
}

/** How often the second try is wrong, too, per cent. The third one never is. */
const STUBBORN_PERCENT = 35;

function isStubborn(persona: Persona, { tries }: Card, random: Random): boolean {
  return persona.misconceptions.length > 0 && tries === 1 && draw(random, 100) < STUBBORN_PERCENT;
}

/** After so many mistakes about a rule in one match it has been understood: copies of copies would never come to an end. */
const LEARNS_AFTER = 3;

function hasLearned({ log }: Seat, rule: RuleId): boolean {
  return log.filter((entry) => entry.rule === rule).length >= LEARNS_AFTER;
}

/** The choices that this student takes for right at a point; none where it knows better. */
function wrongAnswers(persona: Persona, point: Thinking, form: readonly Step[], right: Answers): readonly string[] {
  const mistakes = mistakesOf(persona, point.rule);
  if (mistakes.length === 0) return [];
  return choicesAt(form, point.part, right).filter(
    (value) => value !== point.expected && mistakes.some((mistake) => mistake.is(value, point)),
  );
}

function mistakesOf(persona: Persona, rule: RuleId): readonly UsualMistake[] {
  const names = persona.misconceptions.flatMap((id) =>
    misconceptions[id].flatMap((mistake): string[] => (mistake.rule === rule ? [mistake.name] : [])),
  );
  return usualMistakes[rule].filter(({ name }) => names.includes(name));
}

/** Of many sets of ports that would be wrong alike, all the others are the usual one. */
function theUsual(wrong: readonly string[], { facts }: Thinking, random: Random): string {
  const others = Array.isArray(facts['others']) ? facts['others'].join(' ') : undefined;
  return wrong.find((value) => value === others) ?? drawOne(random, wrong);
}

/** The choices of a question on the way that the rules take through the form. */
function choicesAt(form: readonly Step[], part: Part, right: Answers): readonly string[] {
  for (let steps = form; steps.length > 0; steps = steps.flatMap((step) => followUp(step, right[step.part] ?? ''))) {
    const found = steps.find((step) => step.part === part);
    if (found === undefined) continue;
    const values = found.choices.map(({ value }) => value);
    return found.many ? setsOf(values) : values;
  }
  return [];
}

function setsOf(values: readonly string[]): readonly string[] {
  return Array.from({ length: 2 ** values.length }, (_, mask) =>
    values.filter((_value, bit) => (mask >> bit) & 1).join(' '),
  );
}
