import type { Part } from '../../shared/device/rule.ts';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../art/components.tsx';
import type { CardView } from '../../shared/game/view.ts';
import type { PanelWords } from '../../shared/text/panel-words.ts';
import type { Desk } from './desk.ts';
import { type FieldRow, isRead, type LayerRow, layerRows, sameField } from './fields.ts';
import { kindOfSeat, wordsOf } from './seat.ts';

/** A line of the tree: a layer, one of its fields, or the layers that this kind of device does not read. */
type Line =
  | { readonly kind: 'layer'; readonly row: LayerRow; readonly isOpen: boolean }
  | { readonly kind: 'field'; readonly row: FieldRow }
  | { readonly kind: 'more'; readonly layer: number; readonly count: number; readonly isOpen: boolean }
  | { readonly kind: 'unread'; readonly text: string };

/** The headers, outermost first. Arrow keys move, left and right shut and open a layer; the line with the focus is the selected field. */
export function HeaderTree({ desk, card }: { readonly desk: Desk; readonly card: CardView }): JSX.Element {
  const [toggled, setToggled] = useState<Readonly<Record<number, boolean>>>({});
  const [whole, setWhole] = useState<Readonly<Record<number, boolean>>>({});
  const [focused, setFocused] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const line = list.current?.querySelector('.l.on');
    if (line && list.current !== null) showInside(list.current, line);
  }, [desk.field.value]);
  const words = wordsOf(desk.store);
  const opened = layerInQuestion(desk, card);
  const selected = desk.field.value?.layer;
  const lines = linesOf(desk, {
    isOpen: (layer) => toggled[layer] ?? (layer === opened || layer === selected),
    isWhole: (layer) => whole[layer] === true,
  });
  const fold = (layer: number, isOpen: boolean): void => setToggled({ ...toggled, [layer]: isOpen });
  const move = (to: number): void => {
    const index = Math.max(0, Math.min(lines.length - 1, to));
    const line = lines[index];
    setFocused(index);
    if (line?.kind === 'field') desk.field.value = line.row;
    list.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[index]?.focus();
  };
  const act = (line: Line): void => {
    if (line.kind === 'layer') fold(line.row.layer, !line.isOpen);
    if (line.kind === 'more') setWhole({ ...whole, [line.layer]: !line.isOpen });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[focused];
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: focused + 1,
      ArrowUp: focused - 1,
      Home: 0,
      End: lines.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) move(to);
    else if (line?.kind === 'layer' && (event.key === 'ArrowRight' || event.key === 'ArrowLeft'))
      fold(line.row.layer, event.key === 'ArrowRight');
    else if (line !== undefined && event.key === ' ') act(line);
    else return;
    event.preventDefault();
  };
  return (
    <div class="tree" role="tree" aria-label={words.frame.tree} ref={list} onKeyDown={onKeyDown}>
      {lines.map((line, index) => {
        const isTabStop = index === Math.min(focused, lines.length - 1);
        const press = (): void => {
          move(index);
          act(line);
        };
        return (
          <TreeLine
            key={keyOf(line)}
            desk={desk}
            card={card}
            line={line}
            tabIndex={isTabStop ? 0 : -1}
            onPress={press}
          />
        );
      })}
    </div>
  );
}

function TreeLine(props: {
  readonly desk: Desk;
  readonly card: CardView;
  readonly line: Line;
  readonly tabIndex: number;
  readonly onPress: () => void;
}): JSX.Element {
  const { desk, card, line, tabIndex, onPress } = props;
  const words = wordsOf(desk.store);
  const common = { role: 'treeitem' as const, tabIndex, onClick: onPress };
  if (line.kind === 'unread')
    return (
      <div {...common} class="l dim" aria-level={1} aria-disabled="true">
        <Icon name="chevron-right" width={12} />
        <span>{line.text}</span>
        <span class="grow" />
        <span>{words.frame.unread}</span>
      </div>
    );
  const isUnwrittenLayer = card.unaddressed && line.kind === 'layer' && line.row.layer === 0;
  if (line.kind === 'layer')
    return (
      <div {...common} class="l layer" aria-level={1} aria-expanded={line.isOpen}>
        <Icon name={line.isOpen ? 'chevron-down' : 'chevron-right'} width={12} />
        <span>{words.protocols[line.row.protocol]}</span>
        {!line.isOpen && (
          <span class="dim">{isUnwrittenLayer ? words.frame.notWritten : layerNote(line.row, words)}</span>
        )}
      </div>
    );
  if (line.kind === 'more')
    return (
      <div {...common} class="l in dim" aria-level={2} aria-expanded={line.isOpen}>
        <Icon name={line.isOpen ? 'minus' : 'plus'} width={12} />
        <span>{line.isOpen ? words.frame.fewer : words.frame.more(line.count)}</span>
      </div>
    );
  const isOn = sameField(desk.field.value, line.row);
  const isUnwritten =
    card.unaddressed && (line.row.path === 'ethernet.destination' || line.row.path === 'ethernet.source');
  return (
    <div {...common} class={`l in${isOn ? ' on' : ''}`} aria-level={2} aria-selected={isOn}>
      <span class="k">{line.row.label}</span>
      <span class={isUnwritten ? 'dim' : 'v'}>{isUnwritten ? words.frame.notWritten : line.row.text}</span>
    </div>
  );
}

interface Opened {
  isOpen(layer: number): boolean;
  /** All fields, not only those that decide. */
  isWhole(layer: number): boolean;
}

function linesOf(desk: Desk, opened: Opened): readonly Line[] {
  const words = wordsOf(desk.store);
  const kind = kindOfSeat(desk.store);
  const rows = layerRows(desk.frame.value, words);
  const read = rows.filter((row) => isRead(kind, row.layer, desk.frame.value));
  const unread = rows.filter((row) => !isRead(kind, row.layer, desk.frame.value));
  const lines: Line[] = read.flatMap((row): Line[] => {
    const isOpen = row.fields.length > 0 && opened.isOpen(row.layer);
    return [{ kind: 'layer', row, isOpen }, ...(isOpen ? fieldLines(desk, row, opened.isWhole(row.layer)) : [])];
  });
  if (unread.length > 0)
    lines.push({ kind: 'unread', text: unread.map((row) => words.protocols[row.protocol]).join(' · ') });
  return lines;
}

/** The fields that decide, and one line for the others; all of them when asked for, or when one of the others is selected. */
function fieldLines(desk: Desk, row: LayerRow, isWhole: boolean): readonly Line[] {
  const minor = row.fields.filter((field) => field.isMinor);
  const all = isWhole || minor.some((field) => sameField(field, desk.field.value));
  const shown = all ? row.fields : row.fields.filter((field) => !field.isMinor);
  const lines = shown.map((field): Line => ({ kind: 'field', row: field }));
  return minor.length === 0 ? lines : [...lines, { kind: 'more', layer: row.layer, count: minor.length, isOpen: all }];
}

/** What a shut layer says beside its name: its two addresses, its type, or its size. */
function layerNote(row: LayerRow, words: PanelWords): string {
  const field = (name: string): FieldRow | undefined => row.fields.find((it) => it.name === name);
  const text = (name: string): string => field(name)?.meaning ?? field(name)?.text ?? '';
  const named = (name: string): string => `${field(name)?.label.toLowerCase()} ${text(name)}`;
  switch (row.protocol) {
    case 'ethernet':
    case 'ipv4':
      return `${text('source')} → ${text('destination')}`;
    case 'vlan':
      return `${field('id')?.label ?? ''} ${text('id')}`;
    case 'arp':
      return `${text('operation')}${words.frame.comma}${text('senderIp')} → ${text('targetIp')}`;
    case 'icmp':
      return field('sequence') === undefined
        ? text('type')
        : [text('type'), named('identifier'), named('sequence')].join(words.frame.comma);
    case 'bpdu':
      return field('rootMac') === undefined
        ? text('type')
        : [named('rootPriority'), named('rootPathCost')].join(words.frame.comma);
    default:
      return words.octets(row.octets);
  }
}

/** The layer that the first question is about lies open; of a packet without a frame none. */
/** Scrolls the list alone: `scrollIntoView` would move all that is around it as well, and a letter would not begin at its top. */
function showInside(list: HTMLElement, line: Element): void {
  const [outer, inner] = [list.getBoundingClientRect(), line.getBoundingClientRect()];
  list.scrollTop += Math.min(0, inner.top - outer.top) + Math.max(0, inner.bottom - outer.bottom);
}

function layerInQuestion(desk: Desk, card: CardView): number {
  if (card.kind === 'originate') return -1;
  const part = card.form[0]?.part;
  const protocol = card.kind === 'resolved' ? 'ipv4' : (LAYERS_IN_QUESTION[part ?? 'accept'] ?? 'ethernet');
  return Math.max(
    0,
    desk.frame.value.layers.findIndex((it) => it.protocol === protocol),
  );
}

/** Where to look for the answer; all other questions are about the outermost header. */
const LAYERS_IN_QUESTION: Readonly<Partial<Record<Part, LayerRow['protocol']>>> = {
  vlan: 'vlan',
  'neighbor-learn': 'arp',
  answer: 'arp',
  route: 'ipv4',
  ttl: 'ipv4',
  'nat-out': 'icmp',
  'nat-in': 'icmp',
  'icmp.type': 'icmp',
  'stp-root': 'bpdu',
  'stp-role': 'bpdu',
};

function keyOf(line: Line): string {
  if (line.kind === 'unread') return 'unread';
  if (line.kind === 'more') return `more ${line.layer}`;
  return line.kind === 'layer' ? `layer ${line.row.layer}` : `field ${line.row.layer} ${line.row.name}`;
}
