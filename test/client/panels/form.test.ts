import { describe, expect, it } from 'vitest';
import { answersOnTheWay, everyOther, groupsOf, isComplete, quickStep, toggled } from '../../../client/panels/form.ts';
import type { Answers, Step } from '../../../shared/device/decision.ts';
import type { Part } from '../../../shared/device/rule.ts';
import { checkAnswers } from '../../../shared/game/form.ts';
import { seatView } from '../../../shared/game/seat-view.ts';
import { puzzles } from '../../../shared/puzzles/index.ts';
import { matchStore } from './match-store.ts';

const choice = (value: string, ...then: Step[]) => ({ value, then });
const step = (part: Part, ...choices: Step['choices'][number][]): Step => ({ part, choices, many: false });
const ports: Step = { part: 'ports', choices: ['p1', 'p2', 'p10'].map((port) => choice(port)), many: true };

describe('the form of a letter', () => {
  const asking = step('arp.targetIp', choice('10.0.0.1'), choice('10.0.0.2'));
  const sending = step('ethernet.destination', choice('02:00:00:00:00:01'));
  const form = [
    step('on-link', choice('yes'), choice('no')),
    step('resolve', choice('send', sending), choice('ask', asking)),
  ];

  it('shows a step only when the one before it is answered', () => {
    const parts = (answers: Answers) => groupsOf(form, answers).map((group) => group.steps[0]?.part);
    expect(parts({})).toEqual(['on-link']);
    expect(parts({ 'on-link': 'no' })).toEqual(['on-link', 'resolve']);
    expect(parts({ 'on-link': 'no', resolve: 'ask' })).toEqual(['on-link', 'resolve', 'arp.targetIp']);
    expect(parts({ resolve: 'ask' })).toEqual(['on-link']);
  });

  it('forgets the answers of a branch that was left', () => {
    const answers = { 'on-link': 'no', resolve: 'send', 'arp.targetIp': '10.0.0.1' } as const;
    expect(answersOnTheWay(form, answers)).toEqual({ 'on-link': 'no', resolve: 'send' });
    expect(isComplete(form, answers)).toBe(false);
    expect(isComplete(form, { ...answers, resolve: 'ask' })).toBe(true);
  });

  it('takes nothing that is not a choice', () => {
    expect(isComplete([asking], { 'arp.targetIp': '10.0.0.9' })).toBe(false);
    expect(isComplete([ports], { ports: 'p1 p9' })).toBe(false);
    expect(isComplete([ports], { ports: '' })).toBe(true);
    expect(isComplete([], {})).toBe(false);
  });

  it('plays at once only what is a single question with two ends', () => {
    const accept = step('accept', choice('take'), choice('drop'));
    expect(quickStep([accept])).toBe(accept);
    expect(quickStep([accept, asking])).toBeUndefined();
    expect(quickStep([step('resolve', choice('send', sending), choice('ask'))])).toBeUndefined();
    expect(quickStep([{ ...ports, choices: ports.choices.slice(0, 2) }])).toBeUndefined();
  });

  it('keeps chosen ports in the order of the device; none is no answer, to drop is one', () => {
    expect(toggled(ports, undefined, 'p10')).toBe('p10');
    expect(toggled(ports, 'p10', 'p2')).toBe('p2 p10');
    expect(toggled(ports, 'p2 p10', 'p10')).toBe('p2');
    expect(toggled(ports, 'p2', 'p2')).toBeUndefined();
    expect(toggled(ports, '', 'p1')).toBe('p1');
    expect(everyOther(ports, 'p2', () => true)).toBe('p1 p10');
    expect(everyOther(ports, 'p2', (port) => port !== 'p10')).toBe('p1');
  });
});

describe('every form of every puzzle', () => {
  const withLetters = Object.values(puzzles).filter(({ configure }) => configure === undefined);
  const seats = withLetters.flatMap((puzzle) => puzzle.seats.map((seat) => [puzzle.id, seat] as const));

  it.each(seats)('%s at %s: whatever is chosen group by group, the server takes it', async (puzzle, device) => {
    const { match, playRight } = await matchStore(puzzle, device);
    let forms = 0;
    for (let turn = 0; turn < 8; turn++) {
      const form = seatView(match, device)?.cards[0]?.form ?? [];
      for (let pick = 0; form.length > 0 && pick < 6; pick++) {
        const answers = fill(form, pick);
        forms++;
        expect({ answers, refused: checkAnswers(form, answers) }).toEqual({ answers, refused: null });
      }
      await playRight(1);
    }
    expect(forms).toBeGreaterThan(0);
  });

  /** Always the choice at the same place, as a hand would go through the groups. */
  function fill(form: readonly Step[], pick: number): Answers {
    let answers: Answers = {};
    while (!isComplete(form, answers)) {
      const open = groupsOf(form, answers)
        .at(-1)!
        .steps.find((it) => answers[it.part] === undefined)!;
      answers = { ...answers, [open.part]: open.choices[pick % open.choices.length]!.value };
    }
    return answersOnTheWay(form, answers);
  }
});
