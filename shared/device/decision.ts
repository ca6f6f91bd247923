/**
 * A decision: what a device does with an event, and the points at which it had to think. `decide` is pure: the same function gives the
 * reference, carries out a player's answers, and makes the form that the player fills in.
 */
import type { Device } from './device.ts';
import type { Action, DeviceEvent } from './event.ts';
import { decideHub } from './hub.ts';
import { reference, type Facts, type Mind, type Part, type Point, type Quality, type RuleId } from './rule.ts';
import { decideStation } from './station.ts';
import { decideSwitch } from './switch.ts';

/** The answers of a player or bot. A part without an answer is done as the rule says. */
export type Answers = Readonly<Partial<Record<Part, string>>>;

/** One point of a decision, with what was expected there and what was played. */
export interface Thinking {
  readonly part: Part;
  readonly rule: RuleId;
  readonly expected: string;
  readonly played: string;
  readonly quality: Quality;
  readonly facts: Facts;
}

export interface Decision {
  readonly actions: readonly Action[];
  /** In the order in which the device came to them. */
  readonly thinking: readonly Thinking[];
}

/** What the device does with the event by the rules, without the reasons: the fast way, for networks that nobody plays. */
export function act(device: Device, event: DeviceEvent): readonly Action[] {
  return decideBy(device, event, reference);
}

/** What the device does with the event when it thinks as answered, with every point that it passed. */
export function decide(device: Device, event: DeviceEvent, answers: Answers = {}): Decision {
  const thinking: Thinking[] = [];
  const mind: Mind = {
    ask: (point, ...args) => {
      const thought = thinkingAt(point, answers[point.part], ...args);
      thinking.push(thought);
      return thought.played;
    },
  };
  return { actions: decideBy(device, event, mind), thinking };
}

/** What is thought at one point when that is played there; undefined: what is expected. */
export function thinkingAt<Args extends readonly unknown[]>(
  point: Point<Args>,
  given: string | undefined,
  ...args: Args
): Thinking {
  const expected = point.expected(...args);
  const played = given ?? expected;
  const quality = played === expected ? 'right' : point.quality(played, ...args);
  const rule = (quality === 'right' ? undefined : point.blames?.(played, ...args)) ?? point.rule(...args);
  return { part: point.part, rule, expected, played, quality, facts: point.facts(...args) };
}

/** A step of the form that a player fills in: one point with its choices; `then` is what follows when that choice is taken. */
export interface Step {
  readonly part: Part;
  readonly choices: readonly { readonly value: string; readonly then: readonly Step[] }[];
  /** Any set of the choices can be played. */
  readonly many: boolean;
}

/** What a player is asked: of each rule, the parts that the player answers. Everything else is done as the rule says. */
export type Asks = Readonly<Partial<Record<RuleId, readonly Part[]>>>;

/**
 * The form for an event: the asked points in order, as a tree, found by trying every choice of every point on which something depends.
 * It holds choices only, never what is expected.
 */
export function formOf(device: Device, event: DeviceEvent, asks: Asks): readonly Step[] {
  return stepsAfter(device, event, asks, {}, 0);
}

function stepsAfter(device: Device, event: DeviceEvent, asks: Asks, answers: Answers, skip: number): readonly Step[] {
  const passed: { step: Step; branches: boolean }[] = [];
  const record = <Args extends readonly unknown[]>(point: Point<Args>, ...args: Args): string => {
    if (asks[point.rule(...args)]?.includes(point.part)) {
      const choices = point.choices(...args).map((value) => ({ value, then: [] }));
      passed.push({
        step: { part: point.part, choices, many: point.many === true },
        branches: point.branches === true,
      });
    }
    return answers[point.part] ?? point.expected(...args);
  };
  decideBy(device, event, { ask: record });
  const fresh = passed.slice(skip);
  const fork = fresh.findIndex((entry) => entry.branches);
  const forkAt = fresh[fork];
  if (forkAt === undefined) return fresh.map((entry) => entry.step);
  const { part, choices, many } = forkAt.step;
  const branched = choices.map(({ value }) => ({
    value,
    then: stepsAfter(device, event, asks, { ...answers, [part]: value }, skip + fork + 1),
  }));
  return [...fresh.slice(0, fork).map((entry) => entry.step), { part, choices: branched, many }];
}

/** One walk through the control flow of the device, with that mind at its points. */
export function decideBy(device: Device, event: DeviceEvent, mind: Mind): readonly Action[] {
  switch (device.kind) {
    case 'host':
    case 'router':
    case 'vtep':
      return decideStation(device, event, mind);
    case 'switch':
      return decideSwitch(device, event, mind);
    case 'hub':
      return decideHub(device, event, mind);
  }
}
