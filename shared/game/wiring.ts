/** The cables of a match while a storm runs: which are in, which of them the rule of loops wants otherwise, and how many a seat has to pull. */
import { thinkingAt, type Thinking } from '../device/decision.ts';
import { cable, otherWay, type Wiring } from '../device/rules/switch.loop.ts';
import { splitEnd } from '../network/lab.ts';
import { cableAt, type CableEnd } from '../network/link.ts';
import type { Match } from './match.ts';
import type { Puzzle } from './puzzle.ts';

/** The cables as the rule of loops sees them. */
export function wiringOf({ links, storm, network }: Pick<Match, 'links' | 'storm' | 'network'>): Wiring {
  const ends = links.map(([a, b]) => [splitEnd(a)[0], splitEnd(b)[0]] as const);
  const machines = Object.values(network.devices).filter((device) => device.kind === 'host');
  return {
    cables: ends.map((pair, place) => ({ ends: pair, isIn: storm?.out[place] === null })),
    machines: machines.map((device) => device.id),
  };
}

/** The place of the cable at a port in the match's links; -1 if there is none. */
export function placeAt({ links }: Pick<Match, 'links'>, device: string, port: string): number {
  return links.findIndex((ends) => ends.includes(`${device}.${port}`));
}

/** The device's own ports with a cable, in their order. */
export function cabledPorts(
  { links }: Pick<Match, 'links'>,
  device: string,
): readonly { port: string; place: number }[] {
  const found = links.flatMap((ends, place) =>
    ends.flatMap((end) => {
      const [at, port] = splitEnd(end);
      return at === device ? [{ port, place }] : [];
    }),
  );
  return found.toSorted((one, other) => one.port.localeCompare(other.port));
}

/** What the rule says about the cable at a port of the device when that is played; undefined: when what is right is played. */
export function cableThought(match: Match, device: string, port: string, played?: 'in' | 'out'): Thinking {
  const thought = thinkingAt(cable, played, wiringOf(match), placeAt(match, device, port));
  return { ...thought, facts: { ...thought.facts, device, port } };
}

/** A cable of a device that is not as the rule says, and what it should be. */
export interface WrongCable {
  readonly port: string;
  readonly to: 'in' | 'out';
}

/** Those of the device's own cables; none: there is nothing to do here. */
export function wrongCables(match: Match, device: string): readonly WrongCable[] {
  return cabledPorts(match, device).flatMap(({ port, place }): WrongCable[] => {
    const out = match.storm?.out[place] ?? null;
    const to = cableThought(match, device, port).expected === 'in' ? 'in' : 'out';
    // A loose end can be plugged in only where it is.
    return (to === 'in' ? out === device : out === null) ? [{ port, to }] : [];
  });
}

export function wrongCable(match: Match, device: string): WrongCable | undefined {
  return wrongCables(match, device)[0];
}

/** Decisions that a seat alone needs: its frames by hand, and as many cables as there are loops through it. */
export function stormPar(puzzle: Puzzle, match: Match): Readonly<Record<string, number>> {
  return Object.fromEntries(
    puzzle.seats.map((seat) => {
      const cables = wiringOf(match).cables.map((one) => ({ ...one }));
      const machines: string[] = [];
      let pulls = 0;
      for (const [place, one] of cables.entries()) {
        if (!one.ends.includes(seat) || otherWay({ cables, machines }, place) === undefined) continue;
        one.isIn = false;
        pulls++;
      }
      return [seat, (puzzle.storm?.byHand ?? 0) + pulls];
    }),
  );
}

/** Both ends of a cable, in the order of the links. */
export function endsOf({ links, network }: Pick<Match, 'links' | 'network'>, place: number): readonly CableEnd[] {
  return (links[place] ?? []).flatMap((name) => {
    const [device, port] = splitEnd(name);
    const end = cableAt(network, { device, port });
    return end === undefined ? [] : [end];
  });
}

export function joinsSwitches({ links, network }: Pick<Match, 'links' | 'network'>, place: number): boolean {
  return (links[place] ?? []).every((end) => network.devices[splitEnd(end)[0]]?.kind === 'switch');
}
