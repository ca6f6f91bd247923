/** Words of the panels about a spanning tree. */
import type { TreePortView } from '../game/tree-view.ts';

export interface TreeWords {
  readonly title: string;
  /** The own bridge ID, and the root. */
  readonly own: string;
  readonly root: string;
  readonly youAreRoot: string;
  readonly rootCost: (cost: number, port: string) => string;
  readonly role: string;
  readonly state: string;
  readonly heard: string;
  readonly roles: Readonly<Record<TreePortView['role'], string>>;
  readonly states: Readonly<Record<TreePortView['state'], string>>;
  /** The parts of a vector, in the order in which they are compared. */
  readonly parts: readonly [root: string, cost: string, bridge: string, port: string];
  readonly idParts: readonly [priority: string, mac: string];
  /** Heads over two vectors that lie one over the other. */
  readonly ids: string;
  readonly way: (pathCost: number) => string;
  readonly cable: string;
  readonly formerCable: (port: string) => string;
  /** Whose the vectors are. */
  readonly bpdu: string;
  readonly you: string;
  readonly untilNow: string;
  readonly byPort: (port: string) => string;
  readonly youAsRoot: string;
  readonly same: string;
  /** The parts after the first difference. */
  readonly notCompared: (parts: readonly string[]) => string;
  readonly blocked: string;
}
