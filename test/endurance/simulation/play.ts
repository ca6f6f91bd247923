/** What a student of a simulation does now: by what the own page shows, mostly right, sometimes not. */
import type { Answers, Step } from '../../../shared/device/decision.ts';
import { decide, formOf } from '../../../shared/device/decision.ts';
import { answersByRule, followUp } from '../../../shared/game/form.ts';
import type { Match } from '../../../shared/game/match.ts';
import type { PuzzleId } from '../../../shared/game/puzzle.ts';
import type { Student } from './client.ts';
import type { World } from './world.ts';

/** Chances in per cent. */
const RIGHT = 80;
const HINT = 8;

/** `match`: as the server has it, for a right answer. */
export function act(world: World, student: Student, puzzle: PuzzleId, match: Match | null): void {
  const room = student.signals.room.peek();
  if (room === null) return;
  const { intents } = student.session;
  const say = (promise: Promise<unknown>) => void promise.catch(() => {});
  if (room.phase !== 'play') return world.isDrawn(40) ? say(intents.start(puzzle)) : undefined;
  const { you } = room;
  if (you === null) return say(intents.sit(world.oneOf(room.seats).device));
  const card = you.cards[0];
  if (card === undefined) return;
  if (you.verdictOpen) return say(intents.retry(card.id));
  const first = card.form[0];
  if (first === undefined) return;
  if (world.isDrawn(HINT)) return say(intents.hint(card.id, first.part, 1));
  const right = match !== null && world.isDrawn(RIGHT) ? rightAnswers(match, room.me.device, card.id) : null;
  say(intents.play(card.id, right ?? anyAnswers(world, card.form)));
}

function rightAnswers(match: Match, device: string, id: number): Answers | null {
  const card = match.seats[device]?.inbox[0];
  const played = match.network.devices[device];
  if (card === undefined || played === undefined || card.id !== id) return null;
  const { thinking } = decide(played, card.event);
  const form = formOf(played, card.event, match.puzzle.asks);
  return answersByRule(form, (part) => thinking.find((point) => point.part === part)?.expected);
}

function anyAnswers(world: World, form: readonly Step[]): Answers {
  const answers: Record<string, string> = {};
  let steps = form;
  while (steps.length > 0) {
    let next: readonly Step[] = [];
    for (const step of steps) {
      const value = world.oneOf(step.choices).value;
      answers[step.part] = value;
      next = [...next, ...followUp(step, value)];
    }
    steps = next;
  }
  return answers;
}
