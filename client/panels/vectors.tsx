/**
 * Two priority vectors laid one over the other, part by part, as a bridge compares them: as far as the first difference, and no further. Which of the two is
 * lower is for the player to see.
 */
import type { JSX } from 'preact';
import type { Part } from '../../shared/device/rule.ts';
import type { TreePortView, TreeView } from '../../shared/game/tree-view.ts';
import type { TreeWords } from '../../shared/text/tree-words.ts';
import { isConfiguration } from '../../shared/wire/bpdu.ts';
import { layer } from '../../shared/wire/frame.ts';
import type { Desk } from './desk.ts';
import { portLabel, wordsOf } from './seat.ts';
import { TreePorts } from './tree-table.tsx';

interface Laid {
  readonly head: string;
  readonly parts: readonly string[];
  /** Whose the two are, and what they say. */
  readonly over: Side;
  readonly under: Side;
}
interface Side {
  readonly whose: string;
  readonly values: readonly string[];
}

/** What has to be looked at for a question about the tree. */
export function TreeLook(props: { readonly desk: Desk; readonly part: Part; readonly tree: TreeView }): JSX.Element {
  const { desk, part, tree } = props;
  if (part === 'intake') return <TreePorts desk={desk} tree={tree} brief />;
  return (
    <div class="vectors">
      {comparisons(desk, part, tree).map((laid) => (
        <Vectors key={laid.head} laid={laid} words={wordsOf(desk.store).tree} />
      ))}
    </div>
  );
}

function Vectors({ laid, words }: { readonly laid: Laid; readonly words: TreeWords }): JSX.Element {
  const { head, parts, over, under } = laid;
  const found = parts.findIndex((_part, index) => over.values[index] !== under.values[index]);
  const last = found === -1 ? parts.length - 1 : found;
  const rest = parts.slice(last + 1);
  return (
    <table class="vector">
      <caption>{head}</caption>
      <tbody>
        {parts.slice(0, last + 1).map((part, index) =>
          index === found ? (
            <Difference key={part} part={part} over={over} under={under} at={index} />
          ) : (
            <tr key={part}>
              <th scope="row">{part}</th>
              <td class="mono">
                {over.values[index]} <span class="note">{words.same}</span>
              </td>
            </tr>
          ),
        )}
        {rest.length > 0 && (
          <tr>
            <td colSpan={2} class="quiet xs">
              {words.notCompared(rest)}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** The two values, sign under sign; from where they part they are strong. */
function Difference(props: {
  readonly part: string;
  readonly over: Side;
  readonly under: Side;
  readonly at: number;
}): JSX.Element {
  const { part, over, under, at } = props;
  const [a = '', b = ''] = [over.values[at], under.values[at]];
  const same = commonLength(a, b);
  return (
    <tr class="differs">
      <th scope="row">{part}</th>
      <td class="mono">
        {[over, under].map(({ whose, values }) => (
          <div key={whose}>
            {values[at]?.slice(0, same)}
            <b>{values[at]?.slice(same)}</b> <span class="note">{whose}</span>
          </div>
        ))}
      </td>
    </tr>
  );
}

/** How many signs two values begin with in common; numbers of different length have nothing in common. */
function commonLength(a: string, b: string): number {
  if (a.split('.')[0]?.length !== b.split('.')[0]?.length) return 0;
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function comparisons(desk: Desk, part: Part, tree: TreeView): readonly Laid[] {
  const words = wordsOf(desk.store).tree;
  const heard = heardVector(desk);
  const port = tree.ports.find(({ name }) => name === desk.first.value?.port);
  if (heard === undefined || port === undefined) return [];
  if (part === 'stp-root') return [idsLaid(heard, tree, words)];
  if (part === 'stp-former-role') return formerLaid(heard, port, tree, words);
  return [
    {
      head: words.way(port.pathCost),
      parts: words.parts,
      over: by(words.bpdu, heard, port.pathCost),
      under: wayOf(tree, words),
    },
    {
      head: words.cable,
      parts: words.parts,
      over: by(words.bpdu, heard),
      under: { whose: words.you, values: ownVector(tree, port) },
    },
  ];
}

/** The root in the message over the root until now, by priority and address. */
function idsLaid([root = '']: readonly string[], tree: TreeView, words: TreeWords): Laid {
  const isOwn = tree.root === tree.id;
  return {
    head: words.ids,
    parts: words.idParts,
    over: { whose: words.bpdu, values: idParts(root) },
    under: { whose: isOwn ? words.you : words.untilNow, values: idParts(tree.root) },
  };
}

/** What was heard at the old root port, over what can be said there now that the way goes by this one. */
function formerLaid(
  [root = '', cost = '']: readonly string[],
  port: TreePortView,
  tree: TreeView,
  words: TreeWords,
): readonly Laid[] {
  const former = tree.ports.find(({ name }) => name === tree.rootPort);
  if (former === undefined) return [];
  const own = [root, String(Number(cost) + port.pathCost), tree.id, former.id];
  return [
    {
      head: words.formerCable(portLabel(former.name)),
      parts: words.parts,
      over: { whose: words.byPort(portLabel(former.name)), values: former.vector },
      under: { whose: words.you, values: own },
    },
  ];
}

function by(whose: string, values: readonly string[], added = 0): Side {
  return { whose, values: values.map((value, index) => (index === 1 ? String(Number(value) + added) : value)) };
}

/** The best way to the root until now; who has none would be the root. */
function wayOf(tree: TreeView, words: TreeWords): Side {
  const port = tree.ports.find(({ name }) => name === tree.rootPort);
  return port === undefined
    ? { whose: words.youAsRoot, values: [tree.id, '0', tree.id, ''] }
    : by(words.byPort(portLabel(port.name)), port.vector, port.pathCost);
}

function ownVector(tree: TreeView, port: TreePortView): readonly string[] {
  return [tree.root, String(tree.cost), tree.id, port.id];
}

function idParts(id: string): readonly string[] {
  const dot = id.indexOf('.');
  return [id.slice(0, dot), id.slice(dot + 1)];
}

/** Root, cost, bridge and port of the BPDU on the desk. */
function heardVector(desk: Desk): readonly string[] | undefined {
  const header = layer(desk.frame.value, 'bpdu')?.header;
  if (header === undefined || !isConfiguration(header)) return undefined;
  const { rootPriority, rootMac, rootPathCost, bridgePriority, bridgeMac, portId } = header;
  return [
    `${rootPriority}.${rootMac}`,
    String(rootPathCost),
    `${bridgePriority}.${bridgeMac}`,
    `0x${portId.toString(16).padStart(4, '0')}`,
  ];
}
