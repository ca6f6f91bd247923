/** What the own switch knows about the spanning tree: who it is, who the root is, and its ports. */
import type { JSX } from 'preact';
import type { TreeView } from '../../shared/game/tree-view.ts';
import type { Desk } from './desk.ts';
import { portLabel, wordsOf } from './seat.ts';
import { Table } from './table.tsx';

export function TreeCard({ desk, tree }: { readonly desk: Desk; readonly tree: TreeView }): JSX.Element {
  const words = wordsOf(desk.store).tree;
  return (
    <section class="card step">
      <h3>{words.title}</h3>
      <TreeIds desk={desk} tree={tree} />
      <TreePorts desk={desk} tree={tree} />
    </section>
  );
}

/** The own bridge ID over that of the root. */
function TreeIds({ desk, tree }: { readonly desk: Desk; readonly tree: TreeView }): JSX.Element {
  const words = wordsOf(desk.store).tree;
  const isRoot = tree.rootPort === '';
  return (
    <dl class="tree-ids">
      <dt>{words.own}</dt>
      <dd class="mono">{tree.id}</dd>
      <dt>{words.root}</dt>
      <dd>
        {isRoot ? words.youAreRoot : <span class="mono">{tree.root}</span>}
        {!isRoot && <span class="quiet small note">{words.rootCost(tree.cost, portLabel(tree.rootPort))}</span>}
      </dd>
    </dl>
  );
}

/** `brief`: without what was heard there. */
export function TreePorts(props: {
  readonly desk: Desk;
  readonly tree: TreeView;
  readonly brief?: boolean;
}): JSX.Element {
  const { desk, tree, brief = false } = props;
  const { tree: words, tables } = wordsOf(desk.store);
  return (
    <Table
      heads={[tables.port, words.role, words.state, ...(brief ? [] : [words.heard])]}
      name={words.title}
      isEmpty={false}
      empty={tables.empty}
    >
      {tree.ports.map((port) => (
        <tr key={port.name}>
          <td>{portLabel(port.name)}</td>
          <td>{words.roles[port.role]}</td>
          <td class="quiet">{words.states[port.state]}</td>
          {!brief && (
            <td class="mono parts" title={port.vector.join(' ')}>
              {port.vector.flatMap((part, index) =>
                // That they speak of the same root goes without saying.
                index === 0 && part === tree.root ? [] : [<span key={index}>{short(part)} </span>],
              )}
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}

/** "24576 …67:ec:9d": a bridge ID by its priority and the end of its address; costs and ports as they are. */
function short(part: string): string {
  const dot = part.indexOf('.');
  return dot === -1 ? part : `${part.slice(0, dot)} …${part.slice(-5)}`;
}
