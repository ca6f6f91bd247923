/** The judge: holds what was played against what the rules say, and blames the worst point, of several equal ones the first. */
import type { Decision, Thinking } from '../device/decision.ts';
import { qualities } from '../device/rule.ts';

/** The point that decides about a move; undefined for a right one. */
export function judge(decision: Decision): Thinking | undefined {
  let worst: Thinking | undefined;
  for (const point of decision.thinking) {
    if (qualities.indexOf(point.quality) > qualities.indexOf(worst?.quality ?? 'right')) worst = point;
  }
  return worst;
}
