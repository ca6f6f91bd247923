/**
 * The points at which a bridge that somebody plays has to think about a configuration message. The procedures have done their work; what is answered otherwise is
 * written over it, as a bridge would do that believes it.
 */
import type { Mind } from './rule.ts';
import { formerRole, role, root, type Belief } from './rules/stp.ts';
import { bridgeIdText, compareBridgeIds, compareVectors, isDesignated, roleOf, supersedes } from './stp-compare.ts';
import { becomeDesignatedPort, portOf } from './stp-procedures.ts';
import type { PriorityVector, SpanningTree, StpPort } from './stp.ts';

export function beliefOf({ root: believed, rootPort }: SpanningTree): Belief {
  return { root: believed, rootPort };
}

/** Does a message say anything that the bridge has to think about? What it holds already, said again, is none; nor is what a neighbour says who knows less and speaks where others do. */
export function tellsNews(tree: SpanningTree, port: StpPort, heard: PriorityVector): boolean {
  if (port.state === 'disabled') return false;
  return supersedes(heard, port, tree.id) ? compareVectors(heard, port.designated) !== 0 : isDesignated(tree, port);
}

/** Asks what the tree is now, and writes it down as answered. Of the same root as before nobody is asked. */
export function thinkAbout(tree: SpanningTree, name: string, heard: PriorityVector, before: Belief, mind: Mind): void {
  const right = bridgeIdText(tree.root);
  const isKnown = compareBridgeIds(heard.root, before.root) === 0;
  const played = isKnown ? right : mind.ask(root, tree, name, heard, before);
  const roles = [[name, heard, mind.ask(role, tree, name, heard, before)] as const];
  const former = before.rootPort;
  if (former !== undefined && former !== name && former !== tree.rootPort)
    roles.push([former, portOf(tree, former).designated, mind.ask(formerRole, tree, name, heard, before)]);
  const wrong = roles.filter(([port, , answer]) => answer !== roleOf(tree, port));
  if (played !== right)
    believe(
      tree,
      [tree.id, heard.root, before.root].find((id) => bridgeIdText(id) === played),
    );
  for (const [port, vector, answer] of wrong) assign(tree, port, vector, answer);
}

/** The bridge takes another one for the root, or itself: then it speaks on every segment. */
function believe(tree: SpanningTree, id: PriorityVector['root'] | undefined): void {
  if (id === undefined) return;
  tree.root = id;
  if (compareBridgeIds(id, tree.id) !== 0) return;
  tree.rootPort = undefined;
  tree.rootPathCost = 0;
  for (const port of Object.values(tree.ports)) if (port.state !== 'disabled') becomeDesignatedPort(tree, port);
}

/** A port without the role that is due to it. */
function assign(tree: SpanningTree, name: string, heard: PriorityVector, answer: string): void {
  const port = portOf(tree, name);
  if (tree.rootPort === name) tree.rootPort = undefined;
  if (answer === 'designated') becomeDesignatedPort(tree, port);
  else port.designated = heard;
  if (answer === 'root') tree.rootPort = name;
}
