/** Draws link-layer addresses, and what a bridge is called in a spanning tree. */
import { mac, type Mac } from '../address/mac.ts';
import { BRIDGE_PRIORITY } from '../device/stp.ts';
import type { LabSwitch } from '../network/lab.ts';
import { draw, drawOne, type Random } from '../random.ts';
import type { Puzzle } from './puzzle.ts';

/** A locally administered unicast address (IEEE 802 8.2): the first octet is 02. */
export function drawMac(random: Random): Mac {
  const octets = Array.from({ length: 5 }, () => draw(random, 256).toString(16).padStart(2, '0'));
  return mac(['02', ...octets].join(':'));
}

/** Priorities come in steps of 4096 (IEEE 802.1D-2004 9.2.5); half of them are better than the usual one. */
const PRIORITY_STEP = 4096;
const PRIORITY_STEPS = BRIDGE_PRIORITY / PRIORITY_STEP;

/** Bridge IDs for a puzzle with a spanning tree: see `Puzzle.bridges`. */
export function drawBridges(random: Random, puzzle: Puzzle): Record<string, Required<Pick<LabSwitch, 'mac' | 'stp'>>> {
  if (puzzle.bridges === undefined) return {};
  const [first = '', ...others] = drawOne(random, puzzle.bridges);
  const macs = Array.from({ length: others.length + 1 }, () => drawMac(random)).sort();
  const steps = (from: number) => (from + draw(random, PRIORITY_STEPS - 1)) * PRIORITY_STEP;
  const bridges = { [first]: { mac: macs.at(-1)!, stp: { priority: steps(1) } } };
  for (const [index, id] of others.entries()) {
    const isLast = index === others.length - 1;
    const priority = isLast ? steps(PRIORITY_STEPS + 1) : BRIDGE_PRIORITY;
    bridges[id] = { mac: macs[isLast ? 0 : index + 1]!, stp: { priority } };
  }
  return bridges;
}
