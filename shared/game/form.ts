/** The answers to a form: checked at the door, and given by the bot. */
import type { Answers, Step } from '../device/decision.ts';
import type { Part } from '../device/rule.ts';
import type { RefusalCode } from '../refusals.ts';

/** Null when every question on the way through the form is answered with one of its choices, and nothing else is answered. */
export function checkAnswers(form: readonly Step[], answers: Answers): RefusalCode | null {
  const used = new Set<string>();
  let steps = form;
  while (steps.length > 0) {
    let next: readonly Step[] = [];
    for (const step of steps) {
      const answer = answers[step.part];
      if (answer === undefined) return 'not-answered';
      used.add(step.part);
      if (!isChoice(step, answer)) return 'not-a-choice';
      next = [...next, ...followUp(step, answer)];
    }
    steps = next;
  }
  return Object.keys(answers).every((part) => used.has(part)) ? null : 'not-a-choice';
}

/** What is asked next when this is the answer. */
export function followUp(step: Step, answer: string): readonly Step[] {
  return step.choices.find((choice) => choice.value === answer)?.then ?? [];
}

/** The bot's move: at each question of the form what the rules say. It sees what a player sees, and goes through the same door. */
export function answersByRule(form: readonly Step[], expected: (part: Part) => string | undefined): Answers {
  const answers: Partial<Record<Part, string>> = {};
  let steps = form;
  while (steps.length > 0) {
    let next: readonly Step[] = [];
    for (const step of steps) {
      const answer = expected(step.part);
      if (answer === undefined) continue;
      answers[step.part] = answer;
      next = [...next, ...followUp(step, answer)];
    }
    steps = next;
  }
  return answers;
}

function isChoice(step: Step, answer: string): boolean {
  const values = step.choices.map((choice) => choice.value);
  if (!step.many) return values.includes(answer);
  // A set: each port once, in the device's order.
  const chosen = answer === '' ? [] : answer.split(' ');
  return values.filter((value) => chosen.includes(value)).join(' ') === answer;
}
