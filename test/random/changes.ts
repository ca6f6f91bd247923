/** What happens to the cables of random labs while traffic flows. */
import { endsOf, splitEnd, type LabLink } from '../../shared/network/lab-format.ts';
import { draw, drawOne } from '../../shared/random.ts';
import { between, chance, type Plan } from './plan.ts';
import { isQuiet } from './traffic.ts';

/** A command takes longer than a packet, and is later on a busy machine. */
const APART_MS = 150;

/** Changes at quiet times, up to three cables; a cable that is cut is mostly mended. `departures` in milliseconds. */
export function writeChanges(plan: Plan, departures: readonly number[]): void {
  if (plan.features.changes !== true) return;
  const taken: number[] = [];
  const quietTime = (fromMs: number): number | undefined => {
    for (let tries = 0; tries < 60; tries++) {
      const time = fromMs + 10 * draw(plan.random, 500);
      if (isQuiet(time, departures, APART_MS) && isQuiet(time, taken, APART_MS)) return time;
    }
    return undefined;
  };
  for (const link of plan.links.filter(() => chance(plan, 20)).slice(0, 3)) {
    const first = quietTime(plan.settledAt * 1000 + 50);
    if (first === undefined) continue;
    taken.push(first);
    const later = quietTime(first + 300);
    if (later !== undefined) taken.push(later);
    write(plan, link, first / 1000, later === undefined ? undefined : later / 1000);
  }
}

function write(plan: Plan, link: LabLink, at: number, later: number | undefined): void {
  const end = drawOne(plan.random, endsOf(link));
  const spare = sparePort(plan, link);
  // A tree of bridges, or routing, needs many seconds to heal: what happens meanwhile would be a question of luck on a real machine.
  const mustHold = plan.settledAt > 0;
  if (mustHold || chance(plan, 30)) plan.changes.push({ at, damage: end, frames: between(plan, 1, 3) });
  else if (spare !== undefined && chance(plan, 60))
    plan.changes.push({ at, move: spare, ...(chance(plan, 50) ? { announce: true } : {}) });
  else {
    plan.changes.push({ at, cut: end });
    if (later !== undefined && chance(plan, 80))
      plan.changes.push({ at: later, mend: chance(plan, 50) ? end : otherEnd(link, end) });
  }
}

function otherEnd(link: LabLink, end: string): string {
  const [one, other] = endsOf(link);
  return end === one ? other : one;
}

/** For the cable of a host to a switch: its end there, and a new port of a plain switch that it can move to. */
function sparePort(plan: Plan, link: LabLink): readonly [string, string] | undefined {
  const [one, other] = endsOf(link);
  const isHost = (end: string): boolean => plan.hosts.includes(splitEnd(end)[0]);
  const from = isHost(one) ? other : one;
  if (isHost(one) === isHost(other) || plan.others[splitEnd(from)[0]]?.kind !== 'switch') return undefined;
  const switches = Object.entries(plan.others).filter(
    ([, device]) => device.kind === 'switch' && isPlain(device.ports),
  );
  if (switches.length === 0) return undefined;
  const [id, device] = drawOne(plan.random, switches);
  const name = `p${Object.keys(device.ports).length + 1}`;
  Object.assign(device.ports, { [name]: {} });
  return [from, `${id}.${name}`];
}

function isPlain(ports: Readonly<Record<string, object>>): boolean {
  return Object.values(ports).every((port) => !('vlan' in port));
}
