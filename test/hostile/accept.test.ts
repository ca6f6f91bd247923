/**
 * A hundred thousand messages straight into matches of every puzzle: what fits no form is refused by it, what fits one is taken or refused by `accept`, which never
 * throws, and changes nothing when it refuses.
 */
import type { GenericSchema } from 'valibot';
import { safeParse } from 'valibot';
import { expect, it } from 'vitest';
import { moveKinds } from '../../shared/messages.ts';
import { formOf, type Answers, type Step } from '../../shared/device/decision.ts';
import type { Device } from '../../shared/device/device.ts';
import { disturbances } from '../../shared/game/disturbance.ts';
import { accept, advance, createMatch, type Input, type Match } from '../../shared/game/match.ts';
import { puzzleIds, type PuzzleId } from '../../shared/game/puzzle.ts';
import { roomMessages } from '../../shared/messages.ts';
import type { Card } from '../../shared/game/score.ts';
import { canonicalText } from '../../shared/network/hash.ts';
import { puzzles } from '../../shared/puzzles/index.ts';
import { type Random, draw, drawOne, randomFrom } from '../../shared/random.ts';
import { sample, spoilt, type Words } from './sample.ts';
import { COMMON_WORDS } from './targets.ts';

const TIMES = Number(process.env['FUZZ'] ?? '1');
const SEED = process.env['FUZZ_SEED'] ?? 'hostile';
const MESSAGES = 100_000 * TIMES;
const OF_A_PUZZLE = Math.ceil(MESSAGES / puzzleIds.length);
/** Messages between two looks at the whole match. */
const BATCH = 150;
/** Time runs on by so much at most between two batches, microseconds. */
const STEP_US = 400_000;

interface Counts {
  unfit: number;
  refused: number;
  taken: number;
}

/** Everything that a match is, but for the puzzle, which nothing changes. */
function textOf(match: Match): string {
  return canonicalText({ ...match, puzzle: match.puzzle.id });
}

function wordsFor(match: Match): Words {
  const { puzzle, links } = match;
  const ports = links.flat().map((end) => end.slice(end.indexOf('.') + 1));
  return [...Object.keys(puzzle.devices), ...ports, ...links.map((_, index) => `l${index}`), ...COMMON_WORDS];
}

/** A way through a form, as chance leads. */
function wander(random: Random, steps: readonly Step[]): Answers {
  let answers: Answers = {};
  for (const step of steps) {
    if (step.choices.length === 0) continue;
    const choice = drawOne(random, step.choices);
    answers = { ...answers, [step.part]: choice.value, ...wander(random, choice.then) };
  }
  return answers;
}

const forms = new WeakMap<object, readonly Step[]>();

/** Found once for a card as it lies there between two looks. */
function formFor(match: Match, device: Device, card: Card): readonly Step[] {
  const known = forms.get(card);
  if (known !== undefined) return known;
  const form = formOf(device, card.event, match.puzzle.asks);
  forms.set(card, form);
  return form;
}

/** What somebody at this seat may send; often about what really waits there. */
function drawMove(random: Random, match: Match, seat: string, words: Words): { kind: string; message: unknown } {
  const kind = drawOne(random, moveKinds);
  const form = roomMessages[kind] as unknown as GenericSchema;
  const card = match.seats[seat]?.inbox[0];
  const device = match.network.devices[seat];
  const right = sample(random, form, words);
  if (card === undefined || device === undefined || draw(random, 3) === 0) return { kind, message: right };
  const message = { ...(right as object), ...('card' in (right as object) ? { card: card.id } : {}) };
  if (kind !== 'play') return { kind, message };
  return { kind, message: { card: card.id, answers: wander(random, formFor(match, device, card)) } };
}

/** An input, or null for a message that fits no form. */
function drawInput(random: Random, match: Match, words: Words): Input | null {
  const seat = drawOne(random, match.puzzle.seats);
  if (draw(random, 100) === 0) return { kind: 'disturb', how: drawOne(random, disturbances) };
  if (draw(random, 200) === 0)
    return { kind: 'occupy', seat, occupant: drawOne(random, ['person', 'bot'] as const), person: 'p1' };
  const { kind, message } = drawMove(random, match, seat, words);
  const form = roomMessages[kind as keyof typeof roomMessages] as unknown as GenericSchema;
  const checked = safeParse(form, draw(random, 2) === 0 ? message : spoilt(random, message));
  return checked.success ? ({ kind, ...(checked.output as object), seat } as Input) : null;
}

/** Some inputs up to the first that is taken; fails when one that is refused has changed anything. */
function runBatch(random: Random, match: Match, words: Words, counts: Counts): void {
  const inputs: Input[] = [];
  const trial = structuredClone(match);
  for (let drawn = 0; drawn < BATCH; drawn++) {
    const input = drawInput(random, match, words);
    if (input === null) counts.unfit++;
    else inputs.push(input);
    // Found on a copy, so that the match itself can be looked at just before it.
    if (input !== null && !('refused' in carryOut(trial, input))) break;
  }
  const before = textOf(match);
  for (const input of inputs) {
    const isLast = input === inputs.at(-1);
    const unchanged = isLast ? textOf(match) : before;
    if (unchanged !== before)
      throw new Error(`one of these was refused and has changed something: ${JSON.stringify(inputs)}`);
    const outcome = accept(match, input);
    counts['refused' in outcome ? 'refused' : 'taken']++;
    if ('refused' in outcome && isLast && textOf(match) !== before)
      throw new Error(`this was refused and has changed something: ${JSON.stringify(input)}`);
  }
}

function carryOut(match: Match, input: Input): ReturnType<typeof accept> {
  try {
    return accept(match, input);
  } catch (cause) {
    throw new Error(`accept threw at ${JSON.stringify(input)}`, { cause });
  }
}

function attack(id: PuzzleId, counts: Counts): void {
  const random = randomFrom(`${SEED} ${id}`);
  let left = OF_A_PUZZLE;
  for (let game = 0; left > 0; game++) {
    const match = createMatch(puzzles[id], `${SEED} ${id} ${game}`);
    const words = wordsFor(match);
    for (const seat of match.puzzle.seats) accept(match, { kind: 'occupy', seat, occupant: 'person' });
    for (let batches = 0; batches < 120 && left > 0; batches++) {
      const before = counts.unfit + counts.refused + counts.taken;
      runBatch(random, match, words, counts);
      left -= counts.unfit + counts.refused + counts.taken - before;
      if (draw(random, 2) === 0) advance(match, match.network.nowUs + draw(random, STEP_US));
    }
  }
}

it('a hundred thousand messages into matches of every puzzle', { timeout: 120_000 * TIMES }, () => {
  const counts: Counts = { unfit: 0, refused: 0, taken: 0 };
  for (const id of puzzleIds) {
    try {
      attack(id, counts);
    } catch (cause) {
      throw new Error(`seed ${SEED}, ${id}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  }
  console.log(`${counts.unfit} fitted no form, ${counts.refused} were refused, ${counts.taken} were taken`);
  expect(counts.unfit + counts.refused + counts.taken).toBeGreaterThanOrEqual(MESSAGES);
  // Each of the three has to come up often, or this tests little.
  expect(Math.min(counts.unfit, counts.refused, counts.taken)).toBeGreaterThan(MESSAGES / 100);
});
