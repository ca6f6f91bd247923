/** The spanning tree as its switch knows it, for whoever sits there. */
import { bridgeIdText, portIdText, roleOf } from '../device/stp-compare.ts';
import { vectorRows } from '../device/rules/stp.ts';
import type { SpanningTree } from '../device/stp.ts';

/** What a switch knows about the spanning tree: from its own settings and the messages of its neighbours. Bridge IDs as "32768.02:…", port IDs as "0x8001". */
export interface TreeView {
  readonly id: string;
  readonly root: string;
  /** What its way to the root costs. */
  readonly cost: number;
  /** Empty: it takes itself for the root. */
  readonly rootPort: string;
  /** Those with a link. */
  readonly ports: readonly TreePortView[];
}

export interface TreePortView {
  readonly name: string;
  readonly id: string;
  readonly role: 'root' | 'designated' | 'blocked';
  readonly state: 'blocking' | 'listening' | 'learning' | 'forwarding';
  readonly pathCost: number;
  /** The best that was heard or can be said on this cable: root, cost, bridge, port. */
  readonly vector: readonly string[];
}

export function treeView(tree: SpanningTree): TreeView {
  return {
    id: bridgeIdText(tree.id),
    root: bridgeIdText(tree.root),
    cost: tree.rootPathCost,
    rootPort: tree.rootPort ?? '',
    ports: Object.entries(tree.ports).flatMap(([name, port]): TreePortView[] => {
      const role = roleOf(tree, name);
      if (port.state === 'disabled' || role === 'disabled') return [];
      const { id, state, pathCost, designated } = port;
      return [{ name, id: portIdText(id), role, state, pathCost, vector: vectorRows(designated) }];
    }),
  };
}
