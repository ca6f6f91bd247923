/** Students of a demo class in a room without sockets: who repeats a mistake raises a hand and lowers it when it is mended; who is away is stood in for. */
import { describe, expect, it } from 'vitest';
import type { Classed } from '../../../server/rooms/classed.ts';
import { admitDemo, createDemoTeam } from '../../../server/rooms/demo-team.ts';
import { admit, type Person, type Ticket } from '../../../server/rooms/people.ts';
import type { TeamLesson } from '../../../shared/class/lesson.ts';
import type { Persona } from '../../../shared/class/persona.ts';
import { isRepeating } from '../../../shared/class/team-report.ts';
import { accept, advance, isWon } from '../../../shared/game/match.ts';
import { nextAtUs } from '../../../shared/game/run.ts';
import { randomFrom } from '../../../shared/random.ts';
import { seated } from '../../shared/class/lesson.ts';

const persona: Persona = { misconceptions: ['everything-is-for-me'], percent: 100, ponders: [1000, 2000] };

describe('students of a demo class', () => {
  it('raise a hand over a mistake that they repeat, and lower it when it is mended', () => {
    let [raised, lowered] = [0, 0];
    for (let seed = 0; seed < 8; seed++) {
      const match = seated('first-frame', `hands ${seed}`, { ann: 'M1', bob: 'M2' });
      const timers: (() => void)[] = [];
      const hands: string[] = [];
      const person = (id: string, device: string) => ({ id, device, connected: true });
      const room = {
        round: { number: 1, match, started: true },
        people: [person('ann', 'M1'), person('bob', 'M2')],
        connections: { size: 0 },
        isPlayed: true,
        pace: { speed: 1 },
        moveAt: (move: Parameters<Classed['moveAt']>[0]) => {
          const outcome = accept(match, move);
          return 'refused' in outcome ? outcome.refused : null;
        },
        later: (_delayMs: number, callback: () => void) => {
          timers.push(callback);
          return () => {};
        },
      } as unknown as Classed;
      const view = { hands, frozen: false, phase: 'running', pacing: 'together', next: null };
      const lesson = { view, demo: { isAttended: true, away: [], personas: { ann: persona, bob: persona } } };
      const raiseHand = (id: string, up: boolean) => {
        expect(isRepeating(match, id)).toBe(up);
        expect(hands.includes(id)).toBe(!up);
        if (up) hands.push(id);
        else hands.splice(hands.indexOf(id), 1);
        raised += Number(up);
        lowered += Number(!up);
      };
      const now = () => lesson as unknown as TeamLesson;
      const team = createDemoTeam(room, { now, next: () => null, raiseHand }, randomFrom(`team ${seed}`));
      while (!isWon(match)) {
        const nextUs = nextAtUs(match);
        if (nextUs !== null) advance(match, nextUs);
        team.look();
        timers.shift()?.();
      }
      team.look();
      expect(hands).toEqual([]);
    }
    expect(raised).toBeGreaterThan(0);
    expect(lowered).toBe(raised);
  });

  it('are here without a browser, but for who has gone away', () => {
    const people: Person[] = [];
    const room = { people, enter: (ticket: Ticket) => admit(people, ticket, 0).person } as unknown as Classed;
    const member = (id: string) => ({ id, tokenHash: id, name: id, colour: 1, number: '1234' });
    const lesson = (away: readonly string[]) =>
      ({
        members: [member('ann'), member('bob'), member('eve')],
        demo: { isAttended: true, personas: { ann: persona, bob: persona }, away },
      }) as unknown as TeamLesson;
    const here = () => people.filter(({ connected }) => connected).map(({ id }) => id);
    expect(admitDemo(room, lesson([]))).toBe(true);
    expect(here()).toEqual(['ann', 'bob']);
    expect(admitDemo(room, lesson([]))).toBe(false);
    expect(admitDemo(room, lesson(['bob']))).toBe(true);
    expect(here()).toEqual(['ann']);
    expect(admitDemo(room, lesson([]))).toBe(true);
    expect(people.map(({ id }) => id)).toEqual(['ann', 'bob']);
  });
});
