/**
 * The division by hand on a card: a word and a generator drawn for the room, what has been done by now, and what a press does. Pure; what is right
 * comes from `divide` alone.
 */
import { crc32 } from '../../shared/wire/crc.ts';
import { divide, type DivisionStep } from '../../shared/wire/physical.ts';

export interface DivisionTask {
  readonly word: string;
  readonly generator: string;
  /** What arrives, word and check sequence: one undamaged, in the other one bit turned over. */
  readonly received: readonly [string, string];
}

/** Degrees 3 and 4, each with a last bit of 1, so that a single turned bit never goes unnoticed. */
const GENERATORS = ['1011', '1101', '10011', '11001'] as const;
const WORD_BITS = 6;

/** Equal seeds give equal tasks, so the people of a room can talk about theirs. */
export function drawTask(seed: string): DivisionTask {
  const first = crc32(new TextEncoder().encode(seed));
  for (let drawn = first; ; drawn = (drawn + 1) >>> 0) {
    const task = taskOf(drawn);
    if (task !== undefined) return task;
  }
}

/** Undefined if there is too little to do in it: the remainder is nothing, or a kind of step does not come up. */
function taskOf(drawn: number): DivisionTask | undefined {
  const generator = GENERATORS[drawn & 3]!;
  const word = `1${((drawn >>> 2) & 31).toString(2).padStart(WORD_BITS - 1, '0')}`;
  const { steps, remainder } = divide(word, generator);
  const taken = steps.filter(({ subtrahend }) => subtrahend === generator).length;
  if (!remainder.includes('1') || taken < 2 || taken > WORD_BITS - 2) return undefined;
  const sent = word + remainder;
  const at = (drawn >>> 7) % sent.length;
  const turned = `${sent.slice(0, at)}${sent[at] === '1' ? '0' : '1'}${sent.slice(at + 1)}`;
  return { word, generator, received: (drawn >>> 16) & 1 ? [sent, turned] : [turned, sent] };
}

export type DivisionFault =
  | { readonly kind: 'take'; readonly window: string }
  | { readonly kind: 'bit'; readonly column: number; readonly above: string; readonly below: string }
  | { readonly kind: 'judge'; readonly remainder: string };

export interface DivisionState {
  /** 0 at the sender, 1 and 2 at the receiver. */
  readonly round: 0 | 1 | 2;
  /** Steps that are done. */
  readonly done: number;
  /** The row that is being set, once the generator has been taken away; null before. */
  readonly bits: string | null;
  /** Places of it that were wrong when it was checked. */
  readonly wrong: readonly number[];
  readonly fault: DivisionFault | null;
  /** The round's result has been seen, or judged rightly. */
  readonly isJudged: boolean;
}

export const untouched: DivisionState = { round: 0, done: 0, bits: null, wrong: [], fault: null, isJudged: false };

/** What a round divides, its steps, and what is left in the end. */
export function roundOf({ word, generator, received }: DivisionTask, round: 0 | 1 | 2) {
  const dividend = round === 0 ? divide(word, generator).dividend : received[round - 1]!;
  // The receiver divides what came as it is: the zeros that `divide` puts behind it are never reached.
  const steps = (round === 0 ? divide(word, generator) : divide(dividend, generator)).steps.slice(0, word.length);
  return { dividend, steps, remainder: steps.at(-1)!.result.slice(1) };
}

/** The step that is to be done; undefined when the division is. */
export function stepNow(task: DivisionTask, { round, done }: DivisionState): DivisionStep | undefined {
  return roundOf(task, round).steps[done];
}

/** What is taken away. Zeros leave everything as it is, and the receiver's exclusive or is done at once. */
export function take(task: DivisionTask, state: DivisionState, what: 'generator' | 'zeros'): DivisionState {
  const step = stepNow(task, state);
  if (step === undefined || state.bits !== null) return state;
  const isRight = (what === 'generator') === step.window.startsWith('1');
  if (!isRight) return { ...state, fault: { kind: 'take', window: step.window } };
  if (what === 'zeros' || state.round > 0) return { ...state, done: state.done + 1, fault: null };
  return { ...state, bits: '0'.repeat(step.window.length), wrong: [], fault: null };
}

/** Turns a bit of the row over, or sets it. */
export function flip(state: DivisionState, place: number, to?: '0' | '1'): DivisionState {
  if (state.bits === null) return state;
  const bit = to ?? (state.bits[place] === '1' ? '0' : '1');
  const bits = `${state.bits.slice(0, place)}${bit}${state.bits.slice(place + 1)}`;
  return { ...state, bits, wrong: state.wrong.filter((at) => at !== place), fault: null };
}

/** Is the row right? If so the next bit comes down. */
export function check(task: DivisionTask, state: DivisionState): DivisionState {
  const step = stepNow(task, state);
  if (step === undefined || state.bits === null) return state;
  const { window, subtrahend, result } = step;
  const wrong = result.split('').flatMap((bit, at) => (bit === state.bits?.[at] ? [] : [at]));
  const [at] = wrong;
  if (at === undefined) return { ...state, done: state.done + 1, bits: null, wrong: [], fault: null };
  return { ...state, wrong, fault: { kind: 'bit', column: at + 1, above: window[at]!, below: subtrahend[at]! } };
}

/** What the receiver says to the remainder. */
export function judge(task: DivisionTask, state: DivisionState, said: 'undamaged' | 'damaged'): DivisionState {
  const { remainder } = roundOf(task, state.round);
  const isRight = (said === 'damaged') === remainder.includes('1');
  return isRight ? { ...state, isJudged: true, fault: null } : { ...state, fault: { kind: 'judge', remainder } };
}

/** To the receiver, and there to the next frame. */
export function goOn(state: DivisionState): DivisionState {
  return state.round === 2 ? state : { ...untouched, round: state.round === 0 ? 1 : 2 };
}
