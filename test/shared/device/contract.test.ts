/** What every device keeps to, with every event of every lab: deciding is total and pure, and can be explained, asked and answered wrongly. */
import { describe, expect, it } from 'vitest';
import { apply } from '../../../shared/device/apply.ts';
import { act, type Answers, type Asks, decide, formOf, type Step } from '../../../shared/device/decision.ts';
import type { Device } from '../../../shared/device/device.ts';
import type { DeviceEvent } from '../../../shared/device/event.ts';
import { askedFields, qualities, ruleIds, thoughts } from '../../../shared/device/rule.ts';
import { buildNetwork } from '../../../shared/network/lab.ts';
import { deviceOf, perform, takeNext } from '../../../shared/network/network.ts';
import { draw, randomFrom } from '../../../shared/random.ts';
import { allLabs, labOf } from '../network/labs.ts';

interface Situation {
  readonly device: Device;
  readonly event: DeviceEvent;
}

const parts = [...thoughts, ...askedFields];
const everything: Asks = Object.fromEntries(ruleIds.map((rule) => [rule, parts]));
/** A loop of 64 hops or a repeated ping asks the same thing again and again; so many events of each lab are enough. */
const EVENTS_OF_A_LAB = 60;

describe.each(allLabs)('%s', (file) => {
  const situations = situationsOf(file);

  it('deciding changes nothing and gives the same again', () => {
    expect(situations.length).toBeGreaterThan(0);
    for (const { device, event } of situations) {
      const before = structuredClone({ device, event });
      const frozen = deepFreeze({ device, event });
      const decision = decide(frozen.device, frozen.event);
      expect(decide(frozen.device, frozen.event)).toEqual(decision);
      expect(act(frozen.device, frozen.event)).toEqual(decision.actions);
      expect({ device, event }).toEqual(before);
    }
  });

  it('every thought names its rule and its facts, and is right', () => {
    for (const { device, event } of situations) {
      for (const thinking of decide(device, event).thinking) {
        expect(ruleIds).toContain(thinking.rule);
        expect(parts).toContain(thinking.part);
        expect(Object.keys(thinking.facts)).not.toEqual([]);
        expect(thinking).toMatchObject({ quality: 'right', played: thinking.expected });
      }
    }
  });

  it('the form offers what is expected at every step', () => {
    for (const { device, event } of situations) {
      const form = formOf(device, event, everything);
      const { thinking } = decide(device, event);
      const expected = Object.fromEntries(thinking.map((one) => [one.part, one.expected]));
      const asked = stepsAlong(form, expected);
      expect(asked.map((step) => step.part)).toEqual(thinking.map((one) => one.part));
      for (const [index, step] of asked.entries()) {
        const values = step.choices.map((choice) => choice.value);
        const wanted = thinking[index]?.expected ?? '';
        const needed = step.many ? wanted.split(' ').filter((value) => value !== '') : [wanted];
        expect(values).toEqual(expect.arrayContaining(needed));
        expect(new Set(values).size).toBe(values.length);
      }
    }
  });

  it('carries out whatever is answered', () => {
    const random = randomFrom(file);
    for (const { device, event } of situations) {
      const form = formOf(device, event, everything);
      for (let round = 0; round < 8; round++) {
        const answers: Record<string, string> = {};
        stepsAlong(form, answers, (step) => {
          const { value } = step.choices[draw(random, step.choices.length)] ?? { value: '' };
          return step.many && draw(random, 2) === 0 ? '' : value;
        });
        const decision = decide(device, event, answers);
        for (const { quality } of decision.thinking) expect(qualities).toContain(quality);
        apply(structuredClone(device), decision.actions, 0);
      }
    }
  });
});

/** The steps that a player passes with these answers; `choose` fills an answer in where there is none. */
function stepsAlong(
  form: readonly Step[],
  answers: Record<string, string>,
  choose?: (step: Step) => string,
): readonly Step[] {
  return form.flatMap((step) => {
    if (choose !== undefined) answers[step.part] ??= choose(step);
    const chosen = step.choices.find((choice) => choice.value === (answers as Answers)[step.part]);
    return [step, ...stepsAlong(chosen?.then ?? [], answers, choose)];
  });
}

/** Each event of a lab that is run by the rules, with the device as it was just before. */
function situationsOf(file: string): Situation[] {
  const network = buildNetwork(labOf(file));
  const situations: Situation[] = [];
  for (;;) {
    const next = takeNext(network, {});
    if (next === undefined || situations.length >= EVENTS_OF_A_LAB) return situations;
    const todo: DeviceEvent[] = [next.event];
    for (let event = todo.shift(); event !== undefined; event = todo.shift()) {
      const device = deviceOf(network, next.device);
      situations.push(structuredClone({ device, event }));
      todo.unshift(...perform(network, next.device, event, act(device, event), {}));
    }
  }
}

/** Octets cannot be frozen; the comparison before and after looks at them. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
