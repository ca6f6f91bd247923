/** A goal as a sentence: exactly the condition that is tested. */
import type { GoalView } from '../../game/goal-view.ts';
import { listOf } from './say.ts';

export function goal(goal: GoalView, name: (device: string) => string): string {
  switch (goal.kind) {
    case 'answered':
      if ('cableTo' in goal)
        return `${name(goal.on)} gets its answer from ${name(goal.to)}, at its address on the cable to ${name(goal.cableTo)}.`;
      return `${name(goal.on)} gets its answer from ${name(goal.to)}.`;
    case 'all-answered':
      return `${listOf(goal.pings.map(({ on, to }, at) => `${name(on)} ${at === 0 ? 'gets its answer from' : 'from'} ${name(to)}`))}.`;
    case 'answered-without-asking':
      return `${name(goal.on)} gets its answer from ${name(goal.to)} without asking for an address.`;
    case 'answered-apart':
      return `${name(goal.on)} gets its answer from ${name(goal.to)}, and meanwhile no frame gets into another VLAN.`;
    case 'kept-out':
      return `${name(goal.switch)} drops the frame that ${name(goal.on)} has tagged itself, and lets it out of no port.`;
    case 'heard-by-all':
      return `Every other machine reads the broadcast of ${name(goal.on)}.`;
    case 'heard-once':
      return `Every other machine reads the broadcast of ${name(goal.on)}, and none reads it twice.`;
    case 'one-root':
      return 'All switches agree on one root, and every other switch has a root port.';
    case 'loops-cut':
      return `No loop is left: ${goal.spare} spare cables are each blocked at one end.`;
    case 'overheard':
      return `The ping from ${name(goal.on)} to ${name(goal.to)} reaches the card of every other machine, not only of ${name(goal.to)}.`;
    case 'filled':
      return `Copies of the one ARP request from ${name(goal.on)} fill every cable between the switches.`;
    case 'calm':
      return 'The load on every cable is under 20 %, and each machine gets an answer from the next one.';
    case 'switches-know':
      return goal.switches.length === 2
        ? `Both switches know where ${name(goal.device)} is.`
        : `${listOf(goal.switches.map(name))} ${goal.switches.length === 1 ? 'knows' : 'know'} where ${name(goal.device)} is.`;
    case 'time-exceeded':
      return `${name(goal.on)} hears from ${name(goal.by)} that its packet for ${name(goal.to)} ran out of time.`;
    case 'told-unreachable':
      return `${name(goal.on)} sends to a network that does not exist, and a router tells it that no route leads there.`;
    case 'isolated':
      return `In one run every ping is answered, and no frame passes between ${goal.groups.map((group) => listOf(group.map(name))).join(' on one side and ')} on the other.`;
    case 'stayed-local':
      return `The ping from ${name(goal.on)} to ${name(goal.to)} is answered and never leaves through ${name(goal.switch)}.`;
  }
}
