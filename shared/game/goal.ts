/** Goals: each a behaviour that is tested on the network, never a match against somebody's configuration. */
import { hasOneRoot, spareCables, treesOf } from './tree.ts';
import { deviceOf } from '../network/network.ts';
import { isCalm, isFilled } from './storm.ts';
import type { Match } from './match.ts';
import type { Goal } from './puzzle.ts';
import { isQuiet } from './rest.ts';
import type { GoalView } from './goal-view.ts';

/** Is the goal's condition true now? */
export function isTrue(match: Match, goal: Goal): boolean {
  switch (goal.kind) {
    case 'answered':
      return answered(match, goal.ping).length > 0;
    case 'all-answered':
      return goal.pings.every((ping) => answered(match, ping).length > 0);
    case 'answered-without-asking':
      return answered(match, goal.ping).some((sequence) => !match.traces[goal.ping]?.askedFor.includes(sequence));
    case 'answered-apart':
      return answered(match, goal.ping).some((sequence) => !match.traces[goal.ping]?.strayed.includes(sequence));
    case 'kept-out':
      return keptOut(match, goal);
    case 'heard-by-all':
      return wasReadBy(match, goal.ping);
    case 'heard-once':
      return isQuiet(match) && isHeardOnce(match, goal.ping);
    case 'one-root':
      return hasOneRoot(treesOf(match));
    case 'loops-cut':
      return spareCables(match) === goal.spare;
    case 'overheard':
      return hostsBut(match, match.traffic[goal.ping]?.on).every(
        (host) => match.traces[goal.ping]?.reached.includes(host) === true,
      );
    case 'filled':
      return isFilled(match);
    case 'calm':
      return isCalm(match);
    case 'switches-know':
      return goal.switches.every((id) => knows(match, id, goal.device));
    case 'time-exceeded':
      return match.traces[goal.ping]?.expiredAt.includes(goal.by) === true;
    case 'told-unreachable':
      return match.traces[goal.ping]?.unreachableBy.length !== 0;
    // Only a whole run shows it: see configuration.ts.
    case 'isolated':
      return false;
    case 'stayed-local':
      return answered(match, goal.ping).some(
        (sequence) => !match.traces[goal.ping]?.leftSwitch.includes(`${goal.switch} ${sequence}`),
      );
  }
}

/** The item of traffic that can make a goal true. */
export function pingOfGoal(match: Pick<Match, 'traffic' | 'network'>, goal: Goal): number {
  if (goal.kind === 'all-answered') return goal.pings.find((ping) => answered(match, ping).length === 0) ?? 0;
  if ('ping' in goal) return goal.ping;
  if (goal.kind !== 'switches-know') return 0;
  return Math.max(
    0,
    match.traffic.findIndex((ping) => ping.on === goal.device || ping.to === goal.device),
  );
}

/** The goals with their devices, as everybody sees them. */
export function goalViews(match: Match): readonly GoalView[] {
  return match.puzzle.goals.map((goal, index) => {
    const met = match.goalsMetUs[index] !== null;
    if (goal.kind === 'switches-know') return { kind: goal.kind, met, switches: goal.switches, device: goal.device };
    if (goal.kind === 'isolated') return { kind: goal.kind, met, groups: goal.groups };
    if (goal.kind === 'one-root') return { kind: goal.kind, met };
    if (goal.kind === 'loops-cut') return { kind: goal.kind, met, spare: goal.spare };
    if (goal.kind === 'all-answered')
      return { kind: goal.kind, met, pings: goal.pings.map((ping) => endsOf(match, ping)) };
    const { on = '', to = null } = match.traffic[goal.ping] ?? {};
    if (goal.kind === 'answered' && goal.cableTo !== undefined)
      return { kind: 'answered', met, on, to: to ?? '', cableTo: goal.cableTo };
    if (goal.kind === 'heard-by-all' || goal.kind === 'heard-once' || goal.kind === 'told-unreachable')
      return { kind: goal.kind, met, on };
    if (goal.kind === 'kept-out') return { kind: goal.kind, met, on, switch: goal.switch };
    if (goal.kind === 'stayed-local') return { kind: goal.kind, met, on, to: to ?? '', switch: goal.switch };
    if (goal.kind === 'time-exceeded') return { kind: goal.kind, met, on, to: to ?? '', by: goal.by };
    return { kind: goal.kind, met, on, to: to ?? '' };
  });
}

function keptOut(match: Match, { ping, switch: id }: Extract<Goal, { kind: 'kept-out' }>): boolean {
  const { droppedAt = [], leftSwitch = [] } = match.traces[ping] ?? {};
  return droppedAt.some((drop) => drop.startsWith(`${id} `) && !leftSwitch.includes(drop));
}

function endsOf({ traffic }: Match, ping: number): { readonly on: string; readonly to: string } {
  const { on = '', to = null } = traffic[ping] ?? {};
  return { on, to: to ?? '' };
}

/** Has the last packet of this item of traffic been answered? An item that asks for no answer counts as answered. */
export function isAnsweredNow(match: Match, item: number): boolean {
  if (match.traffic[item]?.to === null) return true;
  return answered(match, item).includes(match.traces[item]?.lastSequence ?? 0);
}

function answered(match: Pick<Match, 'network'>, ping: number): readonly number[] {
  return match.network.pings[ping]?.answered ?? [];
}

/** Has every other host read it? Asked at every frame, so what nobody has read is told at once. */
function wasReadBy(match: Match, ping: number): boolean {
  const readBy = match.traces[ping]?.readBy ?? [];
  return readBy.length > 0 && hostsBut(match, match.traffic[ping]?.on).every((host) => readBy.includes(host));
}

function hostsBut(match: Match, sender: string | undefined): readonly string[] {
  return Object.values(match.network.devices).flatMap((device) =>
    device.kind === 'host' && device.id !== sender ? [device.id] : [],
  );
}

/** Has each copy of the last broadcast come alone? */
function isHeardOnce(match: Match, ping: number): boolean {
  const trace = match.traces[ping];
  const reads = trace?.reads.filter((read) => read.endsWith(` ${trace.lastSequence}`)) ?? [];
  const hosts = hostsBut(match, match.traffic[ping]?.on);
  return reads.length === hosts.length && new Set(reads).size === hosts.length;
}

/** Does the switch have a row for each card of the device, with the port behind which it is? */
function knows(match: Match, id: string, wanted: string): boolean {
  const device = deviceOf(match.network, id);
  const target = deviceOf(match.network, wanted);
  if (device.kind !== 'switch' || (target.kind !== 'host' && target.kind !== 'router')) return false;
  return Object.values(target.interfaces).every((own) => {
    const port = device.macs[own.mac]?.port;
    return port !== undefined && leadsTo(match, id, port, wanted);
  });
}

/** Is the device found behind this port, without coming back through the switch? */
export function leadsTo(match: Match, from: string, port: string, wanted: string): boolean {
  const seen = new Set([from]);
  const open = [match.network.cables[from]?.[port]?.device];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === wanted) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...Object.values(match.network.cables[id] ?? {}).map((end) => end.device));
  }
  return false;
}
